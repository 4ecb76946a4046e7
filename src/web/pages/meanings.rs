//! What the words of a search may mean besides words: a theme, a territory, a place.

use i18n_embed_fl::fl;

use super::{search::Meaning, theme::definition, voice::Voice};
use crate::{
    domain::{Actor, List, fold, is_little_word, name_key},
    web::{
        listing::{Parameters, names_of, spots_called, territory_path},
        page::name_of,
    },
};

/// Most meanings of each sort.
const MOST: usize = 4;
/// Most words of the name of a place.
const WORDS_OF_A_PLACE: usize = 4;

/// What the words may mean, the likeliest sort first.
pub(super) fn of(voice: Voice<'_>, parameters: &Parameters, directory: &[Actor]) -> Vec<Meaning> {
    if parameters.words.is_empty() {
        return Vec::new();
    }
    let mut meanings = terms(voice, parameters);
    meanings.extend(territories(voice, parameters, directory));
    if parameters.around.is_none() {
        meanings.extend(places(voice, parameters, directory));
    }
    meanings
}

/// Themes, pillars and axes that the words name, with what they mean.
fn terms(voice: Voice<'_>, parameters: &Parameters) -> Vec<Meaning> {
    let reader = voice.reader;
    let named = voice.taxonomy.thesaurus().terms_in(&parameters.q).into_iter();
    let shown = named.filter_map(|(list, _, id)| {
        let (what, href) = match list {
            List::Themes => (fl!(voice.words, "field-theme"), format!("/tags/{id}")),
            List::Pillars => (fl!(voice.words, "field-pillar"), format!("/search?pillar={id}")),
            List::Audiences => {
                (fl!(voice.words, "field-audience"), format!("/search?audience={id}"))
            }
            _ => return None,
        };
        let concept = voice.taxonomy.find(list, id)?;
        Some(Meaning {
            name: concept.label_for(reader.languages()).to_owned(),
            what,
            text: definition(concept, voice),
            href: reader.link(&href),
        })
    });
    shown.take(MOST).collect()
}

/// Territories and organisations one of whose names starts with the words.
fn territories(voice: Voice<'_>, parameters: &Parameters, directory: &[Actor]) -> Vec<Meaning> {
    let wanted = name_key(&parameters.q);
    let starts = |name: &String| {
        let name = name_key(name);
        name.starts_with(&wanted) || name.contains(&format!(" {wanted}"))
    };
    let named = directory.iter().filter(|actor| wanted.len() > 1 && names_of(actor).any(starts));
    named
        .take(MOST)
        .map(|actor| Meaning {
            name: name_of(actor, voice.reader).to_owned(),
            what: voice.term(List::TerritoryKinds, &actor.territory.kind),
            text: String::new(),
            href: voice.reader.link(&territory_path(actor)),
        })
        .collect()
}

/// Places that all words name, or the last ones: the others are then searched for around it.
fn places(voice: Voice<'_>, parameters: &Parameters, directory: &[Actor]) -> Vec<Meaning> {
    let words: Vec<&str> = parameters.q.split_whitespace().collect();
    let mut meanings = Vec::new();
    for start in words.len().saturating_sub(WORDS_OF_A_PLACE)..words.len() {
        let (rest, name) = words.split_at(start);
        let rest = trimmed(rest);
        let spots = spots_called(&name.join(" "), directory);
        // A word that is a small town too is rarely meant so when it stands among others.
        for spot in spots.into_iter().take(if rest.is_empty() { 3 } else { 1 }) {
            let place = voice.spot(&spot);
            let state = parameters.state.without_all(&["q", "sort"]).with("near", &spot.pin);
            let (name, state) = if rest.is_empty() {
                (fl!(voice.words, "near-place", place = place), state)
            } else {
                let words = rest.join(" ");
                let state = state.with("q", &words);
                (fl!(voice.words, "near-place-words", words = words, place = place), state)
            };
            meanings.push(Meaning {
                name,
                what: fl!(voice.words, "meaning-place"),
                text: String::new(),
                href: voice.reader.link(&state.address("/search", 1)),
            });
        }
        if !meanings.is_empty() {
            break;
        }
    }
    meanings
}

/// The words without the little ones at their end: "logement à" becomes "logement".
fn trimmed<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    let last = words.iter().rposition(|word| !is_little_word(&fold(word)));
    last.map_or(&[], |last| &words[..=last])
}

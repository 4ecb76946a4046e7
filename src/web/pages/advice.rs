//! What to try when a search finds nothing: only what finds something is offered.

use i18n_embed_fl::fl;

use super::{
    facets::{Filters, total},
    facts::Line,
    search::Problem,
    voice::Voice,
};
use crate::{
    domain::{Facet, Words},
    store::{
        Reading, Result,
        search::{Near, Query},
    },
    web::{
        listing::{Around, FARTHEST, State, path_of, spots_spelt_like},
        overview::Overview,
    },
};

/// Filters that are tried without.
const MOST_FILTERS: usize = 6;
/// Wider distances to try, in kilometres.
const WIDER: [usize; 4] = [100, 250, 500, FARTHEST];
/// Words that are tried in another spelling, and spellings of each.
const MOST_WORDS: usize = 3;
const MOST_SPELLINGS: usize = 3;
/// Places that are offered for an unknown one.
const MOST_PLACES: usize = 6;

/// A search to try instead.
struct Attempt {
    query: Query,
    state: State,
    path: &'static str,
    label: String,
}

/// What to try, with how much each attempt finds.
pub(super) async fn of(
    filters: &Filters<'_>,
    db: &mut Reading,
    overview: &Overview,
) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    let mut is_wider_found = false;
    for (attempt, is_wider) in attempts(filters) {
        if is_wider && is_wider_found {
            continue;
        }
        let counts = overview.counts_among(db, &attempt.query).await?;
        let found = total(&counts);
        if found > 0 {
            is_wider_found |= is_wider;
            let text =
                fl!(filters.voice.words, "advice-line", label = attempt.label, count = found);
            let address = attempt.state.address(attempt.path, 1);
            lines.push(Line::link(text, filters.voice.reader.link(&address)));
        }
    }
    Ok(lines)
}

/// All attempts, and whether each is one of several distances, of which the first that finds will do.
fn attempts(filters: &Filters<'_>) -> Vec<(Attempt, bool)> {
    let (query, state, words) = (filters.query, &filters.parameters.state, filters.voice.words);
    let path = path_of(filters.kind);
    let attempt = |query: Query, state: State, label: String| Attempt { query, state, path, label };
    let mut attempts = Vec::new();
    for (spelling, text) in spellings(filters) {
        let label = fl!(words, "advice-spelling", words = text.as_str());
        let query = Query { words: spelling, ..query.clone() };
        attempts.push((attempt(query, state.set("q", &text), label), false));
    }
    if let (Some(around), Some(near)) = (&filters.parameters.around, query.near) {
        for within in WIDER.into_iter().filter(|within| *within > around.within) {
            let label = fl!(words, "advice-wider", kilometres = within);
            let wider = u32::try_from(within).map_or(near.within, f64::from);
            let query = Query { near: Some(Near { within: wider, ..near }), ..query.clone() };
            let state = state.set("within", &within.to_string());
            attempts.push((attempt(query, state, label), true));
        }
    }
    for (query, state, what) in without_each(filters) {
        let label = fl!(words, "advice-without", what = what);
        attempts.push((attempt(query, state, label), false));
    }
    if let Some(kind) = filters.kind {
        // What only this kind has would find nothing among the others.
        let of_kind = |facet: Facet| matches!(facet, Facet::Subkind | Facet::Status);
        let mut query =
            Query { kind: None, from: None, until: None, over_before: None, ..query.clone() };
        query.facets.retain(|(facet, _)| !of_kind(*facet));
        let state = state.without_all(&["kind", "status", "when", "limit"]);
        let label = fl!(words, "advice-everything", kind = filters.voice.kinds(kind));
        attempts.push((Attempt { query, state, path: path_of(None), label }, false));
    }
    attempts
}

/// The selection without each of its filters, and without its words.
fn without_each(filters: &Filters<'_>) -> Vec<(Query, State, String)> {
    let (query, parameters) = (filters.query, filters.parameters);
    let state = &parameters.state;
    let mut without = Vec::new();
    let names = [
        ("theme", Facet::Theme),
        ("pillar", Facet::Pillar),
        ("country", Facet::Country),
        ("territory", Facet::Territory),
        ("audience", Facet::Audience),
        ("kind", Facet::Subkind),
        ("status", Facet::Status),
        ("lang", Facet::Language),
        ("type", Facet::Kind),
    ];
    for (name, facet) in names {
        let labels: Vec<String> =
            parameters.chosen(facet).map(|value| filters.label(facet, value)).collect();
        if !labels.is_empty() {
            let mut query = query.clone();
            query.facets.retain(|(known, _)| *known != facet);
            without.push((query, state.without_all(&[name]), labels.join(", ")));
        }
    }
    if parameters.when.is_some() {
        let query = Query { from: None, until: None, over_before: None, ..query.clone() };
        let label = fl!(filters.voice.words, "field-when");
        without.push((query, state.without_all(&["when"]), label));
    }
    if parameters.bbox.is_some() {
        let query = Query { area: None, ..query.clone() };
        let label = fl!(filters.voice.words, "filter-area");
        without.push((query, state.without_all(&["bbox"]), label));
    }
    if let Some(around) = &parameters.around {
        let query = Query { near: None, ..query.clone() };
        without.push((query, state.without_all(&["near", "within", "sort"]), around.text.clone()));
    }
    if !parameters.words.is_empty() && without.len() < MOST_FILTERS {
        let query = Query { words: Words::default(), ..query.clone() };
        without.push((query, state.without_all(&["q", "sort"]), parameters.q.clone()));
    }
    without.truncate(MOST_FILTERS);
    without
}

/// The words with one of them spelt as a known one.
fn spellings(filters: &Filters<'_>) -> Vec<(Words, String)> {
    let thesaurus = filters.voice.taxonomy.thesaurus();
    let text = &filters.parameters.q;
    let mut spellings = Vec::new();
    let words = text.split_whitespace().filter(|word| word.chars().count() > 2);
    for word in words.take(MOST_WORDS) {
        for known in thesaurus.words_spelt_like(word, MOST_SPELLINGS) {
            let other = text.replacen(word, known, 1);
            if other != *text {
                spellings.push((thesaurus.read(&other), other));
            }
        }
    }
    spellings
}

/// What is said of a place that nobody knows, and which it may be.
pub(super) fn unknown_place(
    voice: Voice<'_>,
    around: &Around,
    state: &State,
    path: &str,
) -> Problem {
    let spots = spots_spelt_like(&around.text, MOST_PLACES).into_iter();
    let lines: Vec<Line> = spots
        .map(|spot| {
            let address = state.set("near", &spot.pin).address(path, 1);
            Line::link(voice.spot(&spot), voice.reader.link(&address))
        })
        .collect();
    let text = if lines.is_empty() {
        fl!(voice.words, "near-unknown-next")
    } else {
        fl!(voice.words, "near-unknown-alike")
    };
    Problem { title: fl!(voice.words, "near-unknown", place = around.text.as_str()), text, lines }
}

/// What is said of a page after the last one.
pub(super) fn no_such_page(voice: Voice<'_>, first: &str) -> Problem {
    let lines = vec![Line::link(fl!(voice.words, "page-first"), voice.reader.link(first))];
    Problem {
        title: fl!(voice.words, "page-past-end"),
        text: fl!(voice.words, "page-past-end-next"),
        lines,
    }
}

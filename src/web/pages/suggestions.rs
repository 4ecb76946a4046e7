//! What a reader may mean who has begun to type: for the script of the search fields.

use std::collections::HashSet;

use axum::{Json, extract::State, http::header, response::IntoResponse};
use i18n_embed_fl::fl;
use serde::Serialize;
use url::form_urlencoded;

use super::voice::Voice;
use crate::{
    domain::{Actor, List, Sheet, SheetKind, Words, name_key},
    node::Node,
    store::{Reading, Result, search},
    web::{
        error::WebError,
        listing::{names_of, spots_starting_with},
        overview::Overview,
        page::{Visit, name_of},
        parameter::{BadParameter, Expected},
    },
};

/// Longest beginning that is looked up, in characters, and shortest.
const LONGEST: usize = 80;
const SHORTEST: usize = 2;
/// Suggestions of each sort.
const OF_EACH: usize = 4;

/// Newest titles among which those of one kind are looked for.
const TITLES_READ: i64 = 40;

/// Something that a reader may mean.
#[derive(Debug, Serialize)]
pub(super) struct Suggestion {
    /// What to write into the field.
    text: String,
    /// What it is, in the reader's words: "Theme".
    what: String,
}

/// For which field something is suggested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    /// Words for everything, places included.
    Everything,
    /// Words for sheets of one kind: what is no word of a sheet would find none.
    Sheets(SheetKind),
    /// Names of territories and organisations.
    Territories,
    /// Places.
    Places,
}

impl Field {
    /// The field that `of` names: `places`, `territories` or a kind of sheet, such as `events`.
    fn read(of: Option<&str>) -> Self {
        let of_kind = || SheetKind::ALL.into_iter().find(|kind| Some(kind.plural()) == of);
        match of {
            Some("places") => Self::Places,
            Some("territories") => Self::Territories,
            _ => of_kind().map_or(Self::Everything, Self::Sheets),
        }
    }

    /// Whether sheets of a kind are suggested.
    fn admits(self, kind: SheetKind) -> bool {
        self == Self::Everything || self == Self::Sheets(kind)
    }
}

/// `GET /search/suggestions?q=`, with `of` for a field that takes less than everything
pub(in crate::web) async fn suggestions(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> std::result::Result<impl IntoResponse, WebError> {
    let parameter = |wanted: &str| {
        let mut parameters = form_urlencoded::parse(visit.query.as_bytes());
        parameters.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
    };
    let start = parameter("q").unwrap_or_default();
    if start.chars().count() > LONGEST {
        return Err(BadParameter::new("q", &start, Expected::Text(LONGEST)).into());
    }
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&visit.reader, &taxonomy);
    let mut found = Vec::new();
    if name_key(&start).chars().count() >= SHORTEST {
        let mut db = node.store.read().await?;
        let directory = overview.directory(&mut db).await?;
        let field = Field::read(parameter("of").as_deref());
        if SheetKind::ALL.into_iter().any(|kind| field.admits(kind)) {
            found.extend(themes(voice, &start));
        }
        if matches!(field, Field::Everything | Field::Territories) {
            found.extend(territories(voice, &start, &directory));
        }
        if matches!(field, Field::Everything | Field::Places) {
            found.extend(places(voice, &start, &directory));
        }
        found.extend(titles(&mut db, voice, field, &start).await?);
        let mut known = HashSet::new();
        found.retain(|suggestion: &Suggestion| known.insert(suggestion.text.clone()));
    }
    // The same for everybody who reads this language, and no secret; asked for at every letter.
    let kept = [(header::CACHE_CONTROL, "public, max-age=300"), (header::VARY, "Accept-Language")];
    Ok((kept, Json(found)))
}

/// Themes and pillars one of whose names has a word that starts so.
fn themes(voice: Voice<'_>, start: &str) -> Vec<Suggestion> {
    let start = name_key(start);
    let of_list = |(list, what): (List, String)| {
        let start = start.clone();
        let concepts = voice.taxonomy.list(list).iter().filter(move |concept| {
            concept.names().any(|(_, name)| {
                let name = name_key(name);
                name.starts_with(&start) || name.contains(&format!(" {start}"))
            })
        });
        concepts.map(move |concept| Suggestion {
            text: concept.label_for(voice.reader.languages()).to_owned(),
            what: what.clone(),
        })
    };
    [
        (List::Themes, fl!(voice.words, "field-theme")),
        (List::Pillars, fl!(voice.words, "field-pillar")),
    ]
    .into_iter()
    .flat_map(of_list)
    .take(OF_EACH)
    .collect()
}

/// Territories and organisations one of whose names has a word that starts so.
fn territories(voice: Voice<'_>, start: &str, directory: &[Actor]) -> Vec<Suggestion> {
    let start = name_key(start);
    let starts = |name: &String| {
        let name = name_key(name);
        name.starts_with(&start) || name.contains(&format!(" {start}"))
    };
    let named = directory.iter().filter(|actor| names_of(actor).any(starts));
    let suggestion = |actor: &Actor| Suggestion {
        text: name_of(actor, voice.reader).to_owned(),
        what: voice.term(List::TerritoryKinds, &actor.territory.kind),
    };
    named.take(OF_EACH).map(suggestion).collect()
}

/// Places whose names start so.
fn places(voice: Voice<'_>, start: &str, directory: &[Actor]) -> Vec<Suggestion> {
    let spots = spots_starting_with(start, directory, OF_EACH).into_iter();
    spots
        .map(|spot| Suggestion {
            text: match &spot.country {
                Some(country) => format!("{}, {country}", spot.name),
                None => spot.name.clone(),
            },
            what: voice.spot(&spot),
        })
        .collect()
}

/// Sheets with all these words in their titles, the last of them perhaps not typed to its end.
async fn titles(
    db: &mut Reading,
    voice: Voice<'_>,
    field: Field,
    start: &str,
) -> Result<Vec<Suggestion>> {
    if !SheetKind::ALL.into_iter().any(|kind| field.admits(kind)) {
        return Ok(Vec::new());
    }
    let sheets = search::titled(db, &Words::of(start), TITLES_READ).await?;
    let suggestion = |sheet: &Sheet| Suggestion {
        text: sheet.content.texts.best_for(voice.reader.languages()).title.clone(),
        what: voice.kinds(sheet.kind()),
    };
    let admitted = sheets.iter().filter(|sheet| field.admits(sheet.kind()));
    Ok(admitted.take(OF_EACH).map(suggestion).collect())
}

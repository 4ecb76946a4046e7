//! The changes of a sheet, the latest first: when, by whom, in which parts, and the words before and
//! after.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use i18n_embed_fl::fl;
use url::form_urlencoded;

use super::{
    diff::{Piece, pieces},
    path, sheet_of,
};
use crate::{
    domain::{ChangedPart, Content, Part, Sheet, SheetKind, Text, Timestamp, Version, plain_text},
    node::Node,
    store::{Reading, actors, versions},
    web::{
        error::WebError,
        listing::{page_path, territory_path},
        locale,
        page::{self, Frame, Visit, name_of},
        pages::{dates, facts::Line, voice::Voice},
        parameter::{BadParameter, Expected},
    },
};

/// Changes of a page.
const OF_A_PAGE: i64 = 10;
/// The parameter that leads to earlier changes.
const BEFORE: &str = "before";
/// Bytes of words that a page shows; who wants more reads the versions.
const MOST_BYTES: usize = 24_000;

#[derive(Template)]
#[template(path = "pages/history/list.html")]
struct HistoryPage {
    page: Frame,
    title: Shown,
    sheet: Line,
    changes: Vec<Change>,
    earlier: Option<Line>,
    published: Option<String>,
}

/// Words in their language.
struct Shown {
    text: String,
    language: String,
    direction: &'static str,
}

/// A change of the sheet.
struct Change {
    when: String,
    datetime: String,
    by: Line,
    parts: Vec<String>,
    words: Vec<Words>,
    /// That there is more than the page has room for.
    is_cut: bool,
    before: Line,
}

/// What became of some words.
struct Words {
    part: String,
    language: String,
    direction: &'static str,
    pieces: Vec<Piece>,
}

/// `GET /practices/{id}/history`, and so on for each kind
pub(in crate::web) async fn history(
    kind: SheetKind,
    Path(id): Path<String>,
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let below = before(&visit.query)?;
    let mut frame = Frame::new(&node, visit).await?;
    let reader = frame.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let mut db = node.store.read().await?;
    let sheet = sheet_of(&node, &mut db, kind, &id).await?;
    let mut kept = versions::list(&mut db, sheet.id, below, OF_A_PAGE + 1).await?;
    let has_earlier = i64::try_from(kept.len()).unwrap_or(i64::MAX) > OF_A_PAGE;
    kept.truncate(usize::try_from(OF_A_PAGE).unwrap_or_default());
    let by = speaker(&mut db, voice, &sheet).await?;
    let newest = versions::find(&mut db, sheet.id, below).await?;
    let (moment, content) = match newest {
        Some(Version { updated_at, content, .. }) => (updated_at, content),
        None => (sheet.updated_at, sheet.content.to_keep()),
    };
    let text = sheet.content.texts.best_for(reader.languages());
    frame.title = fl!(voice.words, "history-of", title = text.title.clone());
    frame.indexed = false;
    let earlier = kept.last().filter(|_| has_earlier).map(|last| {
        let href = format!("{}?{BEFORE}={}", path(&sheet), last.number);
        Line::link(fl!(voice.words, "history-earlier"), reader.link(&href))
    });
    let day = dates::day_of(voice.words, sheet.published_at);
    let page = HistoryPage {
        title: Shown {
            text: text.title.clone(),
            language: text.language.to_string(),
            direction: Voice::direction(text),
        },
        sheet: Line::link(fl!(voice.words, "history-present"), reader.link(&page_path(&sheet))),
        changes: changes(voice, &sheet, (moment, &content), &kept, &by),
        published: earlier.is_none().then(|| fl!(voice.words, "history-published", day = day)),
        earlier,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The number that `?before=` names; without it all versions are asked for.
fn before(query: &str) -> Result<i64, BadParameter> {
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == BEFORE);
    let Some((_, value)) = asked else { return Ok(i64::MAX) };
    let number = value.parse().ok().filter(|number| (1..=i64::from(u32::MAX)).contains(number));
    let most = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
    number.ok_or_else(|| BadParameter::new(BEFORE, &value, Expected::Number(most)))
}

async fn speaker(db: &mut Reading, voice: Voice<'_>, sheet: &Sheet) -> Result<Line, WebError> {
    let actor =
        actors::find_by_iri(db, &sheet.actor).await?.filter(crate::domain::Actor::may_be_shown);
    Ok(match actor {
        Some(actor) => {
            Line::link(name_of(&actor, voice.reader), voice.reader.link(&territory_path(&actor)))
        }
        None => Line::text(sheet.actor.host()),
    })
}

/// The changes that lead from the last of `kept` to the version that follows the first.
fn changes(
    voice: Voice<'_>,
    sheet: &Sheet,
    newest: (Timestamp, &Content),
    kept: &[Version],
    by: &Line,
) -> Vec<Change> {
    let mut room = MOST_BYTES;
    let (mut moment, mut after) = newest;
    let mut changes = Vec::with_capacity(kept.len());
    for version in kept {
        let (mut shown, mut is_cut) = (Vec::new(), false);
        for part in &version.changed {
            // To compare long texts takes long: not once there is no room to show it.
            if room == 0 {
                is_cut |= part.language.is_some();
            } else if let Some(words) = words_of(voice, part, &version.content, after) {
                is_cut |= !fits(&words, &mut room);
                shown.extend((!is_cut).then_some(words));
            }
        }
        let href = format!("{}/{}", path(sheet), version.number);
        changes.push(Change {
            when: dates::day_of(voice.words, moment),
            datetime: moment.to_string(),
            by: by.clone(),
            parts: version.changed.iter().map(|part| part_name(voice, part)).collect(),
            is_cut,
            words: shown,
            before: Line::link(fl!(voice.words, "history-read-before"), voice.reader.link(&href)),
        });
        (moment, after) = (version.updated_at, &version.content);
    }
    changes
}

/// Takes the room for some words, if there is enough.
fn fits(words: &Words, room: &mut usize) -> bool {
    let size: usize = words.pieces.iter().map(Piece::len).sum();
    let fits = size <= *room;
    *room = room.saturating_sub(size);
    fits
}

/// What became of the words of a part, if both versions have it.
fn words_of(
    voice: Voice<'_>,
    part: &ChangedPart,
    before: &Content,
    after: &Content,
) -> Option<Words> {
    let language = part.language.as_ref()?;
    let of = |content: &Content| {
        let text = content.texts.iter().find(|text| text.language == *language)?;
        part_of(text, part.part)
    };
    let pieces = pieces(&of(before)?, &of(after)?);
    (!pieces.is_empty()).then(|| Words {
        part: part_name(voice, part),
        language: language.to_string(),
        direction: locale::direction(language.as_str()),
        pieces,
    })
}

fn part_of(text: &Text, part: Part) -> Option<String> {
    match part {
        Part::Title => Some(text.title.clone()),
        Part::Text => Some(plain_text(&text.body)),
        Part::Ask => Some(text.ask.clone().unwrap_or_default()),
        _ => None,
    }
}

/// What a reader calls a part.
fn part_name(voice: Voice<'_>, part: &ChangedPart) -> String {
    let words = voice.words;
    let name = match part.part {
        Part::Title => fl!(words, "part-title"),
        Part::Text => fl!(words, "part-text"),
        Part::Ask => fl!(words, "part-ask"),
        Part::Translation => fl!(words, "part-translation"),
        Part::When => fl!(words, "part-when"),
        Part::Place => fl!(words, "part-place"),
        Part::Status => fl!(words, "part-status"),
        Part::Topics => fl!(words, "part-topics"),
        Part::People => fl!(words, "part-people"),
        Part::Links => fl!(words, "part-links"),
        Part::Sources => fl!(words, "part-sources"),
        Part::Other => fl!(words, "part-other"),
    };
    match &part.language {
        None => name,
        Some(language) => {
            let language = voice.reader.language_name(language.as_str());
            fl!(words, "part-in", part = name, language = language)
        }
    }
}

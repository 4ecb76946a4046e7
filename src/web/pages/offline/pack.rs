//! The directory as a device keeps it: in pieces, in the reader's language, up to a size.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use url::form_urlencoded;

use super::{
    selection::{self, MOST_BYTES, Part},
    sheet::{KeptSheet, KeptTerritory},
};
use crate::{
    domain::Actor,
    node::Node,
    store::search::page,
    web::{
        error::WebError,
        listing::{actors_of, to_json},
        locale::Reader,
        overview::Overview,
        page::{Visit, name_of},
        pages::Voice,
        parameter::{BadParameter, Expected},
        site,
    },
};

/// Sheets of a piece.
const OF_A_PIECE: i64 = 100;
/// Most territories: their names only.
const MOST_TERRITORIES: usize = 2_000;

/// A piece of the directory.
#[derive(Debug, Serialize)]
struct Piece {
    /// When it was written.
    generated_at: String,
    /// The language of its words.
    language: &'static str,
    /// The name of the territory space.
    site: String,
    /// How many sheets there are in all pieces, if there is room for all; the first piece says it.
    total: Option<usize>,
    sheets: Vec<KeptSheet>,
    /// The territories and organisations; the first piece has them.
    territories: Vec<KeptTerritory>,
    /// What to ask for next: `after=…`; `null` at the end.
    next: Option<String>,
    /// Whether sheets were left out for want of room.
    is_full: bool,
}

/// Where a piece begins: in which part, after how many sheets, and how many bytes came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cursor {
    part: Part,
    offset: usize,
    bytes: usize,
}

impl Cursor {
    const START: Self = Self { part: Part::Calls, offset: 0, bytes: 0 };

    /// Reads `events-100-81734`.
    fn parse(text: &str) -> Option<Self> {
        let mut pieces = text.split('-');
        let part = pieces.next()?;
        let part = Part::ALL.into_iter().find(|known| known.as_str() == part)?;
        let mut number = || pieces.next()?.parse().ok();
        let cursor = Self { part, offset: number()?, bytes: number()? };
        pieces.next().is_none().then_some(cursor)
    }

    fn written(self) -> String {
        format!("{}-{}-{}", self.part.as_str(), self.offset, self.bytes)
    }
}

/// `GET /keep/directory.json`
pub(in crate::web) async fn directory(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let cursor = cursor(&visit.query)?;
    let site = site::node_actor(&node).await?;
    let site = site.as_ref().map(|actor| name_of(actor, &visit.reader));
    let site = site.unwrap_or(site::host(&node)).to_owned();
    let piece = piece(&node, &overview, &visit.reader, cursor, site).await?;
    let mut response = Json(piece).into_response();
    // Only what the reader asked to keep is kept, and where it can be removed again.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

fn cursor(query: &str) -> Result<Cursor, BadParameter> {
    let after = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "after");
    match after {
        None => Ok(Cursor::START),
        Some((_, value)) => Cursor::parse(&value)
            .ok_or_else(|| BadParameter::new("after", &value, Expected::Cursor)),
    }
}

async fn piece(
    node: &Node,
    overview: &Overview,
    reader: &Reader,
    cursor: Cursor,
    site: String,
) -> Result<Piece, WebError> {
    let now = node.clock.now();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(reader, &taxonomy);
    let is_first = cursor == Cursor::START;
    let mut db = node.store.read().await?;
    let directory = overview.directory(&mut db).await?;
    let total = if is_first { Some(selection::count(&mut db, now).await?) } else { None };
    let query = cursor.part.query(cursor.offset, OF_A_PIECE, now);
    let found = page(&mut db, &query, now).await?;
    let mut sheets = found.sheets;
    let read = sheets.len();
    sheets.retain(|sheet| !node.is_suspended(&sheet.iri));
    let listed = actors_of(&mut db, sheets).await?;
    let own_host = node.federation.host();
    let mut piece = Piece {
        generated_at: now.to_string(),
        language: reader.language(),
        site,
        total,
        sheets: Vec::with_capacity(listed.len()),
        territories: if is_first { territories(voice, &directory) } else { Vec::new() },
        next: None,
        is_full: false,
    };
    let mut bytes = cursor.bytes;
    for listed in &listed {
        let sheet = KeptSheet::new(voice, listed, &directory, own_host);
        bytes = bytes.saturating_add(to_json(&sheet)?.len());
        if bytes > MOST_BYTES {
            piece.is_full = true;
            return Ok(piece);
        }
        piece.sheets.push(sheet);
    }
    let offset = cursor.offset + read;
    let has_more = read > 0 && i64::try_from(offset).is_ok_and(|offset| offset < found.total);
    let next = if has_more {
        Some(Cursor { offset, bytes, ..cursor })
    } else {
        cursor.part.next().map(|part| Cursor { part, offset: 0, bytes })
    };
    piece.next = next.map(Cursor::written);
    Ok(piece)
}

fn territories(voice: Voice<'_>, directory: &[Actor]) -> Vec<KeptTerritory> {
    let shown = directory.iter().filter(|actor| actor.may_be_shown());
    shown.take(MOST_TERRITORIES).map(|actor| KeptTerritory::new(voice, actor)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_wrote_and_nothing_else() {
        let cursor = Cursor { part: Part::Events, offset: 100, bytes: 81_734 };
        assert_eq!(cursor.written(), "events-100-81734");
        assert_eq!(Cursor::parse(&cursor.written()), Some(cursor));
        for text in ["", "events", "events-1", "posts-1-2", "events--1-2", "events-1-2-3", "x"] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }
}

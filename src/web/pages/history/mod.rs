//! What a sheet said before: the list of its versions, and one of them to read.

mod diff;
mod list;
mod version;

use axum::http::HeaderMap;
use i18n_embed_fl::fl;

use super::{
    facts::{Fact, Line},
    voice::Voice,
};
use crate::{
    domain::{Sheet, SheetId, SheetKind},
    node::Node,
    store::{Reading, sheets, versions},
    web::{activitypub, error::WebError, listing::page_path},
};

pub(in crate::web) use list::history;
pub(in crate::web) use version::version;

/// How many versions of a sheet there are, the present one included, and where they can be read;
/// nothing of a sheet that never changed here.
pub(super) async fn fact(
    db: &mut Reading,
    voice: Voice<'_>,
    sheet: &Sheet,
) -> Result<Option<Fact>, WebError> {
    let earlier = versions::count(db, sheet.id).await?;
    if earlier == 0 {
        return Ok(None);
    }
    let count = earlier + 1;
    let text = fl!(voice.words, "history-versions", count = count);
    let line = Line::link(text, voice.reader.link(&path(sheet)));
    Ok(Some(Fact { label: fl!(voice.words, "history"), lines: vec![line] }))
}

/// Where the history of a sheet is.
fn path(sheet: &Sheet) -> String {
    format!("{}/history", page_path(sheet))
}

/// The sheet of a kind whose history is asked for. One that is out of sight has none, and that of one
/// that was withdrawn is gone like the sheet.
async fn sheet_of(
    node: &Node,
    db: &mut Reading,
    kind: SheetKind,
    id: &str,
) -> Result<Sheet, WebError> {
    let id: SheetId = id.parse().map_err(|_| WebError::NotFound)?;
    if let Some(sheet) = sheets::find(db, id).await? {
        let is_there = sheet.kind() == kind && !node.is_suspended(&sheet.iri);
        return if is_there { Ok(sheet) } else { Err(WebError::NotFound) };
    }
    match activitypub::withdrawn(node, db, kind, id, &HeaderMap::new()).await {
        Err(problem) => Err(problem),
        Ok(_) => Err(WebError::Gone),
    }
}

//! One earlier version of a sheet, to be read as what it is: old.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use i18n_embed_fl::fl;

use super::{path, sheet_of};
use crate::{
    domain::{Sheet, SheetKind, Subject, clean_html, show_hosts},
    node::Node,
    store::versions,
    web::{
        error::WebError,
        listing::page_path,
        overview::Overview,
        page::{self, Frame, Visit},
        pages::{
            dates,
            facts::{self, Known, Line},
            voice::Voice,
        },
    },
};

#[derive(Template)]
#[template(path = "pages/history/version.html")]
struct VersionPage {
    page: Frame,
    old: String,
    present: Line,
    history: Line,
    language: String,
    direction: &'static str,
    title: String,
    wording: String,
    when: Option<String>,
    warning: Option<String>,
    ask: Option<String>,
    body: String,
    known: Known,
}

/// `GET /practices/{id}/history/{number}`, and so on for each kind
pub(in crate::web) async fn version(
    kind: SheetKind,
    Path((id, number)): Path<(String, String)>,
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let number: i64 = number.parse().map_err(|_| WebError::NotFound)?;
    let mut frame = Frame::new(&node, visit).await?;
    let reader = frame.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let mut db = node.store.read().await?;
    let sheet = sheet_of(&node, &mut db, kind, &id).await?;
    let version = versions::find(&mut db, sheet.id, number).await?.ok_or(WebError::NotFound)?;
    let directory = overview.directory(&mut db).await?;
    let present = Line::link(fl!(voice.words, "history-present"), reader.link(&page_path(&sheet)));
    let history = Line::link(fl!(voice.words, "history"), reader.link(&path(&sheet)));
    let sheet = Sheet { updated_at: version.updated_at, content: version.content, ..sheet };
    let text = sheet.content.texts.best_for(reader.languages());
    let since = dates::day_of(voice.words, sheet.updated_at);
    frame.title.clone_from(&text.title);
    frame.indexed = false;
    let page = VersionPage {
        old: fl!(voice.words, "history-old", day = since),
        present,
        history,
        language: text.language.to_string(),
        direction: Voice::direction(text),
        title: text.title.clone(),
        wording: voice.wording(&sheet.content.texts, text),
        when: match &sheet.content.subject {
            Subject::Event(event) => Some(dates::local(voice.words, &event.dates)),
            Subject::Practice(_) | Subject::Call(_) | Subject::Post(_) => None,
        },
        warning: sheet.content.attached.warning.clone(),
        ask: text.ask.clone(),
        body: show_hosts(&clean_html(&text.body), node.federation.host()),
        known: facts::of(voice, &sheet, &directory),
        page: frame,
    };
    page::send(&page.page, &page)
}

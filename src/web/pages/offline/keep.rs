//! The page on which a reader decides to keep the directory on a device, and to remove it again.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{
    DIRECTORY, MANIFEST, SHELL, WORKER,
    selection::{self, MOST_BYTES},
};
use crate::{
    domain::SheetKind,
    node::Node,
    web::{
        error::WebError,
        listing::Format,
        locale::LANGUAGE_PARAMETER,
        page::{self, Frame, Visit},
        pages::{Voice, listing::formats},
    },
};

/// What a sheet takes on a device, in bytes, with its words and facts: somewhat more than most.
const OF_A_SHEET: usize = 3_000;
/// Bytes of a kilobyte.
const KILOBYTE: usize = 1_000;

#[derive(Template)]
#[template(path = "pages/offline/keep.html")]
struct KeepPage {
    page: Frame,
    count: usize,
    kilobytes: usize,
    most_kilobytes: usize,
    directory: String,
    shell: String,
    manifest: String,
    worker: &'static str,
    downloads: Vec<Download>,
}

/// A listing, and the formats in which it can be had.
struct Download {
    name: String,
    formats: Vec<(String, &'static str)>,
}

/// `GET /keep`
pub(in crate::web) async fn keep(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(frame.words, "keep");
    frame.add_script("js/kept/keep.js");
    let now = node.clock.now();
    let count = selection::count(&mut node.store.read().await?, now).await?;
    let kilobytes = count.saturating_mul(OF_A_SHEET).min(MOST_BYTES).div_ceil(KILOBYTE);
    let language = frame.reader.language();
    let of_language = |path: &str| format!("{path}?{LANGUAGE_PARAMETER}={language}");
    let taxonomy = node.taxonomy();
    let page = KeepPage {
        count,
        kilobytes,
        most_kilobytes: MOST_BYTES / KILOBYTE,
        directory: of_language(DIRECTORY),
        shell: of_language(SHELL),
        manifest: of_language(MANIFEST),
        worker: WORKER,
        downloads: downloads(Voice::new(&frame.reader, &taxonomy)),
        page: frame,
    };
    page::send(&page.page, &page)
}

/// What everybody can keep, script or not: the lists as files.
fn downloads(voice: Voice<'_>) -> Vec<Download> {
    let files = |kind: SheetKind| {
        let wanted = [Format::Json, Format::Csv, Format::Calendar];
        let offered = formats(Some(kind)).filter(move |format| wanted.contains(format));
        offered.map(move |format| {
            (format!("/{}.{}", kind.plural(), format.extension()), format.name())
        })
    };
    [SheetKind::Practice, SheetKind::Event, SheetKind::Call]
        .map(|kind| Download { name: voice.kinds(kind), formats: files(kind).collect() })
        .into()
}

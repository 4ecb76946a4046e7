//! A sheet on one page to be pinned to a wall: what, when, where, who, and the way to the rest.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use i18n_embed_fl::fl;

use super::{Asked, qr::Qr};
use crate::{
    domain::{SheetKind, plain_text},
    node::Node,
    web::{
        error::WebError,
        listing::page_path,
        page::{self, Frame, Visit},
        pages::{InShort, Voice},
    },
};

/// Most characters of the text: with them, a page with the longest title is full.
const LONGEST_TEXT: usize = 700;
/// From how many characters on a title is set smaller, and from how many smaller still.
const LONG_TITLE: usize = 50;
const LONGER_TITLE: usize = 110;

#[derive(Template)]
#[template(path = "carry/poster.html")]
struct PosterPage {
    page: Frame,
    sheet: InShort,
    size: &'static str,
    paragraphs: Vec<String>,
    /// The address of the page of the sheet, and the same without its scheme, as people type it.
    address: String,
    short_address: String,
    qr: Qr,
    back: String,
}

/// `GET /events/{id}/poster`, and so on for each kind
pub(in crate::web) async fn poster(
    kind: SheetKind,
    Path(id): Path<String>,
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let mut frame = Frame::new(&node, visit).await?;
    let reader = frame.reader.clone();
    let Asked { listed, origin } = super::asked(&node, kind, &id).await?;
    let taxonomy = node.taxonomy();
    let sheet = InShort::new(Voice::new(&reader, &taxonomy), &listed);
    let path = page_path(&listed.sheet);
    let text = listed.sheet.content.texts.best_for(reader.languages());
    let address = format!("{origin}{path}");
    let qr = Qr::of(&address)
        .map_err(|problem| WebError::Write { format: "QR", source: problem.to_string().into() })?;
    frame.title = fl!(frame.words, "poster-title", title = sheet.title.as_str());
    frame.indexed = false;
    frame.add_script("js/print.js");
    let page = PosterPage {
        size: match sheet.title.chars().count() {
            ..LONG_TITLE => "short",
            LONG_TITLE..LONGER_TITLE => "long",
            _ => "longer",
        },
        paragraphs: paragraphs(&plain_text(&text.body)),
        short_address: address.split_once("://").map_or("", |(_, rest)| rest).to_owned(),
        back: frame.link(&path),
        address,
        qr,
        sheet,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The first paragraphs of a text, cut at a word where they would fill the page.
fn paragraphs(text: &str) -> Vec<String> {
    let mut room = LONGEST_TEXT;
    let mut shown = Vec::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
        match paragraph.char_indices().nth(room) {
            None => {
                room -= paragraph.chars().count();
                shown.push(paragraph.to_owned());
            }
            Some((end, _)) => {
                let end = paragraph[..end].rfind(char::is_whitespace).unwrap_or(end);
                shown.push(format!("{}…", &paragraph[..end]));
                break;
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let long = format!("Un toit.\n\n{}\n\nEt la suite.", "soupe ".repeat(200));
        let shown = paragraphs(&long);
        assert_eq!(shown.len(), 2);
        assert_eq!(shown[0], "Un toit.");
        assert!(shown[1].ends_with("soupe…"), "{}", shown[1]);
        let total: usize = shown.iter().map(|text| text.chars().count()).sum();
        assert!(total <= LONGEST_TEXT + 1);
        assert_eq!(paragraphs("Bref.\n\n\n"), ["Bref."]);
    }
}

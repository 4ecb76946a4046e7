//! The design of the pages, shown with itself: for those who build pages or give a node its look.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::card::Card;
use crate::{
    domain::SheetKind,
    node::Node,
    web::{
        error::WebError,
        page::{self, Frame, Visit},
        pages::Voice,
    },
};

/// The roles of colours, as `css/tokens.css` has them.
const COLOURS: [&str; 13] = [
    "primary",
    "accent",
    "paper",
    "surface",
    "sunken",
    "ink",
    "quiet",
    "rule",
    "edge",
    "on-primary",
    "good",
    "notice",
    "danger",
];

/// The sizes of text.
const SIZES: [&str; 5] = ["text-s", "text-m", "text-l", "text-xl", "text-xxl"];

/// The sizes of space.
const SPACES: [&str; 5] = ["space-xs", "space-s", "space-m", "space-l", "space-xl"];

#[derive(Template)]
#[template(path = "pages/style.html")]
struct StylePage {
    page: Frame,
    colours: [&'static str; COLOURS.len()],
    sizes: [&'static str; SIZES.len()],
    spaces: [&'static str; SPACES.len()],
    cards: Vec<Card>,
}

/// `GET /style`
pub(in crate::web) async fn style(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(frame.words, "style-title");
    frame.indexed = false;
    let card = |kind: SheetKind| Card {
        class: kind.as_str(),
        kind: Some(voice.kind(kind)),
        href: reader.link(&format!("/{}", kind.plural())),
        title: fl!(voice.words, "style-card-title"),
        language: reader.language().to_owned(),
        direction: "ltr",
        lines: vec![fl!(voice.words, "style-card-line")],
        excerpt: fl!(voice.words, "style-card-excerpt"),
        example: true,
        distance: None,
    };
    let page = StylePage {
        colours: COLOURS,
        sizes: SIZES,
        spaces: SPACES,
        cards: [SheetKind::Practice, SheetKind::Event, SheetKind::Call].map(card).into(),
        page: frame,
    };
    page::send(&page.page, &page)
}

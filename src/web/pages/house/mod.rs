//! The pages that an operator writes: legal notice, privacy, accessibility; and the texts of others.

mod text;

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use crate::{
    domain::HousePage,
    node::Node,
    web::{
        error::WebError,
        page::{self, Frame, Visit},
    },
};

pub(crate) use text::built_in_text;
pub(in crate::web) use text::{HouseWords, words_of};

#[derive(Template)]
#[template(path = "pages/house/page.html")]
struct HouseTextPage {
    page: Frame,
    text: HouseWords,
}

/// `GET /legal`, `/privacy` and `/accessibility`
pub(in crate::web) async fn house(
    which: HousePage,
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = match which {
        HousePage::Welcome => frame.site.clone(),
        HousePage::About => fl!(frame.words, "about"),
        HousePage::Legal => fl!(frame.words, "footer-legal"),
        HousePage::Privacy => fl!(frame.words, "footer-privacy-page"),
        HousePage::Accessibility => fl!(frame.words, "footer-accessibility"),
    };
    let mut db = node.store.read().await?;
    let text = words_of(&mut db, &node, &frame, which).await?;
    let page = HouseTextPage { text, page: frame };
    page::send(&page.page, &page)
}

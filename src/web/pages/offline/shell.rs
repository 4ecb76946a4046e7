//! The page that stands in for every other one when there is no network.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use i18n_embed_fl::fl;

use crate::{
    node::Node,
    web::{
        assets,
        error::WebError,
        map::OUTLINES,
        page::{self, Frame, Visit},
    },
};

/// The modules that show what is kept; a device keeps them with it.
const MODULES: [&str; 7] = [
    "js/kept/clean.js",
    "js/kept/offline.js",
    "js/kept/outline.js",
    "js/kept/search.js",
    "js/kept/store.js",
    "js/kept/views.js",
    "js/locale.js",
];

#[derive(Template)]
#[template(path = "pages/offline/shell.html")]
struct ShellPage {
    page: Frame,
    modules: Vec<String>,
    /// The address of the outlines of the world.
    outline: String,
}

/// `GET /keep/offline`
pub(in crate::web) async fn shell(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(frame.words, "kept-title");
    frame.indexed = false;
    frame.add_script("js/kept/offline.js");
    let modules = MODULES.iter().map(|name| assets::address(name)).collect();
    let page = ShellPage { modules, outline: assets::address(OUTLINES), page: frame };
    let mut response = page::send(&page.page, &page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

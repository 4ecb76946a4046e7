//! The worker that answers without network, and what home screens show of the node.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use i18n_embed_fl::fl;
use serde_json::json;

use crate::{
    node::Node,
    web::{
        appearance::LogoLink,
        assets,
        error::WebError,
        page::{Frame, Visit},
    },
};

/// `--primary` and `--paper` in the light scheme (`css/tokens.css`).
const PRIMARY: &str = "#0d4a58";
const PAPER: &str = "#fbf8f2";

/// `GET /service-worker.js`
///
/// It is the same for every reader. It names the version of the assets, so that browsers replace it
/// when the node does.
pub(in crate::web) async fn service_worker() -> Result<Response, WebError> {
    let script = assets::text("js/service-worker.js").ok_or(WebError::NotFound)?;
    let script = script.replace("{version}", assets::version());
    let mut response = script.into_response();
    let headers = response.headers_mut();
    let script = HeaderValue::from_static("text/javascript; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, script);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// `GET /manifest.webmanifest`
pub(in crate::web) async fn manifest(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let frame = Frame::new(&node, visit).await?;
    let icon = |name: &str, sizes: &str, media_type: &str| json!({ "src": assets::address(name), "sizes": sizes, "type": media_type });
    let mut icons = vec![
        icon("icons/havre.svg", "any", "image/svg+xml"),
        icon("icons/havre-192.png", "192x192", "image/png"),
        icon("icons/havre-512.png", "512x512", "image/png"),
    ];
    if let Some(LogoLink { address, width, height }) = &frame.look.logo {
        let sizes = format!("{width}x{height}");
        icons.insert(0, json!({ "src": address, "sizes": sizes, "type": "image/png" }));
    }
    let manifest = json!({
        "id": "/",
        "name": frame.site,
        "short_name": frame.site,
        "description": fl!(frame.words, "keep-manifest"),
        "lang": frame.reader.language(),
        "dir": "ltr",
        "start_url": frame.link("/"),
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": frame.look.primary.map_or_else(|| PRIMARY.to_owned(), |colour| colour.to_string()),
        "background_color": PAPER,
        "icons": icons,
    });
    let mut response = Json(manifest).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn home_screens_have_the_colours_of_the_pages() {
        let tokens = assets::text("css/tokens.css").unwrap();
        for (role, colour) in [("--primary", PRIMARY), ("--paper", PAPER)] {
            assert!(tokens.contains(&format!("{role}: light-dark({colour}")), "{role}");
        }
    }
}

//! The files that pages need besides themselves: one style sheet, kept by browsers for ever.

use std::{fmt::Write, sync::LazyLock};

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::error::WebError;

#[derive(RustEmbed)]
#[folder = "src/web/assets"]
struct Assets;

/// Address of the style sheet; it changes whenever the file does.
pub(super) static STYLESHEET: LazyLock<String> = LazyLock::new(|| {
    let name = "pages.css";
    let version = Assets::get(name).map(|file| version(&file)).unwrap_or_default();
    format!("/assets/{version}/{name}")
});

/// `GET /assets/{version}/{name}`
pub(super) async fn show(
    Path((asked_version, name)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let file = Assets::get(&name).ok_or(WebError::NotFound)?;
    // An old page may ask for an old version: it gets the present one, and asks again next time.
    let cache = if asked_version == version(&file) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, cache)];
    Ok((StatusCode::OK, headers, file.data).into_response())
}

/// The first eight bytes of the SHA-256 of a file.
fn version(file: &EmbeddedFile) -> String {
    let mut out = String::with_capacity(16);
    for byte in &file.metadata.sha256_hash()[..8] {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

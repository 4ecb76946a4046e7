//! The files that pages need besides themselves: all of them inside the program, packed once, and
//! kept by browsers for ever.

use std::{
    borrow::Cow,
    collections::HashMap,
    fmt::Write as _,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use axum::{
    body::Bytes,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::{error::WebError, packing};

#[derive(RustEmbed)]
#[folder = "src/web/assets"]
struct Assets;

/// The style sheets, in the order in which they become one.
const STYLE_SHEETS: [&str; 18] = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/header.css",
    "css/controls.css",
    "css/cards.css",
    "css/facets.css",
    "css/sheet.css",
    "css/figures.css",
    "css/map.css",
    "css/calendar.css",
    "css/offline.css",
    "css/spaces.css",
    "css/history.css",
    "css/terms.css",
    "css/style.css",
    "css/poster.css",
    "css/print.css",
];
/// The name of all style sheets together.
const STYLE_SHEET: &str = "pages.css";

/// A word for the contents of all files. It is part of each address, so that modules find one another by
/// relative names, and no browser ever mixes two versions.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<Cow<'static, str>> = Assets::iter().collect();
    names.sort();
    let mut hasher = DefaultHasher::new();
    for name in names {
        name.hash(&mut hasher);
        Assets::get(&name).map(|file| file.metadata.sha256_hash()).hash(&mut hasher);
    }
    let mut version = String::with_capacity(16);
    let _ = write!(version, "{:016x}", hasher.finish());
    version
});

/// Address of the style sheet of all pages.
pub(super) static STYLESHEET: LazyLock<String> = LazyLock::new(|| address(STYLE_SHEET));

/// Address of the picture of a territory space: without one, browsers ask for `/favicon.ico`.
pub(super) static ICON: LazyLock<String> = LazyLock::new(|| address("icon.svg"));

/// What was packed already, by name.
static PACKED: LazyLock<Mutex<HashMap<String, Arc<Packed>>>> = LazyLock::new(Mutex::default);

/// The address of a file, which changes whenever any file does.
pub(super) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// The word for the contents of all files.
pub(super) fn version() -> &'static str {
    &VERSION
}

/// A file of text as it is, for those that are sent from another address.
pub(super) fn text(name: &str) -> Option<String> {
    String::from_utf8(Assets::get(name)?.data.into_owned()).ok()
}

/// `GET /assets/{version}/{name}`
pub(super) async fn show(
    Path((asked_version, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let packed = packed(&name).ok_or(WebError::NotFound)?;
    let (encoding, body) = packed.for_reader(&headers);
    // An old page may ask for an old version: it gets the present one, and asks again next time.
    let cache =
        if asked_version == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = body.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::try_from(format!("W/\"{}\"", *VERSION)) {
        out.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// A file in the forms in which it may be sent.
struct Packed {
    brotli: Bytes,
    gzip: Bytes,
}

impl Packed {
    /// The smallest form that a reader takes, and what it is called.
    fn for_reader(&self, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
        match packing::preferred(headers) {
            Some(packing::BROTLI) => (Some(packing::BROTLI), self.brotli.clone()),
            Some(_) => (Some(packing::GZIP), self.gzip.clone()),
            // What we packed ourselves can be unpacked.
            None => (None, packing::gunzip(&self.gzip).unwrap_or_default().into()),
        }
    }
}

/// The file of that name, packed when it is asked for the first time.
fn packed(name: &str) -> Option<Arc<Packed>> {
    let lock = || PACKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(packed) = lock().get(name) {
        return Some(Arc::clone(packed));
    }
    let packed = Arc::new(pack(name)?);
    lock().insert(name.to_owned(), Arc::clone(&packed));
    Some(packed)
}

/// Large files lie here packed by Brotli, and are in no other form in the program; few ask for another,
/// which is made when somebody does.
fn pack(name: &str) -> Option<Packed> {
    if let Some(brotli) = Assets::get(&format!("{name}.br")) {
        let gzip = packing::gzip(&packing::unpack_brotli(&brotli.data)?)?;
        return Some(Packed { brotli: to_bytes(brotli.data), gzip: gzip.into() });
    }
    let plain = if name == STYLE_SHEET { style_sheet() } else { Assets::get(name)?.data };
    let (brotli, gzip) = (packing::brotli_best(&plain)?, packing::gzip(&plain)?);
    Some(Packed { brotli: brotli.into(), gzip: gzip.into() })
}

fn to_bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

/// All style sheets as one.
fn style_sheet() -> Cow<'static, [u8]> {
    let files = STYLE_SHEETS.iter().filter_map(|name| Assets::get(name));
    files.flat_map(|file| file.data.into_owned()).collect::<Vec<u8>>().into()
}

/// The media type that the ending of a name stands for.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_sheet_is_part_of_the_one_that_pages_load() {
        let mut files: Vec<_> = Assets::iter().filter(|name| name.ends_with(".css")).collect();
        files.retain(|name| name.starts_with("css/"));
        files.sort();
        let mut listed = STYLE_SHEETS.to_vec();
        listed.sort_unstable();
        assert_eq!(files, listed);
    }

    #[test]
    fn the_style_sheet_holds_all_of_them_in_their_order() {
        let packed = packed(STYLE_SHEET).unwrap();
        let (encoding, plain) = packed.for_reader(&HeaderMap::new());
        assert_eq!((encoding, &plain[..]), (None, &style_sheet()[..]));
        assert!(plain.starts_with(b"@layer tokens, base, layout"));
    }
}

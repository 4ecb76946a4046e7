//! The files that pages need besides themselves: all of them inside the program, packed once, and
//! kept by browsers for ever.

use std::{
    borrow::Cow,
    collections::HashMap,
    fmt::Write as _,
    hash::{DefaultHasher, Hash, Hasher},
    io::{Read, Write},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use axum::{
    body::Bytes,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use rust_embed::RustEmbed;

use super::error::WebError;

#[derive(RustEmbed)]
#[folder = "src/web/assets"]
struct Assets;

/// The style sheets, in the order in which they become one.
const STYLE_SHEETS: [&str; 10] = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/header.css",
    "css/controls.css",
    "css/cards.css",
    "css/sheet.css",
    "css/figures.css",
    "css/poster.css",
    "css/print.css",
];
/// The name of all style sheets together.
const STYLE_SHEET: &str = "pages.css";

/// How hard Brotli tries, from 0 to 11: it happens once.
const BROTLI_QUALITY: i32 = 11;
/// The window of Brotli, as a power of two: the largest that every browser takes.
const BROTLI_WINDOW: i32 = 22;

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

/// What was packed already, by name.
static PACKED: LazyLock<Mutex<HashMap<String, Arc<Packed>>>> = LazyLock::new(Mutex::default);

/// The address of a file, which changes whenever any file does.
pub(super) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// `GET /assets/{version}/{name}`
pub(super) async fn show(
    Path((asked_version, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let packed = packed(&name).ok_or(WebError::NotFound)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let (encoding, body) = packed.for_reader(accepted.unwrap_or_default());
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
    /// The smallest form that `accepted` (RFC 9110, section 12.5.3) allows, and what it is called.
    fn for_reader(&self, accepted: &str) -> (Option<&'static str>, Bytes) {
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(name) && !pieces.any(|piece| piece == "q=0")
            })
        };
        if takes("br") {
            return (Some("br"), self.brotli.clone());
        }
        if takes("gzip") {
            return (Some("gzip"), self.gzip.clone());
        }
        let mut plain = Vec::new();
        // What we packed ourselves can be unpacked; else an empty file says that it could not.
        let _ = GzDecoder::new(&self.gzip[..]).read_to_end(&mut plain);
        (None, plain.into())
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

/// Large files of others lie here packed, and are in no other form in the program.
fn pack(name: &str) -> Option<Packed> {
    if let (Some(brotli), Some(gzip)) =
        (Assets::get(&format!("{name}.br")), Assets::get(&format!("{name}.gz")))
    {
        return Some(Packed { brotli: to_bytes(brotli.data), gzip: to_bytes(gzip.data) });
    }
    let plain = if name == STYLE_SHEET { style_sheet() } else { Assets::get(name)?.data };
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&plain).ok()?;
    let mut brotli = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &plain[..], &mut brotli, &parameters).ok()?;
    Some(Packed { brotli: brotli.into(), gzip: gzip.finish().ok()?.into() })
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
    fn every_form_of_a_file_says_the_same() {
        let packed = packed(STYLE_SHEET).unwrap();
        let plain = style_sheet();
        assert_eq!(packed.for_reader("").1, plain);
        let (encoding, gzip) = packed.for_reader("gzip, br;q=0");
        assert_eq!(encoding, Some("gzip"));
        let mut unpacked = Vec::new();
        GzDecoder::new(&gzip[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, *plain);
        let (encoding, smallest) = packed.for_reader("gzip, deflate, br");
        assert_eq!(encoding, Some("br"));
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &smallest[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, *plain);
    }
}

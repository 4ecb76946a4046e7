//! How bodies are made smaller on their way (RFC 9110, section 8.4.1).

use std::io::{Read, Write};

use axum::http::{HeaderMap, header};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};

/// Brotli (RFC 7932), by its name in `Content-Encoding`.
pub(super) const BROTLI: &str = "br";
/// Gzip (RFC 1952), by its name in `Content-Encoding`.
pub(super) const GZIP: &str = "gzip";

/// How hard Brotli tries for what is packed once, from 0 to 11.
const BEST: i32 = 11;
/// How hard it tries for what a reader waits for.
const FAST: i32 = 5;
/// The window of Brotli, as a power of two: the largest that every browser takes.
const WINDOW: i32 = 22;

/// The smallest form that whoever asked takes (RFC 9110, section 12.5.3); `None` is as it is.
pub(super) fn preferred(headers: &HeaderMap) -> Option<&'static str> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let takes = |name: &str| {
        accepted.unwrap_or_default().split(',').any(|part| {
            let mut pieces = part.split(';').map(str::trim);
            pieces.next() == Some(name) && !pieces.any(|piece| piece == "q=0")
        })
    };
    [BROTLI, GZIP].into_iter().find(|name| takes(name))
}

/// Packs as small as can be.
pub(super) fn brotli_best(plain: &[u8]) -> Option<Vec<u8>> {
    brotli(plain, BEST)
}

/// Packs while somebody waits.
pub(super) fn brotli_fast(plain: &[u8]) -> Option<Vec<u8>> {
    brotli(plain, FAST)
}

fn brotli(mut plain: &[u8], quality: i32) -> Option<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality, lgwin: WINDOW, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut plain, &mut packed, &parameters).ok()?;
    Some(packed)
}

/// Unpacks what [`brotli_best`] packed.
pub(super) fn unpack_brotli(mut packed: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut packed, &mut plain).ok()?;
    Some(plain)
}

/// Packs for who knows nothing newer.
pub(super) fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(plain).ok()?;
    packed.finish().ok()
}

/// Unpacks what [`gzip`] packed.
pub(super) fn gunzip(packed: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut plain).ok()?;
    Some(plain)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn whoever_takes_brotli_gets_it_and_who_refuses_it_does_not() {
        for (accepted, form) in [
            ("gzip, deflate, br", Some(BROTLI)),
            ("gzip, br;q=0", Some(GZIP)),
            ("deflate", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(preferred(&headers), form, "{accepted}");
        }
    }

    #[test]
    fn every_form_says_the_same() {
        let plain = "Ce qui marche ici. ".repeat(100).into_bytes();
        assert_eq!(gunzip(&gzip(&plain).unwrap()), Some(plain.clone()));
        for packed in [brotli_best(&plain), brotli_fast(&plain)] {
            assert_eq!(unpack_brotli(&packed.unwrap()), Some(plain.clone()));
        }
    }
}

//! The script that other sites load to show our cards, at an address that never changes.

use axum::{
    http::{HeaderName, header},
    response::IntoResponse,
};

/// What other sites run; every word that it shows is set as text.
const SCRIPT: &str = include_str!("embed.js");

/// Other sites ask again after an hour, and so get what was mended.
const KEPT_FOR: &str = "public, max-age=3600";

/// `GET /embed.js`
pub(in crate::web) async fn embed_script() -> impl IntoResponse {
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, KEPT_FOR),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, SCRIPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_for_other_sites_is_small_and_writes_no_html() {
        assert!(SCRIPT.len() < 3_000, "{} bytes", SCRIPT.len());
        for forbidden in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "cookie", "eval"]
        {
            assert!(!SCRIPT.contains(forbidden), "{forbidden}");
        }
    }
}

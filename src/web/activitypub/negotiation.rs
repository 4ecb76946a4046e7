//! Whether somebody wants a page to read or a document for programs (`PROTOCOL.md` 2.1).

use axum::http::{HeaderMap, header};

/// What the `Accept` header of a request wants, with the q-values of RFC 9110, section 12.5.1.
struct Wishes {
    page: Option<Wish>,
    activity: Option<Wish>,
}

/// How much something is wanted: its quality, and how early it stands.
type Wish = (f32, std::cmp::Reverse<usize>);

/// Whether a document is wanted rather than a page, where a page is what stands there.
pub(in crate::web) fn wants_activity(headers: &HeaderMap) -> bool {
    let Wishes { page, activity } = wishes(headers);
    activity.is_some_and(|activity| page.is_none_or(|page| activity > page))
}

/// Whether a page is wanted rather than a document, where a document is what stands there.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    let Wishes { page, activity } = wishes(headers);
    page.is_some_and(|page| activity.is_none_or(|activity| page > activity))
}

fn wishes(headers: &HeaderMap) -> Wishes {
    let mut wishes = Wishes { page: None, activity: None };
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges = values.flat_map(|value| value.split(',')).take(40);
    for (position, range) in ranges.enumerate() {
        let mut parts = range.split(';').map(str::trim);
        let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts
            .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .map_or(1.0, |quality| quality.parse().unwrap_or(0.0));
        let place = match media_type.as_str() {
            "text/html" | "application/xhtml+xml" => &mut wishes.page,
            "application/activity+json" | "application/ld+json" => &mut wishes.activity,
            _ => continue,
        };
        if quality > 0.0 {
            let wish = (quality, std::cmp::Reverse(position));
            *place = Some(place.map_or(wish, |known| if wish > known { wish } else { known }));
        }
    }
    wishes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT, value.parse().unwrap())])
    }

    #[test]
    fn servers_get_documents_and_browsers_get_pages() {
        let mastodon = "application/activity+json, application/ld+json";
        let gotosocial = "application/activity+json,application/ld+json;profile=\"https://www.w3.org/ns/activitystreams\"";
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let old_mastodon =
            "application/activity+json, application/ld+json; profile=\"x\", text/html;q=0.1";
        for (value, activity, page) in [
            (mastodon, true, false),
            (gotosocial, true, false),
            (old_mastodon, true, false),
            (browser, false, true),
            ("*/*", false, false),
            ("text/html, application/activity+json;q=0.5", false, true),
            ("application/activity+json;q=0", false, false),
            ("application/json", false, false),
        ] {
            assert_eq!(wants_activity(&accept(value)), activity, "{value}");
            assert_eq!(wants_page(&accept(value)), page, "{value}");
        }
        assert!(!wants_activity(&HeaderMap::new()) && !wants_page(&HeaderMap::new()));
    }
}

//! Links within texts, which show where they lead.

use url::Url;

use super::plain_text;

/// Stands for the host of whoever shows a text, when a link names none.
const HERE: &str = "http://here.invalid/";

/// Clean HTML in which no link hides its host: one whose words do not start with it gets it in
/// brackets (`docs/security.md` T31). Links to `own_host`, or to no host at all, stay as they are.
///
/// Linear in the length of the input; the same in every language.
#[must_use]
pub fn show_hosts(html: &str, own_host: &str) -> String {
    const LINK: &str = "<a href=\"";
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(start) = rest.find(LINK) {
        let after = &rest[start + LINK.len()..];
        let Some((address, words)) = parts(after) else { break };
        let end = rest.len() - after.len() + address.len() + words.len_with_tags;
        out.push_str(&rest[..end]);
        if let Some(target) = target(address, own_host)
            && !shows(&plain_text(words.inner), &target)
        {
            out.push_str(" (");
            out.push_str(&escape(&target));
            out.push(')');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// What stands in a link.
struct Words<'a> {
    inner: &'a str,
    /// From the end of the address to the end of the link.
    len_with_tags: usize,
}

/// The address of a link and its words, from right after `href="`.
fn parts(text: &str) -> Option<(&str, Words<'_>)> {
    const END: &str = "</a>";
    let (address, rest) = text.split_at(text.find('"')?);
    let opened = rest.find('>')? + 1;
    let closed = opened + rest[opened..].find(END)?;
    Some((address, Words { inner: &rest[opened..closed], len_with_tags: closed + END.len() }))
}

/// The host to which an address leads, or what stands in its place; `None` for an address here.
fn target(address: &str, own_host: &str) -> Option<String> {
    let address = plain_text(address);
    let url = Url::parse(HERE).ok()?.join(&address).ok()?;
    let Some(host) = url.host_str() else {
        return Some(url.path().to_owned());
    };
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    (host != "here.invalid" && host != own_host).then_some(host)
}

/// Whether words start with a host or an address on it.
fn shows(words: &str, target: &str) -> bool {
    let words = words.trim().to_lowercase();
    let words =
        words.strip_prefix("https://").or_else(|| words.strip_prefix("http://")).unwrap_or(&words);
    [words, words.strip_prefix("www.").unwrap_or(words)].iter().any(|words| {
        let target =
            target.strip_prefix("www.").filter(|_| !words.starts_with("www.")).unwrap_or(target);
        words.strip_prefix(target).is_some_and(|rest| {
            rest.chars()
                .next()
                .is_none_or(|c| matches!(c, '/' | '?' | '#' | '…') || c.is_whitespace())
        })
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::clean_html;

    fn shown(html: &str) -> String {
        plain_text(&show_hosts(&clean_html(html), "lyon.example"))
    }

    #[test]
    fn t31_a_link_whose_words_hide_its_host_shows_the_host_beside_it() {
        for (html, expected) in [
            ("<a href='https://evil.example/x'>la mairie</a>", "la mairie (evil.example)"),
            (
                "<a href='https://evil.example/'>https://mairie.example/</a>",
                "https://mairie.example/ (evil.example)",
            ),
            (
                "<a href='https://mairie.example@evil.example/'>https://mairie.example</a>",
                "https://mairie.example (evil.example)",
            ),
            (
                "<a href='https://mairie.example/'>mairie.example.evil.example</a>",
                "mairie.example.evil.example (mairie.example)",
            ),
            // An address without a scheme is no link here.
            ("<a href='//evil.example/x'>ici</a>", "ici"),
            ("<a href='/\\evil.example/x'>ici</a>", "ici"),
            ("<a href='https://mаirie.example/'>mаirie.example</a>", {
                // The а is Cyrillic.
                "mаirie.example (xn--mirie-4ve.example)"
            }),
            ("<a href='https://evil.example:8443/'>evil.example</a>", {
                "evil.example (evil.example:8443)"
            }),
            ("<a href='mailto:eve@evil.example'>la maire</a>", "la maire (eve@evil.example)"),
            ("<a href='https://evil.example/?a=1&amp;b=2'></a>", "(evil.example)"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn a_link_that_shows_its_host_stays_as_it_is() {
        for html in [
            "<a href='https://mairie.example/a/b'>https://mairie.example/a/b</a>",
            "<a href='https://www.mairie.example/a'>mairie.example</a>",
            "<a href='https://mairie.example/a'>www.mairie.example/a</a>",
            "<a href='https://mairie.example/long'><em>mairie.example/l…</em></a>",
            "<a href='https://lyon.example/practices/1'>un guichet</a>",
            "<a href='/practices/1'>un guichet</a>",
            "<a href='mailto:accueil@mairie.example'>accueil@mairie.example</a>",
            "<a>rien</a>",
            "<p>&lt;a href=\"https://evil.example\"&gt;</p>",
        ] {
            let clean = clean_html(html);
            assert_eq!(show_hosts(&clean, "lyon.example"), clean, "{html}");
        }
    }

    proptest! {
        #[test]
        fn showing_hosts_keeps_clean_html_clean(
            html in "(<a href=\"(https?://|//|mailto:)?[a-z.@/:]{0,12}\">|</a>|<em>|</em>|[a-z.&<>\"]{0,6}){0,12}"
        ) {
            let shown = show_hosts(&clean_html(&html), "lyon.example");
            prop_assert_eq!(clean_html(&shown), shown);
        }
    }
}

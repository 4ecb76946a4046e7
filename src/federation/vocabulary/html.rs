//! HTML of others: its tags as those that we show, clean, and not longer than what we keep.

use std::borrow::Cow;

use super::fields::shorten;
use crate::domain::clean_html;

/// Longest HTML of one language, in characters: what the domain accepts.
const LONGEST: usize = 50_000;

/// Tags that we show under another name (`PROTOCOL.md` 1.1, "HTML subset").
const RENAMED: [(&str, &str); 9] = [
    ("b", "strong"),
    ("h1", "h2"),
    ("h4", "h3"),
    ("h5", "h3"),
    ("h6", "h3"),
    ("i", "em"),
    ("ins", "em"),
    ("s", "del"),
    ("strike", "del"),
];
/// Blocks that we do not show, whose words must not run into the next ones.
const BLOCKS: [&str; 11] = [
    "address", "article", "aside", "dd", "div", "dt", "figure", "footer", "header", "main",
    "section",
];

/// Parts of a line that we do not show apart, whose words must not run into the next ones either.
const CELLS: [&str; 2] = ["td", "th"];

/// Clean HTML that is not longer than what we keep; cut and cleaned again when it is.
pub(super) fn html(text: &str) -> String {
    let mut longest = LONGEST;
    loop {
        let clean = clean_html(&known_tags(&shorten(text, longest)));
        if clean.len() <= LONGEST || clean.chars().count() <= LONGEST {
            return clean;
        }
        longest /= 2;
    }
}

/// The same with the tags that we know better; whatever else stands there is for the cleaner.
fn known_tags(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, _) in html.match_indices('<') {
        let closing = html[at + 1..].starts_with('/');
        let start = at + 1 + usize::from(closing);
        let rest = &html[start..];
        let length = rest.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
        let is_whole = rest[length..].starts_with(['>', ' ', '/', '\n', '\t']);
        if !is_whole {
            continue;
        }
        let is = |name: &str| rest[..length].eq_ignore_ascii_case(name);
        if let Some((_, known)) = RENAMED.iter().find(|(name, _)| is(name)) {
            out.push_str(&html[copied..start]);
            out.push_str(known);
            copied = start + length;
        } else if closing && BLOCKS.iter().any(|name| is(name)) {
            out.push_str(&html[copied..at]);
            out.push_str("<br></");
            copied = start;
        } else if closing && CELLS.iter().any(|name| is(name)) {
            out.push_str(&html[copied..at]);
            out.push_str(" </");
            copied = start;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    #[test]
    fn tags_that_we_do_not_show_become_those_that_we_do() {
        for (given, kept) in [
            ("<h1>a</h1><H4 class=x>b</h4>", "<h2>a</h2><h3>b</h3>"),
            ("<b>a</b> <i class=x>b</i> <s>c</s>", "<strong>a</strong> <em>b</em> <del>c</del>"),
            ("<div>a</div><div>b</div>", "a<br>b<br>"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b "),
            ("<br>a<img src=x>b", "<br>ab"),
            ("a < b, <bdi>c</bdi>", "a &lt; b, c"),
            ("<i", ""),
            ("é<", "é&lt;"),
        ] {
            assert_eq!(html(given), kept, "{given}");
        }
    }

    #[test]
    fn t28_a_megabyte_of_hostile_html_is_read_to_its_end() {
        let patterns: [&str; 9] = [
            "<p><em>",
            "<a href='https://a.example'>",
            "<table><tr><td>",
            "<svg><math>",
            "<b><i>",
            "<!--",
            "&#x26;",
            "<a<b<i<",
            "</p></em></div>",
        ];
        for pattern in patterns {
            let hostile = pattern.repeat(1_048_576 / pattern.len());
            assert!(html(&hostile).chars().count() <= LONGEST, "{pattern}");
        }
        let mut attributes = String::from("<a ");
        for number in 0..100_000 {
            write!(attributes, "a{number}=1 ").unwrap();
        }
        assert!(html(&(attributes + ">x</a>")).chars().count() <= LONGEST);
    }
}

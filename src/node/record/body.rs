//! How a body stands in a file: plain text where that says it all, Markdown or HTML where not.

use std::fmt::Write as _;

use crate::domain::{plain_text, to_html};

/// Makes Markdown take the whole line that it begins for HTML.
const HTML_LINE: &str = "<!-- html -->";

/// What [`to_html`] turns back into exactly this clean `html`, as easy to read as it can be.
pub(super) fn written(html: &str) -> String {
    let text = plain_text(html);
    if to_html(&text) == html {
        return text;
    }
    if to_html(html) == html {
        return html.to_owned();
    }
    on_one_line(html)
}

/// HTML of which Markdown understands nothing: it would end it at an empty line, or begin a
/// paragraph at an `<em>`.
fn on_one_line(html: &str) -> String {
    let mut out = String::from(HTML_LINE);
    let mut rest = html.chars().peekable();
    while let Some(c) = rest.next() {
        let is_last = rest.peek().is_none();
        if matches!(c, '\n' | '\r') || (is_last && c.is_whitespace()) {
            // Writing to a String cannot fail.
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::clean_html;

    #[test]
    fn paragraphs_are_written_as_plain_text() {
        assert_eq!(
            written("<p>Un toit.</p>\n<p>Une soupe &amp; du pain.</p>"),
            "Un toit.\n\nUne soupe & du pain."
        );
    }

    #[test]
    fn what_plain_text_cannot_say_stays_html() {
        let html = "<p>Un <em>toit</em>.</p>\n<ul>\n<li>du pain</li>\n</ul>";
        assert_eq!(written(html), html);
    }

    #[test]
    fn text_that_markdown_would_read_otherwise_comes_back_as_it_was() {
        for html in [
            "<p>2 * 3 * 4 = *24*</p>",
            "<p># no title</p>",
            "<p>1. no list</p>",
            "<em>a</em>\n\nb ",
        ] {
            assert_eq!(to_html(&written(html)), html);
        }
    }

    proptest! {
        #[test]
        fn every_clean_body_comes_back_as_it_was(
            wild in "(</?(p|em|strong|ul|li|a|h2|pre|code|blockquote|br)>|[a-z*_#<&> \n\r\u{a0}`.0-9-]{0,9}){0,24}"
        ) {
            let html = clean_html(&clean_html(&wild));
            prop_assume!(clean_html(&html) == html);
            prop_assert_eq!(to_html(&written(&html)), html);
        }
    }
}

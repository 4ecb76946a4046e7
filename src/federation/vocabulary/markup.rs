//! The little HTML that is made here: bold titles, links, hashtags.

/// A text in HTML, also within quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A title as the first line of a post.
pub(super) fn title(text: &str) -> String {
    format!("<p><strong>{}</strong></p>", escape(text))
}

/// A paragraph of plain text.
pub(super) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escape(text))
}

/// A link that shows where it leads.
pub(super) fn link(address: &str) -> String {
    let address = escape(address);
    format!("<p><a href=\"{address}\">{address}</a></p>")
}

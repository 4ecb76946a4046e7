//! From what people write to what is safe to show and possible to find.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The tags that every server reads alike (`PROTOCOL.md` 1.1, "HTML subset").
const TAGS: [&str; 14] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        // Of what an "empty" builder starts with, only the tags are none.
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .add_clean_content_tags(["script", "style"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        // What another server means by it is on that server, and would lead to a page of ours here.
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// Removes from HTML whatever is not in the subset that we show.
///
/// Linear in the length of the input. What nests as HTML allows stays as it is when it is cleaned
/// again; where a forbidden tag held something that may not stand there without it, as a heading in
/// a heading, the second cleaning may close it elsewhere.
#[must_use]
pub fn clean_html(html: &str) -> String {
    if is_plain_markup(html) {
        return html.to_owned();
    }
    // Who reads HTML drops a line break right after <pre>: one that is meant is written twice.
    CLEANER.clean(html).to_string().replace("<pre>\n", "<pre>\n\n")
}

/// Whether `html` holds nothing but text and balanced allowed tags without attributes, so that
/// cleaning it would change nothing. Most of what nodes send is like that, and parsing it as HTML
/// would cost more than verifying its signature.
fn is_plain_markup(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>', '&', '\u{a0}', '\r', '\0']) {
        if !rest[at..].starts_with('<') {
            return false;
        }
        let Some(end) = rest[at..].find('>') else { return false };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        match tag.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return false,
            Some(_) => {}
            // Tags that nest freely; paragraphs and lists close one another in HTML.
            None if open.is_empty() && matches!(tag, "p" | "h2" | "h3") => open.push(tag),
            None if open.len() == 1 && matches!(tag, "strong" | "em") => open.push(tag),
            None => return false,
        }
    }
    open.is_empty()
}

/// Turns Markdown, hence plain text too, into clean HTML.
#[must_use]
pub fn to_html(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 16);
    html::push_html(&mut out, Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH));
    clean_html(out.trim_end())
}

/// Turns the Markdown of a whole page into clean HTML that stands below the title of the page: its
/// largest headings are of the second rank, all others of the third.
#[must_use]
pub fn page_html(markdown: &str) -> String {
    let lower = |level: HeadingLevel| match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        _ => HeadingLevel::H3,
    };
    let events =
        Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH).map(|event| match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
            event => event,
        });
    let mut out = String::with_capacity(markdown.len() + 16);
    html::push_html(&mut out, events);
    clean_html(out.trim_end())
}

/// The words of clean HTML without their tags: paragraphs become lines.
#[must_use]
pub fn plain_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            match rest[1..end].trim_end_matches(['>', '/', ' ']) {
                "/p" | "/h2" | "/h3" | "/blockquote" | "/ul" | "/ol" | "/pre" => {
                    out.push_str("\n\n");
                }
                "br" | "/li" => out.push('\n'),
                _ => {}
            }
            rest = &rest[end..];
        } else {
            let (text, length) = entity(rest);
            out.push_str(text);
            rest = &rest[length..];
        }
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.split('\n').map(str::trim).collect();
    lines.join("\n").replace("\n\n\n", "\n\n").trim().to_owned()
}

/// The character that an entity at the start of `text` stands for, and the length of the entity.
/// Clean HTML holds no others.
fn entity(text: &str) -> (&'static str, usize) {
    for (entity, text_of) in [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
    ] {
        if text.starts_with(entity) {
            return (text_of, entity.len());
        }
    }
    ("&", 1)
}

/// Letters without case and accents: `Città` and `citta` become one.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            // Accents come off as characters of their own (Unicode, NFKD).
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(|lower| push_plain(&mut out, lower));
                }
            });
        }
    }
    out
}

/// Writes a small letter as it is typed where it is on no keyboard.
fn push_plain(out: &mut String, letter: char) {
    match letter {
        'ß' => out.push_str("ss"),
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        letter => out.push(letter),
    }
}

/// The folded words of a text, each once and with its stem where the language has one: what the search
/// index keeps, the same on both engines (`docs/decisions/0006-search.md`).
///
/// `language` is a base language such as `fr`.
#[must_use]
pub fn search_words(text: &str, language: &str) -> Vec<String> {
    let stemmer = stemmer(language);
    let folded = fold(text);
    let mut seen = HashSet::new();
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() || !seen.insert(word) {
            continue;
        }
        words.push(word.to_owned());
        if let Some(stem) = stemmer.as_ref().map(|stemmer| stemmer.stem(word))
            && stem != word
            && !stem.is_empty()
        {
            words.push(stem.into_owned());
        }
    }
    words
}

/// The stemmer of a language, where there is one.
fn stemmer(language: &str) -> Option<Stemmer> {
    let algorithm = match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}

/// The readable part of an address: `La soupe, à midi` becomes `la-soupe-a-midi`, at most 80
/// characters; empty when the text has no letter or digit.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= 80 {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_headings_of_a_page_stand_below_its_title() {
        let html =
            page_html("# Un\n\n## Deux\n\n#### Quatre\n\n<h1>Cru</h1> <b onclick=x>gras</b>");
        assert!(html.contains("<h2>Un</h2>") && html.contains("<h2>Deux</h2>"), "{html}");
        assert!(html.contains("<h3>Quatre</h3>"), "{html}");
        assert!(!html.contains("<h1") && !html.contains("onclick"), "{html}");
    }

    #[test]
    fn scripts_handlers_and_foreign_schemes_are_removed() {
        let hostile = "<p onclick=x>a<script>alert(1)</script><a href='javascript:x'>b</a>\
                       <img src=x onerror=y><svg><p>c";
        let clean = clean_html(hostile);
        for forbidden in ["onclick", "script", "javascript", "<img", "<svg", "onerror"] {
            assert!(!clean.contains(forbidden), "{forbidden} in {clean}");
        }
    }

    #[test]
    fn t28_a_hundred_thousand_nested_tags_are_cleaned_without_a_crash() {
        let deep = "<p><em>".repeat(100_000);
        assert!(clean_html(&deep).len() < 20 * deep.len());
    }

    #[test]
    fn a_word_without_its_accents_is_the_accented_one() {
        assert_eq!(fold("Città È Œuvre ÉLÈVE"), "citta e oeuvre eleve");
    }

    #[test]
    fn singular_and_plural_share_a_stem() {
        let carte = search_words("carte", "fr");
        let cartes = search_words("Cartes", "fr");
        assert!(carte.iter().any(|word| cartes.contains(word)), "{carte:?} {cartes:?}");
    }

    #[test]
    fn no_word_and_no_stem_is_empty_in_any_language() {
        let text =
            "Το δημοτικό κέντρο υποδοχής στο Καρά Τεπέ, ο η το, à l’accueil, al-ʿarabiyya العربية";
        for language in ["el", "fr", "ar", "tr", "ru", "xx"] {
            let words = search_words(text, language);
            assert!(words.iter().all(|word| !word.is_empty()), "{language}: {words:?}");
        }
    }

    #[test]
    fn no_attribute_is_left_but_where_a_link_leads() {
        for html in [
            "<ul title='a'><li>b</li></ul>",
            "<p lang='fr'>b</p>",
            "<blockquote cite='https://evil.example/'>b</blockquote>",
            "<ol start='9'><li>b</li></ol>",
            "<a hreflang='fr' title='a'>b</a>",
        ] {
            let clean = clean_html(html);
            assert!(
                !clean.replace(" rel=\"nofollow noopener noreferrer\"", "").contains('='),
                "{clean}"
            );
        }
    }

    #[test]
    fn t14_a_link_that_names_no_site_is_removed() {
        for href in ["/unfollow", "//evil.example", "?a=1", "#top", "evil.example"] {
            let link = clean_html(&format!("<a href=\"{href}\">a</a>"));
            assert!(!link.contains("href"), "{link}");
        }
    }

    #[test]
    fn an_empty_line_at_the_start_of_code_survives_every_cleaning() {
        let code = "<pre>\n\n\na</pre>";
        assert_eq!(clean_html(code), code);
    }

    #[test]
    fn paragraphs_of_plain_text_survive_the_way_to_html_and_back() {
        let text = "Un guichet & deux langues.\n\nOuvert à tous : « venez » !";
        assert_eq!(plain_text(&to_html(text)), text);
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(html in "(<[a-z/]{1,6}( href=[a-z:\"]{0,9})?>|[a-z&<>\" ;]{0,8}){0,20}") {
            let once = clean_html(&html);
            prop_assert_eq!(clean_html(&once), once.clone());
        }

        #[test]
        fn plain_markup_is_left_alone_by_the_cleaner(html in "(<p>[a-zé .]{0,9}(<em>[a-z]{0,5}</em>)?</p>|<h2>[a-z]{1,5}</h2>|</?(p|em|li|h2)>){0,8}") {
            if is_plain_markup(&html) {
                prop_assert_eq!(CLEANER.clean(&html).to_string(), html);
            }
        }

        #[test]
        fn folding_never_panics_and_is_idempotent(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}

//! Themes as hashtags, under which readers of other servers find and follow them.

use super::{document::Document, markup::escape};
use crate::domain::{Content, List, Taxonomy, fold};

/// One `Hashtag` per theme.
pub(super) fn write(content: &Content, origin: &str, taxonomy: &Taxonomy) -> Vec<Document> {
    let hashtag = |theme: &String| {
        let mut tag = Document::of_type("Hashtag");
        tag.put("name", name(theme, content, taxonomy)).put("href", address(origin, theme));
        tag
    };
    content.themes.iter().map(hashtag).collect()
}

/// The same as links at the end of a post, where readers look for them.
pub(super) fn links(content: &Content, origin: &str, taxonomy: &Taxonomy) -> String {
    let link = |theme: &String| {
        format!(
            "<a href=\"{}\" class=\"mention hashtag\" rel=\"tag\">{}</a>",
            escape(&address(origin, theme)),
            escape(&name(theme, content, taxonomy))
        )
    };
    let links: Vec<String> = content.themes.iter().map(link).collect();
    if links.is_empty() { String::new() } else { format!("<p>{}</p>", links.join(" ")) }
}

fn address(origin: &str, theme: &str) -> String {
    format!("{origin}/tags/{theme}")
}

/// The hashtag of a theme on the node at `origin`, named in the language `language`.
#[must_use]
pub fn of_theme(theme: &str, origin: &str, language: &str, taxonomy: &Taxonomy) -> String {
    let mut tag = Document::of_type("Hashtag");
    tag.put("name", name_in(theme, language, taxonomy)).put("href", address(origin, theme));
    tag.to_text()
}

fn name(theme: &str, content: &Content, taxonomy: &Taxonomy) -> String {
    name_in(theme, content.texts.original().language.base(), taxonomy)
}

/// `#CarteDeCitoyenneteLocale`: the label in a language, without accents or spaces.
fn name_in(theme: &str, language: &str, taxonomy: &Taxonomy) -> String {
    let label = fold(taxonomy.label(List::Themes, theme, [language]));
    let words = label.split(|c: char| !c.is_alphanumeric());
    let capitalised = words.flat_map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters)
    });
    std::iter::once('#').chain(capitalised).collect()
}

//! The words of an object of other software: of every language that it has, in HTML, Markdown or
//! plain text, with a title whatever was given.

use super::language;
use crate::{
    domain::{Iri, Language, Origin, Text, Texts, clean_html, plain_text, to_html},
    federation::vocabulary::{
        Unreadable,
        fields::{Fields, language_tag, line, shorten},
        html::html,
        markup,
    },
};

/// The language of words that do not say theirs (BCP 47).
pub(super) const UNDETERMINED: &str = "und";
/// Longest title or warning, in characters: what the domain accepts of a title.
const LONGEST_TITLE: usize = 200;
/// Most languages of a text: what the domain accepts.
const MOST_LANGUAGES: usize = 30;
/// Most answers of a question that are listed.
const MOST_ANSWERS: usize = 30;

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Html,
    Markdown,
    Plain,
}

/// A body as it was given.
#[derive(Clone, Copy)]
struct Body<'a> {
    form: Form,
    text: &'a str,
}

/// The words of each language of `contentMap`; without the map, those of `content`, of `source` or
/// of `summary` in a language that the other keys tell, or in none that is known.
pub(super) fn read(
    fields: Fields<'_>,
    iri: &Iri,
    warning: Option<&str>,
) -> Result<Texts, Unreadable> {
    let mut texts = of_map(fields, iri, warning);
    if texts.is_empty() {
        texts.push(of_content(fields, iri, warning)?);
    }
    let answers = answers(fields);
    if !answers.is_empty() {
        for text in &mut texts {
            text.body = html(&format!("{}{answers}", text.body));
        }
    }
    Ok(Texts::new(texts)?)
}

/// A summary as one line that warns; `None` when nothing is left of it.
pub(super) fn warning(summary: &str) -> Option<String> {
    let words = plain_text(&clean_html(&shorten(summary, LONGEST_TITLE * 10)));
    let words = line(&words.replace('\n', " "));
    let words = shorten(words.trim(), LONGEST_TITLE);
    (!words.is_empty()).then_some(words)
}

/// The texts of a map. The original is the one that `content` repeats, for some software sorts the
/// keys; else the first (`PROTOCOL.md` 1.1).
fn of_map(fields: Fields<'_>, iri: &Iri, warning: Option<&str>) -> Vec<Text> {
    let form = form_of(fields);
    let mut bodies: Vec<(Language, &str, &str)> = Vec::new();
    for (key, body) in fields.map("contentMap") {
        let Some((language, body)) = language_tag(key).zip(body.as_str()) else { continue };
        let twice = bodies.iter().any(|(known, ..)| *known == language);
        if !twice && bodies.len() < MOST_LANGUAGES {
            bodies.push((language, key, body));
        }
    }
    let content = fields.words("content");
    let original = bodies.iter().position(|(.., body)| Some(*body) == content).unwrap_or_default();
    let read = |(at, (language, key, body)): (usize, (Language, &str, &str))| {
        let origin = if at == original { Origin::Original } else { Origin::Unchecked };
        let name = fields.text_in("nameMap", key).or_else(|| fields.words("name"));
        text((language, origin), name, Body { form, text: body }, iri, warning)
    };
    bodies.into_iter().enumerate().map(read).collect()
}

/// The one text of an object without a map.
fn of_content(fields: Fields<'_>, iri: &Iri, warning: Option<&str>) -> Result<Text, Unreadable> {
    let named = fields.map("nameMap").find_map(|(key, _)| language_tag(key));
    let language = named.or_else(|| language(fields)).or_else(|| language_tag(UNDETERMINED));
    let language = language.ok_or(Unreadable::Missing("contentMap"))?;
    let first_name = fields.map("nameMap").find_map(|(_, name)| name.as_str());
    let name = fields.words("name").or(first_name);
    let body = body(fields, warning.is_some());
    Ok(text((language, Origin::Original), name, body, iri, warning))
}

/// What there is to read: `content`, else the source that it was made from, else an abstract.
fn body(fields: Fields<'_>, summary_warns: bool) -> Body<'_> {
    if let Some(text) = fields.words("content").filter(|text| !text.trim().is_empty()) {
        return Body { form: form_of(fields), text };
    }
    let source = fields.objects("source").next();
    if let Some((source, text)) = source.and_then(|source| Some((source, source.words("content")?)))
    {
        return Body { form: form_of(source), text };
    }
    let first = |key| fields.map(key).find_map(|(_, text)| text.as_str());
    let summary = || fields.words("summary").or_else(|| first("summaryMap"));
    let text = first("contentMap").or_else(|| summary().filter(|_| !summary_warns));
    Body { form: Form::Html, text: text.unwrap_or_default() }
}

/// How an object says that its content is written; HTML unless it says otherwise.
fn form_of(fields: Fields<'_>) -> Form {
    match fields.text("mediaType") {
        Some("text/markdown") => Form::Markdown,
        None | Some("text/html") => Form::Html,
        Some(other) if other.starts_with("text/") => Form::Plain,
        Some(_) => Form::Html,
    }
}

/// The answers that a question offers, as a list.
fn answers(fields: Fields<'_>) -> String {
    let offered = ["oneOf", "anyOf"].into_iter().flat_map(|key| fields.objects(key));
    let names = offered.filter_map(|answer| answer.words("name")).take(MOST_ANSWERS);
    let names = names.map(|name| shorten(&line(name), LONGEST_TITLE));
    let items: Vec<String> = names.map(|name| markup::escape(&name)).collect();
    if items.is_empty() {
        return String::new();
    }
    format!("<ul><li>{}</li></ul>", items.join("</li><li>"))
}

/// A text with a title and a body, whatever was given: a post without a name is called by its
/// warning, or else by its first words, a picture without words by its address.
fn text(
    (language, origin): (Language, Origin),
    name: Option<&str>,
    body: Body<'_>,
    iri: &Iri,
    warning: Option<&str>,
) -> Text {
    let body = match body.form {
        Form::Html => html(body.text),
        Form::Markdown => html(&to_html(&shorten(body.text, LONGEST_SOURCE))),
        Form::Plain => html(&paragraphs(&shorten(body.text, LONGEST_SOURCE))),
    };
    let words = plain_text(&body);
    let first_line = words.lines().next().unwrap_or_default();
    let titles = [name.unwrap_or_default(), warning.unwrap_or_default(), first_line, iri.as_str()];
    let title = titles.into_iter().map(line).find(|title| !title.trim().is_empty());
    let title = shorten(title.unwrap_or_default().trim(), LONGEST_TITLE);
    let body = if body.trim().is_empty() { markup::paragraph(&title) } else { body };
    Text { language, origin, of_version: 1, title, body, ask: None }
}

/// Longest source that is turned into HTML, in characters: what the domain accepts of a body.
const LONGEST_SOURCE: usize = 50_000;

/// Plain text as paragraphs, cut at its empty lines.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    paragraphs.map(|part| markup::paragraph(part).replace('\n', "<br>")).collect()
}

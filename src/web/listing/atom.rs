//! A listing as an Atom feed (RFC 4287), in the language of whoever reads it.

use atom_syndication::{
    Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text,
};

use super::{Listed, Listing, item::page_path};
use crate::{
    domain::{self, Iri, Timestamp, clean_html, plain_text, show_hosts},
    web::{error::WebError, locale::Reader},
};

/// Writes a listing of sheets under `title`.
pub(super) fn write(listing: &Listing, title: &str, reader: &Reader) -> Result<Vec<u8>, WebError> {
    let link = |rel: &str, href: &str, mime_type: &str| Link {
        rel: rel.to_owned(),
        href: href.to_owned(),
        mime_type: Some(mime_type.to_owned()),
        ..Link::default()
    };
    let mut links = vec![
        link("self", &listing.address, "application/atom+xml"),
        link("alternate", &listing.page_address, "text/html"),
    ];
    links.extend(listing.next.iter().map(|next| link("next", next, "application/atom+xml")));
    let latest = listing.sheets.iter().map(|listed| listed.sheet.updated_at).max();
    let feed = Feed {
        title: Text::plain(title),
        id: feed_id(&listing.origin, super::path_of(listing.kind)),
        updated: moment(latest.unwrap_or_default()),
        links,
        lang: Some(reader.language().to_owned()),
        generator: Some(Generator { value: "Havre".to_owned(), ..Generator::default() }),
        entries: listing.sheets.iter().map(|listed| entry(listed, listing, reader)).collect(),
        ..Feed::default()
    };
    feed.write_to(Vec::new())
        .map_err(|error| WebError::Write { format: "Atom", source: error.into() })
}

fn entry(listed: &Listed, listing: &Listing, reader: &Reader) -> Entry {
    let sheet = &listed.sheet;
    let content = &sheet.content;
    let text = content.texts.best_for(reader.languages());
    let lang = Some(text.language.to_string());
    let own_host = listing.origin.split_once("://").map_or("", |(_, host)| host);
    let body = match &content.attached.warning {
        Some(warning) => clean_html(&format!("<p>{warning}</p>{}", text.body)),
        None => text.body.clone(),
    };
    let page = Link {
        rel: "alternate".to_owned(),
        href: format!("{}{}", listing.origin, page_path(sheet)),
        mime_type: Some("text/html".to_owned()),
        ..Link::default()
    };
    let original = Link { rel: "via".to_owned(), href: sheet.iri.to_string(), ..Link::default() };
    let author = listed.actor.as_ref().map_or_else(|| sheet.actor.to_string(), |a| a.name.clone());
    let category = |term: &String| Category { term: term.clone(), ..Category::default() };
    Entry {
        title: Text { lang: lang.clone(), ..Text::plain(&text.title) },
        id: entry_id(&sheet.iri, sheet.published_at),
        published: Some(moment(sheet.published_at)),
        updated: moment(sheet.updated_at),
        authors: vec![Person {
            name: author,
            uri: Some(sheet.actor.to_string()),
            ..Person::default()
        }],
        categories: content.pillars.iter().chain(&content.themes).map(category).collect(),
        links: vec![page, original],
        summary: Some(Text { lang: lang.clone(), ..Text::plain(opening(content, text)) }),
        content: Some(Content {
            lang,
            value: Some(show_hosts(&body, own_host)),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

/// What a sheet shows of itself before it is opened: its warning, what it asks, or its first words.
pub(crate) fn opening(content: &domain::Content, text: &domain::Text) -> String {
    let shown = content.attached.warning.as_ref().or(text.ask.as_ref());
    excerpt(&shown.cloned().unwrap_or_else(|| plain_text(&text.body)))
}

/// The first words of a text, at most 300 characters.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 300;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some((end, _)) => {
            let end = line[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &line[..end])
        }
    }
}

/// A name for ever (RFC 4151): the same on every node that lists the sheet.
fn entry_id(iri: &Iri, published: Timestamp) -> String {
    let (authority, port) = iri.host().split_once(':').unwrap_or((iri.host(), ""));
    format!("tag:{authority},{}:{port}{}", day(published), iri.path())
}

/// A name for the feed: that of its host and listing.
fn feed_id(origin: &str, path: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let (authority, port) = host.split_once(':').unwrap_or((host, ""));
    format!("tag:{authority},2026:{port}{path}")
}

fn day(moment: Timestamp) -> String {
    moment.to_utc().format("%Y-%m-%d").to_string()
}

fn moment(moment: Timestamp) -> FixedDateTime {
    moment.to_utc().fixed_offset()
}

//! What hangs on an object of other software: a warning, links, hashtags.
//!
//! Pictures, films, documents and quoted posts are links to where they are: nothing of them is
//! fetched, and nothing shown that would make a browser ask another site.

use serde_json::Value;

use super::event::virtual_place;
use crate::{
    domain::{Attached, Link},
    federation::vocabulary::fields::{Fields, is_web_address, line, shorten},
};

/// Most links of a sheet.
const MOST_LINKS: usize = 40;
/// Most hashtags of a sheet.
const MOST_HASHTAGS: usize = 40;
/// Longest label or hashtag, in characters.
const LONGEST_LABEL: usize = 200;
/// Keys under which posts name the post that they quote (FEP-044f, Fedibird, Misskey).
const QUOTES: [&str; 5] = ["quote", "quoteUri", "quoteUrl", "_misskey_quote", "quoteURL"];

/// Reads what hangs on an object whose page is `page`.
pub(super) fn read(fields: Fields<'_>, warning: Option<String>, page: Option<&str>) -> Attached {
    let mut attached = Attached { warning, ..Attached::default() };
    let mut link = |label: Option<&str>, url: Option<&str>| {
        let url = url.filter(|url| is_web_address(url) && Some(*url) != page);
        let Some(url) = url else { return };
        let known = attached.links.iter().any(|known| known.url == url);
        if !known && attached.links.len() < MOST_LINKS {
            let label = label.map(|label| shorten(line(label).trim(), LONGEST_LABEL));
            let label = label.filter(|label| !label.is_empty()).unwrap_or_else(|| url.to_owned());
            attached.links.push(Link { label, url: url.to_owned() });
        }
    };
    if let Some(room) = virtual_place(fields) {
        link(room.words("name"), room.items("url").find_map(address_of));
    }
    // A film without a page is at least where its file is.
    if page.is_none() {
        link(None, fields.items("url").find_map(address_of));
    }
    link(None, fields.items("externalParticipationUrl").find_map(address_of));
    for item in fields.items("attachment").chain(fields.items("image")) {
        link(Fields::of(item).and_then(label), address_of(item));
    }
    for key in QUOTES {
        link(None, fields.items(key).find_map(address_of));
    }
    for tag in fields.objects("tag").filter(|tag| tag.is_a("Link")) {
        link(tag.words("name"), tag.text("href"));
    }
    attached.hashtags = hashtags(fields);
    attached
}

/// How an attachment is called: its name, or else what is said for those who cannot see it.
fn label(attachment: Fields<'_>) -> Option<&str> {
    // The names of Mobilizon's fields are for programs: `mz:ticket:external_url`.
    if attachment.get("propertyID").is_some() {
        return None;
    }
    let mut names = ["name", "summary"].into_iter().filter_map(|key| attachment.words(key));
    names.find(|name| !name.trim().is_empty())
}

/// The address of an attachment, a link, or the value of a field; never its `id`.
pub(super) fn address_of(item: &Value) -> Option<&str> {
    let Some(fields) = Fields::of(item) else { return item.as_str() };
    let value = || fields.text("value").filter(|_| fields.is_a("PropertyValue"));
    let url = || fields.items("url").find_map(address_of_link);
    fields.text("href").or_else(url).or_else(value)
}

fn address_of_link(item: &Value) -> Option<&str> {
    item.as_str().or_else(|| Fields::of(item)?.text("href"))
}

/// The hashtags, each once, without their `#`.
fn hashtags(fields: Fields<'_>) -> Vec<String> {
    let mut hashtags: Vec<String> = Vec::new();
    for tag in fields.objects("tag") {
        let name = tag.words("name").unwrap_or_default();
        // Some software leaves the type out.
        let untyped = tag.types().next().is_none() && name.starts_with('#');
        let name = line(name.trim_start_matches('#'));
        let name = shorten(name.trim(), LONGEST_LABEL);
        let is_new = !name.is_empty() && !hashtags.contains(&name);
        if is_new && (untyped || tag.is_a("Hashtag")) && hashtags.len() < MOST_HASHTAGS {
            hashtags.push(name);
        }
    }
    hashtags
}

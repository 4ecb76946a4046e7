//! The words of a sheet in one language, and the languages in which it exists besides.

use i18n_embed_fl::fl;
use url::form_urlencoded;

use super::super::{facts::Line, voice::Voice};
use crate::{
    domain::{Sheet, Text, clean_html, show_hosts},
    node::Node,
    web::{listing::page_path, locale},
};

/// The words of the language that is shown.
pub(super) struct Shown {
    pub(super) language: String,
    pub(super) direction: &'static str,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) warning: Option<String>,
    pub(super) ask: Option<String>,
}

/// A language in which the sheet exists too.
pub(super) struct Other {
    pub(super) language: String,
    pub(super) direction: &'static str,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) origin: String,
}

impl Shown {
    /// The words of `text`, safe to show.
    pub(super) fn new(node: &Node, sheet: &Sheet, text: &Text) -> Self {
        Self {
            language: text.language.to_string(),
            direction: Voice::direction(text),
            title: text.title.clone(),
            body: show_hosts(&clean_html(&text.body), node.federation.host()),
            warning: sheet.content.attached.warning.clone(),
            ask: text.ask.clone(),
        }
    }
}

/// All languages of a sheet but the one that is shown.
pub(super) fn others(voice: Voice<'_>, sheet: &Sheet, shown: &Text) -> Vec<Other> {
    let texts = &sheet.content.texts;
    let other = |text: &Text| {
        let language = text.language.as_str();
        Other {
            language: language.to_owned(),
            direction: Voice::direction(text),
            name: locale::own_name(language).to_owned(),
            title: text.title.clone(),
            href: voice.reader.link_to_language(&page_path(sheet), language),
            origin: voice.wording_mark(texts, text),
        }
    };
    texts.iter().filter(|text| text.language != shown.language).map(other).collect()
}

/// A letter to nobody yet with the title and the address of the page.
pub(super) fn share(voice: Voice<'_>, text: &Text, address: &str) -> Line {
    // Programs for mail read a plus sign as itself, unlike those that read forms.
    let encoded = |text: &str| -> String {
        form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
    };
    let (subject, body) = (encoded(&text.title), encoded(&format!("{}\n{address}", text.title)));
    let letter = format!("mailto:?subject={subject}&body={body}");
    Line::link(fl!(voice.words, "share-by-mail"), letter)
}

//! In which language a person reads, and the words of the pages in it.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use axum::{
    extract::FromRequestParts,
    http::{Uri, header::ACCEPT_LANGUAGE, request::Parts},
};
use i18n_embed::{LanguageLoader, fluent::FluentLanguageLoader, unic_langid::LanguageIdentifier};
use rust_embed::RustEmbed;
use url::form_urlencoded;

use crate::domain::{INTERFACE_LANGUAGES, Language};

/// The parameter that chooses the language of a page, kept in every link.
///
/// It is not `lang`, because that is a facet of the listings: sheets that exist in a language.
pub(super) const LANGUAGE_PARAMETER: &str = "ui";
/// The parameter that chooses the language of a sheet, and of its page too where nothing else does.
const LANGUAGE_OF_SHEET: &str = "lang";

#[derive(RustEmbed)]
#[folder = "src/web/locales"]
struct Locales;

/// All words of the interface in one language, and the names of languages and countries.
struct Wording {
    pages: FluentLanguageLoader,
    names: FluentLanguageLoader,
}

static WORDINGS: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    let load = |language: &LanguageIdentifier, domain: &str| {
        let loader = FluentLanguageLoader::new(domain, language.clone());
        if let Err(error) = loader.load_languages(&Locales, std::slice::from_ref(language)) {
            tracing::error!(%error, %language, "the words of a language cannot be read");
        }
        loader.set_use_isolating(false);
        loader
    };
    INTERFACE_LANGUAGES
        .iter()
        .filter_map(|language| language.parse().ok())
        .map(|language| Wording {
            pages: load(&language, "pages"),
            names: load(&language, "names"),
        })
        .collect()
});

/// What each language calls itself.
static OWN_NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("locales/own_names.txt").lines().filter_map(|line| line.split_once(' ')).collect()
});

/// A person who reads a page: which languages they can read, in their order.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    /// Position in [`INTERFACE_LANGUAGES`].
    interface: usize,
    /// What the address asks for; links keep it.
    chosen: Option<Arc<str>>,
    /// The language of the sheet that the address names, where it names one.
    of_sheet: Option<Arc<str>>,
    /// What the browser asks for, best first.
    accepted: Arc<[String]>,
}

impl Reader {
    /// The reader who asks for `uri` with this `Accept-Language` header.
    ///
    /// The address decides, then the browser, then French.
    pub(super) fn new(uri: &Uri, accept_language: &str) -> Self {
        Self::who_accepts(uri, accepted_languages(accept_language).into())
    }

    /// The same reader at another address.
    pub(super) fn at(&self, uri: &Uri) -> Self {
        Self::who_accepts(uri, Arc::clone(&self.accepted))
    }

    fn who_accepts(uri: &Uri, accepted: Arc<[String]>) -> Self {
        let of_sheet = language_of_sheet(uri);
        let chosen = language_of(uri, LANGUAGE_PARAMETER).or_else(|| of_sheet.clone());
        let interface = chosen
            .iter()
            .map(|language| base(language))
            .chain(accepted.iter().map(|language| base(language)))
            .find_map(|wanted| INTERFACE_LANGUAGES.iter().position(|known| *known == wanted))
            .unwrap_or(0);
        let (chosen, of_sheet) = (chosen.map(Into::into), of_sheet.map(Into::into));
        Self { interface, chosen, of_sheet, accepted }
    }

    /// The language of menus and messages.
    pub(super) fn language(&self) -> &'static str {
        INTERFACE_LANGUAGES[self.interface]
    }

    /// The languages in which the reader wants sheets, best first.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        let named = [self.of_sheet.as_deref(), self.chosen.as_deref()];
        named
            .into_iter()
            .flatten()
            .map(base)
            .chain([self.language()])
            .chain(self.accepted.iter().map(|language| base(language)))
    }

    /// The words of the pages, for `fl!`.
    pub(super) fn words(&self) -> &'static FluentLanguageLoader {
        &WORDINGS[self.interface].pages
    }

    /// A link within the node that keeps the language which the reader chose.
    pub(super) fn link(&self, to: &str) -> String {
        match &self.chosen {
            None => to.to_owned(),
            Some(language) => {
                let joint = if to.contains('?') { '&' } else { '?' };
                format!("{to}{joint}{LANGUAGE_PARAMETER}={language}")
            }
        }
    }

    /// A link to what is read without this reader's browser, or in a language of its own, and has to
    /// keep the language of the interface.
    pub(super) fn fixed_link(&self, to: &str) -> String {
        if self.chosen.is_some() {
            return self.link(to);
        }
        let joint = if to.contains('?') { '&' } else { '?' };
        format!("{to}{joint}{LANGUAGE_PARAMETER}={}", self.language())
    }

    /// A link to a sheet in one of its languages.
    pub(super) fn link_to_language(&self, path: &str, language: &str) -> String {
        let interface = self.language();
        format!("{path}?{LANGUAGE_OF_SHEET}={language}&{LANGUAGE_PARAMETER}={interface}")
    }

    /// The chosen language, for a form that keeps it.
    pub(super) fn chosen(&self) -> Option<&str> {
        self.chosen.as_deref()
    }

    /// What the reader calls a language; the tag when it has no name here.
    pub(super) fn language_name(&self, tag: &str) -> String {
        self.name("language", base(tag)).unwrap_or_else(|| tag.to_owned())
    }

    /// What the reader calls a country; the code when it has no name here.
    pub(super) fn country_name(&self, code: &str) -> String {
        self.name("country", code).unwrap_or_else(|| code.to_owned())
    }

    fn name(&self, list: &str, code: &str) -> Option<String> {
        let key = format!("{list}-{code}");
        let names = &WORDINGS[self.interface].names;
        names.has(&key).then(|| names.get(&key))
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let accept = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Ok(Self::new(&parts.uri, accept.unwrap_or_default()))
    }
}

/// A whole text in a language of the interface, which lies beside its words.
pub(super) fn document(language: &str, name: &str) -> Option<String> {
    let file = Locales::get(&format!("{language}/{name}"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

/// What a language calls itself; its tag when nobody told us.
pub(super) fn own_name(tag: &str) -> &str {
    OWN_NAMES.get(base(tag)).copied().unwrap_or(tag)
}

/// Which way a language is written.
pub(super) fn direction(tag: &str) -> &'static str {
    let right_to_left = ["ar", "ary", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur"];
    if right_to_left.contains(&base(tag)) { "rtl" } else { "ltr" }
}

/// The language without its region or script.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The language in which a sheet is asked for; in listings the parameter is a facet.
fn language_of_sheet(uri: &Uri) -> Option<String> {
    let is_listing = super::listing::is_listing(uri.path());
    if is_listing { None } else { language_of(uri, LANGUAGE_OF_SHEET) }
}

/// The language that a parameter of an address names.
fn language_of(uri: &Uri, parameter: &str) -> Option<String> {
    let query = uri.query().unwrap_or_default().as_bytes();
    let found = form_urlencoded::parse(query).find(|(name, _)| name == parameter);
    found.and_then(|(_, value)| Language::parse(&value)).map(Into::into)
}

/// The tags of an `Accept-Language` header (RFC 9110, section 12.5.4), best first, at most ten.
fn accepted_languages(header: &str) -> Vec<String> {
    let mut tags: Vec<(f32, String)> = header
        .split(',')
        .take(30)
        .filter_map(|part| {
            let mut pieces = part.split(';').map(str::trim);
            let tag = Language::parse(&base(pieces.next()?).to_ascii_lowercase())?;
            let quality = pieces
                .find_map(|piece| piece.strip_prefix("q="))
                .map_or(Some(1.0), |quality| quality.parse().ok())?;
            (quality > 0.0).then(|| (quality, tag.into()))
        })
        .collect();
    tags.sort_by(|a, b| b.0.total_cmp(&a.0));
    tags.truncate(10);
    tags.into_iter().map(|(_, tag)| tag).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn reader(address: &str, accept: &str) -> Reader {
        Reader::new(&address.parse().unwrap(), accept)
    }

    #[test]
    fn the_address_decides_then_the_browser_then_french() {
        assert_eq!(reader("/?ui=pt", "en").language(), "pt");
        assert_eq!(reader("/", "de, es;q=0.8, en;q=0.9").language(), "en");
        assert_eq!(reader("/", "").language(), "fr");
        assert_eq!(reader("/?ui=%3Cscript%3E", "xx").language(), "fr");
    }

    #[test]
    fn lang_chooses_the_language_of_a_page_and_filters_a_listing() {
        assert_eq!(reader("/practices/1?lang=es", "en").language(), "es");
        assert_eq!(reader("/practices?lang=es", "en").language(), "en");
    }

    #[test]
    fn a_sheet_in_another_language_changes_no_menu() {
        let english = reader("/practices/1?ui=en", "ar");
        let arabic = english.link_to_language("/practices/1", "ar");
        let there = english.at(&arabic.parse().unwrap());
        assert_eq!(there.language(), "en");
        assert_eq!(there.languages().next(), Some("ar"));
        assert_eq!(there.link("/"), "/?ui=en");
    }

    #[test]
    fn what_other_programs_read_keeps_the_language_of_the_page() {
        assert_eq!(reader("/", "es").fixed_link("/events.ics?q=a"), "/events.ics?q=a&ui=es");
        assert_eq!(reader("/?ui=pt", "es").fixed_link("/events.ics"), "/events.ics?ui=pt");
    }

    #[test]
    fn somebody_who_reads_german_gets_german_sheets_in_french_pages() {
        let reader = reader("/?ui=de", "it");
        assert_eq!(reader.language(), "fr");
        assert_eq!(reader.languages().collect::<Vec<_>>(), ["de", "fr", "it"]);
    }

    #[test]
    fn links_keep_the_choice_and_only_the_choice() {
        assert_eq!(reader("/?ui=es", "").link("/events?page=2"), "/events?page=2&ui=es");
        assert_eq!(reader("/", "es").link("/events"), "/events");
    }

    #[test]
    fn every_word_exists_in_every_language() {
        let keys = |wording: &Wording| -> Vec<BTreeSet<String>> {
            [&wording.pages, &wording.names]
                .map(|loader| {
                    let language = loader.current_language();
                    loader.with_message_iter(&language, |messages| {
                        messages.map(|message| message.id.name.to_owned()).collect()
                    })
                })
                .to_vec()
        };
        let french = keys(&WORDINGS[0]);
        assert!(french.iter().all(|keys| keys.len() > 100));
        for (wording, language) in WORDINGS.iter().zip(INTERFACE_LANGUAGES) {
            assert_eq!(keys(wording), french, "{language}");
        }
    }

    #[test]
    fn no_french_mark_begins_a_line() {
        for path in Locales::iter().filter(|path| path.starts_with("fr/")) {
            let file = Locales::get(&path).unwrap();
            for line in std::str::from_utf8(&file.data).unwrap().lines() {
                let torn = ["« ", " »", " : ", " ; ", " ! ", " ? "];
                let is_comment = line.starts_with('#') && path.ends_with(".ftl");
                let found = torn.into_iter().find(|mark| format!("{line} ").contains(mark));
                assert!(is_comment || found.is_none(), "{path}: {line}");
            }
        }
    }

    #[test]
    fn every_word_is_said_somewhere() {
        let mut said = String::new();
        let mut folders = vec![std::path::PathBuf::from("src/web")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.extension().and_then(|extension| extension.to_str()) {
                    Some("rs" | "html") => said.push_str(&std::fs::read_to_string(path).unwrap()),
                    _ if path.is_dir() => folders.push(path),
                    _ => {}
                }
            }
        }
        let language = WORDINGS[0].pages.current_language();
        WORDINGS[0].pages.with_message_iter(&language, |messages| {
            for message in messages {
                let key = message.id.name;
                assert!(said.contains(&format!("\"{key}\"")), "nobody says {key}");
            }
        });
    }

    #[test]
    fn languages_and_countries_have_names() {
        let reader = reader("/?ui=es", "");
        assert_eq!(reader.language_name("pt-BR"), "portugués");
        assert_eq!(reader.country_name("DE"), "Alemania");
        assert_eq!(reader.country_name("XX"), "XX");
        assert_eq!(own_name("de-CH"), "Deutsch");
    }
}

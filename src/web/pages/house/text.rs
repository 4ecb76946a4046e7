//! Which text of a page a reader sees: the operator's, or else the one that is built in.

use i18n_embed_fl::fl;

use crate::{
    domain::{Contact, HousePage, HouseText, INTERFACE_LANGUAGES, page_html, show_hosts},
    node::Node,
    store::{Reading, house},
    web::{
        error::WebError,
        locale::{self, Reader},
        page::Frame,
        pages::dates,
        site,
    },
};

/// What stands in a text for something that the node knows.
const NAME: &str = "{name}";
const HOST: &str = "{host}";
const CONTACT: &str = "{contact}";
const VERSION: &str = "{version}";

/// A text as a reader sees it.
pub(in crate::web) struct HouseWords {
    /// Clean HTML.
    pub(in crate::web) html: String,
    /// The language of the text.
    pub(in crate::web) language: String,
    pub(in crate::web) direction: &'static str,
    /// That it is not the reader's language, where it is not.
    pub(in crate::web) note: Option<String>,
    /// When the operator wrote it; nothing of a text that is built in.
    pub(in crate::web) written: Option<String>,
}

/// The text of a page that comes with the program, as Markdown; there is one in each language of the
/// interface.
pub(crate) fn built_in_text(page: HousePage, language: &str) -> Option<String> {
    locale::document(language, &format!("{}.md", page.as_str()))
}

/// The text of a page for the reader of `frame`.
pub(in crate::web) async fn words_of(
    db: &mut Reading,
    node: &Node,
    frame: &Frame,
    page: HousePage,
) -> Result<HouseWords, WebError> {
    let written = house::texts(db, Some(page)).await?;
    let contact = house::contact(db).await?;
    let fill = |markdown: &str| {
        let html = page_html(&filled(markdown, frame, site::host(node), contact.as_ref()));
        show_hosts(&html, node.federation.host())
    };
    let reader = &frame.reader;
    let Some(text) = best_for(reader, &written) else {
        let markdown = built_in_text(page, reader.language()).unwrap_or_default();
        return Ok(HouseWords {
            html: fill(&markdown),
            language: reader.language().to_owned(),
            direction: locale::direction(reader.language()),
            note: None,
            written: None,
        });
    };
    let language = text.language.as_str();
    let name = reader.language_name(language);
    let is_foreign = text.language.base() != reader.language();
    let day = dates::day_of(frame.words, text.updated_at);
    Ok(HouseWords {
        html: fill(&text.markdown),
        language: language.to_owned(),
        direction: locale::direction(language),
        note: is_foreign.then(|| fl!(frame.words, "house-other-language", language = name)),
        written: Some(fl!(frame.words, "house-written", day = day)),
    })
}

/// What the operator wrote in a language that the reader reads; in any other when there is none, since
/// who publishes a page says more of it than the program can.
fn best_for<'t>(reader: &Reader, written: &'t [HouseText]) -> Option<&'t HouseText> {
    let mut wanted = reader.languages().chain(INTERFACE_LANGUAGES);
    wanted
        .find_map(|language| written.iter().find(|text| text.language.base() == language))
        .or_else(|| written.first())
}

/// The Markdown with what the node knows in it.
fn filled(markdown: &str, frame: &Frame, host: &str, contact: Option<&Contact>) -> String {
    let contact = contact.map_or_else(
        || fl!(frame.words, "house-no-contact"),
        |contact| format!("[{}](<{}>)", escaped(contact.as_str()), contact.href()),
    );
    markdown
        .replace(NAME, &escaped(&frame.site))
        .replace(HOST, &escaped(host))
        .replace(CONTACT, &contact)
        .replace(VERSION, env!("CARGO_PKG_VERSION"))
}

/// Text of which no character means anything in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The outline of a text: its headings and what stands in it for something else.
    fn outline(markdown: &str) -> (usize, usize, [usize; 4]) {
        let lines = |start: &str| markdown.lines().filter(|line| line.starts_with(start)).count();
        let named = [NAME, HOST, CONTACT, VERSION];
        (lines("## "), lines("- "), named.map(|name| markdown.matches(name).count()))
    }

    #[test]
    fn every_page_has_a_text_of_the_same_outline_in_every_language() {
        for page in HousePage::ALL {
            let french = built_in_text(page, "fr").unwrap();
            for language in INTERFACE_LANGUAGES {
                let text = built_in_text(page, language).unwrap();
                assert!(text.len() > 200, "{page:?} in {language}");
                assert_eq!(outline(&text), outline(&french), "{page:?} in {language}");
                let filled = [NAME, HOST, CONTACT, VERSION];
                let rest = filled.iter().fold(text.clone(), |text, name| text.replace(name, ""));
                assert!(!rest.contains(['{', '}']), "{page:?} in {language}");
                let command = format!("--language {language}");
                assert!(!text.contains("--language") || text.contains(&command), "{page:?}");
            }
            assert_eq!(built_in_text(page, "de"), None);
        }
    }

    #[test]
    fn a_name_means_nothing_in_markdown() {
        let name = "<b>*Lyon* [x](javascript:alert(1)) `y`\n# z";
        assert_eq!(
            page_html(&format!("**{}**", escaped(name))),
            "<p><strong>&lt;b&gt;*Lyon* [x](javascript:alert(1)) `y` # z</strong></p>"
        );
    }
}

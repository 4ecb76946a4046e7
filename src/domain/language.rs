//! A text in several languages: the original, and what became of its translations.

use serde::{Deserialize, Serialize};

use super::{Broken, Rule};

/// The languages of every page, menu and message, in the order in which they are offered.
pub const INTERFACE_LANGUAGES: [&str; 4] = ["fr", "en", "es", "pt"];

/// Longest title, in characters: what Mobilizon and Lemmy accept (`PROTOCOL.md` 1.1).
const LONGEST_TITLE: usize = 200;
/// Longest body of one language, in characters.
const LONGEST_BODY: usize = 50_000;
/// Most languages of one text.
const MOST_LANGUAGES: usize = 30;

/// A BCP 47 language tag such as `fr`, `pt-BR` or `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Reads a tag: a language of two or three letters, then subtags of one to eight characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut subtags = text.split('-');
        let language = subtags.next()?;
        let well_formed = text.len() <= 35
            && (2..=3).contains(&language.len())
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && subtags.all(|s| {
                (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        well_formed.then(|| Self(text.to_owned()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its region or script: `pt` of `pt-BR`.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        Self::parse(&text).ok_or(Rule::Malformed { value: text, form: "a language tag such as fr" })
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the words of one language come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Written in this language by the author.
    Original,
    /// Translated by a person and checked by one who reads the language.
    Human,
    /// Translated by a person, not yet checked.
    Unchecked,
    /// Translated by a machine.
    Machine,
}

/// The words of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Which language.
    pub language: Language,
    /// Who wrote it.
    pub origin: Origin,
    /// The version of the original that it says; the original says its own.
    pub of_version: i64,
    /// One line of plain text.
    pub title: String,
    /// Clean HTML (see [`clean_html`](super::clean_html)).
    pub body: String,
    /// What a call asks for, in one sentence of plain text; other sheets have none.
    pub ask: Option<String>,
}

/// The same content in one or more languages, the original first.
///
/// There is always an original, and no language stands there twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(Vec<Text>);

impl Texts {
    /// Puts the texts in order: the original first, the translations as they come.
    pub fn new(texts: Vec<Text>) -> Result<Self, Broken> {
        let (mut ordered, translations): (Vec<Text>, Vec<Text>) =
            texts.into_iter().partition(|text| text.origin == Origin::Original);
        if ordered.len() != 1 {
            return Err(Broken::new("title", Rule::Missing));
        }
        ordered.extend(translations);
        if ordered.len() > MOST_LANGUAGES {
            return Err(Broken::new("title", Rule::TooMany(MOST_LANGUAGES)));
        }
        for (at, text) in ordered.iter().enumerate() {
            let language = text.language.as_str();
            if ordered[..at].iter().any(|earlier| earlier.language == text.language) {
                return Err(Broken::new("title", Rule::Twice(language.to_owned())));
            }
            check(&format!("title.{language}"), &text.title, LONGEST_TITLE)?;
            check(&format!("description.{language}"), &text.body, LONGEST_BODY)?;
        }
        Ok(Self(ordered))
    }

    /// The text as its author wrote it.
    #[must_use]
    pub fn original(&self) -> &Text {
        &self.0[0]
    }

    /// All languages, the original first.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Text> {
        self.0.iter()
    }

    /// The text for a reader who prefers `languages` in this order; the original when there is
    /// none of them.
    #[must_use]
    pub fn best_for<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> &Text {
        languages
            .into_iter()
            .find_map(|wanted| self.0.iter().find(|text| text.language.base() == wanted))
            .unwrap_or_else(|| self.original())
    }

    /// Whether the original has changed since `text` was translated.
    #[must_use]
    pub fn is_stale(&self, text: &Text) -> bool {
        text.of_version < self.original().of_version
    }

    /// These texts as the next version of `earlier`.
    ///
    /// A new original gets the next version number. A translation that changed with it says the
    /// new original; one that stayed the same keeps saying the version it was made from, and so
    /// goes stale when the original moved on.
    #[must_use]
    pub fn after(mut self, earlier: &Self) -> Self {
        let before = earlier.original();
        let same_original = self.original().says_the_same_as(before);
        let version = before.of_version + i64::from(!same_original);
        for text in &mut self.0 {
            let unchanged = earlier.0.iter().find(|old| old.says_the_same_as(text));
            text.of_version = match unchanged {
                Some(old) if text.origin != Origin::Original => old.of_version,
                _ => version,
            };
        }
        self
    }
}

impl Text {
    /// Whether both say the same words in the same language.
    fn says_the_same_as(&self, other: &Self) -> bool {
        self.language == other.language
            && self.title == other.title
            && self.body == other.body
            && self.ask == other.ask
    }
}

/// Refuses an empty or overlong text; spaces and control characters are nothing.
fn check(field: &str, text: &str, longest: usize) -> Result<(), Broken> {
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(Broken::new(field, Rule::Missing));
    }
    if text.chars().count() > longest {
        return Err(Broken::new(field, Rule::TooLong(longest)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: &str, origin: Origin, title: &str) -> Text {
        Text {
            language: Language::parse(language).unwrap(),
            origin,
            of_version: 1,
            title: title.to_owned(),
            body: "<p>…</p>".to_owned(),
            ask: None,
        }
    }

    fn texts(french: &str, english: &str) -> Texts {
        Texts::new(vec![text("en", Origin::Human, english), text("fr", Origin::Original, french)])
            .unwrap()
    }

    #[test]
    fn the_original_comes_first_whatever_the_order_given() {
        assert_eq!(texts("Accueil", "Welcome").original().title, "Accueil");
    }

    #[test]
    fn a_translation_goes_stale_when_only_the_original_changes() {
        let later = texts("Bienvenue", "Welcome").after(&texts("Accueil", "Welcome"));
        assert!(later.is_stale(later.best_for(["en"])));
        assert!(!later.is_stale(later.original()));
    }

    #[test]
    fn a_translation_that_changes_with_the_original_is_up_to_date() {
        let later = texts("Bienvenue", "Hello").after(&texts("Accueil", "Welcome"));
        assert!(!later.is_stale(later.best_for(["en"])));
    }

    #[test]
    fn a_stale_translation_stays_stale_until_somebody_works_on_it() {
        let first = texts("Accueil", "Welcome");
        let second = texts("Bienvenue", "Welcome").after(&first);
        let third = texts("Bienvenue", "Welcome").after(&second);
        assert!(third.is_stale(third.best_for(["en"])));
        let fourth = texts("Bienvenue", "Be welcome").after(&third);
        assert!(!fourth.is_stale(fourth.best_for(["en"])));
    }

    #[test]
    fn a_reader_gets_the_original_when_no_language_of_theirs_exists() {
        assert_eq!(texts("Accueil", "Welcome").best_for(["de", "it"]).title, "Accueil");
    }

    #[test]
    fn a_title_of_nothing_but_spaces_and_control_characters_is_missing() {
        for title in ["", " \n\u{a0}", "\0", "\u{7f}\u{1}"] {
            let broken = Texts::new(vec![text("fr", Origin::Original, title)]).unwrap_err();
            assert_eq!(broken, Broken::new("title.fr", Rule::Missing), "{title:?}");
        }
    }

    #[test]
    fn the_same_language_twice_is_refused() {
        let twice = vec![text("fr", Origin::Original, "a"), text("fr", Origin::Human, "b")];
        assert_eq!(Texts::new(twice).unwrap_err().rule, Rule::Twice("fr".into()));
    }
}

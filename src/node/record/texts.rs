//! The words of a record: which language is the original, and what became of the translations.

use std::collections::BTreeMap;

use super::{ByLanguage, body};
use crate::domain::{Broken, Content, Language, Origin, Rule, Text, Texts, to_html};

/// Everything in a record that makes up its texts.
pub(super) struct Words<'r> {
    /// Language and region of the original; without it the first title is the original.
    pub original_lang: Option<&'r Language>,
    pub title: &'r ByLanguage,
    /// How the record calls its bodies: `description` or `body`.
    pub body_field: &'static str,
    pub body: &'r ByLanguage,
    pub ask: &'r ByLanguage,
    pub origins: &'r BTreeMap<Language, Origin>,
    pub versions: &'r BTreeMap<Language, i64>,
}

impl Words<'_> {
    /// Language of the original with its region, and the texts.
    pub(super) fn read(&self) -> Result<(Language, Texts), Broken> {
        let original = self.original()?;
        self.check_languages()?;
        let texts = self.title.languages().map(|language| self.text(language, original));
        let texts =
            Texts::new(texts.collect()).map_err(|broken| self.in_words_of_the_file(broken))?;
        Ok((self.original_lang.unwrap_or(original).clone(), texts))
    }

    fn original(&self) -> Result<&Language, Broken> {
        let stated =
            self.title.languages().find(|l| self.origins.get(*l) == Some(&Origin::Original));
        let found = stated.or_else(|| presumed_original(self.original_lang, self.title));
        found.ok_or_else(|| match self.original_lang {
            Some(language) => Broken::new(format!("title.{}", language.base()), Rule::Missing),
            None => Broken::new("title", Rule::Missing),
        })
    }

    /// Every language has a title and a body, and nothing else has any.
    fn check_languages(&self) -> Result<(), Broken> {
        let all = [self.title, self.body, self.ask].into_iter().flat_map(ByLanguage::languages);
        let all = all.chain(self.origins.keys()).chain(self.versions.keys());
        for language in all {
            for (field, words) in [("title", self.title), (self.body_field, self.body)] {
                if words.get(language).is_none_or(|words| words.trim().is_empty()) {
                    return Err(Broken::new(format!("{field}.{language}"), Rule::Missing));
                }
            }
        }
        Ok(())
    }

    fn text(&self, language: &Language, original: &Language) -> Text {
        // What people bring is theirs, but nobody who reads the language has checked it yet.
        let translated = self.origins.get(language).copied().unwrap_or(Origin::Unchecked);
        Text {
            language: language.clone(),
            origin: if language == original { Origin::Original } else { translated },
            of_version: self.versions.get(language).copied().unwrap_or(1),
            title: self.title.get(language).unwrap_or_default().to_owned(),
            body: to_html(self.body.get(language).unwrap_or_default()),
            ask: self.ask.get(language).map(ToOwned::to_owned),
        }
    }

    /// The domain calls every body a description; a call's author calls it a body.
    fn in_words_of_the_file(&self, broken: Broken) -> Broken {
        match broken.field.strip_prefix("description") {
            Some(rest) => Broken::new(format!("{}{rest}", self.body_field), broken.rule),
            None => broken,
        }
    }
}

/// The language that counts as original unless the record states another: that of `original_lang`
/// with or without its region, else the first.
fn presumed_original<'r>(
    original_lang: Option<&Language>,
    title: &'r ByLanguage,
) -> Option<&'r Language> {
    let Some(wanted) = original_lang else { return title.languages().next() };
    title
        .languages()
        .find(|language| *language == wanted)
        .or_else(|| title.languages().find(|language| language.as_str() == wanted.base()))
}

/// The texts of a content as they stand in a file.
pub(super) struct WrittenTexts {
    pub title: ByLanguage,
    pub body: ByLanguage,
    pub ask: ByLanguage,
    pub origins: BTreeMap<Language, Origin>,
    pub versions: BTreeMap<Language, i64>,
}

impl WrittenTexts {
    /// Writes the texts of `content`, where the record states `original_lang`.
    pub(super) fn of(content: &Content, original_lang: Option<&Language>) -> Self {
        let texts = &content.texts;
        let title: ByLanguage =
            texts.iter().map(|text| (text.language.clone(), text.title.clone())).collect();
        let presumed = presumed_original(original_lang, &title);
        let is_evident = |text: &&Text| match text.origin {
            Origin::Original => presumed == Some(&text.language),
            origin => origin == Origin::Unchecked,
        };
        let origins = texts
            .iter()
            .filter(|text| !is_evident(text))
            .map(|text| (text.language.clone(), text.origin))
            .collect();
        let versions = texts
            .iter()
            .filter(|text| text.of_version != 1)
            .map(|text| (text.language.clone(), text.of_version))
            .collect();
        Self {
            body: texts.iter().map(|t| (t.language.clone(), body::written(&t.body))).collect(),
            ask: texts
                .iter()
                .filter_map(|text| Some((text.language.clone(), text.ask.clone()?)))
                .collect(),
            title,
            origins,
            versions,
        }
    }
}

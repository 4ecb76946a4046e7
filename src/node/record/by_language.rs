//! Words by language, in the order of the file: in an event or a call the first one is the original.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

use crate::domain::Language;

/// One text per language, as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByLanguage(Vec<(Language, String)>);

impl ByLanguage {
    /// Whether there are no words in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, words)| words.trim().is_empty())
    }

    /// The words of exactly this language.
    #[must_use]
    pub fn get(&self, language: &Language) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == language).map(|(_, words)| words.as_str())
    }

    /// The languages in their order.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.0.iter().map(|(language, _)| language)
    }
}

impl FromIterator<(Language, String)> for ByLanguage {
    fn from_iter<I: IntoIterator<Item = (Language, String)>>(words: I) -> Self {
        Self(words.into_iter().collect())
    }
}

impl Serialize for ByLanguage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(language, words)| (language, words)))
    }
}

impl<'de> Deserialize<'de> for ByLanguage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// Reads the languages as they come.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = ByLanguage;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text for each language, such as {\"fr\": \"…\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByLanguage, A::Error> {
        let mut words = ByLanguage::default();
        while let Some((language, text)) = map.next_entry::<Language, String>()? {
            words.0.push((language, text));
        }
        Ok(words)
    }
}

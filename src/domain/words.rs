//! The words of a search: which must all be there, and what may stand in place of which.

use super::{Facet, fold};

/// Most words of a search that count.
const MOST_WORDS: usize = 16;

/// Words without a meaning of their own in the languages of the interface, folded. A sheet in
/// another language has others, so that nobody is asked for them; "sans" and its like say something.
const LITTLE_WORDS: [&str; 69] = [
    "a", "al", "an", "and", "ao", "aos", "as", "at", "au", "aux", "avec", "by", "ce", "ces", "com",
    "con", "d", "da", "dans", "das", "de", "del", "des", "do", "dos", "du", "e", "el", "em", "en",
    "et", "for", "from", "in", "is", "l", "la", "las", "le", "les", "los", "na", "nas", "nos", "o",
    "of", "on", "or", "os", "ou", "par", "para", "por", "pour", "qu", "que", "qui", "s", "se",
    "sur", "the", "to", "um", "uma", "un", "una", "une", "with", "y",
];

/// What is searched for: of each group its words, or what may stand in their place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words(pub Vec<WordGroup>);

/// One word, or several that mean something together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordGroup {
    /// The folded words, all of which a sheet has.
    pub words: Vec<String>,
    /// The languages whose word forms count, where the words are known; else those of all.
    pub languages: Vec<String>,
    /// What a sheet may have instead.
    pub alternatives: Vec<Alternative>,
}

/// What may stand in place of words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Alternative {
    /// A value of a facet: the theme that the words name.
    Value(Facet, String),
    /// All these words: what another language calls it.
    Words(Vec<Form>),
}

/// A word and its stem, either of which will do.
pub type Form = Vec<String>;

impl Words {
    /// The words of a text, each in its place, as far as they count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let all = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<&str> = all.clone().filter(|word| !is_little_word(word)).collect();
        if words.is_empty() {
            words = all.collect();
        }
        let group = |word: &str| WordGroup { words: vec![word.to_owned()], ..<_>::default() };
        Self(words.into_iter().take(MOST_WORDS).map(group).collect())
    }

    /// Whether nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: AsRef<str>> From<T> for Words {
    fn from(text: T) -> Self {
        Self::of(text.as_ref())
    }
}

/// Whether a folded word has no meaning of its own.
#[must_use]
pub fn is_little_word(word: &str) -> bool {
    LITTLE_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::of(text).0.into_iter().flat_map(|group| group.words).collect()
    }

    #[test]
    fn little_words_count_only_when_there_are_no_others() {
        assert_eq!(words("Un logement pour les exilés"), ["logement", "exiles"]);
        assert_eq!(words("sans-papiers"), ["sans", "papiers"]);
        assert_eq!(words("l’à de"), ["l", "a", "de"]);
        assert_eq!(words(" ?! "), [""; 0]);
    }

    #[test]
    fn only_the_first_words_of_a_long_text_count() {
        assert_eq!(words(&"soupe ".repeat(100)).len(), MOST_WORDS);
    }

    #[test]
    fn the_little_words_are_in_order() {
        assert!(LITTLE_WORDS.is_sorted());
    }
}

//! What words mean in the shared vocabulary, so that "logement" finds what only says "vivienda".
//!
//! A name of the vocabulary counts when all its words stand together in the search, in any form:
//! "carte" alone does not mean the local citizenship card, "carte de citoyenneté locale" does.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Alternative, Facet, Form, List, Taxonomy, WordGroup, Words, fold, is_little_word, most_slips,
    search_words, spelling_distance,
};

/// The lists whose names people look for, and the facet under which sheets have their terms. Kinds
/// of calls are verbs, and statuses say nothing about what a sheet is about.
const LISTS: [(List, Facet); 6] = [
    (List::Themes, Facet::Theme),
    (List::Pillars, Facet::Pillar),
    (List::Axes, Facet::Axis),
    (List::Audiences, Facet::Audience),
    (List::PracticeKinds, Facet::Subkind),
    (List::EventKinds, Facet::Subkind),
];

/// All names of the vocabulary, ready to be looked up.
#[derive(Debug, Default)]
pub struct Thesaurus {
    terms: Vec<Term>,
    names: Vec<Name>,
    /// The names that start with a form of a word.
    by_first: HashMap<String, Vec<usize>>,
    /// The words of all names: folded, and as they are written.
    spellings: BTreeMap<String, String>,
}

/// A term of the vocabulary.
#[derive(Debug)]
struct Term {
    list: List,
    facet: Facet,
    id: String,
    /// Its names, each once.
    names: BTreeSet<Vec<Form>>,
}

/// One of the names of a term.
#[derive(Debug)]
struct Name {
    term: usize,
    language: String,
    words: Vec<Form>,
}

impl Thesaurus {
    /// Reads all names of a vocabulary.
    #[must_use]
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let mut thesaurus = Self::default();
        for (list, facet) in LISTS {
            for concept in taxonomy.list(list) {
                let mut term = Term { list, facet, id: concept.id.clone(), names: BTreeSet::new() };
                for (language, name) in concept.names() {
                    let words = forms_of(name, language);
                    thesaurus.add_spellings(name);
                    if !words.is_empty() && term.names.insert(words.clone()) {
                        thesaurus.add_name(language, words);
                    }
                }
                thesaurus.terms.push(term);
            }
        }
        thesaurus
    }

    /// Adds a name of the term that is about to be added.
    fn add_name(&mut self, language: &str, words: Vec<Form>) {
        for form in words.iter().take(1).flatten() {
            self.by_first.entry(form.clone()).or_default().push(self.names.len());
        }
        self.names.push(Name { term: self.terms.len(), language: language.to_owned(), words });
    }

    fn add_spellings(&mut self, name: &str) {
        let words = name.split(|c: char| !c.is_alphanumeric());
        for word in words.filter(|word| word.chars().count() > 2) {
            self.spellings.entry(fold(word)).or_insert_with(|| word.to_lowercase());
        }
    }

    /// The words of a search, with what may stand in place of those that name a term.
    #[must_use]
    pub fn read(&self, text: &str) -> Words {
        let words: Vec<String> =
            Words::of(text).0.into_iter().flat_map(|group| group.words).collect();
        let mut groups = Vec::new();
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let names = self.named_by(rest);
            let length = names.first().map_or(1, |name| name.words.len());
            let (named, after) = rest.split_at(length);
            let terms: BTreeSet<usize> = names.iter().map(|name| name.term).collect();
            let languages: BTreeSet<&String> = names.iter().map(|name| &name.language).collect();
            let alternatives: BTreeSet<Alternative> =
                terms.into_iter().flat_map(|term| self.alternatives(term)).collect();
            groups.push(WordGroup {
                words: named.to_vec(),
                languages: languages.into_iter().cloned().collect(),
                alternatives: alternatives.into_iter().collect(),
            });
            rest = after;
        }
        Words(groups)
    }

    /// The terms that a text names anywhere, each once.
    #[must_use]
    pub fn terms_in(&self, text: &str) -> Vec<(List, Facet, &str)> {
        let mut found = Vec::new();
        for group in self.read(text).0 {
            for alternative in group.alternatives {
                let Alternative::Value(facet, id) = alternative else { continue };
                let term = self.terms.iter().find(|term| term.facet == facet && term.id == id);
                found.extend(term.map(|term| (term.list, term.facet, term.id.as_str())));
            }
        }
        found.dedup();
        found
    }

    /// The words of all names that are spelt almost like one that is not known, the most alike first.
    #[must_use]
    pub fn words_spelt_like(&self, word: &str, most: usize) -> Vec<&str> {
        let wanted: Vec<char> = fold(word).chars().collect();
        let slips = most_slips(wanted.len());
        let mut found: Vec<(usize, &str)> = self
            .spellings
            .iter()
            .filter_map(|(folded, word)| {
                Some((spelling_distance(&wanted, folded, slips)?, &**word))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, word)| word).take(most).collect()
    }

    /// The names that the first words are, as many words as possible.
    fn named_by(&self, words: &[String]) -> Vec<&Name> {
        let mut numbers: BTreeSet<usize> = BTreeSet::new();
        for form in words.iter().take(1).flat_map(|word| forms_in_all(word)) {
            numbers.extend(self.by_first.get(&form).into_iter().flatten());
        }
        let names = numbers.into_iter().map(|number| &self.names[number]);
        let mut names: Vec<&Name> = names.filter(|name| name.starts(words)).collect();
        let longest = names.iter().map(|name| name.words.len()).max().unwrap_or_default();
        names.retain(|name| name.words.len() == longest);
        names
    }

    /// What says the same as a term: having it, or being called so.
    fn alternatives(&self, term: usize) -> impl Iterator<Item = Alternative> {
        let term = &self.terms[term];
        let value = Alternative::Value(term.facet, term.id.clone());
        [value].into_iter().chain(term.names.iter().cloned().map(Alternative::Words))
    }
}

impl Name {
    /// Whether the first words are this name, each in any form of its language.
    fn starts(&self, words: &[String]) -> bool {
        let says = |(form, word): (&Form, &String)| {
            search_words(word, &self.language).iter().any(|other| form.contains(other))
        };
        self.words.len() <= words.len() && self.words.iter().zip(words).all(says)
    }
}

/// The words of a name that mean something, each with its stem.
fn forms_of(name: &str, language: &str) -> Vec<Form> {
    let words = Words::of(name).0.into_iter().flat_map(|group| group.words);
    words.filter(|word| !is_little_word(word)).map(|word| search_words(&word, language)).collect()
}

/// A word and its stems in the languages of the interface.
fn forms_in_all(word: &str) -> BTreeSet<String> {
    super::INTERFACE_LANGUAGES.iter().flat_map(|language| search_words(word, language)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn thesaurus() -> Thesaurus {
        let json = include_str!("../../vocabulary/taxonomy.json");
        Thesaurus::new(&Taxonomy::parse(json).unwrap())
    }

    fn terms(text: &str) -> Vec<String> {
        let thesaurus = thesaurus();
        thesaurus.terms_in(text).into_iter().map(|(_, _, id)| id.to_owned()).collect()
    }

    #[test]
    fn one_word_names_a_theme_in_every_language_and_form() {
        for word in ["logement", "Logements", "vivienda", "viviendas", "housing", "habitação"] {
            assert!(terms(word).contains(&"housing".to_owned()), "{word}: {:?}", terms(word));
        }
        for word in ["santé", "health", "salud", "saude"] {
            assert_eq!(terms(word), ["health"], "{word}");
        }
    }

    #[test]
    fn a_part_of_a_name_does_not_name_its_theme() {
        for word in ["carte", "card", "tarjeta", "cartão", "locale", "durable", "accès"] {
            assert!(
                !terms(word).iter().any(|id| id == "local-citizenship-card" || id == "housing"),
                "{word}: {:?}",
                terms(word)
            );
        }
        for name in [
            "carte de citoyenneté locale",
            "cartes citoyenneté locale",
            "city ID",
            "carné municipal",
        ] {
            assert_eq!(terms(name), ["local-citizenship-card"], "{name}");
        }
    }

    #[test]
    fn words_around_a_name_stay_words() {
        let words = thesaurus().read("un logement à Lyon");
        let groups: Vec<_> = words.0.iter().map(|group| group.words.join(" ")).collect();
        assert_eq!(groups, ["logement", "lyon"]);
        assert!(words.0[1].alternatives.is_empty());
        let vivienda = Alternative::Words(vec![search_words("vivienda", "es")]);
        assert!(words.0[0].alternatives.contains(&vivienda), "{:?}", words.0[0]);
    }

    #[test]
    fn a_misspelt_word_is_recognised() {
        let thesaurus = thesaurus();
        assert_eq!(thesaurus.words_spelt_like("lojement", 1), ["logement"]);
        assert_eq!(thesaurus.words_spelt_like("sante", 1), ["santé"]);
        assert!(thesaurus.words_spelt_like("xqzyw", 3).is_empty());
    }

    #[test]
    fn the_longest_name_counts() {
        assert_eq!(terms("éducation populaire"), ["awareness-education"]);
        assert!(terms("éducation").contains(&"education".to_owned()));
    }

    proptest! {
        #[test]
        fn no_text_loses_a_word(text in "(logement|carte|de|citoyenneté|locale|[a-z]{1,5}|\\PC| ){0,24}") {
            let plain: Vec<String> =
                Words::of(&text).0.into_iter().flat_map(|group| group.words).collect();
            let read: Vec<String> =
                thesaurus().read(&text).0.into_iter().flat_map(|group| group.words).collect();
            prop_assert_eq!(plain, read);
        }
    }
}

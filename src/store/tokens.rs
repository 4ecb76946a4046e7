//! What words and facets a sheet is found by.
//!
//! FTS5 and `tsvector` are given words that are folded and stemmed already, and each facet as one
//! token such as `theme_housing`; `docs/decisions/0006-search.md` says why.

use std::collections::BTreeSet;

use crate::domain::{Content, Facet, SheetId, Subject, fold, plain_text, search_words};

/// Most different words of one sheet; a `tsvector` holds a mebibyte.
const MOST_WORDS: usize = 10_000;
/// Longest word in bytes: nobody types longer ones.
const LONGEST_WORD: usize = 64;

/// What the index keeps of one sheet.
pub(super) struct Tokens {
    sheet: SheetId,
    title: BTreeSet<String>,
    words: BTreeSet<String>,
    facets: BTreeSet<String>,
}

impl Tokens {
    /// The tokens of a sheet that is found under `facets`.
    pub(super) fn of(id: SheetId, content: &Content, facets: &[(Facet, String)]) -> Self {
        let mut tokens = Self {
            sheet: id,
            title: BTreeSet::new(),
            words: BTreeSet::new(),
            facets: facets.iter().map(|(facet, value)| facet_token(*facet, value)).collect(),
        };
        for text in content.texts.iter() {
            let language = text.language.base();
            tokens.add_title(&text.title, language);
            tokens.add_words(&plain_text(&text.body), language);
            tokens.add_words(text.ask.as_deref().unwrap_or_default(), language);
        }
        for name in names(content) {
            tokens.add_words(name, content.language.base());
        }
        tokens
    }

    fn add_title(&mut self, text: &str, language: &str) {
        let words = search_words(text, language).into_iter().filter(|word| is_indexed(word));
        self.title.extend(words.take(MOST_WORDS));
    }

    fn add_words(&mut self, text: &str, language: &str) {
        for word in search_words(text, language).into_iter().filter(|word| is_indexed(word)) {
            if self.words.len() + self.title.len() >= MOST_WORDS {
                return;
            }
            if !self.title.contains(&word) {
                self.words.insert(word);
            }
        }
    }

    /// Identifier and columns of the FTS5 table.
    pub(super) fn columns(&self) -> (SheetId, String, String, String) {
        (self.sheet, joined(&self.title), joined(&self.words), joined(&self.facets))
    }

    /// Identifier and `tsvector`, in which words of the title weigh A. All have a position, for a
    /// token without one counts as one of any weight.
    pub(super) fn vector(&self) -> (SheetId, String) {
        let title = self.title.iter().map(|word| format!("'{word}':1A"));
        let others = self.words.iter().chain(&self.facets).map(|token| format!("'{token}':1"));
        (self.sheet, title.chain(others).collect::<Vec<_>>().join(" "))
    }
}

/// The token of a facet: small letters, digits, hyphens and one underscore, so that neither engine
/// splits it and no word can be mistaken for it.
pub(super) fn facet_token(facet: Facet, value: &str) -> String {
    let value: String = fold(value)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .take(LONGEST_WORD)
        .collect();
    format!("{}_{value}", facet.as_str())
}

/// Whether the index holds such a word.
pub(super) fn is_indexed(word: &str) -> bool {
    word.len() <= LONGEST_WORD
}

/// Names under which a sheet is looked for though they stand in no text.
fn names(content: &Content) -> Vec<&str> {
    let mut names: Vec<&str> = content.territory.as_deref().into_iter().collect();
    if let Some(place) = &content.place {
        names.push(&place.name);
        names.extend([&place.locality, &place.region].into_iter().flatten().map(String::as_str));
    }
    match &content.subject {
        Subject::Practice(practice) => {
            names.extend(practice.carrier.as_deref());
            names.extend(practice.partners.iter().map(String::as_str));
        }
        Subject::Event(event) => {
            for organiser in &event.organisers {
                names.push(&organiser.name);
                names.extend(organiser.territory.as_deref());
            }
        }
        Subject::Call(_) | Subject::Post(_) => {}
    }
    names.extend(content.attached.hashtags.iter().map(String::as_str));
    names
}

fn joined(tokens: &BTreeSet<String>) -> String {
    tokens.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

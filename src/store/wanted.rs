//! The tokens that a sheet must have, written for either engine.

use std::collections::BTreeSet;

use super::tokens::{facet_token, is_indexed};
use crate::domain::{Alternative, Facet, Form, WordGroup, Words, search_words};

/// Languages in whose word forms a search word is looked for; the last three share no letter with the
/// others, so that they cost nothing.
const STEMMED: [&str; 10] = ["fr", "en", "es", "pt", "it", "de", "nl", "ar", "el", "ru"];
/// A token that no sheet has.
const NOTHING: &str = "_";

/// What tokens are wanted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// This one.
    Token(String),
    /// One that starts so.
    Start(String),
    /// All of these; without any, nothing.
    All(Vec<Self>),
    /// Any of these; without any, nothing.
    Any(Vec<Self>),
    /// The same, in a title.
    InTitle(Box<Self>),
}

/// In whose words tokens are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    /// SQLite.
    Fts5,
    /// `PostgreSQL`.
    Tsquery,
}

impl Wanted {
    /// A value of a facet.
    pub(super) fn value(facet: Facet, value: &str) -> Self {
        Self::Token(facet_token(facet, value))
    }

    /// For each group of words what stands for it.
    pub(super) fn groups(words: &Words) -> impl Iterator<Item = Self> {
        words.0.iter().map(|group| {
            let others = group.alternatives.iter().map(|alternative| match alternative {
                Alternative::Value(facet, value) => Self::value(*facet, value),
                Alternative::Words(forms) => Self::All(forms.iter().map(Self::form).collect()),
            });
            Self::Any([Self::typed(group)].into_iter().chain(others).collect())
        })
    }

    /// All words as somebody typed them, and nothing in their place.
    pub(super) fn as_typed(words: &Words) -> Self {
        Self::All(words.0.iter().map(Self::typed).collect())
    }

    /// All words as somebody types them, of which the last may go on.
    pub(super) fn starting(words: &Words) -> Self {
        let mut words: Vec<String> =
            words.0.iter().flat_map(|group| group.words.iter().cloned()).collect();
        let last = words.pop().filter(|last| is_indexed(last));
        let mut all = vec![Self::typed(&WordGroup { words, ..<_>::default() })];
        all.retain(|wanted| !wanted.is_empty());
        all.extend(last.map(Self::Start));
        Self::All(all)
    }

    /// All words of a group, each in any form of its languages.
    fn typed(group: &WordGroup) -> Self {
        let known = group.languages.iter().map(String::as_str);
        let all = STEMMED.into_iter().filter(|_| group.languages.is_empty());
        let languages: Vec<&str> = known.chain(all).collect();
        let forms = |word: &String| {
            let forms: BTreeSet<String> =
                languages.iter().flat_map(|language| search_words(word, language)).collect();
            Self::form(&forms.into_iter().collect())
        };
        Self::All(group.words.iter().map(forms).collect())
    }

    /// Any form of a word that the index may hold.
    fn form(forms: &Form) -> Self {
        let indexed = forms.iter().filter(|form| is_indexed(form));
        Self::Any(indexed.cloned().map(Self::Token).collect())
    }

    /// Whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// The expression for an engine. Tokens are quoted: an operator is a word like any other.
    pub(super) fn write(&self, engine: Engine) -> String {
        let mut out = String::new();
        self.push(&mut out, engine, false);
        out
    }

    fn push(&self, out: &mut String, engine: Engine, in_title: bool) {
        match (self, engine) {
            (Self::Token(token), Engine::Fts5) => {
                out.extend(["\"", token, "\""]);
            }
            (Self::Token(token), Engine::Tsquery) => {
                out.extend(["'", token, if in_title { "':A" } else { "'" }]);
            }
            (Self::Start(token), Engine::Fts5) => {
                out.extend(["\"", token, "\" *"]);
            }
            (Self::Start(token), Engine::Tsquery) => {
                out.extend(["'", token, if in_title { "':*A" } else { "':*" }]);
            }
            (Self::All(parts) | Self::Any(parts), _) if parts.is_empty() => {
                Self::Token(NOTHING.to_owned()).push(out, engine, in_title);
            }
            (Self::All(parts) | Self::Any(parts), _) => {
                let is_all = matches!(self, Self::All(_));
                let joint = match (is_all, engine) {
                    (true, Engine::Fts5) => " AND ",
                    (false, Engine::Fts5) => " OR ",
                    (true, Engine::Tsquery) => " & ",
                    (false, Engine::Tsquery) => " | ",
                };
                out.push('(');
                for (number, part) in parts.iter().enumerate() {
                    if number > 0 {
                        out.push_str(joint);
                    }
                    part.push(out, engine, in_title);
                }
                out.push(')');
            }
            (Self::InTitle(wanted), engine) => {
                if engine == Engine::Fts5 {
                    out.push_str("title : ");
                }
                wanted.push(out, engine, true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_is_asked_in_its_own_words() {
        let theme = Wanted::value(Facet::Theme, "housing");
        let words = Wanted::Any(vec![Wanted::Token("carte".into()), Wanted::Token("cart".into())]);
        let wanted = Wanted::All(vec![theme, Wanted::InTitle(words.into()), Wanted::Any(vec![])]);
        assert_eq!(
            wanted.write(Engine::Fts5),
            "(\"theme_housing\" AND title : (\"carte\" OR \"cart\") AND \"_\")"
        );
        assert_eq!(
            wanted.write(Engine::Tsquery),
            "('theme_housing' & ('carte':A | 'cart':A) & '_')"
        );
    }
}

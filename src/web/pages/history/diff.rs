//! What differs between two texts, word by word, with a few words around.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

/// Words that are shown before and after what differs.
const AROUND: usize = 10;
/// How long two long texts without anything in common are compared; then they are shown whole.
const PATIENCE: Duration = Duration::from_millis(200);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) enum Piece {
    /// Both say it.
    Same(String),
    /// Only the earlier one says it.
    Gone(String),
    /// Only the later one says it.
    New(String),
    /// Both say more here that is not shown.
    Skipped,
}

impl Piece {
    /// How much of a page it takes, in bytes.
    pub(in crate::web) fn len(&self) -> usize {
        match self {
            Self::Same(text) | Self::Gone(text) | Self::New(text) => text.len(),
            Self::Skipped => 1,
        }
    }
}

/// The pieces of two texts, in their order; none when they say the same.
pub(in crate::web) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    if before == after {
        return Vec::new();
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(PATIENCE)
        .diff_words(before, after);
    let mut whole: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = change.value();
        match (change.tag(), whole.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(text)))
            | (ChangeTag::Delete, Some(Piece::Gone(text)))
            | (ChangeTag::Insert, Some(Piece::New(text))) => text.push_str(word),
            (ChangeTag::Equal, _) => whole.push(Piece::Same(word.to_owned())),
            (ChangeTag::Delete, _) => whole.push(Piece::Gone(word.to_owned())),
            (ChangeTag::Insert, _) => whole.push(Piece::New(word.to_owned())),
        }
    }
    let last = whole.len().saturating_sub(1);
    let cut = whole.into_iter().enumerate().flat_map(|(at, piece)| match piece {
        Piece::Same(text) => around(&text, at > 0, at < last),
        piece => vec![piece],
    });
    cut.collect()
}

/// What is shown of words that both texts say, after a difference, before one, or between two.
fn around(text: &str, after_one: bool, before_one: bool) -> Vec<Piece> {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let kept = AROUND * (usize::from(after_one) + usize::from(before_one));
    if words.len() <= kept {
        return vec![Piece::Same(text.to_owned())];
    }
    let mut pieces = Vec::new();
    if after_one {
        pieces.push(Piece::Same(words[..AROUND].concat()));
    }
    pieces.push(Piece::Skipped);
    if before_one {
        pieces.push(Piece::Same(words[words.len() - AROUND..].concat()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(before: &str, after: &str) -> String {
        let pieces = pieces(before, after);
        let said = pieces.iter().map(|piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Gone(text) => format!("[-{text}-]"),
            Piece::New(text) => format!("[+{text}+]"),
            Piece::Skipped => "…".to_owned(),
        });
        said.collect()
    }

    #[test]
    fn what_differs_stands_between_what_does_not() {
        assert_eq!(written("Un guichet ouvert.", "Un guichet ouvert."), "");
        assert_eq!(
            written("Un guichet ouvert le lundi.", "Un guichet fermé le lundi."),
            "Un guichet [-ouvert-][+fermé+] le lundi."
        );
        assert_eq!(written("", "Tout est neuf"), "[+Tout est neuf+]");
    }

    #[test]
    fn long_passages_that_stay_are_left_out() {
        let long: String = (0..100).map(|n| format!("mot{n} ")).collect();
        let said = written(&format!("{long}fin"), &format!("{long}suite"));
        assert!(said.starts_with("…mot90 "), "{said}");
        assert!(said.ends_with("mot99 [-fin-][+suite+]"), "{said}");
        let said = written(&format!("a {long}b"), &format!("c {long}d"));
        assert!(said.contains("mot9 …mot90"), "{said}");
    }

    proptest! {
        #[test]
        fn nothing_that_differs_is_lost(before in "[ab \n]{0,40}", after in "[ab \n]{0,40}") {
            let pieces = pieces(&before, &after);
            let of = |wanted: fn(&Piece) -> Option<&String>| -> String {
                pieces.iter().filter_map(wanted).cloned().collect()
            };
            let gone = of(|p| if let Piece::Same(t) | Piece::Gone(t) = p { Some(t) } else { None });
            let new = of(|p| if let Piece::Same(t) | Piece::New(t) = p { Some(t) } else { None });
            if !pieces.is_empty() && !pieces.contains(&Piece::Skipped) {
                prop_assert_eq!((gone, new), (before, after));
            }
        }
    }
}

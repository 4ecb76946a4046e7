//! What differs between two texts, word by word, with a few words around.

use std::{mem, time::Duration};

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
    let mut whole = Whole::default();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => whole.both_say(change.value()),
            ChangeTag::Delete => whole.gone.push_str(change.value()),
            ChangeTag::Insert => whole.new.push_str(change.value()),
        }
    }
    whole.end_difference();
    let last = whole.pieces.len().saturating_sub(1);
    let cut = whole.pieces.into_iter().enumerate().flat_map(|(at, piece)| match piece {
        Piece::Same(text) => around(&text, at > 0, at < last),
        piece => vec![piece],
    });
    cut.collect()
}

/// Pieces that are being put together.
#[derive(Default)]
struct Whole {
    pieces: Vec<Piece>,
    gone: String,
    new: String,
}

impl Whole {
    /// Goes on with what both say; a mere space between two words that differ belongs to them.
    fn both_say(&mut self, text: &str) {
        let differs = !self.gone.is_empty() || !self.new.is_empty();
        if differs && text.chars().all(|c| c == ' ') {
            self.gone.push_str(text);
            self.new.push_str(text);
            return;
        }
        self.end_difference();
        match self.pieces.last_mut() {
            Some(Piece::Same(same)) => same.push_str(text),
            _ => self.pieces.push(Piece::Same(text.to_owned())),
        }
    }

    fn end_difference(&mut self) {
        let (mut gone, mut new) = (mem::take(&mut self.gone), mem::take(&mut self.new));
        // The spaces at the end are in both, or were never taken for a part of the difference.
        let spaces = gone.len().min(new.len());
        let common = gone.bytes().rev().zip(new.bytes().rev());
        let common = common.take(spaces).take_while(|(one, other)| one == other && *one == b' ');
        let common = common.count();
        gone.truncate(gone.len() - common);
        new.truncate(new.len() - common);
        if !gone.is_empty() {
            self.pieces.push(Piece::Gone(gone));
        }
        if !new.is_empty() {
            self.pieces.push(Piece::New(new));
        }
        if common > 0 {
            self.pieces.push(Piece::Same(" ".repeat(common)));
        }
    }
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
        assert_eq!(
            written("Voir trois mots anciens ici.", "Voir des mots tout neufs ici."),
            "Voir [-trois-][+des+] mots [-anciens-][+tout neufs+] ici."
        );
        assert_eq!(written("a b c", "d e c"), "[-a b-][+d e+] c", "words in a row stay together");
    }

    #[test]
    fn long_passages_that_stay_are_left_out() {
        let long: String =
            (0..100).flat_map(|n| ["mot".to_owned(), n.to_string(), " ".to_owned()]).collect();
        let said = written(&format!("{long}fin"), &format!("{long}suite"));
        assert!(said.starts_with("…mot90 "), "{said}");
        assert!(said.ends_with("mot99 [-fin-][+suite+]"), "{said}");
        let said = written(&format!("a {long}b"), &format!("c {long}d"));
        assert!(said.contains("mot8 …mot90"), "{said}");
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

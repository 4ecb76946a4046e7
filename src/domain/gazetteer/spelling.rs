//! How many slips of the pen lie between two words.

/// Most slips that a word of so many letters may have and still be recognised.
#[must_use]
pub fn most_slips(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// How many letters were left out, added, changed or swapped with their neighbour between two words
/// (optimal string alignment); nothing when there are more than `most`.
#[must_use]
pub fn distance(word: &[char], other: &str, most: usize) -> Option<usize> {
    let width = word.len();
    // A character has at most four bytes: what is surely too short or too long is not read.
    if other.len() + most < width || other.len() > 4 * (width + most) {
        return None;
    }
    let (mut before_last, mut last): (Vec<usize>, Vec<usize>) =
        (vec![0; width + 1], (0..=width).collect());
    let mut previous = None;
    for (row, letter) in other.chars().enumerate() {
        let mut here = Vec::with_capacity(width + 1);
        here.push(row + 1);
        for (column, own) in word.iter().enumerate() {
            let changed = last[column] + usize::from(*own != letter);
            let mut least = changed.min(last[column + 1] + 1).min(here[column] + 1);
            let is_swap = column > 0 && previous == Some(*own) && word[column - 1] == letter;
            if is_swap {
                least = least.min(before_last[column - 1] + 1);
            }
            here.push(least);
        }
        if here.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        previous = Some(letter);
        before_last = std::mem::replace(&mut last, here);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slips(a: &str, b: &str) -> Option<usize> {
        distance(&a.chars().collect::<Vec<_>>(), b, 3)
    }

    #[test]
    fn a_slip_is_a_letter_too_many_too_few_changed_or_swapped() {
        assert_eq!(slips("logement", "logement"), Some(0));
        assert_eq!(slips("logment", "logement"), Some(1));
        assert_eq!(slips("loggement", "logement"), Some(1));
        assert_eq!(slips("logemant", "logement"), Some(1));
        assert_eq!(slips("lgoement", "logement"), Some(1));
        assert_eq!(slips("santé", "vivienda"), None);
        assert_eq!(slips("", "abc"), Some(3));
    }

    proptest! {
        #[test]
        fn slips_are_the_same_both_ways(a in "[a-dé]{0,8}", b in "[a-dé]{0,8}") {
            prop_assert_eq!(slips(&a, &b), slips(&b, &a));
            prop_assert_eq!(slips(&a, &a), Some(0));
        }
    }
}

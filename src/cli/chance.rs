//! Chance: the operating system's, handed down to the floors below.

use crate::federation::{Chance, keys};

/// Letters and digits that nobody takes for one another: 32, so that five bits choose one.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// What a node's unpredictable choices are made of.
pub(super) fn of_system() -> Chance {
    Chance { fraction, key_pair: keys::generate }
}

fn fraction() -> f64 {
    // Without chance, tries that failed are repeated in step: slower, not wrong.
    let random = getrandom::u32().unwrap_or_default();
    f64::from(random) / f64::from(u32::MAX)
}

/// Where the ids of this process start within a millisecond.
pub(super) fn id_offset() -> anyhow::Result<u16> {
    let mut bytes = [0; 2];
    getrandom::fill(&mut bytes)?;
    Ok(u16::from_ne_bytes(bytes))
}

/// A password of 100 random bits that can be read out over the telephone.
pub(super) fn password() -> anyhow::Result<String> {
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes)?;
    let letters: Vec<char> =
        bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_legible_and_never_the_same() {
        let passwords = [password().unwrap(), password().unwrap()];
        assert_ne!(passwords[0], passwords[1]);
        for password in passwords {
            assert_eq!(password.len(), 23);
            let legible = |letter: char| letter == '-' || LETTERS.contains(&(letter as u8));
            assert!(password.chars().all(legible), "{password}");
        }
    }

    #[test]
    fn a_fraction_lies_between_nought_and_one() {
        assert!((0..1_000).all(|_| (0.0..=1.0).contains(&fraction())));
    }
}

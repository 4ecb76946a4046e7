//! Towns of the whole world under all their names, inside the program: no other service learns what
//! a reader looks for.
//!
//! Made from `GeoNames` (CC BY 4.0) by `gazetteer/make.py`; `gazetteer/README.md` has the form.

mod file;
mod spelling;

use std::{cmp::Reverse, collections::BTreeMap};

pub use spelling::{distance as spelling_distance, most_slips};

use super::{Point, fold};
use file::{Called, FILE};

/// Shortest beginning of a name, in characters, for which towns are looked up.
const SHORTEST_START: usize = 2;
/// What a town counts more when it is looked up by the name that it is shown under: as if it were
/// sixteen times as large. So Valence is the one on the Rhône, and Mexico still the capital.
const OWN_NAME: u32 = 32;
/// A town of at least this size (300,000 people) tells where a smaller one is; the quarters of large
/// ones are smaller.
const LARGE: u8 = 146;

/// A town.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Town {
    /// Its number in `GeoNames`, which never changes.
    pub id: u32,
    /// The name to show.
    pub name: &'static str,
    /// ISO 3166-1, two letters.
    pub country: &'static str,
    /// Where it is.
    pub point: Point,
    /// Eight times the binary logarithm of its number of people.
    size: u8,
}

/// A name as towns are looked up by: folded words with one space between them.
#[must_use]
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The towns of exactly this name, the best known first; a country after a comma narrows them:
/// `Gao`, `Gao, BF`.
#[must_use]
pub fn towns_called(name: &str) -> Vec<Town> {
    let (name, country) = match name.rsplit_once(',') {
        Some((name, country)) if country.trim().len() == 2 => {
            (name, Some(country.trim().to_ascii_uppercase()))
        }
        _ => (name, None),
    };
    let called = FILE.called(&name_key(name));
    let towns = best_first(called).into_iter().filter_map(|rank| FILE.town(rank));
    towns.filter(|town| country.as_deref().is_none_or(|code| code == town.country)).collect()
}

/// The best known towns with a name that starts so.
#[must_use]
pub fn towns_starting_with(start: &str, most: usize) -> Vec<Town> {
    let start = name_key(start);
    if start.chars().count() < SHORTEST_START && start.is_ascii() {
        return Vec::new();
    }
    let mut called = Vec::new();
    FILE.each_from(&start, |name, of_name| {
        let goes_on = name.starts_with(start.as_bytes());
        if goes_on {
            called.extend_from_slice(of_name);
        }
        goes_on
    });
    best_first(called).into_iter().take(most).filter_map(|rank| FILE.town(rank)).collect()
}

/// The towns whose names are spelt almost like this one, the most alike first.
///
/// Looks at the names that start with the same letter, or with the first two letters swapped.
#[must_use]
pub fn towns_spelt_like(name: &str, most: usize) -> Vec<Town> {
    let wanted: Vec<char> = name_key(name).chars().take(file::LONGEST_NAME).collect();
    let slips = most_slips(wanted.len());
    let mut starts: Vec<char> = wanted.iter().take(2).copied().collect();
    starts.dedup();
    let mut found: BTreeMap<u32, (usize, Reverse<u32>)> = BTreeMap::new();
    for start in starts {
        let first = start.to_string();
        FILE.each_from(&first, |called_so, of_name| {
            let Ok(text) = std::str::from_utf8(called_so) else { return true };
            if !text.starts_with(start) {
                return false;
            }
            if let Some(slips) = spelling::distance(&wanted, text, slips) {
                for called in of_name {
                    let worth = (slips, Reverse(called.worth()));
                    let known = found.entry(called.rank).or_insert(worth);
                    *known = worth.min(*known);
                }
            }
            true
        });
    }
    let mut ranks: Vec<_> = found.into_iter().collect();
    ranks.sort_by_key(|(rank, worth)| (*worth, *rank));
    ranks.into_iter().take(most).filter_map(|(rank, _)| FILE.town(rank)).collect()
}

/// The town of that number.
#[must_use]
pub fn town_of_id(id: u32) -> Option<Town> {
    FILE.ranks().filter(|rank| FILE.id(*rank) == Some(id)).find_map(|rank| FILE.town(rank))
}

/// How many towns there are.
#[must_use]
pub fn number_of_towns() -> usize {
    FILE.ranks().len()
}

impl Town {
    /// The nearest large town, which tells two towns of one name and country apart.
    #[must_use]
    pub fn large_town_nearby(&self) -> Option<Self> {
        let large =
            FILE.ranks().map_while(|rank| FILE.town(rank).filter(|town| town.size >= LARGE));
        let others = large.filter(|town| town.id != self.id);
        let apart = |town: &Self| {
            let squares = self.point.on_sphere().into_iter().zip(town.point.on_sphere());
            squares.map(|(a, b)| (a - b) * (a - b)).sum::<i64>()
        };
        others.min_by_key(apart)
    }
}

/// The ranks of towns that go by some names, each once, the best known first.
fn best_first(called: Vec<Called>) -> Vec<u32> {
    let mut worth: BTreeMap<u32, u32> = BTreeMap::new();
    for called in called {
        let known = worth.entry(called.rank).or_default();
        *known = called.worth().max(*known);
    }
    let mut ranks: Vec<_> = worth.into_iter().collect();
    ranks.sort_by_key(|(rank, worth)| (Reverse(*worth), *rank));
    ranks.into_iter().map(|(rank, _)| rank).collect()
}

impl Called {
    /// How likely it is that this town is meant: its size, and more by the name that it shows.
    fn worth(self) -> u32 {
        u32::from(FILE.size(self.rank)) + if self.by_own_name { OWN_NAME } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(name: &str) -> (&'static str, &'static str) {
        let town = towns_called(name).into_iter().next();
        town.map_or(("", ""), |town| (town.name, town.country))
    }

    #[test]
    fn a_town_is_found_by_its_names_in_many_languages() {
        for name in ["Lyon", "lyon", "LYON", "Lione", "Лион", "ليون", "里昂", " Lyon , fr"]
        {
            assert_eq!(first(name), ("Lyon", "FR"), "{name}");
        }
        for (name, expected) in [
            ("Turin", ("Turin", "IT")),
            ("Munique", ("Munich", "DE")),
            ("Múnich", ("Munich", "DE")),
            ("Atenas", ("Athens", "GR")),
            ("Saint Denis", ("Saint-Denis", "RE")),
            ("saint-denis, fr", ("Saint-Denis", "FR")),
            ("Valence", ("Valence", "FR")),
            ("Mexico", ("Mexico City", "MX")),
            ("Londres", ("London", "GB")),
            ("Gao", ("Gao", "ML")),
            ("Gao,BF", ("Gao", "BF")),
            ("Nowhere-at-all", ("", "")),
            ("", ("", "")),
        ] {
            assert_eq!(first(name), expected, "{name}");
        }
    }

    #[test]
    fn the_start_of_a_name_brings_the_large_towns_first() {
        let names = |start| -> Vec<&str> {
            towns_starting_with(start, 5).into_iter().map(|town| town.name).collect()
        };
        assert_eq!(names("barcel").first(), Some(&"Barcelona"));
        assert!(names("sao p").contains(&"São Paulo"), "{:?}", names("sao p"));
        assert_eq!(names("s").len(), 0, "one letter is in half of all names");
        assert_eq!(names("xqzy").len(), 0);
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_town() {
        for (slip, meant) in [
            ("Barcelonna", "Barcelona"),
            ("Lisbone", "Lisbon"),
            ("Montreul", "Montreuil"),
            ("Reicfe", "Recife"),
            ("Leige", "Liège"),
        ] {
            let names: Vec<&str> =
                towns_spelt_like(slip, 5).into_iter().map(|town| town.name).collect();
            assert!(names.contains(&meant), "{slip}: {names:?}");
        }
    }

    #[test]
    fn a_town_has_a_number_and_a_large_neighbour() {
        let lyon = town_of_id(2_996_944).unwrap();
        assert_eq!((lyon.name, lyon.country), ("Lyon", "FR"));
        let suburb = towns_called("Saint-Denis,FR").remove(0);
        assert_eq!(suburb.large_town_nearby().unwrap().name, "Paris");
        assert_eq!(town_of_id(0), None);
        assert!(number_of_towns() > 60_000);
    }

    #[test]
    fn every_town_is_found_by_the_name_that_it_shows() {
        for rank in FILE.ranks().step_by(97) {
            let town = FILE.town(rank).unwrap();
            let called = towns_called(&format!("{},{}", town.name, town.country));
            assert!(called.iter().any(|other| other.id == town.id), "{town:?}");
        }
    }

    #[test]
    fn every_name_is_folded_as_the_search_folds_words_and_they_are_in_order() {
        let mut before = Vec::new();
        let mut names = 0;
        FILE.each_from("", |name, called| {
            let text = std::str::from_utf8(name).unwrap();
            if names % 53 == 0 {
                assert_eq!(name_key(text), text);
            }
            assert!(!called.is_empty() && *before < *name, "{text}");
            before = name.to_vec();
            names += 1;
            true
        });
        assert!(names > 300_000, "{names}");
    }

    proptest! {
        #[test]
        fn no_name_breaks_a_look_up(name in "\\PC{0,40}") {
            let found = [
                towns_called(&name),
                towns_starting_with(&name, 5),
                towns_spelt_like(&name, 5),
            ];
            prop_assert!(found.iter().flatten().all(|town| !town.name.is_empty()));
        }
    }
}

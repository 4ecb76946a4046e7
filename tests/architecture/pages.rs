//! What the pages about the code say of it: the diagram of the floors, and the files that they name.

use std::path::{Path, PathBuf};

use crate::source::Source;

/// Folders of the project: what begins with one of them is the path of a file.
const FOLDERS: [&str; 10] = [
    ".ci/",
    "benches/",
    "demo/",
    "docker/",
    "docs/",
    "gazetteer/",
    "migrations/",
    "src/",
    "tests/",
    "vocabulary/",
];

/// A line of the diagram: floors of the same height, and the crates that only they may name.
#[derive(Debug, PartialEq, Eq)]
struct Drawn<'a> {
    floors: Vec<&'a str>,
    crates: Vec<&'a str>,
}

/// Where the diagram of a page differs from the tables of floors and crates.
pub(crate) fn misdrawn(page: &str, floors: &[&[&str]], crates: &[(&str, &[&str])]) -> Vec<String> {
    let drawn = diagram(page);
    let from_the_roof = floors.iter().rev();
    let expected: Vec<Drawn<'_>> = from_the_roof.map(|floors| tabled(floors, crates)).collect();
    let pairs = expected.iter().zip(&drawn).filter(|(expected, drawn)| expected != drawn);
    let mut complaints: Vec<String> = pairs
        .map(|(expected, drawn)| format!("the diagram has {drawn:?}, the tables {expected:?}"))
        .collect();
    if drawn.len() != expected.len() {
        let (drawn, expected) = (drawn.len(), expected.len());
        complaints.push(format!("the diagram has {drawn} floors, the table {expected}"));
    }
    complaints
}

/// The floors that a page draws, from the roof down. A cell may go on in the next line.
fn diagram(page: &str) -> Vec<Drawn<'_>> {
    let mut lines: Vec<Drawn<'_>> = vec![];
    for line in page.lines().filter(|line| line.starts_with('│')) {
        let cells: Vec<&str> = line.split('│').map(str::trim).collect();
        let [_, number, floors, _, crates, _] = cells[..] else { continue };
        if !number.is_empty() {
            lines.push(Drawn { floors: floors.split_whitespace().collect(), crates: vec![] });
        }
        if let Some(line) = lines.last_mut() {
            line.crates.extend(crates.split_whitespace());
            line.crates.sort_unstable();
        }
    }
    lines
}

/// The same line out of the tables.
fn tabled<'a>(floors: &[&'a str], crates: &[(&'a str, &[&str])]) -> Drawn<'a> {
    let has_one_owner_here = |owners: &[&str]| matches!(owners, [owner] if floors.contains(owner));
    let owned = crates.iter().filter(|(_, owners)| has_one_owner_here(owners));
    let mut crates: Vec<&str> = owned.map(|(name, _)| *name).collect();
    crates.sort_unstable();
    Drawn { floors: floors.to_vec(), crates }
}

/// Files and folders that a page names, in its text or as the target of a link, and that are not
/// there.
pub(crate) fn missing_files(page: &Source) -> Vec<String> {
    let missing = linked(page).chain(named(&page.text)).filter(|path| !path.exists());
    missing.map(|path| format!("{}: names {}", page.path, path.display())).collect()
}

/// What links lead to within the project, seen from the folder of the page.
fn linked(page: &Source) -> impl Iterator<Item = PathBuf> {
    let folder = Path::new(&page.path).parent().unwrap_or(Path::new(""));
    let targets = page.text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets
        .filter(|target| !target.is_empty() && !target.contains(':'))
        .map(|target| folder.join(target))
}

/// What the text calls by its whole path.
fn named(text: &str) -> impl Iterator<Item = PathBuf> {
    let is_of_a_path = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    text.split(move |c| !is_of_a_path(c))
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
        .map(|word| PathBuf::from(word.trim_end_matches('.')))
}

/// Tests against a threat, such as `t01_…`, that a page names and that no file has.
pub(crate) fn missing_tests(page: &str, files: &[Source]) -> Vec<String> {
    let is_there = |name: &str| {
        let declared = format!("fn {name}(");
        files.iter().any(|file| file.text.contains(&declared))
    };
    let missing = threat_tests(page).filter(|name| !is_there(name));
    missing.map(|name| format!("docs/security.md: names {name}, which is no test")).collect()
}

/// Names of a `t`, the two digits of a threat and a sentence.
fn threat_tests(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| {
        let number = word.strip_prefix('t').and_then(|rest| rest.split_once('_'));
        number.is_some_and(|(digits, sentence)| {
            digits.len() == 2 && digits.parse::<u8>().is_ok() && !sentence.is_empty()
        })
    })
}

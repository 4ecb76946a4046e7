//! What a file looks like from outside.

use crate::source::Source;

/// Files of more than `most` lines, and half of the files having more than `most_of_half`.
pub(crate) fn overlong(sources: &[Source], most: usize, most_of_half: usize) -> Vec<String> {
    let program = sources.iter().filter(|source| !source.is_test);
    let mut sizes: Vec<(usize, &str)> =
        program.map(|source| (source.production().lines().count(), source.path.as_str())).collect();
    sizes.sort_unstable();
    let too_long = sizes.iter().filter(|(lines, _)| *lines > most);
    let mut complaints: Vec<String> =
        too_long.map(|(lines, path)| format!("src/{path}: {lines} lines")).collect();
    let median = sizes[sizes.len() / 2].0;
    if median > most_of_half {
        complaints.push(format!("half of the files have {median} lines or more"));
    }
    complaints
}

/// Files that do not open with a sentence on why they exist.
pub(crate) fn without_opening(sources: &[Source]) -> Vec<String> {
    let silent = sources.iter().filter(|source| !source.text.starts_with("//! "));
    silent.map(|source| format!("src/{}: opens without `//!`", source.path)).collect()
}

/// Folders of modules without a `mod.rs`.
pub(crate) fn split_modules(sources: &[Source]) -> Vec<String> {
    let has = |path: &str| sources.iter().any(|source| source.path == path);
    let mut folders: Vec<&str> =
        sources.iter().filter_map(|source| Some(source.path.rsplit_once('/')?.0)).collect();
    folders.sort_unstable();
    folders.dedup();
    let bare = folders.into_iter().filter(|folder| !has(&format!("{folder}/mod.rs")));
    bare.map(|folder| format!("src/{folder}: has no mod.rs")).collect()
}

/// Lines that name a folder which only one machine has.
pub(crate) fn paths_of_a_machine(files: &[Source]) -> Vec<String> {
    // In pieces, so that this file does not name them itself.
    let folders = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("bash_", "jobs"),
    ];
    let mut complaints = vec![];
    for file in files {
        for folder in folders.iter().filter(|folder| file.text.contains(**folder)) {
            complaints.push(format!("{}: names {folder}", file.path));
        }
    }
    complaints
}

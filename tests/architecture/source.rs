//! The files of the project, and which part of them is the program itself.

use std::{collections::HashSet, fs, path::Path};

/// A file: its path within `src` or within the project, and its text.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// Whether it is compiled for tests only.
    pub(crate) is_test: bool,
}

impl Source {
    /// The text without inline tests; nothing of a file of tests.
    pub(crate) fn production(&self) -> &str {
        if self.is_test {
            return "";
        }
        let tests = self.text.match_indices("#[cfg(test)]").find(|(at, marker)| {
            let next = self.text[at + marker.len()..].trim_start();
            next.starts_with("mod ") && next.lines().next().is_some_and(|line| line.ends_with('{'))
        });
        tests.map_or(&self.text, |(at, _)| &self.text[..at])
    }

    /// The program without its comments.
    pub(crate) fn code(&self) -> String {
        let without_comment = |line: &str| {
            // An address in a string has a colon before its slashes.
            let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
            comment.map_or(line, |(at, _)| &line[..at]).to_owned() + "\n"
        };
        self.production().lines().map(without_comment).collect()
    }

    /// The floor to which a file of `src` belongs: its first folder, or its name.
    pub(crate) fn floor(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// How many modules lie between the root of the crate and the end of its path.
    pub(crate) fn depth(&self) -> usize {
        let is_folder = self.path.ends_with("/mod.rs");
        self.path.matches('/').count() + usize::from(!is_folder)
    }
}

/// All Rust files of `src`.
pub(crate) fn sources() -> Vec<Source> {
    let mut found = vec![];
    walk(Path::new("src"), Path::new("src"), &mut found);
    found.retain(|source| source.path.rsplit('.').next() == Some("rs"));
    assert!(found.len() > 20, "the walk should find the code");
    let tests: HashSet<String> = found.iter().flat_map(test_modules).collect();
    for source in &mut found {
        let module = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        source.is_test = tests.iter().any(|test| {
            module.strip_prefix(test).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
    }
    found
}

/// All text files of the project.
pub(crate) fn everything() -> Vec<Source> {
    let mut found = vec![];
    walk(Path::new("."), Path::new("."), &mut found);
    assert!(found.iter().any(|source| source.path == "Cargo.toml"), "the walk starts at the root");
    found
}

/// Paths of the modules that a file declares for tests only.
fn test_modules(parent: &Source) -> Vec<String> {
    let folder = parent.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let lines: Vec<&str> = parent.text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
        let words = pair[1].strip_suffix(';')?.split("mod ").nth(1)?;
        Some(format!("{folder}/{words}").trim_start_matches('/').to_owned())
    });
    declared.collect()
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ["target", ".git", "node_modules"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root).unwrap().display().to_string();
            found.push(Source { path, text, is_test: false });
        }
    }
}

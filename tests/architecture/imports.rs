//! Who imports whom.

use crate::source::Source;

/// Imports of floors that are not below the file's own.
pub(crate) fn of_higher_floors(sources: &[Source], floors: &[&[&str]]) -> Vec<String> {
    let height = |floor: &str| floors.iter().position(|line| line.contains(&floor));
    let mut complaints = vec![];
    for source in sources {
        let Some(own) = height(source.floor()) else { continue };
        let code = source.code();
        let named = after(&code, "crate::").flat_map(first_segments);
        let above = climbing(&code, source.depth());
        for imported in named.chain(above) {
            let fine = imported == source.floor()
                || height(&imported).is_some_and(|imported| imported < own);
            if !fine {
                complaints.push(format!("src/{}: may not import `{imported}`", source.path));
            }
        }
    }
    complaints
}

/// Files outside all floors, apart from the two that hold the house together.
pub(crate) fn unknown_floors(sources: &[Source], floors: &[&[&str]]) -> Vec<String> {
    let known = |source: &Source| {
        let roots = ["lib.rs", "main.rs"];
        roots.contains(&source.path.as_str()) || floors.concat().contains(&source.floor())
    };
    let unknown = sources.iter().filter(|source| !known(source));
    unknown.map(|s| format!("src/{}: \"{}\" is no floor", s.path, s.floor())).collect()
}

/// Foreign crates named on floors that do not own them.
pub(crate) fn of_crates_of_others(sources: &[Source], crates: &[(&str, &[&str])]) -> Vec<String> {
    let mut complaints = vec![];
    for source in sources {
        let code = source.code();
        for (name, owners) in crates {
            let names_it = after(&code, &format!("{name}::")).next().is_some();
            if names_it && !owners.contains(&source.floor()) {
                complaints.push(format!("src/{}: `{name}` belongs to {owners:?}", source.path));
            }
        }
    }
    complaints
}

/// Dependencies of the manifest that no line of the table names.
pub(crate) fn crates_without_owner(manifest: &str, crates: &[(&str, &[&str])]) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().unwrap();
    let names = manifest["dependencies"].as_table().unwrap().keys();
    names
        .filter(|name| !crates.iter().any(|(known, _)| *known == name.replace('-', "_")))
        .map(|name| format!("Cargo.toml: `{name}` has no owner in tests/architecture"))
        .collect()
}

/// What follows each `marker` that is not the end of a longer word.
fn after<'c>(code: &'c str, marker: &str) -> impl Iterator<Item = &'c str> {
    let length = marker.len();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(marker)
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
        .into_iter()
        .filter(move |at| !code[..*at].ends_with(is_word))
        .map(move |at| &code[at + length..])
}

/// The first name of a path, or of each path of a `{…}` group.
fn first_segments(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![first_name(path)] };
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    parts.iter().map(|part| first_name(part.trim())).filter(|name| !name.is_empty()).collect()
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// What a file names by climbing with `super::` to the root of the crate.
fn climbing(code: &str, depth: usize) -> Vec<String> {
    let chain = "super::".repeat(depth);
    after(code, &chain).flat_map(first_segments).collect()
}

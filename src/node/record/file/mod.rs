//! Reads a file of records, whole or not at all.

mod problem;
mod row;
mod unambiguous;

use std::{collections::HashSet, fs, io::Read, path::Path};

use serde_json::{Map, Value};

pub use problem::{BrokenRow, FileProblem};
pub use row::Row;

use crate::domain::Taxonomy;
use row::{RawRow, RowKind};
use unambiguous::Unambiguous;

/// A word about the file for those who keep it.
const META: &str = "meta";

/// Largest file that is read, in bytes: some fifty thousand sheets.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Reads the records of a file: see [`read_text`].
pub fn read_file(path: &Path, taxonomy: &Taxonomy) -> Result<Vec<Row>, FileProblem> {
    let file = path.display().to_string();
    let mut text = String::new();
    let read = fs::File::open(path)
        .and_then(|opened| opened.take(LARGEST_FILE + 1).read_to_string(&mut text));
    match read {
        Ok(size) if size as u64 > LARGEST_FILE => Err(FileProblem::TooLarge { file }),
        Ok(_) => read_text(&file, &text, taxonomy),
        Err(source) => Err(FileProblem::Unreadable { file, source }),
    }
}

/// Reads the records of a JSON text: a single one, an array, or the named lists of the data files
/// (`{"meta": …, "practices": […]}`), of which all may be empty.
///
/// Every record is checked against the rules of the domain and against `taxonomy`, to which the
/// file's own themes are added first. One broken row, and nothing of the file is given.
pub fn read_text(file: &str, text: &str, taxonomy: &Taxonomy) -> Result<Vec<Row>, FileProblem> {
    let file = file.to_owned();
    let value = serde_json::from_str::<Unambiguous>(text).and_then(|_| serde_json::from_str(text));
    let value: Value = match value {
        Ok(value) => value,
        Err(source) => return Err(FileProblem::NotJson { file, source }),
    };
    let raw_rows = match value {
        Value::Array(records) if !records.is_empty() => raw_rows(None, records),
        Value::Object(map) if is_record(&map) => raw_rows(None, vec![Value::Object(map)]),
        Value::Object(map) if map.keys().any(|key| key != META) => match lists(map) {
            Ok(rows) => rows,
            Err(key) => return Err(FileProblem::UnknownList { file, key }),
        },
        _ => return Err(FileProblem::NoRecords { file }),
    };
    read_rows(raw_rows, taxonomy)
        .map_err(|(broken, total)| FileProblem::broken(file, broken, total))
}

/// Whether an object is one record, not a file of lists: an event has lists of its own.
fn is_record(map: &Map<String, Value>) -> bool {
    ["id", "slug", "title", "names", "label"].iter().any(|key| map.contains_key(*key))
}

/// The rows of named lists; the name of what is no list of records.
fn lists(map: Map<String, Value>) -> Result<Vec<RawRow>, String> {
    let mut rows = Vec::new();
    for (key, value) in map {
        match (RowKind::of_list(&key), value) {
            (Some(kind), Value::Array(records)) => rows.extend(raw_rows(Some(kind), records)),
            _ if key == META => {}
            _ => return Err(key),
        }
    }
    Ok(rows)
}

fn raw_rows(kind: Option<RowKind>, records: Vec<Value>) -> Vec<RawRow> {
    let numbered = records.into_iter().zip(1..);
    numbered.map(|(record, number)| RawRow { kind, number, record }).collect()
}

/// Reads all rows, themes and then territories first because the others name them; or gives the
/// broken ones and how many rows there are.
fn read_rows(
    mut raw_rows: Vec<RawRow>,
    shared: &Taxonomy,
) -> Result<Vec<Row>, (Vec<BrokenRow>, usize)> {
    raw_rows.sort_by_key(|row| match row.kind() {
        Some(RowKind::Theme) => 0,
        Some(RowKind::Territory) => 1,
        _ => 2,
    });
    let mut taxonomy = shared.clone();
    let mut seen = HashSet::new();
    let (mut rows, mut broken) = (Vec::new(), Vec::new());
    for raw in &raw_rows {
        match raw.read(&mut taxonomy) {
            Ok(row) if seen.insert(row.key()) => rows.push(row),
            Ok(_) => broken.push(raw.twice()),
            Err(row) => broken.push(row),
        }
    }
    if broken.is_empty() { Ok(rows) } else { Err((broken, raw_rows.len())) }
}

//! Opens a file of others, finds out what it is, and has it read.

use std::{fs::File, io::Read, path::Path};

use serde_json::Value;

use super::{
    calendar, features,
    found::{Defaults, Found},
    records, table,
};
use crate::{
    domain::Taxonomy,
    node::record::{BrokenRow, FileProblem},
};

/// Largest file, in bytes: what the agenda of a town makes in many years.
const LARGEST_FILE: u64 = 8 * 1024 * 1024;
/// Most rows, events or features of a file.
const MOST_ROWS: usize = 2_000;

/// What a file of others is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum DraftFormat {
    Calendar,
    Csv,
    GeoJson,
    /// Records of `docs/files.md`.
    Records,
}

/// What stands in a file.
pub(super) struct Contents {
    pub(super) rows: Vec<Result<Found, BrokenRow>>,
    /// Columns that nobody understood.
    pub(super) not_understood: Vec<String>,
    pub(super) format: DraftFormat,
}

/// Reads a file in `format`, or in the one that its name and its first sign tell.
pub(super) fn read(
    path: &Path,
    format: Option<DraftFormat>,
    taxonomy: &Taxonomy,
    defaults: &Defaults,
) -> Result<Contents, FileProblem> {
    let file = path.display().to_string();
    let text = text(path, &file)?;
    let unlike = |why: String| FileProblem::Unlike { file: file.clone(), why };
    let Some(format) = format.or_else(|| told_by(path, &text)) else {
        return Err(unlike("is no calendar, table or GeoJSON: say which with --format".into()));
    };
    let mut not_understood = Vec::new();
    let rows = match format {
        DraftFormat::Calendar => calendar::read(&text, taxonomy, defaults)
            .map_err(|why| unlike(format!("is no calendar that can be read: {why}")))?,
        DraftFormat::Csv => {
            let table = table::read(&text, defaults)
                .map_err(|why| unlike(format!("is no table that can be read: {why}")))?;
            not_understood = table.not_understood;
            table.rows
        }
        DraftFormat::GeoJson => features::read(&text, defaults)
            .map_err(|why| unlike(format!("is no GeoJSON that can be read: {why}")))?,
        DraftFormat::Records => {
            let value: Value = serde_json::from_str(&text)
                .map_err(|source| FileProblem::NotJson { file: file.clone(), source })?;
            records::read(value, defaults.kind).unwrap_or_default()
        }
    };
    match rows.len() {
        0 => Err(FileProblem::NoRecords { file }),
        count if count > MOST_ROWS => {
            Err(unlike(format!("has more than {MOST_ROWS} rows: cut it into several")))
        }
        _ => Ok(Contents { rows, not_understood, format }),
    }
}

/// The text of a file, without the mark that some programs put before it.
fn text(path: &Path, file: &str) -> Result<String, FileProblem> {
    let file = file.to_owned();
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|opened| opened.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
    let why = match read {
        Err(source) => return Err(FileProblem::Unreadable { file, source }),
        Ok(size) if size as u64 > LARGEST_FILE => "has more than 8 MB: cut it into several",
        Ok(_) if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => {
            "is written in UTF-16: save it as \"CSV UTF-8\""
        }
        Ok(_) => match String::from_utf8(bytes) {
            Ok(text) => return Ok(text.trim_start_matches('\u{feff}').to_owned()),
            Err(_) => {
                "is not written in UTF-8 (in Windows-1252, perhaps): save it as \"CSV UTF-8\""
            }
        },
    };
    Err(FileProblem::Unlike { file, why: why.to_owned() })
}

/// The format that the ending of a name stands for, or the beginning of the text.
fn told_by(path: &Path, text: &str) -> Option<DraftFormat> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "ics" | "ical" | "ifb" => Some(DraftFormat::Calendar),
        "csv" | "tsv" | "txt" => Some(DraftFormat::Csv),
        "geojson" => Some(DraftFormat::GeoJson),
        "json" if text.contains("\"Feature") => Some(DraftFormat::GeoJson),
        "json" => Some(DraftFormat::Records),
        _ if text.trim_start().starts_with("BEGIN:VCALENDAR") => Some(DraftFormat::Calendar),
        _ => None,
    }
}

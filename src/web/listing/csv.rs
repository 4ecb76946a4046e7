//! A listing as a table: UTF-8 with a byte order mark, one row for each item.

use serde::Serialize;
use serde_json::Value;

use super::{Listing, facts::AnyFacts, item::Item};
use crate::{
    domain::{SheetKind, guard_cell},
    web::error::WebError,
};

/// A column: its name, and the path to its values in the item. A `*` stands for each element of a
/// list, `@` for the language of the original.
pub(crate) type Column = (&'static str, &'static str);

const COMMON: [Column; 37] = [
    ("id", "id"),
    ("type", "type"),
    ("slug", "slug"),
    ("url", "url"),
    ("origin", "origin"),
    ("actor", "actor/id"),
    ("actor_name", "actor/name"),
    ("language", "language"),
    ("title", "title/@"),
    ("title_fr", "title/fr"),
    ("title_en", "title/en"),
    ("title_es", "title/es"),
    ("title_pt", "title/pt"),
    ("description", "description/@"),
    ("description_fr", "description/fr"),
    ("description_en", "description/en"),
    ("description_es", "description/es"),
    ("description_pt", "description/pt"),
    ("kind", "kind"),
    ("status", "status"),
    ("pillars", "pillars/*"),
    ("themes", "themes/*"),
    ("audience", "audience/*"),
    ("territory", "territory"),
    ("place", "place/name"),
    ("locality", "place/locality"),
    ("country", "place/country"),
    ("latitude", "place/latitude"),
    ("longitude", "place/longitude"),
    ("sources", "sources/*/ref"),
    ("confidence", "confidence"),
    ("adapted_from", "adapted_from"),
    ("example", "example"),
    ("published", "published"),
    ("updated", "updated"),
    ("note", "note"),
    ("wording", "wording/@/origin"),
];

const OF_PRACTICES: [Column; 8] = [
    ("status_as_of", "status_as_of"),
    ("period_start", "period/start"),
    ("period_end", "period/end"),
    ("period_note", "period/note"),
    ("carrier", "carrier"),
    ("partners", "partners/*"),
    ("tools", "tools/*/url"),
    ("tool_labels", "tools/*/label"),
];

const OF_EVENTS: [Column; 12] = [
    ("start", "start"),
    ("end", "end"),
    ("date_precision", "date_precision"),
    ("timezone", "timezone"),
    ("starts_at", "starts_at"),
    ("ends_at", "ends_at"),
    ("cancelled", "cancelled"),
    ("online", "online"),
    ("organisers", "organisers/*/name"),
    ("languages", "languages/*"),
    ("practices", "practices/*"),
    ("calls", "calls/*"),
];

const OF_CALLS: [Column; 11] = [
    ("ask", "ask/@"),
    ("ask_fr", "ask/fr"),
    ("ask_en", "ask/en"),
    ("ask_es", "ask/es"),
    ("ask_pt", "ask/pt"),
    ("opens", "opens"),
    ("closes", "closes"),
    ("answer", "answer"),
    ("link", "link"),
    ("events", "events/*"),
    ("practices", "practices/*"),
];

/// Writes a listing of sheets.
pub(super) fn write(listing: &Listing) -> Result<Vec<u8>, WebError> {
    let mut columns = COMMON.to_vec();
    for kind in SheetKind::ALL.into_iter().filter(|kind| listing.kind.is_none_or(|of| of == *kind))
    {
        for column in columns_of(kind) {
            if !columns.contains(column) {
                columns.push(*column);
            }
        }
    }
    let items: Vec<Item<AnyFacts>> = listing.items();
    table(&columns, &items)
}

/// What the facts of a kind add.
fn columns_of(kind: SheetKind) -> &'static [Column] {
    match kind {
        SheetKind::Practice => &OF_PRACTICES,
        SheetKind::Event => &OF_EVENTS,
        SheetKind::Call => &OF_CALLS,
        SheetKind::Post => &[],
    }
}

/// Writes a table with a row for each item.
pub(crate) fn table(columns: &[Column], items: &[impl Serialize]) -> Result<Vec<u8>, WebError> {
    fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> WebError {
        WebError::Write { format: "CSV", source: error.into() }
    }
    // The mark tells spreadsheets that the letters are UTF-8.
    // Every cell is quoted, so that no spreadsheet with another separator finds cells within one.
    let mut writer = ::csv::WriterBuilder::new()
        .quote_style(::csv::QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns.iter().map(|(name, _)| name)).map_err(failed)?;
    for item in items {
        let item = serde_json::to_value(item).map_err(failed)?;
        let original = item.get("original").and_then(Value::as_str).unwrap_or_default();
        let cells = columns.iter().map(|(_, path)| cell(&item, path, original));
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

/// What stands at `path` in an item, as the text of a cell.
fn cell(item: &Value, path: &str, original: &str) -> String {
    let Some((first, rest)) = path.split_once('/') else {
        return values_at(item, path, original)
            .into_iter()
            .map(written)
            .collect::<Vec<_>>()
            .join("; ");
    };
    let values = values_at(item, first, original).into_iter();
    values.map(|value| cell(value, rest, original)).collect::<Vec<_>>().join("; ")
}

/// What one step of a path leads to.
fn values_at<'a>(item: &'a Value, step: &str, original: &str) -> Vec<&'a Value> {
    match step {
        "*" => item.as_array().map_or(Vec::new(), |values| values.iter().collect()),
        "@" => item.get(original).into_iter().collect(),
        name => item.get(name).into_iter().collect(),
    }
}

/// A value as text that no spreadsheet takes for a formula (`docs/security.md` T50).
fn written(value: &Value) -> String {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
        Value::String(text) => guard_cell(text),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
    }
}

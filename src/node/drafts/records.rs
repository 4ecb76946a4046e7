//! Drafts from files of our own records (`docs/files.md`), complete or not.

use serde_json::Value;

use super::found::{Found, Object, Place};
use crate::{
    domain::SheetKind,
    node::record::{BrokenRow, kind_by_id},
};

/// Reads a record, a list of them, or the named lists of our data files; `None` when it is neither.
pub(super) fn read(file: Value, kind: Option<SheetKind>) -> Option<Vec<Result<Found, BrokenRow>>> {
    let mut rows = Vec::new();
    match file {
        Value::Array(records) => rows.extend(numbered("record", kind, records)),
        Value::Object(map) => {
            let is_list = |name: &String| SheetKind::parse(name).is_some() && map[name].is_array();
            if !map.contains_key("title") && map.keys().any(is_list) {
                for (name, records) in map {
                    if let (Some(kind), Value::Array(records)) = (SheetKind::parse(&name), records)
                    {
                        rows.extend(numbered(kind.plural(), Some(kind), records));
                    }
                }
            } else if ["id", "title"].iter().any(|name| map.contains_key(*name)) {
                rows.extend(numbered("record", kind, vec![Value::Object(map)]));
            } else {
                return None;
            }
        }
        _ => return None,
    }
    Some(rows)
}

fn numbered(
    list: &'static str,
    kind: Option<SheetKind>,
    records: Vec<Value>,
) -> impl Iterator<Item = Result<Found, BrokenRow>> {
    records.into_iter().zip(1..).map(move |(record, number)| {
        let at = Place { of: list, number };
        let Value::Object(record) = record else {
            return Err(at.broken(None, "", "is no record"));
        };
        found(record, kind, at)
    })
}

fn found(record: Object, kind: Option<SheetKind>, at: Place) -> Result<Found, BrokenRow> {
    let id = record.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let stated = record.get("type").and_then(Value::as_str);
    let kind = stated.and_then(SheetKind::parse).or(kind).or_else(|| kind_by_id(&id));
    match kind {
        Some(kind @ (SheetKind::Practice | SheetKind::Event | SheetKind::Call)) => {
            Ok(Found { at, kind, name: None, record })
        }
        _ => Err(at.broken(Some(&id), "type", "is none of practice, event and call")),
    }
}

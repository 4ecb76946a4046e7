//! From an item as our listings write it, or a poorer one of others, to a record.

use serde_json::{Value, json};

use super::found::{Defaults, Object, Unreadable};
use crate::domain::{self, SheetKind};

/// Fields that an item and a record have in common.
const SAME: [&str; 25] = [
    "kind",
    "status",
    "pillars",
    "themes",
    "audience",
    "sources",
    "confidence",
    "adapted_from",
    "example",
    "note",
    "status_as_of",
    "period",
    "carrier",
    "partners",
    "tools",
    "cancelled",
    "organisers",
    "languages",
    "practices",
    "calls",
    "figures",
    "opens",
    "closes",
    "answer",
    "events",
];

/// Fields of a kind that no other kind has; an empty one says nothing.
const OF_ONE_KIND: [(SheetKind, &[&str]); 3] = [
    (SheetKind::Practice, &["status_as_of", "period", "carrier", "partners", "tools"]),
    (SheetKind::Event, &["cancelled", "organisers", "languages", "calls", "figures"]),
    (SheetKind::Call, &["opens", "closes", "answer", "events"]),
];

/// What the words of an item are called in a record of its kind.
fn name_of_body(kind: SheetKind) -> &'static str {
    if kind == SheetKind::Call { "body" } else { "description" }
}

/// What kind of sheet an item is of: as it says, as the caller says, or an event when it has a date.
pub(super) fn kind_of(item: &Object, defaults: &Defaults) -> Result<SheetKind, Unreadable> {
    let stated = text(item, "type").filter(|kind| !kind.is_empty());
    let known = [SheetKind::Practice, SheetKind::Event, SheetKind::Call];
    match (stated, defaults.kind) {
        (Some(stated), _) => known
            .into_iter()
            .find(|kind| SheetKind::parse(stated) == Some(*kind))
            .ok_or_else(|| {
                Unreadable::new("type", format!("\"{stated}\" is none of practice, event and call"))
            }),
        (None, Some(kind)) => Ok(kind),
        (None, None) if item.contains_key("start") => Ok(SheetKind::Event),
        (None, None) => {
            Err(Unreadable::new("type", "is missing: say with --type what the rows are"))
        }
    }
}

/// The record of an item of a kind.
pub(super) fn record_of(
    kind: SheetKind,
    item: &Object,
    defaults: &Defaults,
) -> Result<Object, Unreadable> {
    let mut record = Object::new();
    let mut put = |name: &str, value: Value| record.insert(name.to_owned(), value);
    put("id", json!(text(item, "slug").unwrap_or_default()));
    put("type", json!(kind.as_str()));
    for name in SAME.into_iter().filter(|name| belongs(kind, name)) {
        if let Some(value) = item.get(name).filter(|value| !is_nothing(value)) {
            put(name, value.clone());
        }
    }
    let title = words(item, &["title", "name"], defaults)?;
    let body = words(item, &["description", "content"], defaults)?;
    if let Some(origins) = origins(item, &title) {
        put("origins", origins);
    }
    put("title", Value::Object(title));
    put(name_of_body(kind), Value::Object(body));
    if let Some(language) = text(item, "language") {
        put("original_lang", json!(language));
    }
    let about = if kind == SheetKind::Call { "issuer" } else { "territory" };
    match item.get("territory") {
        Some(territory) => put(about, territory.clone()),
        None => put(about, json!(defaults.territory)),
    };
    if let Some(place) = place(kind, item)? {
        put("place", place);
    }
    match kind {
        SheetKind::Event => put_dates(item, &mut record, defaults)?,
        SheetKind::Call => put_call(item, &mut record, defaults)?,
        SheetKind::Practice | SheetKind::Post => {}
    }
    if let (Some(subkind), None) = (&defaults.subkind, record.get("kind")) {
        record.insert("kind".to_owned(), json!(subkind));
    }
    Ok(record)
}

fn belongs(kind: SheetKind, name: &str) -> bool {
    OF_ONE_KIND.iter().all(|(other, names)| *other == kind || !names.contains(&name))
        && !(kind == SheetKind::Practice && name == "practices")
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(map) => map.values().all(Value::is_null),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

pub(super) fn text<'i>(item: &'i Object, name: &str) -> Option<&'i str> {
    item.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// Words by language, under the first of `names` that the item has.
fn words(item: &Object, names: &[&str], defaults: &Defaults) -> Result<Object, Unreadable> {
    let found =
        names.iter().find_map(|name| Some((name, item.get(*name).filter(|v| !is_nothing(v))?)));
    match found {
        None => Ok(Object::new()),
        Some((_, Value::Object(by_language))) => Ok(by_language.clone()),
        Some((_, Value::String(words))) => {
            let language = text(item, "language").unwrap_or(&defaults.language);
            Ok([(language.to_owned(), json!(words))].into_iter().collect())
        }
        Some((name, _)) => Err(Unreadable::new(name, "is no text")),
    }
}

/// Who translated, where the item says so.
fn origins(item: &Object, title: &Object) -> Option<Value> {
    let wording = item.get("wording")?.as_object()?;
    let told = wording.iter().filter(|(language, _)| title.contains_key(*language));
    let origins: Object = told
        .filter_map(|(language, wording)| Some((language.clone(), wording.get("origin")?.clone())))
        .filter(|(_, origin)| origin != "unchecked")
        .collect();
    (!origins.is_empty()).then_some(Value::Object(origins))
}

fn place(kind: SheetKind, item: &Object) -> Result<Option<Value>, Unreadable> {
    let given = match item.get("place") {
        None | Some(Value::Null) => Object::new(),
        Some(Value::String(name)) => [("name".to_owned(), json!(name))].into_iter().collect(),
        Some(Value::Object(place)) => place.clone(),
        Some(_) => return Err(Unreadable::new("place", "is no place")),
    };
    let mut place = Object::new();
    for (name, value) in given.into_iter().filter(|(_, value)| !is_nothing(value)) {
        let name = match name.as_str() {
            "latitude" => "lat",
            "longitude" => "lon",
            other => other,
        };
        place.insert(name.to_owned(), value);
    }
    let is_online = item.get("online") == Some(&Value::Bool(true));
    if kind == SheetKind::Event && is_online {
        place.insert("online".to_owned(), json!(true));
    }
    Ok((!place.is_empty()).then_some(Value::Object(place)))
}

fn put_dates(item: &Object, record: &mut Object, defaults: &Defaults) -> Result<(), Unreadable> {
    let zone = text(item, "timezone").unwrap_or(&defaults.timezone);
    let zone = domain::zone_named(zone)
        .ok_or_else(|| Unreadable::new("timezone", format!("\"{zone}\" is not known")))?;
    record.insert("timezone".to_owned(), json!(zone));
    for name in ["start", "end"] {
        if let Some(date) = text(item, name) {
            record.insert(name.to_owned(), json!(written_date(name, date, zone)?));
        }
    }
    if let Some(precision) = text(item, "date_precision") {
        record.insert("date_precision".to_owned(), json!(precision));
    }
    if !record.contains_key("status") {
        let last = text(record, "end").or_else(|| text(record, "start"));
        if let Some(last) = last.map(ToOwned::to_owned) {
            let status = if domain::is_over(&last, defaults.now) { "held" } else { "announced" };
            record.insert("status".to_owned(), json!(status));
        }
    }
    Ok(())
}

/// A date as a record has it. A date with slashes is refused: nobody knows which part is the month.
fn written_date(field: &str, date: &str, zone: &str) -> Result<String, Unreadable> {
    let is_partial = matches!(date.len(), 4 | 7)
        && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_partial {
        return Ok(date.to_owned());
    }
    domain::day(date, 0)
        .or_else(|| domain::at_moment(date, zone))
        .or_else(|| domain::on_the_clock(date, zone))
        .ok_or_else(|| {
            let form = "a date such as 2027-02-09 or 2027-02-09 15:00";
            Unreadable::new(field, format!("\"{date}\" is not {form}"))
        })
}

fn put_call(item: &Object, record: &mut Object, defaults: &Defaults) -> Result<(), Unreadable> {
    let ask = words(item, &["ask"], defaults)?;
    record.insert("ask".to_owned(), Value::Object(ask));
    if let Some(link) = text(item, "link") {
        record.insert("link".to_owned(), json!(link));
    }
    Ok(())
}

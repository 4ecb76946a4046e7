//! A list of blocks that a node publishes for others to think about (`FEDERATION.md`).

use serde_json::Value;

use super::{
    Unreadable,
    document::Document,
    fields::{Fields, shorten},
};
use crate::domain::{Block, Domain, Iri, LONGEST_COMMENT, LONGEST_LIST, ListedBlock, Severity};

/// The type of each entry.
const ENTRY: &str = "havre:Block";

/// The list at `id`, without `@context` and proof, in the order of its domains. Private comments
/// have no place in it (`docs/security.md` T38).
#[must_use]
pub fn write(id: &Iri, publisher: &Iri, blocks: &[&Block]) -> String {
    let entries = blocks.iter().map(|block| {
        let mut entry = Document::of_type(ENTRY);
        entry
            .put("havre:domain", block.domain.as_str())
            .put("havre:severity", block.severity.as_str())
            .put_flag("havre:rejectMedia", block.reject_media)
            .put_flag("havre:rejectReports", block.reject_reports);
        if !block.public_comment.is_empty() {
            entry.put("summary", block.public_comment.as_str());
        }
        entry
    });
    let entries: Vec<Value> = entries.map(Value::from).collect();
    let mut document = Document::default();
    document
        .put("id", id.as_str())
        .put("type", "OrderedCollection")
        .put("attributedTo", publisher.as_str())
        .put("totalItems", entries.len())
        .put("orderedItems", entries);
    document.to_text()
}

/// Who publishes the list that says it stands at `id`.
pub fn publisher_of(document: &Value, id: &Iri) -> Result<Iri, Unreadable> {
    let fields = Fields::of(document).ok_or(Unreadable::NotAnObject)?;
    let publisher = fields.iri("attributedTo").ok_or(Unreadable::Malformed("attributedTo"))?;
    if fields.iri("id").as_ref() != Some(id) || !publisher.same_origin(id) {
        return Err(Unreadable::Misattributed);
    }
    Ok(publisher)
}

/// The entries of a list: all of them, or what is wrong.
pub fn read(document: &Value) -> Result<Vec<ListedBlock>, Unreadable> {
    let items = document.get("orderedItems").and_then(Value::as_array);
    let items = items.ok_or(Unreadable::Missing("orderedItems"))?;
    if items.len() > LONGEST_LIST {
        return Err(Unreadable::Malformed("orderedItems"));
    }
    let mut entries = items.iter().map(read_entry).collect::<Result<Vec<_>, _>>()?;
    entries.sort_by(|a, b| a.domain.cmp(&b.domain));
    entries.dedup_by(|a, b| a.domain == b.domain);
    Ok(entries)
}

fn read_entry(item: &Value) -> Result<ListedBlock, Unreadable> {
    let fields = Fields::of(item).ok_or(Unreadable::NotAnObject)?;
    let domain = fields.text("havre:domain").and_then(|text| Domain::parse(text).ok());
    let severity = fields.text("havre:severity").and_then(Severity::parse);
    Ok(ListedBlock {
        domain: domain.ok_or(Unreadable::Malformed("havre:domain"))?,
        severity: severity.ok_or(Unreadable::Malformed("havre:severity"))?,
        reject_media: fields.flag("havre:rejectMedia"),
        reject_reports: fields.flag("havre:rejectReports"),
        comment: shorten(fields.text("summary").unwrap_or_default(), LONGEST_COMMENT),
    })
}

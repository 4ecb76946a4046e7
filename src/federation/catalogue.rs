//! The catalogue on the wire: pages of entries, batches of objects, digests (`FEDERATION.md`).

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{digest, vocabulary::iri_of};
use crate::{
    domain::{Iri, SheetKind, Timestamp},
    store::catalogue::{Entry, Line, ObjectKind},
};

/// Most entries of a page.
pub const PAGE: i64 = 500;
/// Most objects of a batch.
pub const BATCH: usize = 100;

pub use super::copies::{entry_of_actor, entry_of_sheet};

/// The digests of a catalogue: of the whole, and of each bucket that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digests {
    /// Of the whole.
    pub whole: String,
    /// Of each bucket, in order.
    pub buckets: Vec<(u8, String)>,
}

impl Digests {
    /// Computes the digests of a catalogue from its lines, which are in the order of their ids.
    #[must_use]
    pub fn of(mut lines: Vec<Line>) -> Self {
        // Stable: within a bucket the order of the ids stays.
        lines.sort_by_key(|line| line.bucket);
        let mut buckets = Vec::new();
        for of_bucket in lines.chunk_by(|a, b| a.bucket == b.bucket) {
            let mut text = String::new();
            for Line { iri, digest, .. } in of_bucket {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{iri} {}", digest.as_deref().unwrap_or("deleted"));
            }
            buckets.push((of_bucket[0].bucket, digest::of_bytes(text.as_bytes())));
        }
        let mut text = String::new();
        for (bucket, digest) in &buckets {
            let _ = writeln!(text, "{bucket:02x} {digest}");
        }
        Self { whole: digest::of_bytes(text.as_bytes()), buckets }
    }

    /// The document that names them.
    #[must_use]
    pub fn write(&self) -> Value {
        let buckets: serde_json::Map<String, Value> = self
            .buckets
            .iter()
            .map(|(bucket, digest)| (format!("{bucket:02x}"), digest.as_str().into()))
            .collect();
        json!({"havre:digest": self.whole, "havre:buckets": buckets})
    }

    /// Reads the document of a peer; what is no digest is left out.
    #[must_use]
    pub fn read(document: &Value) -> Option<Self> {
        let whole = document.get("havre:digest")?.as_str()?.to_owned();
        let buckets = document.get("havre:buckets")?.as_object()?;
        let mut buckets: Vec<(u8, String)> = buckets
            .iter()
            .filter_map(|(bucket, digest)| {
                // One name for each, or a list without end would have as many looked at (T52).
                let number = u8::from_str_radix(bucket, 16).ok()?;
                let digest = digest.as_str().filter(|digest| digest::is_well_formed(digest))?;
                (*bucket == format!("{number:02x}")).then(|| (number, digest.to_owned()))
            })
            .collect();
        buckets.sort();
        Some(Self { whole, buckets })
    }
}

/// The head of a catalogue, as a follower reads it.
#[derive(Clone, Debug, Deserialize)]
pub struct Head {
    /// Objects, tombstones not counted: what the peer says, never believed.
    #[serde(rename = "totalItems")]
    pub total: i64,
    /// Digest of the whole.
    #[serde(rename = "havre:digest")]
    pub digest: String,
    /// Where the digests of the buckets are.
    #[serde(rename = "havre:digests")]
    pub digests: Iri,
    /// Where batches of objects are.
    #[serde(rename = "havre:objects")]
    pub objects: Iri,
    /// The first page.
    pub first: Iri,
}

/// Writes the head of a catalogue.
#[must_use]
pub fn head(catalogue: &Iri, actor: &Iri, covers: &str, totals: (i64, i64), whole: &str) -> Value {
    json!({
        "id": catalogue,
        "type": "OrderedCollection",
        "attributedTo": actor,
        "totalItems": totals.0,
        "havre:covers": covers,
        "havre:tombstones": totals.1,
        "havre:digest": whole,
        "havre:digests": format!("{catalogue}/digests"),
        "havre:objects": format!("{catalogue}/objects"),
        "first": format!("{catalogue}?after=0"),
    })
}

/// Writes the page after the cursor `after`; `more` says whether another one follows.
#[must_use]
pub fn page(catalogue: &Iri, entries: &[Entry], after: i64, more: bool) -> Value {
    let cursor = entries.last().map_or(after, |entry| entry.change);
    let mut page = bucket(catalogue, entries);
    page["havre:cursor"] = cursor.to_string().into();
    if more {
        page["next"] = format!("{catalogue}?after={cursor}").into();
    }
    page
}

/// Writes the entries of one bucket.
#[must_use]
pub fn bucket(catalogue: &Iri, entries: &[Entry]) -> Value {
    json!({
        "type": "OrderedCollectionPage",
        "partOf": catalogue,
        "orderedItems": entries.iter().map(write_entry).collect::<Vec<_>>(),
    })
}

fn write_entry(entry: &Entry) -> Value {
    let as_type = type_of(entry.kind);
    match (&entry.digest, entry.deleted_at) {
        (Some(digest), None) => json!({
            "id": entry.iri, "type": as_type, "attributedTo": entry.actor,
            "digest": digest, "updated": entry.updated_at.to_string(),
        }),
        (_, deleted_at) => json!({
            "id": entry.iri, "type": "Tombstone", "formerType": as_type,
            "attributedTo": entry.actor,
            "deleted": deleted_at.unwrap_or(entry.updated_at).to_string(),
        }),
    }
}

/// The `ActivityStreams` type of what a catalogue lists.
#[must_use]
pub fn type_of(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Actor => "Organization",
        ObjectKind::Sheet(SheetKind::Practice) => "Article",
        ObjectKind::Sheet(SheetKind::Event) => "Event",
        ObjectKind::Sheet(SheetKind::Call) => "Note",
        ObjectKind::Sheet(SheetKind::Post) => "Document",
    }
}

fn kind_of(as_type: &str) -> ObjectKind {
    match as_type {
        "Organization" => ObjectKind::Actor,
        "Article" => ObjectKind::Sheet(SheetKind::Practice),
        "Event" => ObjectKind::Sheet(SheetKind::Event),
        "Note" => ObjectKind::Sheet(SheetKind::Call),
        _ => ObjectKind::Sheet(SheetKind::Post),
    }
}

/// A page, as a follower reads it.
#[derive(Debug)]
pub struct ReadPage {
    /// The entries that make sense.
    pub entries: Vec<Entry>,
    /// The next page, if there is one.
    pub next: Option<Iri>,
    /// Where to go on another day; a bucket has no such place.
    pub cursor: Option<String>,
}

impl ReadPage {
    /// Reads a page of the catalogue at `catalogue`. Entries of another origin, or without what
    /// an entry needs, are left out: nobody can list what others publish.
    #[must_use]
    pub fn read(page: &Value, catalogue: &Iri) -> Self {
        let is_own = |iri: &Iri| iri.same_origin(catalogue);
        let items = page.get("orderedItems").and_then(Value::as_array);
        let read =
            |item| read_entry(item).filter(|entry| is_own(&entry.iri) && is_own(&entry.actor));
        let cursor = page.get("havre:cursor").and_then(Value::as_str);
        Self {
            entries: items.map_or(vec![], |items| items.iter().filter_map(read).collect()),
            next: page.get("next").and_then(iri_of).filter(is_own),
            cursor: cursor.filter(|cursor| cursor.len() <= 40).map(ToOwned::to_owned),
        }
    }
}

fn read_entry(item: &Value) -> Option<Entry> {
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    let iri = iri_of(item)?;
    let is_tombstone = text("type")? == "Tombstone";
    let (as_type, digest, at) = if is_tombstone {
        (text("formerType").unwrap_or_default(), None, text("deleted")?)
    } else {
        let digest = text("digest").filter(|digest| digest::is_well_formed(digest))?;
        (text("type")?, Some(digest.to_owned()), text("updated")?)
    };
    let at = Timestamp::parse(at)?;
    Some(Entry {
        bucket: digest::bucket(&iri),
        iri,
        actor: item.get("attributedTo").and_then(iri_of)?,
        kind: kind_of(as_type),
        digest,
        updated_at: at,
        deleted_at: is_tombstone.then_some(at),
        former_type: None,
        change: 0,
        held_digest: None,
    })
}

/// Asks for a batch of objects.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// At most [`BATCH`] addresses.
    pub ids: Vec<Iri>,
}

/// Answers with a batch: each object as it was stored, byte for byte.
#[must_use]
pub fn batch(objects: &[String]) -> String {
    format!(
        "{{\"type\":\"Collection\",\"totalItems\":{},\"items\":[{}]}}",
        objects.len(),
        objects.join(",")
    )
}

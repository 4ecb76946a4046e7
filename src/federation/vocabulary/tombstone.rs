//! What stands where something was: a `Tombstone`, served with 410 for ever (FEP-4f05).

use serde_json::Value;

use super::{document::Document, fields::Fields};
use crate::domain::{Iri, Timestamp};

/// The tombstone of what was a `former_type`, such as `Event`, which Gancio looks at.
#[must_use]
pub fn write(id: &Iri, former_type: &str, deleted: Timestamp) -> String {
    let mut document = Document::default();
    document
        .put("id", id.as_str())
        .put("type", "Tombstone")
        .put("formerType", former_type)
        .put("deleted", deleted.to_string());
    document.to_text()
}

/// The address that a tombstone stands for, and when it was set if it says so; `None` for what is
/// no tombstone.
#[must_use]
pub fn read(object: &Value) -> Option<(Iri, Option<Timestamp>)> {
    let fields = Fields::of(object)?;
    let iri = fields.iri("id").filter(|_| fields.text("type") == Some("Tombstone"))?;
    Some((iri, fields.moment("deleted")))
}

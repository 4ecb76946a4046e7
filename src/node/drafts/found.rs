//! What stands in a file of others, before it is a record.

use serde_json::{Map, Value};

use crate::{
    domain::{SheetKind, Timestamp},
    node::record::BrokenRow,
};

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// One row, event or feature of a file: a record of `docs/files.md` as JSON, complete or not.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Where it stands.
    pub(super) at: Place,
    /// What it is.
    pub(super) kind: SheetKind,
    /// What the file calls it, for ever: the address of a sheet, or any other name.
    pub(super) name: Option<String>,
    /// The record; its `id` is empty unless the file says it.
    pub(super) record: Object,
}

/// Where in a file something stands: `line 12`, `feature 3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) of: &'static str,
    pub(super) number: usize,
}

impl Place {
    /// That what stands here cannot be read.
    pub(super) fn broken(
        self,
        id: Option<&str>,
        field: &str,
        rule: impl Into<String>,
    ) -> BrokenRow {
        BrokenRow {
            list: self.of,
            number: self.number,
            id: id.map(ToOwned::to_owned),
            field: field.to_owned(),
            rule: rule.into(),
        }
    }
}

/// A field that cannot be read, and why: `start`, `"soon" is no date`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreadable(pub(super) String, pub(super) String);

impl Unreadable {
    pub(super) fn new(field: &str, why: impl Into<String>) -> Self {
        Self(field.to_owned(), why.into())
    }
}

/// What a file does not say of its rows.
#[derive(Clone, Debug)]
pub(super) struct Defaults {
    /// What they are.
    pub(super) kind: Option<SheetKind>,
    /// The term of their list of kinds.
    pub(super) subkind: Option<String>,
    /// The language of their words.
    pub(super) language: String,
    /// The zone of their clocks.
    pub(super) timezone: String,
    /// Whom they are about.
    pub(super) territory: String,
    /// Events before it were held.
    pub(super) now: Timestamp,
}

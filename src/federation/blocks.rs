//! Whom this node does not listen to: asked for every host that comes up, hence kept in memory.
//!
//! The database says how often the blocks have changed. Workers look at that number at least every
//! five seconds, and before they write copies, so that a block made by a command holds at once
//! wherever something could be stored.

use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;

use super::{Federation, Result, vocabulary::iri_of};
use crate::{
    domain::{BlockSet, HostPolicy, Severity},
    store::{Reading, Writing, blocks},
};

/// How deep an activity is searched for addresses: `Undo` of `Announce` of an object with tags.
const DEEPEST: usize = 4;
/// Most values of a list that are looked at (T52).
const MOST_ITEMS: usize = 100;
/// What an activity and its object name others by (T37). `to` and `cc` are not among them: whom
/// else a letter is addressed to does not make it theirs.
const NAMING: [&str; 11] = [
    "id",
    "actor",
    "attributedTo",
    "object",
    "target",
    "origin",
    "inReplyTo",
    "audience",
    "quote",
    "quoteUrl",
    "movedTo",
];

/// The blocks as they were last read. Cheap to clone; all clones know the same.
#[derive(Clone, Debug, Default)]
pub struct Blocks(Arc<RwLock<Known>>);

#[derive(Debug, Default)]
struct Known {
    version: i64,
    set: Arc<BlockSet>,
}

impl Blocks {
    /// The blocks as they are known now.
    #[must_use]
    pub fn set(&self) -> Arc<BlockSet> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).set)
    }

    /// Whether nothing comes from a host and nothing goes to it.
    #[must_use]
    pub fn is_suspended(&self, host: &str) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).set.is_suspended(host)
    }

    /// What holds for a host.
    #[must_use]
    pub fn policy(&self, host: &str) -> HostPolicy {
        self.0.read().unwrap_or_else(PoisonError::into_inner).set.policy(host)
    }

    /// Whether what a host publishes is in no listing.
    #[must_use]
    pub fn hides(&self, host: &str) -> bool {
        self.policy(host).severity != Severity::None
    }

    /// Whether an activity names a suspended host in any of the ways in which it could reach us
    /// through it: as actor, author, object, target, parent, audience or mention (T37).
    #[must_use]
    pub fn are_named_by(&self, activity: &Value) -> bool {
        let set = self.set();
        !set.is_empty() && names_suspended(&set, activity, DEEPEST)
    }

    fn version(&self) -> i64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).version
    }

    fn know(&self, version: i64, set: BlockSet) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) =
            Known { version, set: Arc::new(set) };
    }

    /// Reads the blocks again if they have changed.
    pub async fn refresh(&self, db: &mut Reading) -> Result<()> {
        let version = blocks::version(db).await?;
        self.read(db, version).await
    }

    /// The same before copies are written: the blocks stay as they are until the session ends.
    pub(super) async fn hold(&self, db: &mut Writing) -> Result<()> {
        let version = blocks::hold_version(db).await?;
        self.read(db, version).await
    }

    async fn read(&self, db: &mut Reading, version: i64) -> Result<()> {
        if version != self.version() {
            let all = blocks::all(db).await?;
            self.know(version, BlockSet::new(&all));
        }
        Ok(())
    }
}

impl Federation {
    /// Whom this node does not listen to.
    #[must_use]
    pub fn blocks(&self) -> &Blocks {
        self.client().blocks()
    }

    /// Reads the blocks again if another process has changed them.
    pub async fn refresh_blocks(&self) -> Result<()> {
        let mut db = self.store.read().await?;
        self.blocks().refresh(&mut db).await
    }
}

/// Whether a document names a suspended host, itself or in what it holds.
fn names_suspended(set: &BlockSet, document: &Value, depth: usize) -> bool {
    let is_suspended = |value: &Value| {
        iri_of(value).is_some_and(|iri| set.is_suspended(iri.host()))
            || (depth > 0 && value.is_object() && names_suspended(set, value, depth - 1))
    };
    let Some(fields) = document.as_object() else { return false };
    NAMING
        .iter()
        .chain(&["tag"])
        .filter_map(|key| fields.get(*key))
        .any(|value| items(value).iter().any(is_suspended))
}

/// One value, or those of a list.
fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => &items[..items.len().min(MOST_ITEMS)],
        one => std::slice::from_ref(one),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::{Block, Domain, Timestamp};

    fn blocks() -> Blocks {
        let block = Block {
            domain: Domain::parse("troll.example").unwrap(),
            severity: Severity::Suspend,
            reject_media: false,
            reject_reports: false,
            public_comment: String::new(),
            private_comment: String::new(),
            published: false,
            created_at: Timestamp(0),
        };
        let blocks = Blocks::default();
        blocks.know(1, BlockSet::new([&block]));
        blocks
    }

    #[test]
    fn t37_every_address_of_an_activity_is_looked_at() {
        let (honest, troll) = ("https://honest.example/1", "https://a.troll.example/1");
        for document in [
            json!({"actor": troll}),
            json!({"actor": {"id": troll}}),
            json!({"actor": honest, "object": troll}),
            json!({"actor": honest, "object": [honest, {"id": troll}]}),
            json!({"object": {"id": honest, "attributedTo": [honest, troll]}}),
            json!({"object": {"id": honest, "inReplyTo": troll}}),
            json!({"object": {"tag": [{"type": "Mention", "href": troll}]}}),
            json!({"tag": {"type": "Mention", "href": troll}}),
            json!({"audience": troll}),
            json!({"object": {"audience": [troll]}}),
            json!({"type": "Move", "object": honest, "target": troll}),
            json!({"type": "Announce", "object": {"type": "Create", "object": {"id": troll}}}),
        ] {
            assert!(blocks().are_named_by(&document), "{document}");
        }
        for document in [
            json!({"actor": honest, "to": [troll], "cc": [troll]}),
            json!({"object": {"content": troll, "url": honest}}),
            json!({"tag": [{"type": "Hashtag", "href": honest}]}),
            json!([troll]),
            json!(null),
        ] {
            assert!(!blocks().are_named_by(&document), "{document}");
        }
    }
}

//! A practice, an event or a call as it stands in a file, whichever it is.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{CallRecord, EventRecord, PracticeRecord};
use crate::domain::{Broken, Content, SheetKind, Subject};

/// One practice, event or call of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each variant is the record of its name")]
pub enum SheetRecord {
    Practice(Box<PracticeRecord>),
    Event(Box<EventRecord>),
    Call(Box<CallRecord>),
}

impl SheetRecord {
    /// The record of a sheet; a post of other software has none.
    ///
    /// The record says its `type` when its id does not name it, so that it can be read alone.
    #[must_use]
    pub fn of(content: &Content) -> Option<Self> {
        let mut record = match &content.subject {
            Subject::Practice(practice) => {
                Self::Practice(Box::new(PracticeRecord::of(content, practice)))
            }
            Subject::Event(event) => Self::Event(Box::new(EventRecord::of(content, event))),
            Subject::Call(call) => Self::Call(Box::new(CallRecord::of(content, call))),
            Subject::Post(_) => return None,
        };
        if kind_by_id(&content.slug) != Some(content.kind()) {
            *record.kind_of_sheet_mut() = Some(content.kind());
        }
        Some(record)
    }

    /// Reads a record of a kind, complete or not; or says which field cannot be read, and why.
    pub fn read(kind: SheetKind, record: &Value) -> Result<Self, (String, String)> {
        fn of<T: DeserializeOwned>(record: &Value) -> Result<Box<T>, (String, String)> {
            serde_path_to_error::deserialize(record).map(Box::new).map_err(|problem| {
                (problem.path().to_string(), format!("is not well formed: {}", problem.inner()))
            })
        }
        match kind {
            SheetKind::Practice => of(record).map(Self::Practice),
            SheetKind::Event => of(record).map(Self::Event),
            SheetKind::Call => of(record).map(Self::Call),
            SheetKind::Post => {
                Err(("type".to_owned(), "is none of practice, event and call".to_owned()))
            }
        }
    }

    /// The same record with the handle of the actor who speaks, unless the record's own territory
    /// says it already.
    #[must_use]
    pub fn spoken_by(mut self, handle: &str) -> Self {
        if self.candidates().next() != Some(handle) {
            let actor = match &mut self {
                Self::Practice(practice) => &mut practice.actor,
                Self::Event(event) => &mut event.actor,
                Self::Call(call) => &mut call.actor,
            };
            *actor = Some(handle.to_owned());
        }
        self
    }

    /// What the record says. The rules of [`Content::check`] are the caller's to ask.
    pub fn content(&self) -> Result<Content, Broken> {
        match self {
            Self::Practice(practice) => practice.content(),
            Self::Event(event) => event.content(),
            Self::Call(call) => call.content(),
        }
    }

    /// The handle of the actor who speaks, among those that are `known`.
    ///
    /// It is the `actor` where the record names one, and nobody in its place; else the territory
    /// of a practice, the issuer of a call, and of an event its territory or its first organiser
    /// that is known.
    pub fn speaker(&self, known: impl Fn(&str) -> bool) -> Option<&str> {
        self.candidates().find(|handle| known(handle))
    }

    /// Who might speak, the likeliest first.
    fn candidates(&self) -> impl Iterator<Item = &str> {
        let (actor, territory, organisers) = match self {
            Self::Practice(practice) => (&practice.actor, &practice.territory, &[][..]),
            Self::Event(event) => (&event.actor, &event.territory, &event.organisers[..]),
            Self::Call(call) => (&call.actor, &call.issuer, &[][..]),
        };
        let others = territory.iter().chain(organisers.iter().filter_map(|o| o.territory.as_ref()));
        let others = others.filter(|_| actor.is_none());
        actor.iter().chain(others).map(String::as_str)
    }

    fn kind_of_sheet_mut(&mut self) -> &mut Option<SheetKind> {
        match self {
            Self::Practice(practice) => &mut practice.kind_of_sheet,
            Self::Event(event) => &mut event.kind_of_sheet,
            Self::Call(call) => &mut call.kind_of_sheet,
        }
    }
}

/// The kind that the id of a record names by its first letters.
pub(in crate::node) fn kind_by_id(id: &str) -> Option<SheetKind> {
    match id.split('-').next() {
        Some("prac") => Some(SheetKind::Practice),
        Some("evt") => Some(SheetKind::Event),
        Some("call") => Some(SheetKind::Call),
        _ => None,
    }
}

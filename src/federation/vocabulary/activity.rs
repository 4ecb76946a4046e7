//! Activities: what we say happened, and what others say.

use serde_json::Value;

use super::{
    Unreadable,
    document::Document,
    fields::{Fields, MOST_ITEMS, address, line},
    html::html,
};
use crate::domain::{Iri, Timestamp};

/// An activity but for what it is about.
#[derive(Clone, Debug)]
pub struct Envelope<'a> {
    /// The address of the activity; each has its own.
    pub id: &'a Iri,
    /// Who acts.
    pub actor: &'a Iri,
    /// When.
    pub published: Timestamp,
    /// To whom.
    pub to: Vec<&'a str>,
    /// To whom else.
    pub cc: Vec<&'a str>,
}

/// What an activity of ours does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of ActivityStreams")]
pub enum ActivityKind {
    Create,
    Update,
    Delete,
    Follow,
    Accept,
    Reject,
    Undo,
    Announce,
    Flag,
    Block,
    Join,
    Invite,
    Ignore,
    Move,
}

impl ActivityKind {
    /// The type of the activity.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "Create",
            Self::Update => "Update",
            Self::Delete => "Delete",
            Self::Follow => "Follow",
            Self::Accept => "Accept",
            Self::Reject => "Reject",
            Self::Undo => "Undo",
            Self::Announce => "Announce",
            Self::Flag => "Flag",
            Self::Block => "Block",
            Self::Join => "Join",
            Self::Invite => "Invite",
            Self::Ignore => "Ignore",
            Self::Move => "Move",
        }
    }

    /// The kind of a type that we know.
    #[must_use]
    pub fn parse(as_type: &str) -> Option<Self> {
        [
            Self::Create,
            Self::Update,
            Self::Delete,
            Self::Follow,
            Self::Accept,
            Self::Reject,
            Self::Undo,
            Self::Announce,
            Self::Flag,
            Self::Block,
            Self::Join,
            Self::Invite,
            Self::Move,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == as_type)
    }
}

/// What an activity of ours is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// Something that has its address.
    Address(&'a Iri),
    /// An object as JSON text without `@context`, which goes in byte for byte.
    Object(&'a str),
    /// What somebody holds to be against the rules, the actor first, and why (`Flag`).
    Reported(&'a [Iri], &'a str),
    /// An actor and the address to which it moves.
    Moving(&'a Iri, &'a Iri),
}

/// An activity, without `@context`.
#[must_use]
pub fn write(kind: ActivityKind, envelope: &Envelope<'_>, about: About<'_>) -> String {
    let mut document = Document::default();
    document
        .put("id", envelope.id.as_str())
        .put("type", kind.as_str())
        .put("actor", envelope.actor.as_str())
        .put("published", envelope.published.to_string())
        .put_list("to", envelope.to.iter().copied())
        .put_list("cc", envelope.cc.iter().copied());
    if let About::Reported(_, comment) = about {
        document.put("content", comment);
    }
    let mut text = document.to_text();
    text.pop();
    text.push_str(",\"object\":");
    match about {
        About::Address(iri) => text.push_str(&Value::from(iri.as_str()).to_string()),
        About::Object(object) => text.push_str(object),
        About::Reported(addresses, _) => {
            let addresses: Vec<&str> = addresses.iter().map(Iri::as_str).collect();
            text.push_str(&Value::from(addresses).to_string());
        }
        About::Moving(actor, target) => {
            let [actor, target] = [actor, target].map(|iri| Value::from(iri.as_str()));
            text.push_str(&[actor, target].map(|iri| iri.to_string()).join(",\"target\":"));
        }
    }
    text.push('}');
    text
}

/// An activity that somebody sent us.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Its address, of the actor's origin.
    pub id: Iri,
    /// What it does; `None` for a type that we do not know.
    pub kind: Option<ActivityKind>,
    /// Who says that it acted.
    pub actor: Iri,
    /// What it is about: an address or an object, of several the first.
    pub object: Value,
    /// What else it is about: a `Flag` names an actor and what they wrote.
    pub others: Vec<Value>,
    /// What it says itself: the words of a `Flag`, as clean HTML.
    pub content: Option<String>,
    /// Where to: the new address of an actor that moves.
    pub target: Option<Iri>,
}

impl Incoming {
    /// Reads an activity whose address is of its actor's origin (`docs/security.md` T05).
    pub fn read(document: Value) -> Result<Self, Unreadable> {
        let fields = Fields::of(&document).ok_or(Unreadable::NotAnObject)?;
        let id = fields.iri_of_activity("id").ok_or(Unreadable::Malformed("id"))?;
        let actor = fields.iri("actor").ok_or(Unreadable::Malformed("actor"))?;
        let kind = fields.text("type").ok_or(Unreadable::Missing("type"))?;
        let kind = ActivityKind::parse(&line(kind));
        if !id.same_origin(&actor) {
            return Err(Unreadable::Misattributed);
        }
        let says = kind == Some(ActivityKind::Flag);
        let content = says.then(|| fields.text("content").map(html)).flatten();
        let target = fields.iri("target");
        let (object, others) = take_objects(document);
        Ok(Self { id, kind, actor, object, others, content, target })
    }

    /// The address of what it is about.
    #[must_use]
    pub fn object_id(&self) -> Option<Iri> {
        address(&self.object).and_then(|text| Iri::parse(text).ok())
    }

    /// The address of the activity that it is about.
    #[must_use]
    pub fn activity_id(&self) -> Option<Iri> {
        address(&self.object).and_then(|text| Iri::parse_of_activity(text).ok())
    }

    /// The addresses of all that it is about.
    pub fn object_ids(&self) -> impl Iterator<Item = Iri> {
        let all = std::iter::once(&self.object).chain(&self.others);
        all.filter_map(address).filter_map(|text| Iri::parse(text).ok())
    }

    /// Whether it must leave no trace here: of a type that we do not know, or about who takes part in
    /// what or likes what (`PROTOCOL.md` 1.3).
    #[must_use]
    pub fn leaves_no_trace(&self) -> bool {
        let of_people = || {
            let as_type = self.object.get("type").and_then(Value::as_str);
            as_type.is_some_and(|as_type| OF_PEOPLE.contains(&as_type))
        };
        match self.kind {
            None | Some(ActivityKind::Join | ActivityKind::Invite) => true,
            Some(ActivityKind::Undo | ActivityKind::Accept | ActivityKind::Reject) => of_people(),
            Some(_) => false,
        }
    }

    /// What it is about, when it is embedded.
    #[must_use]
    pub fn embedded(&self) -> Option<&Value> {
        Some(&self.object).filter(|object| object.is_object())
    }
}

/// What is said to people and not to a directory: whoever joins, likes or leaves is nobody's business.
const OF_PEOPLE: [&str; 8] =
    ["Join", "Leave", "Invite", "TentativeAccept", "Like", "Dislike", "EmojiReact", "View"];

/// The first object out of an activity, and the others, without copying them.
fn take_objects(document: Value) -> (Value, Vec<Value>) {
    let Value::Object(mut fields) = document else { return <_>::default() };
    match fields.remove("object") {
        Some(Value::Array(several)) => {
            let mut several = several.into_iter().take(MOST_ITEMS);
            (several.next().unwrap_or_default(), several.collect())
        }
        object => (object.unwrap_or_default(), vec![]),
    }
}

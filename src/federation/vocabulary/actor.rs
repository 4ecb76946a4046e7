//! Actors: who speaks, where it listens, and the key that proves it.

use serde_json::{Value, json};

use super::{
    Unreadable,
    document::Document,
    fields::{Fields, shorten},
    foreign,
    html::html,
    keys, profile, territory,
};
use crate::domain::{
    Actor, ActorId, ActorKind, Iri, PeerId, Profile, SignatureScheme, Territory, Timestamp,
};

/// Longest name or handle of an actor, in characters.
const LONGEST_NAME: usize = 200;

/// The followers of a local actor.
#[must_use]
pub fn followers(actor: &Iri) -> String {
    format!("{actor}/followers")
}

/// The document of a local actor, without `@context`. `node` is the node actor, which every actor
/// of the node names.
#[must_use]
pub fn write(actor: &Actor, node: &Iri) -> String {
    let iri = actor.iri.as_str();
    let is_instance = actor.kind == ActorKind::Instance;
    let mut document = Document::default();
    document
        .put("id", iri)
        .put("type", if is_instance { "Application" } else { "Organization" })
        .put("preferredUsername", actor.handle.as_str())
        .put("name", actor.name.as_str())
        .put("summary", actor.territory.summary.as_str())
        .put_some("url", actor.url.as_ref().map(Iri::as_str))
        .put("webfinger", actor.address())
        .put("inbox", actor.inbox.as_str())
        .put_some("outbox", actor.outbox.as_ref().map(Iri::as_str))
        .put("followers", followers(&actor.iri))
        .put("following", format!("{iri}/following"));
    if let Some(shared_inbox) = &actor.shared_inbox {
        document.put("endpoints", json!({"sharedInbox": shared_inbox.as_str()}));
    }
    document
        // The instance actor lets servers alone follow.
        .put("manuallyApprovesFollowers", is_instance)
        .put("discoverable", !is_instance)
        .put("indexable", !is_instance)
        .put("published", actor.published_at.to_string())
        .put("updated", actor.updated_at.to_string());
    if is_instance {
        document.put("implements", keys::implements());
    } else {
        write_speaker(&mut document, actor);
    }
    document
        .put("havre:kind", "actor")
        .put("havre:node", node.as_str())
        .put_some("havre:catalogue", actor.catalogue.as_ref().map(Iri::as_str));
    keys::write(&mut document, actor);
    document.to_text()
}

/// Puts what an actor has that speaks for a territory or an organisation.
fn write_speaker(document: &mut Document, actor: &Actor) {
    let (iri, origin) = (actor.iri.as_str(), actor.iri.origin());
    document
        .put("featured", format!("{iri}/featured"))
        .put("featuredTags", format!("{iri}/tags"))
        .put("attributionDomains", json!([actor.iri.host()]))
        .put("attachment", profile_fields(actor))
        .put("havre:territory", territory::write(&actor.name, &actor.territory))
        .put(
            "generator",
            json!({
                "type": "Application",
                "id": format!("{origin}/actor"),
                "name": "havre",
                "implements": keys::implements(),
            }),
        );
}

/// The page of the actor as the field that other servers show under a profile, its name being the
/// host so that it needs no language.
fn profile_fields(actor: &Actor) -> Value {
    let field = |url: &Iri| {
        json!({"type": "PropertyValue", "name": url.host(), "value": format!(
            "<a href=\"{url}\" rel=\"me nofollow noopener\">{url}</a>"
        )})
    };
    actor.url.iter().map(field).collect()
}

/// An actor of another server as it describes itself.
#[derive(Clone, Debug, PartialEq)]
pub struct RemoteActor {
    /// Its address.
    pub iri: Iri,
    /// Its kind; what is not a node of our kind is [`ActorKind::Other`].
    pub kind: ActorKind,
    /// The name before the `@`.
    pub handle: String,
    /// The name to show.
    pub name: String,
    /// Its HTML page.
    pub url: Option<Iri>,
    /// Where activities for it go.
    pub inbox: Iri,
    /// The inbox that its whole host shares.
    pub shared_inbox: Option<Iri>,
    /// The collection of what it sent.
    pub outbox: Option<Iri>,
    /// The collection of its followers.
    pub followers: Option<Iri>,
    /// Its catalogue, when it is of a node of our kind.
    pub catalogue: Option<Iri>,
    /// The node actor of its node, when that is of our kind.
    pub node: Option<Iri>,
    /// The address of its RSA key, and the key as PEM.
    pub key: Option<(String, String)>,
    /// Its other keys by their address: Ed25519 as Multikey, RSA as PEM.
    pub more_keys: Vec<(String, String)>,
    /// How requests to its server may be signed, if it says so (FEP-844e).
    pub accepted_scheme: Option<SignatureScheme>,
    /// What it says about the territory or organisation.
    pub territory: Territory,
    /// When it was first published.
    pub published_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl RemoteActor {
    /// The actor as this node keeps it.
    #[must_use]
    pub fn into_actor(self, id: ActorId, peer: PeerId) -> Actor {
        Actor {
            id,
            iri: self.iri,
            kind: self.kind,
            peer: Some(peer),
            handle: self.handle,
            name: self.name,
            url: self.url,
            inbox: self.inbox,
            shared_inbox: self.shared_inbox,
            outbox: self.outbox,
            catalogue: self.catalogue,
            key: self.key,
            more_keys: self.more_keys,
            territory: self.territory,
            published_at: self.published_at,
            updated_at: self.updated_at,
        }
    }
}

/// Reads the document of an actor of any type.
///
/// Everything that it claims as its own, key and boxes, must be of its own origin; what is
/// elsewhere is left out, and an inbox elsewhere is refused (`docs/security.md` T01, T06).
pub fn read(document: &Value) -> Result<RemoteActor, Unreadable> {
    let fields = Fields::of(document).ok_or(Unreadable::NotAnObject)?;
    let iri = fields.iri("id").ok_or(Unreadable::Malformed("id"))?;
    let own = |key| fields.iri(key).filter(|address| address.same_origin(&iri));
    if !is_actor(fields) {
        return Err(Unreadable::Missing("inbox"));
    }
    // What cannot be written to can still have written something.
    let inbox = fields.iri("inbox").unwrap_or_else(|| iri.clone());
    if !inbox.same_origin(&iri) {
        return Err(Unreadable::Misattributed);
    }
    let handle = handle(fields, &iri);
    let name = fields.line("name").map(|name| shorten(name.trim(), LONGEST_NAME));
    let name = name.filter(|name| !name.is_empty());
    let shared_inbox = fields.objects("endpoints").next().and_then(|e| e.iri("sharedInbox"));
    let moment = |key| fields.items(key).find_map(foreign::moment);
    let updated = moment("updated").or_else(|| moment("published"));
    let ours = fields.text("havre:kind") == Some("actor");
    let profile = if ours { Profile::default() } else { profile::read(fields) };
    // The words of people about themselves are not ours to keep.
    let words = fields.words("summary").filter(|_| ours || !profile.as_type.is_empty());
    let summary = words.map(html).unwrap_or_default();
    let record = fields.objects("havre:territory").next();
    let territory = match record {
        Some(record) => territory::read(record, summary),
        None => Territory { summary, profile: Box::new(profile), ..Territory::default() },
    };
    let (key, more_keys) = keys::read(fields, &iri);
    Ok(RemoteActor {
        kind: match fields.text("type") {
            Some("Application") if ours => ActorKind::Instance,
            Some("Organization") if ours && record.is_some() => territory.actor_kind(),
            _ => ActorKind::Other,
        },
        name: name.unwrap_or_else(|| handle.clone()),
        handle,
        url: fields.iri("url"),
        shared_inbox: shared_inbox.filter(|inbox| inbox.same_origin(&iri)),
        outbox: own("outbox"),
        followers: own("followers"),
        catalogue: own("havre:catalogue"),
        node: own("havre:node"),
        key,
        more_keys,
        accepted_scheme: keys::accepted_scheme(fields),
        territory,
        published_at: moment("published").or(updated).unwrap_or_default(),
        updated_at: updated.unwrap_or_default(),
        inbox,
        iri,
    })
}

/// Whether it is of the type of an actor, or has what only actors have. Otherwise any object could
/// be kept as one.
fn is_actor(fields: Fields<'_>) -> bool {
    let own = ["inbox", "outbox", "preferredUsername", "publicKey"];
    let of_type = |name| name == "Person" || Profile::is_collective_type(name);
    !fields.is_a("Tombstone")
        && (fields.types().any(of_type) || own.iter().any(|key| fields.get(key).is_some()))
}

/// The name before the `@`: as the actor says it, if it can stand there, else the end of its address.
fn handle(fields: Fields<'_>, iri: &Iri) -> String {
    let can_stand = |name: &str| {
        let has_place = |c: char| !c.is_whitespace() && !"@/?#<>\"'&".contains(c);
        !name.is_empty() && name.chars().count() <= LONGEST_NAME && name.chars().all(has_place)
    };
    let said = fields.line("preferredUsername").filter(|name| can_stand(name));
    let last = || iri.path().rsplit('/').find(|part| can_stand(part.trim_start_matches('@')));
    said.unwrap_or_else(|| last().unwrap_or(iri.host()).trim_start_matches('@').to_owned())
}

/// The document of a local actor with its other addresses, and that to which it moved (FEP-7628).
#[must_use]
pub fn with_addresses(document: String, aliases: &[Iri], moved_to: Option<&Iri>) -> String {
    let mut addresses = Document::default();
    addresses
        .put_list("alsoKnownAs", aliases.iter().map(Iri::as_str))
        .put_some("movedTo", moved_to.map(Iri::as_str));
    if addresses.is_empty() {
        return document;
    }
    let mut text = document;
    text.pop();
    text.push(',');
    text.push_str(addresses.to_text().trim_start_matches('{'));
    text
}

/// The other addresses that an actor names as its own.
#[must_use]
pub fn aliases(document: &Value) -> Vec<Iri> {
    let Some(fields) = Fields::of(document) else { return vec![] };
    fields.items("alsoKnownAs").take(MOST_ALIASES).filter_map(super::iri_of).collect()
}

/// Where an actor says that it lives now.
#[must_use]
pub fn moved_to(document: &Value) -> Option<Iri> {
    Fields::of(document)?.iri("movedTo")
}

/// Most other addresses of an actor that are looked at (T29).
const MOST_ALIASES: usize = 50;

/// Whether an actor speaks for a server and not for somebody: by its type, or by its name, which
/// Mobilizon and relays have in common.
#[must_use]
pub fn is_server(document: &Value) -> bool {
    let Some(fields) = Fields::of(document) else { return false };
    let handle = fields.line("preferredUsername").unwrap_or_default();
    let host = fields.iri("id").map(|iri| iri.host().to_owned());
    matches!(fields.text("type"), Some("Application" | "Service"))
        || handle == "relay"
        || host.is_some_and(|host| host == handle)
}

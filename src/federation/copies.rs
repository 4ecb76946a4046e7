//! Copies of what others publish: kept when they are news, buried when they are deleted.
//!
//! Copies are gathered and written together: a batch of activities, or of objects of a catalogue,
//! costs a few statements.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use serde_json::Value;

use super::{
    Federation, Result,
    checks::{Checks, own_proof},
    continuity::{self, Source},
    digest,
    fetch::LARGEST_DOCUMENT,
    proof, review,
    vocabulary::{self, iri_of},
};
use crate::{
    domain::{
        Actor, ActorId, ActorKind, Iri, PeerId, PeerKind, Policy, Sheet, SheetId, Timestamp, Trust,
    },
    store::{
        Writing, actors, announcements, blocks,
        catalogue::{self, Entry, ObjectKind},
        followings, peers, policies,
        proofs::{self, Proven, Unproven},
        sheets::{self, Published},
        withheld::{self, Withheld},
    },
};

/// Who wrote a copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Author {
    pub(super) id: ActorId,
    pub(super) peer: PeerId,
    pub(super) trust: Trust,
}

/// A copy that waits to be written.
#[derive(Debug)]
pub(super) struct Copy {
    pub(super) author: Author,
    pub(super) sheet: Sheet,
    pub(super) object: String,
    pub(super) digest: String,
    pub(super) proven: Option<Proven>,
}

/// Copies that are to be written in one go, in the caller's transaction.
#[derive(Debug, Default)]
pub(super) struct Copies {
    waiting: Vec<Copy>,
    authors: HashMap<Iri, Option<Author>>,
    followed: HashMap<Iri, bool>,
    policy: Option<Policy>,
    checks: Checks,
}

/// A copy that waits; says later whether it was news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket(usize);

impl Copies {
    /// Looks up all who wrote what is to come, how far they are trusted, and what the policy is, in
    /// three statements instead of three for each.
    pub(super) async fn look_up(
        &mut self,
        db: &mut Writing,
        authors: impl Iterator<Item = &Iri>,
    ) -> Result<()> {
        let authors: BTreeSet<&Iri> = authors.collect();
        let known = actors::identify_remote(db, &authors).await?;
        let followed = followings::followed_among(db, &authors).await?;
        self.followed.extend(followed.into_iter().map(|iri| (iri, true)));
        let policy = self.policy(db).await?.clone();
        for remote in known {
            let kind = if remote.is_of_a_node { PeerKind::Node } else { PeerKind::Other };
            let is_followed = self.followed.get(&remote.iri) == Some(&true);
            let trust = policy.trust(remote.trust, kind, is_followed);
            let author = Author { id: remote.id, peer: remote.peer, trust };
            self.authors.insert(remote.iri, Some(author));
        }
        Ok(())
    }

    async fn policy(&mut self, db: &mut Writing) -> Result<&Policy> {
        let policy = match self.policy.take() {
            Some(policy) => policy,
            None => policies::load(db).await?,
        };
        Ok(self.policy.insert(policy))
    }

    /// Whether `actor` is followed, itself or through the node actor of its node.
    pub(super) async fn is_followed(&mut self, db: &mut Writing, actor: &Iri) -> Result<bool> {
        if let Some(followed) = self.followed.get(actor) {
            return Ok(*followed);
        }
        let followed = followings::follows_actor_or_node(db, actor).await?;
        self.followed.insert(actor.clone(), followed);
        Ok(followed)
    }

    /// Takes a copy of an object that `author` published; or says why not.
    ///
    /// The object must say that `author` wrote it and must live on the author's origin (T01, T12). A
    /// proof that it carries must be right.
    pub(super) async fn take(
        &mut self,
        db: &mut Writing,
        federation: &Federation,
        object: &Value,
        author: &Iri,
    ) -> Result<Result<Ticket, Cow<'static, str>>> {
        if !self.policy(db).await?.may_write(author.host()) {
            return Ok(Err("of a host that is not on the list".into()));
        }
        let Some(known) = self.author(db, author).await? else {
            return Ok(Err("of an actor that is not known".into()));
        };
        if federation.blocks().is_suspended(author.host()) {
            return Ok(Err("of a blocked host".into()));
        }
        let text = proof::kept_form(object).to_string();
        if text.len() > LARGEST_DOCUMENT {
            return Ok(Err("an object that is too large".into()));
        }
        let id = SheetId(federation.store.new_id(federation.clock.now()));
        let sheet = match vocabulary::sheet::read_by(object, id, Some(author)) {
            Ok(sheet) => sheet,
            Err(problem) => {
                tracing::info!(%author, %problem, "an object cannot be read");
                return Ok(Err(format!("not an object that we can read: {problem}").into()));
            }
        };
        if !sheet.iri.same_origin(author) || sheet.actor != *author {
            return Ok(Err("an object that says another author".into()));
        }
        let Ok(digest) = digest::of(object) else {
            return Ok(Err("an object that has no digest".into()));
        };
        let proven = match self.checks.check(db, federation, object, author).await? {
            Ok(proven) => proven,
            Err(reason) => return Ok(Err(reason.into())),
        };
        self.waiting.push(Copy { author: known, sheet, object: text, digest, proven });
        Ok(Ok(Ticket(self.waiting.len() - 1)))
    }

    async fn author(&mut self, db: &mut Writing, iri: &Iri) -> Result<Option<Author>> {
        if let Some(author) = self.authors.get(iri) {
            return Ok(*author);
        }
        let actor = actors::find_by_iri(db, iri).await?;
        let author = match actor.and_then(|actor| Some((actor.id, actor.peer?))) {
            Some((id, peer)) => {
                let (said, kind) = peers::trust(db, peer).await?;
                let is_followed = self.is_followed(db, iri).await?;
                let trust = self.policy(db).await?.trust(said, kind, is_followed);
                Some(Author { id, peer, trust })
            }
            None => None,
        };
        self.authors.insert(iri.clone(), author);
        Ok(author)
    }

    /// Writes the copies that wait, into the directory or among those that wait for a person, and
    /// forgets what was known of their authors; says of each whether it was news, in the order of
    /// their tickets.
    pub(super) async fn write(
        &mut self,
        db: &mut Writing,
        federation: &Federation,
    ) -> Result<Vec<bool>> {
        let policy = self.policy(db).await?.clone();
        let waiting = std::mem::take(self).waiting;
        if !waiting.is_empty() {
            federation.blocks().hold(db).await?;
        }
        let welcome: Vec<bool> =
            waiting.iter().map(|copy| is_welcome(federation, &copy.sheet.iri)).collect();
        let entries: Vec<(PeerId, Entry)> = waiting
            .iter()
            .zip(&welcome)
            .filter(|(_, is_welcome)| **is_welcome)
            .map(|(copy, _)| (copy.author.peer, entry_of_sheet(&copy.sheet, &copy.digest)))
            .collect();
        let mut held = catalogue::hold_copies(db, &entries).await?.into_iter();
        let is_news = |is_welcome: &bool| *is_welcome && held.next().unwrap_or_default();
        let news: Vec<bool> = welcome.iter().map(is_news).collect();
        let arrived = waiting.iter().zip(&news).filter(|(_, is_news)| **is_news);
        let arrived = arrived.map(|(copy, _)| copy).collect();
        let sorted = review::sort(db, &policy, arrived, federation.clock.now()).await?;
        let published: Vec<Published<'_>> =
            sorted.shown.iter().map(|copy| copy.published()).collect();
        sheets::put(db, &published, &federation.taxonomy()).await?;
        for peer in hidden_among(&published, federation) {
            blocks::unlist(db, peer).await?;
        }
        if !sorted.overtaken.is_empty() {
            withheld::remove(db, &sorted.overtaken).await?;
        }
        withheld::put(db, &sorted.withheld).await?;
        self.policy = Some(policy);
        Ok(news)
    }
}

impl Copy {
    fn published(&self) -> Published<'_> {
        Published {
            sheet: &self.sheet,
            actor: self.author.id,
            peer: Some(self.author.peer),
            object: &self.object,
            digest: &self.digest,
            proven: self.proven.as_ref(),
        }
    }
}

impl Ticket {
    /// Whether the copy was news, of what [`Copies::write`] gave.
    pub(super) fn is_news(self, news: &[bool]) -> bool {
        news.get(self.0).copied().unwrap_or_default()
    }
}

/// Keeps a copy of an actor as it describes itself; `None` when it cannot be read, carries a proof
/// that is wrong, or is gone.
///
/// The caller has the document from the actor's own address, signed by the actor, or from the
/// catalogue of its node: a new key comes in no other way, and holds the peer unless the old one
/// announced it.
pub(super) async fn keep_actor(
    db: &mut Writing,
    federation: &Federation,
    document: &Value,
    source: Source,
) -> Result<Option<Actor>> {
    keep_actor_known_as(db, federation, document, source, None).await
}

/// The same for an actor whose name `handle@host` has been confirmed by WebFinger.
pub(super) async fn keep_actor_known_as(
    db: &mut Writing,
    federation: &Federation,
    document: &Value,
    source: Source,
    address: Option<String>,
) -> Result<Option<Actor>> {
    let mut remote = match vocabulary::actor::read(document) {
        Ok(remote) if is_welcome(federation, &remote.iri) => remote,
        Ok(_) => return Ok(None),
        Err(problem) => {
            tracing::info!(%problem, "an actor cannot be read");
            return Ok(None);
        }
    };
    let object = vocabulary::to_keep(&proof::kept_form(document)).to_string();
    if object.len() > LARGEST_DOCUMENT {
        return Ok(None);
    }
    let entry = catalogue::find(db, &remote.iri).await?;
    if entry.as_ref().is_some_and(|entry| entry.deleted_at.is_some()) {
        return Ok(None);
    }
    let now = federation.clock.now();
    let new_peer = PeerId(federation.store.new_id(now));
    let peer = peers::ensure(db, remote.iri.host(), new_peer).await?;
    let (node, list, scheme) =
        (remote.node.clone(), remote.catalogue.clone(), remote.accepted_scheme);
    blocks::mark_new(db, peer.id, remote.iri.host(), &federation.blocks().set()).await?;
    let before = actors::find_by_iri(db, &remote.iri).await?;
    if remote.kind == ActorKind::Other {
        let same_name = before.as_ref().filter(|before| before.handle == remote.handle);
        let known = same_name.and_then(|before| before.territory.profile.address.clone());
        remote.territory.profile.address = address.or(known);
    }
    let actor = remote.into_actor(ActorId(federation.store.new_id(now)), peer.id);
    let proven = match own_proof(document, &actor, before.as_ref(), now) {
        Ok(proven) => proven,
        Err(problem) => {
            tracing::info!(actor = %actor.iri, %problem, "an actor is not kept");
            return Ok(None);
        }
    };
    if let (Some(node), Some(list)) = (&node, &list)
        && *node == actor.iri
    {
        continuity::check_node(db, federation, peer.id, node).await?;
        peers::set_node(db, peer.id, node, list).await?;
    }
    if let Some(scheme) = scheme {
        federation.learn_scheme_in(db, actor.iri.host(), scheme).await?;
    }
    let digest = digest::of(document)?;
    let actor = actors::upsert_remote(db, &actor, &object, &digest).await?;
    continuity::check_keys(db, federation, before.as_ref(), &actor, source).await?;
    if let Some(before) = &before {
        federation.keys.forget(before, &actor);
    }
    // Of others parts may be left out, and the rest proves nothing.
    if let Some(proven) = proven.filter(|_| actor.kind != ActorKind::Other) {
        let document = Unproven { iri: actor.iri.clone(), object, digest: digest.clone() };
        proofs::put_actor(db, &document, &proven).await?;
    }
    // A stranger who only wrote to us is no part of the directory.
    let in_directory = matches!(actor.kind, ActorKind::Territory | ActorKind::Organisation)
        && (entry.is_some() || followings::follows_actor_or_node(db, &actor.iri).await?);
    if in_directory {
        catalogue::hold_copies(db, &[(peer.id, entry_of_actor(&actor, &digest))]).await?;
    }
    Ok(Some(actor))
}

/// Whether copies of what has that address are kept: it is another node's, and not blocked.
fn is_welcome(federation: &Federation, iri: &Iri) -> bool {
    !federation.is_ours(iri) && !federation.blocks().is_suspended(iri.host())
}

/// The peers among those of `published` whose sheets a block keeps out of the listings.
fn hidden_among(published: &[Published<'_>], federation: &Federation) -> BTreeSet<PeerId> {
    let blocks = federation.blocks();
    let hidden = published.iter().filter(|one| blocks.hides(one.sheet.iri.host()));
    hidden.filter_map(|one| one.peer).collect()
}

/// Removes the copy of an object or an actor and leaves a tombstone, for ever.
pub(super) async fn bury(
    db: &mut Writing,
    iri: &Iri,
    actor: &Actor,
    kind: ObjectKind,
    now: Timestamp,
) -> Result<()> {
    let entry = Entry {
        iri: iri.clone(),
        actor: actor.iri.clone(),
        kind,
        digest: None,
        updated_at: now,
        deleted_at: Some(now),
        former_type: None,
        change: 0,
        bucket: digest::bucket(iri),
        held_digest: None,
    };
    catalogue::tombstone(db, actor.peer, &entry).await?;
    remove(db, iri).await
}

/// Buries the copy of an object that its own origin says is gone (410, or a tombstone).
pub(super) async fn bury_gone(db: &mut Writing, iri: &Iri, now: Timestamp) -> Result<()> {
    let Some(entry) = catalogue::find(db, iri).await? else { return Ok(()) };
    match actors::find_by_iri(db, &entry.actor).await?.filter(|actor| !actor.is_local()) {
        Some(actor) => bury(db, iri, &actor, entry.kind, now).await,
        None => Ok(()),
    }
}

/// Removes the copy at an address, whatever it is of.
pub(super) async fn remove(db: &mut Writing, iri: &Iri) -> Result<()> {
    sheets::remove(db, iri).await?;
    actors::remove(db, iri).await?;
    withheld::remove(db, &[iri]).await?;
    Ok(())
}

/// Removes the copy of an object that nobody whom we follow published or passes on any longer. It
/// leaves no tombstone: its author did not delete it.
pub(super) async fn forget_unless_vouched(db: &mut Writing, iri: &Iri) -> Result<()> {
    let Some(entry) = catalogue::find(db, iri).await? else { return Ok(()) };
    if followings::follows_actor_or_node(db, &entry.actor).await?
        || announcements::is_announced(db, iri).await?
    {
        return Ok(());
    }
    catalogue::forget(db, iri).await?;
    // What a person took out of sight stays so when somebody else passes it on.
    match withheld::states(db, &[iri]).await?.get(iri) {
        Some(Withheld::Withdrawn) => Ok(()),
        _ => remove(db, iri).await,
    }
}

/// The line of a catalogue for a sheet; a copy holds what it lists.
#[must_use]
pub fn entry_of_sheet(sheet: &Sheet, digest: &str) -> Entry {
    Entry {
        iri: sheet.iri.clone(),
        actor: sheet.actor.clone(),
        kind: ObjectKind::Sheet(sheet.kind()),
        digest: Some(digest.to_owned()),
        updated_at: sheet.updated_at,
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: digest::bucket(&sheet.iri),
        held_digest: Some(digest.to_owned()),
    }
}

/// The line of a catalogue for an actor.
#[must_use]
pub fn entry_of_actor(actor: &Actor, digest: &str) -> Entry {
    Entry {
        iri: actor.iri.clone(),
        actor: actor.iri.clone(),
        kind: ObjectKind::Actor,
        digest: Some(digest.to_owned()),
        updated_at: actor.updated_at,
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: digest::bucket(&actor.iri),
        held_digest: Some(digest.to_owned()),
    }
}

/// The first address of a property that holds one or several.
pub(super) fn first_iri(value: &Value) -> Option<Iri> {
    match value {
        Value::Array(values) => values.iter().find_map(iri_of),
        value => iri_of(value),
    }
}

//! Copies of what others publish: kept when they are news, buried when they are deleted.
//!
//! Copies are gathered and written together: a batch of activities, or of objects of a catalogue,
//! costs a few statements.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use serde_json::Value;

use super::{
    Federation, Result, digest,
    keyring::{KnownKey, key_of},
    proof::{self, BadProof, Proof},
    vocabulary::{self, iri_of},
};
use crate::{
    domain::{Actor, ActorId, ActorKind, Iri, PeerId, Sheet, SheetId, Timestamp},
    store::{
        Writing, actors, announcements, blocks,
        catalogue::{self, Entry, ObjectKind},
        followings, peers,
        proofs::{self, Proven, Unproven},
        sheets::{self, Published},
    },
};

/// Who wrote a copy.
#[derive(Clone, Copy, Debug)]
struct Author {
    id: ActorId,
    peer: PeerId,
}

/// A copy that waits to be written.
#[derive(Debug)]
struct Copy {
    author: Author,
    sheet: Sheet,
    object: String,
    digest: String,
    proven: Option<Proven>,
}

/// Copies that are to be written in one go, in the caller's transaction.
#[derive(Debug, Default)]
pub(super) struct Copies {
    waiting: Vec<Copy>,
    authors: HashMap<Iri, Option<Author>>,
    followed: HashMap<Iri, bool>,
    keys: HashMap<String, Option<Arc<KnownKey>>>,
}

/// A copy that waits; says later whether it was news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket(usize);

impl Copies {
    /// Looks up all who wrote what is to come, in two statements instead of two for each.
    pub(super) async fn look_up(
        &mut self,
        db: &mut Writing,
        authors: impl Iterator<Item = &Iri>,
    ) -> Result<()> {
        let authors: BTreeSet<&Iri> = authors.collect();
        let known = actors::identify_remote(db, &authors).await?;
        let known = known.into_iter().map(|(iri, id, peer)| (iri, Some(Author { id, peer })));
        self.authors.extend(known);
        let followed = followings::followed_among(db, &authors).await?;
        self.followed.extend(followed.into_iter().map(|iri| (iri, true)));
        Ok(())
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
    ) -> Result<Result<Ticket, &'static str>> {
        let Some(known) = self.author(db, author).await? else {
            return Ok(Err("of an actor that is not known"));
        };
        if federation.blocks().is_suspended(author.host()) {
            return Ok(Err("of a blocked host"));
        }
        let id = SheetId(federation.store.new_id(federation.clock.now()));
        let sheet = match vocabulary::sheet::read(object, id) {
            Ok(sheet) => sheet,
            Err(problem) => {
                tracing::info!(%author, %problem, "an object cannot be read");
                return Ok(Err("not an object that we can read"));
            }
        };
        if !sheet.iri.same_origin(author) || sheet.actor != *author {
            return Ok(Err("an object that says another author"));
        }
        let Ok(digest) = digest::of(object) else {
            return Ok(Err("an object that has no digest"));
        };
        let proven = match self.check(db, federation, object, author).await? {
            Ok(proven) => proven,
            Err(reason) => return Ok(Err(reason)),
        };
        let object = proof::kept_form(object).to_string();
        self.waiting.push(Copy { author: known, sheet, object, digest, proven });
        Ok(Ok(Ticket(self.waiting.len() - 1)))
    }

    /// Checks the proof of an object with the key of `author` that it names; `None` when it carries
    /// none, or one by a key that is not known.
    pub(super) async fn check(
        &mut self,
        db: &mut Writing,
        federation: &Federation,
        object: &Value,
        author: &Iri,
    ) -> Result<Result<Option<Proven>, &'static str>> {
        let now = federation.clock.now();
        let proof = match Proof::of(object, now) {
            Ok(Some(proof)) => proof,
            Ok(None) => return Ok(Ok(None)),
            Err(problem) => {
                tracing::info!(%author, %problem, "a proof cannot be used");
                return Ok(Err("an object whose proof cannot be used"));
            }
        };
        let Some(key) = self.key(db, federation, proof.key_id).await? else { return Ok(Ok(None)) };
        if key.owner != *author {
            return Ok(Err("an object that another actor signed"));
        }
        if proof.verify(&key.key).is_err() {
            return Ok(Err("an object that is not what its author signed"));
        }
        Ok(Ok(Some(Proven { by: proof.key_id.to_owned(), at: now })))
    }

    /// A key of an actor that is known here, asked of the database once for a batch at most.
    async fn key(
        &mut self,
        db: &mut Writing,
        federation: &Federation,
        id: &str,
    ) -> Result<Option<Arc<KnownKey>>> {
        if let Some(known) = federation.keys.remembered(id) {
            return Ok(Some(known));
        }
        if let Some(known) = self.keys.get(id) {
            return Ok(known.clone());
        }
        let known = federation.keys.known(db, id).await?;
        self.keys.insert(id.to_owned(), known.clone());
        Ok(known)
    }

    async fn author(&mut self, db: &mut Writing, iri: &Iri) -> Result<Option<Author>> {
        if let Some(author) = self.authors.get(iri) {
            return Ok(*author);
        }
        let actor = actors::find_by_iri(db, iri).await?;
        let author = actor.and_then(|actor| Some(Author { id: actor.id, peer: actor.peer? }));
        self.authors.insert(iri.clone(), author);
        Ok(author)
    }

    /// Writes the copies that wait, and forgets what was known of their authors; says of each
    /// whether it was news, in the order of their tickets.
    pub(super) async fn write(
        &mut self,
        db: &mut Writing,
        federation: &Federation,
    ) -> Result<Vec<bool>> {
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
        let published: Vec<Published<'_>> = waiting
            .iter()
            .zip(&news)
            .filter(|(_, is_news)| **is_news)
            .map(|(copy, _)| Published {
                sheet: &copy.sheet,
                actor: copy.author.id,
                peer: Some(copy.author.peer),
                object: &copy.object,
                digest: &copy.digest,
                proven: copy.proven.as_ref(),
            })
            .collect();
        sheets::put(db, &published, &federation.taxonomy()).await?;
        for peer in hidden_among(&published, federation) {
            blocks::unlist(db, peer).await?;
        }
        Ok(news)
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
/// catalogue of its node: a new key comes in no other way.
pub(super) async fn keep_actor(
    db: &mut Writing,
    federation: &Federation,
    document: &Value,
) -> Result<Option<Actor>> {
    let remote = match vocabulary::actor::read(document) {
        Ok(remote) if is_welcome(federation, &remote.iri) => remote,
        Ok(_) => return Ok(None),
        Err(problem) => {
            tracing::info!(%problem, "an actor cannot be read");
            return Ok(None);
        }
    };
    let entry = catalogue::find(db, &remote.iri).await?;
    if entry.as_ref().is_some_and(|entry| entry.deleted_at.is_some()) {
        return Ok(None);
    }
    let now = federation.clock.now();
    let new_peer = PeerId(federation.store.new_id(now));
    let peer = peers::ensure(db, remote.iri.host(), new_peer).await?;
    blocks::mark_new(db, peer.id, remote.iri.host(), &federation.blocks().set()).await?;
    let (node, list) = (remote.node.clone(), remote.catalogue.clone());
    let digest = digest::of(document)?;
    let known = actors::find_by_iri(db, &remote.iri).await?;
    let actor = remote.into_actor(ActorId(federation.store.new_id(now)), peer.id);
    let proven = match own_proof(document, &actor, known.as_ref(), now) {
        Ok(proven) => proven,
        Err(problem) => {
            tracing::info!(actor = %actor.iri, %problem, "an actor is not kept");
            return Ok(None);
        }
    };
    if let (Some(node), Some(list)) = (&node, &list)
        && *node == actor.iri
    {
        peers::set_node(db, peer.id, node, list).await?;
    }
    for known in known.iter().chain([&actor]) {
        federation.keys.forget(known);
    }
    let object = proof::kept_form(document).to_string();
    let actor = actors::upsert_remote(db, &actor, &object, &digest).await?;
    if let Some(proven) = proven {
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

/// Keeps an actor from a node that is not its own, if the actor signed its document: with a key that
/// we know of it, or, when it is not known here, with the one that it lists. `false` when it is not
/// kept.
///
/// The keys of an actor that is known never change in this way: only what its origin says does.
pub(super) async fn keep_proven_actor(
    db: &mut Writing,
    federation: &Federation,
    document: &Value,
) -> Result<bool> {
    let now = federation.clock.now();
    let Ok(remote) = vocabulary::actor::read(document) else { return Ok(false) };
    let iri = remote.iri.clone();
    if federation.is_ours(&iri) {
        return Ok(false);
    }
    let known = actors::find_by_iri(db, &iri).await?;
    let actor = remote.into_actor(ActorId(federation.store.new_id(now)), PeerId(0));
    if let Some(known) = &known {
        let is_newer = actor.updated_at > known.updated_at;
        let same_keys = actor.key == known.key && actor.more_keys == known.more_keys;
        if !(is_newer && same_keys) {
            return Ok(false);
        }
    }
    if !matches!(own_proof(document, &actor, known.as_ref(), now), Ok(Some(_))) {
        return Ok(false);
    }
    let Some(kept) = keep_actor(db, federation, document).await? else { return Ok(false) };
    if let Some(peer) = kept.peer {
        // Somebody asked for what is of this host: it belongs to the directory.
        let digest = digest::of(document)?;
        catalogue::hold_copies(db, &[(peer, entry_of_actor(&kept, &digest))]).await?;
    }
    Ok(true)
}

/// Checks the proof of an actor's document with a key that it lists, or that was known before;
/// `None` when it carries none, or one by neither.
pub(super) fn own_proof(
    document: &Value,
    actor: &Actor,
    known: Option<&Actor>,
    now: Timestamp,
) -> Result<Option<Proven>, BadProof> {
    let Some(proof) = Proof::of(document, now)? else { return Ok(None) };
    let key = key_of(actor, proof.key_id).or_else(|| key_of(known?, proof.key_id));
    let Some(key) = key else { return Ok(None) };
    proof.verify(&key.key)?;
    Ok(Some(Proven { by: proof.key_id.to_owned(), at: now }))
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

/// Removes the copy at an address, whatever it is of.
pub(super) async fn remove(db: &mut Writing, iri: &Iri) -> Result<()> {
    sheets::remove(db, iri).await?;
    actors::remove(db, iri).await?;
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
    remove(db, iri).await
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

//! Whether somebody's copy of an object is what its author signed, without asking anybody.

use serde_json::Value;

use super::{
    copies::first_iri,
    proof::{BadProof, Proof},
    signature::VerifyingKey,
    vocabulary::{self, iri_of},
};
use crate::domain::{Actor, ActorId, Iri, PeerId, Timestamp};

/// What a copy proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The address of the object.
    pub iri: Iri,
    /// Who published and signed it.
    pub author: Iri,
    /// When it was signed, as its author says.
    pub signed_at: Option<Timestamp>,
    /// The key.
    pub key_id: String,
}

/// Why a copy proves nothing.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Unverified {
    #[error("not proven: this is no object of ActivityPub that says who published it")]
    NotAnObject,
    #[error("not proven: it carries no proof")]
    NoProof,
    #[error("not proven: {0}")]
    Bad(#[from] BadProof),
    #[error("not proven: it says that {0} published it, and is signed by another's key, {1}")]
    OtherAuthor(Iri, String),
    #[error(
        "not proven: the key {0} is not known here: name it with --key, or give the document of its \
         author with --actor"
    )]
    UnknownKey(String),
}

/// A copy that claims to be proven.
#[derive(Debug)]
pub struct Claim<'a> {
    proof: Proof<'a>,
    iri: Iri,
    /// Who is said to have published it.
    pub author: Iri,
}

impl<'a> Claim<'a> {
    /// Reads what a document claims: an object of one author, or an actor, that carries a proof.
    pub fn of(document: &'a Value, now: Timestamp) -> Result<Self, Unverified> {
        let iri = document.get("id").and_then(iri_of).ok_or(Unverified::NotAnObject)?;
        let author = match document.get("attributedTo") {
            Some(author) => first_iri(author).ok_or(Unverified::NotAnObject)?,
            None if document.get("inbox").is_some() => iri.clone(),
            None => return Err(Unverified::NotAnObject),
        };
        let proof = Proof::of(document, now)?.ok_or(Unverified::NoProof)?;
        let key = proof.key_id.split('#').next().and_then(|address| Iri::parse(address).ok());
        let is_own = key.is_some_and(|key| key.same_origin(&author)) && iri.same_origin(&author);
        if !is_own {
            return Err(Unverified::OtherAuthor(author, proof.key_id.to_owned()));
        }
        Ok(Self { proof, iri, author })
    }

    /// Checks it with the key of its author as `actor` lists it.
    pub fn check_with_actor(&self, actor: &Actor) -> Result<Verified, Unverified> {
        if actor.iri != self.author {
            return Err(Unverified::UnknownKey(self.proof.key_id.to_owned()));
        }
        let key = super::keyring::key_of(actor, self.proof.key_id);
        let key = key.ok_or_else(|| Unverified::UnknownKey(self.proof.key_id.to_owned()))?;
        self.check_with_key(&key.key)
    }

    /// Checks it with a key that the caller knows to be its author's.
    pub fn check_with_key(&self, key: &VerifyingKey) -> Result<Verified, Unverified> {
        self.proof.verify(key)?;
        Ok(Verified {
            iri: self.iri.clone(),
            author: self.author.clone(),
            signed_at: self.proof.created,
            key_id: self.proof.key_id.to_owned(),
        })
    }
}

/// The actor of a document that somebody gave as that of an author.
pub fn read_actor(document: &Value) -> Result<Actor, vocabulary::Unreadable> {
    Ok(vocabulary::actor::read(document)?.into_actor(ActorId(0), PeerId(0)))
}

//! The keys that an actor lists: `publicKey`, which everybody reads, and Multikeys (FEP-521a).

use activitypub_federation::protocol::public_key::PublicKey;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{document::Document, fields::Fields};
use crate::{
    domain::{Actor, Iri, SignatureScheme},
    federation::signature::VerifyingKey,
};

/// Longest PEM, and longest address of a key, in bytes: RSA-8192 has 1.5 KB.
const LONGEST_KEY: usize = 4_096;
/// Most keys of each sort that are read.
const MOST_KEYS: usize = 10;

/// The address of a key, and its text.
type Listed = (String, String);

/// RFC 9421, as FEP-844e names it.
const RFC9421: &str = "https://datatracker.ietf.org/doc/html/rfc9421";
/// RFC 9421 with Ed25519, as FEP-844e names it.
const RFC9421_ED25519: &str =
    "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25";

/// What our software understands, as its `Application` says (FEP-844e).
pub(super) fn implements() -> Value {
    json!([
        {"type": "Link", "href": RFC9421, "name": "RFC-9421: HTTP Message Signatures"},
        {
            "type": "Link",
            "href": RFC9421_ED25519,
            "name": "RFC-9421 signatures using the Ed25519 algorithm",
        },
    ])
}

/// How an actor, or the software that it names, says that requests to it may be signed.
pub(super) fn accepted_scheme(fields: Fields<'_>) -> Option<SignatureScheme> {
    let links = fields.objects("generator").chain([fields]).flat_map(|of| of.objects("implements"));
    let schemes = links.filter_map(|link| match link.text("href")? {
        RFC9421 => Some(SignatureScheme::Rfc9421),
        RFC9421_ED25519 => Some(SignatureScheme::Ed25519),
        _ => None,
    });
    schemes.max()
}

/// Puts the keys of a local actor: `publicKey` stays one object, as Mastodon wants it.
pub(super) fn write(document: &mut Document, actor: &Actor) {
    let owner = actor.iri.as_str();
    if let Some((id, pem)) = &actor.key {
        document.put("publicKey", json!({"id": id, "owner": owner, "publicKeyPem": pem}));
    }
    let multikey = |(id, text): &Listed| json!({"id": id, "type": "Multikey", "controller": owner, "publicKeyMultibase": text});
    let multikeys: Vec<Value> = actor.more_keys.iter().map(multikey).collect();
    if !multikeys.is_empty() {
        document.put("assertionMethod", multikeys);
    }
}

/// The keys that an actor lists as its own: the first RSA key, and all others that are of use.
///
/// A key must name the actor as its owner and have an address of the actor's origin (T06).
pub(super) fn read(fields: Fields<'_>, actor: &Iri) -> (Option<Listed>, Vec<Listed>) {
    let mut rsa = fields.items("publicKey").take(MOST_KEYS).filter_map(|key| of_pem(key, actor));
    let first = rsa.next();
    let multikeys = fields.objects("assertionMethod").take(MOST_KEYS);
    let more = rsa.chain(multikeys.filter_map(|key| of_multikey(key, actor))).collect();
    (first, more)
}

fn of_pem(key: &Value, actor: &Iri) -> Option<Listed> {
    let key = PublicKey::deserialize(key).ok()?;
    let is_own = key.owner.as_str() == actor.as_str() && is_near(&key.id, actor);
    (is_own && key.public_key_pem.len() <= LONGEST_KEY).then_some((key.id, key.public_key_pem))
}

fn of_multikey(key: Fields<'_>, actor: &Iri) -> Option<Listed> {
    let (id, text) = (key.text("id")?, key.text("publicKeyMultibase")?);
    let is_own = key.text("type") == Some("Multikey")
        && key.text("controller") == Some(actor.as_str())
        && is_near(id, actor);
    (is_own && text.len() <= LONGEST_KEY && VerifyingKey::parse(text).is_ok())
        .then(|| (id.to_owned(), text.to_owned()))
}

/// Whether a key lives where its actor does.
fn is_near(key_id: &str, actor: &Iri) -> bool {
    let document = key_id.split('#').next().unwrap_or_default();
    key_id.len() <= LONGEST_KEY
        && Iri::parse(document).is_ok_and(|address| address.same_origin(actor))
}

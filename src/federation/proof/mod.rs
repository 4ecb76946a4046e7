//! Object integrity proofs (FEP-8b32, cryptosuite `eddsa-jcs-2022`): who published an object, and
//! that not a byte of it was changed since, whoever hands it over.
//!
//! An object within another document has no `@context` of its own here; then that of its proof is
//! put in its place (`FEDERATION.md`, "Proofs").

use std::borrow::Cow;

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value, json};

use super::{
    FederationError, multibase,
    signature::{Algorithm, SigningKey, VerifyingKey},
};
use crate::domain::Timestamp;

const PROOF_TYPE: &str = "DataIntegrityProof";
const CRYPTOSUITE: &str = "eddsa-jcs-2022";
const PURPOSE: &str = "assertionMethod";
const CONTEXT: &str = "@context";

/// Why a proof proves nothing of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadProof {
    /// More than one that could be checked: which of them counts?
    #[error("it carries more than one proof")]
    Several,
    /// A field is missing, or says what it may not say.
    #[error("its proof has no {0} that can be used")]
    Malformed(&'static str),
    /// The document has another `@context` than the one that was signed.
    #[error("its proof is of another @context")]
    OtherContext,
    /// Object, proof and key do not belong together.
    #[error("it is not what was signed: it was changed, or signed with another key")]
    Mismatch,
}

/// A proof that can be checked.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    object: &'a Map<String, Value>,
    fields: &'a Map<String, Value>,
    /// The id of the key that made it: `https://lyon.example/ap/lyon#ed25519-key`.
    pub key_id: &'a str,
    /// When it was made, as it says.
    pub created: Option<Timestamp>,
    signature: [u8; 64],
}

impl<'a> Proof<'a> {
    /// The proof of an object; `None` when it carries none of a kind that we know, or one that has
    /// expired: it is not proven then, which is no offence. A `signature` within a document (Linked
    /// Data Signatures) is never looked at (`docs/security.md` T18).
    pub fn of(object: &'a Value, now: Timestamp) -> Result<Option<Self>, BadProof> {
        let Some(object) = object.as_object() else { return Ok(None) };
        let proofs = match object.get("proof") {
            Some(Value::Array(several)) => several.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => return Ok(None),
        };
        let mut known = proofs.iter().filter_map(Value::as_object).filter(|f| is_known(f, now));
        match (known.next(), known.next()) {
            (None, _) => Ok(None),
            (Some(fields), None) => Self::read(object, fields).map(Some),
            (Some(_), Some(_)) => Err(BadProof::Several),
        }
    }

    fn read(
        object: &'a Map<String, Value>,
        fields: &'a Map<String, Value>,
    ) -> Result<Self, BadProof> {
        let text = |name| fields.get(name).and_then(Value::as_str);
        if text("proofPurpose") != Some(PURPOSE) {
            return Err(BadProof::Malformed("proofPurpose"));
        }
        let key_id = text("verificationMethod").ok_or(BadProof::Malformed("verificationMethod"))?;
        let value = text("proofValue").and_then(multibase::decode);
        let signature = value.ok_or(BadProof::Malformed("proofValue"))?;
        let created = text("created").and_then(Timestamp::parse);
        Ok(Self { object, fields, key_id, created, signature })
    }

    /// Checks that the owner of `key` signed the object as it is.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), BadProof> {
        let context = self.signed_context()?;
        let unsecured = Without { fields: self.object, context, left_out: "proof" };
        let context = self.fields.get(CONTEXT);
        let config = Without { fields: self.fields, context, left_out: "proofValue" };
        let message = message(&config, &unsecured).map_err(|_| BadProof::Mismatch)?;
        // The cryptosuite is of Ed25519 alone: a signature of an RSA key is no proof.
        let verifies =
            key.algorithm() == Algorithm::Ed25519 && key.verifies(&message, &self.signature);
        if verifies { Ok(()) } else { Err(BadProof::Mismatch) }
    }

    /// The `@context` that was signed: that of the proof, with which that of the object must begin
    /// when it has one (vc-di-eddsa 3.3.2, step 4); or else that of the object.
    fn signed_context(&self) -> Result<Option<&'a Value>, BadProof> {
        match (self.fields.get(CONTEXT), self.object.get(CONTEXT)) {
            (Some(signed), Some(own)) => {
                let begins = items(own).starts_with(items(signed));
                if begins { Ok(Some(signed)) } else { Err(BadProof::OtherContext) }
            }
            (Some(signed), None) => Ok(Some(signed)),
            (None, own) => Ok(own),
        }
    }
}

/// Whether a proof is of the only kind that is checked here.
fn is_known(fields: &Map<String, Value>, now: Timestamp) -> bool {
    let text = |name| fields.get(name).and_then(Value::as_str);
    let expires = text("expires").and_then(Timestamp::parse);
    text("type") == Some(PROOF_TYPE)
        && text("cryptosuite") == Some(CRYPTOSUITE)
        && expires.is_none_or(|expires| expires > now)
}

fn items(context: &Value) -> &[Value] {
    context.as_array().map_or(std::slice::from_ref(context), Vec::as_slice)
}

/// The proof of an object that is given as JSON text, to be its `proof`. The object's `@context`,
/// which the text need not have, is `context`.
pub fn create(
    object: &str,
    context: &Value,
    key: &SigningKey,
    key_id: &str,
    created: Timestamp,
) -> Result<Value, FederationError> {
    let object: Map<String, Value> = serde_json::from_str(object)?;
    let mut proof = json!({
        CONTEXT: context,
        "type": PROOF_TYPE,
        "cryptosuite": CRYPTOSUITE,
        "verificationMethod": key_id,
        "proofPurpose": PURPOSE,
        "created": to_the_second(created),
    });
    let unsecured = Without { fields: &object, context: Some(context), left_out: "proof" };
    let message = message(&proof, &unsecured)?;
    proof["proofValue"] = multibase::encode(&key.sign(&message)?).into();
    Ok(proof)
}

/// `2026-11-03T08:30:00Z`: some software writes a moment anew before it checks the proof, without
/// a fraction that is zero.
fn to_the_second(at: Timestamp) -> String {
    Timestamp(at.0 - at.0.rem_euclid(1_000)).to_string().replace(".000Z", "Z")
}

/// What is signed: the hash of the proof as it is but for its value, and that of the object.
fn message(
    config: &impl Serialize,
    unsecured: &impl Serialize,
) -> Result<Vec<u8>, serde_json::Error> {
    let hash = |canonical: Vec<u8>| digest(&SHA256, &canonical);
    let config = hash(serde_json_canonicalizer::to_vec(config)?);
    let unsecured = hash(serde_json_canonicalizer::to_vec(unsecured)?);
    Ok([config.as_ref(), unsecured.as_ref()].concat())
}

/// An object with another context and without one of its fields, not copied.
struct Without<'a> {
    fields: &'a Map<String, Value>,
    context: Option<&'a Value>,
    left_out: &'static str,
}

impl Serialize for Without<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(context) = self.context {
            map.serialize_entry(CONTEXT, context)?;
        }
        let is_left_out = |key: &str| key == CONTEXT || key == self.left_out;
        for (key, value) in self.fields.iter().filter(|(key, _)| !is_left_out(key)) {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// The object with its proof, as text: what it was, byte for byte, and the proof after it.
#[must_use]
pub fn attach(object: &str, proof: &Value) -> String {
    let rest = object.strip_suffix('}').unwrap_or(object);
    format!("{rest},\"proof\":{proof}}}")
}

/// An object as text, without the proof that [`attach`] gave it.
#[must_use]
pub fn without_proof(object: &str) -> Cow<'_, str> {
    let mut fields: Map<String, Value> = serde_json::from_str(object).unwrap_or_default();
    match fields.shift_remove("proof") {
        Some(_) => Cow::Owned(Value::Object(fields).to_string()),
        None => Cow::Borrowed(object),
    }
}

/// The object as it is kept: without an `@context` that its proof repeats, which would be there
/// twice.
#[must_use]
pub fn kept_form(object: &Value) -> Cow<'_, Value> {
    let (Some(fields), Some(proof)) = (object.as_object(), object.get("proof")) else {
        return Cow::Borrowed(object);
    };
    let context = fields.get(CONTEXT);
    if context.is_none() || items(proof).iter().any(|proof| proof.get(CONTEXT) != context) {
        return Cow::Borrowed(object);
    }
    let mut fields = fields.clone();
    fields.shift_remove(CONTEXT);
    Cow::Owned(Value::Object(fields))
}

#[cfg(test)]
mod tests;

//! A request that says who signed it, in either way of signing.

use super::{Algorithm, BadSignature, Scheme, VerifyingKey, cavage, header::only, rfc9421};
use crate::domain::{SignatureScheme, Timestamp};

/// A request as it arrived.
#[derive(Clone, Copy, Debug)]
pub struct Arrived<'a> {
    /// `POST`.
    pub method: &'a str,
    /// Path and query, as they stand in the request line.
    pub target: &'a str,
    /// Each header as often as it came.
    pub headers: &'a [(&'a str, &'a str)],
    /// The bytes that the sender vouches for.
    pub body: &'a [u8],
}

/// A request whose signature covers what it must and fits what arrived; only the key is still to
/// be asked.
#[derive(Debug)]
pub struct SignedRequest {
    pub(super) key_id: String,
    pub(super) signature: Vec<u8>,
    /// What may have been signed: in draft-cavage with the query, and without it.
    pub(super) texts: Vec<String>,
    /// The kind of key that it names, if it does.
    pub(super) algorithm: Option<Algorithm>,
    pub(super) scheme: Scheme,
}

impl SignedRequest {
    /// Checks all that can be checked without the key (`PROTOCOL.md` 2.2, 1 to 6, and 2.3).
    ///
    /// `origin` is that of this node, the only one for which requests are taken, whatever a proxy
    /// says.
    pub fn parse(request: Arrived<'_>, origin: &str, now: Timestamp) -> Result<Self, BadSignature> {
        match only(request.headers, "signature-input")? {
            Some(inputs) => rfc9421::read(request, inputs, origin, now),
            None => cavage::read(request, host_of(origin), now),
        }
    }

    /// The address of the key that is said to have signed.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The scheme in which its sender signs and therefore verifies; draft-cavage says nothing, since
    /// all speak it.
    pub(in crate::federation) fn shows_that_it_takes(&self) -> Option<SignatureScheme> {
        match (self.scheme, self.algorithm) {
            (Scheme::Cavage, _) => None,
            (Scheme::Rfc9421, Some(Algorithm::Ed25519)) => Some(SignatureScheme::Ed25519),
            (Scheme::Rfc9421, _) => Some(SignatureScheme::Rfc9421),
        }
    }

    /// Whether the key did sign. A key signs in its own way, whatever the request says (RFC 9421,
    /// 3.2, step 6).
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), BadSignature> {
        if self.algorithm.is_some_and(|algorithm| algorithm != key.algorithm()) {
            return Err(BadSignature::OtherAlgorithm);
        }
        if self.texts.iter().any(|text| key.verifies(text.as_bytes(), &self.signature)) {
            Ok(())
        } else {
            Err(BadSignature::OtherKey)
        }
    }
}

/// `lyon.example` of `https://lyon.example`.
pub(super) fn host_of(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

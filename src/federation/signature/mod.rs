//! Who sent a request, proved: HTTP signatures.
//!
//! draft-cavage is what every server of 2026 verifies (`PROTOCOL.md` 2.2). RFC 9421 will stand
//! beside it as a second way to fill a [`SignedRequest`].

mod cavage;
mod der;
mod digest_header;
mod key;
mod multikey;
mod parameters;

pub use cavage::{SignedRequest, sign};
pub use key::{Algorithm, BadKey, SigningKey, VerifyingKey};

/// Why a request is not taken to come from whom it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// There is none.
    #[error("the request is not signed")]
    Missing,
    /// Something stands there twice, so that two readers could read two things.
    #[error("the request has more than one {0}")]
    Ambiguous(String),
    /// A header that is longer than any honest one.
    #[error("the signature header is longer than {0} bytes")]
    TooLong(usize),
    /// Something that cannot be read.
    #[error("the {0} cannot be read")]
    Malformed(&'static str),
    /// A way of signing that we do not know.
    #[error("signatures of the kind {0} are not supported")]
    Unsupported(String),
    /// Something that must be signed and is not, or is signed and not there.
    #[error("the signature does not cover {0}")]
    Uncovered(String),
    /// It was meant for another host.
    #[error("the request was signed for another host")]
    OtherHost,
    /// It is too old, or comes from the future.
    #[error("the request is dated more than an hour from now")]
    OutOfTime,
    /// The signer wanted it forgotten by now.
    #[error("the signature has expired")]
    Expired,
    /// The body is not the one that was signed.
    #[error("the body is not the one that was signed")]
    OtherBody,
    /// The key did not make the signature.
    #[error("the signature is not of this key")]
    OtherKey,
}

#[cfg(test)]
mod tests;

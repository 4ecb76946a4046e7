//! RSA-2048 as AWS-LC does it, without anything around it: a yardstick.

use aws_lc_rs::{rand::SystemRandom, signature};
use base64::{Engine, prelude::BASE64_STANDARD};

/// What is signed: as long as what a server signs.
pub(crate) const TEXT: &[u8] = b"(request-target): post /ap/inbox\nhost: lyon.example\n\
    date: Fri, 01 Jan 2027 00:00:00 GMT\ndigest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";

/// A pair of keys, parsed.
pub(crate) struct Key(pub(crate) signature::RsaKeyPair);

impl Key {
    /// The private key of a PEM text.
    pub(crate) fn from_pem(pem: &str) -> Self {
        let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let der = BASE64_STANDARD.decode(text).unwrap();
        Self(signature::RsaKeyPair::from_pkcs8(&der).unwrap())
    }

    /// Signs [`TEXT`].
    pub(crate) fn sign(&self) -> Vec<u8> {
        let mut signed = vec![0; self.0.public_modulus_len()];
        let padding = &signature::RSA_PKCS1_SHA256;
        self.0.sign(padding, &SystemRandom::new(), TEXT, &mut signed).unwrap();
        signed
    }
}

//! Keys, parsed once and used many times: RSA, which everybody takes, and Ed25519.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa,
    signature::{
        ED25519, Ed25519KeyPair, KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
        UnparsedPublicKey,
    },
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::der::{decode, ed25519_key_of, modulus_of, rsa_key_of};
use crate::federation::multibase;

/// Bytes of the shortest modulus that is safe today.
const SHORTEST_MODULUS: usize = 2_048 / 8;

/// Why a text is not a key that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not PEM of the expected label, and not a Multikey.
    #[error("the key is not PEM of a kind that is known here")]
    NotPem,
    /// Neither an RSA nor an Ed25519 key, or not a whole one.
    #[error("the key is not a well-formed RSA or Ed25519 key")]
    NotAKey,
    /// Fewer than 2048 bits.
    #[error("the key has fewer than 2048 bits")]
    TooShort,
    /// The machine's source of chance failed.
    #[error("the key could not sign")]
    CannotSign,
}

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rsa,
    /// Ed25519.
    Ed25519,
}

/// A private key.
#[derive(Debug)]
pub enum SigningKey {
    /// RSA of 2048 bits or more.
    Rsa(rsa::KeyPair),
    /// Ed25519.
    Ed25519(Ed25519KeyPair),
}

impl SigningKey {
    /// Reads a PKCS#8 private key.
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        let der = decode(pem, "PRIVATE KEY").ok_or(BadKey::NotPem)?;
        if let Ok(key) = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der) {
            return Ok(Self::Ed25519(key));
        }
        rsa::KeyPair::from_pkcs8(&der).map(Self::Rsa).map_err(|_| BadKey::NotAKey)
    }

    /// How it signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa(_) => Algorithm::Rsa,
            Self::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// The signature of a message: its bytes.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, BadKey> {
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
                    .map_err(|_| BadKey::CannotSign)?;
                Ok(signature)
            }
            Self::Ed25519(key) => Ok(key.sign(message).as_ref().to_vec()),
        }
    }

    /// The signature of a message in base64.
    pub(super) fn sign_in_base64(&self, message: &str) -> Result<String, BadKey> {
        Ok(STANDARD.encode(self.sign(message.as_bytes())?))
    }

    /// The public half of an Ed25519 key as `publicKeyMultibase` (FEP-521a); RSA has its PEM.
    #[must_use]
    pub fn public_multikey(&self) -> Option<String> {
        match self {
            Self::Rsa(_) => None,
            Self::Ed25519(key) => Some(multibase::encode_key(key.public_key().as_ref())),
        }
    }
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyingKey {
    /// An `RSAPublicKey` in DER, as AWS-LC takes it.
    Rsa(Vec<u8>),
    /// Ed25519.
    Ed25519([u8; 32]),
}

impl VerifyingKey {
    /// Reads a key as an actor lists it: PEM, or a Multikey of Ed25519.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        match multibase::decode_key(text) {
            Some(key) => Ok(Self::Ed25519(key)),
            None => Self::from_pem(text),
        }
    }

    /// Reads a public key as `SubjectPublicKeyInfo`, or RSA as PKCS#1.
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        let key = if let Some(info) = decode(pem, "PUBLIC KEY") {
            if let Some(key) = ed25519_key_of(&info) {
                return Ok(Self::Ed25519(key));
            }
            rsa_key_of(&info).ok_or(BadKey::NotAKey)?.to_vec()
        } else {
            decode(pem, "RSA PUBLIC KEY").ok_or(BadKey::NotPem)?
        };
        let modulus = modulus_of(&key).ok_or(BadKey::NotAKey)?;
        if modulus.len() < SHORTEST_MODULUS { Err(BadKey::TooShort) } else { Ok(Self::Rsa(key)) }
    }

    /// How its other half signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa(_) => Algorithm::Rsa,
            Self::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// Whether this key made the signature of the message.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match self {
            Self::Rsa(key) => {
                UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(message, signature)
            }
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
        };
        verified.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIVATE: &str = include_str!("../../../tests/fixtures/keys/lyon.pem");
    const PUBLIC: &str = include_str!("../../../tests/fixtures/keys/lyon.pub.pem");

    #[test]
    fn what_a_key_signs_its_other_half_verifies_and_no_other() {
        let signature = SigningKey::from_pem(PRIVATE).unwrap().sign(b"accueil").unwrap();
        let lyon = VerifyingKey::from_pem(PUBLIC).unwrap();
        let liege = include_str!("../../../tests/fixtures/keys/liege.pub.pem");
        assert!(lyon.verifies(b"accueil", &signature));
        assert!(!lyon.verifies(b"accueil!", &signature));
        assert!(!VerifyingKey::from_pem(liege).unwrap().verifies(b"accueil", &signature));
    }

    #[test]
    fn a_public_key_is_the_same_in_both_forms_and_with_either_line_ending() {
        let info = VerifyingKey::from_pem(PUBLIC).unwrap();
        let VerifyingKey::Rsa(der) = &info else { panic!("{info:?}") };
        let pkcs1 = STANDARD.encode(der);
        let pkcs1 =
            format!("-----BEGIN RSA PUBLIC KEY-----\n{pkcs1}\n-----END RSA PUBLIC KEY-----");
        assert_eq!(VerifyingKey::from_pem(&pkcs1).unwrap(), info);
        assert_eq!(VerifyingKey::from_pem(&PUBLIC.replace('\n', "\r\n")).unwrap(), info);
    }

    #[test]
    fn an_ed25519_key_is_read_from_pem_and_from_its_multikey() {
        // openssl genpkey -algorithm ed25519 | openssl pkey -pubout
        let pem = include_str!("../../../tests/fixtures/keys/ed25519.pub.pem");
        let key = VerifyingKey::from_pem(pem).unwrap();
        let VerifyingKey::Ed25519(bytes) = &key else { panic!("{key:?}") };
        assert_eq!(VerifyingKey::parse(&multibase::encode_key(bytes)), Ok(key.clone()));
        assert_eq!(VerifyingKey::parse(pem), Ok(key));
    }

    #[test]
    fn what_is_no_key_of_2048_bits_is_refused() {
        // openssl genrsa 1024 | openssl rsa -pubout
        let short = include_str!("../../../tests/fixtures/keys/short.pub.pem");
        assert_eq!(VerifyingKey::from_pem(short), Err(BadKey::TooShort));
        assert_eq!(VerifyingKey::from_pem(PRIVATE), Err(BadKey::NotPem));
        for broken in
            ["", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----"]
        {
            assert!(VerifyingKey::from_pem(broken).is_err(), "{broken}");
        }
        for cut in 0..PUBLIC.len() - 1 {
            assert!(VerifyingKey::from_pem(&PUBLIC[..cut]).is_err(), "{cut}");
        }
        assert!(SigningKey::from_pem(PUBLIC).is_err());
    }
}

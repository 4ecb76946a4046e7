//! RSA keys, parsed once and used many times.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeyPair,
    signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey},
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Bytes of the shortest modulus that is safe today.
const SHORTEST_MODULUS: usize = 2_048 / 8;
/// `AlgorithmIdentifier` of an RSA key (RFC 3279, 2.3.1).
const RSA_ENCRYPTION: [u8; 13] =
    [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// Why a text is not a key that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not PEM of the expected label.
    #[error("the key is not PEM of a kind that is known here")]
    NotPem,
    /// Not an RSA key, or not a whole one.
    #[error("the key is not a well-formed RSA key")]
    NotRsa,
    /// Fewer than 2048 bits.
    #[error("the key has fewer than 2048 bits")]
    TooShort,
    /// The machine's source of chance failed.
    #[error("the key could not sign")]
    CannotSign,
}

/// A private key.
#[derive(Debug)]
pub struct SigningKey(KeyPair);

impl SigningKey {
    /// Reads a PKCS#8 private key.
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        let der = decode(pem, "PRIVATE KEY").ok_or(BadKey::NotPem)?;
        KeyPair::from_pkcs8(&der).map(Self).map_err(|_| BadKey::NotRsa)
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256, in base64.
    pub(super) fn sign(&self, text: &str) -> Result<String, BadKey> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .map_err(|_| BadKey::CannotSign)?;
        Ok(STANDARD.encode(signature))
    }
}

/// A public key: its `RSAPublicKey` in DER, as AWS-LC takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKey(Vec<u8>);

impl VerifyingKey {
    /// Reads a public key as `SubjectPublicKeyInfo` or as PKCS#1.
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        let key = if let Some(info) = decode(pem, "PUBLIC KEY") {
            rsa_key_of(&info).ok_or(BadKey::NotRsa)?.to_vec()
        } else {
            decode(pem, "RSA PUBLIC KEY").ok_or(BadKey::NotPem)?
        };
        let modulus = modulus_of(&key).ok_or(BadKey::NotRsa)?;
        if modulus.len() < SHORTEST_MODULUS { Err(BadKey::TooShort) } else { Ok(Self(key)) }
    }

    /// Whether this key made the signature of the text.
    pub(super) fn verifies(&self, text: &str, signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.0);
        key.verify(text.as_bytes(), signature).is_ok()
    }
}

/// The bytes between the lines of a PEM with this label.
fn decode(pem: &str, label: &str) -> Option<Vec<u8>> {
    let start = pem.trim().strip_prefix("-----BEGIN ")?.strip_prefix(label)?;
    let end = start.strip_prefix("-----")?.strip_suffix("-----")?.strip_suffix(label)?;
    let base64: String = end.strip_suffix("-----END ")?.split_whitespace().collect();
    STANDARD.decode(base64).ok()
}

/// The `RSAPublicKey` within a `SubjectPublicKeyInfo` (RFC 5280, 4.1).
fn rsa_key_of(info: &[u8]) -> Option<&[u8]> {
    let (info, _) = element(info, SEQUENCE)?;
    let (algorithm, rest) = element(info, SEQUENCE)?;
    let (bits, _) = element(rest, BIT_STRING)?;
    bits.strip_prefix(&[0]).filter(|_| algorithm == RSA_ENCRYPTION)
}

/// The modulus of an `RSAPublicKey` without leading zeros (RFC 8017, A.1.1).
fn modulus_of(key: &[u8]) -> Option<&[u8]> {
    let (numbers, _) = element(key, SEQUENCE)?;
    let (modulus, exponent) = element(numbers, INTEGER)?;
    element(exponent, INTEGER)?;
    Some(modulus.strip_prefix(&[0]).unwrap_or(modulus))
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;

/// The content of a DER element with this tag, and what comes after it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let rest = der.strip_prefix(&[tag])?;
    let (length, rest) = match *rest {
        [length @ 0..=0x7f, ..] => (usize::from(length), &rest[1..]),
        [0x81, length, ..] => (usize::from(length), &rest[2..]),
        [0x82, high, low, ..] => (usize::from(u16::from_be_bytes([high, low])), &rest[3..]),
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIVATE: &str = include_str!("../../../tests/fixtures/keys/lyon.pem");
    const PUBLIC: &str = include_str!("../../../tests/fixtures/keys/lyon.pub.pem");

    #[test]
    fn what_a_key_signs_its_other_half_verifies_and_no_other() {
        let signature = SigningKey::from_pem(PRIVATE).unwrap().sign("accueil").unwrap();
        let signature = STANDARD.decode(signature).unwrap();
        let lyon = VerifyingKey::from_pem(PUBLIC).unwrap();
        let liege = include_str!("../../../tests/fixtures/keys/liege.pub.pem");
        assert!(lyon.verifies("accueil", &signature));
        assert!(!lyon.verifies("accueil!", &signature));
        assert!(!VerifyingKey::from_pem(liege).unwrap().verifies("accueil", &signature));
    }

    #[test]
    fn a_public_key_is_the_same_in_both_forms_and_with_either_line_ending() {
        let info = VerifyingKey::from_pem(PUBLIC).unwrap();
        let pkcs1 = STANDARD.encode(&info.0);
        let pkcs1 =
            format!("-----BEGIN RSA PUBLIC KEY-----\n{pkcs1}\n-----END RSA PUBLIC KEY-----");
        assert_eq!(VerifyingKey::from_pem(&pkcs1).unwrap(), info);
        assert_eq!(VerifyingKey::from_pem(&PUBLIC.replace('\n', "\r\n")).unwrap(), info);
    }

    #[test]
    fn what_is_no_rsa_key_of_2048_bits_is_refused() {
        // openssl genrsa 1024 | openssl rsa -pubout; openssl genpkey -algorithm ed25519 | … -pubout
        let short = include_str!("../../../tests/fixtures/keys/short.pub.pem");
        let ed25519 = include_str!("../../../tests/fixtures/keys/ed25519.pub.pem");
        assert_eq!(VerifyingKey::from_pem(short), Err(BadKey::TooShort));
        assert_eq!(VerifyingKey::from_pem(ed25519), Err(BadKey::NotRsa));
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

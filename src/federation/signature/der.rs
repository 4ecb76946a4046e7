//! As much of PEM and DER as a key takes.

use base64::{Engine, engine::general_purpose::STANDARD};

/// `AlgorithmIdentifier` of an RSA key (RFC 3279, 2.3.1).
const RSA_ENCRYPTION: [u8; 13] =
    [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/// `AlgorithmIdentifier` of an Ed25519 key (RFC 8410, 3).
const ED25519: [u8; 5] = [0x06, 0x03, 0x2b, 0x65, 0x70];

/// The bytes between the lines of a PEM with this label.
pub(super) fn decode(pem: &str, label: &str) -> Option<Vec<u8>> {
    let start = pem.trim().strip_prefix("-----BEGIN ")?.strip_prefix(label)?;
    let end = start.strip_prefix("-----")?.strip_suffix("-----")?.strip_suffix(label)?;
    let base64: String = end.strip_suffix("-----END ")?.split_whitespace().collect();
    STANDARD.decode(base64).ok()
}

/// The `RSAPublicKey` within a `SubjectPublicKeyInfo` (RFC 5280, 4.1).
pub(super) fn rsa_key_of(info: &[u8]) -> Option<&[u8]> {
    let (info, _) = element(info, SEQUENCE)?;
    let (algorithm, rest) = element(info, SEQUENCE)?;
    let (bits, _) = element(rest, BIT_STRING)?;
    bits.strip_prefix(&[0]).filter(|_| algorithm == RSA_ENCRYPTION)
}

/// The Ed25519 key within a `SubjectPublicKeyInfo` (RFC 8410, 4).
pub(super) fn ed25519_key_of(info: &[u8]) -> Option<[u8; 32]> {
    let (info, _) = element(info, SEQUENCE)?;
    let (algorithm, rest) = element(info, SEQUENCE)?;
    let (bits, _) = element(rest, BIT_STRING)?;
    bits.strip_prefix(&[0]).filter(|_| algorithm == ED25519)?.try_into().ok()
}

/// The modulus of an `RSAPublicKey` without leading zeros (RFC 8017, A.1.1).
pub(super) fn modulus_of(key: &[u8]) -> Option<&[u8]> {
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

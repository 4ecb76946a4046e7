//! Bytes as texts that name their own alphabet: keys and signatures in documents (multibase
//! base58btc, and the multicodec of Ed25519 keys as FEP-521a uses them).

/// The letter of base58btc.
const BASE58BTC: char = 'z';
/// The multicodec of a public Ed25519 key, as a varint.
const ED25519_PUBLIC: [u8; 2] = [0xed, 0x01];

/// Bytes in base58btc, with its letter.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    format!("{BASE58BTC}{}", bs58::encode(bytes).into_string())
}

/// Exactly `N` bytes that were written in base58btc.
#[must_use]
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let length = bs58::decode(text.strip_prefix(BASE58BTC)?).onto(&mut bytes).ok()?;
    (length == N).then_some(bytes)
}

/// A public Ed25519 key as the `publicKeyMultibase` of a `Multikey`.
#[must_use]
pub fn encode_key(key: &[u8; 32]) -> String {
    encode(&[&ED25519_PUBLIC, key.as_slice()].concat())
}

/// The public Ed25519 key that a `publicKeyMultibase` names; `None` when it is of another sort.
#[must_use]
pub fn decode_key(text: &str) -> Option<[u8; 32]> {
    decode::<34>(text)?.strip_prefix(&ED25519_PUBLIC)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were() {
        // Multibase test vectors: `z` of "yes mani !".
        assert_eq!(encode(b"yes mani !"), "z7paNL19xttacUY");
        assert_eq!(decode("z7paNL19xttacUY"), Some(*b"yes mani !"));
        assert_eq!(decode::<3>(&encode(&[0, 0, 7])), Some([0, 0, 7]));
    }

    #[test]
    fn a_text_of_another_length_alphabet_or_sort_is_refused() {
        assert_eq!(decode::<9>("z7paNL19xttacUY"), None);
        assert_eq!(decode::<11>("z7paNL19xttacUY"), None);
        for text in ["", "z", "7paNL19xttacUY", "u7paNL19xttacUY", "z7paNL19xttacU0", "zé"] {
            assert_eq!(decode::<10>(text), None, "{text}");
        }
        // A secret key of FEP-8b32, which is of another multicodec.
        assert_eq!(decode_key("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"), None);
    }

    #[test]
    fn a_key_is_written_as_in_fep_521a() {
        let text = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        assert_eq!(encode_key(&decode_key(text).unwrap()), text);
    }
}

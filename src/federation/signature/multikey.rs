//! Ed25519 keys as actors list them: Multikey (FEP-521a, W3C Controlled Identifiers 1.0).

/// Multicodec `ed25519-pub`, as a varint.
const ED25519_PUB: [u8; 2] = [0xed, 0x01];
/// Multibase: base58 of Bitcoin.
const BASE58: char = 'z';
/// Characters of the longest text that such a key can be.
const LONGEST: usize = 64;

/// `z6Mk…`
pub(super) fn write(key: &[u8]) -> String {
    let bytes = [&ED25519_PUB, key].concat();
    format!("{BASE58}{}", bs58::encode(bytes).into_string())
}

/// The key of a text like `z6Mk…`; `None` for anything else, keys of other kinds included.
pub(super) fn read(text: &str) -> Option<[u8; 32]> {
    let base58 = text.strip_prefix(BASE58).filter(|_| text.len() <= LONGEST)?;
    let bytes = bs58::decode(base58).into_vec().ok()?;
    bytes.strip_prefix(&ED25519_PUB)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_did_key_is_read_and_written() {
        let text = "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";
        let key = read(text).unwrap();
        assert_eq!(write(&key), text);
    }

    #[test]
    fn what_is_no_ed25519_key_is_not_read() {
        let other =
            format!("z{}", bs58::encode([&[0x80, 0x24][..], &[7; 32]].concat()).into_string());
        let short =
            format!("z{}", bs58::encode([&ED25519_PUB[..], &[7; 31]].concat()).into_string());
        let long = format!("z{}", "2".repeat(10_000));
        for text in ["", "z", "z0OIl", "u7QEB", &other, &short, &long] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

//! The digest of an object, by which two nodes know that they hold the same.

use std::fmt::Write;

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use crate::domain::Iri;

/// What says how to read an object, or that it is genuine, and is no part of what it says.
const LEFT_OUT: [&str; 2] = ["@context", "proof"];

/// The SHA-256 of the canonical JSON (RFC 8785) of an object without `@context` and `proof`, as a
/// multihash in multibase base16: `f1220` and 64 digits.
///
/// Fails for what is not an object, and for numbers that JSON cannot carry.
pub fn of(object: &Value) -> Result<String, serde_json::Error> {
    Ok(of_bytes(&serde_json_canonicalizer::to_vec(&Essence(object))?))
}

/// The digest of an object that is given as JSON text.
pub fn of_text(object: &str) -> Result<String, serde_json::Error> {
    of(&serde_json::from_str(object)?)
}

/// The digest of bytes in the same form.
#[must_use]
pub fn of_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(5 + 64);
    text.push_str("f1220");
    for byte in digest(&SHA256, bytes).as_ref() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether a text has the form of a digest.
#[must_use]
pub fn is_well_formed(text: &str) -> bool {
    let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    text.strip_prefix("f1220").is_some_and(|hex| hex.len() == 64 && hex.bytes().all(is_digit))
}

/// The bucket of an address in a catalogue: the first byte of its SHA-256.
#[must_use]
pub fn bucket(iri: &Iri) -> u8 {
    digest(&SHA256, iri.as_str().as_bytes()).as_ref()[0]
}

/// An object without what is left out, not copied.
struct Essence<'a>(&'a Value);

impl Serialize for Essence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Value::Object(fields) = self.0 else {
            return Err(serde::ser::Error::custom("not a JSON object"));
        };
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in fields.iter().filter(|(key, _)| !LEFT_OUT.contains(&key.as_str())) {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_digest_is_that_of_the_canonical_text() {
        // printf '{"a":45,"b":"é"}' | sha256sum
        let expected = "f122027b1edded12a4d8628f73957e470cd23324f5dfb70548059d72262953724d8dd";
        let object = json!({"b": "é", "@context": "x", "a": 45.0, "proof": {"type": "y"}});
        assert_eq!(of(&object).unwrap(), expected);
    }

    #[test]
    fn only_objects_have_a_digest() {
        assert!(of(&json!(["a"])).is_err());
        assert!(of_text("{\"a\":").is_err());
    }

    proptest! {
        #[test]
        fn the_order_of_keys_and_spaces_do_not_matter(
            pairs in proptest::collection::btree_map("[a-zé]{1,6}", any_value(), 0..6)
        ) {
            let forward: Value = pairs.clone().into_iter().collect();
            let backward: Value = pairs.into_iter().rev().collect();
            let spaced = serde_json::to_string_pretty(&backward).unwrap();
            prop_assert_eq!(of(&forward).unwrap(), of_text(&spaced).unwrap());
        }

        #[test]
        fn a_changed_byte_changes_it(text in "[a-z]{1,20}", at in any::<prop::sample::Index>()) {
            let mut changed = text.clone().into_bytes();
            let at = at.index(changed.len());
            changed[at] = if changed[at] == b'z' { b'a' } else { changed[at] + 1 };
            let changed = String::from_utf8(changed).unwrap();
            prop_assert_ne!(of(&json!({"a": text})).unwrap(), of(&json!({"a": changed})).unwrap());
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "\\PC{0,9}".prop_map(Value::from),
        ];
        leaf.prop_recursive(2, 8, 3, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                proptest::collection::btree_map("[a-z]{1,3}", inner, 0..3)
                    .prop_map(|pairs| pairs.into_iter().collect()),
            ]
        })
    }
}

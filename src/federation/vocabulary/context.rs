//! What the words of our documents mean, inlined so that nobody has to fetch it.

use std::sync::LazyLock;

use serde_json::Value;

/// The context of `PROTOCOL.md` 1.6 without its white space, of which no name has any.
///
/// The prefix `havre` gives every `havre:` word its meaning; only those that hold an address, one
/// text per language or one value per key have a line of their own.
static CONTEXT: LazyLock<String> =
    LazyLock::new(|| include_str!("context.json").split_whitespace().collect());

/// The document of an object: its JSON text with `@context` put first and not a byte else changed.
#[must_use]
pub fn with_context(object_json: &str) -> String {
    let rest = object_json.strip_prefix('{').unwrap_or(object_json);
    format!("{{\"@context\":{},{rest}", *CONTEXT)
}

/// The context as a value, for those who sign it.
#[must_use]
pub fn context() -> &'static Value {
    static VALUE: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(&CONTEXT).unwrap_or_default());
    &VALUE
}

/// The document of an object that carries a proof: with the `@context` that was signed, which may
/// be older than ours, or another's. Without a proof, [`with_context`].
#[must_use]
pub fn document(object_json: &str) -> String {
    let object: Value = serde_json::from_str(object_json).unwrap_or_default();
    if object.get("@context").is_some() {
        return object_json.to_owned();
    }
    match object.get("proof").and_then(|proof| proof.get("@context")) {
        Some(signed) => {
            let rest = object_json.strip_prefix('{').unwrap_or(object_json);
            format!("{{\"@context\":{signed},{rest}")
        }
        None => with_context(object_json),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_one_context_the_one_that_was_signed() {
        let signed = r#"{"id":"x","proof":{"@context":["old"],"type":"y"}}"#;
        assert_eq!(document(signed), format!(r#"{{"@context":["old"],{}"#, &signed[1..]));
        let own = r#"{"@context":"other","id":"x","proof":{"type":"y"}}"#;
        assert_eq!(document(own), own);
        assert_eq!(document(r#"{"id":"x"}"#), with_context(r#"{"id":"x"}"#));
        assert_eq!(context(), &serde_json::from_str::<Value>(&CONTEXT).unwrap());
        assert!(context().is_array());
    }
}

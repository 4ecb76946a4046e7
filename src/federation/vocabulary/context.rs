//! What the words of our documents mean, inlined so that nobody has to fetch it.

use std::sync::LazyLock;

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

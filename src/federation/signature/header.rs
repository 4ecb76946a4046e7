//! Headers of a request, each of which may stand there once.

use super::BadSignature;

/// The value of a header that may stand there once.
pub(super) fn only<'a>(
    headers: &[(&'a str, &'a str)],
    name: &str,
) -> Result<Option<&'a str>, BadSignature> {
    let mut values = headers.iter().filter(|(header, _)| header.eq_ignore_ascii_case(name));
    let value = values.next().map(|(_, value)| *value);
    match values.next() {
        Some(_) => Err(BadSignature::Ambiguous(name.to_owned())),
        None => Ok(value),
    }
}

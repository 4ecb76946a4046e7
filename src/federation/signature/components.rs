//! What a signature of RFC 9421 covers, and what those parts of a request are (RFC 9421, 2).

use super::{Arrived, BadSignature, header::only, request::host_of};

/// Refuses a signature under which somebody could send something else (T10): without the method,
/// without all of the address, or without the body.
pub(super) fn check_coverage(covered: &[&str], request: Arrived<'_>) -> Result<(), BadSignature> {
    let covers = |name: &str| covered.contains(&name);
    let missing = |name: &str| Err(BadSignature::Uncovered(name.to_owned()));
    if !covers("@method") {
        return missing("@method");
    }
    let query = request.target.contains('?');
    let host = covers("@authority") || covers("host");
    let path = covers("@request-target") || (covers("@path") && (covers("@query") || !query));
    if !(covers("@target-uri") || (host && path)) {
        return missing("@target-uri");
    }
    if request.method == "POST" && !covers("content-digest") {
        return missing("content-digest");
    }
    Ok(())
}

/// The value of a component, for a request to the node at `origin`.
pub(super) fn value_of(
    name: &str,
    request: Arrived<'_>,
    origin: &str,
) -> Result<String, BadSignature> {
    let (path, query) = match request.target.split_once('?') {
        Some((path, query)) => (path, query),
        None => (request.target, ""),
    };
    Ok(match name {
        "@method" => request.method.to_owned(),
        "@target-uri" => format!("{origin}{}", request.target),
        "@authority" => host_of(origin).to_owned(),
        "@scheme" => origin.split("://").next().unwrap_or_default().to_owned(),
        "@request-target" => request.target.to_owned(),
        "@path" => path.to_owned(),
        "@query" => format!("?{query}"),
        derived if derived.starts_with('@') => {
            return Err(BadSignature::Unsupported(derived.to_owned()));
        }
        header => {
            let value = if is_lower_case(header) { only(request.headers, header)? } else { None };
            let value = value.ok_or_else(|| BadSignature::Uncovered(header.to_owned()))?;
            value.trim().to_owned()
        }
    })
}

/// Whether a header is named as it must be (RFC 9421, 2.1).
fn is_lower_case(header: &str) -> bool {
    header.bytes().all(|byte| !byte.is_ascii_uppercase())
}

//! The parameters of a `Signature` header, read as senders write them: in any order, with or
//! without a space after the comma.

use super::BadSignature;

/// Longest header that is read, in bytes.
const LONGEST: usize = 4_096;
/// Most components that one signature covers.
const MOST_COMPONENTS: usize = 32;

/// The parameters that matter.
#[derive(Debug, Default)]
pub(super) struct Parameters<'a> {
    pub(super) key_id: &'a str,
    pub(super) signature: &'a str,
    pub(super) algorithm: Option<&'a str>,
    pub(super) created: Option<&'a str>,
    pub(super) expires: Option<&'a str>,
    /// What is signed, in its order, in small letters.
    pub(super) components: Vec<String>,
}

impl<'a> Parameters<'a> {
    /// Reads a header. The same parameter or component twice is refused, known or not (T11).
    pub(super) fn read(header: &'a str) -> Result<Self, BadSignature> {
        if header.len() > LONGEST {
            return Err(BadSignature::TooLong(LONGEST));
        }
        let mut parameters = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        let mut components = None;
        let mut rest = header.trim();
        while !rest.is_empty() {
            let (name, value, after) = next(rest).ok_or(BadSignature::Malformed("signature"))?;
            if seen.contains(&name) {
                return Err(BadSignature::Ambiguous(name.to_owned()));
            }
            seen.push(name);
            match name {
                "keyId" => parameters.key_id = value,
                "signature" => parameters.signature = value,
                "algorithm" => parameters.algorithm = Some(value),
                "created" => parameters.created = Some(value),
                "expires" => parameters.expires = Some(value),
                "headers" => components = Some(value),
                _ => {}
            }
            rest = after;
        }
        for (name, value) in [("keyId", parameters.key_id), ("signature", parameters.signature)] {
            if value.is_empty() {
                return Err(BadSignature::Malformed(name));
            }
        }
        parameters.components = read_components(components.unwrap_or_default())?;
        Ok(parameters)
    }
}

/// The first `name=value` or `name="value"`, and what comes after its comma.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('=')?;
    let (value, rest) = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
    };
    let rest = rest.trim_start();
    let after = if rest.is_empty() { rest } else { rest.strip_prefix(',')? };
    Some((name.trim(), value.trim(), after.trim_start()))
}

fn read_components(list: &str) -> Result<Vec<String>, BadSignature> {
    let mut components: Vec<String> = Vec::new();
    for name in list.split_ascii_whitespace().map(str::to_ascii_lowercase) {
        let well_formed = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"()-_".contains(&b));
        if !well_formed || components.len() == MOST_COMPONENTS {
            return Err(BadSignature::Malformed("headers"));
        }
        if components.contains(&name) {
            return Err(BadSignature::Ambiguous(name));
        }
        components.push(name);
    }
    Ok(components)
}

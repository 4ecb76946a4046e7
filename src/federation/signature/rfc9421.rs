//! HTTP Message Signatures (RFC 9421), as far as servers sign to one another: no component has
//! parameters, and each header stands there once.

use base64::{Engine, engine::general_purpose::STANDARD};
use sfv::{Dictionary, FieldType, InnerList, ListEntry, Parser};

use super::{
    Algorithm, Arrived, BadKey, BadSignature, Scheme, SignedRequest,
    components::{check_coverage, value_of},
    digest_header,
    header::only,
    key::SigningKey,
    moments::{check_expiry, check_near},
    request::host_of,
};
use crate::domain::{Iri, Timestamp};

/// Longest header that is read, in bytes.
const LONGEST: usize = 4_096;
/// Most signatures of one request that are looked at.
const MOST_SIGNATURES: usize = 4;
/// Most components that one signature covers.
const MOST_COMPONENTS: usize = 32;

/// What a server must do so that we can verify it (RFC 9421, 5.1).
#[must_use]
pub fn accept_signature(has_body: bool) -> &'static str {
    if has_body {
        "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created"
    } else {
        "sig1=(\"@method\" \"@target-uri\");created"
    }
}

/// The headers that sign a request in this way; with a body also its digests.
pub(super) fn sign(
    key: &SigningKey,
    key_id: &str,
    method: &str,
    address: &Iri,
    body: Option<&[u8]>,
    now: Timestamp,
) -> Result<Vec<(&'static str, String)>, BadKey> {
    let mut covered = vec![("@method", method.to_owned()), ("@target-uri", address.to_string())];
    let mut headers = Vec::with_capacity(4);
    if let Some(body) = body {
        let content_digest = digest_header::content_digest_of(body);
        headers.push(("digest", digest_header::of(body)));
        headers.push(("content-digest", content_digest.clone()));
        covered.push(("content-digest", content_digest));
    }
    let names: Vec<String> = covered.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let input = format!(
        "({});created={};keyid=\"{key_id}\";alg=\"{}\"",
        names.join(" "),
        now.0.div_euclid(1_000),
        name_of(key.algorithm()),
    );
    let lines = covered.iter().map(|(name, value)| (*name, value.as_str()));
    let signature = STANDARD.encode(key.sign(base(lines, &input).as_bytes())?);
    headers.push(("signature-input", format!("sig1={input}")));
    headers.push(("signature", format!("sig1=:{signature}:")));
    Ok(headers)
}

/// The text that is signed (RFC 9421, 2.5).
pub(super) fn base<'a>(
    lines: impl Iterator<Item = (&'a str, &'a str)>,
    parameters: &str,
) -> String {
    let lines = lines.map(|(name, value)| format!("\"{name}\": {value}"));
    let last = format!("\"@signature-params\": {parameters}");
    lines.chain([last]).collect::<Vec<String>>().join("\n")
}

fn name_of(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Rsa => "rsa-v1_5-sha256",
        Algorithm::Ed25519 => "ed25519",
    }
}

/// Reads the one signature of a request that we can use; two of them are refused, since somebody
/// else may look at the other one.
pub(super) fn read(
    request: Arrived<'_>,
    inputs: &str,
    origin: &str,
    now: Timestamp,
) -> Result<SignedRequest, BadSignature> {
    let headers = request.headers;
    if only(headers, "authorization")?.is_some_and(|value| value.starts_with("Signature ")) {
        return Err(BadSignature::Ambiguous("signature".to_owned()));
    }
    if only(headers, "host")?.is_some_and(|host| !host.eq_ignore_ascii_case(host_of(origin))) {
        return Err(BadSignature::OtherHost);
    }
    let signatures = only(headers, "signature")?.ok_or(BadSignature::Missing)?;
    let signatures = dictionary("signature", signatures)?;
    let inputs = dictionary("signature-input", inputs)?;
    for name in ["digest", "content-digest"] {
        if let Some(header) = only(headers, name)? {
            digest_header::check(header, request.body)?;
        }
    }
    let mut usable = None;
    let mut problem = BadSignature::Missing;
    for (label, input) in &inputs {
        let signature = signatures.get(label).and_then(bytes_of);
        let signature = signature.ok_or(BadSignature::Malformed("signature"))?;
        match read_one(request, input, signature, origin, now) {
            Ok(_) if usable.is_some() => {
                return Err(BadSignature::Ambiguous("signature".to_owned()));
            }
            Ok(signed) => usable = Some(signed),
            Err(why) => problem = why,
        }
    }
    usable.ok_or(problem)
}

/// The members of a header, none of them twice.
///
/// A reader of structured fields takes the last of two members or parameters of one name, where
/// somebody else may take the first: what is not written again as it came is refused (T11).
fn dictionary(name: &'static str, header: &str) -> Result<Dictionary, BadSignature> {
    if header.len() > LONGEST {
        return Err(BadSignature::TooLong(LONGEST));
    }
    let members: Dictionary =
        Parser::new(header).parse().map_err(|_| BadSignature::Malformed(name))?;
    let without_space = |text: &str| text.replace([' ', '\t'], "");
    let again = members.serialize().unwrap_or_default();
    if without_space(&again) != without_space(header) {
        return Err(BadSignature::Ambiguous(name.to_owned()));
    }
    if members.len() > MOST_SIGNATURES { Err(BadSignature::Malformed(name)) } else { Ok(members) }
}

fn bytes_of(member: &ListEntry) -> Option<&[u8]> {
    match member {
        ListEntry::Item(item) => item.bare_item.as_byte_sequence(),
        ListEntry::InnerList(_) => None,
    }
}

fn read_one(
    request: Arrived<'_>,
    input: &ListEntry,
    signature: &[u8],
    origin: &str,
    now: Timestamp,
) -> Result<SignedRequest, BadSignature> {
    let ListEntry::InnerList(input) = input else {
        return Err(BadSignature::Malformed("signature-input"));
    };
    let now = now.0 / 1_000;
    let created = number(input, "created")?.ok_or(BadSignature::Uncovered("created".to_owned()))?;
    check_near(created, now)?;
    check_expiry(number(input, "expires")?, now)?;
    let algorithm = match text(input, "alg")? {
        None => None,
        Some("rsa-v1_5-sha256") => Some(Algorithm::Rsa),
        Some("ed25519") => Some(Algorithm::Ed25519),
        Some(other) => return Err(BadSignature::Unsupported(other.to_owned())),
    };
    let key_id = text(input, "keyid")?.ok_or(BadSignature::Malformed("keyid"))?;
    let components = components_of(input)?;
    check_coverage(&components, request)?;
    let lines = components.iter().map(|name| Ok((*name, value_of(name, request, origin)?)));
    let lines: Vec<(&str, String)> = lines.collect::<Result<_, BadSignature>>()?;
    let parameters = vec![ListEntry::InnerList(input.clone())].serialize().unwrap_or_default();
    let lines = lines.iter().map(|(name, value)| (*name, value.as_str()));
    Ok(SignedRequest {
        key_id: key_id.to_owned(),
        signature: signature.to_vec(),
        texts: vec![base(lines, &parameters)],
        algorithm,
        scheme: Scheme::Rfc9421,
    })
}

/// What a signature covers, by name.
pub(super) fn components_of(input: &InnerList) -> Result<Vec<&str>, BadSignature> {
    let mut components: Vec<&str> = Vec::with_capacity(input.items.len());
    for item in &input.items {
        let name = item.bare_item.as_string().ok_or(BadSignature::Malformed("signature-input"))?;
        let name = name.as_str();
        if !item.params.is_empty() {
            return Err(BadSignature::Unsupported(format!("{name} with parameters")));
        }
        if components.contains(&name) {
            return Err(BadSignature::Ambiguous(name.to_owned()));
        }
        if components.len() == MOST_COMPONENTS {
            return Err(BadSignature::Malformed("signature-input"));
        }
        components.push(name);
    }
    Ok(components)
}

fn text<'a>(input: &'a InnerList, name: &'static str) -> Result<Option<&'a str>, BadSignature> {
    let parameter = input.params.iter().find(|(key, _)| key.as_str() == name);
    let value = parameter.map(|(_, value)| value.as_string().ok_or(BadSignature::Malformed(name)));
    Ok(value.transpose()?.map(sfv::StringRef::as_str))
}

fn number(input: &InnerList, name: &'static str) -> Result<Option<i64>, BadSignature> {
    let parameter = input.params.iter().find(|(key, _)| key.as_str() == name);
    let value = parameter.map(|(_, value)| value.as_integer().ok_or(BadSignature::Malformed(name)));
    Ok(value.transpose()?.map(i64::from))
}

//! draft-cavage-http-signatures-12, as strictly as every honest sender allows.

use std::{
    collections::{BTreeMap, HashSet},
    time::{Duration, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use http_signature_normalization::verify::ParsedHeader;

use super::{
    Algorithm, Arrived, BadKey, BadSignature, Scheme, SignedRequest, digest_header,
    header::only,
    key::SigningKey,
    moments::{check_expiry, check_near},
    parameters::Parameters,
};
use crate::domain::{Iri, Timestamp};

/// The headers that sign a request: `date`, `signature`, and with a body its digests.
///
/// The `host` header is signed too; the client sends the host of the address. What is signed, and
/// in which order, is what Mastodon, `GoToSocial`, Mobilizon, Gancio and Lemmy all accept.
pub(super) fn sign(
    key: &SigningKey,
    key_id: &str,
    method: &str,
    address: &Iri,
    body: Option<&[u8]>,
    now: Timestamp,
) -> Result<Vec<(&'static str, String)>, BadKey> {
    let seconds = u64::try_from(now.0 / 1_000).unwrap_or_default();
    let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
    let mut signed = vec![
        ("(request-target)", request_line(method, address.path())),
        ("host", address.host().to_owned()),
        ("date", date.clone()),
    ];
    let mut headers = vec![("date", date)];
    if let Some(body) = body {
        let digest = digest_header::of(body);
        signed.push(("digest", digest.clone()));
        headers.push(("digest", digest));
        headers.push(("content-digest", digest_header::content_digest_of(body)));
    }
    let components: Vec<&str> = signed.iter().map(|(name, _)| *name).collect();
    let components = components.join(" ");
    let signed = signed.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let text = normal_form(&components, signed).map_err(|_| BadKey::CannotSign)?;
    let signature = key.sign_in_base64(&text)?;
    let value = format!(
        "keyId=\"{key_id}\",algorithm=\"hs2019\",headers=\"{components}\",signature=\"{signature}\""
    );
    headers.push(("signature", value));
    Ok(headers)
}

/// The first line of a request as it is signed.
fn request_line(method: &str, target: &str) -> String {
    format!("{} {target}", method.to_ascii_lowercase())
}

/// Reads the signature of a request to `our_host`, and checks all but the key.
pub(super) fn read(
    request: Arrived<'_>,
    our_host: &str,
    now: Timestamp,
) -> Result<SignedRequest, BadSignature> {
    let Arrived { method, target: path_and_query, headers, body } = request;
    let parameters = Parameters::read(signature_header(headers)?)?;
    let algorithm = match parameters.algorithm.map(str::to_ascii_lowercase).as_deref() {
        None | Some("hs2019") => None,
        Some("rsa-sha256") => Some(Algorithm::Rsa),
        Some("ed25519") => Some(Algorithm::Ed25519),
        Some(other) => return Err(BadSignature::Unsupported(other.to_owned())),
    };
    let mut signed = signed_headers(&parameters, headers)?;
    check_coverage(&signed, method == "POST")?;
    if !signed.get("host").is_some_and(|host| host.eq_ignore_ascii_case(our_host)) {
        return Err(BadSignature::OtherHost);
    }
    check_time(&signed, &parameters, now)?;
    for name in ["digest", "content-digest"] {
        if let Some(header) = only(headers, name)? {
            digest_header::check(header, body)?;
        }
    }
    let components = parameters.components.join(" ");
    let without_query = path_and_query.split_once('?').map(|(path, _)| path);
    let mut texts = Vec::with_capacity(2);
    for target in [Some(path_and_query), without_query].into_iter().flatten() {
        signed.insert("(request-target)".to_owned(), request_line(method, target));
        texts.push(normal_form(&components, signed.clone())?);
    }
    let signature =
        STANDARD.decode(parameters.signature).map_err(|_| BadSignature::Malformed("signature"))?;
    let key_id = parameters.key_id.to_owned();
    Ok(SignedRequest { key_id, signature, texts, algorithm, scheme: Scheme::Cavage })
}

/// The one header that holds a signature: `Signature`, or `Authorization: Signature …`.
fn signature_header<'a>(headers: &[(&'a str, &'a str)]) -> Result<&'a str, BadSignature> {
    let authorization = only(headers, "authorization")?;
    let authorization = authorization.and_then(|value| value.strip_prefix("Signature "));
    match (only(headers, "signature")?, authorization) {
        (Some(_), Some(_)) => Err(BadSignature::Ambiguous("signature".to_owned())),
        (header, authorization) => header.or(authorization).ok_or(BadSignature::Missing),
    }
}

/// What is signed, by name. The request line comes later, since it may be one of two.
fn signed_headers(
    parameters: &Parameters<'_>,
    headers: &[(&str, &str)],
) -> Result<BTreeMap<String, String>, BadSignature> {
    let mut signed = BTreeMap::new();
    for name in &parameters.components {
        let value = match name.as_str() {
            "(request-target)" => Some(""),
            "(created)" => parameters.created,
            "(expires)" => parameters.expires,
            header => only(headers, header)?,
        };
        let value = value.ok_or_else(|| BadSignature::Uncovered(name.clone()))?;
        signed.insert(name.clone(), value.to_owned());
    }
    Ok(signed)
}

/// Refuses a signature under which somebody could send something else (T10).
fn check_coverage(signed: &BTreeMap<String, String>, has_body: bool) -> Result<(), BadSignature> {
    let alternatives: [&[&str]; 4] = [
        &["(request-target)"],
        &["host"],
        &["date", "(created)"],
        if has_body { &["digest", "content-digest"] } else { &["(request-target)"] },
    ];
    for names in alternatives {
        if !names.iter().any(|name| signed.contains_key(*name)) {
            return Err(BadSignature::Uncovered(names[0].to_owned()));
        }
    }
    Ok(())
}

/// Refuses what was signed more than an hour ago or ahead, by either of its dates.
fn check_time(
    signed: &BTreeMap<String, String>,
    parameters: &Parameters<'_>,
    now: Timestamp,
) -> Result<(), BadSignature> {
    let now = now.0 / 1_000;
    if let Some(date) = signed.get("date") {
        check_near(seconds_of_date(date).ok_or(BadSignature::Malformed("date"))?, now)?;
    }
    if let Some(created) = parameters.created {
        check_near(created.parse().map_err(|_| BadSignature::Malformed("created"))?, now)?;
    }
    let expires = parameters.expires.map(str::parse).transpose();
    check_expiry(expires.map_err(|_| BadSignature::Malformed("expires"))?, now)
}

fn seconds_of_date(date: &str) -> Option<i64> {
    let date = httpdate::parse_http_date(date).ok()?;
    i64::try_from(date.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

/// The text that is signed, which the crate brings into its normal form.
///
/// It is given names and values that were checked, and neither the key nor the dates of the
/// signature: it compares those with the machine's clock, and reads the last of two parameters of
/// one name where others read the first.
fn normal_form(
    components: &str,
    mut values: BTreeMap<String, String>,
) -> Result<String, BadSignature> {
    let header = format!("keyId=\"-\",signature=\"-\",headers=\"{components}\"");
    let header: ParsedHeader = header.parse().map_err(|_| BadSignature::Malformed("headers"))?;
    let line = values.remove("(request-target)").unwrap_or_default();
    let (method, target) = line.split_once(' ').unwrap_or_default();
    header
        .into_unvalidated(method, target, &mut values, HashSet::new())
        .map_err(|_| BadSignature::Malformed("headers"))?
        .validate(ANY_AGE)
        .map(|request| request.signing_string().to_owned())
        .map_err(|_| BadSignature::OutOfTime)
}

/// Longer than any date can be away: the age was checked against our own clock.
const ANY_AGE: Duration = Duration::from_secs(u32::MAX as u64);

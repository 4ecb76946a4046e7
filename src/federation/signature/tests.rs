//! Requests that are signed as they should be, and every way in which they are not.

use proptest::prelude::*;

use super::*;
use crate::domain::{Iri, Timestamp};

const KEY_ID: &str = "https://lyon.example/ap/lyon#main-key";
const BODY: &[u8] = br#"{"type":"Create"}"#;
/// Of the body: `openssl dgst -sha512 -binary | base64`.
const SHA_512: &str =
    "2Zff58xsFuebfSQtprwv7ZmmVBQR8ep5Pjta8geJjAeRVjpp/hbJaMWfWo9jglZ5krZKPk4c3ig1De/c5z0+4w==";
const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn key() -> SigningKey {
    SigningKey::from_pem(include_str!("../../../tests/fixtures/keys/lyon.pem")).unwrap()
}

fn public_key() -> VerifyingKey {
    VerifyingKey::from_pem(include_str!("../../../tests/fixtures/keys/lyon.pub.pem")).unwrap()
}

/// A request as it arrives at liege.example.
#[derive(Clone)]
struct Arrived {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Arrived {
    fn post() -> Self {
        Self::signed("POST", "https://liege.example/ap/inbox", Some(BODY), NOW)
    }

    fn get(address: &str) -> Self {
        Self::signed("GET", address, None, NOW)
    }

    fn signed(method: &'static str, address: &str, body: Option<&[u8]>, now: Timestamp) -> Self {
        let address = Iri::parse(address).unwrap();
        let signed = sign(Scheme::Cavage, (KEY_ID, &key()), method, &address, body, now).unwrap();
        let host = [("host".to_owned(), address.host().to_owned())];
        Self {
            method,
            target: address.path().to_owned(),
            headers: host
                .into_iter()
                .chain(signed.into_iter().map(|(name, value)| (name.to_owned(), value)))
                .collect(),
            body: body.unwrap_or_default().to_vec(),
        }
    }

    /// The POST of [`Arrived::post`], signed by hand over `components` with these parameters.
    fn covering(components: &str, parameters: &str) -> Self {
        let mut request = Self::post();
        let line = |name: &str| {
            let value = match name {
                "(request-target)" => "post /ap/inbox".to_owned(),
                "(created)" | "(expires)" => {
                    let name = format!("{}=", name.trim_matches(['(', ')']));
                    let value = parameters.split_once(&name).unwrap().1;
                    value.split(',').next().unwrap().to_owned()
                }
                header => request.header(header),
            };
            format!("{name}: {value}")
        };
        let text: Vec<String> = components.split(' ').map(line).collect();
        let signature = key().sign_in_base64(&text.join("\n")).unwrap();
        let value = format!(
            "keyId=\"{KEY_ID}\",{parameters}headers=\"{components}\",signature=\"{signature}\""
        );
        request.set("signature", &value);
        request
    }

    fn header(&self, name: &str) -> String {
        self.headers.iter().find(|(header, _)| header == name).unwrap().1.clone()
    }

    fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(header, _)| header != name);
        self.add(name, value);
    }

    fn add(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    fn check_at(&self, now: Timestamp) -> Result<(), BadSignature> {
        let headers: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let Self { method, target, body, .. } = self;
        let arrived = super::Arrived { method, target, headers: &headers, body };
        let request = SignedRequest::parse(arrived, "https://liege.example", now)?;
        assert_eq!(request.key_id(), KEY_ID);
        request.verify(&public_key())
    }

    fn check(&self) -> Result<(), BadSignature> {
        self.check_at(NOW)
    }
}

#[test]
fn what_we_sign_we_accept() {
    assert_eq!(Arrived::post().check(), Ok(()));
    assert_eq!(Arrived::get("https://liege.example/ap/liege/outbox?page=1").check(), Ok(()));
}

#[test]
fn what_we_sign_is_what_every_server_accepts() {
    let request = Arrived::post();
    let signature = request.header("signature");
    assert!(signature.starts_with(&format!(
        "keyId=\"{KEY_ID}\",algorithm=\"hs2019\",headers=\"(request-target) host date digest\",\
         signature=\""
    )));
    assert_eq!(request.header("date"), "Wed, 18 Nov 2026 11:06:40 GMT");
    assert!(request.header("digest").starts_with("SHA-256="));
    let get = Arrived::get("https://liege.example/ap/liege");
    assert!(get.header("signature").contains("headers=\"(request-target) host date\""));
}

#[test]
fn the_path_may_be_signed_without_the_query() {
    let mut request = Arrived::get("https://liege.example/ap/liege/outbox");
    request.target.push_str("?page=1");
    assert_eq!(request.check(), Ok(()));
    request.target = "/ap/liege/inbox?page=1".to_owned();
    assert_eq!(request.check(), Err(BadSignature::OtherKey));
}

#[test]
fn senders_may_put_spaces_after_commas_and_parameters_in_any_order() {
    let mut request = Arrived::post();
    let signature = request.header("signature");
    let mut parts: Vec<&str> = signature.split(',').collect();
    parts.reverse();
    request.set("signature", &parts.join(", "));
    assert_eq!(request.check(), Ok(()));
}

#[test]
fn a_signature_may_stand_in_the_authorization_header() {
    let mut request = Arrived::post();
    let signature = request.header("signature");
    request.headers.retain(|(name, _)| name != "signature");
    request.add("authorization", &format!("Signature {signature}"));
    assert_eq!(request.check(), Ok(()));
    request.add("signature", &signature);
    assert_eq!(request.check(), Err(BadSignature::Ambiguous("signature".to_owned())));
}

#[test]
fn t08_a_swapped_body_is_refused_whatever_digests_are_added() {
    let mut request = Arrived::post();
    request.body = b"{\"type\":\"Delete\"}".to_vec();
    assert_eq!(request.check(), Err(BadSignature::OtherBody));
    let forged = digest_header::of(&request.body);
    let mut first = request.clone();
    first.headers.insert(0, ("digest".to_owned(), forged.clone()));
    assert_eq!(first.check(), Err(BadSignature::Ambiguous("digest".to_owned())));
    let mut second = request.clone();
    second.add("Digest", &forged);
    assert_eq!(second.check(), Err(BadSignature::Ambiguous("digest".to_owned())));
    request.set("digest", &forged);
    assert_eq!(request.check(), Err(BadSignature::OtherBody), "the other digest still counts");
    request.set("content-digest", &digest_header::content_digest_of(&request.body));
    assert_eq!(request.check(), Err(BadSignature::OtherKey));
}

#[test]
fn t08_the_digest_must_be_a_sha_256_once() {
    let digest = digest_header::of(BODY);
    let value = digest.strip_prefix("SHA-256=").unwrap();
    for (header, expected) in [
        (format!("sha-256={value}"), Ok(())),
        (format!("md5=abc, SHA-256={value}"), Ok(())),
        (format!("sha-256=:{value}:"), Ok(())),
        (format!("{digest},sha-512={SHA_512}"), Ok(())),
        (format!("sha-512=:{SHA_512}:"), Ok(())),
        (format!("sha-512={value}"), Err(BadSignature::OtherBody)),
        (format!("{digest},sha-512={value}"), Err(BadSignature::OtherBody)),
        (format!("md5={value}"), Err(BadSignature::Malformed("digest"))),
        (value.to_owned(), Err(BadSignature::Malformed("digest"))),
        (String::new(), Err(BadSignature::Malformed("digest"))),
        (format!("{digest},{digest}"), Err(BadSignature::Ambiguous("digest".to_owned()))),
        (digest.replace(value, "AAAA"), Err(BadSignature::OtherBody)),
    ] {
        assert_eq!(digest_header::check(&header, BODY), expected, "{header}");
    }
}

#[test]
fn t09_a_request_for_another_host_is_refused() {
    let elsewhere = Arrived::signed("POST", "https://gao.example/ap/inbox", Some(BODY), NOW);
    assert_eq!(elsewhere.check(), Err(BadSignature::OtherHost));
    let mut renamed = elsewhere.clone();
    renamed.set("host", "liege.example");
    assert_eq!(renamed.check(), Err(BadSignature::OtherKey));
    let mut forwarded = elsewhere.clone();
    forwarded.add("x-forwarded-host", "liege.example");
    assert_eq!(forwarded.check(), Err(BadSignature::OtherHost));
    let mut twice = elsewhere;
    twice.add("host", "liege.example");
    assert_eq!(twice.check(), Err(BadSignature::Ambiguous("host".to_owned())));
}

#[test]
fn t10_each_required_component_must_be_signed() {
    let created = "created=1795000000,";
    for (components, parameters, missing) in [
        ("(request-target) host date digest", "", None),
        ("digest date host (request-target)", "", None),
        ("(request-target) host date content-digest", "", None),
        ("(request-target) host (created) digest", created, None),
        (
            "(request-target) (created) (expires) host digest",
            "created=1795000000,expires=1795000300,",
            None,
        ),
        ("host date digest", "", Some("(request-target)")),
        ("(request-target) date digest", "", Some("host")),
        ("(request-target) host digest", "", Some("date")),
        ("(request-target) host digest", created, Some("date")),
        ("(request-target) host date", "", Some("digest")),
        ("digest", "", Some("(request-target)")),
        ("date", "", Some("(request-target)")),
    ] {
        let expected = match missing {
            None => Ok(()),
            Some(name) => Err(BadSignature::Uncovered(name.to_owned())),
        };
        assert_eq!(Arrived::covering(components, parameters).check(), expected, "{components}");
    }
}

#[test]
fn t10_what_is_signed_must_be_there() {
    for name in ["host", "date", "digest"] {
        let mut request = Arrived::post();
        request.headers.retain(|(header, _)| header != name);
        assert_eq!(request.check(), Err(BadSignature::Uncovered(name.to_owned())), "{name}");
    }
    let mut unsigned = Arrived::post();
    unsigned.headers.retain(|(header, _)| header != "signature");
    assert_eq!(unsigned.check(), Err(BadSignature::Missing));
}

#[test]
fn t11_nothing_may_stand_there_twice() {
    let signature = Arrived::post().header("signature");
    for name in ["signature", "host", "date", "digest"] {
        let mut request = Arrived::post();
        let value = request.header(name);
        request.add(name, &value);
        assert_eq!(request.check(), Err(BadSignature::Ambiguous(name.to_owned())), "{name}");
    }
    for twice in [
        "keyId=\"https://evil.example/k\"",
        "signature=\"AAAA\"",
        "headers=\"date\"",
        "algorithm=\"hs2019\"",
    ] {
        let name = twice.split('=').next().unwrap();
        for value in [format!("{signature},{twice}"), format!("{twice}, {signature}")] {
            let mut request = Arrived::post();
            request.set("signature", &value);
            assert_eq!(request.check(), Err(BadSignature::Ambiguous(name.to_owned())), "{value}");
        }
    }
    let mut request = Arrived::post();
    request.set("signature", &signature.replace("host date", "host date Host"));
    assert_eq!(request.check(), Err(BadSignature::Ambiguous("host".to_owned())));
}

#[test]
fn t53_clocks_may_differ_by_an_hour_either_way() {
    let minutes = |minutes: i64| NOW.plus_seconds(minutes * 60);
    for apart in [-59, 59] {
        assert_eq!(Arrived::post().check_at(minutes(apart)), Ok(()), "{apart}");
    }
    for apart in [-61, 61, -5_256_000, 5_256_000] {
        assert_eq!(
            Arrived::post().check_at(minutes(apart)),
            Err(BadSignature::OutOfTime),
            "{apart}"
        );
    }
    let components = "(request-target) host (created) digest";
    for (parameters, expected) in [
        ("created=1794996460,", Ok(())),
        ("created=1795003540,", Ok(())),
        ("created=1794996340,", Err(BadSignature::OutOfTime)),
        ("created=1795003660,", Err(BadSignature::OutOfTime)),
        ("created=18446744073709551615,", Err(BadSignature::Malformed("created"))),
        ("created=9223372036854775807,", Err(BadSignature::OutOfTime)),
        ("created=1795000000,expires=1794999999,", Err(BadSignature::Expired)),
        ("created=1795000000,expires=soon,", Err(BadSignature::Malformed("expires"))),
    ] {
        assert_eq!(Arrived::covering(components, parameters).check(), expected, "{parameters}");
    }
    let mut undated = Arrived::post();
    undated.set("date", "yesterday");
    assert_eq!(undated.check(), Err(BadSignature::Malformed("date")));
}

#[test]
fn ways_of_signing_that_we_do_not_know_are_refused() {
    for algorithm in ["hmac-sha256", "rsa-sha1"] {
        let mut request = Arrived::post();
        let signature = request.header("signature").replace("hs2019", algorithm);
        request.set("signature", &signature);
        assert_eq!(request.check(), Err(BadSignature::Unsupported(algorithm.to_owned())));
    }
    let mut other = Arrived::post();
    let signature = other.header("signature").replace("hs2019", "ed25519");
    other.set("signature", &signature);
    assert_eq!(other.check(), Err(BadSignature::OtherAlgorithm));
}

#[test]
fn a_signature_header_without_end_is_refused() {
    let mut request = Arrived::post();
    let signature = format!("{},x=\"{}\"", request.header("signature"), "a".repeat(5_000));
    request.set("signature", &signature);
    assert_eq!(request.check(), Err(BadSignature::TooLong(4_096)));
}

proptest! {
    #[test]
    fn any_change_of_what_is_signed_is_noticed(
        name in prop::sample::select(vec!["host", "date", "digest"]),
        at in any::<prop::sample::Index>(),
        to in "[a-zA-Z0-9]",
    ) {
        let mut request = Arrived::post();
        let mut value = request.header(name);
        let at = at.index(value.len());
        prop_assume!(!value[at..=at].eq_ignore_ascii_case(&to));
        value.replace_range(at..=at, &to);
        request.set(name, &value);
        prop_assert!(request.check().is_err(), "{name}: {value}");
    }

    #[test]
    fn any_change_of_a_signature_is_noticed(at in 0..340_usize, to in "[a-zA-Z0-9]") {
        let mut request = Arrived::post();
        let header = request.header("signature");
        let (before, signature) = header.split_once("signature=\"").unwrap();
        prop_assume!(signature[at..=at] != to);
        let mut signature = signature.to_owned();
        signature.replace_range(at..=at, &to);
        request.set("signature", &format!("{before}signature=\"{signature}"));
        prop_assert!(request.check().is_err());
    }

    #[test]
    fn no_header_makes_the_reader_panic(header in "\\PC{0,80}", list in "[a-z(),=\" ]{0,60}") {
        for value in [header, list] {
            let mut request = Arrived::post();
            request.set("signature", &value);
            prop_assert!(request.check().is_err());
        }
    }
}

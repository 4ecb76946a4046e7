//! RFC 9421: its own examples, and every way in which a request is not signed as it should be.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use proptest::prelude::*;
use sfv::{FieldType, ListEntry, Parser};

use super::{components::value_of, rfc9421, *};

/// The request of RFC 9421, B.2, without what signs it.
const EXAMPLE: [(&str, &str); 5] = [
    ("Host", "example.com"),
    ("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
    ("Content-Type", "application/json"),
    (
        "Content-Digest",
        "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
    ),
    ("Content-Length", "18"),
];

/// The text that a `Signature-Input` of the example request makes.
fn base_of(input: &str, origin: &str, more: &[(&str, &str)]) -> Result<String, BadSignature> {
    let members: sfv::Dictionary = Parser::new(input).parse().unwrap();
    let Some(ListEntry::InnerList(input)) = members.values().next() else { panic!("{input}") };
    let headers: Vec<(&str, &str)> = EXAMPLE.iter().chain(more).copied().collect();
    let request = super::Arrived {
        method: "POST",
        target: "/foo?param=Value&Pet=dog",
        headers: &headers,
        body: b"{\"hello\": \"world\"}",
    };
    let names = rfc9421::components_of(input)?;
    let lines = names.iter().map(|name| Ok((*name, value_of(name, request, origin)?)));
    let lines = lines.collect::<Result<Vec<_>, BadSignature>>()?;
    let parameters = vec![ListEntry::InnerList(input.clone())].serialize().unwrap();
    let lines = lines.iter().map(|(name, value)| (*name, value.as_str()));
    Ok(rfc9421::base(lines, &parameters))
}

fn bytes(base64: &str) -> Vec<u8> {
    STANDARD.decode(base64).unwrap()
}

#[test]
fn the_example_b_2_1_covers_nothing() {
    let parameters =
        "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"";
    let base = base_of(&format!("sig-b21={parameters}"), "https://example.com", &[]).unwrap();
    assert_eq!(base, format!("\"@signature-params\": {parameters}"));
}

#[test]
fn the_example_b_2_2_covers_a_component_with_parameters_which_we_refuse() {
    let input = "sig-b22=(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");\
                 created=1618884473;keyid=\"test-key-rsa-pss\";tag=\"header-example\"";
    let refused = base_of(input, "https://example.com", &[]);
    let reason = "@query-param with parameters".to_owned();
    assert_eq!(refused, Err(BadSignature::Unsupported(reason)));
}

#[test]
fn the_example_b_2_3_covers_everything() {
    let parameters = "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" \
                      \"content-digest\" \"content-length\");created=1618884473;\
                      keyid=\"test-key-rsa-pss\"";
    let base = base_of(&format!("sig-b23={parameters}"), "https://example.com", &[]).unwrap();
    let expected = format!(
        "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\
         \"@query\": ?param=Value&Pet=dog\n\"@authority\": example.com\n\
         \"content-type\": application/json\n\"content-digest\": {}\n\"content-length\": 18\n\
         \"@signature-params\": {parameters}",
        EXAMPLE[3].1
    );
    assert_eq!(base, expected);
}

#[test]
fn the_example_b_2_5_has_its_signature() {
    let input = "sig-b25=(\"date\" \"@authority\" \"content-type\");created=1618884473;\
                 keyid=\"test-shared-secret\"";
    let secret =
        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
    let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes(secret));
    let base = base_of(input, "https://example.com", &[]).unwrap();
    let signature = bytes("pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
    assert!(hmac::verify(&key, base.as_bytes(), &signature).is_ok());
}

#[test]
fn the_example_b_2_6_is_of_its_ed25519_key() {
    let input = "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \
                 \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
    let key = VerifyingKey::from_pem(
        "-----BEGIN PUBLIC KEY-----\n\
         MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n\
         -----END PUBLIC KEY-----",
    )
    .unwrap();
    let signature = bytes(
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
    );
    let base = base_of(input, "https://example.com", &[]).unwrap();
    assert!(key.verifies(base.as_bytes(), &signature));
    assert!(!key.verifies(base.replace("POST", "GET").as_bytes(), &signature));
}

#[test]
fn the_example_of_section_4_3_is_of_its_rsa_key() {
    let input = "proxy_sig=(\"@method\" \"@authority\" \"@path\" \"content-digest\" \
                 \"content-type\" \"content-length\" \"forwarded\");created=1618884480;\
                 keyid=\"test-key-rsa\";alg=\"rsa-v1_5-sha256\";expires=1618884540";
    let key = VerifyingKey::from_pem(
        "-----BEGIN RSA PUBLIC KEY-----\n\
         MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw\n\
         WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq\n\
         MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg\n\
         kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P\n\
         uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ\n\
         PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB\n\
         -----END RSA PUBLIC KEY-----",
    )
    .unwrap();
    let signature = bytes(
        "S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+Mjni\
         OaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd\
         8tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU\
         +/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g==",
    );
    let forwarded = [("Forwarded", "for=192.0.2.123;host=example.com;proto=https")];
    let base = base_of(input, "https://origin.host.internal.example", &forwarded).unwrap();
    assert!(key.verifies(base.as_bytes(), &signature));
}

const KEY_ID: &str = "https://lyon.example/ap/lyon#main-key";
const BODY: &[u8] = br#"{"type":"Create"}"#;
const NOW: Timestamp = Timestamp(1_795_000_000_000);
const INBOX: &str = "https://liege.example/ap/inbox";

fn rsa() -> (SigningKey, VerifyingKey) {
    let private = include_str!("../../../tests/fixtures/keys/lyon.pem");
    let public = include_str!("../../../tests/fixtures/keys/lyon.pub.pem");
    (SigningKey::from_pem(private).unwrap(), VerifyingKey::from_pem(public).unwrap())
}

/// The key of RFC 9421, B.1.4.
fn ed25519() -> (SigningKey, VerifyingKey) {
    let private = "-----BEGIN PRIVATE KEY-----\n\
                   MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n\
                   -----END PRIVATE KEY-----";
    let key = SigningKey::from_pem(private).unwrap();
    let public = VerifyingKey::parse(&key.public_multikey().unwrap()).unwrap();
    (key, public)
}

/// A request as it arrives at liege.example.
#[derive(Clone)]
struct Request {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    fn post() -> Self {
        Self::signed_with(&rsa().0, "POST", INBOX, Some(BODY))
    }

    fn signed_with(
        key: &SigningKey,
        method: &'static str,
        address: &str,
        body: Option<&[u8]>,
    ) -> Self {
        let address = Iri::parse(address).unwrap();
        let signed = sign(Scheme::Rfc9421, (KEY_ID, key), method, &address, body, NOW).unwrap();
        let host = ("host", address.host().to_owned());
        let headers = [host].into_iter().chain(signed);
        Self {
            method,
            target: address.path().to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value)).collect(),
            body: body.unwrap_or_default().to_vec(),
        }
    }

    /// The POST, signed by hand with this `Signature-Input` after its label; the text that is
    /// signed has the values that the components have for us.
    fn with_input(input: &str) -> Self {
        let mut request = Self::post();
        let value = |name: &str| {
            let headers: Vec<(&str, &str)> =
                request.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let arrived = super::Arrived {
                method: "POST",
                target: &request.target,
                headers: &headers,
                body: BODY,
            };
            value_of(name, arrived, "https://liege.example").unwrap_or_default()
        };
        let names = input.split(')').next().unwrap().trim_start_matches('(');
        let names: Vec<&str> = names.split(' ').map(|name| name.trim_matches('"')).collect();
        let lines: Vec<(&str, String)> = names.iter().map(|name| (*name, value(name))).collect();
        let lines = lines.iter().map(|(name, value)| (*name, value.as_str()));
        let text = rfc9421::base(lines, input);
        let signature = rsa().0.sign_in_base64(&text).unwrap();
        request.set("signature-input", &format!("sig1={input}"));
        request.set("signature", &format!("sig1=:{signature}:"));
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

    fn check_with(&self, key: &VerifyingKey, now: Timestamp) -> Result<(), BadSignature> {
        let headers: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let Self { method, target, body, .. } = self;
        let arrived = super::Arrived { method, target, headers: &headers, body };
        let request = SignedRequest::parse(arrived, "https://liege.example", now)?;
        assert_eq!((request.key_id(), request.scheme), (KEY_ID, Scheme::Rfc9421));
        request.verify(key)
    }

    fn check(&self) -> Result<(), BadSignature> {
        self.check_with(&rsa().1, NOW)
    }
}

const COVERED: &str = "(\"@method\" \"@target-uri\" \"content-digest\")";

fn uncovered(name: &str) -> Result<(), BadSignature> {
    Err(BadSignature::Uncovered(name.to_owned()))
}

#[test]
fn what_we_sign_in_this_way_we_accept_with_either_kind_of_key() {
    for (private, public) in [rsa(), ed25519()] {
        let post = Request::signed_with(&private, "POST", INBOX, Some(BODY));
        assert_eq!(post.check_with(&public, NOW), Ok(()));
        let get = "https://liege.example/ap/liege/outbox?page=1";
        let get = Request::signed_with(&private, "GET", get, None);
        assert_eq!(get.check_with(&public, NOW), Ok(()));
        let other = if matches!(private, SigningKey::Rsa(_)) { ed25519().1 } else { rsa().1 };
        assert_eq!(post.check_with(&other, NOW), Err(BadSignature::OtherAlgorithm));
    }
}

#[test]
fn what_we_sign_is_what_mastodon_and_fedify_read() {
    let post = Request::post();
    let input =
        format!("sig1={COVERED};created=1795000000;keyid=\"{KEY_ID}\";alg=\"rsa-v1_5-sha256\"");
    assert_eq!(post.header("signature-input"), input);
    assert!(post.header("content-digest").starts_with("sha-256=:"));
    assert!(post.header("digest").starts_with("SHA-256="));
}

#[test]
fn the_algorithm_is_that_of_the_key_whatever_the_request_says() {
    let input = |alg: &str| format!("{COVERED};created=1795000000;keyid=\"{KEY_ID}\"{alg}");
    for (alg, expected) in [
        ("", Ok(())),
        (";alg=\"rsa-v1_5-sha256\"", Ok(())),
        (";nonce=\"x\";tag=\"fediverse\"", Ok(())),
        (";alg=\"ed25519\"", Err(BadSignature::OtherAlgorithm)),
        (";alg=\"hmac-sha256\"", Err(BadSignature::Unsupported("hmac-sha256".to_owned()))),
        (";alg=7", Err(BadSignature::Malformed("alg"))),
    ] {
        assert_eq!(Request::with_input(&input(alg)).check(), expected, "{alg}");
    }
}

#[test]
fn t08_a_swapped_body_is_refused_under_rfc_9421() {
    let mut request = Request::post();
    request.body = b"{\"type\":\"Delete\"}".to_vec();
    assert_eq!(request.check(), Err(BadSignature::OtherBody));
    let forged = digest_header::content_digest_of(&request.body);
    for at in [0, request.headers.len()] {
        let mut twice = request.clone();
        twice.headers.retain(|(name, _)| name != "digest");
        twice
            .headers
            .insert(at.min(twice.headers.len()), ("Content-Digest".to_owned(), forged.clone()));
        assert_eq!(twice.check(), Err(BadSignature::Ambiguous("content-digest".to_owned())));
    }
    request.set("content-digest", &forged);
    assert_eq!(request.check(), Err(BadSignature::OtherBody), "the other digest still counts");
    request.set("digest", &digest_header::of(&request.body));
    assert_eq!(request.check(), Err(BadSignature::OtherKey));
}

#[test]
fn t09_a_request_for_another_host_is_refused_under_rfc_9421() {
    let mut elsewhere =
        Request::signed_with(&rsa().0, "POST", "https://gao.example/ap/inbox", Some(BODY));
    assert_eq!(elsewhere.check(), Err(BadSignature::OtherHost));
    elsewhere.add("x-forwarded-host", "liege.example");
    assert_eq!(elsewhere.check(), Err(BadSignature::OtherHost));
    elsewhere.set("host", "liege.example");
    assert_eq!(elsewhere.check(), Err(BadSignature::OtherKey));
    for input in ["(\"@method\" \"@authority\" \"@path\" \"content-digest\")", COVERED] {
        let input = format!("{input};created=1795000000;keyid=\"{KEY_ID}\"");
        let mut other_path = Request::with_input(&input);
        assert_eq!(other_path.check(), Ok(()));
        other_path.target = "/ap/liege/inbox".to_owned();
        assert_eq!(other_path.check(), Err(BadSignature::OtherKey));
    }
}

#[test]
fn t10_each_required_component_must_be_signed_under_rfc_9421() {
    for (components, expected) in [
        ("\"@method\" \"@target-uri\" \"content-digest\"", Ok(())),
        ("\"content-digest\" \"@target-uri\" \"@method\"", Ok(())),
        ("\"@method\" \"@authority\" \"@path\" \"content-digest\"", Ok(())),
        ("\"@method\" \"@authority\" \"@request-target\" \"content-digest\"", Ok(())),
        ("\"@method\" \"host\" \"@path\" \"content-digest\"", Ok(())),
        (
            "\"@method\" \"@target-uri\" \"@scheme\" \"@query\" \"digest\" \"content-digest\"",
            Ok(()),
        ),
        ("\"@target-uri\" \"content-digest\"", uncovered("@method")),
        ("\"@method\" \"content-digest\"", uncovered("@target-uri")),
        ("\"@method\" \"@authority\" \"content-digest\"", uncovered("@target-uri")),
        ("\"@method\" \"@path\" \"content-digest\"", uncovered("@target-uri")),
        ("\"@method\" \"@target-uri\"", uncovered("content-digest")),
        ("\"@method\" \"@target-uri\" \"digest\"", uncovered("content-digest")),
        ("\"@method\" \"@target-uri\" \"content-digest\" \"date\"", uncovered("date")),
        ("\"@method\" \"@target-uri\" \"content-digest\" \"Host\"", uncovered("Host")),
    ] {
        let input = format!("({components});created=1795000000;keyid=\"{KEY_ID}\"");
        assert_eq!(Request::with_input(&input).check(), expected, "{components}");
    }
    for (unknown, name) in [("\"@status\"", "@status"), ("\"@me\"", "@me")] {
        let input = format!(
            "(\"@method\" \"@target-uri\" \"content-digest\" {unknown});created=1795000000;\
             keyid=\"{KEY_ID}\""
        );
        let refused = Err(BadSignature::Unsupported(name.to_owned()));
        assert_eq!(Request::with_input(&input).check(), refused);
    }
    let mut query = Request::with_input(&format!(
        "(\"@method\" \"@authority\" \"@path\" \"content-digest\");created=1795000000;\
         keyid=\"{KEY_ID}\""
    ));
    query.target.push_str("?page=1");
    assert_eq!(query.check(), uncovered("@target-uri"));
}

#[test]
fn t10_a_component_with_parameters_is_refused() {
    for parameter in ["sf", "bs", "req", "tr", "key=\"x\"", "name=\"x\""] {
        let mut request = Request::post();
        let input = request.header("signature-input");
        let input = input.replace("\"content-digest\"", &format!("\"content-digest\";{parameter}"));
        request.set("signature-input", &input);
        let refused = BadSignature::Unsupported("content-digest with parameters".to_owned());
        assert_eq!(request.check(), Err(refused), "{parameter}");
    }
}

#[test]
fn t10_the_parameters_that_we_need_must_be_there_under_rfc_9421() {
    for (parameters, expected) in [
        (format!("created=1795000000;keyid=\"{KEY_ID}\""), Ok(())),
        (format!("keyid=\"{KEY_ID}\";created=1795000000"), Ok(())),
        (format!("keyid=\"{KEY_ID}\""), uncovered("created")),
        (
            format!("created=\"1795000000\";keyid=\"{KEY_ID}\""),
            Err(BadSignature::Malformed("created")),
        ),
        ("created=1795000000".to_owned(), Err(BadSignature::Malformed("keyid"))),
        ("created=1795000000;keyid=7".to_owned(), Err(BadSignature::Malformed("keyid"))),
    ] {
        let input = format!("{COVERED};{parameters}");
        assert_eq!(Request::with_input(&input).check(), expected, "{parameters}");
    }
    let mut unsigned = Request::post();
    unsigned.headers.retain(|(name, _)| name != "signature");
    assert_eq!(unsigned.check(), Err(BadSignature::Missing));
}

#[test]
fn t11_nothing_may_stand_there_twice_under_rfc_9421() {
    for name in ["signature", "signature-input", "content-digest", "digest", "host"] {
        let mut request = Request::post();
        let value = request.header(name);
        request.add(name, &value);
        assert_eq!(request.check(), Err(BadSignature::Ambiguous(name.to_owned())), "{name}");
    }
    let request = Request::post();
    let (input, signature) = (request.header("signature-input"), request.header("signature"));
    for twice in [";keyid=\"https://evil.example/k\"", ";created=1795000001", ";alg=\"ed25519\""] {
        let mut request = request.clone();
        request.set("signature-input", &format!("{input}{twice}"));
        let refused = Err(BadSignature::Ambiguous("signature-input".to_owned()));
        assert_eq!(request.check(), refused, "{twice}");
    }
    let mut same_label = request.clone();
    same_label.set("signature-input", &format!("{input}, {input}"));
    let refused = Err(BadSignature::Ambiguous("signature-input".to_owned()));
    assert_eq!(same_label.check(), refused);
    let mut same_signature = request.clone();
    same_signature.set("signature", &format!("{signature}, {signature}"));
    let refused = Err(BadSignature::Ambiguous("signature".to_owned()));
    assert_eq!(same_signature.check(), refused);
    let mut two_usable = request.clone();
    two_usable.set("signature-input", &format!("{input}, {}", input.replace("sig1", "sig2")));
    two_usable.set("signature", &format!("{signature}, {}", signature.replace("sig1", "sig2")));
    assert_eq!(two_usable.check(), refused);
    let mut component = request.clone();
    component.set("signature-input", &input.replace("\"@method\"", "\"@method\" \"@method\""));
    assert_eq!(component.check(), Err(BadSignature::Ambiguous("@method".to_owned())));
    let mut both = request;
    both.add("authorization", "Signature keyId=\"x\"");
    assert_eq!(both.check(), refused);
}

#[test]
fn of_two_signatures_the_one_that_we_can_use_counts() {
    let mut request = Request::post();
    let input =
        format!("proxy=(\"@method\");created=1795000000, {}", request.header("signature-input"));
    let signature = format!("proxy=:AAAA:, {}", request.header("signature"));
    request.set("signature-input", &input);
    request.set("signature", &signature);
    assert_eq!(request.check(), Ok(()));
    let label = |n: usize| format!(", x{n}=(\"@method\");created=1795000000");
    request.set("signature-input", &(input + &(0..3).map(label).collect::<String>()));
    assert_eq!(request.check(), Err(BadSignature::Malformed("signature-input")));
}

#[test]
fn t53_clocks_may_differ_by_an_hour_either_way_under_rfc_9421() {
    let minutes = |minutes: i64| NOW.plus_seconds(minutes * 60);
    let (_, key) = rsa();
    for apart in [-59, 59] {
        assert_eq!(Request::post().check_with(&key, minutes(apart)), Ok(()), "{apart}");
    }
    for apart in [-61, 61, -5_256_000, 5_256_000] {
        let late = Request::post().check_with(&key, minutes(apart));
        assert_eq!(late, Err(BadSignature::OutOfTime), "{apart}");
    }
    for (created, expected) in [
        ("1795000000;expires=1795000000", Ok(())),
        ("1795000000;expires=1794999999", Err(BadSignature::Expired)),
        ("999999999999999", Err(BadSignature::OutOfTime)),
        ("-999999999999999", Err(BadSignature::OutOfTime)),
        ("1795000000;expires=\"soon\"", Err(BadSignature::Malformed("expires"))),
    ] {
        let input = format!("{COVERED};created={created};keyid=\"{KEY_ID}\"");
        assert_eq!(Request::with_input(&input).check(), expected, "{created}");
    }
}

#[test]
fn a_signature_input_without_end_is_refused() {
    for name in ["signature-input", "signature"] {
        let mut request = Request::post();
        let value = format!("{};x=\"{}\"", request.header(name), "a".repeat(5_000));
        request.set(name, &value);
        assert_eq!(request.check(), Err(BadSignature::TooLong(4_096)), "{name}");
    }
    let many: Vec<String> = (0..40).map(|n| format!("\"x-{n}\"")).collect();
    let input = format!("({});created=1795000000;keyid=\"{KEY_ID}\"", many.join(" "));
    let refused = Err(BadSignature::Malformed("signature-input"));
    assert_eq!(Request::with_input(&input).check(), refused);
}

proptest! {
    #[test]
    fn any_change_of_what_rfc_9421_signs_is_noticed(
        name in prop::sample::select(vec!["content-digest", "signature-input", "signature"]),
        at in any::<prop::sample::Index>(),
        to in "[a-zA-Z0-9]",
    ) {
        let mut request = Request::post();
        let mut value = request.header(name);
        let at = at.index(value.len());
        prop_assume!(!value[at..=at].eq_ignore_ascii_case(&to));
        value.replace_range(at..=at, &to);
        request.set(name, &value);
        let headers: Vec<(&str, &str)> =
            request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let arrived = super::Arrived {
            method: "POST", target: &request.target, headers: &headers, body: BODY,
        };
        // Only the name of the key may change without a trace: then another key is asked.
        let origin = "https://liege.example";
        let outcome = SignedRequest::parse(arrived, origin, NOW).and_then(|r| r.verify(&rsa().1));
        prop_assert!(outcome.is_err(), "{name}: {value}");
    }

    #[test]
    fn no_header_makes_the_reader_of_rfc_9421_panic(
        any in "\\PC{0,80}",
        list in "[a-z0-9@()=;,:\" ]{0,60}",
    ) {
        for value in [any, list] {
            for name in ["signature-input", "signature", "content-digest"] {
                let mut request = Request::post();
                request.set(name, &value);
                prop_assert!(request.check().is_err());
            }
        }
    }
}

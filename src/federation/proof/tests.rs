//! Proofs against the vectors of FEP-8b32 and of the W3C, and against whoever changes something.

use aws_lc_rs::signature::Ed25519KeyPair;
use proptest::prelude::*;

use super::*;

/// The key of both sets of vectors: the secret one, as `secretKeyMultibase`, and the public one.
const SECRET: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
const PUBLIC: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const KEY_ID: &str = "https://server.example/users/alice#ed25519-key";
const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn key_pair() -> SigningKey {
    let secret: [u8; 34] = multibase::decode(SECRET).unwrap();
    SigningKey::Ed25519(Ed25519KeyPair::from_seed_unchecked(&secret[2..]).unwrap())
}

fn public() -> VerifyingKey {
    VerifyingKey::parse(PUBLIC).unwrap()
}

fn moment() -> Timestamp {
    Timestamp::parse("2023-02-24T23:36:38Z").unwrap()
}

fn check(object: &Value) -> Result<bool, BadProof> {
    match Proof::of(object, NOW)? {
        Some(proof) => proof.verify(&public()).map(|()| true),
        None => Ok(false),
    }
}

/// `fep-8b32.feature`, "Signing document" (2025), with a version of the security context.
fn fep_document(version: &str) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/activitystreams",
            format!("https://w3id.org/security/data-integrity/{version}"),
        ],
        "id": "https://server.example/activities/1",
        "type": "Create",
        "actor": "https://server.example/users/alice",
        "object": {
            "id": "https://server.example/objects/1",
            "type": "Note",
            "attributedTo": "https://server.example/users/alice",
            "content": "Hello world",
            "location": {"type": "Place", "longitude": -71.184_902, "latitude": 25.273_962}
        }
    })
}

fn signed(document: &Value) -> Value {
    let context = &document[CONTEXT];
    let text = document.to_string();
    let proof = create(&text, context, &key_pair(), KEY_ID, moment()).unwrap();
    serde_json::from_str(&attach(&text, &proof)).unwrap()
}

#[test]
fn the_vectors_of_fep_8b32_are_made_and_verified() {
    for (version, value) in [
        (
            "v1",
            "zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z",
        ),
        (
            "v2",
            "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL",
        ),
    ] {
        let document = fep_document(version);
        let document = signed(&document);
        assert_eq!(document["proof"]["proofValue"], value);
        assert_eq!(document["proof"]["created"], "2023-02-24T23:36:38Z");
        assert_eq!(document["proof"][CONTEXT], document[CONTEXT]);
        assert_eq!(check(&document), Ok(true));
        let proof = Proof::of(&document, NOW).unwrap().unwrap();
        assert_eq!((proof.key_id, proof.created), (KEY_ID, Some(moment())));
    }
}

/// vc-di-eddsa, appendix B.3, "Representation: eddsa-jcs-2022".
#[test]
fn the_vector_of_the_w3c_is_verified_and_no_changed_one() {
    let credential = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://www.w3.org/ns/credentials/examples/v2"
        ],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:abcdefgh",
            "alumniOf": "The School of Examples"
        },
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
            "proofPurpose": "assertionMethod",
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://www.w3.org/ns/credentials/examples/v2"
            ],
            "proofValue": "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
        }
    });
    assert_eq!(check(&credential), Ok(true));
    let mut changed = credential.clone();
    changed["credentialSubject"]["alumniOf"] = "The School of Example".into();
    assert_eq!(check(&changed), Err(BadProof::Mismatch));
    let mut changed = credential;
    changed["proof"]["created"] = "2023-02-24T23:36:39Z".into();
    assert_eq!(check(&changed), Err(BadProof::Mismatch));
}

#[test]
fn no_byte_of_a_signed_document_can_be_changed() {
    let document = signed(&json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://lyon.example/ap/practices/1",
        "name": "Café des langues",
        "latitude": 45.76,
    }));
    let text = document.to_string().into_bytes();
    for at in 0..text.len() {
        for bit in [0x01, 0x20] {
            let mut changed = text.clone();
            changed[at] ^= bit;
            if let Ok(changed) = serde_json::from_slice::<Value>(&changed) {
                assert_ne!(check(&changed), Ok(true), "byte {at}: {changed}");
            }
        }
    }
}

#[test]
fn another_key_proves_nothing() {
    let document = signed(&fep_document("v1"));
    let proof = Proof::of(&document, NOW).unwrap().unwrap();
    assert_eq!(proof.verify(&VerifyingKey::Ed25519([7; 32])), Err(BadProof::Mismatch));
    let rsa = include_str!("../../../tests/fixtures/keys/lyon.pub.pem");
    let rsa = VerifyingKey::parse(rsa).unwrap();
    assert_eq!(proof.verify(&rsa), Err(BadProof::Mismatch));
}

#[test]
fn an_embedded_object_is_verified_with_the_context_of_its_proof() {
    let document = signed(&fep_document("v1"));
    let mut embedded = document.clone();
    embedded.as_object_mut().unwrap().shift_remove(CONTEXT);
    assert_eq!(kept_form(&document).as_ref(), &embedded);
    assert_eq!(check(&embedded), Ok(true));
    let mut longer = document.clone();
    longer[CONTEXT].as_array_mut().unwrap().push("https://lyon.example/ns".into());
    assert_eq!(check(&longer), Ok(true), "vc-di-eddsa lets a document add to its context");
    assert_eq!(kept_form(&longer).as_ref(), &longer, "which is not lost");
    let mut other = document;
    other[CONTEXT][0] = "https://evil.example/ns".into();
    assert_eq!(check(&other), Err(BadProof::OtherContext));
}

#[test]
fn a_proof_without_a_context_is_of_the_document_with_its_own() {
    let mut document = fep_document("v1");
    let fields = document.as_object().unwrap();
    let unsecured = Without { fields, context: fields.get(CONTEXT), left_out: "proof" };
    let mut proof = json!({
        "type": PROOF_TYPE, "cryptosuite": CRYPTOSUITE, "proofPurpose": PURPOSE,
        "verificationMethod": KEY_ID,
    });
    let message = message(&proof, &unsecured).unwrap();
    proof["proofValue"] = multibase::encode(&key_pair().sign(&message).unwrap()).into();
    document["proof"] = proof;
    assert_eq!(check(&document), Ok(true));
    assert_eq!(kept_form(&document).as_ref(), &document, "its context is signed, and stays");
}

/// Nothing but the one kind of proof that we know is believed, or held against an object.
#[test]
fn t18_only_proofs_of_the_kind_we_know_count() {
    for proof in [
        json!(null),
        json!("z"),
        json!([]),
        json!({"type": "Ed25519Signature2020", "proofValue": "z"}),
        json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}),
        json!([{"type": "DataIntegrityProof", "cryptosuite": "bbs-2023"}, 7]),
    ] {
        let object = json!({"type": "Note", "proof": proof});
        assert_eq!(check(&object), Ok(false), "{object}");
    }
    let linked_data = json!({"type": "Note", "signature": {"type": "RsaSignature2017"}});
    assert_eq!(check(&linked_data), Ok(false));
    assert_eq!(check(&json!("text")), Ok(false));
}

#[test]
fn a_proof_among_others_that_we_do_not_know_is_verified() {
    let mut document = signed(&fep_document("v1"));
    let other = json!({"type": "DataIntegrityProof", "cryptosuite": "mldsa44-jcs-2024"});
    let proof = document["proof"].clone();
    document["proof"] = json!([other, proof]);
    assert_eq!(check(&document), Ok(true));
    document["proof"] = json!([proof, proof]);
    assert_eq!(check(&document), Err(BadProof::Several));
}

#[test]
fn an_expired_proof_proves_nothing() {
    let mut document = signed(&fep_document("v1"));
    document["proof"]["expires"] = "2024-01-01T00:00:00Z".into();
    assert_eq!(check(&document), Ok(false));
    document["proof"]["expires"] = "2999-01-01T00:00:00Z".into();
    assert_eq!(check(&document), Err(BadProof::Mismatch), "which nobody signed");
}

#[test]
fn a_proof_that_lacks_something_is_refused() {
    for (field, value) in [
        ("proofPurpose", json!("authentication")),
        ("proofPurpose", json!(["assertionMethod"])),
        ("verificationMethod", json!(null)),
        ("proofValue", json!("")),
        ("proofValue", json!("z2HnFSSPPBzR36")),
        ("proofValue", json!(7)),
    ] {
        let mut document = signed(&fep_document("v1"));
        document["proof"][field] = value;
        assert_eq!(check(&document), Err(BadProof::Malformed(field)));
    }
}

proptest! {
    #[test]
    fn whatever_is_signed_is_verified(
        pairs in proptest::collection::btree_map("[a-zé€😀]{1,6}", "\\PC{0,12}", 0..6),
        number in any::<f64>().prop_filter("JSON has none", |n| n.is_finite()),
    ) {
        let mut document: Value = pairs.into_iter().map(|(k, v)| (k, Value::from(v))).collect();
        document["id"] = "https://lyon.example/ap/practices/1".into();
        document["number"] = number.into();
        document[CONTEXT] = "https://www.w3.org/ns/activitystreams".into();
        prop_assert_eq!(check(&signed(&document)), Ok(true));
    }
}

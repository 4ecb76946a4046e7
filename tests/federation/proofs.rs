//! Proofs: what a node publishes can be proven in every form, by whoever holds it, when the node
//! that published it is gone.

use havre::{
    domain::{Actor, Iri, Timestamp},
    federation::{
        http_client::HttpError,
        keys,
        proof::{self, BadProof, Proof},
        signature::SigningKey,
        strict_json,
        third_party::Taken,
        verification::{Claim, Unverified},
    },
    node::{NodeError, Salvaged},
    store::{
        actors,
        proofs::{self, Proven, Standing, Unproven},
        sheets,
    },
};
use serde_json::{Value, json};

use crate::{
    following::follow,
    network::{Network, Running, settle},
    stranger::{LIEGE, Stranger},
};

const DAY: i64 = 24 * 3_600;

/// What stands at an address, for somebody who asks for a document of `ActivityPub`.
async fn document_at(asker: &Running, address: &Iri) -> Value {
    let headers = |_: &Iri| Ok(vec![("accept", "application/activity+json".to_owned())]);
    let client = asker.node.federation.client();
    let answer = client.get(address, headers, 1 << 20).await;
    let answer = answer.unwrap_or_else(|problem: HttpError| panic!("{address}: {problem}"));
    assert_eq!(answer.status, 200, "{address}");
    serde_json::from_slice(&answer.body).unwrap()
}

/// The batch that `holder` answers with at `path`.
async fn batch(holder: &Running, path: &str, ids: &[&Iri]) -> Vec<Value> {
    let answer = if path == "/ap/copies" {
        let ids: Vec<Iri> = ids.iter().map(|iri| (*iri).clone()).collect();
        holder.node.copies(&ids).await.unwrap()
    } else {
        let view = holder.node.catalogue(&holder.name).await.unwrap();
        let ids: Vec<Iri> = ids.iter().map(|iri| (*iri).clone()).collect();
        holder.node.catalogue_objects(&view, &ids).await.unwrap()
    };
    let answer: Value = serde_json::from_str(&answer).unwrap();
    answer["items"].as_array().unwrap().clone()
}

async fn actor_at(holder: &Running, iri: &Iri) -> Actor {
    let mut db = holder.node.store.read().await.unwrap();
    actors::find_by_iri(&mut db, iri).await.unwrap().unwrap()
}

async fn standing(holder: &Running, iri: &Iri) -> Standing {
    let mut db = holder.node.store.read().await.unwrap();
    let sheet = sheets::find_by_iri(&mut db, iri).await.unwrap().unwrap();
    proofs::standings(&mut db, &[sheet.id]).await.unwrap().remove(&sheet.id).unwrap()
}

/// The address of the file of a sheet at `holder`, which may hold a copy.
async fn file(holder: &Running, iri: &Iri) -> Iri {
    let mut db = holder.node.store.read().await.unwrap();
    let sheet = sheets::find_by_iri(&mut db, iri).await.unwrap().unwrap();
    holder.node.iri(&format!("/practices/{}.jsonld", sheet.id))
}

fn ed25519_of(actor: &Iri) -> String {
    format!("{actor}#ed25519-key")
}

async fn what_is_published_is_proven_in_every_form_in_which_it_travels(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    let author = actor_at(&gao, &lyon.actor()).await;
    let outbox = document_at(&gao, &lyon.node.iri("/ap/lyon/outbox?page=1")).await;
    let create = outbox["orderedItems"]
        .as_array()
        .unwrap()
        .iter()
        .find(|activity| activity["object"]["id"] == sheet.as_str());
    let own_batch = batch(&lyon, "catalogue", &[&sheet, &lyon.actor()]).await;
    assert!(own_batch.iter().all(|item| item.get("@context").is_none()), "as it says");
    let forms = [
        ("at its address", document_at(&gao, &sheet).await),
        ("in its Create", create.unwrap()["object"].clone()),
        ("in a batch", own_batch[1].clone()),
        ("in a batch of copies", batch(&gao, "/ap/copies", &[&sheet]).await[0].clone()),
        ("in a file", document_at(&lyon, &file(&lyon, &sheet).await).await),
        ("in a file of a copy", document_at(&lyon, &file(&gao, &sheet).await).await),
        ("the actor at its address", document_at(&gao, &lyon.actor()).await),
        ("the actor in a batch", own_batch[0].clone()),
        ("the actor as a copy", batch(&gao, "/ap/copies", &[&lyon.actor()]).await[0].clone()),
        ("the instance actor", document_at(&gao, &lyon.node.iri("/actor")).await),
    ];
    for (name, document) in &forms {
        let claim = Claim::of(document, network.clock.now()).unwrap();
        let author = if claim.author == author.iri {
            author.clone()
        } else {
            actor_at(&lyon, &claim.author).await
        };
        let verified = claim.check_with_actor(&author);
        let verified = verified.unwrap_or_else(|problem| panic!("{name}: {problem}\n{document}"));
        assert_eq!(verified.key_id, ed25519_of(&claim.author), "{name}");
        assert_eq!(verified.signed_at, Some(network.clock.now()), "{name}");
        if let Some(context) = document.get("@context") {
            assert_eq!(context, &document["proof"]["@context"], "{name}: for any verifier");
        }
    }
    let held = standing(&gao, &sheet).await;
    assert_eq!(held.proven_by, Some(ed25519_of(&lyon.actor())));
    assert_eq!(held.proven_at, Some(network.clock.now()));
    assert_eq!(standing(&lyon, &sheet).await.heard_at, None);
}

/// Ana of another server, who signs what she writes.
async fn signing_author(lyon: &Running, server: &Stranger) -> (Iri, SigningKey) {
    let key = SigningKey::from_pem(&keys::generate_ed25519().unwrap()).unwrap();
    let ana = server.actor("ana", LIEGE);
    let multikey = json!([{
        "id": ed25519_of(&ana), "type": "Multikey", "controller": ana,
        "publicKeyMultibase": key.public_multikey().unwrap(),
    }]);
    let mut document = document_at(lyon, &ana).await;
    document["assertionMethod"] = multikey;
    server.serve(ana.path(), document);
    crate::hostile::follow(lyon, server, &ana, LIEGE).await;
    (ana, key)
}

async fn an_object_whose_proof_is_wrong_is_refused_and_one_whose_proof_is_right_is_marked(
    network: Network,
) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let (ana, key) = signing_author(&lyon, &server).await;
    let signed = |number: u32, key_id: &str| {
        let mut create = server.create(&ana, number);
        let mut object = create["object"].take();
        let context = json!(["https://www.w3.org/ns/activitystreams"]);
        object["@context"] = context.clone();
        let at = network.clock.now();
        let proof = proof::create(&object.to_string(), &context, &key, key_id, at).unwrap();
        object["proof"] = proof;
        create["object"] = object;
        create
    };
    let own_key = ed25519_of(&ana);
    let good = signed(1, &own_key);
    let mut changed = signed(2, &own_key);
    changed["object"]["content"] = "<p>Autre chose</p>".into();
    let mut several = signed(3, &own_key);
    let proof = several["object"]["proof"].clone();
    several["object"]["proof"] = json!([proof, proof]);
    let mut unknown_suite = signed(4, &own_key);
    unknown_suite["object"]["proof"]["cryptosuite"] = "eddsa-rdfc-2022".into();
    let unknown_key = signed(5, &format!("{ana}#another-key"));
    for create in [&good, &changed, &several, &unknown_suite, &unknown_key] {
        assert_eq!(server.send(&lyon, &ana, LIEGE, create).await, 202);
    }
    settle(&[&lyon]).await;
    let held = async |create: &Value| {
        let iri = Iri::parse(create["object"]["id"].as_str().unwrap()).unwrap();
        let mut db = lyon.node.store.read().await.unwrap();
        sheets::wire(&mut db, &iri).await.unwrap()
    };
    let wire = held(&good).await.unwrap();
    assert!(!wire.object.starts_with("{\"@context\""), "it stands in the proof: {}", wire.object);
    let iri = Iri::parse(good["object"]["id"].as_str().unwrap()).unwrap();
    assert_eq!(standing(&lyon, &iri).await.proven_by, Some(own_key));
    assert_eq!(held(&changed).await, None, "changed on its way");
    assert_eq!(held(&several).await, None, "nobody knows which proof counts");
    for unproven in [&unknown_suite, &unknown_key] {
        let wire = held(unproven).await.expect("as without a proof: its origin says it");
        assert_eq!(standing(&lyon, &wire.iri).await.proven_by, None);
    }
}

async fn an_actor_whose_proof_is_wrong_is_not_kept(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let server = Stranger::start(&network.clock).await;
    let mut forged = document_at(&gao, &lyon.actor()).await;
    let text = forged.to_string().replace(&lyon.host(), server.iri("/").host());
    forged = serde_json::from_str(&text).unwrap();
    server.serve("/ap/lyon", forged);
    assert!(gao.node.follow(server.iri("/ap/lyon").as_str()).await.is_err());
    let mut db = gao.node.store.read().await.unwrap();
    assert_eq!(actors::find_by_iri(&mut db, &server.iri("/ap/lyon")).await.unwrap(), None);
}

/// Takes the proof from a sheet, as in a database of before there were any.
async fn forget_proof(holder: &Running, iri: &Iri) {
    let mut db = holder.node.store.write().await.unwrap();
    let wire = sheets::wire(&mut db, iri).await.unwrap().unwrap();
    let object = proof::without_proof(&wire.object).into_owned();
    let unproven = Unproven { iri: iri.clone(), object, digest: wire.digest };
    let nobody = Proven { by: "nobody".to_owned(), at: Timestamp(0) };
    assert!(proofs::put(&mut db, &unproven, &nobody).await.unwrap());
    db.commit().await.unwrap();
}

async fn what_was_published_before_there_were_proofs_is_signed_and_its_copies_are_proven(
    network: Network,
) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    follow(&gao, &lyon).await;
    forget_proof(&lyon, &sheet).await;
    forget_proof(&gao, &sheet).await;
    assert!(document_at(&gao, &sheet).await.get("proof").is_none());
    let wire = async |holder: &Running| {
        let mut db = holder.node.store.read().await.unwrap();
        sheets::wire(&mut db, &sheet).await.unwrap().unwrap()
    };
    let digest = wire(&lyon).await.digest;

    assert_eq!(lyon.node.federation.sign_what_is_unsigned().await.unwrap(), 1);
    assert_eq!(lyon.node.federation.sign_what_is_unsigned().await.unwrap(), 0);
    assert_eq!(wire(&lyon).await.digest, digest, "it says the same");
    assert_eq!(settle(&[&lyon, &gao]).await, 0, "nobody is told");
    network.clock.advance(DAY);
    gao.node.sync(&lyon.host()).await.unwrap();
    assert_eq!(standing(&gao, &sheet).await.proven_by, Some(ed25519_of(&lyon.actor())));
    assert_eq!(wire(&gao).await, wire(&lyon).await);
}

/// Done when 4: A publishes, B holds, A is switched off; a file of B is proven at C, and offline,
/// and no changed byte is.
async fn a_copy_is_proven_with_its_publisher_switched_off_and_no_changed_byte_is(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let brest = network.node("brest").await;
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    follow(&gao, &lyon).await;
    let (host, author) = (lyon.host(), lyon.actor());
    lyon.kill().await;
    let exported = file(&gao, &sheet).await;
    let page = Iri::parse(exported.as_str().trim_end_matches(".jsonld")).unwrap();
    let copy = brest.node.read_copy(&page).await.unwrap();
    assert_eq!(copy, brest.node.read_copy(&exported).await.unwrap());

    let problem = brest.node.verify(&copy).await.unwrap_err();
    assert!(matches!(problem, NodeError::NotProven(Unverified::UnknownKey(_))), "{problem}");
    let verified = gao.node.verify(&copy).await.unwrap();
    assert_eq!((&verified.iri, &verified.author), (&sheet, &author));
    let taken = brest.node.salvage(&host, &gao.host()).await.unwrap();
    assert_eq!(taken, Salvaged::FromOther(Taken { listed: 2, kept: 2, refused: 0 }));
    assert_eq!(brest.node.verify(&copy).await.unwrap(), verified);

    let key = actor_at(&gao, &author).await;
    let text = copy.to_string().into_bytes();
    let now = network.clock.now();
    for at in 0..text.len() {
        let mut changed = text.clone();
        changed[at] ^= 1;
        let Ok(changed) = strict_json::read(&changed) else { continue };
        let proven = Claim::of(&changed, now).and_then(|claim| claim.check_with_actor(&key));
        assert!(proven.is_err(), "byte {at}: {changed}");
    }
    let mut other = copy.clone();
    other["proof"]["proofValue"] = "z3".into();
    let problem = brest.node.verify(&other).await.unwrap_err();
    let bad = Unverified::Bad(BadProof::Malformed("proofValue"));
    assert_eq!(problem.to_string(), bad.to_string());
    other.as_object_mut().unwrap().remove("proof");
    assert!(Proof::of(&other, now).unwrap().is_none());
    let problem = brest.node.verify(&other).await.unwrap_err();
    assert!(matches!(problem, NodeError::NotProven(Unverified::NoProof)), "{problem}");
}

async fn a_node_that_joins_later_gets_what_a_lost_one_published_from_one_that_holds_it(
    network: Network,
) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let brest = network.node("brest").await;
    let first = lyon.publish("prac-guichet", "Un guichet").await;
    let forged = lyon.publish("prac-maison", "Une maison").await;
    follow(&gao, &lyon).await;
    let (host, author) = (lyon.host(), lyon.actor());
    let answers = brest.node.salvage(&gao.host(), &lyon.host()).await.unwrap();
    assert!(matches!(answers, Salvaged::FromOther(Taken { kept: 0, .. })), "{answers:?}");
    let lyon = lyon.kill().await;
    // Gao changes a word of one of its copies.
    let mut db = gao.node.store.write().await.unwrap();
    let wire = sheets::wire(&mut db, &forged).await.unwrap().unwrap();
    let object = wire.object.replace("Une maison", "Un palais");
    let lie = Unproven { iri: forged.clone(), object, digest: wire.digest };
    let as_before = Proven { by: ed25519_of(&author), at: network.clock.now() };
    assert!(proofs::put(&mut db, &lie, &as_before).await.unwrap());
    db.commit().await.unwrap();

    network.clock.advance(2 * DAY);
    let taken = brest.node.salvage(&host, &gao.host()).await.unwrap();
    assert_eq!(taken, Salvaged::FromOther(Taken { listed: 3, kept: 2, refused: 1 }));
    assert_eq!(brest.practices().await, ["Un guichet"]);
    let held = standing(&brest, &first).await;
    assert_eq!(held.proven_by, Some(ed25519_of(&author)));
    assert!(held.is_silent && held.heard_at.is_some(), "{held:?}");
    let again = brest.node.salvage(&host, &gao.host()).await.unwrap();
    assert_eq!(again, Salvaged::FromOther(Taken { listed: 3, kept: 0, refused: 1 }));

    let lyon = network.start_again(lyon).await;
    network.clock.advance(DAY);
    let back = brest.node.salvage(&host, &gao.host()).await.unwrap();
    assert!(matches!(back, Salvaged::FromOrigin(_)), "{back:?}");
    assert_eq!(brest.practices().await, lyon.practices().await);
    assert!(!standing(&brest, &first).await.is_silent);
}

async fn copies_of_a_peer_that_is_gone_stay_and_its_return_resumes_without_loss(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    follow(&gao, &lyon).await;
    follow(&lyon, &gao).await;
    let lyon = lyon.kill().await;
    gao.publish("prac-soupe", "Une soupe").await;
    for _ in 0..20 {
        network.clock.advance(DAY);
        settle(&[&gao]).await;
        let mut db = gao.node.store.write().await.unwrap();
        havre::store::deliveries::drop_expired(&mut db, network.clock.now()).await.unwrap();
        db.commit().await.unwrap();
    }
    assert_eq!(gao.practices().await, ["Un guichet", "Une soupe"], "silence removes nothing");
    let held = standing(&gao, &sheet).await;
    assert!(held.is_silent && held.proven_by.is_some(), "{held:?}");
    let silent_for = network.clock.now().seconds_since(held.heard_at.unwrap());
    assert!(silent_for >= 19 * DAY, "{silent_for}");

    let lyon = network.start_again(lyon).await;
    lyon.publish("prac-maison", "Une maison").await;
    network.clock.advance(DAY);
    settle(&[&lyon, &gao]).await;
    let all = ["Un guichet", "Une maison", "Une soupe"];
    assert_eq!(gao.practices().await, all);
    assert_eq!(lyon.practices().await, all, "what was given up comes with the catalogue");
    assert!(!standing(&gao, &sheet).await.is_silent);
    lyon.publish("prac-guichet", "Deux guichets").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Deux guichets", "Une maison", "Une soupe"]);
}

on_both_engines!(
    what_is_published_is_proven_in_every_form_in_which_it_travels,
    an_object_whose_proof_is_wrong_is_refused_and_one_whose_proof_is_right_is_marked,
    an_actor_whose_proof_is_wrong_is_not_kept,
    what_was_published_before_there_were_proofs_is_signed_and_its_copies_are_proven,
    a_copy_is_proven_with_its_publisher_switched_off_and_no_changed_byte_is,
    a_node_that_joins_later_gets_what_a_lost_one_published_from_one_that_holds_it,
    copies_of_a_peer_that_is_gone_stay_and_its_return_resumes_without_loss,
);

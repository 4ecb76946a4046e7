//! `havre verify`: proving files and addresses, with the node of the author switched off.

use std::fs;

use crate::{
    ground::Ground,
    web_request::{get, get_json},
};

/// The file of the soup of Lyon, as its node gives it, in `soup.jsonld` of another ground; and the
/// document of its author in `lyon.jsonld`. Lyon does not run any longer.
fn exported() -> (Ground, Ground) {
    let (lyon, elsewhere) = (Ground::with_lyon(), Ground::empty());
    lyon.write_soup("Soupe");
    lyon.havre("sheet put soup.json").done();
    let serving = lyon.serve();
    let listing = get_json(lyon.port, "/events.json");
    assert!(listing["items"][0]["proven"].is_string(), "{listing}");
    let page = listing["items"][0]["url"].as_str().unwrap().to_owned();
    let path = page.split_once(&format!(":{}", lyon.port)).unwrap().1;
    let file = get(lyon.port, &format!("{path}.jsonld"));
    assert_eq!(file.status, 200, "{}", file.body);
    elsewhere.write("soup.jsonld", &file.body);
    elsewhere.write("lyon.jsonld", &get(lyon.port, "/ap/lyon").body);
    let said = lyon.havre(&format!("verify {page}"));
    assert_eq!(said.err, "", "nothing but the answer");
    assert!(said.done().starts_with("unaltered"), "by address");
    drop(serving);
    (lyon, elsewhere)
}

#[test]
fn a_file_is_proven_by_the_key_that_a_node_holds_or_that_is_given() {
    let (lyon, elsewhere) = exported();
    let file = elsewhere.path().join("soup.jsonld");
    let said = lyon.havre(&format!("verify {}", file.display())).done();
    assert!(said.starts_with("unaltered     http://127.0.0.1:"), "{said}");
    assert!(said.contains(" Soupe\npublished by  http://127.0.0.1:"), "{said}");
    assert!(said.contains("/ap/lyon\nsigned        20"), "{said}");
    assert!(said.contains("/ap/lyon#ed25519-key"), "{said}");
    // No node is needed where the key is given.
    assert_eq!(elsewhere.havre("verify soup.jsonld --actor lyon.jsonld").done(), said);
    let actor: serde_json::Value = serde_json::from_str(&elsewhere.read("lyon.jsonld")).unwrap();
    let key = actor["assertionMethod"][0]["publicKeyMultibase"].as_str().unwrap();
    assert_eq!(elsewhere.havre(&format!("verify soup.jsonld --key {key}")).done(), said);
}

#[test]
fn a_copy_that_is_not_proven_says_so_in_one_line() {
    let (_lyon, elsewhere) = exported();
    let with_actor = |file: &str| elsewhere.havre(&format!("verify {file} --actor lyon.jsonld"));
    let whole = elsewhere.read("soup.jsonld");
    elsewhere.write("changed.jsonld", &whole.replace("Soupe", "Soupa"));
    let said = with_actor("changed.jsonld").failure();
    assert!(said.contains("it was changed, or signed with another key"), "{said}");
    let other = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    let said = elsewhere.havre(&format!("verify soup.jsonld --key {other}")).failure();
    assert!(said.contains("it was changed, or signed with another key"), "{said}");
    let said = elsewhere.havre("verify lyon.jsonld --actor soup.jsonld").mistake();
    assert!(said.contains("no document of an actor"), "{said}");

    let mut object: serde_json::Value = serde_json::from_str(&whole).unwrap();
    object.as_object_mut().unwrap().remove("proof");
    elsewhere.write("bare.jsonld", &object.to_string());
    assert!(with_actor("bare.jsonld").failure().contains("it carries no proof"));
    elsewhere.write("twice.jsonld", &whole.replacen('{', "{\"name\":\"Autre\",", 1));
    assert!(with_actor("twice.jsonld").mistake().contains("\"name\" is there twice"));
    elsewhere.write("text.jsonld", "Soupe");
    assert!(with_actor("text.jsonld").mistake().contains("not JSON"));
    assert!(with_actor("nowhere.jsonld").mistake().contains("nowhere.jsonld"));
    let said = elsewhere.havre("verify soup.jsonld --key z6Mk").mistake();
    assert!(said.contains("z6Mk…"), "{said}");
    fs::remove_file(elsewhere.path().join("lyon.jsonld")).unwrap();
    assert!(with_actor("soup.jsonld").mistake().contains("lyon.jsonld"));
}

#[test]
fn a_node_that_does_not_know_the_author_says_what_is_missing() {
    let (_lyon, elsewhere) = exported();
    elsewhere.havre("init --handle liege --name Liège").done();
    let said = elsewhere.havre("verify soup.jsonld").failure();
    assert!(said.contains("--key") && said.contains("--actor"), "{said}");
}

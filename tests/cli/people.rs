//! Who speaks through a node, and who may sign in.

use crate::ground::Ground;

#[test]
fn making_a_node_twice_changes_nothing_and_another_name_is_refused() {
    let ground = Ground::with_lyon();
    let before = ground.havre("actor list").done();
    ground.havre("init --handle lyon --name Lyon --country FR").done();
    assert_eq!(ground.havre("actor list").done(), before);
    let said = ground.havre("init --handle liege --name Liège").mistake();
    assert!(said.contains("lyon"), "{said}");
}

#[test]
fn an_organisation_speaks_under_a_name_of_its_own() {
    let ground = Ground::with_lyon();
    let added = ground
        .havre("actor add --handle accueil --name Accueil --name nl=Onthaal --kind association")
        .done();
    assert!(added.starts_with(&format!("@accueil@127.0.0.1:{}", ground.port)), "{added}");
    let listed = ground.havre("actor list").done();
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 2, "{listed}");
    assert!(lines[0].starts_with("@lyon@") && lines[0].contains("city"), "{listed}");
    assert!(lines[1].starts_with("@accueil@") && lines[1].contains("association"), "{listed}");
}

#[test]
fn a_territory_can_be_described_in_a_file() {
    let ground = Ground::empty();
    let record = r#"{"slug": "liege", "kind": "city", "names": {"fr": "Liège", "nl": "Luik", "local": []},
                     "country": "BE", "languages": ["fr"]}"#;
    ground.write("liege.json", record);
    let said = ground.havre("init --file liege.json").done();
    assert!(said.contains("speaks for Liège"), "{said}");
    ground.write("two.json", &format!("[{record}, {}]", record.replace("liege", "luik")));
    let said = ground.havre("actor add two.json").mistake();
    assert!(said.contains("havre import"), "{said}");
}

#[test]
fn a_password_comes_from_a_file_or_is_made_and_shown_once() {
    let ground = Ground::with_lyon();
    ground.write("password.txt", "correct horse battery staple\n");
    let said = ground.havre("user add alice --role admin --password-file password.txt").done();
    assert!(!said.contains("password:"), "{said}");
    let said = ground.havre("user add bruno").done();
    let password = said.lines().find_map(|line| line.strip_prefix("password: ")).unwrap();
    assert!(password.len() >= 20, "{said}");
    let listed = ground.havre("user list").done();
    let roles: Vec<Vec<&str>> =
        listed.lines().map(|line| line.split_whitespace().take(2).collect()).collect();
    assert_eq!(roles, [["alice", "admin"], ["bruno", "editor"]]);
    assert!(ground.havre("user password bruno").done().contains("password: "));
}

#[test]
fn a_short_password_and_a_name_that_is_taken_are_refused() {
    let ground = Ground::with_lyon();
    ground.write("short.txt", "1234\n");
    let said = ground.havre("user add alice --password-file short.txt").mistake();
    assert!(said.contains("at least"), "{said}");
    assert_eq!(ground.havre("user list").done(), "");
    ground.havre("user add alice").done();
    let said = ground.havre("user add alice").mistake();
    assert!(said.contains("alice"), "{said}");
}

#[test]
fn an_actor_gets_new_keys_by_command() {
    let ground = Ground::with_lyon();
    let said = ground.havre("actor rotate-keys lyon").done();
    assert!(said.starts_with("@lyon@") && said.contains("/ap/lyon#key-20"), "{said}");
    let all = ground.havre("actor rotate-keys --all --compromised").done();
    assert_eq!(all.lines().filter(|line| line.contains(" signs with ")).count(), 2, "{all}");
    let said = ground.havre("actor rotate-keys nobody").mistake();
    assert!(said.contains("havre actor list"), "{said}");
}

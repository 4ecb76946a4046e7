//! One sheet from its first word to its last.

use crate::ground::Ground;

#[test]
fn a_sheet_is_created_left_alone_changed_and_withdrawn() {
    let ground = Ground::with_lyon();
    ground.write_soup("Soupe");
    let created = ground.havre("sheet put soup.json").done();
    assert!(created.starts_with("created: evt-soupe-du-monde http://"), "{created}");
    assert_eq!(ground.havre("sheet put soup.json").done(), created.replace("created", "unchanged"));

    ground.write_soup("Soupe du monde");
    assert_eq!(ground.havre("sheet put soup.json").done(), created.replace("created", "changed"));
    let shown = ground.havre("sheet show evt-soupe-du-monde").done();
    assert!(shown.contains("Soupe du monde"), "{shown}");
    let address = created.trim().rsplit(' ').next().unwrap();
    assert_eq!(ground.havre(&format!("sheet show {address}")).done(), shown);

    let withdrawn = ground.havre("sheet withdraw evt-soupe-du-monde").done();
    assert_eq!(withdrawn, created.replace("created", "withdrawn"));
    ground.havre("sheet show evt-soupe-du-monde").mistake();
}

#[test]
fn what_is_shown_can_be_put_and_says_the_same() {
    let ground = Ground::with_lyon();
    ground.write_soup("Soupe");
    let created = ground.havre("sheet put soup.json").done();
    let shown = ground.havre("sheet show evt-soupe-du-monde").done();
    assert!(shown.contains(created.trim().rsplit(' ').next().unwrap()), "{shown}");
    ground.write("shown.json", &shown);
    let put = ground.havre("sheet put shown.json").done();
    assert_eq!(put, created.replace("created", "unchanged"));
    ground.write("edited.json", &shown.replace("Soupe", "Potage"));
    assert!(ground.havre("sheet put edited.json").done().starts_with("changed: "));
}

#[test]
fn a_sheet_speaks_through_the_actor_that_it_names_or_that_the_caller_names() {
    let ground = Ground::with_lyon();
    ground.havre("actor add --handle accueil --name Accueil --kind association").done();
    ground.write_soup("Soupe");
    ground.havre("sheet put soup.json --actor accueil").done();
    let shown = ground.havre("sheet show evt-soupe-du-monde").done();
    assert!(shown.contains("/ap/accueil\""), "{shown}");

    let stranger = ground.read("soup.json").replace("\"lyon\"", "\"elsewhere\"");
    ground.write("soup.json", &stranger);
    let said = ground.havre("sheet put soup.json").mistake();
    assert!(said.contains("--actor"), "{said}");
}

#[test]
fn a_file_of_several_records_or_of_none_is_refused() {
    let ground = Ground::with_lyon();
    ground.write_soup("Soupe");
    let soup = ground.read("soup.json");
    let other = soup.replace("evt-soupe-du-monde", "evt-potage");
    ground.write("two.json", &format!("[{soup}, {other}]"));
    assert!(ground.havre("sheet put two.json").mistake().contains("havre import"));
    ground.write("broken.json", &soup.replace("meeting", "metting"));
    assert!(ground.havre("sheet put broken.json").mistake().contains("\"metting\""));
    assert!(ground.havre("export out").done().contains("0 sheets"));
}

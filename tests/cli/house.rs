//! What an operator says and shows of the node, by command.

use std::{fs, io::Write as _, process::Stdio};

use crate::{
    ground::Ground,
    program::{Said, havre},
};

#[test]
fn a_page_is_shown_written_listed_and_taken_back() {
    let ground = Ground::with_lyon();
    let built_in = ground.havre("page show legal --language fr").done();
    assert!(built_in.contains("## Éditeur"), "{built_in}");
    assert!(ground.havre("page list").done().contains("legal          fr  built in"));
    ground.write("legal.md", &built_in.replace("*à compléter*", "Ville de Lyon"));
    ground.havre("page set legal --language fr legal.md").done();
    let own = ground.havre("page show legal --language fr").done();
    assert!(own.contains("Ville de Lyon") && !own.contains("*à compléter*"), "{own}");
    assert!(ground.havre("page list").done().contains("legal          fr  yours, of "));
    ground.havre("page reset legal --language fr").done();
    assert_eq!(ground.havre("page show legal --language fr").done(), built_in);
}

#[test]
fn a_page_is_read_from_standard_input_in_any_language() {
    let ground = Ground::with_lyon();
    let words = ["page", "set", "welcome", "--language", "it", "-"];
    let mut child =
        havre(ground.path(), &words).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("Benvenuti **a Lione**.\n".as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(ground.havre("page show welcome --language it").done(), "Benvenuti **a Lione**.\n");
}

#[test]
fn a_contact_is_said_and_that_of_a_person_is_warned_of() {
    let ground = Ground::with_lyon();
    assert!(ground.havre("page contact").done().contains("none"));
    assert_eq!(
        ground.havre("page contact contact@lyon.example").done(),
        "readers can write to contact@lyon.example\n"
    );
    assert_eq!(ground.havre("page contact").done(), "contact@lyon.example\n");
    let said = ground.havre("page contact ana.lopes@lyon.example").done();
    assert!(said.contains("mailbox of a person"), "{said}");
    ground.havre("page contact --none").done();
    assert!(ground.havre("page contact").done().contains("none"));
}

#[test]
fn a_look_is_given_shown_kept_by_a_backup_and_taken_back() {
    let ground = Ground::with_lyon();
    assert!(ground.havre("appearance show").done().contains("logo     none"));
    let set = ["appearance", "set", "--primary", "#7a1f4b", "--accent", "#0d4a58"];
    Said::by(&mut havre(ground.path(), &set)).done();
    let logo = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/logo.png");
    fs::copy(logo, ground.path().join("logo.png")).unwrap();
    let said = ground.havre("appearance logo logo.png").done();
    assert!(said.contains("primary  #7a1f4b, and #") && said.contains("16 × 16 pixels"), "{said}");

    ground.write("legal.md", "Ville de Lyon");
    ground.havre("page set legal --language fr legal.md").done();
    ground.havre("backup all.havre").done();
    ground.havre("restore all.havre --data restored").done();
    assert_eq!(ground.havre("appearance show --data restored").done(), said);
    let page = ground.havre("page show legal --language fr --data restored").done();
    assert_eq!(page, "Ville de Lyon\n");

    ground.havre("appearance reset").done();
    assert!(ground.havre("appearance show").done().contains("primary  that of all nodes"));
}

#[test]
fn what_a_page_or_a_look_cannot_be_is_said_with_what_it_can() {
    let ground = Ground::with_lyon();
    ground.write("empty.md", "  \n");
    fs::write(ground.path().join("latin1.md"), b"\xe9t\xe9").unwrap();
    ground.write("logo.gif", "GIF89a");
    for (words, hint) in [
        ("page show legal --language de", "havre page list"),
        ("page show legal --language français", "a language tag such as fr"),
        ("page set legal --language fr nowhere.md", "nowhere.md"),
        ("page set legal --language fr empty.md", "legal.fr is missing"),
        ("page set legal --language fr latin1.md", "save it as UTF-8"),
        ("page reset legal --language fr", "havre page list"),
        ("page contact lyon", "contact@lyon.example"),
        ("appearance set", "--primary or --accent"),
        ("appearance set --primary red", "such as #0d4a58"),
        ("appearance set --primary #e8a33d", "the nearest colour that can be read is #"),
        ("appearance set --primary #0d4a58 --primary-dark #0d4a58", "in the dark scheme"),
        ("appearance logo nowhere.png", "nowhere.png"),
        ("appearance logo logo.gif", "no PNG file"),
        ("sheet forget nowhere", "nowhere"),
    ] {
        let said = ground.havre(words).mistake();
        assert!(said.contains(hint), "{words}: {said}");
    }
    for words in [
        "page show imprint --language fr",
        "page show legal",
        "appearance set --primary-dark #8ed0de",
    ] {
        assert_eq!(ground.havre(words).code, 2, "{words}");
    }
}

#[test]
fn earlier_versions_of_a_sheet_are_erased_and_the_present_one_stays() {
    let ground = Ground::with_lyon();
    for title in ["Soupe", "Potage", "Velouté"] {
        ground.write_soup(title);
        ground.havre("sheet put soup.json").done();
    }
    let said = ground.havre("sheet forget evt-soupe-du-monde").done();
    assert!(said.contains(": 2 earlier versions erased"), "{said}");
    let said = ground.havre("sheet forget evt-soupe-du-monde").done();
    assert!(said.contains(": 0 earlier versions erased"), "{said}");
    assert!(ground.havre("sheet show evt-soupe-du-monde").done().contains("Velouté"));
}

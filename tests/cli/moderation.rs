//! Blocks, reports and replies by command.

use crate::ground::Ground;

#[test]
fn a_host_is_blocked_listed_and_let_in_again() {
    let ground = Ground::with_lyon();
    let said = ground.havre("block add Troll.Example. --reason violence --note Ana").done();
    assert!(said.contains("troll.example: suspended; it holds from now on"), "{said}");
    let said = ground.havre("block add troll.example --reason violence --note Ana").done();
    assert!(said.contains("was so before"), "{said}");
    ground.havre("block add noisy.example --silence --reject-reports").done();
    let listed = ground.havre("block list").done();
    assert!(listed.contains("silenced, reports refused"), "{listed}");
    assert!(listed.contains("violence") && listed.contains("(Ana)"), "{listed}");
    ground.havre("block remove troll.example --reason sorry").done();
    let said = ground.havre("block remove troll.example").mistake();
    assert!(said.contains("havre block list"), "{said}");
    let log = ground.havre("decision list --about troll.example").done();
    assert_eq!(log.lines().count(), 2, "{log}");
    for host in ["com", "127.0.0.1", "not/a/host"] {
        ground.havre(&format!("block add {host}")).mistake();
    }
}

#[test]
fn a_file_of_blocks_is_taken_wholly_or_not_at_all() {
    let ground = Ground::with_lyon();
    ground.write("broken.csv", "#domain,#severity\ntroll.example,suspend\nb.example,ban\n");
    let said = ground.havre("block import broken.csv").mistake();
    assert!(said.contains("line 3 (b.example): #severity"), "{said}");
    assert!(ground.havre("block list").done().contains("nobody is blocked"));
    ground.write("good.csv", "#domain,#severity\ntroll.example,suspend\nb.example,silence\n");
    let said = ground.havre("block import good.csv --dry-run").done();
    assert!(said.contains("2 new") && said.contains("nothing was done"), "{said}");
    assert!(ground.havre("block list").done().contains("nobody is blocked"));
    assert!(ground.havre("block import good.csv").done().contains("2 new"));
    assert!(ground.havre("block import good.csv").done().contains("2 as they were"));
    let file = ground.havre("block export").done();
    assert!(file.contains("b.example,silence,false,false,,true\n"), "{file}");
    assert_eq!(ground.havre("block export --published").done().lines().count(), 1);
}

#[test]
fn what_waits_for_nobody_is_said_and_wrong_numbers_are_mistakes() {
    let ground = Ground::with_lyon();
    assert!(ground.havre("block drafts").done().contains("no draft waits"));
    assert!(ground.havre("block lists").done().contains("--publish"));
    assert!(ground.havre("report list").done().contains("no report waits"));
    assert!(ground.havre("reply list").done().contains("no reply is waiting"));
    assert!(ground.havre("reply take none").done().contains("no replies"));
    for words in [
        "block confirm 7",
        "block dismiss 7",
        "block unsubscribe https://lyon.example/blocks",
        "report show 7",
        "report close 7 --reason x",
        "report send --about nonsense --to-its-server --comment x",
        "reply approve 7",
        "reply refuse 7",
        "reply take some",
        "reply list --state lost",
    ] {
        ground.havre(words).mistake();
    }
    ground.havre("block add troll.example --publish").done();
    let own = ground.havre("block lists").done();
    assert!(own.contains("/ap/lyon/blocks"), "{own}");
}

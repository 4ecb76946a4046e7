//! A node that runs, and the other commands beside it.

use crate::{
    ground::Ground,
    web_request::{get, get_json},
};

#[test]
fn a_node_is_served_until_it_is_asked_to_end() {
    let ground = Ground::with_lyon();
    for signal in ["-TERM", "-INT"] {
        let serving = ground.serve();
        assert_eq!(get(ground.port, "/").status, 200);
        assert_eq!(serving.end(signal), Some(0), "{signal}");
    }
}

#[test]
fn what_other_commands_do_shows_at_once_in_a_node_that_runs() {
    let ground = Ground::with_lyon();
    let _serving = ground.serve();
    assert_eq!(get_json(ground.port, "/events.json")["total"], 0);
    ground.write_soup("Soupe");
    ground.havre("sheet put soup.json").done();
    assert_eq!(get_json(ground.port, "/events.json")["total"], 1);
    ground.havre("backup all.havre").done();
    ground.havre("sheet withdraw evt-soupe-du-monde").done();
    assert_eq!(get_json(ground.port, "/events.json")["total"], 0);
}

#[test]
fn the_doctor_finds_a_node_that_does_not_run_and_is_content_with_one_that_does() {
    let ground = Ground::with_lyon();
    let said = ground.havre("doctor");
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.out.contains("✗ bad       reachable"), "{}", said.out);
    assert!(said.out.contains("is `havre serve` running"), "{}", said.out);
    assert!(said.err.contains("checks failed"), "{}", said.err);

    let _serving = ground.serve();
    let out = ground.havre("doctor").done();
    assert!(out.contains("✓ good      reachable"), "{out}");
    assert!(out.contains("✓ good      webfinger"), "{out}");
    assert!(!out.contains("✗ bad"), "{out}");
}

#[test]
fn following_a_node_is_asked_for_and_listed() {
    let (lyon, liege) = (Ground::with_lyon(), Ground::empty());
    liege.havre("init --handle liege --name Liège").done();
    let host = format!("127.0.0.1:{}", liege.port);
    let _serving = liege.serve();
    let said = lyon.havre(&format!("peer follow {host}")).done();
    assert!(said.starts_with(&format!("@liege@{host} is Liège")), "{said}");
    let listed = lyon.havre("peer list").done();
    assert!(listed.contains(&host) && listed.contains("asked"), "{listed}");
    assert!(listed.contains("1 delivery waits"), "{listed}");
    let synced = lyon.havre(&format!("peer sync {host}")).done();
    assert!(synced.contains("1 of 1 held, checked just now"), "{synced}");
    let said = lyon.havre(&format!("peer unfollow {host}")).done();
    assert!(said.contains("no longer followed"), "{said}");
    assert!(lyon.havre("peer list").done().contains("not followed"));
}

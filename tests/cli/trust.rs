//! How far others are trusted, what waits, and the log of what was decided.

use crate::ground::Ground;

/// The columns after the moment of what the log says, the newest first.
fn log(ground: &Ground) -> Vec<String> {
    let listed = ground.havre("decision list").done();
    listed.lines().map(|line| line.split("  ").skip(2).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn switches_are_set_by_words_and_each_time_the_log_says_so() {
    let ground = Ground::with_lyon();
    let shown = ground.havre("policy show").done();
    for line in ["writers", "followed", "everyone", "by-trust", "partly", "hold", "empty"] {
        assert!(shown.contains(line), "{shown}");
    }
    ground.havre("policy set writers listed --reason vague").done();
    ground.havre("policy allow Liege.example").done();
    let again = ground.havre("policy allow liege.example").done();
    assert!(again.contains("already"), "{again}");
    let shown = ground.havre("policy show").done();
    assert!(shown.contains("listed") && shown.contains("liege.example"), "{shown}");
    ground.havre("policy disallow liege.example").done();
    let log = log(&ground);
    assert_eq!(log.len(), 3, "{log:?}");
    assert!(log[2].contains("policy changed") && log[2].contains("listed: vague"), "{log:?}");
    assert!(log[1].contains("host allowed") && log[0].contains("host disallowed"), "{log:?}");
    let about = ground.havre("decision list --about liege.example --limit 1").done();
    assert_eq!(about.lines().count(), 1);
    assert!(about.contains("operator"), "{about}");
}

#[test]
fn a_node_that_nobody_wrote_to_has_nothing_that_waits() {
    let ground = Ground::with_lyon();
    assert!(ground.havre("held list").done().contains("nothing waits"));
    assert!(ground.havre("held list --hidden").done().contains("nothing is out of sight"));
    assert!(ground.havre("follower list").done().contains("nobody waits"));
    assert!(ground.havre("decision list").done().contains("nothing was decided"));
}

#[test]
fn what_a_peer_publishes_waits_is_looked_at_and_is_shown_or_hidden() {
    let (lyon, liege) = (Ground::with_lyon(), Ground::empty());
    liege.havre("init --handle liege --name Liège").done();
    liege.write_soup("Soupe du monde");
    liege.havre("sheet put soup.json --actor liege").done();
    let host = format!("127.0.0.1:{}", liege.port);
    let _serving = liege.serve();
    let followed = lyon.havre(&format!("peer follow {host} --trust hold --reason inconnu"));
    followed.done();
    lyon.havre(&format!("peer sync {host}")).done();
    let listed = lyon.havre("peer list").done();
    assert!(listed.contains("trust: hold, 1 item waits"), "{listed}");
    let waiting = lyon.havre("held list").done();
    assert!(waiting.starts_with("1 ") && waiting.contains("Soupe du monde"), "{waiting}");
    let shown = lyon.havre("held show 1").done();
    assert!(shown.contains("+ texts.fr.title: Soupe du monde"), "{shown}");
    let refused = lyon.havre("held refuse 1").done();
    assert!(refused.contains("put away"), "{refused}");
    assert!(lyon.havre("held list --refused").done().contains("Soupe du monde"));
    let approved = lyon.havre("held approve 1 --reason vérifié").done();
    assert!(approved.contains("shown: Soupe du monde"), "{approved}");
    let address = approved.trim().rsplit(' ').next().unwrap().to_owned();
    lyon.havre(&format!("sheet hide {address} --reason faux")).done();
    assert!(lyon.havre("held list --hidden").done().contains("Soupe du monde"));
    lyon.havre(&format!("sheet unhide {address}")).done();
    lyon.havre(&format!("peer trust {host} fully")).done();
    assert!(lyon.havre("peer list").done().contains("trust: fully"));
    let log = log(&lyon).join("\n");
    for said in ["hold: inconnu", "item refused", "item shown", "item withdrawn", "item restored"] {
        assert!(log.contains(said), "{said}: {log}");
    }
}

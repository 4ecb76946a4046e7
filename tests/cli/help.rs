//! The help texts: there for every command, and with an example each.

use crate::ground::Ground;

/// The names of the commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| !line.is_empty()).filter_map(|line| {
        // What a name stands for goes on, further in, on the next line.
        line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.split(' ').next()
    });
    names.filter(|name| *name != "help").map(ToOwned::to_owned).collect()
}

/// All commands below `path` that do something themselves, with their help.
fn leaves(ground: &Ground, path: &str) -> Vec<(String, String)> {
    let help = ground.havre(&format!("{path} --help")).done();
    match commands(&help) {
        none if none.is_empty() => vec![(path.trim().to_owned(), help)],
        names => {
            let below = |name: String| leaves(ground, &format!("{path} {name}"));
            names.into_iter().flat_map(below).collect()
        }
    }
}

#[test]
fn every_command_says_what_it_is_for_and_shows_an_example() {
    let ground = Ground::empty();
    let leaves = leaves(&ground, "");
    let names: Vec<&str> = leaves.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "demo",
            "init",
            "serve",
            "actor add",
            "actor list",
            "actor rotate-keys",
            "actor alias add",
            "actor alias remove",
            "actor alias list",
            "actor move",
            "node welcome",
            "node move",
            "page list",
            "page show",
            "page set",
            "page reset",
            "page contact",
            "appearance show",
            "appearance set",
            "appearance logo",
            "appearance reset",
            "user add",
            "user list",
            "user password",
            "peer follow",
            "peer unfollow",
            "peer list",
            "peer sync",
            "peer trust",
            "peer moves",
            "peer move accept",
            "block add",
            "block remove",
            "block list",
            "block import",
            "block export",
            "block subscribe",
            "block unsubscribe",
            "block lists",
            "block drafts",
            "block confirm",
            "block dismiss",
            "report list",
            "report show",
            "report close",
            "report send",
            "reply list",
            "reply approve",
            "reply refuse",
            "reply take",
            "sheet put",
            "sheet show",
            "sheet withdraw",
            "sheet hide",
            "sheet unhide",
            "sheet forget",
            "verify",
            "held list",
            "held show",
            "held approve",
            "held refuse",
            "follower list",
            "follower accept",
            "follower refuse",
            "policy show",
            "policy set",
            "policy allow",
            "policy disallow",
            "decision list",
            "draft import",
            "draft list",
            "draft show",
            "draft publish",
            "draft remove",
            "draft export",
            "import",
            "export",
            "backup",
            "restore",
            "doctor"
        ]
    );
    for (name, help) in leaves {
        assert!(help.contains("Example"), "{name} shows no example");
        assert!(help.contains(&format!("  havre {name}")), "{name} shows another example");
        let settings = ["--config", "--data", "--database-url", "--public-url", "--dev"];
        let is_missing = |flag: &&str| !help.contains(*flag);
        let missing: Vec<_> = settings.into_iter().filter(is_missing).collect();
        assert!(missing.is_empty() || name == "demo", "{name} has no {missing:?}");
    }
}

#[test]
fn a_call_without_a_command_shows_what_there_is() {
    let said = Ground::empty().havre("");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("Commands:"), "{}", said.err);
}

//! Drafts, from a file of others to a published sheet.

use serde_json::Value;

use crate::ground::Ground;

const AGENDA: &str = "title;description;start;colour\n\
                      Soupe;Chacun apporte un légume.;2027-05-01;red\n\
                      Thé;Un thé.;2027-05-02;green\n";

#[test]
fn a_draft_is_brought_completed_and_published() {
    let ground = Ground::with_lyon();
    ground.write("agenda.csv", AGENDA);
    let said = ground.havre("draft import agenda.csv --as lyon --language fr").done();
    assert!(said.contains("2 drafts: 2 new, 0 changed, 0 as they were"), "{said}");
    assert!(said.contains("not read: the columns colour"), "{said}");
    let list = ground.havre("draft list").done();
    assert!(list.contains("kind is missing"), "{list}");
    let line = list.lines().find(|line| line.contains("soupe")).unwrap();
    let id = line.split_whitespace().next().unwrap().to_owned();
    let refused = ground.havre(&format!("draft publish {id}")).mistake();
    assert!(refused.contains("kind is missing"), "{refused}");

    let mut record: Value =
        serde_json::from_str(&ground.havre(&format!("draft export {id}")).done()).unwrap();
    record["kind"] = "meeting".into();
    ground.write("soup.json", &record.to_string());
    let said = ground.havre("draft import soup.json --as lyon").done();
    assert!(said.contains("1 draft: 0 new, 1 changed"), "{said}");
    // What was completed stays when the same file comes again.
    let said = ground.havre("draft import agenda.csv --as lyon --language fr").done();
    assert!(said.contains("2 drafts: 0 new, 0 changed, 2 as they were"), "{said}");
    assert!(ground.havre(&format!("draft show {id}")).done().contains("complete"));
    let published = ground.havre(&format!("draft publish {id}")).done();
    assert!(published.starts_with("published: evt-soupe-2027-05-01 http"), "{published}");
    assert!(ground.havre("sheet show evt-soupe-2027-05-01").done().contains("légume"));
    ground.havre(&format!("draft show {id}")).mistake();
}

#[test]
fn a_draft_of_nobody_is_refused_and_one_that_is_not_wanted_removed() {
    let ground = Ground::with_lyon();
    ground.write("agenda.csv", AGENDA);
    let said = ground.havre("draft import agenda.csv --as nobody").mistake();
    assert!(said.contains("havre actor list"), "{said}");
    assert!(ground.havre("draft list").done().starts_with("no drafts"));
    ground.havre("draft import agenda.csv --as lyon --kind meeting").done();
    let list = ground.havre("draft list").done();
    assert!(list.contains("complete"), "{list}");
    for line in list.lines() {
        let id = line.split_whitespace().next().unwrap();
        assert!(ground.havre(&format!("draft remove {id}")).done().starts_with("removed: evt-"));
    }
    ground.havre("draft remove 1").mistake();
}

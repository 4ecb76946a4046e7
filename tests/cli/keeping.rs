//! Files that come in, files that go out, and the node in one file.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};

use crate::{
    ground::{Ground, soup},
    program::{Said, havre},
};

/// The records of a folder that was exported to, by file.
fn records(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(file).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.iter().any(|(name, _)| name == "events.json"));
    files
}

#[test]
fn a_broken_row_is_named_with_file_number_and_field_and_nothing_is_imported() {
    let ground = Ground::with_lyon();
    let mut broken = soup("Potage");
    broken["id"] = "evt-potage".into();
    broken["themes"] = serde_json::json!(["housin"]);
    let file = serde_json::json!({"events": [soup("Soupe"), broken]});
    ground.write("events.json", &file.to_string());
    let said = ground.havre("import events.json").mistake();
    assert!(said.contains("events.json: 1 of 2 rows are broken"), "{said}");
    assert!(said.contains("events 2 (evt-potage): themes \"housin\""), "{said}");
    assert!(ground.havre("export out").done().contains("1 actor, 0 sheets"));
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    let ground = Ground::with_lyon();
    ground.write_soup("Soupe");
    ground.havre("import soup.json").done();
    ground.havre("export out").done();
    let said = ground.havre("import out").done();
    assert_eq!(said, "2 records: 0 new, 0 changed, 2 as they were\n");

    let other = Ground::with_lyon();
    fs::rename(ground.path().join("out"), other.path().join("out")).unwrap();
    let said = other.havre("import out").done();
    assert_eq!(said, "2 records: 1 new, 0 changed, 1 as they were\n");
    other.havre("export again").done();
    assert_eq!(records(&other.path().join("again")), records(&other.path().join("out")));
}

#[test]
fn a_node_comes_back_from_its_backup_with_the_passphrase_only() {
    let ground = Ground::with_lyon();
    ground.write_soup("Soupe");
    ground.havre("sheet put soup.json").done();
    ground.havre("export before").done();
    ground.write("passphrase.txt", "a long and quiet river\n");
    ground.write("wrong.txt", "a short and noisy river\n");
    let said = ground.havre("backup all.havre --passphrase-file passphrase.txt");
    assert!(!said.err.contains("--passphrase-file"), "{}", said.err);
    said.done();

    let said = ground.havre("restore all.havre --passphrase-file passphrase.txt").mistake();
    assert!(said.contains("not empty"), "{said}");
    let said = ground.havre("restore all.havre --data new").mistake();
    assert!(said.contains("passphrase"), "{said}");
    let said = ground.havre("restore all.havre --data new --passphrase-file wrong.txt").mistake();
    assert!(said.contains("passphrase"), "{said}");
    ground.havre("restore all.havre --data new --passphrase-file passphrase.txt").done();
    ground.havre("export after --data new").done();
    assert_eq!(records(&ground.path().join("after")), records(&ground.path().join("before")));
    let digests = ground.havre("peer list --digests").done();
    assert_eq!(ground.havre("peer list --digests --data new").done(), digests);
}

#[test]
fn a_backup_without_a_passphrase_warns_and_restores_into_postgres() {
    let ground = Ground::with_lyon();
    ground.write_soup("Soupe");
    ground.havre("sheet put soup.json").done();
    let said = ground.havre("backup all.havre");
    assert!(said.err.contains("--passphrase-file"), "{}", said.err);
    said.done();

    let url = postgres_url();
    let words = ["restore", "all.havre", "--data", "new", "--database-url", &url];
    Said::by(&mut havre(ground.path(), &words)).done();
    let words = ["peer", "list", "--digests", "--data", "new", "--database-url", &url];
    let digests = Said::by(&mut havre(ground.path(), &words)).done();
    assert_eq!(digests, ground.havre("peer list --digests").done());
}

#[test]
fn what_is_no_backup_is_not_restored() {
    let ground = Ground::empty();
    ground.write("all.havre", "not a backup");
    let said = ground.havre("restore all.havre").mistake();
    assert!(said.contains("not a backup of Havre"), "{said}");
}

#[test]
fn t27_a_backup_that_unpacks_to_a_line_without_end_is_refused() {
    let ground = Ground::with_lyon();
    ground.havre("backup all.havre").done();
    let whole = fs::File::open(ground.path().join("all.havre")).unwrap();
    let mut header = String::new();
    BufReader::new(GzDecoder::new(whole)).read_line(&mut header).unwrap();
    let bomb = fs::File::create(ground.path().join("bomb.havre")).unwrap();
    let mut bomb = GzEncoder::new(bomb, Compression::fast());
    bomb.write_all(header.as_bytes()).unwrap();
    bomb.write_all(b"[\"setting\",{\"name\":\"").unwrap();
    // Half a gigabyte, of which the file has a few hundred kilobytes.
    let megabyte = "x".repeat(1 << 20);
    for _ in 0..512 {
        bomb.write_all(megabyte.as_bytes()).unwrap();
    }
    bomb.finish().unwrap();
    let said = ground.havre("restore bomb.havre --data new").mistake();
    assert!(said.contains("a line has more than"), "{said}");
}

#[test]
fn t27_a_file_of_records_without_end_is_refused() {
    let ground = Ground::with_lyon();
    let file = fs::File::create(ground.path().join("endless.json")).unwrap();
    // It has holes and takes no room.
    file.set_len(1 << 40).unwrap();
    let said = ground.havre("import endless.json").mistake();
    assert!(said.contains("more than 64 MB"), "{said}");
}

/// The address of a schema that nobody else uses.
fn postgres_url() -> String {
    #[expect(clippy::disallowed_methods, reason = "a test is told where its server is")]
    let url = std::env::var("HAVRE_TEST_POSTGRES")
        .expect("tests need PostgreSQL: export HAVRE_TEST_POSTGRES=$(tests/postgres start)");
    let schema = format!("cli_{}", std::process::id());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let pool = sqlx::PgPool::connect(&url).await.unwrap();
        let reset = format!("drop schema if exists {schema} cascade; create schema {schema}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(reset)).execute(&pool).await.unwrap();
        pool.close().await;
    });
    format!("{url}?options[search_path]={schema}")
}

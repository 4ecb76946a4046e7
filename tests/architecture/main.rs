//! The shape of the code: who may import whom, who owns which crate, how large a file may be.
//! Changing a table of this page is an architecture decision: record it in `docs/decisions/`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the code has failed")]

mod imports;
mod pages;
mod shape;
mod source;

use source::{Source, sources};

/// The floors from the ground up; each may import those below it, those of its own line not.
const FLOORS: [&[&str]; 7] =
    [&["domain"], &["clock", "config"], &["store"], &["federation"], &["node"], &["web"], &["cli"]];

/// Every direct dependency, and the floors that may name it. Most have one owner.
const CRATES: [(&str, &[&str]); 61] = [
    ("activitypub_federation", &["federation"]),
    ("age", &["node"]),
    ("ammonia", &["domain"]),
    ("anyhow", &["cli"]),
    ("argon2", &["node"]),
    ("askama", &["web"]),
    ("atom_syndication", &["web"]),
    ("aws_lc_rs", &["store", "federation"]),
    ("axum", &["web"]),
    ("base64", &["federation", "node"]),
    ("brotli", &["web"]),
    ("bs58", &["federation"]),
    ("chrono", &["domain", "federation", "web"]),
    ("chrono_tz", &["domain", "federation", "web"]),
    ("clap", &["cli"]),
    ("console", &["cli"]),
    ("csv", &["node", "web"]),
    ("flate2", &["node", "web"]),
    ("geojson", &["node", "web"]),
    ("http_signature_normalization", &["federation"]),
    ("getrandom", &["cli"]),
    ("httpdate", &["federation", "web"]),
    ("i18n_embed", &["web"]),
    ("i18n_embed_fl", &["web"]),
    ("icalendar", &["node", "web"]),
    ("indicatif", &["cli"]),
    ("ipnet", &["config"]),
    ("mime", &["federation", "web"]),
    ("moka", &["federation", "node", "web"]),
    ("percent_encoding", &["federation", "web"]),
    ("png", &["node"]),
    ("pulldown_cmark", &["domain"]),
    ("qrcode", &["web"]),
    ("reqwest", &["federation"]),
    ("rust_embed", &["web"]),
    ("rust_stemmers", &["domain"]),
    ("rustls", &["federation"]),
    ("rustix", &["node"]),
    ("serde", EVERYWHERE),
    ("serde_json", EVERYWHERE),
    ("serde_json_canonicalizer", &["federation"]),
    ("serde_path_to_error", &["node"]),
    ("sfv", &["federation"]),
    ("similar", &["web"]),
    ("sqlx", &["store"]),
    ("tempfile", &["node", "cli"]),
    ("thiserror", EVERYWHERE),
    ("tokio", ABOVE_CONFIG),
    ("toml", &["config", "cli"]),
    ("tower", &["web"]),
    ("tower_http", &["web"]),
    ("tracing", ABOVE_DOMAIN),
    ("tracing_subscriber", &["cli"]),
    ("unicode_normalization", &["domain"]),
    ("url", EVERYWHERE),
    ("utoipa", &["web"]),
    ("webpki_roots", &["federation"]),
    // Only in tests.
    ("insta", &[]),
    ("inventory", &["store"]),
    ("jsonschema", &[]),
    ("proptest", &[]),
];

const EVERYWHERE: &[&str] =
    &["domain", "clock", "config", "store", "federation", "node", "web", "cli"];
const ABOVE_DOMAIN: &[&str] = &["clock", "config", "store", "federation", "node", "web", "cli"];
const ABOVE_CONFIG: &[&str] = &["store", "federation", "node", "web", "cli"];

/// Most lines of a file, tests cut off.
const MOST_LINES: usize = 500;
/// Most lines of half of the files.
const MOST_LINES_OF_HALF: usize = 120;

/// Asserts that a check has nothing to say about the real code.
#[track_caller]
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn sample(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned(), is_test: false }
}

#[test]
fn every_floor_imports_only_the_floors_below_it() {
    assert_none(&imports::of_higher_floors(&sources(), &FLOORS));
}

#[test]
fn an_import_of_a_higher_floor_is_found_however_it_is_written() {
    for text in [
        "use crate::store::Store;",
        "use crate::{domain::Sheet, store::{Store, sheets}};",
        "use crate::{\n    domain::{Iri, Sheet},\n    web,\n};",
        "fn f(store: &crate::node::Node) {}",
        "use super::store::Store;",
        "use super::super::node::Node;",
    ] {
        let path = if text.contains("super::super") { "domain/sheet.rs" } else { "domain/mod.rs" };
        let complaints = imports::of_higher_floors(&[sample(path, text)], &FLOORS);
        assert_eq!(complaints.len(), 1, "{text}: {complaints:?}");
    }
}

#[test]
fn words_about_a_floor_import_nothing() {
    let text = "//! See crate::web.\nuse crate::domain::Iri;\nuse super::text; // not crate::cli\n\
                #[cfg(test)]\nmod tests {\n    use super::super::text;\n}";
    assert_none(&imports::of_higher_floors(&[sample("store/sheets.rs", text)], &FLOORS));
}

#[test]
fn every_floor_that_exists_has_its_place_in_the_table() {
    assert_none(&imports::unknown_floors(&sources(), &FLOORS));
    let complaints = imports::unknown_floors(&[sample("helpers/mod.rs", "")], &FLOORS);
    assert_eq!(complaints, ["src/helpers/mod.rs: \"helpers\" is no floor"]);
}

#[test]
fn each_foreign_crate_stays_with_its_owners() {
    assert_none(&imports::of_crates_of_others(&sources(), &CRATES));
}

#[test]
fn a_foreign_crate_outside_its_floor_is_found() {
    let found = |text| imports::of_crates_of_others(&[sample("web/mod.rs", text)], &CRATES).len();
    assert_eq!(found("use sqlx::Row;"), 1);
    assert_eq!(found("fn f() -> Result<(), sqlx::Error> { Ok(()) }"), 1);
    assert_eq!(found("use axum::Router; // not sqlx::Row\nlet my_sqlx::Row;"), 0);
    assert_eq!(found("#[cfg(test)]\nmod tests {\n    use sqlx::Row;\n}"), 0);
}

#[test]
fn every_dependency_has_its_place_in_the_table() {
    assert_none(&imports::crates_without_owner(include_str!("../../Cargo.toml"), &CRATES));
    let unknown = "[dependencies]\nleft-pad = \"1\"";
    assert_eq!(imports::crates_without_owner(unknown, &CRATES).len(), 1);
}

#[test]
fn files_stay_short_enough_to_be_read_at_once() {
    assert_none(&shape::overlong(&sources(), MOST_LINES, MOST_LINES_OF_HALF));
}

#[test]
fn a_file_that_grew_too_long_is_found_and_its_tests_are_not_counted() {
    let long = |lines: usize, rest: &str| [sample("web/mod.rs", &("x\n".repeat(lines) + rest))];
    let tests = "#[cfg(test)]\nmod tests {\n".to_owned() + &"x\n".repeat(500);
    assert_eq!(shape::overlong(&long(501, ""), 500, 1_000).len(), 1);
    assert_eq!(shape::overlong(&long(200, ""), 500, 120).len(), 1);
    assert_none(&shape::overlong(&long(120, &tests), 500, 120));
}

#[test]
fn every_module_says_first_why_it_exists() {
    assert_none(&shape::without_opening(&sources()));
    assert_eq!(shape::without_opening(&[sample("web/mod.rs", "use a;\n//! Late.")]).len(), 1);
}

#[test]
fn a_folder_of_modules_opens_with_mod_rs() {
    assert_none(&shape::split_modules(&sources()));
    let beside =
        [sample("web/pages/a.rs", ""), sample("web/pages.rs", ""), sample("web/mod.rs", "")];
    assert_eq!(shape::split_modules(&beside).len(), 1);
}

#[test]
fn no_file_names_a_folder_of_the_machine_where_it_was_written() {
    assert_none(&shape::paths_of_a_machine(&source::everything()));
    let found = sample("docs/a.md", concat!("see /wo", "rk/shared and /ro", "ot/.cargo"));
    assert_eq!(shape::paths_of_a_machine(&[found]).len(), 2);
}

#[test]
fn the_diagram_of_the_floors_shows_what_the_tables_say() {
    let page = include_str!("../../docs/architecture.md");
    assert_none(&pages::misdrawn(page, &FLOORS, &CRATES));
}

#[test]
fn a_diagram_that_differs_from_the_tables_is_found() {
    let floors: [&[&str]; 2] = [&["domain"], &["clock", "config"]];
    let crates: [(&str, &[&str]); 3] =
        [("url", &["domain"]), ("ipnet", &["config"]), ("serde", &["domain", "config"])];
    let found = |page: &str| pages::misdrawn(page, &floors, &crates).len();
    assert_eq!(found("│ 1 │ clock config │ … │ ipnet │\n│ 0 │ domain │ … │ │\n│ │ │ │ url │"), 0);
    assert_eq!(found("│ 0 │ domain │ … │ url │\n│ 1 │ clock config │ … │ ipnet │"), 2);
    assert_eq!(found("│ 1 │ clock config │ … │ ipnet serde │\n│ 0 │ domain │ … │ url │"), 1);
    assert_eq!(found("│ 1 │ clock config │ … │ ipnet │"), 1);
}

#[test]
fn every_file_that_a_page_names_is_there() {
    let mut pages = source::everything();
    pages.retain(|page| {
        let is_at_the_top = !page.path.contains('/');
        page.path.rsplit('.').next() == Some("md")
            && (is_at_the_top || page.path.starts_with("docs/"))
    });
    assert!(pages.len() > 10, "the walk should find the pages");
    assert_none(&pages.iter().flat_map(pages::missing_files).collect::<Vec<_>>());
}

#[test]
fn a_file_that_a_page_names_and_that_is_gone_is_found() {
    let text = "See [here](../src/lib.rs), [there](gone.md#part), [away](https://a.example/src/b) and \
                `src/main.rs`, src/gone.rs.";
    assert_eq!(pages::missing_files(&sample("docs/a.md", text)).len(), 2);
}

#[test]
fn every_test_that_the_page_on_security_names_is_there() {
    let page = include_str!("../../docs/security.md");
    let files = source::everything();
    assert_none(&pages::missing_tests(page, &files));
    assert_eq!(pages::missing_tests("| T99 | `t99_nobody_wrote_this` |", &files).len(), 1);
}

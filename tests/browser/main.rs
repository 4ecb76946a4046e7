//! The public face in a real browser: what people do, and what a page must never do. The cases are in
//! the specs beside this file; each runs in a demonstration and a Chromium of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hostile;

use std::{path::Path, process::Command};

/// Runs a spec to its end, and shows what it said when a case failed.
#[track_caller]
fn run(spec: &str) {
    run_with(spec, &[]);
}

#[track_caller]
fn run_with(spec: &str, settings: &[(&str, &str)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/specs");
    let output = Command::new("node")
        .args(["--test-reporter=spec", &format!("{spec}.mjs")])
        .current_dir(folder)
        .env("HAVRE_TEST_PROGRAM", env!("CARGO_BIN_EXE_havre"))
        .envs(settings.iter().copied())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(output.status.success(), "{}", said.concat());
}

#[test]
fn every_route_for_readers_is_in_the_list_of_pages() {
    run("routes");
}

#[test]
fn every_page_is_light_sets_no_cookie_and_asks_nobody_else() {
    run("light");
}

#[test]
fn axe_finds_nothing_on_any_page_in_light_and_dark_in_two_languages() {
    run("accessible");
}

#[test]
fn the_keyboard_reaches_everything_and_nothing_holds_it() {
    run("keyboard");
}

#[test]
fn every_page_flows_at_any_zoom_in_both_directions_without_motion_and_in_forced_colours() {
    run("zoom");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t30_whatever_somebody_writes_runs_nothing_loads_nothing_and_breaks_no_page() {
    let origin = hostile::serve().await;
    let settings = [("HAVRE_TEST_HOSTILE", origin.as_str())];
    tokio::task::block_in_place(|| run_with("hostile", &settings));
}

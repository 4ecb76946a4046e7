//! The public face in a real browser: what people do, and what a page must never do. The cases are in
//! the specs beside this file, which tests/browser/stage.mjs shows to one demonstration.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod ground;
mod hostile;
mod shelf;
mod stranger;

use std::{path::Path, process::Command};

use tokio::task::block_in_place;

/// Runs a spec to its end, and shows what it said when a case failed: the name of its file, and what it
/// is told.
async fn run(spec: &str) {
    let shelf = ground::serve(shelf::fill).await;
    run_with(spec, ("HAVRE_TEST_SHELF", &shelf));
}

fn run_with(spec: &str, (name, origin): (&str, &str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/specs");
    let mut command = Command::new("node");
    command.arg("--test-reporter=spec").args(spec.split(' ')).current_dir(folder);
    command.env("HAVRE_TEST_PROGRAM", env!("CARGO_BIN_EXE_havre")).env(name, origin);
    let output = block_in_place(|| command.output()).unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(output.status.success(), "{}", said.concat());
}

macro_rules! specs {
    ($($sentence:ident: $spec:literal,)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $sentence() {
            run($spec).await;
        }
    )*};
}

specs! {
    each_check_of_a_page_notices_what_it_is_for: "checks.mjs",
    every_route_for_readers_is_in_the_list_of_pages: "routes.mjs",
    every_page_is_light_sets_no_cookie_and_asks_nobody_else: "light.mjs",
    axe_finds_nothing_on_any_page_in_french_in_light_and_dark: "accessible.mjs fr",
    axe_finds_nothing_on_any_page_in_portuguese_in_light_and_dark: "accessible.mjs pt",
    the_keyboard_reaches_everything_and_nothing_holds_it: "keyboard.mjs",
    every_page_flows_at_any_zoom_in_both_directions_without_motion_and_in_forced_colours: "zoom.mjs",
    a_city_officer_finds_who_did_it_before_and_who_is_behind_it: "journey-1.mjs",
    a_webinar_is_told_on_the_clocks_of_four_territories: "journey-5.mjs",
    somebody_reads_about_help_nearby_and_leaves_no_trace: "journey-6.mjs",
    a_researcher_takes_a_pillar_with_its_sources_and_dates: "journey-11.mjs",
    the_welcoming_week_is_found_in_the_calendar_and_on_the_map_by_everyone: "journey-12.mjs",
    with_the_network_cut_a_kept_directory_still_searches_and_shows_sheets: "offline.mjs",
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t30_whatever_somebody_writes_runs_nothing_loads_nothing_and_breaks_no_page() {
    let origin = ground::serve(hostile::fill).await;
    run_with("hostile.mjs", ("HAVRE_TEST_HOSTILE", &origin));
}

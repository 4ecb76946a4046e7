//! What the fuzz targets of `fuzz/` are started with, and all that they ever found, on every run:
//! so they keep compiling, and nothing comes back.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its corpus has failed")]

use std::{fs, path::Path};

#[path = "../../fuzz/doors.rs"]
mod doors;

/// Puts each file of a corpus to its door.
fn replay(name: &str, door: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() > 5, "the corpus {name} is gone");
    for file in files {
        let input = fs::read(&file).unwrap();
        let outcome = std::panic::catch_unwind(|| door(&input));
        assert!(outcome.is_ok(), "{}", file.display());
    }
}

#[test]
fn headers_of_signatures_are_read_without_harm() {
    replay("signature", doors::signature);
}

#[test]
fn objects_and_actors_are_read_without_harm() {
    replay("object", doors::object);
}

#[test]
fn html_becomes_harmless() {
    replay("html", doors::html);
}

#[test]
fn questions_to_webfinger_are_read_without_harm() {
    replay("webfinger", doors::webfinger);
}

/// The seeds are worth nothing if they do not come through the doors.
#[test]
fn the_requests_of_the_corpus_are_taken_as_signed() {
    for seed in ["cavage-post", "cavage-get", "rfc9421-post", "rfc9421-get", "rfc9421-fedify"] {
        let request = fs::read(format!("fuzz/corpus/signature/{seed}")).unwrap();
        let read = doors::Request::read(&request).unwrap();
        assert!(read.accepted(doors::ORIGIN, read.body).is_some(), "{seed}");
    }
}

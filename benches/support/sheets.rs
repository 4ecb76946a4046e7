//! As many practices, events and calls as a measurement needs, made of the real ones.

use havre::{
    domain::{Content, Texts},
    node::record::{Row, read_text, shared_taxonomy},
};

/// Texts of a sheet that are kept; what is published today has one or two.
const LANGUAGES: usize = 1;

/// The sheets of the demonstration, again and again, each time under another name.
pub(crate) fn sheets(count: usize) -> Vec<Content> {
    let files = [
        include_str!("../../demo/practices.json"),
        include_str!("../../demo/events.json"),
        include_str!("../../demo/calls.json"),
    ];
    let rows = files.iter().flat_map(|text| read_text("demo", text, shared_taxonomy()).unwrap());
    let real: Vec<Content> = rows
        .filter_map(|row| match row {
            Row::Sheet { content, .. } => Some(*content),
            _ => None,
        })
        .collect();
    let numbered = real.iter().cycle().take(count).enumerate();
    numbered.map(|(number, content)| renamed(content, number)).collect()
}

fn renamed(content: &Content, number: usize) -> Content {
    let texts: Vec<_> = content.texts.iter().take(LANGUAGES).cloned().collect();
    let texts = texts.into_iter().map(|mut text| {
        text.title = format!("{} {number}", text.title);
        text
    });
    Content {
        slug: format!("sheet-{number}"),
        texts: Texts::new(texts.collect()).unwrap(),
        // What is published elsewhere carries its place with it, and names no territory of ours.
        territory: None,
        ..content.clone()
    }
}

//! What other software shows of a practice or an event under its title: the facts, then the first
//! words, in no language but that of the text.

use super::{dates, fields::shorten};
use crate::domain::{Content, Event, Practice, Text, plain_text};

/// Longest summary, in characters (FEP-b2b8).
const LONGEST: usize = 500;

/// Where and since when, then the first words of the text.
pub(super) fn practice_summary(content: &Content, practice: &Practice, text: &Text) -> String {
    let period = &practice.period;
    let years = match (&period.start, &period.end) {
        (Some(start), Some(end)) if start == end => start.clone(),
        (None, None) => String::new(),
        (start, end) => {
            let written = |date: &Option<String>| date.clone().unwrap_or_default();
            format!("{} – {}", written(start), written(end)).trim().to_owned()
        }
    };
    join(&[place_name(content), &years], text)
}

/// That it is called off, if it is; when and where; then the first words of the text. Other software
/// shows neither the fields for this nor a change of them.
pub(super) fn event_summary(content: &Content, event: &Event, text: &Text) -> String {
    let cancelled = if event.cancelled { dates::cancelled(&text.language) } else { "" };
    let when = dates::when(&event.dates, &text.language);
    join(&[cancelled, &when, place_name(content)], text)
}

fn place_name(content: &Content) -> &str {
    content.place.as_ref().map_or("", |place| place.name.as_str())
}

fn join(facts: &[&str], text: &Text) -> String {
    let facts: Vec<&str> = facts.iter().copied().filter(|fact| !fact.is_empty()).collect();
    let words = plain_text(&text.body);
    let first_paragraph = words.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let parts = [facts.join(", "), first_paragraph];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    cut(&parts.join(" · "))
}

/// At most [`LONGEST`] characters, cut between words.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start = shorten(text, LONGEST - 1);
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_summary_is_cut_between_words_and_says_so() {
        let cut = cut(&"accueil ".repeat(100));
        assert!(cut.chars().count() <= LONGEST, "{cut}");
        assert!(cut.ends_with("accueil…"), "{cut}");
    }
}

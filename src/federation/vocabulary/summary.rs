//! What other software shows of a practice or an event under its title: the facts, then the first
//! words, in no language but that of the text.

use super::fields::shorten;
use crate::domain::{Content, Event, Practice, Precision, Text, plain_text};

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

/// When and where, then the first words of the text.
pub(super) fn event_summary(content: &Content, event: &Event, text: &Text) -> String {
    join(&[&when(event), place_name(content)], text)
}

fn place_name(content: &Content) -> &str {
    content.place.as_ref().map_or("", |place| place.name.as_str())
}

/// `2027-02-09 15:00 – 16:30 (Europe/Paris)`; dates less precise than that are written as they are
/// known.
fn when(event: &Event) -> String {
    let dates = &event.dates;
    if dates.precision() == Precision::Time {
        let (start, end) = (dates.local_start(), dates.local_end());
        let same_day = start.date_naive() == end.date_naive();
        let until = end.format(if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" });
        return format!("{} – {until} ({})", start.format("%Y-%m-%d %H:%M"), dates.zone().name());
    }
    let (start, end) = dates.written();
    if start == end { start } else { format!("{start} – {end}") }
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

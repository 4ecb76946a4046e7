//! Earlier versions of a sheet: what each said, and in which parts the next one differs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Content, Language, Place, Timestamp};

/// What a sheet said before it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// 1 for the first that was kept; the present one has no number yet.
    pub number: i64,
    /// Since when it said so.
    pub updated_at: Timestamp,
    /// In what the version after it differs.
    pub changed: Vec<ChangedPart>,
    /// What it said, as far as it is kept: see [`Content::to_keep`].
    pub content: Content,
}

/// A part of a sheet that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChangedPart {
    /// Which.
    pub part: Part,
    /// Of which language, where it is words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// A part of a sheet, as readers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Part {
    Title,
    Text,
    Ask,
    /// A translation that is new, gone, or that somebody checked.
    Translation,
    When,
    Place,
    Status,
    /// Kind, pillars, themes, for whom.
    Topics,
    /// Who is behind it.
    People,
    Links,
    Sources,
    Other,
}

impl Content {
    /// The parts in which it differs from an earlier version, as readers know them.
    #[must_use]
    pub fn parts_changed_since(&self, earlier: &Self) -> Vec<ChangedPart> {
        let changes = self.changes_since(Some(earlier));
        let changed: BTreeSet<ChangedPart> = changes
            .iter()
            .filter_map(|change| {
                let appears = change.before.is_none() || change.after.is_none();
                part_of(&change.field, appears)
            })
            .collect();
        changed.into_iter().collect()
    }

    /// The content as it is kept once it is replaced: a street or a point that an author has taken
    /// back must not be found in the history of the sheet (`docs/decisions/0020-house.md`).
    #[must_use]
    pub fn to_keep(&self) -> Self {
        let place = self.place.as_ref().map(|place| Place {
            street: None,
            postal_code: None,
            latitude: None,
            longitude: None,
            ..place.clone()
        });
        Self { place, ..self.clone() }
    }
}

/// The part to which a field belongs; `appears` says that one version does not have the field.
fn part_of(field: &str, appears: bool) -> Option<ChangedPart> {
    let mut names = field.split('.');
    let (first, second) = (names.next()?, names.next().unwrap_or_default());
    if first == "texts" {
        let language = Language::parse(second);
        let part = match names.next()? {
            // The number of the version that a text says, and its own language, say nothing new.
            "of_version" | "language" => return None,
            "title" | "body" if appears => Part::Translation,
            "title" => Part::Title,
            "body" => Part::Text,
            "ask" => Part::Ask,
            _ => Part::Translation,
        };
        return Some(ChangedPart { part, language });
    }
    let part = match (first, second) {
        ("place", _) => Part::Place,
        ("subject", "dates" | "opens" | "closes" | "period" | "online") => Part::When,
        ("subject", "status" | "cancelled" | "status_as_of") => Part::Status,
        ("subject", "carrier" | "partners" | "organisers") | ("territory", _) => Part::People,
        ("subject", "tools" | "link" | "practices" | "calls" | "events") | ("attached", _) => {
            Part::Links
        }
        ("subject", "kind") | ("pillars" | "themes" | "audiences", _) => Part::Topics,
        ("sources" | "confidence" | "note" | "adapted_from", _) => Part::Sources,
        _ => Part::Other,
    };
    Some(ChangedPart { part, language: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Attached, Origin, Practice, Subject, Text, Texts};

    fn text(language: &str, title: &str) -> Text {
        Text {
            language: Language::parse(language).unwrap(),
            origin: if language == "fr" { Origin::Original } else { Origin::Human },
            of_version: 1,
            title: title.into(),
            body: "<p>Un guichet.</p>".into(),
            ask: None,
        }
    }

    fn practice(texts: Vec<Text>) -> Content {
        Content {
            slug: "guichet".into(),
            language: Language::parse("fr").unwrap(),
            visibility: <_>::default(),
            texts: Texts::new(texts).unwrap(),
            pillars: vec![],
            themes: vec![],
            audiences: vec![],
            territory: None,
            place: None,
            adapted_from: None,
            attached: Attached::default(),
            sources: vec![],
            confidence: None,
            example: false,
            note: None,
            subject: Subject::Practice(Practice::default()),
        }
    }

    fn named(parts: &[ChangedPart]) -> Vec<(Part, String)> {
        let language = |part: &ChangedPart| part.language.as_ref().map(ToString::to_string);
        parts.iter().map(|part| (part.part, language(part).unwrap_or_default())).collect()
    }

    #[test]
    fn parts_are_named_as_readers_know_them() {
        let before = practice(vec![text("fr", "Guichet")]);
        assert_eq!(before.parts_changed_since(&before), []);
        let mut after = practice(vec![text("fr", "Le guichet"), text("es", "Ventanilla")]);
        after.themes = vec!["housing".into(), "health".into()];
        after.territory = Some("lyon".into());
        after.subject =
            Subject::Practice(Practice { status: "ended".into(), ..Practice::default() });
        assert_eq!(
            named(&after.parts_changed_since(&before)),
            [
                (Part::Title, "fr".to_owned()),
                (Part::Translation, "es".to_owned()),
                (Part::Status, String::new()),
                (Part::Topics, String::new()),
                (Part::People, String::new()),
            ]
        );
        assert_eq!(
            named(&before.parts_changed_since(&after)).len(),
            5,
            "what goes is a change as much as what comes"
        );
    }

    #[test]
    fn a_version_that_only_counts_on_is_no_change() {
        let before = practice(vec![text("fr", "Guichet")]);
        let after = practice(vec![Text { of_version: 2, ..text("fr", "Guichet") }]);
        assert_eq!(after.parts_changed_since(&before), []);
    }

    #[test]
    fn a_street_and_a_point_are_not_kept() {
        let place = Place {
            name: "Foyer".into(),
            street: Some("1 rue du Port".into()),
            postal_code: Some("69001".into()),
            locality: Some("Lyon".into()),
            latitude: Some(45.7),
            longitude: Some(4.8),
            ..Place::default()
        };
        let before = Content { place: Some(place), ..practice(vec![text("fr", "Foyer")]) };
        let kept = before.to_keep().place.unwrap();
        assert_eq!((kept.street.as_deref(), kept.postal_code.as_deref()), (None, None));
        assert_eq!((kept.point(), kept.locality.as_deref()), (None, Some("Lyon")));
        let after = Content { place: None, ..before.clone() };
        assert_eq!(named(&after.parts_changed_since(&before)), [(Part::Place, String::new())]);
    }
}

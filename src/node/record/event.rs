//! An event as it stands in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ByLanguage, PlaceRecord,
    texts::{Words, WrittenTexts},
};
use crate::domain::{
    Attached, Broken, Confidence, Content, Dates, Event, Iri, Language, Organiser, Origin, Rule,
    SheetKind, Source, Subject, Visibility,
};

/// One event of a file; `docs/files.md` says what each field means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the domain and of docs/files.md")]
pub struct EventRecord {
    pub id: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind_of_sheet: Option<SheetKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    pub kind: String,
    pub status: String,
    pub example: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    pub start: String,
    /// Without it the event lasts the day, month or year of its start.
    pub end: Option<String>,
    /// Without it the form of `start` tells.
    pub date_precision: Option<String>,
    pub timezone: String,
    pub place: Option<PlaceRecord>,
    pub territory: Option<String>,
    pub organisers: Vec<Organiser>,
    pub languages: Vec<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_lang: Option<Language>,
    pub title: ByLanguage,
    pub description: ByLanguage,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub origins: BTreeMap<Language, Origin>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub versions: BTreeMap<Language, i64>,
    pub pillars: Vec<String>,
    pub themes: Vec<String>,
    pub audience: Vec<String>,
    pub practices: Vec<String>,
    pub calls: Vec<String>,
    pub figures: BTreeMap<String, i64>,
    pub sources: Vec<Source>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adapted_from: Option<Iri>,
    #[serde(skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
    pub note: Option<String>,
}

impl EventRecord {
    /// The record of an event.
    pub(super) fn of(content: &Content, event: &Event) -> Self {
        let original_lang =
            Some(&content.language).filter(|tag| **tag != content.texts.original().language);
        let WrittenTexts { title, body, ask: _, origins, versions } =
            WrittenTexts::of(content, original_lang);
        let (start, end) = event.dates.written();
        Self {
            id: content.slug.clone(),
            kind_of_sheet: None,
            actor: None,
            kind: event.kind.clone(),
            status: event.status.clone(),
            example: content.example,
            cancelled: event.cancelled,
            start,
            end: Some(end),
            date_precision: Some(event.dates.precision().as_str().to_owned()),
            timezone: event.dates.zone().name().to_owned(),
            place: PlaceRecord::of(content.place.as_ref(), Some(event.online)),
            territory: content.territory.clone(),
            organisers: event.organisers.clone(),
            languages: event.languages.clone(),
            original_lang: original_lang.cloned(),
            title,
            description: body,
            origins,
            versions,
            pillars: content.pillars.clone(),
            themes: content.themes.clone(),
            audience: content.audiences.clone(),
            practices: event.practices.clone(),
            calls: event.calls.clone(),
            figures: event.figures.clone(),
            sources: content.sources.clone(),
            confidence: content.confidence,
            adapted_from: content.adapted_from.clone(),
            visibility: content.visibility,
            note: content.note.clone(),
        }
    }

    /// What the record says.
    pub(super) fn content(&self) -> Result<Content, Broken> {
        let words = Words {
            original_lang: self.original_lang.as_ref(),
            title: &self.title,
            body_field: "description",
            body: &self.description,
            ask: &ByLanguage::default(),
            origins: &self.origins,
            versions: &self.versions,
        };
        let (language, texts) = words.read()?;
        Ok(Content {
            slug: self.id.clone(),
            language,
            visibility: self.visibility,
            texts,
            pillars: self.pillars.clone(),
            themes: self.themes.clone(),
            audiences: self.audience.clone(),
            territory: self.territory.clone(),
            place: self.place.as_ref().and_then(PlaceRecord::place),
            adapted_from: self.adapted_from.clone(),
            attached: Attached::default(),
            sources: self.sources.clone(),
            confidence: self.confidence,
            example: self.example,
            note: self.note.clone(),
            subject: Subject::Event(Event {
                kind: self.kind.clone(),
                status: self.status.clone(),
                cancelled: self.cancelled,
                dates: self.dates()?,
                online: self.place.as_ref().and_then(|place| place.online).unwrap_or_default(),
                organisers: self.organisers.clone(),
                languages: self.languages.clone(),
                practices: self.practices.clone(),
                calls: self.calls.clone(),
                figures: self.figures.clone(),
            }),
        })
    }

    fn dates(&self) -> Result<Dates, Broken> {
        for (field, text) in [("start", &self.start), ("timezone", &self.timezone)] {
            if text.is_empty() {
                return Err(Broken::new(field, Rule::Missing));
            }
        }
        let precision = self.date_precision.as_deref().unwrap_or(match self.start.len() {
            4 => "year",
            7 => "month",
            10 => "day",
            _ => "time",
        });
        let end = match &self.end {
            Some(end) => end,
            None if precision == "time" => return Err(Broken::new("end", Rule::Missing)),
            None => &self.start,
        };
        Dates::parse(&self.start, end, precision, &self.timezone)
    }
}

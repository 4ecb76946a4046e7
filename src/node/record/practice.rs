//! A practice as it stands in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ByLanguage, PlaceRecord,
    texts::{Words, WrittenTexts},
};
use crate::domain::{
    Attached, Broken, Confidence, Content, Iri, Language, Origin, Period, Practice, SheetKind,
    Source, Subject, Tool, Visibility,
};

/// One practice of a file; `docs/files.md` says what each field means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the domain and of docs/files.md")]
pub struct PracticeRecord {
    pub id: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind_of_sheet: Option<SheetKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    pub territory: Option<String>,
    pub carrier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pillar: Option<String>,
    /// More than the one `pillar`, or none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pillars: Vec<String>,
    pub themes: Vec<String>,
    pub kind: String,
    pub status: String,
    pub status_as_of: Option<String>,
    pub period: Period,
    pub original_lang: Option<Language>,
    pub title: ByLanguage,
    pub description: ByLanguage,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub origins: BTreeMap<Language, Origin>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub versions: BTreeMap<Language, i64>,
    pub partners: Vec<String>,
    pub audience: Vec<String>,
    pub tools: Vec<Tool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceRecord>,
    pub sources: Vec<Source>,
    pub confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adapted_from: Option<Iri>,
    #[serde(skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl PracticeRecord {
    /// The record of a practice.
    pub(super) fn of(content: &Content, practice: &Practice) -> Self {
        let original_lang = Some(&content.language);
        let WrittenTexts { title, body, ask: _, origins, versions } =
            WrittenTexts::of(content, original_lang);
        let (pillar, pillars) = match &content.pillars[..] {
            [only] => (Some(only.clone()), vec![]),
            more => (None, more.to_vec()),
        };
        Self {
            id: content.slug.clone(),
            kind_of_sheet: None,
            actor: None,
            territory: content.territory.clone(),
            carrier: practice.carrier.clone(),
            pillar,
            pillars,
            themes: content.themes.clone(),
            kind: practice.kind.clone(),
            status: practice.status.clone(),
            status_as_of: practice.status_as_of.clone(),
            period: practice.period.clone(),
            original_lang: original_lang.cloned(),
            title,
            description: body,
            origins,
            versions,
            partners: practice.partners.clone(),
            audience: content.audiences.clone(),
            tools: practice.tools.clone(),
            place: PlaceRecord::of(content.place.as_ref(), None),
            sources: content.sources.clone(),
            confidence: content.confidence,
            adapted_from: content.adapted_from.clone(),
            visibility: content.visibility,
            example: content.example,
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
            pillars: self.pillar.iter().chain(&self.pillars).cloned().collect(),
            themes: self.themes.clone(),
            audiences: self.audience.clone(),
            territory: self.territory.clone(),
            place: PlaceRecord::offline_place(self.place.as_ref())?,
            adapted_from: self.adapted_from.clone(),
            attached: Attached::default(),
            sources: self.sources.clone(),
            confidence: self.confidence,
            example: self.example,
            note: self.note.clone(),
            subject: Subject::Practice(Practice {
                kind: self.kind.clone(),
                status: self.status.clone(),
                status_as_of: self.status_as_of.clone(),
                period: self.period.clone(),
                carrier: self.carrier.clone(),
                partners: self.partners.clone(),
                tools: self.tools.clone(),
            }),
        })
    }
}

//! A call to action as it stands in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    ByLanguage, PlaceRecord,
    texts::{Words, WrittenTexts},
};
use crate::domain::{
    Answer, Attached, Broken, Call, CallKind, Confidence, Content, Iri, Language, Origin, Rule,
    SheetKind, Source, Subject, Visibility,
};

/// One call of a file; `docs/files.md` says what each field means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the domain and of docs/files.md")]
pub struct CallRecord {
    pub id: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind_of_sheet: Option<SheetKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    pub kind: String,
    pub status: String,
    pub example: bool,
    pub issuer: Option<String>,
    pub opens: Option<String>,
    pub closes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_lang: Option<Language>,
    pub title: ByLanguage,
    pub body: ByLanguage,
    pub ask: ByLanguage,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub origins: BTreeMap<Language, Origin>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub versions: BTreeMap<Language, i64>,
    pub answer: String,
    pub link: Option<String>,
    pub pillars: Vec<String>,
    pub themes: Vec<String>,
    pub audience: Vec<String>,
    pub events: Vec<String>,
    pub practices: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceRecord>,
    pub sources: Vec<Source>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adapted_from: Option<Iri>,
    #[serde(skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
    pub note: Option<String>,
}

impl CallRecord {
    /// The record of a call.
    pub(super) fn of(content: &Content, call: &Call) -> Self {
        let original_lang =
            Some(&content.language).filter(|tag| **tag != content.texts.original().language);
        let WrittenTexts { title, body, ask, origins, versions } =
            WrittenTexts::of(content, original_lang);
        Self {
            id: content.slug.clone(),
            kind_of_sheet: None,
            actor: None,
            kind: call.kind.as_str().to_owned(),
            status: call.status.clone(),
            example: content.example,
            issuer: content.territory.clone(),
            opens: call.opens.clone(),
            closes: call.closes.clone(),
            original_lang: original_lang.cloned(),
            title,
            body,
            ask,
            origins,
            versions,
            answer: call.answer.as_str().to_owned(),
            link: call.link.clone(),
            pillars: content.pillars.clone(),
            themes: content.themes.clone(),
            audience: content.audiences.clone(),
            events: call.events.clone(),
            practices: call.practices.clone(),
            place: PlaceRecord::of(content.place.as_ref(), None),
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
            body_field: "body",
            body: &self.body,
            ask: &self.ask,
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
            territory: self.issuer.clone(),
            place: PlaceRecord::offline_place(self.place.as_ref())?,
            adapted_from: self.adapted_from.clone(),
            attached: Attached::default(),
            sources: self.sources.clone(),
            confidence: self.confidence,
            example: self.example,
            note: self.note.clone(),
            subject: Subject::Call(Call {
                kind: one_of::<CallKind>("kind", &self.kind)?,
                status: self.status.clone(),
                opens: self.opens.clone(),
                closes: self.closes.clone(),
                answer: one_of::<Answer>("answer", &self.answer)?,
                link: self.link.clone(),
                events: self.events.clone(),
                practices: self.practices.clone(),
            }),
        })
    }
}

/// The value of a closed list that `name` names.
fn one_of<T: DeserializeOwned>(field: &str, name: &str) -> Result<T, Broken> {
    if name.is_empty() {
        return Err(Broken::new(field, Rule::Missing));
    }
    serde_json::from_value(name.into())
        .map_err(|_| Broken::new(field, Rule::Unknown(name.to_owned())))
}

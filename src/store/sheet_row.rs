//! How a sheet lies in its tables, and how it is put together again.

use std::{borrow::Cow, collections::HashMap};

use serde::{Deserialize, Serialize};
use sqlx::{FromRow, error::BoxDynError};

use super::{Reading, Result, columns::Word, query::sql};
use crate::domain::{
    Attached, Confidence, Content, Iri, Language, Origin, Place, Sheet, SheetId, Source, Subject,
    Text, Texts, Timestamp, Visibility,
};

/// What of a [`Content`] has no column of its own.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Details<'a> {
    pillars: Cow<'a, [String]>,
    themes: Cow<'a, [String]>,
    audiences: Cow<'a, [String]>,
    territory: Cow<'a, Option<String>>,
    sources: Cow<'a, [Source]>,
    note: Cow<'a, Option<String>>,
    #[serde(default, skip_serializing_if = "is_nothing")]
    attached: Cow<'a, Attached>,
    subject: Cow<'a, Subject>,
}

#[expect(clippy::ptr_arg, reason = "the shape that serde asks for")]
fn is_nothing(attached: &Cow<'_, Attached>) -> bool {
    attached.is_empty()
}

impl<'a> Details<'a> {
    pub(super) fn of(content: &'a Content) -> Self {
        Self {
            pillars: Cow::Borrowed(&content.pillars),
            themes: Cow::Borrowed(&content.themes),
            audiences: Cow::Borrowed(&content.audiences),
            territory: Cow::Borrowed(&content.territory),
            sources: Cow::Borrowed(&content.sources),
            note: Cow::Borrowed(&content.note),
            attached: Cow::Borrowed(&content.attached),
            subject: Cow::Borrowed(&content.subject),
        }
    }
}

#[derive(FromRow)]
struct SheetRow {
    id: SheetId,
    iri: Iri,
    actor: Iri,
    slug: String,
    language: Language,
    visibility: Word<Visibility>,
    example: bool,
    published_at: Timestamp,
    updated_at: Timestamp,
    adapted_from: Option<Iri>,
    confidence: Option<Word<Confidence>>,
    details: String,
    #[sqlx(flatten)]
    place: PlaceRow,
}

#[derive(FromRow)]
struct PlaceRow {
    name: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    locality: Option<String>,
    region: Option<String>,
    country: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[derive(FromRow)]
struct TextRow {
    sheet_id: SheetId,
    language: Language,
    origin: Word<Origin>,
    of_version: i64,
    title: String,
    body: String,
    ask: Option<String>,
}

impl SheetRow {
    fn with_texts(self, texts: Vec<Text>) -> Result<Sheet, BoxDynError> {
        let texts = Texts::new(texts)?;
        let details: Details<'_> = serde_json::from_str(&self.details)?;
        let content = Content {
            slug: self.slug,
            language: self.language,
            visibility: self.visibility.0,
            texts,
            pillars: details.pillars.into_owned(),
            themes: details.themes.into_owned(),
            audiences: details.audiences.into_owned(),
            territory: details.territory.into_owned(),
            place: self.place.into_place(),
            adapted_from: self.adapted_from,
            sources: details.sources.into_owned(),
            confidence: self.confidence.map(|word| word.0),
            example: self.example,
            note: details.note.into_owned(),
            attached: details.attached.into_owned(),
            subject: details.subject.into_owned(),
        };
        Ok(Sheet {
            id: self.id,
            iri: self.iri,
            actor: self.actor,
            published_at: self.published_at,
            updated_at: self.updated_at,
            content,
        })
    }
}

impl PlaceRow {
    fn into_place(self) -> Option<Place> {
        Some(Place {
            name: self.name?,
            street: self.street,
            postal_code: self.postal_code,
            locality: self.locality,
            region: self.region,
            country: self.country,
            latitude: self.latitude,
            longitude: self.longitude,
        })
    }
}

impl From<TextRow> for Text {
    fn from(row: TextRow) -> Self {
        Self {
            language: row.language,
            origin: row.origin.0,
            of_version: row.of_version,
            title: row.title,
            body: row.body,
            ask: row.ask,
        }
    }
}

/// Reads sheets, in the order of `ids`; ids that no sheet has are left out. So is, with a line in the
/// log, a sheet that cannot be put together: one bad row must not take a whole listing away.
pub(super) async fn load(db: &mut Reading, ids: &[SheetId]) -> Result<Vec<Sheet>> {
    let rows: Vec<SheetRow> = db
        .query(sql!(
            "select sheet.id, sheet.iri, actor.iri as actor, slug, language, visibility, example,
                    sheet.published_at, sheet.updated_at, adapted_from, confidence, details,
                    place.name, street, postal_code, locality, region, country,
                    latitude, longitude
             from sheet
             join actor on actor.id = sheet.actor_id
             left join place on place.sheet_id = sheet.id
             where sheet.id in (select cast(value ->> 0 as bigint) from",
            list,
            ")"
        ))
        .bind_list(ids.iter().map(|id| [id]))
        .all()
        .await?;
    let mut texts = load_texts(db, ids).await?;
    let mut sheets = HashMap::new();
    for row in rows {
        let id = row.id;
        match row.with_texts(texts.remove(&id).unwrap_or_default()) {
            Ok(sheet) => {
                sheets.insert(id, sheet);
            }
            Err(problem) => tracing::error!(sheet = %id, %problem, "a sheet cannot be read"),
        }
    }
    Ok(ids.iter().filter_map(|id| sheets.remove(id)).collect())
}

/// The texts of several sheets in one statement, those of each in their order.
async fn load_texts(db: &mut Reading, ids: &[SheetId]) -> Result<HashMap<SheetId, Vec<Text>>> {
    let rows: Vec<TextRow> = db
        .query(sql!(
            "select sheet_id, language, origin, of_version, title, body, ask
             from sheet_text
             where sheet_id in (select cast(value ->> 0 as bigint) from",
            list,
            ")
             order by sheet_id, position"
        ))
        .bind_list(ids.iter().map(|id| [id]))
        .all()
        .await?;
    let mut texts: HashMap<SheetId, Vec<Text>> = HashMap::new();
    for row in rows {
        texts.entry(row.sheet_id).or_default().push(row.into());
    }
    Ok(texts)
}

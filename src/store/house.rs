//! What the node says and shows of itself: the pages that its operator wrote, its contact, its look.

use sqlx::FromRow;

use super::{
    Reading, Result, StoreError, Writing, catalogue,
    query::{sql, without_nul},
    settings,
};
use crate::domain::{Appearance, Contact, HousePage, HouseText, Language, Timestamp};

/// The setting that keeps the contact.
const CONTACT: &str = "contact";
/// The setting that keeps the look, as JSON.
const APPEARANCE: &str = "appearance";
/// The setting that keeps the logo, as text that the node can read.
const LOGO: &str = "logo";

#[derive(FromRow)]
struct HouseRow {
    page: String,
    language: Language,
    markdown: String,
    updated_at: Timestamp,
}

/// What the operator wrote, by page and language; of one page, or of all.
pub async fn texts(db: &mut Reading, page: Option<HousePage>) -> Result<Vec<HouseText>> {
    let rows: Vec<HouseRow> = db
        .query(sql!(
            "select page, language, markdown, updated_at
             from house_text
             where cast($1 as text) is null or page = $1
             order by page, language"
        ))
        .bind(page.map(HousePage::as_str))
        .all()
        .await?;
    let known = |row: HouseRow| {
        let HouseRow { page, language, markdown, updated_at } = row;
        Some(HouseText { page: HousePage::parse(&page)?, language, markdown, updated_at })
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Keeps a text, over an earlier one of the same page and language.
pub async fn put(db: &mut Writing, text: &HouseText) -> Result<()> {
    db.query(sql!(
        "insert into house_text (page, language, markdown, updated_at)
         values ($1, $2, $3, $4)
         on conflict (page, language) do update
         set markdown = excluded.markdown, updated_at = excluded.updated_at"
    ))
    .bind(text.page.as_str())
    .bind(&text.language)
    .bind(without_nul(&text.markdown))
    .bind(text.updated_at)
    .execute()
    .await?;
    catalogue::touch(db).await
}

/// Forgets a text; `false` when there was none.
pub async fn remove(db: &mut Writing, page: HousePage, language: &Language) -> Result<bool> {
    let removed = db
        .query(sql!("delete from house_text where page = $1 and language = $2"))
        .bind(page.as_str())
        .bind(language)
        .execute()
        .await?;
    catalogue::touch(db).await?;
    Ok(removed == 1)
}

/// Where the people who run the node can be written to.
pub async fn contact(db: &mut Reading) -> Result<Option<Contact>> {
    let known = settings::get(db, CONTACT).await?;
    Ok(known.and_then(|text| Contact::parse(&text).ok()))
}

/// Says where they can be written to, or that nobody shall.
pub async fn set_contact(db: &mut Writing, contact: Option<&Contact>) -> Result<()> {
    match contact {
        Some(contact) => settings::set(db, CONTACT, contact.as_str()).await?,
        None => settings::remove(db, CONTACT).await?,
    }
    catalogue::touch(db).await
}

/// How the node looks, if not like all.
pub async fn appearance(db: &mut Reading) -> Result<Option<Appearance>> {
    let known = settings::get(db, APPEARANCE).await?;
    known.map(|json| serde_json::from_str(&json).map_err(unreadable)).transpose()
}

/// Gives the node a look, or the one of all.
pub async fn set_appearance(db: &mut Writing, look: Option<&Appearance>) -> Result<()> {
    match look {
        Some(look) => {
            let json = serde_json::to_string(look).map_err(unreadable)?;
            settings::set(db, APPEARANCE, &json).await?;
        }
        None => settings::remove(db, APPEARANCE).await?,
    }
    catalogue::touch(db).await
}

fn unreadable(problem: serde_json::Error) -> StoreError {
    sqlx::Error::Decode(problem.into()).into()
}

/// The logo, as text that the node can read.
pub async fn logo(db: &mut Reading) -> Result<Option<String>> {
    settings::get(db, LOGO).await
}

/// Keeps the logo, or forgets it.
pub async fn set_logo(db: &mut Writing, logo: Option<&str>) -> Result<()> {
    match logo {
        Some(logo) => settings::set(db, LOGO, logo).await,
        None => settings::remove(db, LOGO).await,
    }
}

//! Themes that this node adds under the shared ones.

use super::{Reading, Result, Writing, columns::Document, query::sql};
use crate::domain::Concept;

/// Adds a theme, or replaces the one of the same id.
pub async fn put(db: &mut Writing, theme: &Concept) -> Result<()> {
    db.query(sql!(
        "insert into local_theme (id, concept)
         values ($1, $2)
         on conflict (id) do update
         set concept = excluded.concept"
    ))
    .bind(&theme.id)
    .bind(Document(theme.clone()))
    .execute()
    .await?;
    Ok(())
}

/// All local themes, by id.
pub async fn all(db: &mut Reading) -> Result<Vec<Concept>> {
    let rows: Vec<(Document<Concept>,)> = db
        .query(sql!(
            "select concept
             from local_theme
             order by id"
        ))
        .all()
        .await?;
    Ok(rows.into_iter().map(|(concept,)| concept.0).collect())
}

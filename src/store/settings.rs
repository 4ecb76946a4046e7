//! What the node remembers of itself from one start to the next.

use super::{Reading, Result, Writing, query::sql};

/// The value of a setting.
pub async fn get(db: &mut Reading, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .query(sql!(
            "select value
             from setting
             where name = $1"
        ))
        .bind(name)
        .optional()
        .await?;
    Ok(row.map(|(value,)| value))
}

/// Remembers a setting, over its earlier value.
pub async fn set(db: &mut Writing, name: &str, value: &str) -> Result<()> {
    db.query(sql!(
        "insert into setting (name, value)
         values ($1, $2)
         on conflict (name) do update
         set value = excluded.value"
    ))
    .bind(name)
    .bind(value)
    .execute()
    .await?;
    Ok(())
}

/// Forgets a setting.
pub async fn remove(db: &mut Writing, name: &str) -> Result<()> {
    db.query(sql!("delete from setting where name = $1")).bind(name).execute().await?;
    Ok(())
}

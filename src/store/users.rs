//! Those who may sign in.

use sqlx::FromRow;

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{Timestamp, UserId};

/// Someone who may sign in.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct User {
    /// Unique within this node.
    pub id: UserId,
    /// The name to sign in with.
    pub name: String,
    /// The password as a PHC string; never the password itself.
    pub password_hash: String,
    /// What they may do: `admin` or `editor`.
    pub role: String,
    /// When they were added.
    pub created_at: Timestamp,
}

/// Adds someone; a [conflict](super::StoreError::is_conflict) when the name is taken.
pub async fn insert(db: &mut Writing, user: &User) -> Result<()> {
    db.query(sql!(
        "insert into user_account (id, name, password_hash, role, created_at)
         values ($1, $2, $3, $4, $5)"
    ))
    .bind(user.id)
    .bind(&user.name)
    .bind(&user.password_hash)
    .bind(&user.role)
    .bind(user.created_at)
    .execute()
    .await?;
    Ok(())
}

/// The one of that name.
pub async fn find_by_name(db: &mut Reading, name: &str) -> Result<Option<User>> {
    db.query(sql!(
        "select id, name, password_hash, role, created_at
         from user_account
         where name = $1"
    ))
    .bind(name)
    .optional()
    .await
}

/// Everyone, by name.
pub async fn list(db: &mut Reading) -> Result<Vec<User>> {
    db.query(sql!(
        "select id, name, password_hash, role, created_at
         from user_account
         order by name"
    ))
    .all()
    .await
}

/// Gives someone another password; `false` when nobody has that name.
pub async fn set_password(db: &mut Writing, name: &str, password_hash: &str) -> Result<bool> {
    let changed = db
        .query(sql!(
            "update user_account
             set password_hash = $2
             where name = $1"
        ))
        .bind(name)
        .bind(password_hash)
        .execute()
        .await?;
    Ok(changed == 1)
}

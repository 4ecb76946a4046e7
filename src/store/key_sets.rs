//! What the actors of this node sign with: private keys, sealed.

use sqlx::FromRow;

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{ActivityId, ActorId, Timestamp};

/// The keys that an actor signs with for a time.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SealedKeys {
    /// Whose they are.
    #[sqlx(rename = "actor_id")]
    pub actor: ActorId,
    /// The address of the RSA key, which also names the set.
    pub rsa_id: String,
    /// The RSA key, sealed.
    pub rsa_sealed: String,
    /// The address of the Ed25519 key; `None` in a set that was made before there were any.
    pub ed25519_id: Option<String>,
    /// The Ed25519 key, sealed.
    pub ed25519_sealed: Option<String>,
}

/// Gives an actor the keys that it signs with from now on.
pub async fn insert(db: &mut Writing, keys: &SealedKeys, now: Timestamp) -> Result<()> {
    db.query(sql!(
        "insert into key_set (rsa_id, actor_id, rsa_sealed, ed25519_id, ed25519_sealed, created_at)
         values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(&keys.rsa_id)
    .bind(keys.actor)
    .bind(&keys.rsa_sealed)
    .bind(&keys.ed25519_id)
    .bind(&keys.ed25519_sealed)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// The set whose RSA key has that address.
pub async fn find(db: &mut Reading, rsa_id: &str) -> Result<Option<SealedKeys>> {
    db.query(sql!(
        "select actor_id, rsa_id, rsa_sealed, ed25519_id, ed25519_sealed
         from key_set
         where rsa_id = $1"
    ))
    .bind(rsa_id)
    .optional()
    .await
}

/// The sets that sign now and have no Ed25519 key yet.
pub async fn without_ed25519(db: &mut Reading) -> Result<Vec<SealedKeys>> {
    db.query(sql!(
        "select actor_id, rsa_id, rsa_sealed, ed25519_id, ed25519_sealed
         from key_set
         where ed25519_id is null and retired_at is null
         order by actor_id"
    ))
    .all()
    .await
}

/// Adds the Ed25519 key to a set that has none.
pub async fn set_ed25519(db: &mut Writing, rsa_id: &str, id: &str, sealed: &str) -> Result<()> {
    db.query(sql!(
        "update key_set
         set ed25519_id = $2, ed25519_sealed = $3
         where rsa_id = $1 and ed25519_id is null"
    ))
    .bind(rsa_id)
    .bind(id)
    .bind(sealed)
    .execute()
    .await?;
    Ok(())
}

/// Retires the keys that an actor signs with: `last` is the last activity that they sign.
pub async fn retire(
    db: &mut Writing,
    actor: ActorId,
    last: ActivityId,
    now: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "update key_set
         set retired_at = $3, last_activity = $2
         where actor_id = $1 and retired_at is null"
    ))
    .bind(actor)
    .bind(last)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// Forgets the keys that were retired before a moment, and returns how many sets that were.
pub async fn forget_retired(db: &mut Writing, before: Timestamp) -> Result<u64> {
    db.query(sql!(
        "delete from key_set
         where retired_at < $1"
    ))
    .bind(before)
    .execute()
    .await
}

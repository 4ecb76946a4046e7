//! Those who may sign in to this node: its editors and administrators, nobody else.

use argon2::{Argon2, PasswordHasher};

use super::{Node, NodeError, Result};
use crate::{
    domain::UserId,
    store::users::{self, User},
};

/// Fewest characters of a password (NIST SP 800-63B, 5.1.1).
const SHORTEST_PASSWORD: usize = 12;

impl Node {
    /// Lets somebody sign in under `name`.
    pub async fn add_user(&self, name: &str, password: String, role: &str) -> Result<()> {
        crate::domain::check_handle(name)?;
        let hash = hash(password).await?;
        let mut db = self.store.write().await?;
        if users::find_by_name(&mut db, name).await?.is_some() {
            return Err(NodeError::UserExists(name.to_owned()));
        }
        let created_at = self.clock.now();
        let user = User {
            id: UserId(self.store.new_id(created_at)),
            name: name.to_owned(),
            password_hash: hash,
            role: role.to_owned(),
            created_at,
        };
        users::insert(&mut db, &user).await?;
        db.commit().await?;
        Ok(())
    }

    /// Gives somebody another password.
    pub async fn set_password(&self, name: &str, password: String) -> Result<()> {
        let hash = hash(password).await?;
        let mut db = self.store.write().await?;
        if !users::set_password(&mut db, name, &hash).await? {
            return Err(NodeError::NoUser(name.to_owned()));
        }
        db.commit().await?;
        Ok(())
    }

    /// Those who may sign in.
    pub async fn users(&self) -> Result<Vec<User>> {
        let mut db = self.store.read().await?;
        Ok(users::list(&mut db).await?)
    }
}

/// Hashes off the threads that serve requests: it takes long on purpose.
async fn hash(password: String) -> Result<String> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(NodeError::ShortPassword(SHORTEST_PASSWORD));
    }
    let hashing = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    match hashing.await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(problem)) => Err(NodeError::Hash(problem.to_string())),
        Err(problem) => Err(NodeError::Hash(problem.to_string())),
    }
}

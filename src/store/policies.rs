//! What the node lets others do, as its operator has set it.

use super::{Reading, Result, Writing, query::sql, settings};
use crate::domain::{Followers, Policy, Shown, Timestamp, Trust, Writers};

/// What stands before the names of the switches among the settings.
const PREFIX: &str = "policy.";

/// A switch of the policy, and what it is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of Policy say it")]
pub enum Switch {
    Writers(Writers),
    Followers(Followers),
    Shown(Shown),
    TrustInNodes(Trust),
    TrustInOthers(Trust),
}

impl Switch {
    /// The names of all switches.
    pub const NAMES: [&str; 5] = ["writers", "followers", "shown", "nodes", "others"];

    /// The switch called `name`, set to what a word names.
    #[must_use]
    pub fn parse(name: &str, word: &str) -> Option<Self> {
        match name {
            "writers" => Writers::parse(word).map(Self::Writers),
            "followers" => Followers::parse(word).map(Self::Followers),
            "shown" => Shown::parse(word).map(Self::Shown),
            "nodes" => Trust::parse(word).map(Self::TrustInNodes),
            "others" => Trust::parse(word).map(Self::TrustInOthers),
            _ => None,
        }
    }

    /// Its name and its word.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Writers(value) => ("writers", value.as_str()),
            Self::Followers(value) => ("followers", value.as_str()),
            Self::Shown(value) => ("shown", value.as_str()),
            Self::TrustInNodes(value) => ("nodes", value.as_str()),
            Self::TrustInOthers(value) => ("others", value.as_str()),
        }
    }

    fn turn(self, policy: &mut Policy) {
        match self {
            Self::Writers(value) => policy.writers = value,
            Self::Followers(value) => policy.followers = value,
            Self::Shown(value) => policy.shown = value,
            Self::TrustInNodes(value) => policy.trust_in_nodes = value,
            Self::TrustInOthers(value) => policy.trust_in_others = value,
        }
    }
}

/// The policy as it is set, in one statement.
pub async fn load(db: &mut Reading) -> Result<Policy> {
    let rows: Vec<(String, Option<String>)> = db
        .query(sql!(
            "select name, value
             from setting
             where name >= 'policy.' and name < 'policy/'
             union all
             select host, null
             from allowed_host"
        ))
        .all()
        .await?;
    let mut policy = Policy::default();
    for (name, word) in rows {
        match word {
            None => {
                policy.list.insert(name);
            }
            Some(word) => {
                let switch = name.strip_prefix(PREFIX).and_then(|name| Switch::parse(name, &word));
                if let Some(switch) = switch {
                    switch.turn(&mut policy);
                }
            }
        }
    }
    Ok(policy)
}

/// Sets a switch.
pub async fn set(db: &mut Writing, switch: Switch) -> Result<()> {
    let (name, word) = switch.words();
    settings::set(db, &format!("{PREFIX}{name}"), word).await
}

/// Puts a host on the node's list; `false` when it stands there already.
pub async fn allow(db: &mut Writing, host: &str, now: Timestamp) -> Result<bool> {
    let added = db
        .query(sql!(
            "insert into allowed_host (host, added_at)
             values ($1, $2)
             on conflict (host) do nothing"
        ))
        .bind(host)
        .bind(now)
        .execute()
        .await?;
    Ok(added == 1)
}

/// Takes a host off the node's list; `false` when it did not stand there.
pub async fn disallow(db: &mut Writing, host: &str) -> Result<bool> {
    let removed = db
        .query(sql!(
            "delete from allowed_host
             where host = $1"
        ))
        .bind(host)
        .execute()
        .await?;
    Ok(removed == 1)
}

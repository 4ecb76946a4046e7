//! How each server wants to be signed to: tried, remembered for a month, and given up when it
//! changes ("double-knocking", `PROTOCOL.md` 2.3).

use std::time::Duration;

use moka::sync::Cache;

use super::{Federation, Result};
use crate::{
    domain::{SignatureScheme, Timestamp},
    store::{Writing, peers},
};

/// For how long a server is believed to want what it wanted once, in seconds.
const REMEMBERED: i64 = 30 * 24 * 3_600;
/// What is known is written down again after this time, in seconds, so that it does not lapse.
const REFRESHED: i64 = 24 * 3_600;
/// Most servers that are remembered in memory (T24).
const MOST_REMEMBERED: u64 = 10_000;
/// A server that refused both schemes is not asked twice again for so long: it refuses us, not the
/// way in which we sign.
const REFUSES_BOTH: Duration = Duration::from_hours(1);

/// What is known of servers. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Schemes {
    known: Cache<String, Option<(SignatureScheme, Timestamp)>>,
    refusing: Cache<String, ()>,
}

impl Default for Schemes {
    fn default() -> Self {
        let refusing = Cache::builder().max_capacity(MOST_REMEMBERED).time_to_live(REFUSES_BOTH);
        Self { known: Cache::new(MOST_REMEMBERED), refusing: refusing.build() }
    }
}

impl Schemes {
    /// Whether a refusal of this server may be about the way in which we sign.
    pub(super) fn may_try_other(&self, host: &str) -> bool {
        !self.refusing.contains_key(host)
    }

    /// Notes that a server refused both schemes.
    pub(super) fn refused_both(&self, host: &str) {
        self.refusing.insert(host.to_owned(), ());
    }
}

impl Federation {
    /// How to sign to a server first.
    pub(super) async fn scheme_for(&self, host: &str) -> Result<SignatureScheme> {
        let known = self.known_scheme(host).await?;
        Ok(known.map_or(SignatureScheme::Cavage, |(scheme, _)| scheme))
    }

    /// What a server wanted within the last month: from memory, else from the database.
    async fn known_scheme(&self, host: &str) -> Result<Option<(SignatureScheme, Timestamp)>> {
        let known = if let Some(known) = self.schemes.known.get(host) {
            known
        } else {
            let mut db = self.store.read().await?;
            let known = peers::signature_scheme(&mut db, host).await?;
            self.schemes.known.insert(host.to_owned(), known);
            known
        };
        Ok(known.filter(|(_, at)| self.clock.now().seconds_since(*at) < REMEMBERED))
    }

    /// Notes which scheme a server took after it refused another one.
    pub(super) async fn note_scheme(&self, host: &str, scheme: SignatureScheme) -> Result<()> {
        let mut db = self.store.write().await?;
        self.write_scheme(&mut db, host, scheme).await?;
        db.commit().await?;
        Ok(())
    }

    /// Notes that a server takes a scheme, since it says so or signs in that way itself. What it
    /// refused within the last month is not tried again.
    pub(super) async fn learn_scheme(&self, host: &str, scheme: SignatureScheme) -> Result<()> {
        if self.is_news(self.known_scheme(host).await?, scheme) {
            self.note_scheme(host, scheme).await?;
        }
        Ok(())
    }

    /// [`Federation::learn_scheme`], within a transaction.
    pub(super) async fn learn_scheme_in(
        &self,
        db: &mut Writing,
        host: &str,
        scheme: SignatureScheme,
    ) -> Result<()> {
        let known = peers::signature_scheme(db, host).await?;
        let known = known.filter(|(_, at)| self.clock.now().seconds_since(*at) < REMEMBERED);
        if self.is_news(known, scheme) {
            self.write_scheme(db, host, scheme).await?;
        }
        Ok(())
    }

    fn is_news(
        &self,
        known: Option<(SignatureScheme, Timestamp)>,
        scheme: SignatureScheme,
    ) -> bool {
        match known {
            None => true,
            Some((SignatureScheme::Cavage, _)) => false,
            Some((known, _)) if known < scheme => true,
            Some((_, at)) => self.clock.now().seconds_since(at) > REFRESHED,
        }
    }

    async fn write_scheme(
        &self,
        db: &mut Writing,
        host: &str,
        scheme: SignatureScheme,
    ) -> Result<()> {
        let now = self.clock.now();
        peers::set_signature_scheme(db, host, scheme, now).await?;
        self.schemes.known.insert(host.to_owned(), Some((scheme, now)));
        Ok(())
    }
}

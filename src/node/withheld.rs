//! Copies that wait for a person: looking at them, showing them, putting them away; and taking out
//! of sight what is shown.

use super::{By, Node, NodeError, Result};
use crate::{
    domain::{Change, Iri, Sheet, Verb},
    store::{
        Reading, Writing, catalogue, peers, sheets,
        withheld::{self, Withheld, WithheldCopy},
    },
};

/// A copy that is not shown, beside the version that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// The copy.
    pub copy: WithheldCopy,
    /// What it says.
    pub sheet: Sheet,
    /// What readers see meanwhile, if anything.
    pub shown: Option<Sheet>,
    /// What differs between the two.
    pub changes: Vec<Change>,
}

impl Node {
    /// Copies in a state, of one peer or of all, the oldest first, after number `after`.
    pub async fn withheld(
        &self,
        state: Withheld,
        host: Option<&str>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<WithheldCopy>> {
        let mut db = self.store.read().await?;
        let peer = match host {
            Some(host) => {
                let peer = peers::find_by_host(&mut db, host).await?;
                Some(peer.ok_or_else(|| NodeError::NoPeer(host.to_owned()))?.id)
            }
            None => None,
        };
        Ok(withheld::list(&mut db, state, peer, after, limit).await?)
    }

    /// The copy that `name` means, and what it would change.
    pub async fn pending(&self, name: &str) -> Result<Pending> {
        let mut db = self.store.read().await?;
        let copy = find(&mut db, name).await?;
        let sheet = self.federation.read_withheld(&copy)?;
        let shown = sheets::find_by_iri(&mut db, &copy.iri).await?;
        let changes = sheet.content.changes_since(shown.as_ref().map(|shown| &shown.content));
        Ok(Pending { copy, sheet, shown, changes })
    }

    /// Shows a copy that waits, or that was put away before.
    pub async fn approve(&self, name: &str, by: &By) -> Result<Sheet> {
        let mut db = self.store.write().await?;
        let copy = find(&mut db, name).await?;
        if copy.state == Withheld::Withdrawn {
            return Err(NodeError::OutOfSight(copy.iri.to_string()));
        }
        let sheet = self.federation.show_withheld(&mut db, &copy).await?;
        self.decide(&mut db, by, Verb::ItemShown, copy.iri.as_str()).await?;
        db.commit().await?;
        Ok(sheet)
    }

    /// Puts a version away that waits: an earlier one stays as it is, a later one waits again.
    pub async fn refuse(&self, name: &str, by: &By) -> Result<WithheldCopy> {
        let mut db = self.store.write().await?;
        let copy = find(&mut db, name).await?;
        if copy.state != Withheld::Held {
            return Err(NodeError::NothingWaits(name.to_owned()));
        }
        withheld::set_state(&mut db, &copy.iri, Withheld::Refused).await?;
        self.decide(&mut db, by, Verb::ItemRefused, copy.iri.as_str()).await?;
        db.commit().await?;
        Ok(copy)
    }

    /// Takes a copy out of sight, at once and for good: no later version, and nobody who passes it
    /// on, brings it back. What this node published itself is withdrawn, not hidden.
    pub async fn hide(&self, iri: &Iri, by: &By) -> Result<()> {
        let mut db = self.store.write().await?;
        if self.federation.is_ours(iri) {
            return Err(NodeError::OurOwn(iri.to_string()));
        }
        let kept = withheld::find(&mut db, iri).await?;
        if kept.as_ref().is_some_and(|kept| kept.state == Withheld::Withdrawn) {
            return Ok(());
        }
        match sheets::find_by_iri(&mut db, iri).await? {
            Some(shown) => self.hide_shown(&mut db, &shown, kept, by).await?,
            None if withheld::set_state(&mut db, iri, Withheld::Withdrawn).await? => {}
            None => return Err(NodeError::NoSheet(iri.to_string())),
        }
        catalogue::touch(&mut db).await?;
        self.decide(&mut db, by, Verb::ItemWithdrawn, iri.as_str()).await?;
        db.commit().await?;
        Ok(())
    }

    async fn hide_shown(
        &self,
        db: &mut Writing,
        shown: &Sheet,
        newer: Option<WithheldCopy>,
        by: &By,
    ) -> Result<()> {
        let no_copy = || NodeError::NoSheet(shown.iri.to_string());
        let wire = sheets::wire(db, &shown.iri).await?.ok_or_else(no_copy)?;
        let peer = peers::find_by_host(db, shown.iri.host()).await?.ok_or_else(no_copy)?;
        let newest = newer.map_or((wire.object, wire.digest), |copy| (copy.object, copy.digest));
        let hidden = WithheldCopy {
            number: 0,
            iri: shown.iri.clone(),
            state: Withheld::Withdrawn,
            actor: shown.actor.clone(),
            peer: peer.id,
            kind: shown.kind(),
            title: shown.content.texts.original().title.clone(),
            why: by.with("taken out of sight"),
            object: newest.0,
            digest: newest.1,
            sheet: shown.id,
            received_at: self.clock.now(),
        };
        withheld::remove(db, &[&shown.iri]).await?;
        sheets::remove(db, &shown.iri).await?;
        withheld::put(db, &[hidden]).await?;
        Ok(())
    }

    /// Shows again, in its newest version, what was taken out of sight.
    pub async fn unhide(&self, iri: &Iri, by: &By) -> Result<Sheet> {
        let mut db = self.store.write().await?;
        let hidden = withheld::find(&mut db, iri).await?;
        let hidden = hidden.filter(|copy| copy.state == Withheld::Withdrawn);
        let hidden = hidden.ok_or_else(|| NodeError::NotHidden(iri.to_string()))?;
        let sheet = self.federation.show_withheld(&mut db, &hidden).await?;
        self.decide(&mut db, by, Verb::ItemRestored, iri.as_str()).await?;
        db.commit().await?;
        Ok(sheet)
    }
}

/// The copy that a number or an address means.
async fn find(db: &mut Reading, name: &str) -> Result<WithheldCopy> {
    let found = match (name.parse(), Iri::parse(name)) {
        (Ok(number), _) => withheld::find_by_number(db, number).await?,
        (_, Ok(iri)) => withheld::find(db, &iri).await?,
        _ => None,
    };
    found.ok_or_else(|| NodeError::NothingWaits(name.to_owned()))
}

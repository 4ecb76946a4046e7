//! What of others is shown at once, and what waits for a person.

use std::collections::HashMap;

use super::{Federation, FederationError, Result, checks::Checks, copies::Copy, vocabulary};
use crate::{
    domain::{Iri, Policy, Sheet, Timestamp, Trust},
    store::{
        Writing, actors, blocks, catalogue,
        sheets::{self, Published},
        withheld::{self, Withheld, WithheldCopy},
    },
};

/// Copies that are news, sorted by what becomes of them.
#[derive(Debug, Default)]
pub(super) struct Sorted<'a> {
    /// Shown at once, in their order.
    pub(super) shown: Vec<&'a Copy>,
    /// Kept and not shown, in their order.
    pub(super) withheld: Vec<WithheldCopy>,
    /// Shown at once, while an earlier version of them waited.
    pub(super) overtaken: Vec<&'a Iri>,
}

/// Sorts copies that are news. What is not asked costs one statement for all of them.
pub(super) async fn sort<'a>(
    db: &mut Writing,
    policy: &Policy,
    news: Vec<&'a Copy>,
    now: Timestamp,
) -> Result<Sorted<'a>> {
    let mut sorted = Sorted::default();
    if news.is_empty() {
        return Ok(sorted);
    }
    let iris: Vec<&Iri> = news.iter().map(|copy| &copy.sheet.iri).collect();
    let mut states = withheld::states(db, &iris).await?;
    let mut earlier = earlier_versions(db, policy, &news).await?;
    for copy in news {
        let iri = &copy.sheet.iri;
        let state = states.get(iri).copied();
        if let Some(why) = reason_to_wait(policy, copy, state, earlier.get(iri)) {
            states.entry(iri.clone()).or_insert(Withheld::Held);
            sorted.withheld.push(copy.withheld(why, now));
            continue;
        }
        if states.remove(iri).is_some() {
            sorted.withheld.retain(|waiting| waiting.iri != *iri);
            sorted.overtaken.push(iri);
        }
        earlier.insert(iri.clone(), copy.sheet.clone());
        sorted.shown.push(copy);
    }
    Ok(sorted)
}

/// The versions that readers see now, of what may be shown unless it leads them elsewhere.
async fn earlier_versions(
    db: &mut Writing,
    policy: &Policy,
    news: &[&Copy],
) -> Result<HashMap<Iri, Sheet>> {
    let compared: Vec<&Iri> = news
        .iter()
        .filter(|copy| copy.author.trust == Trust::Partly)
        .filter(|copy| policy.reason_to_wait(Trust::Partly, copy.sheet.kind()).is_none())
        .map(|copy| &copy.sheet.iri)
        .collect();
    if compared.is_empty() {
        return Ok(HashMap::new());
    }
    let earlier = sheets::find_by_iris(db, &compared).await?;
    Ok(earlier.into_iter().map(|sheet| (sheet.iri.clone(), sheet)).collect())
}

fn reason_to_wait(
    policy: &Policy,
    copy: &Copy,
    state: Option<Withheld>,
    earlier: Option<&Sheet>,
) -> Option<&'static str> {
    match state {
        Some(Withheld::Withdrawn) => return Some("taken out of sight"),
        Some(Withheld::Refused) => return Some("an earlier version was refused"),
        Some(Withheld::Held) | None => {}
    }
    let trust = copy.author.trust;
    if let Some(reason) = policy.reason_to_wait(trust, copy.sheet.kind()) {
        return Some(reason);
    }
    let earlier = earlier.filter(|_| trust < Trust::Fully)?;
    if earlier.actor != copy.sheet.actor {
        return Some("it has another author");
    }
    let leads_elsewhere = copy.sheet.content.leads_elsewhere_than(&earlier.content);
    leads_elsewhere.then_some("date, place, contact or a link has changed")
}

impl Copy {
    fn withheld(&self, why: &'static str, now: Timestamp) -> WithheldCopy {
        WithheldCopy {
            number: 0,
            iri: self.sheet.iri.clone(),
            state: Withheld::Held,
            actor: self.sheet.actor.clone(),
            peer: self.author.peer,
            kind: self.sheet.kind(),
            title: self.sheet.content.texts.original().title.clone(),
            why: why.to_owned(),
            digest: self.digest.clone(),
            object: self.object.clone(),
            sheet: self.sheet.id,
            received_at: now,
        }
    }
}

impl Federation {
    /// What a copy that is not shown says.
    pub fn read_withheld(&self, copy: &WithheldCopy) -> Result<Sheet> {
        let object = serde_json::from_str(&copy.object)?;
        vocabulary::sheet::read_by(&object, copy.sheet, Some(&copy.actor))
            .map_err(|_| FederationError::Unreadable(copy.iri.clone()))
    }

    /// Shows a copy that was not shown, in the place of an earlier version if there is one.
    pub async fn show_withheld(&self, db: &mut Writing, copy: &WithheldCopy) -> Result<Sheet> {
        let sheet = self.read_withheld(copy)?;
        let author = actors::find_by_iri(db, &copy.actor).await?;
        let author = author.ok_or_else(|| FederationError::NoActor(copy.actor.clone()))?;
        // The key may have been replaced while it waited: then it is shown, and not proven.
        let object = serde_json::from_str(&copy.object)?;
        let proven = Checks::default().check(db, self, &object, &copy.actor).await?;
        let proven = proven.ok().flatten();
        let published = Published {
            sheet: &sheet,
            actor: author.id,
            peer: Some(copy.peer),
            object: &copy.object,
            digest: &copy.digest,
            proven: proven.as_ref(),
        };
        sheets::put(db, &[published], &self.taxonomy()).await?;
        if self.blocks().hides(sheet.iri.host()) {
            blocks::unlist(db, copy.peer).await?;
        }
        withheld::remove(db, &[&copy.iri]).await?;
        catalogue::touch(db).await?;
        Ok(sheet)
    }
}

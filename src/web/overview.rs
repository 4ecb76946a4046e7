//! What pages count and name again and again, read once until something changes.
//!
//! Counting facets reads the whole index, which takes most of a second for 100,000 sheets.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    domain::{Actor, Facet, SheetKind, Timestamp},
    store::{Reading, Result, actors, catalogue, figures, search},
};

/// How many sheets have a value of a facet.
pub(super) type FacetCount = (Facet, String, i64);

/// The counts and names of this node. Cheap to clone; all clones share what they know.
#[derive(Clone, Default)]
pub(super) struct Overview(Arc<Mutex<Known>>);

/// What is known, and after which change of the catalogues.
#[derive(Default)]
struct Known {
    change: i64,
    counts: HashMap<Option<SheetKind>, Arc<[FacetCount]>>,
    directory: Option<Arc<[Actor]>>,
    figures: Option<Arc<Figures>>,
}

/// What the pictures of the network are drawn from, and of which month.
#[derive(Debug)]
pub(super) struct Figures {
    month: String,
    pub(super) pillars: Vec<(String, i64)>,
    pub(super) countries: Vec<(String, i64)>,
    /// Days since 1970, and how many sheets were first published on each.
    pub(super) days: Vec<(i64, i64)>,
    /// Months of the year that begins with the present one, and how many events start in each.
    pub(super) events: Vec<(String, i64)>,
}

impl Overview {
    /// How many sheets of a kind, or of all, have each value of each facet.
    pub(super) async fn counts(
        &self,
        db: &mut Reading,
        kind: Option<SheetKind>,
    ) -> Result<Arc<[FacetCount]>> {
        let change = catalogue::latest_change(db).await?;
        if let Some(counts) = self.after(change, |known| known.counts.get(&kind).cloned()) {
            return Ok(counts);
        }
        let counts: Arc<[FacetCount]> = search::facet_counts(db, kind).await?.into();
        let fresh = Arc::clone(&counts);
        self.after(change, |known| known.counts.insert(kind, fresh));
        Ok(counts)
    }

    /// Every territory and organisation that is known, by handle.
    pub(super) async fn directory(&self, db: &mut Reading) -> Result<Arc<[Actor]>> {
        let change = catalogue::latest_change(db).await?;
        if let Some(directory) = self.after(change, |known| known.directory.clone()) {
            return Ok(directory);
        }
        let directory: Arc<[Actor]> = actors::directory(db).await?.into();
        let fresh = Arc::clone(&directory);
        self.after(change, |known| known.directory.replace(fresh));
        Ok(directory)
    }

    /// What the pictures of the network are drawn from.
    pub(super) async fn figures(&self, db: &mut Reading, now: Timestamp) -> Result<Arc<Figures>> {
        let change = catalogue::latest_change(db).await?;
        let today = now.to_utc();
        let month = today.format("%Y-%m").to_string();
        let known = self.after(change, |known| known.figures.clone());
        if let Some(figures) = known.filter(|figures| figures.month == month) {
            return Ok(figures);
        }
        let last = today.checked_add_months(chrono::Months::new(11)).unwrap_or(today);
        let last = last.format("%Y-%m").to_string();
        let fresh = Arc::new(Figures {
            pillars: figures::by_facet(db, Facet::Pillar).await?,
            countries: figures::by_facet(db, Facet::Country).await?,
            days: figures::by_day(db).await?,
            events: figures::events_by_month(db, &month, &last).await?,
            month,
        });
        let kept = Arc::clone(&fresh);
        self.after(change, |known| known.figures.replace(kept));
        Ok(fresh)
    }

    /// What is known after `change`; what was known before an earlier one is forgotten.
    fn after<T>(&self, change: i64, look: impl FnOnce(&mut Known) -> Option<T>) -> Option<T> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.change < change {
            *known = Known { change, ..Known::default() };
        }
        // A session that began before the last change must neither use nor replace what is newer.
        if known.change == change { look(&mut known) } else { None }
    }
}

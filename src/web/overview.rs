//! What pages count and name again and again, read once until something changes.
//!
//! What a page shows beside its sheets is the same for its next page, and for whoever asks after:
//! counts of facets take tens of milliseconds among 100,000 sheets.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{
    domain::{Actor, Facet, SheetKind, Timestamp},
    store::{
        Reading, Result, actors, catalogue, figures,
        search::{self, Order, Query},
    },
};

/// Selections whose counts are kept; each takes some ten kilobytes.
const SELECTIONS: usize = 64;

/// How many sheets have a value of a facet.
pub(super) type FacetCount = (Facet, String, i64);

/// The counts and names of this node. Cheap to clone; all clones share what they know.
#[derive(Clone, Default)]
pub(super) struct Overview(Arc<Mutex<Known>>);

/// What is known, and after which change of the catalogues.
#[derive(Default)]
struct Known {
    change: i64,
    /// The last selections that were counted, the latest last.
    counts: Vec<(Query, Arc<[FacetCount]>)>,
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

impl Known {
    /// What was counted of a selection; it is then the last that will be forgotten.
    fn counted(&mut self, query: &Query) -> Option<Arc<[FacetCount]>> {
        let at = self.counts.iter().position(|(known, _)| known == query)?;
        let latest = self.counts.remove(at);
        let counts = Arc::clone(&latest.1);
        self.counts.push(latest);
        Some(counts)
    }
}

impl Overview {
    /// How many sheets of a kind, or of all, have each value of each facet.
    pub(super) async fn counts(
        &self,
        db: &mut Reading,
        kind: Option<SheetKind>,
    ) -> Result<Arc<[FacetCount]>> {
        self.counts_among(db, &Query { kind, ..Query::default() }).await
    }

    /// How many of the sheets that match have each value of each facet.
    pub(super) async fn counts_among(
        &self,
        db: &mut Reading,
        query: &Query,
    ) -> Result<Arc<[FacetCount]>> {
        // Neither their order nor their number changes what they are.
        let wanted = Query { order: Order::default(), limit: 0, offset: 0, ..query.clone() };
        let change = catalogue::latest_change(db).await?;
        if let Some(counts) = self.after(change, |known| known.counted(&wanted)) {
            return Ok(counts);
        }
        let counts: Arc<[FacetCount]> = search::facet_counts(db, &wanted).await?.into();
        let fresh = Arc::clone(&counts);
        self.after(change, |known| {
            if known.counts.len() >= SELECTIONS {
                known.counts.remove(0);
            }
            known.counts.push((wanted, fresh));
            Some(())
        });
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

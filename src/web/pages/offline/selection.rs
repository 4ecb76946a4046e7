//! Which sheets a device keeps, and in which order: what helps today comes first.

use crate::{
    domain::{Facet, SheetKind, Timestamp},
    store::{
        Reading, Result,
        search::{Order, Query, page},
    },
};

/// Bytes of JSON that a device keeps at most: what a small phone with prepaid data can bear.
pub(super) const MOST_BYTES: usize = 4_000_000;
/// For how long events are kept after they are over.
const DAYS_AFTER_AN_EVENT: i64 = 90;

/// A part of what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Calls that are open, the newest first.
    Calls,
    /// Events to come, the next one first; then those of the last months.
    Events,
    /// All practices, the newest first.
    Practices,
}

impl Part {
    /// All parts, in the order in which they are kept while there is room.
    pub(super) const ALL: [Self; 3] = [Self::Calls, Self::Events, Self::Practices];

    /// The name of the part in a cursor.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Events => "events",
            Self::Practices => "practices",
        }
    }

    /// The part that follows.
    pub(super) fn next(self) -> Option<Self> {
        match self {
            Self::Calls => Some(Self::Events),
            Self::Events => Some(Self::Practices),
            Self::Practices => None,
        }
    }

    /// Its sheets, `limit` of them after the first `offset`.
    pub(super) fn query(self, offset: usize, limit: i64, now: Timestamp) -> Query {
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        let query = Query { limit, offset, ..Query::default() };
        match self {
            Self::Calls => Query {
                kind: Some(SheetKind::Call),
                facets: vec![(Facet::Status, "open".to_owned())],
                ..query
            },
            Self::Events => Query {
                kind: Some(SheetKind::Event),
                from: Some(now.plus_seconds(-DAYS_AFTER_AN_EVENT * 24 * 3_600)),
                order: Order::Upcoming,
                ..query
            },
            Self::Practices => Query { kind: Some(SheetKind::Practice), ..query },
        }
    }
}

/// How many sheets there are in all parts.
pub(super) async fn count(db: &mut Reading, now: Timestamp) -> Result<usize> {
    let mut count = 0;
    for part in Part::ALL {
        let total = page(db, &part.query(0, 0, now), now).await?.total;
        count += usize::try_from(total).unwrap_or_default();
    }
    Ok(count)
}

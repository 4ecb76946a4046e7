//! The words by which territories sort their sheets: all of them, and a page for each pillar and axis.

mod collection;
mod themes;

use std::sync::Arc;

pub(in crate::web) use collection::{axis, pillar};
pub(in crate::web) use themes::themes;

use super::{facts::Line, voice::Voice};
use crate::{
    domain::{Facet, SheetKind},
    store::Reading,
    web::{
        error::WebError,
        listing::FACETS,
        overview::{FacetCount, Overview},
    },
};
/// How many sheets of each kind have each value of each facet.
struct Counts(Vec<(SheetKind, Arc<[FacetCount]>)>);

impl Counts {
    async fn read(overview: &Overview, db: &mut Reading) -> Result<Self, WebError> {
        let mut counts = Vec::new();
        for kind in [SheetKind::Practice, SheetKind::Event, SheetKind::Call] {
            counts.push((kind, overview.counts(db, Some(kind)).await?));
        }
        Ok(Self(counts))
    }

    /// How many sheets of each kind have a value, and where they are listed, if lists can be narrowed so;
    /// kinds without any are left out, since a link never leads to an empty page.
    fn links(&self, voice: Voice<'_>, facet: Facet, value: &str) -> Vec<Line> {
        let of_kind = |(kind, counts): &(SheetKind, Arc<[FacetCount]>)| {
            let found = counts.iter().find(|(known, of, _)| *known == facet && of == value);
            let count = usize::try_from(found.map_or(0, |(_, _, count)| *count)).ok()?;
            let text = voice.count(*kind, count);
            (count > 0).then(|| listed(voice, *kind, (facet, value), text))
        };
        self.0.iter().filter_map(of_kind).collect()
    }
}

/// A link to the sheets of a kind that have a value of a facet; mere text where no list can be narrowed
/// so.
fn listed(voice: Voice<'_>, kind: SheetKind, (facet, value): (Facet, &str), text: String) -> Line {
    match FACETS.iter().find(|(_, known)| *known == facet) {
        Some((name, _)) => {
            let href = format!("/{}?{name}={value}", kind.plural());
            Line::link(text, voice.reader.link(&href))
        }
        None => Line::text(text),
    }
}

/// A term, what it means, and what there is of it.
struct Entry {
    name: Line,
    definition: String,
    sheets: Vec<Line>,
    /// Terms below it.
    narrower: Vec<Entry>,
}

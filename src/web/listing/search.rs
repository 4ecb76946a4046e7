//! From the parameters of a listing to the sheets that match them.

use super::{
    Listed,
    nearby::Around,
    parameters::{Parameters, Sort, When},
};
use crate::{
    domain::{Actor, Facet, Iri, Sheet, SheetId, SheetKind, Timestamp},
    store::{
        Reading, Result, actors, proofs,
        search::{self, Order, Query},
    },
};

/// How much is wanted, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// Of which kind; of all, where none is said.
    pub(crate) kind: Option<SheetKind>,
    /// In which order, when it is by date.
    pub(crate) order: Order,
    /// Sheets of a page, unless the address says otherwise.
    pub(crate) limit: usize,
    /// Most sheets of a page, whatever the address says.
    pub(crate) most: usize,
    /// Whether examples are among them when nobody says.
    pub(crate) examples: bool,
}

/// A page of what matches.
pub(crate) struct Found {
    /// How many there are in all pages.
    pub(crate) total: usize,
    /// Those of the page.
    pub(crate) sheets: Vec<Listed>,
    /// Whether there is another page.
    pub(crate) more: bool,
}

/// Finds the sheets that match, and who speaks in them.
pub(crate) async fn search(
    db: &mut Reading,
    parameters: &Parameters,
    wanted: Wanted,
    now: Timestamp,
) -> Result<Found> {
    let query = query(parameters, wanted, now);
    let mut page = search::page(db, &query, now).await?;
    let shown = query.offset + i64::try_from(page.sheets.len()).unwrap_or_default();
    let more = shown < page.total && !page.sheets.is_empty();
    let mut sheets = actors_of(db, page.sheets).await?;
    for listed in &mut sheets {
        listed.distance = page.distances.remove(&listed.sheet.id);
    }
    Ok(Found { total: usize::try_from(page.total).unwrap_or_default(), more, sheets })
}

/// The query for everything that matches, examples included, wherever it is in the listing.
pub(crate) fn every(parameters: &Parameters, now: Timestamp) -> Query {
    let (order, limit) = (Order::Newest, 1);
    let wanted = Wanted { kind: None, order, limit, most: limit, examples: true };
    Query { offset: 0, ..query(parameters, wanted, now) }
}

/// What the store is asked for.
pub(crate) fn query(parameters: &Parameters, wanted: Wanted, now: Timestamp) -> Query {
    let mut facets = parameters.facets.clone();
    if !parameters.examples.unwrap_or(wanted.examples) {
        facets.push((Facet::Example, "no".to_owned()));
    }
    let now = minute_of(now);
    let (from, until, over_before) = match parameters.when {
        None => (None, None, None),
        Some(When::Upcoming) => (Some(now), None, None),
        Some(When::Past) => (None, None, Some(now)),
        Some(When::Between(from, to)) => (from, to.map(|to| Timestamp(to.0 + 1_000)), None),
    };
    let limit = parameters.limit.unwrap_or(wanted.limit).min(wanted.most);
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Query {
        kind: wanted.kind,
        words: parameters.words.clone(),
        facets,
        area: parameters.bbox,
        near: parameters.around.as_ref().and_then(Around::near),
        from,
        until,
        over_before,
        order: match parameters.order() {
            Sort::Relevance => Order::Relevance,
            Sort::Distance => Order::Distance,
            Sort::Date => wanted.order,
        },
        limit: whole(limit),
        offset: whole(limit).saturating_mul(whole(parameters.page - 1)),
    }
}

/// The moment to the minute, so that what was counted for one reader holds for the next.
pub(crate) fn minute_of(now: Timestamp) -> Timestamp {
    Timestamp(now.0 - now.0.rem_euclid(60_000))
}

/// Finds who speaks in each sheet, and how it stands.
pub(crate) async fn actors_of(db: &mut Reading, sheets: Vec<Sheet>) -> Result<Vec<Listed>> {
    let mut known: Vec<(Iri, Option<Actor>)> = Vec::new();
    let mut listed = Vec::with_capacity(sheets.len());
    let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id).collect();
    let mut standings = proofs::standings(db, &ids).await?;
    for sheet in sheets {
        if !known.iter().any(|(iri, _)| *iri == sheet.actor) {
            known.push((sheet.actor.clone(), actors::find_by_iri(db, &sheet.actor).await?));
        }
        let actor = known.iter().find(|(iri, _)| *iri == sheet.actor);
        let actor = actor.and_then(|(_, actor)| actor.clone());
        let standing = standings.remove(&sheet.id).unwrap_or_default();
        listed.push(Listed { sheet, actor, standing, distance: None });
    }
    Ok(listed)
}

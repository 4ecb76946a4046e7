//! The sheets and actors that a sheet mentions.

use crate::{
    domain::{Actor, Iri, Sheet, Subject},
    node::Node,
    store::{Reading, sheets, versions},
    web::{
        error::WebError,
        listing::{Listed, actors_of},
        overview::Overview,
    },
};

/// Most sheets that a page shows as related.
const MOST_RELATED: usize = 12;

/// The sheets to which a sheet refers, by slug or by address.
pub(super) async fn of(
    node: &Node,
    db: &mut Reading,
    sheet: &Sheet,
) -> Result<Vec<Listed>, WebError> {
    let mentioned: Vec<&String> = match &sheet.content.subject {
        Subject::Event(event) => event.practices.iter().chain(&event.calls).collect(),
        Subject::Call(call) => call.events.iter().chain(&call.practices).collect(),
        Subject::Practice(_) | Subject::Post(_) => Vec::new(),
    };
    let adapted_from = sheet.content.adapted_from.as_ref().map(Iri::to_string);
    let mut found: Vec<Sheet> = Vec::new();
    for reference in mentioned.into_iter().chain(&adapted_from).take(MOST_RELATED) {
        let other = match Iri::parse(reference) {
            Ok(iri) => sheets::find_by_iri(db, &iri).await?,
            Err(_) => sheets::find_by_slug(db, reference).await?,
        };
        found.extend(other);
    }
    found.retain(|sheet| !node.is_suspended(&sheet.iri));
    Ok(actors_of(db, found).await?)
}

/// The sheets that were adapted from this one.
pub(super) async fn adapted_from(
    node: &Node,
    db: &mut Reading,
    sheet: &Sheet,
) -> Result<Vec<Listed>, WebError> {
    let most = i64::try_from(MOST_RELATED).unwrap_or(i64::MAX);
    let mut found = versions::adapted_from(db, &sheet.iri, most).await?;
    found.retain(|sheet| !node.is_suspended(&sheet.iri));
    Ok(actors_of(db, found).await?)
}

/// The actors whose names the facts of a sheet mention.
pub(super) async fn names(
    db: &mut Reading,
    overview: &Overview,
    sheet: &Sheet,
) -> Result<Vec<Actor>, WebError> {
    let mut handles: Vec<&str> = sheet.content.territory.iter().map(String::as_str).collect();
    match &sheet.content.subject {
        Subject::Practice(practice) => handles.extend(practice.carrier.as_deref()),
        Subject::Event(event) => {
            handles.extend(event.organisers.iter().filter_map(|o| o.territory.as_deref()));
        }
        Subject::Call(_) | Subject::Post(_) => {}
    }
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let directory = overview.directory(db).await?;
    let named = directory.iter().filter(|actor| handles.contains(&actor.handle.as_str()));
    Ok(named.cloned().collect())
}

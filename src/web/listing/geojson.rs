//! A listing as `GeoJSON` (RFC 7946), for maps.

use geojson::{Feature, FeatureCollection, Geometry, JsonObject, feature::Id};
use serde::Serialize;

use super::{Listing, json};
use crate::web::error::WebError;

/// Writes a listing of sheets; a sheet without a point is a feature without a geometry.
pub(super) fn write(listing: &Listing) -> Result<String, WebError> {
    let features = listing.sheets.iter().zip(listing.items()).map(|(listed, item)| {
        let place = listed.sheet.content.place.as_ref();
        let point = place.and_then(crate::domain::Place::point);
        feature(&item.id, point, &item)
    });
    let mut collection = features.collect::<Result<FeatureCollection, WebError>>()?;
    let mut more = JsonObject::new();
    more.insert("total".to_owned(), listing.total.into());
    more.insert("next".to_owned(), listing.next.clone().into());
    collection.foreign_members = Some(more);
    json::to_text(&collection)
}

/// A feature at `point`, a latitude and a longitude, with an item as its properties.
pub(crate) fn feature(
    id: &str,
    point: Option<(f64, f64)>,
    item: &impl Serialize,
) -> Result<Feature, WebError> {
    let properties = serde_json::to_value(item)
        .map_err(|error| WebError::Write { format: "GeoJSON", source: error.into() })?;
    Ok(Feature {
        bbox: None,
        geometry: point.map(|(latitude, longitude)| Geometry::new_point([longitude, latitude])),
        id: Some(Id::String(id.to_owned())),
        properties: properties.as_object().cloned(),
        foreign_members: None,
    })
}

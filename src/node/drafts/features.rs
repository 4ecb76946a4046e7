//! Drafts from `GeoJSON` (RFC 7946): one for each feature, its point being the place.

use geojson::{GeoJson, GeometryValue, feature::Id};
use serde_json::{Value, json};

use super::{
    found::{Defaults, Found, Object, Place, Unreadable},
    item,
};
use crate::node::record::BrokenRow;

/// Reads the features of a text; a broken one says where it stands.
pub(super) fn read(
    text: &str,
    defaults: &Defaults,
) -> Result<Vec<Result<Found, BrokenRow>>, geojson::Error> {
    let features = match text.parse::<GeoJson>()? {
        GeoJson::FeatureCollection(collection) => collection.features,
        GeoJson::Feature(feature) => vec![feature],
        GeoJson::Geometry(_) => Vec::new(),
    };
    let numbered = features.into_iter().zip(1..);
    Ok(numbered
        .map(|(feature, number)| {
            let at = Place { of: "feature", number };
            found(feature, at, defaults)
                .map_err(|Unreadable(field, why)| at.broken(None, &field, why))
        })
        .collect())
}

fn found(feature: geojson::Feature, at: Place, defaults: &Defaults) -> Result<Found, Unreadable> {
    let mut properties: Object = feature.properties.unwrap_or_default();
    if let Some(geometry) = feature.geometry {
        let GeometryValue::Point { coordinates } = geometry.value else {
            let kind = geometry.value.type_name();
            return Err(Unreadable::new(
                "geometry",
                format!("is a {kind}, and a sheet has one point"),
            ));
        };
        let [longitude, latitude, ..] = coordinates.as_slice() else {
            return Err(Unreadable::new("geometry", "has no longitude and latitude"));
        };
        put_point(&mut properties, *latitude, *longitude);
    }
    let name = match feature.id {
        Some(Id::String(id)) => Some(id),
        Some(Id::Number(id)) => Some(id.to_string()),
        None => item::text(&properties, "id").map(ToOwned::to_owned),
    };
    put_link(&mut properties, name.as_deref());
    let kind = item::kind_of(&properties, defaults)?;
    let record = item::record_of(kind, &properties, defaults)?;
    Ok(Found { at, kind, name, record })
}

fn put_point(properties: &mut Object, latitude: f64, longitude: f64) {
    let mut place = match properties.remove("place") {
        Some(Value::Object(place)) => place,
        Some(Value::String(name)) => [("name".to_owned(), json!(name))].into_iter().collect(),
        _ => Object::new(),
    };
    place.insert("latitude".to_owned(), json!(latitude));
    place.insert("longitude".to_owned(), json!(longitude));
    properties.insert("place".to_owned(), Value::Object(place));
}

/// The page of a feature of others is where its facts come from; that of our own is itself.
pub(super) fn put_link(properties: &mut Object, name: Option<&str>) {
    let is_ours = name.is_some_and(|name| name.contains("/ap/"));
    let url = item::text(properties, "url").map(ToOwned::to_owned);
    if let Some(url) = url.filter(|url| !is_ours && url.starts_with("http")) {
        let sources = properties.entry("sources").or_insert_with(|| json!([]));
        if let Value::Array(sources) = sources {
            sources.push(json!({"type": "page", "ref": url}));
        }
    }
}

//! The directory of territories and organisations in the formats that programs read.

use axum::{extract::State, http::Uri, response::Response};
use geojson::FeatureCollection;

use super::{
    DirectoryParameters, Format, PageOf, answer, csv, geojson::feature, json,
    territory_item::TerritoryItem,
};
use crate::{
    domain::Actor,
    node::Node,
    web::{error::WebError, overview::Overview, site},
};

const COLUMNS: [csv::Column; 21] = [
    ("id", "id"),
    ("type", "type"),
    ("handle", "handle"),
    ("address", "address"),
    ("url", "url"),
    ("origin", "origin"),
    ("kind", "kind"),
    ("name", "name"),
    ("name_fr", "names/fr"),
    ("name_en", "names/en"),
    ("name_es", "names/es"),
    ("name_pt", "names/pt"),
    ("country", "country"),
    ("latitude", "latitude"),
    ("longitude", "longitude"),
    ("geonames_id", "geonames_id"),
    ("population_order", "population_order"),
    ("population", "population"),
    ("languages", "languages/*"),
    ("timezone", "timezone"),
    ("updated", "updated"),
];

/// `GET /territories.json`, `.csv` and `.geojson`
pub(crate) async fn export_territories(
    format: Format,
    State(node): State<Node>,
    State(overview): State<Overview>,
    uri: Uri,
) -> Result<Response, WebError> {
    let query = uri.query().unwrap_or_default();
    let mut parameters = DirectoryParameters::parse(query, &node.taxonomy())?;
    let directory = overview.directory(&mut node.store.read().await?).await?;
    parameters.locate(&directory)?;
    let found = parameters.find(&directory);
    let (limit, page, total) = (parameters.limit, parameters.page, found.len());
    let origin = site::origin(&node);
    let of_page: Vec<&Actor> = found.into_iter().skip((page - 1) * limit).take(limit).collect();
    let items: Vec<TerritoryItem> =
        of_page.iter().map(|actor| TerritoryItem::new(actor, origin)).collect();
    let next = (page * limit < total)
        .then(|| format!("{origin}{}", parameters.address(uri.path(), page + 1)));
    let body = match format {
        Format::Csv => csv::table(&COLUMNS, &items)?,
        Format::GeoJson => {
            let features = of_page.iter().zip(&items).map(|(actor, item)| {
                let territory = &actor.territory;
                feature(&item.id, territory.latitude.zip(territory.longitude), item)
            });
            let mut collection = features.collect::<Result<FeatureCollection, WebError>>()?;
            let more = [("total", total.into()), ("next", next.into())];
            collection.foreign_members =
                Some(more.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
            json::to_text(&collection)?.into_bytes()
        }
        _ => json::to_text(&PageOf { total, page, limit, next, items })?.into_bytes(),
    };
    let changed_at = of_page.iter().map(|actor| actor.updated_at).max();
    Ok(answer::send(format, body, changed_at))
}

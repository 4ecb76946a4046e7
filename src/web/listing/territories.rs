//! The directory of territories and organisations in the formats that programs read.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use geojson::FeatureCollection;
use url::form_urlencoded;

use super::{
    DEFAULT_LIMIT, Format, MOST_ITEMS, PageOf, csv,
    geojson::feature,
    json,
    parameters::{LAST_PAGE, number},
    territory_item::TerritoryItem,
};
use crate::{
    domain::Actor,
    node::Node,
    store::actors,
    web::{caching::Kept, error::WebError, site},
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
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let (limit, page) = limit_and_page(uri.query().unwrap_or_default())?;
    let directory = actors::directory(&mut node.store.read().await?).await?;
    let origin = site::origin(&node);
    let of_page: Vec<&Actor> = directory.iter().skip((page - 1) * limit).take(limit).collect();
    let items: Vec<TerritoryItem> =
        of_page.iter().map(|actor| TerritoryItem::new(actor, origin)).collect();
    let next = (page * limit < directory.len())
        .then(|| format!("{origin}{}?limit={limit}&page={}", uri.path(), page + 1));
    let total = directory.len();
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
    let kept = Kept { body, media_type: format.media_type(), changed_at, vary: "Accept-Encoding" };
    Ok(kept.answer(&headers))
}

fn limit_and_page(query: &str) -> Result<(usize, usize), WebError> {
    let (mut limit, mut page) = (DEFAULT_LIMIT, 1);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "limit" => limit = number("limit", &value, MOST_ITEMS)?,
            "page" => page = number("page", &value, LAST_PAGE)?,
            _ => {}
        }
    }
    Ok((limit, page))
}

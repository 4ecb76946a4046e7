//! One sheet in the formats that programs read, beside its page: a listing of one.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};

use super::{
    Format, Listing, actors_of, answer, calendar, csv, geojson, item::Item, json, page_path,
};
use crate::{
    domain::{Sheet, SheetId, SheetKind},
    node::Node,
    store::{Reading, sheets},
    web::{error::WebError, locale::Reader, site},
};

/// The formats of one sheet; those of events come last.
const OF_A_SHEET: [Format; 4] = [Format::Json, Format::Csv, Format::GeoJson, Format::Calendar];

/// The formats in which a sheet of a kind can be had, besides JSON-LD.
pub(crate) fn formats_of_one(kind: SheetKind) -> impl Iterator<Item = Format> {
    OF_A_SHEET
        .into_iter()
        .filter(move |format| *format != Format::Calendar || kind == SheetKind::Event)
}

/// The id and the format of the last part of an address such as `/events/17.ics`.
pub(crate) fn file_of_one(kind: SheetKind, name: &str) -> Option<(SheetId, Format)> {
    let (id, extension) = name.split_once('.')?;
    let format = formats_of_one(kind).find(|format| format.extension() == extension)?;
    Some((id.parse().ok()?, format))
}

/// `GET /events/{id}.ics`, and so on for each kind and format: an example is among them, and says so.
pub(crate) async fn export_one(
    node: &Node,
    kind: SheetKind,
    (id, format): (SheetId, Format),
    reader: &Reader,
) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let sheet = shown(node, &mut db, kind, id).await?;
    let (origin, path) = (site::origin(node).to_owned(), page_path(&sheet));
    let listing = Listing {
        kind: Some(kind),
        total: 1,
        page: 1,
        limit: 1,
        address: format!("{origin}{path}.{}", format.extension()),
        next: None,
        page_address: format!("{origin}{path}"),
        sheets: actors_of(&mut db, vec![sheet]).await?,
        origin,
    };
    drop(db);
    let body = match format {
        Format::Csv => csv::write(&listing)?,
        Format::GeoJson => geojson::write(&listing)?.into_bytes(),
        Format::Calendar => calendar::write(&listing, None, reader).into_bytes(),
        Format::Json | Format::Atom => {
            let items = listing.sheets.iter().map(|listed| Item::new(listed, &listing.origin));
            json::to_text(&items.collect::<Vec<_>>().first())?.into_bytes()
        }
    };
    let changed_at = listing.sheets.iter().map(|listed| listed.sheet.updated_at).max();
    let mut response = answer::send(format, body, changed_at);
    let name = format!("attachment; filename=\"{}-{id}.{}\"", kind.as_str(), format.extension());
    if let Ok(name) = HeaderValue::try_from(name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// A sheet of a kind that readers of this node may see.
pub(crate) async fn shown(
    node: &Node,
    db: &mut Reading,
    kind: SheetKind,
    id: SheetId,
) -> Result<Sheet, WebError> {
    let sheet = sheets::find(db, id).await?.filter(|sheet| sheet.kind() == kind);
    sheet.filter(|sheet| !node.is_suspended(&sheet.iri)).ok_or(WebError::NotFound)
}

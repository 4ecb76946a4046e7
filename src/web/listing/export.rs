//! The listings in the formats that programs read.

use axum::{extract::State, http::Uri, response::Response};

use super::{
    DEFAULT_LIMIT, Format, Listing, MOST_ITEMS, Parameters, Wanted, answer, atom, calendar, csv,
    geojson, json, path_of, search,
};
use crate::{
    domain::SheetKind,
    node::Node,
    store::search::Order,
    web::{error::WebError, locale::Reader, overview::Overview, pages::Voice, site},
};

/// `GET /practices.json`, and so on for each kind and format; `/search.json` for all kinds.
pub(crate) async fn export(
    kind: Option<SheetKind>,
    format: Format,
    State(node): State<Node>,
    State(overview): State<Overview>,
    reader: Reader,
    uri: Uri,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let mut parameters = Parameters::parse(uri.query().unwrap_or_default(), kind, &taxonomy)?;
    if parameters.around.is_some() {
        parameters.locate(&overview.directory(&mut node.store.read().await?).await?)?;
    }
    let listing = read(&node, kind, format, &parameters, uri.path()).await?;
    let changed_at = listing.sheets.iter().map(|listed| listed.sheet.updated_at).max();
    let title = || Voice::new(&reader, &taxonomy).listing(kind);
    let body = match format {
        Format::Json => json::write(&listing)?.into_bytes(),
        Format::GeoJson => geojson::write(&listing)?.into_bytes(),
        Format::Csv => csv::write(&listing)?,
        Format::Atom => atom::write(&listing, &title(), &reader)?,
        Format::Calendar => calendar::write(&listing, Some(&title()), &reader).into_bytes(),
    };
    Ok(answer::send(format, body, changed_at))
}

async fn read(
    node: &Node,
    kind: Option<SheetKind>,
    format: Format,
    parameters: &Parameters,
    path: &str,
) -> Result<Listing, WebError> {
    // Whoever subscribes to a calendar reads one page of it, which should have what is to come.
    let (order, most) = match format {
        Format::Calendar => (Order::Upcoming, MOST_ITEMS),
        _ => (Order::Newest, DEFAULT_LIMIT),
    };
    let limit = parameters.limit.unwrap_or(most);
    let examples = format.has_examples();
    // Only events are for calendars.
    let of = if format == Format::Calendar { Some(SheetKind::Event) } else { kind };
    let wanted = Wanted { kind: of, order, limit, most: MOST_ITEMS, examples };
    let mut db = node.store.read().await?;
    let found = search(&mut db, parameters, wanted, node.clock.now()).await?;
    let origin = site::origin(node).to_owned();
    let address = |page| format!("{origin}{}", parameters.address(path, page));
    Ok(Listing {
        kind,
        total: found.total,
        page: parameters.page,
        limit,
        address: address(parameters.page),
        next: found.more.then(|| address(parameters.page + 1)),
        page_address: format!("{origin}{}", parameters.address(path_of(kind), 1)),
        sheets: found.sheets,
        origin,
    })
}

//! What stands on the map, for its script and for programs: a point for each sheet and territory, or
//! for each cell of a grid how many there are.

use axum::{
    extract::State,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::grid;
use crate::{
    domain::{Actor, Facet, Point},
    node::Node,
    store::{
        Reading, Result,
        map::{self, Cell, Spot},
        search::{Near, Query},
    },
    web::{
        error::WebError,
        listing::{Around, Parameters, every, path_of_sheet, territory_path, to_json},
        locale::{self, Reader},
        overview::Overview,
        page::name_of,
    },
};

/// Most points: more are gathered in cells.
const MOST_POINTS: i64 = 800;
/// Most cells.
const MOST_CELLS: i64 = 600;

/// What stands on the map.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MapData {
    /// How many sheets and territories match.
    total: usize,
    /// How many of them have a point.
    placed: usize,
    /// Each of them, where they are not too many.
    points: Vec<MapPoint>,
    /// Cells of a grid, where they are.
    cells: Vec<MapCell>,
}

/// A sheet, a territory or an organisation on the map.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MapPoint {
    /// `practice`, `event`, `call`, `post`, `territory` or `organisation`.
    r#type: &'static str,
    /// Its page on this node.
    url: String,
    /// The title, in the reader's language where it exists.
    title: String,
    /// The language of the title.
    lang: String,
    /// `rtl` where that language runs from right to left.
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<&'static str>,
    /// Degrees east and north, as precise as the publisher wants them known.
    #[schema(value_type = [f64; 2])]
    point: (f64, f64),
    /// What the place is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Whether the point is only where an organisation has its seat.
    #[serde(skip_serializing_if = "is_not")]
    seat: bool,
    /// Invented, to show how it would look.
    #[serde(skip_serializing_if = "is_not")]
    example: bool,
}

/// A cell of the grid.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MapCell {
    /// How many sheets are in it.
    count: i64,
    /// The middle of their points: degrees east and north.
    #[schema(value_type = [f64; 2])]
    point: (f64, f64),
    /// West, south, east and north of their points.
    #[schema(value_type = [f64; 4])]
    bbox: (f64, f64, f64, f64),
    /// The place of the latest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
fn is_not(value: &bool) -> bool {
    !value
}

/// `GET /map.json`
pub(crate) async fn show(
    State(node): State<Node>,
    State(overview): State<Overview>,
    reader: Reader,
    uri: Uri,
) -> Result<Response, WebError> {
    let asked = uri.query().unwrap_or_default();
    let mut parameters = Parameters::parse(asked, None, &node.taxonomy())?;
    let zoom = grid::read_zoom(asked)?;
    let mut db = node.store.read().await?;
    let directory = overview.directory(&mut db).await?;
    parameters.locate(&directory)?;
    let query = Query { limit: MOST_POINTS, ..every(&parameters, node.clock.now()) };
    let territories: Vec<&Actor> =
        directory.iter().filter(|actor| on_map(actor, &parameters)).collect();
    let counted = map::count(&mut db, &query).await?;
    let mut data = MapData {
        total: number(counted.total) + territories.len(),
        placed: number(counted.placed),
        points: Vec::new(),
        cells: Vec::new(),
    };
    if counted.placed > MOST_POINTS {
        let width = grid::cell_width(parameters.bbox, zoom);
        data.cells = cells(&mut db, &query, width).await?;
    } else {
        let spots = map::placed(&mut db, &query).await?;
        data.points = spots.iter().filter_map(|spot| of_spot(spot, &reader)).collect();
    }
    let points = territories.iter().filter_map(|actor| of_territory(actor, &reader));
    let room = number(MOST_POINTS);
    data.points.extend(points.take(room));
    data.placed += data.points.iter().filter(|point| point.is_territory()).count();
    let mut response = to_json(&data)?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    // Open data: scripts of every site may read it.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// Whether a territory or an organisation stands on a map that is narrowed so: what is asked of sheets
/// alone, no territory has.
pub(crate) fn on_map(actor: &Actor, parameters: &Parameters) -> bool {
    let territory = &actor.territory;
    let point = territory.latitude.zip(territory.longitude);
    let is_chosen = |facet, value: Option<&str>| {
        let mut chosen = parameters.chosen(facet).peekable();
        chosen.peek().is_none() || chosen.any(|chosen| value == Some(chosen))
    };
    let is_near = |near: Near| {
        point.is_some_and(|(latitude, longitude)| {
            near.point.kilometres_to(Point { latitude, longitude }) <= near.within
        })
    };
    let of_territories = |facet: &Facet| matches!(facet, Facet::Territory | Facet::Country);
    actor.may_be_shown()
        && parameters.words.is_empty()
        && parameters.when.is_none()
        && parameters.facets.iter().all(|(facet, _)| of_territories(facet))
        && is_chosen(Facet::Territory, Some(&actor.handle))
        && is_chosen(Facet::Country, territory.country.as_deref())
        && parameters.bbox.is_none_or(|area| point.is_some_and(|point| area.contains(point)))
        && parameters.around.as_ref().and_then(Around::near).is_none_or(is_near)
}

async fn cells(db: &mut Reading, query: &Query, width: f64) -> Result<Vec<MapCell>> {
    let cells = map::cells(db, query, width, MOST_CELLS).await?;
    let latest: Vec<_> = cells.iter().map(|cell| cell.latest).collect();
    let mut names = map::place_names(db, &latest).await?;
    let of_cell = |cell: &Cell| MapCell {
        count: cell.count,
        point: (short(cell.longitude), short(cell.latitude)),
        bbox: (cell.west, cell.south, cell.east, cell.north),
        place: names.remove(&cell.latest).filter(|name| !name.is_empty()),
    };
    Ok(cells.iter().map(of_cell).collect())
}

fn of_spot(spot: &Spot, reader: &Reader) -> Option<MapPoint> {
    let (latitude, longitude) = spot.point?;
    let (language, title) = spot.title_for(reader.languages())?;
    let direction = locale::direction(language.as_str());
    Some(MapPoint {
        r#type: spot.kind.as_str(),
        url: reader.link(&path_of_sheet(spot.kind, spot.id)),
        title: title.to_owned(),
        lang: language.to_string(),
        dir: Some(direction).filter(|direction| *direction == "rtl"),
        point: (longitude, latitude),
        place: spot.locality.clone().or_else(|| spot.name.clone()),
        seat: false,
        example: spot.example,
    })
}

fn of_territory(actor: &Actor, reader: &Reader) -> Option<MapPoint> {
    let territory = &actor.territory;
    let (latitude, longitude) = territory.latitude.zip(territory.longitude)?;
    Some(MapPoint {
        r#type: actor.kind.as_str(),
        url: reader.link(&territory_path(actor)),
        title: name_of(actor, reader).to_owned(),
        lang: reader.language().to_owned(),
        dir: None,
        point: (longitude, latitude),
        place: territory.country.as_deref().map(|code| reader.country_name(code)),
        seat: territory.geo_precision.as_deref() == Some("seat-city"),
        example: false,
    })
}

impl MapPoint {
    fn is_territory(&self) -> bool {
        matches!(self.r#type, "territory" | "organisation")
    }
}

/// Enough digits for a mark that stands for many.
fn short(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}

fn number(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}

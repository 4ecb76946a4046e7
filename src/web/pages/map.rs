//! The map of everything that has a place, and the same places as a list.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;
use url::form_urlencoded;

use super::{listing, search::Field, voice::Voice};
use crate::{
    domain::{Actor, SheetKind, fold},
    node::Node,
    store::{
        map::{self, Spot},
        search::Query,
    },
    web::{
        error::WebError,
        listing::{Parameters, every, path_of_sheet, territory_path},
        locale,
        map::{RegionFile, on_map},
        overview::Overview,
        page::{self, Frame, Visit, name_of},
    },
};

/// Sheets of a page of the list.
const OF_A_PAGE: i64 = 80;
/// Territories of a page, which has their list besides.
const MOST_TERRITORIES: usize = 100;
const PATH: &str = "/map";

#[derive(Template)]
#[template(path = "pages/map.html")]
struct MapPage {
    page: Frame,
    q: String,
    fields: Vec<Field>,
    /// What the form does not show and must not lose.
    kept: Vec<(&'static str, String)>,
    narrows: bool,
    /// How many match, in words.
    count: String,
    /// Whether only a part of the map is asked for, and where the whole of it is.
    is_an_area: bool,
    everywhere: String,
    /// The same as data, and this page, for the script.
    source: String,
    here: String,
    legend: Vec<Kind>,
    region: Option<OwnMap>,
    groups: Vec<Group>,
    territories: Vec<Place>,
    previous: Option<String>,
    next: Option<String>,
}

/// A kind of thing on the map.
struct Kind {
    id: &'static str,
    /// The outline of its mark, in a square of 24 by 24.
    shape: &'static str,
    many: String,
    one: String,
}

/// What the script is told of the operator's own map.
struct OwnMap {
    bounds: String,
    zooms: String,
    attribution: String,
}

/// A country, or what is in none.
struct Group {
    id: String,
    name: String,
    places: Vec<Place>,
}

/// A place, and what is there.
struct Place {
    name: String,
    entries: Vec<Entry>,
}

struct Entry {
    kind: &'static str,
    kind_name: String,
    href: String,
    title: String,
    language: String,
    direction: &'static str,
    /// What else should be known: that it is an example, that a point is only a seat.
    mark: String,
}

/// `GET /map`
pub(in crate::web) async fn map(
    State(node): State<Node>,
    State(overview): State<Overview>,
    State(RegionFile(region)): State<RegionFile>,
    visit: Visit,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let parameters = Parameters::parse(&visit.query, None, &taxonomy)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let everywhere = without_area(&visit.address);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "map");
    frame.add_script("js/territory-map.js");
    let offset = i64::try_from(parameters.page - 1).unwrap_or(i64::MAX).saturating_mul(OF_A_PAGE);
    let query = Query { limit: OF_A_PAGE, offset, ..every(&parameters, node.clock.now()) };
    let mut db = node.store.read().await?;
    let counted = map::count(&mut db, &query).await?;
    let spots = map::by_place(&mut db, &query).await?;
    let counts = overview.counts(&mut db, None).await?;
    let directory = overview.directory(&mut db).await?;
    let actors = directory.iter().filter(|actor| on_map(actor, &parameters));
    let is_first = parameters.page == 1;
    let to_page = |page| Some(reader.link(&parameters.address(PATH, page)));
    let page = MapPage {
        q: parameters.q.clone(),
        fields: listing::fields(voice, None, &parameters, &counts, &directory),
        kept: listing::kept(&parameters),
        narrows: parameters.narrows(),
        count: voice.count(None, usize::try_from(counted.total).unwrap_or_default()),
        is_an_area: parameters.bbox.is_some(),
        everywhere: reader.link(&everywhere),
        source: reader.link(&parameters.address("/map.json", 1)),
        here: reader.link(&parameters.address(PATH, 1)),
        legend: legend(voice),
        region: region.map(|region| {
            let area = region.area;
            OwnMap {
                bounds: format!("{},{},{},{}", area.west, area.south, area.east, area.north),
                zooms: format!("{},{}", region.zooms.0, region.zooms.1),
                attribution: region.attribution.clone(),
            }
        }),
        groups: groups(voice, &spots),
        territories: if is_first { territories(voice, actors) } else { Vec::new() },
        previous: if is_first { None } else { to_page(parameters.page - 1) },
        next: (offset.saturating_add(OF_A_PAGE) < counted.total)
            .then(|| to_page(parameters.page + 1))
            .flatten(),
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The same address for the whole map.
fn without_area(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| !matches!(name.as_ref(), "bbox" | "page"))
        .collect();
    if kept.is_empty() {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    format!("{path}?{query}")
}

/// Every kind with its mark: a shape each, for whoever does not tell their colours apart.
fn legend(voice: Voice<'_>) -> Vec<Kind> {
    let of_sheets = SheetKind::ALL.map(|kind| Kind {
        id: kind.as_str(),
        shape: match kind {
            SheetKind::Practice => "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z",
            SheetKind::Event => "M12 1 23 12 12 23 1 12z",
            SheetKind::Call => "M12 2 23 21H1z",
            SheetKind::Post => "M4 4h16v16H4z",
        },
        many: voice.kinds(kind),
        one: voice.kind(kind),
    });
    let territory = Kind {
        id: "territory",
        shape: "M12 2 22 11V22H2V11z",
        many: fl!(voice.words, "map-territories"),
        one: fl!(voice.words, "map-territory"),
    };
    let organisation = Kind {
        id: "organisation",
        shape: "M12 1.5 21 6.7V17.3L12 22.5 3 17.3V6.7z",
        many: fl!(voice.words, "map-organisations"),
        one: fl!(voice.words, "map-organisation"),
    };
    of_sheets.into_iter().chain([territory, organisation]).collect()
}

/// The sheets of a page, by country and place, each in the order of its name.
fn groups(voice: Voice<'_>, spots: &[Spot]) -> Vec<Group> {
    let mut countries: BTreeMap<Option<&str>, BTreeMap<&str, Vec<Entry>>> = BTreeMap::new();
    for spot in spots {
        let name = spot.locality.as_deref().or(spot.name.as_deref()).unwrap_or_default();
        let places = countries.entry(spot.country.as_deref()).or_default();
        places.entry(name).or_default().extend(entry(voice, spot));
    }
    let mut groups: Vec<Group> = countries
        .into_iter()
        .map(|(country, places)| Group {
            id: country.unwrap_or("nowhere").to_ascii_lowercase(),
            name: country.map_or_else(
                || fl!(voice.words, "map-nowhere"),
                |code| voice.reader.country_name(code),
            ),
            places: by_name(places.into_iter().map(|(name, entries)| (name.to_owned(), entries))),
        })
        .collect();
    groups.sort_by_key(|group| (group.id == "nowhere", fold(&group.name)));
    groups
}

fn by_name(places: impl Iterator<Item = (String, Vec<Entry>)>) -> Vec<Place> {
    let mut places: Vec<Place> = places.map(|(name, entries)| Place { name, entries }).collect();
    places.sort_by_key(|place| fold(&place.name));
    places
}

fn entry(voice: Voice<'_>, spot: &Spot) -> Option<Entry> {
    let (language, title) = spot.title_for(voice.reader.languages())?;
    Some(Entry {
        kind: spot.kind.as_str(),
        kind_name: voice.kind(spot.kind),
        href: voice.reader.link(&path_of_sheet(spot.kind, spot.id)),
        title: title.to_owned(),
        language: language.to_string(),
        direction: locale::direction(language.as_str()),
        mark: if spot.example { fl!(voice.words, "example") } else { String::new() },
    })
}

/// Territories and organisations by country.
fn territories<'a>(voice: Voice<'_>, actors: impl Iterator<Item = &'a Actor>) -> Vec<Place> {
    let mut countries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for actor in actors.take(MOST_TERRITORIES) {
        let territory = &actor.territory;
        let country = territory.country.as_deref();
        let country = country.map(|code| voice.reader.country_name(code)).unwrap_or_default();
        let is_seat = territory.geo_precision.as_deref() == Some("seat-city");
        let is_territory = actor.kind == crate::domain::ActorKind::Territory;
        countries.entry(country).or_default().push(Entry {
            kind: actor.kind.as_str(),
            kind_name: if is_territory {
                fl!(voice.words, "map-territory")
            } else {
                fl!(voice.words, "map-organisation")
            },
            href: voice.reader.link(&territory_path(actor)),
            title: name_of(actor, voice.reader).to_owned(),
            language: voice.reader.language().to_owned(),
            direction: "ltr",
            mark: if is_seat { fl!(voice.words, "map-seat") } else { String::new() },
        });
    }
    by_name(countries.into_iter())
}

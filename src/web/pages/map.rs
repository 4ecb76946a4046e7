//! The map of everything that has a place, and the same places as a list.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{
    facets::Filters,
    search::{self, Choice, FacetGroup, Link},
    voice::Voice,
};
use crate::{
    domain::{Actor, ActorKind, SheetKind, fold},
    node::Node,
    store::{
        map::{self, Spot},
        search::Query,
    },
    web::{
        error::WebError,
        listing::{self, Parameters, every, minute_of, path_of, path_of_sheet, territory_path},
        locale,
        map::{Locator, RegionFile, on_map},
        overview::Overview,
        page::{self, Frame, Visit, name_of},
    },
};

/// Sheets of a page of the list.
const OF_A_PAGE: i64 = 60;
/// Most sheets that are sorted by place before they are shown; of more, the latest come first.
const MOST_SORTED: i64 = 5_000;
/// Territories of a page, which has their list besides.
const MOST_TERRITORIES: usize = 100;
const PATH: &str = "/map";

#[derive(Template)]
#[template(path = "pages/map.html")]
struct MapPage {
    page: Frame,
    q: String,
    /// The place around which is searched, and how far.
    near: String,
    distances: Vec<Choice>,
    /// What the form does not show and must not lose.
    hidden: Vec<(String, String)>,
    /// Where a script finds words and places.
    suggestions: String,
    /// The filters, and those that were chosen.
    filters: Vec<FacetGroup>,
    chips: Vec<Link>,
    /// How many match, in words.
    count: String,
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
    let mut parameters = Parameters::parse(&visit.query, None, &taxonomy)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let now = node.clock.now();
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "map");
    frame.add_script("js/territory-map.js");
    let mut db = node.store.read().await?;
    let directory = overview.directory(&mut db).await?;
    parameters.locate(&directory)?;
    // A map has no page of one filter alone.
    parameters.more = None;
    let parameters = parameters;
    let state = &parameters.state;
    frame.address = state.address(PATH, parameters.page);
    frame.indexed = state.is_empty();
    let offset = i64::try_from(parameters.page - 1).unwrap_or(i64::MAX).saturating_mul(OF_A_PAGE);
    let query = Query { limit: OF_A_PAGE, offset, ..every(&parameters, now) };
    let counted = map::count(&mut db, &query).await?;
    let spots = if counted.total > MOST_SORTED {
        map::latest(&mut db, &query).await?
    } else {
        map::by_place(&mut db, &query).await?
    };
    if spots.is_empty() && parameters.page > 1 {
        return Err(WebError::NotFound);
    }
    let filters = Filters {
        voice,
        kind: None,
        parameters: &parameters,
        query: &query,
        now: minute_of(now),
        directory: &directory,
    };
    let groups_of_filters = filters.groups(&mut db, &overview).await?;
    let around = parameters.around.as_ref();
    let actors = directory.iter().filter(|actor| on_map(actor, &parameters));
    let is_first = parameters.page == 1;
    let to_page = |page| Some(reader.link(&state.address(PATH, page)));
    let page = MapPage {
        q: parameters.q.clone(),
        near: around.map(|around| around.text.clone()).unwrap_or_default(),
        distances: search::distances(voice, around),
        hidden: search::hidden(state),
        suggestions: reader.link("/search/suggestions"),
        filters: groups_of_filters.into_iter().map(on_this_page).collect(),
        chips: filters.chips().into_iter().map(link_here).collect(),
        count: voice.count(None, usize::try_from(counted.total).unwrap_or_default()),
        source: reader.link(&state.address("/map.json", 1)),
        here: reader.link(&state.address(PATH, 1)),
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

/// Where something is in its part of the world, with a link to all that is there.
pub(super) fn locator(
    voice: Voice<'_>,
    point: Option<(f64, f64)>,
    place: &str,
    territory: Option<&str>,
) -> Option<Locator> {
    let (latitude, longitude) = point?;
    let state = match territory {
        Some(handle) => listing::State::default().with("territory", handle),
        None => listing::State::default().with("near", &format!("{latitude},{longitude}")),
    };
    let name = fl!(voice.words, "locator-of", place = place);
    let href = voice.reader.link(&state.address(PATH, 1));
    Some(Locator::new((latitude, longitude), name, href))
}

/// A filter of the search, with links that stay on the map.
fn on_this_page(mut group: FacetGroup) -> FacetGroup {
    for value in &mut group.values {
        value.href = here(&value.href);
    }
    FacetGroup { more: None, ..group }
}

fn link_here(link: Link) -> Link {
    Link { href: here(&link.href), ..link }
}

/// The address of a search, for the map.
fn here(search: &str) -> String {
    search
        .strip_prefix(path_of(None))
        .map_or_else(|| search.to_owned(), |rest| format!("{PATH}{rest}"))
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
        let is_territory = actor.kind == ActorKind::Territory;
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

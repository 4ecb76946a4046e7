//! The territories and organisations of the network, as this node knows them.

use std::collections::{BTreeMap, HashMap};

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use i18n_embed_fl::fl;

use super::{
    advice,
    card::Card,
    listing::known_places,
    search::{self, FacetGroup, FacetValue, Link, SearchPage},
    voice::Voice,
};
use crate::{
    domain::{Actor, Facet, List, fold},
    node::Node,
    web::{
        error::WebError,
        listing::{DirectoryParameters, Format, Sort, State as Selection, Trait},
        overview::Overview,
        page::{self, Alternate, Frame, Visit},
    },
};

/// Territories of a page.
const OF_A_PAGE: usize = 60;
/// Values of a filter that a page has room for, and those of the page of one filter.
const SHOWN: usize = 8;
const SHOWN_ALONE: usize = 250;
const PATH: &str = "/territories";

/// `GET /territories`
pub(in crate::web) async fn directory(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let mut parameters = DirectoryParameters::parse(&visit.query, &taxonomy)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "territories");
    let mut db = node.store.read().await?;
    let directory = overview.directory(&mut db).await?;
    let is_known = parameters.locate(&directory).is_ok();
    let mut page = empty(voice, &parameters, &directory, frame);
    if !is_known {
        page.problem = parameters
            .around
            .as_ref()
            .map(|around| advice::unknown_place(voice, around, &parameters.state, PATH));
        page.page.indexed = false;
        let page = page::send(&page.page, &page)?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    page.chips = chips(voice, &parameters);
    if let Some(around) = &parameters.around {
        (page.around, page.elsewhere) = search::around(voice, around, &parameters.state, PATH);
    }
    let groups = groups(voice, &parameters, &directory);
    if parameters.more.is_some() {
        page.whole = groups.into_iter().next();
        return page::send(&page.page, &page);
    }
    page.groups = groups;
    page.page.alternates = formats(&parameters);
    let counts = overview.counts(&mut db, None).await?;
    let sheets: HashMap<&str, i64> = counts
        .iter()
        .filter(|(facet, ..)| *facet == Facet::Territory)
        .map(|(_, handle, count)| (handle.as_str(), *count))
        .collect();
    let mut cards: Vec<Card> = parameters
        .find(&directory)
        .into_iter()
        .map(|actor| {
            let sheets = sheets.get(actor.handle.as_str()).copied().unwrap_or_default();
            let distance = parameters.distance(actor).map(|distance| voice.distance(distance));
            Card { distance, ..Card::of_territory(voice, actor, sheets) }
        })
        .collect();
    if parameters.around.is_none() {
        cards.sort_by_cached_key(|card| fold(&card.title));
    }
    let (total, number) = (cards.len(), parameters.page);
    let to_page = |number| Some(reader.link(&parameters.address(PATH, number)));
    page.count = fl!(voice.words, "territories-count", count = total);
    page.cards = cards.into_iter().skip((number - 1) * OF_A_PAGE).take(OF_A_PAGE).collect();
    page.previous = if number > 1 { to_page(number - 1) } else { None };
    page.next = if number * OF_A_PAGE < total { to_page(number + 1) } else { None };
    if page.cards.is_empty() && number > 1 {
        page.problem = Some(advice::no_such_page(voice, &parameters.address(PATH, 1)));
        page.page.indexed = false;
        let page = page::send(&page.page, &page)?;
        return Ok((StatusCode::NOT_FOUND, page).into_response());
    }
    page::send(&page.page, &page)
}

/// The page before anything was looked up.
fn empty(
    voice: Voice<'_>,
    parameters: &DirectoryParameters,
    directory: &[Actor],
    mut frame: Frame,
) -> SearchPage {
    let (reader, state) = (voice.reader, &parameters.state);
    let more = parameters.more.map(|of| state.with("more", of.name()));
    frame.address = more.as_ref().unwrap_or(state).address(PATH, parameters.page);
    frame.indexed = more.is_none()
        && parameters.q.is_empty()
        && parameters.around.is_none()
        && parameters.bbox.is_none()
        && parameters.traits.len() <= 1;
    let around = parameters.around.as_ref();
    let known = known_places(voice, directory);
    SearchPage {
        action: PATH,
        q_label: fl!(voice.words, "search-territories"),
        q: parameters.q.clone(),
        near: around.map(|around| around.text.clone()).unwrap_or_default(),
        distances: search::distances(voice, around),
        sorts: search::sorts(voice, Sort::Date, false, false),
        hidden: search::hidden(state),
        known: known.clone(),
        known_places: known,
        suggestions: reader.link("/search/suggestions?of=territories"),
        problem: None,
        chips: Vec::new(),
        clear: reader.link(PATH),
        around: None,
        elsewhere: Vec::new(),
        meanings: Vec::new(),
        groups: Vec::new(),
        whole: None,
        back: reader.link(&state.address(PATH, 1)),
        count: String::new(),
        cards: Vec::new(),
        advice: Vec::new(),
        previous: None,
        next: None,
        ways: Vec::new(),
        page: frame,
    }
}

fn formats(parameters: &DirectoryParameters) -> Vec<Alternate> {
    let alternate = |format: Format| Alternate {
        media_type: format.media_type(),
        href: parameters.address(&format!("{PATH}.{}", format.extension()), 1),
        name: format.name(),
    };
    Format::OF_TERRITORIES.map(alternate).to_vec()
}

/// The filters, or all values of the one that the address asks for: each value with the number of
/// territories that have it among those which all other filters leave.
fn groups(
    voice: Voice<'_>,
    parameters: &DirectoryParameters,
    directory: &[Actor],
) -> Vec<FacetGroup> {
    let wanted = Trait::ALL.into_iter();
    let wanted = wanted.filter(|of| parameters.more.is_none_or(|more| more == *of));
    let groups = wanted.map(|of| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for actor in directory.iter().filter(|actor| parameters.admit_but(Some(of), actor)) {
            for value in of.values(actor) {
                *counts.entry(value).or_default() += 1;
            }
        }
        group(voice, parameters, of, counts)
    });
    groups.filter(|group| !group.values.is_empty()).collect()
}

fn group(
    voice: Voice<'_>,
    parameters: &DirectoryParameters,
    of: Trait,
    counts: BTreeMap<&str, usize>,
) -> FacetGroup {
    let reader = voice.reader;
    let total = counts.len();
    let mut values: Vec<FacetValue> = counts
        .into_iter()
        .map(|(value, count)| {
            let chosen = parameters.chosen(of).any(|known| known == value);
            let state = &parameters.state;
            let state =
                if chosen { state.without(of.name(), value) } else { state.with(of.name(), value) };
            let href = reader.link(&state.address(PATH, 1));
            FacetValue { label: label(voice, of, value), count, href, chosen }
        })
        .collect();
    values
        .sort_by_cached_key(|value| (!value.chosen, usize::MAX - value.count, fold(&value.label)));
    let alone = parameters.more.is_some();
    let room = if alone { SHOWN_ALONE } else { SHOWN };
    values.truncate(room);
    let more = parameters.state.with("more", of.name());
    FacetGroup {
        label: name(voice, of),
        values,
        more: (total > room && !alone).then(|| Link {
            text: fl!(voice.words, "filter-more", count = total),
            href: reader.link(&more.address(PATH, 1)),
        }),
        open: true,
    }
}

/// What a trait is called.
fn name(voice: Voice<'_>, of: Trait) -> String {
    match of {
        Trait::Kind => fl!(voice.words, "field-kind"),
        Trait::Country => fl!(voice.words, "field-country"),
        Trait::Language => fl!(voice.words, "territory-languages"),
    }
}

/// What a value of a trait is called.
fn label(voice: Voice<'_>, of: Trait, value: &str) -> String {
    match of {
        Trait::Kind => {
            let term = voice.taxonomy.find(List::TerritoryKinds, value);
            term.map_or(value, |term| term.label_for(voice.reader.languages())).to_owned()
        }
        Trait::Country => voice.reader.country_name(value),
        Trait::Language => voice.reader.language_name(value),
    }
}

/// The filters that were chosen, each with the address without it.
fn chips(voice: Voice<'_>, parameters: &DirectoryParameters) -> Vec<Link> {
    let state = &parameters.state;
    let link = |text: String, without: Selection| Link {
        text,
        href: voice.reader.link(&without.address(PATH, 1)),
    };
    let mut chips: Vec<Link> = parameters
        .traits
        .iter()
        .map(|(of, value)| {
            let (label, value_label) = (name(voice, *of), label(voice, *of, value));
            let text = fl!(voice.words, "filter-chosen", label = label, value = value_label);
            link(text, state.without(of.name(), value))
        })
        .collect();
    if parameters.bbox.is_some() {
        chips.push(link(fl!(voice.words, "filter-area"), state.without_all(&["bbox"])));
    }
    if let Some(spot) = parameters.around.as_ref().and_then(|around| around.spot.as_ref()) {
        let text = fl!(voice.words, "near-place", place = voice.spot(spot));
        chips.push(link(text, state.without_all(&["near", "within"])));
    }
    chips
}

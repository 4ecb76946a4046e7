//! The pages of the listings of sheets, and of the search in all of them.

use axum::{
    extract,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use i18n_embed_fl::fl;

use super::{
    advice,
    card::Card,
    facets::Filters,
    facts::Line,
    meanings,
    search::{self, SearchPage},
    voice::Voice,
};
use crate::{
    domain::{Actor, List, SheetKind},
    node::Node,
    store::search::Order,
    web::{
        carry::links,
        error::WebError,
        listing::{self, Format, Parameters, State, Wanted, minute_of, path_of},
        locale::Reader,
        overview::Overview,
        page::{self, Alternate, Frame, Visit, name_of},
    },
};

/// Sheets of a page: it stays light on a small phone.
const OF_A_PAGE: usize = 24;
/// Filters that search engines may follow together.
const INDEXED_FILTERS: usize = 1;
/// Words that a page offers to who types without a script.
const KNOWN: usize = 90;

/// `GET /practices`, `/events`, `/calls` and `/posts`, and `/search` for all of them
pub(in crate::web) async fn listing(
    kind: Option<SheetKind>,
    extract::State(node): extract::State<Node>,
    extract::State(overview): extract::State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let now = node.clock.now();
    let taxonomy = node.taxonomy();
    let mut parameters = Parameters::parse(&visit.query, kind, &taxonomy)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let (limit, most) = (OF_A_PAGE, OF_A_PAGE);
    let wanted = Wanted { kind, order: Order::Upcoming, limit, most, examples: true };
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = voice.listing(kind);
    let mut db = node.store.read().await?;
    let directory = overview.directory(&mut db).await?;
    let is_known = parameters.locate(&directory).is_ok();
    let mut page = empty(voice, kind, &parameters, &directory, frame);
    if !is_known {
        page.problem = parameters
            .around
            .as_ref()
            .map(|around| advice::unknown_place(voice, around, &parameters.state, path_of(kind)));
        page.page.indexed = false;
        let page = page::send(&page.page, &page)?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    let query = listing::query(&parameters, wanted, now);
    let filters = Filters {
        voice,
        kind,
        parameters: &parameters,
        query: &query,
        now: minute_of(now),
        directory: &directory,
    };
    let mut groups = filters.groups(&mut db, &overview).await?;
    page.chips = filters.chips();
    if let Some(around) = &parameters.around {
        let found = search::around(voice, around, &parameters.state, path_of(kind));
        (page.around, page.elsewhere) = found;
    }
    if parameters.more.is_some() && !groups.is_empty() {
        page.whole = Some(groups.swap_remove(0));
        return page::send(&page.page, &page);
    }
    page.groups = groups;
    let found = listing::search(&mut db, &parameters, wanted, now).await?;
    page.page.alternates = alternates(&reader, kind, &parameters);
    page.count = voice.count(kind, found.total);
    let card = |listed| match kind {
        None => Card::of_any_sheet(voice, listed),
        Some(_) => Card::of_sheet(voice, listed),
    };
    page.cards = found.sheets.iter().map(card).collect();
    let to_page = |page| Some(reader.link(&parameters.address(path_of(kind), page)));
    page.previous = if parameters.page > 1 { to_page(parameters.page - 1) } else { None };
    page.next = if found.more { to_page(parameters.page + 1) } else { None };
    if kind.is_none() && parameters.page == 1 {
        page.meanings = meanings::of(voice, &parameters, &directory);
    }
    if page.cards.is_empty() && parameters.page > 1 {
        let first = parameters.address(path_of(kind), 1);
        page.problem = Some(advice::no_such_page(voice, &first));
        page.page.indexed = false;
        let page = page::send(&page.page, &page)?;
        return Ok((StatusCode::NOT_FOUND, page).into_response());
    }
    if found.total == 0 {
        page.advice = advice::of(&filters, &mut db, &overview).await?;
    }
    page::send(&page.page, &page)
}

/// The page before anything was looked up.
fn empty(
    voice: Voice<'_>,
    kind: Option<SheetKind>,
    parameters: &Parameters,
    directory: &[Actor],
    mut frame: Frame,
) -> SearchPage {
    let (reader, path, state) = (voice.reader, path_of(kind), &parameters.state);
    let more = parameters.more.map(|name| state.with("more", name));
    frame.address = more.as_ref().unwrap_or(state).address(path, parameters.page);
    let is_plain = parameters.words.is_empty()
        && parameters.around.is_none()
        && parameters.bbox.is_none()
        && more.is_none();
    frame.indexed = is_plain && state.iter().count() <= INDEXED_FILTERS;
    let around = parameters.around.as_ref();
    let has_words = !parameters.words.is_empty();
    SearchPage {
        action: path,
        q_label: match kind {
            None => fl!(voice.words, "search-everything"),
            Some(_) => fl!(voice.words, "search-words"),
        },
        q: parameters.q.clone(),
        near: around.map(|around| around.text.clone()).unwrap_or_default(),
        distances: search::distances(voice, around),
        sorts: search::sorts(voice, parameters.order(), has_words, around.is_some()),
        hidden: search::hidden(state),
        known: known(voice, directory),
        known_places: known_places(voice, directory),
        suggestions: match kind {
            None => reader.link("/search/suggestions"),
            Some(kind) => reader.link(&format!("/search/suggestions?of={}", kind.plural())),
        },
        problem: None,
        chips: Vec::new(),
        clear: reader.link(path),
        around: None,
        elsewhere: Vec::new(),
        meanings: Vec::new(),
        groups: Vec::new(),
        whole: None,
        back: reader.link(&state.address(path, 1)),
        count: String::new(),
        cards: Vec::new(),
        advice: Vec::new(),
        previous: None,
        next: None,
        ways: ways(voice, kind, state, &frame.origin),
        page: frame,
    }
}

/// Where the same selection is besides.
fn ways(voice: Voice<'_>, kind: Option<SheetKind>, state: &State, origin: &str) -> Vec<Line> {
    let (words, reader) = (voice.words, voice.reader);
    let on_the_map = match kind {
        Some(kind) => state.set("type", kind.as_str()),
        None => state.clone(),
    };
    let mut ways = Vec::new();
    if kind == Some(SheetKind::Event) {
        let calendar = state.without_all(&["when", "sort"]).address("/events/calendar", 1);
        ways.push(Line::link(fl!(words, "calendar"), reader.link(&calendar)));
    }
    let map = on_the_map.without_all(&["sort"]).address("/map", 1);
    ways.push(Line::link(fl!(words, "map"), reader.link(&map)));
    if let Some(kind) = kind {
        let list = state.address(path_of(Some(kind)), 1);
        let away = links::of_list(words, kind, origin, &list, |to| reader.link(to));
        ways.extend(away.into_iter().map(|away| Line::link(away.label, away.href)));
    }
    ways
}

/// Words that lead to something, in the reader's language: themes, then territories.
fn known(voice: Voice<'_>, directory: &[Actor]) -> Vec<String> {
    let themes = voice.taxonomy.list(List::Themes).iter();
    let labels = themes.map(|theme| theme.label_for(voice.reader.languages()).to_owned());
    labels.chain(known_places(voice, directory)).take(KNOWN).collect()
}

/// Territories around which one may search.
pub(super) fn known_places(voice: Voice<'_>, directory: &[Actor]) -> Vec<String> {
    let on_the_map = directory.iter().filter(|actor| actor.territory.latitude.is_some());
    on_the_map.map(|actor| name_of(actor, voice.reader).to_owned()).take(KNOWN / 2).collect()
}

/// The listing in other formats.
fn alternates(reader: &Reader, kind: Option<SheetKind>, parameters: &Parameters) -> Vec<Alternate> {
    let alternate = |format: Format| {
        let address = parameters.address(&format!("{}.{}", path_of(kind), format.extension()), 1);
        Alternate {
            media_type: format.media_type(),
            href: if format.is_subscribed_to() { reader.fixed_link(&address) } else { address },
            name: format.name(),
        }
    };
    formats(kind).map(alternate).collect()
}

/// The formats of the listing of a kind, or of everything: only events are for calendars.
pub(in crate::web) fn formats(kind: Option<SheetKind>) -> impl Iterator<Item = Format> {
    let has_events = kind.is_none_or(|kind| kind == SheetKind::Event);
    Format::ALL.into_iter().filter(move |format| *format != Format::Calendar || has_events)
}

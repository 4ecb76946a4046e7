//! The home page: what this territory space is, what is new in it, what comes next, what is near.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{
    Part,
    card::Card,
    charts::Chart,
    facts::Line,
    house::{HouseWords, words_of},
    pictures::pictures,
    voice::Voice,
};
use crate::{
    domain::{Actor, Facet, HousePage, Point, SheetKind, Timestamp},
    node::Node,
    store::{
        Reading,
        search::{Near, Order, Query, page as find},
        sheets,
    },
    web::{
        error::WebError,
        listing::actors_of,
        overview::Overview,
        page::{self, Frame, Visit, name_of},
        site,
    },
};

/// Sheets of each part.
const OF_EACH: i64 = 6;
/// How far what is near may be, in kilometres.
const NEAR: f64 = 300.0;
/// Pictures of the network; the others are on its page.
const PICTURES: usize = 2;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    page: Frame,
    text: HouseWords,
    counts: Vec<Count>,
    parts: Vec<Part>,
    charts: Vec<Chart>,
}

/// How many sheets of a kind there are.
struct Count {
    number: i64,
    text: String,
    href: String,
}

/// A part of the page, before its sheets are found.
struct Wanted {
    id: &'static str,
    query: Query,
    title: String,
    more: Line,
}

/// `GET /`
pub(in crate::web) async fn home(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let now = node.clock.now();
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let frame = Frame::new(&node, visit).await?;
    let speaker = site::node_actor(&node).await?;
    let mut db = node.store.read().await?;
    let mut counts = sheets::counts(&mut db).await?;
    counts.sort_by_key(|(kind, _)| *kind);
    let counts = counts.into_iter().map(|(kind, count)| Count {
        number: count,
        text: voice.kinds(kind),
        href: reader.link(&format!("/{}", kind.plural())),
    });
    let mut parts = Vec::new();
    for wanted in wanted(voice, speaker.as_ref(), now) {
        parts.extend(part(&mut db, voice, wanted, now).await?);
    }
    let mut charts = pictures(&overview, &mut db, voice, now).await?;
    charts.truncate(PICTURES);
    let page = HomePage {
        counts: counts.collect(),
        text: words_of(&mut db, &node, &frame, HousePage::Welcome).await?,
        parts,
        charts,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The parts of the page, in their order.
fn wanted(voice: Voice<'_>, speaker: Option<&Actor>, now: Timestamp) -> Vec<Wanted> {
    let words = voice.words;
    let of_kind = |kind| Query { kind: Some(kind), limit: OF_EACH, ..Query::default() };
    let more = |text, path: &str| Line::link(text, voice.reader.link(path));
    let mut parts = vec![
        Wanted {
            id: "upcoming-events",
            query: Query { order: Order::Upcoming, from: Some(now), ..of_kind(SheetKind::Event) },
            title: fl!(words, "home-upcoming-events"),
            more: more(fl!(words, "home-all-events"), "/events/calendar"),
        },
        Wanted {
            id: "open-calls",
            query: Query {
                facets: vec![(Facet::Status, "open".to_owned())],
                ..of_kind(SheetKind::Call)
            },
            title: fl!(words, "home-open-calls"),
            more: more(fl!(words, "home-all-calls"), "/calls"),
        },
        Wanted {
            id: "newest-practices",
            query: of_kind(SheetKind::Practice),
            title: fl!(words, "home-newest-practices"),
            more: more(fl!(words, "home-all-practices"), "/practices"),
        },
    ];
    parts.extend(speaker.and_then(|speaker| near(voice, speaker)));
    parts
}

/// What is around the territory of the node, the nearest first.
fn near(voice: Voice<'_>, speaker: &Actor) -> Option<Wanted> {
    let (latitude, longitude) = speaker.territory.latitude.zip(speaker.territory.longitude)?;
    let point = Point { latitude, longitude };
    let name = name_of(speaker, voice.reader).to_owned();
    let all = format!("/search?near=%40{}&within={NEAR}", speaker.handle);
    Some(Wanted {
        id: "near",
        query: Query {
            near: Some(Near { point, within: NEAR }),
            order: Order::Distance,
            limit: OF_EACH,
            ..Query::default()
        },
        title: fl!(voice.words, "home-near", name = name),
        more: Line::link(fl!(voice.words, "home-all-near"), voice.reader.link(&all)),
    })
}

/// A part with its sheets, unless there are none.
async fn part(
    db: &mut Reading,
    voice: Voice<'_>,
    wanted: Wanted,
    now: Timestamp,
) -> Result<Option<Part>, WebError> {
    let found = find(db, &wanted.query, now).await?.sheets;
    let listed = actors_of(db, found).await?;
    if listed.is_empty() {
        return Ok(None);
    }
    let is_of_any_kind = wanted.query.kind.is_none();
    let card = |listed| {
        if is_of_any_kind {
            Card::of_any_sheet(voice, listed)
        } else {
            Card::of_sheet(voice, listed)
        }
    };
    let cards = listed.iter().map(card).collect();
    Ok(Some(Part { id: wanted.id, title: wanted.title, cards, more: Some(wanted.more) }))
}

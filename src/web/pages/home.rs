//! The home page: what this territory space is, and what is new in it.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{Part, card::Card, dates, facts::Line, voice::Voice};
use crate::{
    domain::{
        Facet, Following, FollowingState, Peer, PeerKind, SheetKind, SyncState, Timestamp,
        clean_html,
    },
    node::Node,
    store::{
        Reading, actors, followings, peers,
        search::{Order, Query, page as find},
        sheets,
    },
    web::{
        error::WebError,
        listing::actors_of,
        locale::Reader,
        page::{self, Frame, Visit, name_of},
        site,
    },
};

/// Sheets of each part.
const OF_EACH: i64 = 6;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    page: Frame,
    summary: String,
    counts: Vec<Count>,
    parts: Vec<Part>,
    peers: Vec<PeerLine>,
}

/// How many sheets of a kind there are.
struct Count {
    number: i64,
    text: String,
    href: String,
}

/// A followed territory, and how well it is held.
struct PeerLine {
    name: String,
    href: String,
    state: String,
}

/// `GET /`
pub(in crate::web) async fn home(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let now = node.clock.now();
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let frame = Frame::new(&node, visit).await?;
    let speaker = site::node_actor(&node).await?;
    let mut db = node.store.read().await?;
    let counts = sheets::counts(&mut db).await?.into_iter().map(|(kind, count)| Count {
        number: count,
        text: voice.kinds(kind),
        href: reader.link(&format!("/{}", kind.plural())),
    });
    let page = HomePage {
        counts: counts.collect(),
        summary: speaker.map(|actor| clean_html(&actor.territory.summary)).unwrap_or_default(),
        parts: parts(&mut db, voice, now).await?,
        peers: followed(&mut db, &reader, now).await?,
        page: frame,
    };
    page::send(&page.page, &page)
}

async fn parts(db: &mut Reading, voice: Voice<'_>, now: Timestamp) -> Result<Vec<Part>, WebError> {
    let words = voice.words;
    let open = (Facet::Status, "open".to_owned());
    let of_kind = |kind| Query { kind: Some(kind), limit: OF_EACH, ..Query::default() };
    let events = Query { order: Order::Upcoming, from: Some(now), ..of_kind(SheetKind::Event) };
    let calls = Query { facets: vec![open], ..of_kind(SheetKind::Call) };
    let mut parts = Vec::new();
    for (id, query, title, href, more) in [
        (
            "upcoming-events",
            events,
            fl!(words, "home-upcoming-events"),
            "/events",
            fl!(words, "home-all-events"),
        ),
        (
            "open-calls",
            calls,
            fl!(words, "home-open-calls"),
            "/calls",
            fl!(words, "home-all-calls"),
        ),
        (
            "newest-practices",
            of_kind(SheetKind::Practice),
            fl!(words, "home-newest-practices"),
            "/practices",
            fl!(words, "home-all-practices"),
        ),
    ] {
        let found = find(db, &query, now).await?.sheets;
        let listed = actors_of(db, found).await?;
        if !listed.is_empty() {
            let cards = listed.iter().map(|listed| Card::of_sheet(voice, listed)).collect();
            let more = Some(Line::link(more, voice.reader.link(href)));
            parts.push(Part { id, title, cards, more });
        }
    }
    Ok(parts)
}

/// Whom the actors of this node follow, each once.
async fn followed(
    db: &mut Reading,
    reader: &Reader,
    now: Timestamp,
) -> Result<Vec<PeerLine>, WebError> {
    let peers = peers::list(db).await?;
    let mut followings: Vec<Following> = Vec::new();
    for actor in actors::local(db).await? {
        followings.extend(followings::list(db, actor.id).await?);
    }
    followings.sort_by(|a, b| a.followed.cmp(&b.followed));
    followings.dedup_by(|a, b| a.followed == b.followed);
    let mut lines = Vec::with_capacity(followings.len());
    for following in followings {
        let actor = actors::find_by_iri(db, &following.followed).await?;
        let name = actor.as_ref().map(|actor| name_of(actor, reader));
        let host = following.followed.host();
        let peer = peers.iter().find(|peer| peer.host == host);
        lines.push(PeerLine {
            name: name.unwrap_or(host).to_owned(),
            href: actor.and_then(|a| a.url).unwrap_or(following.followed.clone()).to_string(),
            state: state(reader, following.state, peer, now),
        });
    }
    Ok(lines)
}

/// How well a followed territory is held: "214 of 214 held, checked 3 minutes ago".
fn state(reader: &Reader, state: FollowingState, peer: Option<&Peer>, now: Timestamp) -> String {
    let words = reader.words();
    match (state, peer.filter(|peer| peer.kind == PeerKind::Node).map(|peer| &peer.sync)) {
        (FollowingState::Asked, _) => fl!(words, "peer-asked"),
        (FollowingState::Refused, _) => fl!(words, "peer-refused"),
        (_, Some(&SyncState { published, held, checked_at: Some(checked_at), .. })) => {
            let ago = dates::ago(words, checked_at, now);
            fl!(words, "peer-held", held = held, published = published, ago = ago)
        }
        _ => fl!(words, "peer-not-checked"),
    }
}

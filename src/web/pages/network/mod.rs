//! The network as this space knows it: who publishes how much, what of it is held here, who is silent.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{charts::Chart, charts::grouped, dates, facts::Line, pictures::pictures, voice::Voice};
use crate::{
    domain::{FollowingState, PeerKind, Timestamp},
    node::Node,
    store::{
        Reading, actors,
        spaces::{self, Space},
    },
    web::{
        error::WebError,
        listing::territory_path,
        locale::Reader,
        overview::Overview,
        page::{self, Alternate, Frame, Visit, name_of},
    },
};

/// How long a space may be away before it is called silent.
const SILENT_AFTER_SECONDS: i64 = 24 * 3_600;
/// Where programs read the same.
const AS_JSON: &str = "/network.json";

#[derive(Template)]
#[template(path = "pages/network/network.html")]
struct NetworkPage {
    page: Frame,
    counts: Vec<Count>,
    spaces: Vec<SpaceLine>,
    others: Vec<SpaceLine>,
    charts: Vec<Chart>,
    json: &'static str,
}

/// A number, and what it counts.
struct Count {
    number: String,
    of_what: String,
}

/// A space of others, in words.
struct SpaceLine {
    /// Its name, and its page here.
    name: Line,
    /// Where it is.
    space: Line,
    published: String,
    held: String,
    heard: String,
    /// What one should know: that it is silent, or has not answered yet.
    marks: Vec<String>,
    moved: Option<Line>,
}

/// `GET /network`
pub(in crate::web) async fn network(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let now = node.clock.now();
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let words = voice.words;
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(words, "network");
    frame.alternates =
        vec![Alternate { media_type: "application/json", href: AS_JSON.to_owned(), name: "JSON" }];
    let mut db = node.store.read().await?;
    let (published, copies) = spaces::totals(&mut db).await?;
    let mut lines = [Vec::new(), Vec::new()];
    for space in spaces::list(&mut db).await? {
        if node.federation.blocks().hides(&space.host) {
            continue;
        }
        let line = line(&mut db, voice, &space, now).await?;
        lines[usize::from(space.kind == PeerKind::Other)].push(line);
    }
    let [spaces, others] = lines;
    let count = |number: i64, of_what| Count { number: grouped(&reader, number), of_what };
    let known = i64::try_from(spaces.len()).unwrap_or_default();
    let page = NetworkPage {
        counts: vec![
            count(published, fl!(words, "network-published-here", count = published)),
            count(copies, fl!(words, "network-copies", count = copies)),
            count(known, fl!(words, "network-known", count = known)),
        ],
        charts: pictures(&overview, &mut db, voice, now).await?,
        spaces,
        others,
        json: AS_JSON,
        page: frame,
    };
    page::send(&page.page, &page)
}

async fn line(
    db: &mut Reading,
    voice: Voice<'_>,
    space: &Space,
    now: Timestamp,
) -> Result<SpaceLine, WebError> {
    let Voice { words, reader, .. } = voice;
    let speaker = match &space.speaker {
        Some(iri) => actors::find_by_iri(db, iri).await?.filter(crate::domain::Actor::may_be_shown),
        None => None,
    };
    let address = speaker.as_ref().map(|actor| actor.url.as_ref().unwrap_or(&actor.iri));
    let name = match &speaker {
        Some(actor) => Line::link(name_of(actor, reader), reader.link(&territory_path(actor))),
        None => Line::text(&space.host),
    };
    let is_node = space.kind == PeerKind::Node;
    let number = |count| grouped(reader, count);
    let held = fl!(
        words,
        "network-held-of",
        held = number(space.held),
        published = number(space.published)
    );
    Ok(SpaceLine {
        name,
        space: match address {
            // Whose words are its host already need not say it twice.
            Some(url) if url.host() == space.host => Line {
                text: space.host.clone(),
                href: Some(url.to_string()),
                outside: true,
                ..Line::default()
            },
            Some(url) => Line::away(&space.host, url.as_str()),
            None => Line::text(&space.host),
        },
        published: number(if is_node { space.published } else { space.shown }),
        held: if is_node { held } else { number(space.shown) },
        heard: match space.heard_at {
            Some(at) => dates::ago(words, at, now),
            None => fl!(words, "network-never"),
        },
        marks: marks(reader, space, now),
        moved: space.moved_to.as_ref().map(|iri| Line::away(iri.as_str(), iri.as_str())),
    })
}

fn marks(reader: &Reader, space: &Space, now: Timestamp) -> Vec<String> {
    let words = reader.words();
    let silent = space
        .heard_at
        .filter(|at| space.is_silent && now.seconds_since(*at) >= SILENT_AFTER_SECONDS)
        .map(|at| fl!(words, "network-silent", day = dates::day_of(words, at)));
    let following = match space.following {
        Some(FollowingState::Asked) => Some(fl!(words, "peer-asked")),
        Some(FollowingState::Refused) => Some(fl!(words, "peer-refused")),
        Some(FollowingState::Accepted) => None,
        None => Some(fl!(words, "network-not-followed")),
    };
    [silent, following].into_iter().flatten().collect()
}

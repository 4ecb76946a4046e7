//! The page of a territory or an organisation: what is known of it, and its sheets.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use i18n_embed_fl::fl;

use super::{
    Part,
    card::Card,
    facts::{Fact, Line},
    follow::Handle,
    map,
    panorama::{self, Pillar},
    voice::Voice,
};
use crate::{
    domain::{Actor, ActorKind, Facet, List, Name, SheetKind, Timestamp, clean_html, show_hosts},
    node::Node,
    store::{
        Reading, actors,
        search::{Order, Query, page as find},
        sheets,
    },
    web::{
        activitypub::{self, ACTIVITY_JSON, wants_activity},
        error::WebError,
        listing::{actors_of, territory_path},
        locale::Reader,
        map::Locator,
        overview::Overview,
        page::{self, Alternate, Frame, Visit, name_of},
    },
};

/// Sheets of each kind.
const OF_EACH: i64 = 12;
/// Newest sheets of an actor among which those about others are looked for.
const LOOKED_AT: i64 = 100;

#[derive(Template)]
#[template(path = "pages/territory.html")]
struct TerritoryPage {
    page: Frame,
    kind: String,
    handle: Option<Handle>,
    summary: String,
    moved: Option<Line>,
    panorama: Vec<Pillar>,
    facts: Vec<Fact>,
    locator: Option<Locator>,
    parts: Vec<Part>,
}

/// `GET /@{handle}`: where other software looks for the profile of an actor of this node.
pub(in crate::web) async fn profile(
    Path(handle): Path<String>,
    State(node): State<Node>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let handle = handle.strip_prefix('@').ok_or(WebError::NotFound)?;
    let mut db = node.store.read().await?;
    let actor = actors::find_local(&mut db, handle).await?.ok_or(WebError::NotFound)?;
    if wants_activity(&headers) {
        return activitypub::actor_document(&mut db, &actor.iri).await;
    }
    Ok(Redirect::to(&territory_path(&actor)).into_response())
}

/// `GET /territories/{handle}` and `/territories/{handle}@{host}`
pub(in crate::web) async fn territory(
    Path(name): Path<String>,
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let mut frame = Frame::new(&node, visit).await?;
    let reader = frame.reader.clone();
    let mut db = node.store.read().await?;
    let found = find_actor(&mut db, &overview, &name).await?.filter(Actor::may_be_shown);
    let actor = found.filter(|actor| !node.is_suspended(&actor.iri)).ok_or(WebError::NotFound)?;
    if actor.kind == ActorKind::Other
        && sheets::newest_of_actor(&mut db, actor.id, 1).await?.is_empty()
    {
        // Who merely wrote to us is nobody whom we present.
        return Err(WebError::NotFound);
    }
    let path = territory_path(&actor);
    if path != format!("/territories/{name}") {
        return Ok(Redirect::to(&reader.link(&path)).into_response());
    }
    if actor.is_local() && wants_activity(&headers) {
        return activitypub::actor_document(&mut db, &actor.iri).await;
    }
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let mut parts = parts(&mut db, voice, &actor, node.clock.now()).await?;
    parts.extend(published(&mut db, voice, &actor).await?);
    frame.title = name_of(&actor, &reader).to_owned();
    frame.alternates = vec![Alternate {
        media_type: ACTIVITY_JSON,
        href: actor.iri.to_string(),
        name: "ActivityPub",
    }];
    let page = TerritoryPage {
        kind: voice.term(List::TerritoryKinds, &actor.territory.kind),
        handle: Handle::of(&reader, &actor),
        summary: show_hosts(&clean_html(&actor.territory.summary), node.federation.host()),
        moved: super::sheet::moved(&mut db, Some(&actor)).await?,
        panorama: panorama::of(&mut db, voice, &actor, node.clock.now()).await?,
        facts: facts(voice, &actor),
        locator: map::locator(
            voice,
            actor.territory.latitude.zip(actor.territory.longitude),
            name_of(&actor, &reader),
            Some(&actor.handle),
        ),
        parts,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The actor that `name` means: a handle means one of this node before one of another.
async fn find_actor(
    db: &mut Reading,
    overview: &Overview,
    name: &str,
) -> Result<Option<Actor>, WebError> {
    if let Some((handle, host)) = name.split_once('@') {
        return Ok(actors::find_by_address(db, handle, host).await?);
    }
    if let Some(actor) = actors::find_local(db, name).await? {
        return Ok(Some(actor));
    }
    let directory = overview.directory(db).await?;
    Ok(directory.iter().find(|actor| actor.handle == name).cloned())
}

/// The newest sheets about the territory, of each kind.
async fn parts(
    db: &mut Reading,
    voice: Voice<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Part>, WebError> {
    let about = (Facet::Territory, actor.handle.clone());
    let mut parts = Vec::new();
    for (kind, id) in [
        (SheetKind::Practice, "practices"),
        (SheetKind::Event, "events"),
        (SheetKind::Call, "calls"),
    ] {
        let facets = vec![about.clone()];
        let order = Order::Upcoming;
        let query = Query { kind: Some(kind), facets, order, limit: OF_EACH, ..Query::default() };
        let found = find(db, &query, now).await?;
        if found.sheets.is_empty() {
            continue;
        }
        let total = usize::try_from(found.total).unwrap_or_default();
        let listed = actors_of(db, found.sheets).await?;
        let href = format!("/{}?territory={}", kind.plural(), actor.handle);
        parts.push(Part {
            id,
            title: voice.kinds(kind),
            cards: listed.iter().map(|listed| Card::of_sheet(voice, listed)).collect(),
            more: Some(Line::link(voice.count(kind, total), voice.reader.link(&href))),
        });
    }
    Ok(parts)
}

/// What the actor published last that is not about its own territory.
async fn published(
    db: &mut Reading,
    voice: Voice<'_>,
    actor: &Actor,
) -> Result<Option<Part>, WebError> {
    let mut newest = sheets::newest_of_actor(db, actor.id, LOOKED_AT).await?;
    newest.retain(|sheet| sheet.content.territory.as_ref() != Some(&actor.handle));
    newest.truncate(usize::try_from(OF_EACH).unwrap_or_default());
    if newest.is_empty() {
        return Ok(None);
    }
    let listed = actors_of(db, newest).await?;
    let name = name_of(actor, voice.reader).to_owned();
    Ok(Some(Part {
        id: "published",
        title: fl!(voice.words, "territory-published", name = name),
        cards: listed.iter().map(|listed| Card::of_sheet(voice, listed)).collect(),
        more: None,
    }))
}

fn facts(voice: Voice<'_>, actor: &Actor) -> Vec<Fact> {
    let Voice { words, reader, .. } = voice;
    let territory = &actor.territory;
    let names = other_names(actor, reader);
    let country = territory.country.iter().map(|code| Line::text(reader.country_name(code)));
    let spoken = territory.languages.iter().map(|l| Line::text(reader.language_name(l.as_str())));
    let population = territory.population.as_ref().and_then(|population| population.approx);
    let population =
        population.map(|number| Line::text(fl!(words, "population-about", number = number)));
    let seat = territory
        .based_in
        .iter()
        .map(|handle| Line::link(handle, reader.link(&format!("/territories/{handle}"))));
    let point = territory.latitude.zip(territory.longitude);
    let point = point.map(|(latitude, longitude)| Line::text(format!("{latitude}, {longitude}")));
    let fields = territory.profile.fields.iter().map(|field| match &field.url {
        Some(url) => Line::away(&field.text, url),
        None => Line::text(&field.text),
    });
    let fields = territory.profile.fields.iter().map(|field| field.name.clone()).zip(fields);
    let space = if actor.is_local() {
        Line::text(fl!(words, "territory-here"))
    } else {
        let address = actor.url.as_ref().unwrap_or(&actor.iri).as_str();
        Line::away(address, address)
    };
    [
        (fl!(words, "territory-names"), names),
        (fl!(words, "territory-country"), country.collect()),
        (fl!(words, "territory-languages"), spoken.collect()),
        (fl!(words, "territory-population"), population.into_iter().collect()),
        (fl!(words, "territory-timezone"), territory.timezone.iter().map(Line::text).collect()),
        (fl!(words, "territory-seat"), seat.collect()),
        (fl!(words, "territory-coordinates"), point.into_iter().collect()),
        (fl!(words, "fact-note"), territory.note.iter().map(Line::text).collect()),
        (fl!(words, "territory-space"), vec![space]),
    ]
    .into_iter()
    .chain(fields.map(|(label, line)| (label, vec![line])))
    .filter(|(_, lines): &(String, Vec<Line>)| !lines.is_empty())
    .map(|(label, lines)| Fact { label, lines })
    .collect()
}

/// What others call it, each name once.
fn other_names(actor: &Actor, reader: &Reader) -> Vec<Line> {
    let mut shown = vec![name_of(actor, reader)];
    for Name { name, .. } in actor.territory.names.iter().chain(&actor.territory.local_names) {
        if !shown.contains(&name.as_str()) {
            shown.push(name);
        }
    }
    shown.into_iter().skip(1).map(Line::text).collect()
}

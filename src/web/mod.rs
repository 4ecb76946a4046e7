//! HTTP: pages for people, listings for programs, documents for other servers.

mod activitypub;
mod appearance;
mod assets;
mod blocked;
mod caching;
mod carry;
mod error;
mod kept;
mod listing;
mod locale;
mod map;
mod open_api;
mod overview;
mod packing;
mod page;
mod pages;
mod parameter;
mod rate;
mod security;
mod site;

use std::{io, net::SocketAddr, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef},
    http::StatusCode,
    middleware,
    routing::{MethodRouter, get, post},
};
use tokio::net::TcpListener;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
};

use crate::{
    domain::{HousePage, SheetKind},
    node::{Node, copies::COPIES},
};
use listing::Format;
use map::RegionFile;
use overview::Overview;

pub(crate) use pages::built_in_text;

/// What handlers are given.
#[derive(Clone)]
struct Web {
    node: Node,
    overview: Overview,
    region: RegionFile,
}

impl FromRef<Web> for Node {
    fn from_ref(web: &Web) -> Self {
        web.node.clone()
    }
}

impl FromRef<Web> for Overview {
    fn from_ref(web: &Web) -> Self {
        web.overview.clone()
    }
}

impl FromRef<Web> for RegionFile {
    fn from_ref(web: &Web) -> Self {
        web.region.clone()
    }
}

/// Longest time that an answer may take.
const LONGEST_ANSWER: Duration = Duration::from_secs(30);

/// Every address of the node.
pub fn router(node: Node) -> Router {
    let web = Web { region: RegionFile::of(&node), node, overview: Overview::default() };
    let routes = Router::new()
        .merge(for_everyone(&web.node))
        .route("/assets/{version}/{*name}", get(assets::show))
        .route("/map/region.pmtiles", get(map::region))
        .merge(for_other_sites())
        .merge(for_other_servers())
        .merge(for_followers(&web.node))
        .fallback(async || error::WebError::NotFound);
    let signed = middleware::from_fn_with_state(web.clone(), activitypub::require_signature);
    routes
        .layer(signed)
        .layer(CatchPanicLayer::custom(error::after_panic))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_ANSWER))
        .layer(middleware::from_fn_with_state(web.node.clone(), blocked::refuse))
        .layer(middleware::from_fn_with_state(web.clone(), error::explain))
        .layer(middleware::from_fn(caching::revalidate))
        .layer(middleware::map_response(security::protect))
        .layer(CompressionLayer::new())
        .with_state(web)
}

/// Serves the node on `listener` until `shutdown` is done; requests under way are finished.
pub async fn serve(
    listener: TcpListener,
    node: Node,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let service = router(node).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(shutdown).await
}

/// What is the same for all who ask for it, in their language.
fn for_everyone(node: &Node) -> Router<Web> {
    let keeping = middleware::from_fn_with_state(kept::Kept::new(node.clone()), kept::keep);
    for_readers().merge(for_programs()).route_layer(keeping)
}

/// Pages.
fn for_readers() -> Router<Web> {
    let mut routes = Router::new()
        .route("/", get(pages::home))
        .route("/territories", get(pages::directory))
        .route("/territories/{name}", get(pages::territory))
        .route("/tags/{theme}", get(pages::theme))
        .route("/events/calendar", get(pages::calendar))
        .route("/keep", get(pages::keep))
        .route("/keep/offline", get(pages::shell))
        .route("/keep/directory.json", get(pages::kept_directory))
        .route("/service-worker.js", get(pages::service_worker))
        .route("/manifest.webmanifest", get(pages::manifest))
        .route("/follow", get(pages::follow))
        .route("/style", get(pages::style))
        .route("/about", get(pages::about))
        .route("/api", get(pages::api))
        .route("/map", get(pages::map))
        .route("/network", get(pages::network))
        .route("/themes", get(pages::themes))
        .route("/pillars/{id}", get(pages::pillar))
        .route("/axes/{id}", get(pages::axis))
        .route("/legal", house(HousePage::Legal))
        .route("/privacy", house(HousePage::Privacy))
        .route("/accessibility", house(HousePage::Accessibility))
        .route("/appearance.css", get(appearance::show_colours))
        .route("/logo.png", get(appearance::show_logo));
    for kind in SheetKind::ALL {
        let sheet = get(move |path, state, overview, visit, headers| {
            pages::sheet(kind, path, state, overview, visit, headers)
        });
        let history = get(move |path, state, visit| pages::history(kind, path, state, visit));
        let version = get(move |path, state, overview, visit| {
            pages::version(kind, path, state, overview, visit)
        });
        routes = routes
            .route(&format!("/{}/{{id}}", kind.plural()), sheet)
            .route(&format!("/{}/{{id}}/history", kind.plural()), history)
            .route(&format!("/{}/{{id}}/history/{{number}}", kind.plural()), version);
    }
    for kind in listing::KINDS {
        let listing =
            get(move |state, overview, visit| pages::listing(kind, state, overview, visit));
        routes = routes.route(listing::path_of(kind), listing);
    }
    routes = routes.route("/search/suggestions", get(pages::suggestions));
    // Last, for what starts with an `@`: the names above come first.
    routes.route("/{profile}", get(pages::profile))
}

/// A page that the operator may write.
fn house(page: HousePage) -> MethodRouter<Web> {
    get(move |state, visit| pages::house(page, state, visit))
}

/// What is carried away: posters, and cards on the sites of others.
fn for_other_sites() -> Router<Web> {
    let mut routes = Router::new()
        .route("/embed.js", get(carry::embed_script))
        .route("/oembed", get(carry::o_embed));
    for kind in SheetKind::ALL {
        let poster = get(move |path, state, visit| carry::poster(kind, path, state, visit));
        let embed = get(move |path, state, visit| carry::embed(kind, path, state, visit));
        let embed_list =
            get(move |state, overview, visit| carry::embed_list(kind, state, overview, visit));
        let card = get(move |path, state, reader| carry::card(kind, path, state, reader));
        let cards = get(move |state, overview, reader, uri| {
            carry::cards(kind, state, overview, reader, uri)
        });
        let plural = kind.plural();
        routes = routes
            .route(&format!("/{plural}/embed"), embed_list)
            .route(&format!("/{plural}/cards.json"), cards)
            .route(&format!("/{plural}/{{id}}/embed"), embed)
            .route(&format!("/{plural}/{{id}}/card.json"), card);
        if kind != SheetKind::Post {
            routes = routes.route(&format!("/{plural}/{{id}}/poster"), poster);
        }
    }
    routes
}

/// The listings in the formats that programs read.
fn for_programs() -> Router<Web> {
    let mut routes = Router::new()
        .route("/api/openapi.json", get(open_api::show))
        .route("/map.json", get(map::data))
        .route("/network.json", get(listing::export_network));
    for kind in listing::KINDS {
        for format in pages::formats(kind) {
            let export = get(move |state, overview, reader, uri| {
                listing::export(kind, format, state, overview, reader, uri)
            });
            let path = format!("{}.{}", listing::path_of(kind), format.extension());
            routes = routes.route(&path, export);
        }
    }
    for format in Format::OF_TERRITORIES {
        let export = get(move |state, overview, uri| {
            listing::export_territories(format, state, overview, uri)
        });
        routes = routes.route(&format!("/territories.{}", format.extension()), export);
    }
    routes
}

/// What speaks ActivityPub, and what leads to it.
fn for_other_servers() -> Router<Web> {
    let inbox =
        || post(activitypub::receive).layer(DefaultBodyLimit::max(activitypub::LARGEST_ACTIVITY));
    let mut routes = Router::new()
        .route("/actor", get(activitypub::instance_actor))
        .route("/actor/inbox", inbox())
        .route("/actor/{collection}", get(activitypub::instance_collection))
        .route("/ap/inbox", inbox())
        .route("/ap/activities/{id}", get(activitypub::activity))
        .route("/ap/{handle}", get(activitypub::actor))
        .route("/ap/{handle}/inbox", inbox())
        .route("/ap/{handle}/outbox", get(activitypub::outbox))
        .route("/ap/{handle}/followers", get(activitypub::followers))
        .route("/ap/{handle}/following", get(activitypub::following))
        .route("/ap/{handle}/blocks", get(activitypub::blocks))
        .route("/ap/{handle}/featured", get(activitypub::featured))
        .route("/ap/{handle}/tags", get(activitypub::tags))
        .route("/nodeinfo/{version}", get(activitypub::node_info))
        .route("/.well-known/webfinger", get(activitypub::webfinger))
        .route("/.well-known/host-meta", get(activitypub::host_meta))
        .route("/.well-known/nodeinfo", get(activitypub::node_info_links))
        .route("/.well-known/security.txt", get(activitypub::security_txt))
        .route("/.well-known/change-password", get(activitypub::change_password));
    for kind in SheetKind::ALL {
        let sheet = get(move |path, state, headers| activitypub::sheet(kind, path, state, headers));
        let replies = get(move |path, state| activitypub::replies_to(kind, path, state));
        routes = routes
            .route(&format!("/ap/{}/{{id}}", kind.plural()), sheet)
            .route(&format!("/ap/{}/{{id}}/replies", kind.plural()), replies);
    }
    routes
}

/// The catalogues, which make the node work and therefore have a limit.
fn for_followers(node: &Node) -> Router<Web> {
    let limited = middleware::from_fn_with_state(rate::Rate::new(node.clone()), rate::limit);
    Router::new()
        .route("/ap/{handle}/catalogue", get(activitypub::catalogue))
        .route("/ap/{handle}/catalogue/digests", get(activitypub::catalogue_digests))
        .route("/ap/{handle}/catalogue/objects", post(activitypub::catalogue_objects))
        .route(COPIES, get(activitypub::held).post(activitypub::copies))
        .route_layer(limited)
}

//! The card of a sheet on another site: as data for our script, and as HTML that needs none.

use askama::Template;
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
};
use i18n_embed::fluent::FluentLanguageLoader as Words;
use i18n_embed_fl::fl;
use serde::Serialize;

use super::Asked;
use crate::{
    domain::SheetKind,
    node::Node,
    store::search::Order,
    web::{
        error::WebError,
        listing::{Listed, Parameters, Wanted, page_path, search},
        locale::{LANGUAGE_PARAMETER, Reader},
        overview::Overview,
        pages::{InShort, Voice},
        site,
    },
};

/// Cards of a list, unless the address says otherwise, and at most.
const CARDS: usize = 5;
const MOST_CARDS: usize = 20;

/// How long the site of another may keep a card, in seconds.
const KEPT_FOR: &str = "public, max-age=300";

/// A sheet on the site of another: every part is text, and shown as text.
#[derive(Serialize)]
pub(super) struct CardItem {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) lang: String,
    pub(super) dir: &'static str,
    /// The language of everything but title and excerpt.
    pub(super) ui: &'static str,
    /// What must be seen first: that it is an example, or cancelled.
    pub(super) marks: Vec<String>,
    /// What it is, when and where.
    pub(super) lines: Vec<String>,
    pub(super) excerpt: String,
    pub(super) source: String,
}

/// The cards of a list.
#[derive(Serialize)]
struct Cards {
    cards: Vec<CardItem>,
}

/// The card as HTML, for sites that run no script of ours.
#[derive(Template)]
#[template(path = "carry/card.html")]
pub(super) struct StaticCard<'c> {
    pub(super) card: &'c CardItem,
}

impl CardItem {
    /// The card of a sheet on the node at `origin`.
    pub(super) fn new(voice: Voice<'_>, reader: &Reader, listed: &Listed, origin: &str) -> Self {
        let short = InShort::new(voice, listed);
        let words: &Words = reader.words();
        let marks = [
            short.example.then(|| fl!(words, "example")),
            short.cancelled.then(|| fl!(words, "event-cancelled")),
        ];
        let when = short.when.map(|when| match short.clock {
            Some(clock) => format!("{when} · {clock}"),
            None => when,
        });
        let path = page_path(&listed.sheet);
        let language = reader.language();
        Self {
            href: format!("{origin}{path}?{LANGUAGE_PARAMETER}={language}"),
            title: short.title,
            lang: short.language,
            dir: short.direction,
            ui: language,
            marks: marks.into_iter().flatten().collect(),
            lines: [Some(short.kind), when, short.place].into_iter().flatten().collect(),
            excerpt: short.excerpt,
            source: fl!(words, "card-source", name = short.source),
        }
    }
}

/// `GET /practices/{id}/card.json`, and so on for each kind
pub(in crate::web) async fn card(
    kind: SheetKind,
    Path(id): Path<String>,
    State(node): State<Node>,
    reader: Reader,
) -> Result<Response, WebError> {
    let Asked { listed, origin } = super::asked(&node, kind, &id).await?;
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    Ok(for_other_sites(&CardItem::new(voice, &reader, &listed, &origin)))
}

/// `GET /events/cards.json`, and so on for each kind, with the parameters of the listing
pub(in crate::web) async fn cards(
    kind: SheetKind,
    State(node): State<Node>,
    State(overview): State<Overview>,
    reader: Reader,
    uri: Uri,
) -> Result<Response, WebError> {
    let query = uri.query().unwrap_or_default();
    let cards = of_list(&node, &overview, kind, &reader, query).await?;
    Ok(for_other_sites(&Cards { cards }))
}

/// The first cards of a listing. Invented examples are left out unless the query asks for them: on the
/// site of another nobody expects any.
pub(super) async fn of_list(
    node: &Node,
    overview: &Overview,
    kind: SheetKind,
    reader: &Reader,
    query: &str,
) -> Result<Vec<CardItem>, WebError> {
    let taxonomy = node.taxonomy();
    let mut parameters = Parameters::parse(query, Some(kind), &taxonomy)?;
    let order = if kind == SheetKind::Event { Order::Upcoming } else { Order::Newest };
    let wanted =
        Wanted { kind: Some(kind), order, limit: CARDS, most: MOST_CARDS, examples: false };
    let mut db = node.store.read().await?;
    parameters.locate(&overview.directory(&mut db).await?)?;
    let found = search(&mut db, &parameters, wanted, node.clock.now()).await?;
    let voice = Voice::new(reader, &taxonomy);
    let origin = site::origin(node);
    Ok(found.sheets.iter().map(|listed| CardItem::new(voice, reader, listed, origin)).collect())
}

/// Data that the scripts of every site may read.
fn for_other_sites(data: &impl Serialize) -> Response {
    let mut response = Json(data).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT_FOR));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    response
}

//! The page of a pillar or of an axis: what it means, its themes, and its newest sheets.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use i18n_embed_fl::fl;

use super::{
    super::{Part, card::Card, facts::Line, theme::definition, voice::Voice},
    Counts,
};
use crate::{
    domain::{Concept, Facet, List, SheetKind, Taxonomy},
    node::Node,
    store::{
        Reading,
        search::{Order, Query, page as find},
    },
    web::{
        error::WebError,
        listing::actors_of,
        overview::Overview,
        page::{self, Frame, Visit},
    },
};

/// Sheets of each kind.
const OF_EACH: i64 = 6;

#[derive(Template)]
#[template(path = "pages/vocabulary/collection.html")]
struct CollectionPage {
    page: Frame,
    what: String,
    definition: String,
    sheets: Vec<Line>,
    axes: Vec<Line>,
    themes: Vec<Line>,
    parts: Vec<Part>,
}

/// `GET /pillars/{id}`
pub(in crate::web) async fn pillar(
    Path(id): Path<String>,
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    collection((List::Pillars, Facet::Pillar), &id, &node, &overview, visit).await
}

/// `GET /axes/{id}`
pub(in crate::web) async fn axis(
    Path(id): Path<String>,
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    collection((List::Axes, Facet::Axis), &id, &node, &overview, visit).await
}

async fn collection(
    (list, facet): (List, Facet),
    id: &str,
    node: &Node,
    overview: &Overview,
    visit: Visit,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let concept = taxonomy.find(list, id).ok_or(WebError::NotFound)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(node, visit).await?;
    concept.label_for(reader.languages()).clone_into(&mut frame.title);
    let mut db = node.store.read().await?;
    let counts = Counts::read(overview, &mut db).await?;
    let link = |concept: &Concept, path: &str| {
        let href = format!("/{path}/{}", concept.id);
        Line::link(concept.label_for(reader.languages()), reader.link(&href))
    };
    let axes = taxonomy.list(List::Axes).iter();
    let axes = axes.filter(|axis| list == List::Pillars && axis.pillars.iter().any(|of| of == id));
    let themes = themes_of(&taxonomy, list, id);
    let page = CollectionPage {
        what: match list {
            List::Axes => fl!(voice.words, "vocabulary-axis"),
            _ => fl!(voice.words, "field-pillar"),
        },
        definition: definition(concept, voice),
        sheets: counts.links(voice, facet, id),
        axes: axes.map(|axis| link(axis, "axes")).collect(),
        themes: themes.into_iter().map(|theme| link(theme, "tags")).collect(),
        parts: parts(&mut db, voice, (facet, id), node.clock.now()).await?,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The themes of a pillar or an axis.
fn themes_of<'t>(taxonomy: &'t Taxonomy, list: List, id: &str) -> Vec<&'t Concept> {
    let themes = taxonomy.list(List::Themes).iter();
    let is_of = |theme: &&Concept| match list {
        List::Axes => taxonomy.axes_of(&theme.id).iter().any(|axis| axis == id),
        _ => theme.pillars.iter().any(|pillar| pillar == id),
    };
    themes.filter(is_of).collect()
}

async fn parts(
    db: &mut Reading,
    voice: Voice<'_>,
    (facet, id): (Facet, &str),
    now: crate::domain::Timestamp,
) -> Result<Vec<Part>, WebError> {
    let mut parts = Vec::new();
    for (kind, section, order) in [
        (SheetKind::Practice, "practices", Order::Newest),
        (SheetKind::Event, "events", Order::Upcoming),
        (SheetKind::Call, "calls", Order::Newest),
    ] {
        let facets = vec![(facet, id.to_owned())];
        let query = Query { kind: Some(kind), facets, order, limit: OF_EACH, ..Query::default() };
        let found = find(db, &query, now).await?;
        if found.sheets.is_empty() {
            continue;
        }
        let total = usize::try_from(found.total).unwrap_or_default();
        let listed = actors_of(db, found.sheets).await?;
        parts.push(Part {
            id: section,
            title: voice.kinds(kind),
            cards: listed.iter().map(|listed| Card::of_sheet(voice, listed)).collect(),
            more: Some(super::listed(voice, kind, (facet, id), voice.count(kind, total))),
        });
    }
    Ok(parts)
}

//! The page of a theme: what it means, and the sheets that have it. Hashtags lead here.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use i18n_embed_fl::fl;

use super::{Part, card::Card, facts::Line, voice::Voice};
use crate::{
    domain::{Concept, Facet, List, SheetKind, Taxonomy, fold},
    node::Node,
    store::search::{Order, Query, page as find},
    web::{
        error::WebError,
        listing::actors_of,
        page::{self, Frame, Visit},
    },
};

/// Sheets of each kind.
const OF_EACH: i64 = 12;

#[derive(Template)]
#[template(path = "pages/theme.html")]
struct ThemePage {
    page: Frame,
    definition: String,
    narrower: Vec<Line>,
    parts: Vec<Part>,
}

/// `GET /tags/{theme}`
pub(in crate::web) async fn theme(
    Path(tag): Path<String>,
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let id = theme_of(&taxonomy, &tag).ok_or(WebError::NotFound)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = voice.term(List::Themes, &id);
    let mut db = node.store.read().await?;
    let mut parts = Vec::new();
    for (kind, section) in [
        (SheetKind::Practice, "practices"),
        (SheetKind::Event, "events"),
        (SheetKind::Call, "calls"),
        (SheetKind::Post, "posts"),
    ] {
        let query = Query {
            kind: Some(kind),
            facets: vec![(Facet::Theme, id.clone())],
            order: Order::Upcoming,
            limit: OF_EACH,
            ..Query::default()
        };
        let found = find(&mut db, &query, node.clock.now()).await?;
        if found.sheets.is_empty() {
            continue;
        }
        let total = usize::try_from(found.total).unwrap_or_default();
        let listed = actors_of(&mut db, found.sheets).await?;
        parts.push(Part {
            id: section,
            title: voice.kinds(kind),
            cards: listed.iter().map(|listed| Card::of_sheet(voice, listed)).collect(),
            more: Some(Line::link(
                voice.count(kind, total),
                reader.link(&format!("/{}?theme={id}", kind.plural())),
            )),
        });
    }
    let concept = taxonomy.find(List::Themes, &id);
    if concept.is_none() && parts.is_empty() {
        return Err(WebError::NotFound);
    }
    let page = ThemePage {
        definition: concept.map(|concept| definition(concept, voice)).unwrap_or_default(),
        narrower: narrower(voice, &id),
        parts,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The theme that a hashtag stands for: its id, or one of its names written as one word.
fn theme_of(taxonomy: &Taxonomy, tag: &str) -> Option<String> {
    let one_word = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let wanted: String = one_word(tag);
    let named = taxonomy.list(List::Themes).iter().find(|concept| {
        let mut names = concept.label.values().chain([&concept.id]);
        names.any(|name| one_word(name) == wanted)
    });
    let is_id = !tag.is_empty() && crate::domain::slug(tag) == tag;
    named.map(|concept| concept.id.clone()).or_else(|| is_id.then(|| tag.to_owned()))
}

/// What a term means, in the best language for the reader.
pub(super) fn definition(concept: &Concept, voice: Voice<'_>) -> String {
    let mut languages = voice.reader.languages();
    let known = languages.find_map(|language| concept.definition.get(language));
    known.cloned().unwrap_or_default()
}

fn narrower(voice: Voice<'_>, id: &str) -> Vec<Line> {
    let themes = voice.taxonomy.list(List::Themes).iter();
    themes
        .filter(|concept| concept.broader.as_deref() == Some(id))
        .map(|concept| {
            let label = concept.label_for(voice.reader.languages());
            Line::link(label, voice.reader.link(&format!("/tags/{}", concept.id)))
        })
        .collect()
}

//! All pillars, axes and themes, with what they mean and how many sheets there are of each.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{
    super::{facts::Line, theme::definition, voice::Voice},
    Counts, Entry,
};
use crate::{
    domain::{Concept, Facet, List},
    node::Node,
    web::{
        error::WebError,
        overview::Overview,
        page::{self, Frame, Visit},
    },
};

#[derive(Template)]
#[template(path = "pages/vocabulary/themes.html")]
struct ThemesPage {
    page: Frame,
    lists: Vec<Terms>,
}

/// A list of the vocabulary.
struct Terms {
    id: &'static str,
    title: String,
    entries: Vec<Entry>,
}

/// `GET /themes`
pub(in crate::web) async fn themes(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "themes");
    let counts = Counts::read(&overview, &mut node.store.read().await?).await?;
    let entry = |concept: &Concept, facet, path: &str| Entry {
        name: Line::link(
            concept.label_for(reader.languages()),
            reader.link(&format!("/{path}/{}", concept.id)),
        ),
        definition: definition(concept, voice),
        sheets: counts.links(voice, facet, &concept.id),
        narrower: Vec::new(),
    };
    let all = |list, facet, path: &str| -> Vec<Entry> {
        taxonomy.list(list).iter().map(|concept| entry(concept, facet, path)).collect()
    };
    let themes = taxonomy.list(List::Themes);
    let theme = |concept: &Concept| entry(concept, Facet::Theme, "tags");
    let widest = themes.iter().filter(|concept| concept.broader.is_none()).map(|concept| Entry {
        narrower: below(themes, concept)
            .map(|concept| Entry {
                narrower: below(themes, concept).map(theme).collect(),
                ..theme(concept)
            })
            .collect(),
        ..theme(concept)
    });
    let lists = vec![
        Terms {
            id: "pillars",
            title: fl!(voice.words, "list-pillars"),
            entries: all(List::Pillars, Facet::Pillar, "pillars"),
        },
        Terms {
            id: "axes",
            title: fl!(voice.words, "list-axes"),
            entries: all(List::Axes, Facet::Axis, "axes"),
        },
        Terms { id: "themes", title: fl!(voice.words, "list-themes"), entries: widest.collect() },
    ];
    let page = ThemesPage { lists, page: frame };
    page::send(&page.page, &page)
}

/// The themes right under another.
fn below<'t>(themes: &'t [Concept], broader: &'t Concept) -> impl Iterator<Item = &'t Concept> {
    themes.iter().filter(|theme| theme.broader.as_ref() == Some(&broader.id))
}

//! What this software is, where its source is, and the vocabulary that all spaces share.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{
    house::{HouseWords, words_of},
    theme::definition,
    voice::Voice,
};
use crate::{
    domain::{HousePage, List},
    node::Node,
    web::{
        error::WebError,
        page::{self, Frame, Visit},
    },
};

#[derive(Template)]
#[template(path = "pages/about.html")]
struct AboutPage {
    page: Frame,
    text: HouseWords,
    version: &'static str,
    source_code: Option<String>,
    lists: Vec<TermList>,
}

/// A list of the vocabulary.
struct TermList {
    id: &'static str,
    title: String,
    terms: Vec<Term>,
}

/// A term and what it means.
struct Term {
    id: String,
    label: String,
    definition: String,
}

/// `GET /about`
pub(in crate::web) async fn about(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "about");
    let text = words_of(&mut node.store.read().await?, &node, &frame, HousePage::About).await?;
    let page = AboutPage {
        text,
        version: env!("CARGO_PKG_VERSION"),
        source_code: node.config.site.source_url.as_ref().map(ToString::to_string),
        lists: lists(voice),
        page: frame,
    };
    page::send(&page.page, &page)
}

fn lists(voice: Voice<'_>) -> Vec<TermList> {
    let words = voice.words;
    [
        (List::Pillars, "pillars", fl!(words, "list-pillars")),
        (List::Axes, "axes", fl!(words, "list-axes")),
        (List::Themes, "themes", fl!(words, "list-themes")),
        (List::PracticeKinds, "practice-kinds", fl!(words, "list-practice-kinds")),
        (List::PracticeStatuses, "practice-statuses", fl!(words, "list-practice-statuses")),
        (List::EventKinds, "event-kinds", fl!(words, "list-event-kinds")),
        (List::EventStatuses, "event-statuses", fl!(words, "list-event-statuses")),
        (List::CallKinds, "call-kinds", fl!(words, "list-call-kinds")),
        (List::CallStatuses, "call-statuses", fl!(words, "list-call-statuses")),
        (List::Audiences, "audiences", fl!(words, "list-audiences")),
        (List::TerritoryKinds, "territory-kinds", fl!(words, "list-territory-kinds")),
    ]
    .into_iter()
    .map(|(list, id, title)| TermList {
        id,
        title,
        terms: voice
            .taxonomy
            .list(list)
            .iter()
            .map(|concept| Term {
                id: concept.id.clone(),
                label: concept.label_for(voice.reader.languages()).to_owned(),
                definition: definition(concept, voice),
            })
            .collect(),
    })
    .collect()
}

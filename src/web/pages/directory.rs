//! The territories and organisations of the network, as this node knows them.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::voice::Voice;
use crate::{
    domain::{Facet, List, fold},
    node::Node,
    store::{actors, search::facet_counts},
    web::{
        error::WebError,
        listing::{Format, territory_path},
        page::{self, Alternate, Frame, Visit, name_of},
    },
};

#[derive(Template)]
#[template(path = "pages/territories.html")]
struct DirectoryPage {
    page: Frame,
    count: String,
    territories: Vec<TerritoryCard>,
}

/// A territory in a few lines.
struct TerritoryCard {
    href: String,
    name: String,
    kind: String,
    country: String,
    sheets: String,
}

/// `GET /territories`
pub(in crate::web) async fn directory(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "territories");
    let mut db = node.store.read().await?;
    let directory = actors::directory(&mut db).await?;
    let counts: HashMap<String, i64> = facet_counts(&mut db, None)
        .await?
        .into_iter()
        .filter_map(|(facet, handle, count)| (facet == Facet::Territory).then_some((handle, count)))
        .collect();
    let mut territories: Vec<TerritoryCard> = directory
        .iter()
        .map(|actor| TerritoryCard {
            href: reader.link(&territory_path(actor)),
            name: name_of(actor, &reader).to_owned(),
            kind: voice.term(List::TerritoryKinds, &actor.territory.kind),
            country: actor
                .territory
                .country
                .as_deref()
                .map(|code| reader.country_name(code))
                .unwrap_or_default(),
            sheets: counts
                .get(&actor.handle)
                .map(|&count| fl!(voice.words, "sheets-count", count = count))
                .unwrap_or_default(),
        })
        .collect();
    territories.sort_by_key(|territory| fold(&territory.name));
    frame.alternates = Format::OF_TERRITORIES
        .map(|format| Alternate {
            media_type: format.media_type(),
            href: format!("/territories.{}", format.extension()),
            name: format.name(),
        })
        .to_vec();
    let count = fl!(voice.words, "territories-count", count = territories.len());
    let page = DirectoryPage { page: frame, count, territories };
    page::send(&page.page, &page)
}

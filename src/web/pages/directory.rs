//! The territories and organisations of the network, as this node knows them.

use std::collections::{BTreeSet, HashMap};

use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{
    card::Card,
    search::{Choice, Field, SearchPage},
    voice::Voice,
};
use crate::{
    domain::{Actor, Facet, List, fold},
    node::Node,
    web::{
        error::WebError,
        listing::{DirectoryParameters, Format},
        overview::Overview,
        page::{self, Alternate, Frame, Visit},
    },
};

/// Territories of a page.
const OF_A_PAGE: usize = 60;
const PATH: &str = "/territories";

/// `GET /territories`
pub(in crate::web) async fn directory(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let parameters = DirectoryParameters::parse(&visit.query, &taxonomy)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "territories");
    frame.alternates = formats(&parameters);
    let mut db = node.store.read().await?;
    let directory = overview.directory(&mut db).await?;
    let sheets: HashMap<String, i64> = overview
        .counts(&mut db, None)
        .await?
        .iter()
        .filter(|(facet, ..)| *facet == Facet::Territory)
        .map(|(_, handle, count)| (handle.clone(), *count))
        .collect();
    let fields = fields(voice, &parameters, &directory);
    let mut cards: Vec<Card> = directory
        .iter()
        .filter(|actor| parameters.admit(actor))
        .map(|actor| {
            let sheets = sheets.get(&actor.handle).copied().unwrap_or_default();
            Card::of_territory(voice, actor, sheets)
        })
        .collect();
    cards.sort_by_key(|card| fold(&card.title));
    let (total, page) = (cards.len(), parameters.page);
    let to_page = |page| Some(reader.link(&parameters.address(PATH, page)));
    let page = SearchPage {
        action: PATH,
        q: parameters.q.clone(),
        fields,
        kept: Vec::new(),
        narrows: parameters.narrows(),
        count: fl!(voice.words, "territories-count", count = total),
        cards: cards.into_iter().skip((page - 1) * OF_A_PAGE).take(OF_A_PAGE).collect(),
        previous: if page > 1 { to_page(page - 1) } else { None },
        next: if page * OF_A_PAGE < total { to_page(page + 1) } else { None },
        page: frame,
    };
    page::send(&page.page, &page)
}

fn formats(parameters: &DirectoryParameters) -> Vec<Alternate> {
    let alternate = |format: Format| Alternate {
        media_type: format.media_type(),
        href: parameters.address(&format!("{PATH}.{}", format.extension()), 1),
        name: format.name(),
    };
    Format::OF_TERRITORIES.map(alternate).to_vec()
}

fn fields(voice: Voice<'_>, parameters: &DirectoryParameters, directory: &[Actor]) -> Vec<Field> {
    let kinds = voice.taxonomy.list(List::TerritoryKinds).iter().map(|concept| Choice {
        value: concept.id.clone(),
        label: concept.label_for(voice.reader.languages()).to_owned(),
        chosen: parameters.kind.as_ref() == Some(&concept.id),
    });
    let codes: BTreeSet<&String> =
        directory.iter().filter_map(|actor| actor.territory.country.as_ref()).collect();
    let mut countries: Vec<Choice> = codes
        .into_iter()
        .map(|code| Choice {
            value: code.clone(),
            label: voice.reader.country_name(code),
            chosen: parameters.country.as_ref() == Some(code),
        })
        .collect();
    countries.sort_by_key(|choice| fold(&choice.label));
    let field = |name, label, choices| Field { name, label, choices };
    vec![
        field("kind", fl!(voice.words, "field-kind"), kinds.collect()),
        field("country", fl!(voice.words, "field-country"), countries),
    ]
}

//! The pages of the listings of sheets.

use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{
    card::Card,
    search::{Choice, Field, SearchPage},
    voice::Voice,
};
use crate::{
    domain::{Actor, Facet, SheetKind},
    node::Node,
    store::search::Order,
    web::{
        error::WebError,
        listing::{FACETS, Format, Parameters, Wanted, When, lists, path_of, search},
        overview::{FacetCount, Overview},
        page::{self, Alternate, Frame, Visit, name_of},
    },
};

/// Sheets of a page: it stays light on a small phone.
const OF_A_PAGE: usize = 24;
/// Most choices of a field: what is rarer is found through words.
const MOST_CHOICES: usize = 80;

/// `GET /practices`, `/events`, `/calls` and `/posts`, and `/search` for all of them
pub(in crate::web) async fn listing(
    kind: Option<SheetKind>,
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let parameters = Parameters::parse(&visit.query, kind, &taxonomy)?;
    let action = path_of(kind);
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let (limit, most) = (OF_A_PAGE, OF_A_PAGE);
    let wanted = Wanted { kind, order: Order::Upcoming, limit, most, examples: true };
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = voice.listing(kind);
    let mut db = node.store.read().await?;
    let found = search(&mut db, &parameters, wanted, node.clock.now()).await?;
    let counts = overview.counts(&mut db, kind).await?;
    let directory = overview.directory(&mut db).await?;
    frame.alternates = formats(kind)
        .map(|format| Alternate {
            media_type: format.media_type(),
            href: parameters.address(&format!("{action}.{}", format.extension()), 1),
            name: format.name(),
        })
        .collect();
    let to_page = |page| Some(reader.link(&parameters.address(action, page)));
    let page = SearchPage {
        action,
        q: parameters.q.clone(),
        fields: fields(voice, kind, &parameters, &counts, &directory),
        kept: kept(&parameters),
        narrows: parameters.narrows(),
        count: voice.count(kind, found.total),
        cards: found.sheets.iter().map(|listed| Card::of_sheet(voice, listed)).collect(),
        previous: if parameters.page > 1 { to_page(parameters.page - 1) } else { None },
        next: if found.more { to_page(parameters.page + 1) } else { None },
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The formats of the listing of a kind, or of everything: only events are for calendars.
pub(in crate::web) fn formats(kind: Option<SheetKind>) -> impl Iterator<Item = Format> {
    let has_events = kind.is_none_or(|kind| kind == SheetKind::Event);
    let is_of_kind = move |f: &Format| *f != Format::Calendar || has_events;
    Format::ALL.into_iter().filter(is_of_kind)
}

/// What the form does not show and must not lose.
fn kept(parameters: &Parameters) -> Vec<(&'static str, String)> {
    let is_a_range = matches!(parameters.when, Some(When::Between(..)));
    ["bbox", "examples", "when"]
        .into_iter()
        .filter(|name| *name != "when" || is_a_range)
        .filter_map(|name| Some((name, parameters.given(name)?.to_owned())))
        .collect()
}

fn fields(
    voice: Voice<'_>,
    kind: Option<SheetKind>,
    parameters: &Parameters,
    counts: &[FacetCount],
    directory: &[Actor],
) -> Vec<Field> {
    let facets = FACETS.iter().map(|(name, facet)| Field {
        name,
        label: label(voice, *facet),
        choices: choices(voice, kind, *facet, parameters, counts, directory),
    });
    let is_a_range = matches!(parameters.when, Some(When::Between(..)));
    let when = (kind.is_none_or(|kind| kind == SheetKind::Event) && !is_a_range)
        .then(|| when(voice, parameters));
    when.into_iter().chain(facets).filter(|field| !field.choices.is_empty()).collect()
}

fn label(voice: Voice<'_>, facet: Facet) -> String {
    let words = voice.words;
    match facet {
        Facet::Pillar => fl!(words, "field-pillar"),
        Facet::Theme => fl!(words, "field-theme"),
        Facet::Territory => fl!(words, "field-territory"),
        Facet::Country => fl!(words, "field-country"),
        Facet::Language => fl!(words, "field-lang"),
        Facet::Status => fl!(words, "field-status"),
        Facet::Audience => fl!(words, "field-audience"),
        _ => fl!(words, "field-kind"),
    }
}

/// The values that a facet has among all sheets of a kind, with how many have them.
fn choices(
    voice: Voice<'_>,
    kind: Option<SheetKind>,
    facet: Facet,
    parameters: &Parameters,
    counts: &[FacetCount],
    directory: &[Actor],
) -> Vec<Choice> {
    let of_facet = counts.iter().filter(|(known, ..)| *known == facet);
    let mut choices: Vec<Choice> = of_facet
        .map(|&(_, ref value, count)| {
            let label = value_label(voice, kind, facet, value, directory);
            Choice {
                label: fl!(voice.words, "search-choice", label = label, count = count),
                chosen: parameters.facet(facet) == Some(value),
                value: value.clone(),
            }
        })
        .collect();
    choices.sort_by_key(|choice| crate::domain::fold(&choice.label));
    choices.truncate(MOST_CHOICES);
    choices
}

fn value_label(
    voice: Voice<'_>,
    kind: Option<SheetKind>,
    facet: Facet,
    value: &str,
    directory: &[Actor],
) -> String {
    match facet {
        Facet::Country => voice.reader.country_name(value),
        Facet::Language => voice.reader.language_name(value),
        Facet::Territory => {
            let actor = directory.iter().find(|actor| actor.handle == value);
            actor.map_or(value, |actor| name_of(actor, voice.reader)).to_owned()
        }
        _ => {
            let mut lists = lists(facet, kind);
            let term = lists.find_map(|list| voice.taxonomy.find(list, value));
            term.map_or(value, |term| term.label_for(voice.reader.languages())).to_owned()
        }
    }
}

fn when(voice: Voice<'_>, parameters: &Parameters) -> Field {
    let words = voice.words;
    let choice = |value: &str, label, when| Choice {
        value: value.to_owned(),
        label,
        chosen: parameters.when == Some(when),
    };
    Field {
        name: "when",
        label: fl!(words, "field-when"),
        choices: vec![
            choice("upcoming", fl!(words, "when-upcoming"), When::Upcoming),
            choice("past", fl!(words, "when-past"), When::Past),
        ],
    }
}

//! How to read the listings with programs, for people.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;

use super::{listing::formats, voice::Voice};
use crate::{
    node::Node,
    web::{
        error::WebError,
        listing::{FACETS, FARTHEST, Format, KINDS, MOST_ITEMS, path_of},
        page::{self, Frame, Visit},
        parameter::Expected,
    },
};

#[derive(Template)]
#[template(path = "pages/api.html")]
struct ApiPage {
    page: Frame,
    listings: Vec<Formats>,
    parameters: Vec<(&'static str, String)>,
}

/// The formats of a listing.
struct Formats {
    name: String,
    formats: Vec<FormatLink>,
}

/// Where a listing is in a format.
struct FormatLink {
    href: String,
    media_type: &'static str,
}

/// `GET /api`
pub(in crate::web) async fn api(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let reader = visit.reader.clone();
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let of_sheets = KINDS.into_iter().map(|kind| Formats {
        name: voice.listing(kind),
        formats: formats(kind).map(|format| link(path_of(kind), format)).collect(),
    });
    let of_territories = Formats {
        name: fl!(voice.words, "territories"),
        formats: Format::OF_TERRITORIES.map(|format| link("/territories", format)).into(),
    };
    let mut frame = Frame::new(&node, visit).await?;
    frame.title = fl!(voice.words, "api-title");
    let page = ApiPage {
        listings: of_sheets.chain([of_territories]).collect(),
        parameters: parameters(voice),
        page: frame,
    };
    page::send(&page.page, &page)
}

fn link(listing: &str, format: Format) -> FormatLink {
    FormatLink {
        href: format!("{listing}.{}", format.extension()),
        media_type: format.media_type(),
    }
}

fn parameters(voice: Voice<'_>) -> Vec<(&'static str, String)> {
    let words = voice.words;
    let facet = |name: &'static str| {
        let value = match name {
            "territory" => Expected::Handle.in_words(words),
            "country" => Expected::Country.in_words(words),
            "lang" => Expected::Language.in_words(words),
            _ => fl!(words, "parameter-term"),
        };
        (name, value)
    };
    let mut parameters =
        vec![("q", fl!(words, "parameter-q")), ("type", Expected::Type.in_words(words))];
    parameters.extend(FACETS.iter().map(|(name, _)| facet(name)));
    parameters.extend([
        ("when", Expected::When.in_words(words)),
        ("bbox", Expected::Area.in_words(words)),
        ("near", Expected::Place.in_words(words)),
        ("within", Expected::Number(FARTHEST).in_words(words)),
        ("sort", Expected::Sort.in_words(words)),
        ("examples", Expected::YesOrNo.in_words(words)),
        ("limit", Expected::Number(MOST_ITEMS).in_words(words)),
        ("page", Expected::Number(1_000_000).in_words(words)),
    ]);
    parameters
}

//! How to show a sheet, or a list of them, on another site: a preview, the code to copy, and what the
//! browsers of visitors do then.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use i18n_embed_fl::fl;

use super::{
    Asked,
    card::{self, CardItem, StaticCard},
    links::{self, Away},
};
use crate::{
    domain::SheetKind,
    node::Node,
    web::{
        error::WebError,
        listing::{Parameters, page_path},
        overview::Overview,
        page::{self, Frame, Visit},
        pages::Voice,
        site,
    },
};

#[derive(Template)]
#[template(path = "carry/embed.html")]
struct EmbedPage {
    page: Frame,
    /// The card as it stands in the code, without the script.
    preview: String,
    code: String,
    is_list: bool,
    back: String,
    /// The other ways to carry it away, under their heading.
    heading: String,
    ways: Vec<Away>,
}

/// What stands in the page of another site.
#[derive(Template)]
#[template(path = "carry/snippet.html", escape = "html")]
struct Snippet<'s> {
    /// `sheet` or `list`, and its address.
    what: &'static str,
    address: &'s str,
    language: &'s str,
    /// What is shown where no script runs.
    inside: &'s str,
}

/// `GET /practices/{id}/embed`, and so on for each kind
pub(in crate::web) async fn embed(
    kind: SheetKind,
    Path(id): Path<String>,
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let mut frame = Frame::new(&node, visit).await?;
    let reader = frame.reader.clone();
    let Asked { listed, origin } = super::asked(&node, kind, &id).await?;
    let taxonomy = node.taxonomy();
    let card = CardItem::new(Voice::new(&reader, &taxonomy), &reader, &listed, &origin);
    frame.title = fl!(frame.words, "embed-title", title = card.title.as_str());
    let path = page_path(&listed.sheet);
    let address = format!("{origin}{path}");
    let ways = links::of_sheet(frame.words, &listed.sheet, |to| frame.link(to));
    show(frame, ("sheet", &address), &[card], (path, ways))
}

/// `GET /events/embed`, and so on for each kind, with the parameters of the listing
pub(in crate::web) async fn embed_list(
    kind: SheetKind,
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let query = visit.query.clone();
    let mut frame = Frame::new(&node, visit).await?;
    let taxonomy = node.taxonomy();
    let parameters = Parameters::parse(&query, Some(kind), &taxonomy)?;
    let reader = frame.reader.clone();
    let title = Voice::new(&reader, &taxonomy).kinds(kind);
    frame.title = fl!(frame.words, "embed-list-title", title = title);
    let path = parameters.address(&format!("/{}", kind.plural()), 1);
    let address = format!("{}{path}", site::origin(&node));
    let cards = card::of_list(&node, &overview, kind, &reader, &query).await?;
    let ways = links::of_list(frame.words, kind, &frame.origin, &path, |to| frame.link(to));
    show(frame, ("list", &address), &cards, (path, ways))
}

fn show(
    mut frame: Frame,
    (what, address): (&'static str, &str),
    cards: &[CardItem],
    (path, ways): (String, Vec<Away>),
) -> Result<Response, WebError> {
    frame.indexed = false;
    let inside = static_cards(cards)?;
    let language = frame.reader.language();
    let preview = Snippet { what, address, language, inside: &inside }.render()?;
    let script = format!(
        "<script src=\"{}/embed.js\" async referrerpolicy=\"no-referrer\"></script>",
        frame.origin
    );
    let page = EmbedPage {
        code: format!("{preview}\n{script}"),
        preview,
        is_list: what == "list",
        back: frame.link(&path),
        heading: links::heading(frame.words),
        ways,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// Cards as HTML, one a line.
fn static_cards(cards: &[CardItem]) -> Result<String, WebError> {
    let cards: Vec<String> =
        cards.iter().map(|card| StaticCard { card }.render()).collect::<Result<_, _>>()?;
    Ok(cards.join("\n"))
}

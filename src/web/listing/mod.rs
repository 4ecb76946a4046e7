//! Listings: one query, and every form in which its answer can be had.

mod answer;
mod atom;
mod calendar;
mod csv;
mod directory;
mod export;
mod facts;
mod format;
mod geojson;
mod item;
mod json;
mod one;
mod parameters;
mod search;
mod territories;
mod territory_item;

pub(crate) use atom::opening;
pub(crate) use directory::DirectoryParameters;
pub(crate) use export::export;
pub(crate) use facts::{CallFacts, EventFacts, PostFacts, PracticeFacts};
pub(crate) use format::Format;
pub(crate) use item::{Item, page_path};
pub(crate) use json::{PageOf, to_text as to_json};
pub(crate) use one::{export_one, file_of_one, formats_of_one, shown};
pub(crate) use parameters::{DEFAULT_LIMIT, FACETS, MOST_ITEMS, Parameters, When, terms};
pub(crate) use search::{Wanted, actors_of, search};
pub(crate) use territories::export_territories;
pub(crate) use territory_item::{TerritoryItem, territory_path};

use crate::{
    domain::{Actor, Sheet, SheetKind},
    store::proofs::Standing,
};
use facts::AnyFacts;

/// A page of a listing, before it is written in a format.
pub(crate) struct Listing {
    /// The kind of all its sheets.
    pub(crate) kind: SheetKind,
    /// How many there are in all pages.
    pub(crate) total: usize,
    /// Which page, from 1.
    pub(crate) page: usize,
    /// Most sheets of a page.
    pub(crate) limit: usize,
    /// The address of this page of the listing.
    pub(crate) address: String,
    /// The address of the next page, when there is one.
    pub(crate) next: Option<String>,
    /// The address of the same listing for people.
    pub(crate) page_address: String,
    /// Scheme, host and port of this node.
    pub(crate) origin: String,
    /// The sheets, in their order.
    pub(crate) sheets: Vec<Listed>,
}

/// A sheet, and who speaks.
pub(crate) struct Listed {
    pub(crate) sheet: Sheet,
    /// The actor, where it is known here.
    pub(crate) actor: Option<Actor>,
    /// Whether it is proven, and when its node was heard.
    pub(crate) standing: Standing,
}

impl Listing {
    /// The sheets as data.
    fn items(&self) -> Vec<Item<AnyFacts>> {
        let item = |listed: &Listed| Item::new(listed, &self.origin);
        self.sheets.iter().map(item).collect()
    }
}

/// Whether a path is that of a listing, in whatever format.
pub(crate) fn is_listing(path: &str) -> bool {
    let name = path.trim_start_matches('/').split('.').next().unwrap_or_default();
    name == "territories" || SheetKind::ALL.iter().any(|kind| kind.plural() == name)
}

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
mod nearby;
mod network;
mod one;
mod parameters;
mod search;
mod state;
mod territories;
mod territory_item;
mod values;

pub(crate) use atom::opening;
pub(crate) use directory::{DirectoryParameters, Trait};
pub(crate) use export::export;
pub(crate) use facts::{AnyFacts, CallFacts, EventFacts, PostFacts, PracticeFacts};
pub(crate) use format::Format;
pub(crate) use item::{Item, page_path, path_of_sheet};
pub(crate) use json::{PageOf, to_text as to_json};
pub(crate) use nearby::{
    Around, FARTHEST, Spot, WITHIN, names_of, spots_called, spots_spelt_like, spots_starting_with,
};
pub(crate) use network::{NetworkSummary, export_network};
pub(crate) use one::{export_one, file_of_one, formats_of_one, shown};
pub(crate) use parameters::{DEFAULT_LIMIT, FACETS, MOST_ITEMS, Parameters, Sort, When};
pub(crate) use search::{Wanted, actors_of, every, minute_of, query, search};
pub(crate) use state::State;
pub(crate) use territories::export_territories;
pub(crate) use territory_item::{TerritoryItem, territory_path};
pub(crate) use values::{facet_value, lists};

use crate::{
    domain::{Actor, Sheet, SheetKind},
    store::proofs::Standing,
};

/// A page of a listing, before it is written in a format.
pub(crate) struct Listing {
    /// The kind of all its sheets, where they are of one.
    pub(crate) kind: Option<SheetKind>,
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
    /// How many kilometres it is from the place around which it was looked for.
    pub(crate) distance: Option<f64>,
}

impl Listing {
    /// The sheets as data.
    fn items(&self) -> Vec<Item<AnyFacts>> {
        let item = |listed: &Listed| Item::new(listed, &self.origin);
        self.sheets.iter().map(item).collect()
    }
}

/// What there are listings of: everything, and each kind of sheet.
pub(crate) const KINDS: [Option<SheetKind>; 5] = [
    None,
    Some(SheetKind::Practice),
    Some(SheetKind::Event),
    Some(SheetKind::Call),
    Some(SheetKind::Post),
];

/// The path of the listing of a kind, or of everything.
pub(crate) fn path_of(kind: Option<SheetKind>) -> &'static str {
    match kind {
        None => "/search",
        Some(SheetKind::Practice) => "/practices",
        Some(SheetKind::Event) => "/events",
        Some(SheetKind::Call) => "/calls",
        Some(SheetKind::Post) => "/posts",
    }
}

/// Whether a path is that of a listing, in whatever format, or of the calendar, which has the same
/// parameters.
pub(crate) fn is_listing(path: &str) -> bool {
    let path = path.strip_suffix("/calendar").unwrap_or(path);
    let name = path.trim_start_matches('/').split('.').next().unwrap_or_default();
    matches!(name, "territories" | "search" | "map")
        || SheetKind::ALL.iter().any(|kind| kind.plural() == name)
}

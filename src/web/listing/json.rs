//! A listing as JSON: all items of a page, how many there are, and where the next page is.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Listing, facts::AnyFacts, item::Item};
use crate::web::error::WebError;

/// A page of a listing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PageOf<Item> {
    /// How many there are in all pages.
    pub(crate) total: usize,
    /// Which page this is, from 1.
    pub(crate) page: usize,
    /// Most items of a page.
    pub(crate) limit: usize,
    /// The next page, when there is one.
    #[schema(format = "uri")]
    pub(crate) next: Option<String>,
    /// The items of this page.
    pub(crate) items: Vec<Item>,
}

/// Writes a listing of sheets.
pub(super) fn write(listing: &Listing) -> Result<String, WebError> {
    let page: PageOf<Item<AnyFacts>> = PageOf {
        total: listing.total,
        page: listing.page,
        limit: listing.limit,
        next: listing.next.clone(),
        items: listing.items(),
    };
    to_text(&page)
}

/// JSON text, or the error that says that there is none.
pub(crate) fn to_text(value: &impl Serialize) -> Result<String, WebError> {
    serde_json::to_string(value)
        .map_err(|error| WebError::Write { format: "JSON", source: error.into() })
}

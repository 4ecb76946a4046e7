//! Collections: a count for everyone, the items only where they are public.

use super::document::Document;
use crate::domain::Iri;

/// A collection of which only the number of items is told: followers, following (a list of who
/// follows a territory could be turned against them).
#[must_use]
pub fn count(id: &Iri, total: i64) -> String {
    head(id, total).to_text()
}

/// A collection that is read page by page; `first` is a string, for Mobilizon and Gancio.
#[must_use]
pub fn paged(id: &Iri, total: i64, first: &str, last: &str) -> String {
    let mut document = head(id, total);
    document.put("first", first).put("last", last);
    document.to_text()
}

/// A collection short enough to be told at once: featured, tags. The items are JSON texts without
/// `@context`.
#[must_use]
pub fn whole(id: &Iri, items: &[String]) -> String {
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    with_items(&head(id, total), items)
}

/// Where a page stands in its collection.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// Its address.
    pub id: &'a str,
    /// The collection.
    pub part_of: &'a Iri,
    /// Items of the whole collection.
    pub total: i64,
    /// The page after it: older items.
    pub next: Option<&'a str>,
    /// The page before it.
    pub prev: Option<&'a str>,
}

/// A page with its items, JSON texts without `@context` that go in byte for byte.
#[must_use]
pub fn page(page: &Page<'_>, items: &[String]) -> String {
    let mut document = Document::default();
    document
        .put("id", page.id)
        .put("type", "OrderedCollectionPage")
        .put("partOf", page.part_of.as_str())
        .put("totalItems", page.total)
        .put_some("next", page.next)
        .put_some("prev", page.prev);
    with_items(&document, items)
}

fn head(id: &Iri, total: i64) -> Document {
    let mut document = Document::default();
    document.put("id", id.as_str()).put("type", "OrderedCollection").put("totalItems", total);
    document
}

fn with_items(document: &Document, items: &[String]) -> String {
    let mut text = document.to_text();
    text.pop();
    text.push_str(",\"orderedItems\":[");
    text.push_str(&items.join(","));
    text.push_str("]}");
    text
}

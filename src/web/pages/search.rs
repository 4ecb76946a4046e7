//! The page of a search: a form, what matches, and the same in other formats.

use askama::Template;
use i18n_embed_fl::fl;

use super::card::Card;
use crate::web::page::Frame;

/// A search and what it found.
#[derive(Template)]
#[template(path = "pages/search.html")]
pub(super) struct SearchPage {
    pub(super) page: Frame,
    /// The path of the listing.
    pub(super) action: &'static str,
    /// The words that were searched for.
    pub(super) q: String,
    pub(super) fields: Vec<Field>,
    /// What the form does not show and must not lose.
    pub(super) kept: Vec<(&'static str, String)>,
    /// Whether the listing is narrowed in any way.
    pub(super) narrows: bool,
    /// How many match, in words.
    pub(super) count: String,
    pub(super) cards: Vec<Card>,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

/// A field of the form.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) choices: Vec<Choice>,
}

/// What can be chosen in a field.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

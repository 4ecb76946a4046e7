//! The pages that people read.

mod about;
mod api;
mod card;
mod dates;
mod directory;
mod facts;
mod home;
mod in_short;
mod listing;
mod search;
mod sheet;
mod territory;
mod theme;
mod voice;

pub(super) use about::about;
pub(super) use api::api;
pub(super) use directory::directory;
pub(super) use home::home;
pub(super) use in_short::InShort;
pub(super) use listing::{formats, listing};
pub(super) use sheet::sheet;
pub(super) use territory::{profile, territory};
pub(super) use theme::theme;
pub(super) use voice::Voice;

use card::Card;
use facts::Line;

/// Some sheets of a kind under a heading, and where the others are.
struct Part {
    id: &'static str,
    title: String,
    cards: Vec<Card>,
    more: Option<Line>,
}

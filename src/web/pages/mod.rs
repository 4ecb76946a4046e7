//! The pages that people read.

mod about;
mod advice;
mod api;
mod calendar;
mod card;
mod charts;
mod dates;
mod directory;
mod elsewhere;
mod facets;
mod facts;
mod follow;
mod history;
mod home;
mod house;
mod in_short;
mod listing;
mod map;
mod meanings;
mod network;
mod offline;
mod panorama;
mod pictures;
mod search;
mod sheet;
mod style;
mod suggestions;
mod territory;
mod theme;
mod vocabulary;
mod voice;

pub(super) use about::about;
pub(super) use api::api;
pub(super) use calendar::calendar;
pub(super) use directory::directory;
pub(super) use follow::follow;
pub(super) use history::{history, version};
pub(super) use home::home;
pub(crate) use house::built_in_text;
pub(super) use house::house;
pub(super) use in_short::InShort;
pub(super) use listing::{formats, listing};
pub(super) use map::map;
pub(super) use network::network;
pub(super) use offline::{directory as kept_directory, keep, manifest, service_worker, shell};
pub(super) use sheet::sheet;
pub(super) use style::style;
pub(super) use suggestions::suggestions;
pub(super) use territory::{profile, territory};
pub(super) use theme::theme;
pub(super) use vocabulary::{axis, pillar, themes};
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

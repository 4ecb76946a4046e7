//! The map: what stands on it, the operator's own file, and the small outline that shows where
//! something is.

mod data;
mod grid;
mod locator;
mod region;

pub(super) use data::{MapData, on_map, show as data};
pub(super) use grid::FINEST;
pub(super) use locator::{Locator, OUTLINES};
pub(super) use region::{RegionFile, show as region};

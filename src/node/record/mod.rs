//! The files that people write, keep and exchange: one record per territory, practice, event or
//! call, in the format of `docs/files.md`, and the way from a record to the domain and back.

mod body;
mod by_language;
mod call;
mod event;
mod file;
mod place;
mod practice;
mod sheet;
mod territory;
mod texts;

pub use by_language::ByLanguage;
pub use call::CallRecord;
pub use event::EventRecord;
pub use file::{BrokenRow, FileProblem, Row, read_file, read_text};
pub use place::PlaceRecord;
pub use practice::PracticeRecord;
pub use sheet::SheetRecord;
pub(super) use sheet::kind_by_id;
pub use territory::{Mention, NamesRecord, TerritoryRecord};

use std::sync::LazyLock;

use crate::domain::Taxonomy;

/// The vocabulary that all nodes share: `vocabulary/taxonomy.json`, compiled in.
///
/// # Panics
///
/// Never: a test reads what is compiled in.
#[must_use]
pub fn shared_taxonomy() -> &'static Taxonomy {
    static SHARED: LazyLock<Taxonomy> = LazyLock::new(|| {
        let json = include_str!("../../../vocabulary/taxonomy.json");
        Taxonomy::parse(json).expect("the vocabulary compiled in should be well formed")
    });
    &SHARED
}

#[cfg(test)]
mod tests;

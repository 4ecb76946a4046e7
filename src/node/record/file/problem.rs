//! What is wrong with a file, said so that its author finds the place.

use std::fmt;

/// Most broken rows that are named; who has more of them than this has one mistake in all.
const MOST_NAMED: usize = 20;

/// Why nothing of a file was read.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum FileProblem {
    #[error("{file} cannot be read")]
    Unreadable { file: String, source: std::io::Error },
    #[error("{file} has more than 64 MB: cut it into several")]
    TooLarge { file: String },
    #[error("{file} is not JSON as it should be")]
    NotJson { file: String, source: serde_json::Error },
    #[error(
        "{file} has a field \"{key}\" that is no list of territories, practices, events, calls or themes"
    )]
    UnknownList { file: String, key: String },
    #[error("{file} {why}")]
    Unlike { file: String, why: String },
    #[error("{file} holds no record")]
    NoRecords { file: String },
    #[error("{file}: {count} of {total} rows are broken, so nothing of it was read{}", Listed(.rows, *.count))]
    BrokenRows {
        file: String,
        /// The first of them.
        rows: Vec<BrokenRow>,
        /// How many there are.
        count: usize,
        /// How many rows the file has.
        total: usize,
    },
}

impl FileProblem {
    /// The problem of a file with at least one broken row.
    pub(in crate::node) fn broken(file: String, mut rows: Vec<BrokenRow>, total: usize) -> Self {
        let count = rows.len();
        rows.truncate(MOST_NAMED);
        Self::BrokenRows { file, rows, count, total }
    }
}

/// A row that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRow {
    /// The list in which it stands; `record` in a file without lists.
    pub list: &'static str,
    /// Its number in the list, from 1.
    pub number: usize,
    /// What it calls itself.
    pub id: Option<String>,
    /// The field as the file calls it; empty when it is the row as a whole.
    pub field: String,
    /// The rule that it breaks.
    pub rule: String,
}

impl fmt::Display for BrokenRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.list, self.number)?;
        if let Some(id) = &self.id {
            write!(f, " ({id})")?;
        }
        match self.field.as_str() {
            "" => write!(f, ": {}", self.rule),
            field => write!(f, ": {field} {}", self.rule),
        }
    }
}

/// A line for each broken row that is named.
struct Listed<'r>(&'r [BrokenRow], usize);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in self.0 {
            write!(f, "\n  {row}")?;
        }
        match self.1 - self.0.len() {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

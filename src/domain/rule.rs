//! A rule that what somebody wrote does not keep, and where.

/// What is wrong with a field. The web says it in the reader's language, from `key()`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The field is empty and must not be.
    #[error("is missing")]
    Missing,
    /// The text is longer than the given number of characters.
    #[error("is longer than {0} characters")]
    TooLong(usize),
    /// More items than the given number.
    #[error("has more than {0} items")]
    TooMany(usize),
    /// The value is in no list of the taxonomy.
    #[error("\"{0}\" is not in the shared vocabulary")]
    Unknown(String),
    /// Not of the form that the field asks for; says which form.
    #[error("\"{value}\" is not {form}")]
    Malformed {
        /// What stands there.
        value: String,
        /// What should: "a date such as 2026-05-31".
        form: &'static str,
    },
    /// An event that ends before it starts.
    #[error("ends before it starts")]
    EndsTooEarly,
    /// The same language twice.
    #[error("\"{0}\" stands there twice")]
    Twice(String),
    /// A field that never changes once it is published.
    #[error("cannot change once it is published")]
    Fixed,
}

impl Rule {
    /// The name of the rule, as translation files know it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong(_) => "too-long",
            Self::TooMany(_) => "too-many",
            Self::Unknown(_) => "unknown",
            Self::Malformed { .. } => "malformed",
            Self::EndsTooEarly => "ends-too-early",
            Self::Twice(_) => "twice",
            Self::Fixed => "fixed",
        }
    }
}

/// A field and the rule that it breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {rule}")]
pub struct Broken {
    /// The field as the author knows it: `title.fr`, `end`, `themes`.
    pub field: String,
    /// The rule.
    pub rule: Rule,
}

impl Broken {
    /// A `rule` broken at `field`.
    pub fn new(field: impl Into<String>, rule: Rule) -> Self {
        Self { field: field.into(), rule }
    }
}

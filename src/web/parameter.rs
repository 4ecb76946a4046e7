//! A parameter of an address with a value that it cannot have, and what it could be.

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;

/// A value that a parameter cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the parameter {name} cannot be \"{value}\"")]
pub(super) struct BadParameter {
    /// The parameter.
    pub(super) name: &'static str,
    /// What stands there, shortened.
    pub(super) value: String,
    /// What should.
    pub(super) expected: Expected,
}

/// What a parameter may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// A term of the shared vocabulary.
    Term,
    /// A kind of sheet.
    Type,
    /// The handle of a territory or an organisation.
    Handle,
    /// The name of a town or a territory, or a point.
    Place,
    /// `relevance`, `date` or `distance`.
    Sort,
    /// A country code.
    Country,
    /// A language tag.
    Language,
    /// `upcoming`, `past`, a date, or two dates with `..` between them.
    When,
    /// A month such as `2027-02`.
    Month,
    /// A week such as `2027-W06`.
    Week,
    /// A time zone of the IANA.
    Zone,
    /// Four degrees.
    Area,
    /// `yes` or `no`.
    YesOrNo,
    /// A whole number from one to the given one.
    Number(usize),
    /// A text of at most this many characters.
    Text(usize),
    /// One of at most this many values of the parameter.
    OneOf(usize),
    /// A number that an earlier answer gave.
    Cursor,
    /// `handle@host` of somebody who is known here.
    Account,
    /// The host name of a server.
    Server,
    /// The address of a sheet of this node.
    SheetAddress,
}

/// Most values of one filter: each is a link in the page, with all the others in its address.
pub(super) const MOST_VALUES: usize = 20;

impl BadParameter {
    /// `value` cannot stand in the parameter `name`.
    pub(super) fn new(name: &'static str, value: &str, expected: Expected) -> Self {
        Self { name, value: value.chars().take(80).collect(), expected }
    }
}

impl Expected {
    /// What the parameter may hold, for the reader.
    pub(super) fn in_words(self, words: &FluentLanguageLoader) -> String {
        match self {
            Self::Term => fl!(words, "expected-term"),
            Self::Type => fl!(words, "expected-type"),
            Self::Handle => fl!(words, "expected-handle"),
            Self::Place => fl!(words, "expected-place"),
            Self::Sort => fl!(words, "expected-sort"),
            Self::Country => fl!(words, "expected-country"),
            Self::Language => fl!(words, "expected-language"),
            Self::When => fl!(words, "expected-when"),
            Self::Month => fl!(words, "expected-month"),
            Self::Week => fl!(words, "expected-week"),
            Self::Zone => fl!(words, "expected-zone"),
            Self::Area => fl!(words, "expected-area"),
            Self::YesOrNo => fl!(words, "expected-yes-or-no"),
            Self::Number(most) => fl!(words, "expected-number", most = most),
            Self::Text(most) => fl!(words, "expected-text", most = most),
            Self::OneOf(most) => fl!(words, "expected-one-of", most = most),
            Self::Cursor => fl!(words, "expected-cursor"),
            Self::Account => fl!(words, "expected-account"),
            Self::Server => fl!(words, "expected-server"),
            Self::SheetAddress => fl!(words, "expected-sheet-address"),
        }
    }
}

//! What the values of parameters may be.

use super::parameters::{Sort, When};
use crate::{
    domain::{BoundingBox, Dates, Facet, Language, List, SheetKind, Taxonomy, check_handle},
    web::parameter::{BadParameter, Expected},
};

/// Longest text to search for, in characters.
pub(super) const LONGEST_TEXT: usize = 200;
/// Characters that change the direction of what stands around them (Unicode, UAX #9).
const TURNS: [char; 12] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

impl When {
    /// Reads `upcoming`, `past`, a year, month or day, or two of them with `..` between, of which
    /// one may be left out. Days are those of UTC.
    pub(super) fn parse(value: &str) -> Result<Self, BadParameter> {
        let bad = || BadParameter::new("when", value, Expected::When);
        match value {
            "upcoming" => return Ok(Self::Upcoming),
            "past" => return Ok(Self::Past),
            _ => {}
        }
        let (from, to) = value.split_once("..").unwrap_or((value, value));
        let dates = |date: &str| match date {
            "" => Ok(None),
            date => whole_days(date).map(Some).ok_or_else(bad),
        };
        let (from, to) = (dates(from)?, dates(to)?);
        let (from, to) = (from.map(|dates| dates.starts_at()), to.map(|dates| dates.ends_at()));
        let backwards = from.zip(to).is_some_and(|(from, to)| to < from);
        if backwards || (from.is_none() && to.is_none()) {
            return Err(bad());
        }
        Ok(Self::Between(from, to))
    }
}

/// The first and last moment of a year, month or day of UTC.
fn whole_days(date: &str) -> Option<Dates> {
    let precision = match date.len() {
        4 => "year",
        7 => "month",
        _ => "day",
    };
    Dates::parse(date, date, precision, "UTC").ok()
}

impl Sort {
    /// Reads `relevance`, `date` or `distance`.
    pub(super) fn parse(value: &str) -> Result<Self, BadParameter> {
        match value {
            "relevance" => Ok(Self::Relevance),
            "date" => Ok(Self::Date),
            "distance" => Ok(Self::Distance),
            _ => Err(BadParameter::new("sort", value, Expected::Sort)),
        }
    }
}

/// A text to search for. What cannot be seen, or turns the text around, says nothing.
pub(super) fn read_text(name: &'static str, value: &str) -> Result<String, BadParameter> {
    if value.chars().count() > LONGEST_TEXT {
        return Err(BadParameter::new(name, value, Expected::Text(LONGEST_TEXT)));
    }
    let is_seen = |c: &char| !c.is_control() && !TURNS.contains(c);
    let seen: String = value.chars().filter(is_seen).collect();
    Ok(seen.trim().to_owned())
}

pub(super) fn yes_or_no(name: &'static str, value: &str) -> Result<bool, BadParameter> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(BadParameter::new(name, value, Expected::YesOrNo)),
    }
}

/// A whole number from one to `most`.
pub(super) fn number(name: &'static str, value: &str, most: usize) -> Result<usize, BadParameter> {
    let number = value.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| BadParameter::new(name, value, Expected::Number(most)))
}

/// A part of the map.
pub(super) fn read_area(value: &str) -> Result<BoundingBox, BadParameter> {
    BoundingBox::parse(value).map_err(|_| BadParameter::new("bbox", value, Expected::Area))
}

/// A kind of sheet.
pub(super) fn read_type(value: &str) -> Result<String, BadParameter> {
    let known = SheetKind::ALL.iter().any(|kind| kind.as_str() == value);
    if known { Ok(value.to_owned()) } else { Err(BadParameter::new("type", value, Expected::Type)) }
}

/// A country code, in capitals.
pub(super) fn read_country(value: &str) -> Result<String, BadParameter> {
    let code = value.to_ascii_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if is_code { Ok(code) } else { Err(BadParameter::new("country", value, Expected::Country)) }
}

/// A language without its region.
pub(super) fn read_language(value: &str) -> Result<String, BadParameter> {
    let language = Language::parse(value);
    let language = language.ok_or_else(|| BadParameter::new("lang", value, Expected::Language))?;
    Ok(language.base().to_owned())
}

/// A value of a facet, as the index has it.
pub(crate) fn facet_value(
    name: &'static str,
    facet: Facet,
    value: &str,
    kind: Option<SheetKind>,
    taxonomy: &Taxonomy,
) -> Result<String, BadParameter> {
    let bad = |expected| BadParameter::new(name, value, expected);
    match facet {
        Facet::Country => read_country(value),
        Facet::Language => read_language(value),
        Facet::Territory => {
            check_handle(value).map_err(|_| bad(Expected::Handle))?;
            Ok(value.to_owned())
        }
        // Other nodes have themes of their own, and what other software calls its posts is free.
        Facet::Theme if crate::domain::slug(value) == value => Ok(value.to_owned()),
        Facet::Subkind if kind == Some(SheetKind::Post) => {
            let is_type = value.len() <= 40 && value.bytes().all(|b| b.is_ascii_alphanumeric());
            if is_type { Ok(value.to_owned()) } else { Err(bad(Expected::Term)) }
        }
        _ => {
            let mut lists = lists(facet, kind);
            let known = lists.any(|list| taxonomy.find(list, value).is_some());
            if known { Ok(value.to_owned()) } else { Err(bad(Expected::Term)) }
        }
    }
}

/// The lists of the vocabulary that have the values of a facet for sheets of a kind, or of all.
pub(crate) fn lists(facet: Facet, kind: Option<SheetKind>) -> impl Iterator<Item = List> {
    let kinds = SheetKind::ALL.into_iter().filter(move |of| kind.is_none_or(|kind| kind == *of));
    let mut lists: Vec<List> = kinds.filter_map(|kind| terms(facet, kind)).collect();
    lists.dedup();
    lists.into_iter()
}

/// The list of the vocabulary that has the values of a facet for sheets of a kind.
fn terms(facet: Facet, kind: SheetKind) -> Option<List> {
    match (facet, kind) {
        (Facet::Pillar, _) => Some(List::Pillars),
        (Facet::Axis, _) => Some(List::Axes),
        (Facet::Theme, _) => Some(List::Themes),
        (Facet::Audience, _) => Some(List::Audiences),
        (Facet::Subkind, SheetKind::Practice) => Some(List::PracticeKinds),
        (Facet::Subkind, SheetKind::Event) => Some(List::EventKinds),
        (Facet::Subkind, SheetKind::Call) => Some(List::CallKinds),
        (Facet::Status, SheetKind::Practice) => Some(List::PracticeStatuses),
        (Facet::Status, SheetKind::Event) => Some(List::EventStatuses),
        (Facet::Status, SheetKind::Call) => Some(List::CallStatuses),
        _ => None,
    }
}

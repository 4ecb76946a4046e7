//! JSON objects as others write them: strings or arrays, nulls, wrong types, any length.

use chrono::Datelike;
use serde_json::{Map, Value};
use url::Url;

use super::ACTIVITY_STREAMS;
use crate::domain::{Iri, Language, Timestamp};

/// Characters that show a text in another order than it has, so that an address can look like
/// another one (T31). Those that only mark the direction of a word stay.
const OVERRIDES: [char; 2] = ['\u{202d}', '\u{202e}'];

/// Longest line of plain text that we keep, in characters (`docs/security.md` T29).
const LONGEST_LINE: usize = 1_000;
/// Longest remark, in characters.
const LONGEST_PARAGRAPH: usize = 5_000;
/// Most items of a list that we look at (T52).
pub(super) const MOST_ITEMS: usize = 100;

/// The fields of an object that somebody else wrote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The fields of an object.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    /// A value; `null` counts as none.
    pub(super) fn get(self, key: &str) -> Option<&'a Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// One value or the items of an array, at most a hundred.
    pub(super) fn items(self, key: &str) -> impl Iterator<Item = &'a Value> {
        let value = self.get(key);
        let items = match value {
            Some(Value::Array(items)) => items.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        items.iter().take(MOST_ITEMS)
    }

    /// The objects among the items.
    pub(super) fn objects(self, key: &str) -> impl Iterator<Item = Self> {
        self.items(key).filter_map(Self::of)
    }

    /// The keys and texts of a map, in its order.
    pub(super) fn map(self, key: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let map = self.get(key).and_then(Value::as_object);
        map.into_iter().flatten().take(MOST_ITEMS).map(|(key, value)| (key.as_str(), value))
    }

    /// The text of one language of a map.
    pub(super) fn text_in(self, key: &str, language: &str) -> Option<&'a str> {
        self.get(key)?.get(language)?.as_str()
    }

    /// A text as it stands there; of an array its first text.
    pub(super) fn text(self, key: &str) -> Option<&'a str> {
        self.items(key).find_map(Value::as_str)
    }

    /// A text as it stands there, or the `@value` of one that says its language.
    pub(super) fn words(self, key: &str) -> Option<&'a str> {
        let value = |item: &'a Value| item.as_str().or_else(|| item.get("@value")?.as_str());
        self.items(key).find_map(value)
    }

    /// The types in their order, without the prefix or the address of `ActivityStreams`.
    pub(super) fn types(self) -> impl Iterator<Item = &'a str> {
        self.items("type").filter_map(Value::as_str).map(|name| {
            let full = name.strip_prefix(ACTIVITY_STREAMS).and_then(|name| name.strip_prefix('#'));
            full.or_else(|| name.strip_prefix("as:")).unwrap_or(name)
        })
    }

    /// Whether one of its types is `name`.
    pub(super) fn is_a(self, name: &str) -> bool {
        self.types().any(|known| known == name)
    }

    /// One line of plain text.
    pub(super) fn line(self, key: &str) -> Option<String> {
        self.text(key).map(line)
    }

    /// Plain text of several lines.
    pub(super) fn paragraph(self, key: &str) -> Option<String> {
        self.text(key).map(|text| shorten(text, LONGEST_PARAGRAPH))
    }

    /// The lines of a list.
    pub(super) fn lines(self, key: &str) -> Vec<String> {
        self.items(key).filter_map(Value::as_str).map(line).collect()
    }

    /// An address: a string, or the `id` or `href` of an object.
    pub(super) fn iri(self, key: &str) -> Option<Iri> {
        self.items(key).find_map(address).and_then(|text| Iri::parse(text).ok())
    }

    /// The address of an activity, which nobody fetches.
    pub(super) fn iri_of_activity(self, key: &str) -> Option<Iri> {
        self.items(key).find_map(address).and_then(|text| Iri::parse_of_activity(text).ok())
    }

    /// An address to which a browser may be led (T14).
    pub(super) fn link(self, key: &str) -> Option<String> {
        self.items(key).find_map(address).filter(|text| is_web_address(text)).map(str::to_owned)
    }

    /// A moment of a year that has four digits in every time zone, or it could not be written
    /// again.
    pub(super) fn moment(self, key: &str) -> Option<Timestamp> {
        let moment = self.text(key).and_then(Timestamp::parse)?;
        (1..9_999).contains(&moment.to_utc().year()).then_some(moment)
    }

    /// A flag: down when it is absent or something else.
    pub(super) fn flag(self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// A number.
    pub(super) fn number(self, key: &str) -> Option<f64> {
        self.get(key)?.as_f64()
    }

    /// A number, also one that is written as a text.
    pub(super) fn number_in_any_form(self, key: &str) -> Option<f64> {
        let number = self.number(key).or_else(|| self.get(key)?.as_str()?.trim().parse().ok());
        number.filter(|number| number.is_finite())
    }

    /// A whole number.
    pub(super) fn whole_number(self, key: &str) -> Option<i64> {
        self.get(key)?.as_i64()
    }
}

/// The address that a string or an object stands for.
pub(super) fn address(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(object) => object.get("id").or_else(|| object.get("href"))?.as_str(),
        _ => None,
    }
}

/// Whether a browser may be led there.
pub(super) fn is_web_address(text: &str) -> bool {
    text.len() <= 2_048
        && Url::parse(text)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A language tag as it is, or as it should be: `fr_BE` and `FR` are understood.
pub(super) fn language_tag(text: &str) -> Option<Language> {
    Language::parse(text).or_else(|| {
        let text = text.get(..text.len().min(40))?.replace('_', "-");
        let (base, rest) = text.split_at(text.find('-').unwrap_or(text.len()));
        Language::parse(&(base.to_lowercase() + rest))
    })
}

/// One line of plain text, without control characters.
pub(super) fn line(text: &str) -> String {
    shorten(text, LONGEST_LINE).replace(['\n', '\t'], " ")
}

/// At most `longest` characters of a text, without control characters: databases refuse some, and
/// headers and calendars would be broken by others (T29, T50).
pub(super) fn shorten(text: &str, longest: usize) -> String {
    let kept = text
        .chars()
        .filter(|c| (!c.is_control() || matches!(c, '\n' | '\t')) && !OVERRIDES.contains(c));
    kept.take(longest).collect()
}

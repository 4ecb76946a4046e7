//! What an address of the calendar asks for: a month or a week, a zone, and the filters of the list.

use chrono_tz::Tz;
use url::form_urlencoded;

use super::period::Period;
use crate::{
    domain::{SheetKind, Taxonomy},
    web::{
        listing::Parameters,
        parameter::{BadParameter, Expected},
    },
};

/// The parameters that are not filters, or that a page of days takes the place of.
const NO_FILTERS: [&str; 6] = ["month", "week", "zone", "when", "page", "limit"];

/// The path of the calendar.
pub(super) const PATH: &str = "/events/calendar";

/// What the calendar is asked for.
pub(super) struct Asked {
    /// The filters of the list of events.
    pub(super) filters: Parameters,
    /// Which days; those of today's month when nobody says.
    pub(super) period: Option<Period>,
    /// On whose clock; on that of each event's place when nobody says.
    pub(super) zone: Option<Tz>,
}

impl Asked {
    /// Reads the query of an address; of a week and a month the week counts.
    pub(super) fn parse(query: &str, taxonomy: &Taxonomy) -> Result<Self, BadParameter> {
        let all = || form_urlencoded::parse(query.as_bytes());
        let given = |wanted: &str| {
            let value = all().find(|(name, _)| name == wanted).map(|(_, value)| value);
            value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let read = |name, expected, read: fn(&str) -> Option<Period>| {
            let refuse = |value: &str| BadParameter::new(name, value, expected);
            given(name).map(|value| read(&value).ok_or_else(|| refuse(&value))).transpose()
        };
        let month = read("month", Expected::Month, Period::parse_month)?;
        let week = read("week", Expected::Week, Period::parse_week)?;
        let refuse = |value: &str| BadParameter::new("zone", value, Expected::Zone);
        let zone = given("zone").map(|name| name.parse().map_err(|_| refuse(&name))).transpose()?;
        let filters = all().filter(|(name, _)| !NO_FILTERS.contains(&name.as_ref()));
        let filters =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(filters).finish();
        Ok(Self {
            filters: Parameters::parse(&filters, Some(SheetKind::Event), taxonomy)?,
            period: week.or(month),
            zone,
        })
    }

    /// The address of another period of the same calendar.
    pub(super) fn address(&self, period: Option<Period>) -> String {
        let mut own = form_urlencoded::Serializer::new(String::new());
        if let Some((name, value)) = period.map(Period::parameter) {
            own.append_pair(name, &value);
        }
        if let Some(zone) = self.zone {
            own.append_pair("zone", zone.name());
        }
        joined(&self.filters.address(PATH, 1), &own.finish())
    }

    /// The address of the list of the events of a day, a month or a year.
    pub(super) fn list_of(&self, date: &str) -> String {
        joined(&self.filters.address("/events", 1), &format!("when={date}"))
    }
}

/// An address with more parameters behind those that it has.
fn joined(address: &str, more: &str) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    if more.is_empty() { address.to_owned() } else { format!("{address}{joint}{more}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<Asked, BadParameter> {
        let taxonomy = r#"{"pillars": [{"id": "interculturality", "label": {"fr": "…"}}]}"#;
        Asked::parse(query, &Taxonomy::parse(taxonomy).unwrap())
    }

    #[test]
    fn other_periods_keep_the_filters_and_the_zone() {
        let query = "month=2027-02&pillar=interculturality&zone=Africa%2FBamako&when=past&page=3";
        let asked = asked(query).unwrap();
        assert_eq!(
            asked.address(asked.period.and_then(Period::after)),
            "/events/calendar?pillar=interculturality&month=2027-03&zone=Africa%2FBamako"
        );
        assert_eq!(asked.filters.address("/events", 1), "/events?pillar=interculturality");
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        for (query, name) in [
            ("month=february", "month"),
            ("month=2027-13", "month"),
            ("week=6", "week"),
            ("zone=Europe/Atlantis", "zone"),
            ("zone=../../etc/passwd", "zone"),
            ("pillar=nowhere", "pillar"),
        ] {
            assert_eq!(asked(query).err().unwrap().name, name, "{query}");
        }
    }

    #[test]
    fn a_field_left_empty_asks_nothing_and_a_week_is_narrower_than_a_month() {
        let nothing = asked("month=&zone=&week=").unwrap();
        assert_eq!((nothing.period, nothing.zone), (None, None));
        assert_eq!(nothing.address(None), "/events/calendar");
        let both = asked("month=2027-02&week=2027-W06").unwrap();
        assert_eq!(both.period, Period::parse_week("2027-W06"));
    }
}

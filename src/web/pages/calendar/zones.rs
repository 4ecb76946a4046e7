//! The time zones that the calendar offers: those of the territories that are known here, and UTC.

use chrono::{NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::domain::Actor;

/// What can be chosen in a field.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// The zones to choose from, with how far each is from UTC on `day`.
pub(super) fn choices(directory: &[Actor], chosen: Option<Tz>, day: NaiveDate) -> Vec<Choice> {
    let known = directory.iter().filter_map(zone_of);
    let mut zones: Vec<Tz> = known.chain([Tz::UTC]).chain(chosen).collect();
    zones.sort_by_key(|zone| zone.name());
    zones.dedup();
    zones
        .into_iter()
        .map(|zone| Choice {
            value: zone.name().to_owned(),
            label: format!("{} (UTC{})", zone.name().replace('_', " "), offset(zone, day)),
            chosen: chosen == Some(zone),
        })
        .collect()
}

/// The zone of a territory or an organisation.
pub(in crate::web::pages) fn zone_of(actor: &Actor) -> Option<Tz> {
    actor.territory.timezone.as_deref().and_then(|name| name.parse().ok())
}

/// How far a zone is from UTC at noon of a day: `+05:30`.
fn offset(zone: Tz, day: NaiveDate) -> String {
    let noon = day.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(12);
    zone.offset_from_utc_datetime(&noon).fix().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_told_with_its_distance_on_the_day_that_is_shown() {
        let label = |zone: &str, day: &str| {
            let chosen: Tz = zone.parse().unwrap();
            let choices = choices(&[], Some(chosen), day.parse().unwrap());
            choices.iter().find(|choice| choice.chosen).unwrap().label.clone()
        };
        assert_eq!(label("Europe/Paris", "2027-02-09"), "Europe/Paris (UTC+01:00)");
        assert_eq!(label("Europe/Paris", "2027-07-09"), "Europe/Paris (UTC+02:00)");
        assert_eq!(label("America/St_Johns", "2027-02-09"), "America/St Johns (UTC-03:30)");
        assert_eq!(label("UTC", "2027-02-09"), "UTC (UTC+00:00)");
    }
}

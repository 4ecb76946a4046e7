//! What the clocks of other territories show at the moment when an event starts.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use i18n_embed_fl::fl;

use super::{calendar::zone_of, dates, voice::Voice};
use crate::{
    domain::{
        Actor, ActorKind, Dates, Event, FollowingState, Iri, Precision, Sheet, Subject, fold,
    },
    store::{Reading, actors, followings},
    web::{error::WebError, overview::Overview, page::name_of},
};

/// Most times that are shown at once; the others are one click away.
const AT_ONCE: usize = 8;
/// Most territories that are named for one time.
const NAMED: usize = 5;

/// The start of an event on the clocks of the directory.
pub(super) struct Elsewhere {
    /// The moment, as browsers read it.
    pub(super) starts_at: String,
    /// What a script says once it knows the clock of the device, with `{time}` where that stands.
    pub(super) here: String,
    pub(super) moments: Vec<Moment>,
    pub(super) more: Vec<Moment>,
}

/// The same moment on one clock.
pub(super) struct Moment {
    /// The time, with the day where it is another.
    pub(super) time: String,
    /// The territories that have that clock.
    pub(super) places: String,
}

/// What the clocks of the territories show when the event of a sheet starts; `None` when it is not
/// known to the minute, or when nobody has another clock.
pub(super) async fn elsewhere(
    db: &mut Reading,
    overview: &Overview,
    voice: Voice<'_>,
    sheet: &Sheet,
) -> Result<Option<Elsewhere>, WebError> {
    let Subject::Event(Event { dates, .. }) = &sheet.content.subject else { return Ok(None) };
    if dates.precision() != Precision::Time {
        return Ok(None);
    }
    let followed = followed(db).await?;
    let directory = overview.directory(db).await?;
    let clocks = directory.iter().filter_map(|actor| clock(actor, voice, dates, &followed));
    Ok(told(voice, dates, clocks.collect()))
}

/// The addresses of those whom this node follows: its oldest actor is the one that runs it.
async fn followed(db: &mut Reading) -> Result<BTreeSet<Iri>, WebError> {
    let Some(own) = actors::local(db).await?.into_iter().next() else {
        return Ok(BTreeSet::new());
    };
    let followings = followings::list(db, own.id).await?.into_iter();
    let accepted = followings.filter(|one| one.state == FollowingState::Accepted);
    Ok(accepted.map(|one| one.followed).collect())
}

/// The clock of a territory.
struct Clock {
    /// Lower for those who are nearer to the readers of this node.
    rank: u8,
    local: NaiveDateTime,
    name: String,
}

fn clock(
    actor: &Actor,
    voice: Voice<'_>,
    dates: &Dates,
    followed: &BTreeSet<Iri>,
) -> Option<Clock> {
    if actor.kind != ActorKind::Territory {
        return None;
    }
    let rank = match actor {
        actor if actor.is_local() => 0,
        actor if followed.contains(&actor.iri) => 1,
        _ => 2,
    };
    let local = dates.local_start().with_timezone(&zone_of(actor)?).naive_local();
    Some(Clock { rank, local, name: name_of(actor, voice.reader).to_owned() })
}

/// The clocks that show the same, together: those of this node and of followed territories at
/// once, each part from the earliest to the latest.
fn told(voice: Voice<'_>, dates: &Dates, mut clocks: Vec<Clock>) -> Option<Elsewhere> {
    let own = dates.local_start().naive_local();
    clocks.sort_by_cached_key(|clock| (clock.local, clock.rank, fold(&clock.name)));
    let mut groups: Vec<&[Clock]> = clocks.chunk_by(|a, b| a.local == b.local).collect();
    if groups.iter().all(|group| group[0].local == own) {
        return None;
    }
    groups.sort_by_key(|group| group[0].rank);
    let shown = groups.len().min(AT_ONCE);
    let (at_once, others) = groups.split_at_mut(shown);
    let moments = |groups: &mut [&[Clock]]| {
        groups.sort_by_key(|group| group[0].local);
        groups.iter().map(|group| moment(voice, own, group)).collect()
    };
    Some(Elsewhere {
        starts_at: dates.starts_at().to_string(),
        here: fl!(voice.words, "elsewhere-here", time = "{time}"),
        moments: moments(at_once),
        more: moments(others),
    })
}

fn moment(voice: Voice<'_>, own: NaiveDateTime, group: &[Clock]) -> Moment {
    let local = group[0].local;
    let time = local.format("%H:%M").to_string();
    let time = if local.date() == own.date() {
        time
    } else {
        let day = dates::weekday(voice.words, local.date());
        fl!(voice.words, "date-with-time", day = day, time = time)
    };
    let named: Vec<&str> = group.iter().take(NAMED).map(|clock| clock.name.as_str()).collect();
    let names = named.join(", ");
    let others = group.len().saturating_sub(NAMED);
    let places = match others {
        0 => names,
        count => fl!(voice.words, "elsewhere-others", names = names, count = count),
    };
    Moment { time, places }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::{domain::Taxonomy, web::locale::Reader};

    fn shown(start: &str, own: &str, zones: &[(u8, &str, &str)]) -> Option<Vec<String>> {
        let reader = Reader::new(&"/?ui=en".parse().unwrap(), "");
        let taxonomy = Taxonomy::parse("{}").unwrap();
        let end = "2030-01-01T00:00:00Z";
        let dates = Dates::parse(start, end, "time", own).unwrap();
        let clocks = zones.iter().map(|(rank, zone, name)| Clock {
            rank: *rank,
            local: dates.local_start().with_timezone(&zone.parse::<Tz>().unwrap()).naive_local(),
            name: (*name).to_owned(),
        });
        let told = told(Voice::new(&reader, &taxonomy), &dates, clocks.collect())?;
        let line = |moment: &Moment| format!("{} {}", moment.time, moment.places);
        Some(told.moments.iter().chain(&told.more).map(line).collect())
    }

    #[test]
    fn territories_with_the_same_time_stand_together_whatever_their_zones_are_called() {
        let zones = [
            (0, "Europe/Paris", "Lyon"),
            (0, "Africa/Bamako", "Gao"),
            (1, "Europe/Lisbon", "Lisbon"),
            (0, "America/Recife", "Recife"),
            (1, "America/Mexico_City", "Mexico City"),
        ];
        assert_eq!(
            shown("2027-02-09T15:00:00+01:00", "Europe/Paris", &zones).unwrap(),
            ["08:00 Mexico City", "11:00 Recife", "14:00 Gao, Lisbon", "15:00 Lyon"]
        );
        // In July Lisbon is an hour ahead of Gao, and Paris two.
        assert_eq!(
            shown("2027-07-09T15:00:00+02:00", "Europe/Paris", &zones).unwrap(),
            ["07:00 Mexico City", "10:00 Recife", "13:00 Gao", "14:00 Lisbon", "15:00 Lyon"]
        );
    }

    #[test]
    fn another_day_is_named_and_half_hours_count() {
        let zones = [(0, "Asia/Kolkata", "Kochi"), (0, "America/Los_Angeles", "San Francisco")];
        assert_eq!(
            shown("2027-02-09T23:00:00+01:00", "Europe/Paris", &zones).unwrap(),
            ["14:00 San Francisco", "Wednesday 10 February 2027, 03:30 Kochi"]
        );
    }

    #[test]
    fn the_time_that_everybody_has_is_not_told_again() {
        let zones = [(0, "Europe/Paris", "Lyon"), (0, "Europe/Brussels", "Liège")];
        assert_eq!(shown("2027-02-09T15:00:00+01:00", "Europe/Paris", &zones), None);
    }

    #[test]
    fn a_few_names_stand_for_many() {
        let names: Vec<String> = (0..9).map(|number| format!("Town {number}")).collect();
        let zones: Vec<_> = names.iter().map(|name| (2, "Africa/Bamako", name.as_str())).collect();
        let lines = shown("2027-02-09T15:00:00+01:00", "Europe/Paris", &zones).unwrap();
        assert_eq!(lines, ["14:00 Town 0, Town 1, Town 2, Town 3, Town 4 and 4 others"]);
    }
}

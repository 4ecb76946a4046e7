//! The network in pictures: sheets by pillar and by country, how they became more, a year of events.

use chrono::{Datelike, Months, NaiveDate};
use i18n_embed_fl::fl;

use super::{
    charts::{Caption, Chart, Figure},
    dates,
    voice::Voice,
};
use crate::{
    domain::{List, Timestamp},
    store::Reading,
    web::{
        error::WebError,
        overview::{Figures, Overview},
    },
};

/// Countries that have a bar of their own.
const MOST_COUNTRIES: usize = 12;
/// Months of a picture of growth.
const MOST_MONTHS: usize = 24;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// All pictures, in the order in which a page shows them; a page that wants few takes the first.
pub(super) async fn pictures(
    overview: &Overview,
    db: &mut Reading,
    voice: Voice<'_>,
    now: Timestamp,
) -> Result<Vec<Chart>, WebError> {
    let figures = overview.figures(db, now).await?;
    let today = now.to_utc().date_naive();
    Ok(vec![
        pillars(voice, &figures),
        countries(voice, &figures),
        growth(voice, &figures, today),
        events(voice, &figures, today),
    ])
}

fn pillars(voice: Voice<'_>, figures: &Figures) -> Chart {
    let Voice { words, reader, .. } = voice;
    let pillars = voice.taxonomy.list(List::Pillars).iter().map(|pillar| Figure {
        label: pillar.label_for(reader.languages()).to_owned(),
        count: count_of(&figures.pillars, &pillar.id),
        href: Some(reader.link(&format!("/pillars/{}", pillar.id))),
    });
    let caption = Caption {
        id: "pillars",
        title: fl!(words, "chart-pillars"),
        description: fl!(words, "chart-pillars-text"),
        head: [fl!(words, "field-pillar"), fl!(words, "chart-sheets")],
    };
    Chart::bars(reader, caption, &pillars.collect::<Vec<_>>())
}

fn countries(voice: Voice<'_>, figures: &Figures) -> Chart {
    let Voice { words, reader, .. } = voice;
    let (named, others) = figures.countries.split_at(figures.countries.len().min(MOST_COUNTRIES));
    let mut countries: Vec<Figure> = named
        .iter()
        .map(|(code, count)| Figure {
            label: reader.country_name(code),
            count: *count,
            href: Some(reader.link(&format!("/search?country={code}&examples=no"))),
        })
        .collect();
    if !others.is_empty() {
        let count = others.iter().map(|(_, count)| count).sum();
        countries.push(Figure { label: fl!(words, "chart-others"), count, href: None });
    }
    let caption = Caption {
        id: "countries",
        title: fl!(words, "chart-countries"),
        description: fl!(words, "chart-countries-text", count = figures.countries.len()),
        head: [fl!(words, "field-country"), fl!(words, "chart-sheets")],
    };
    Chart::bars(reader, caption, &countries)
}

/// How many sheets had been published by the end of each month.
fn growth(voice: Voice<'_>, figures: &Figures, today: NaiveDate) -> Chart {
    let Voice { words, reader, .. } = voice;
    let months = months_of_growth(&figures.days, today).into_iter().map(|(month, count)| Figure {
        label: dates::partial_date(words, &key_of(month)),
        count,
        href: None,
    });
    let caption = Caption {
        id: "growth",
        title: fl!(words, "chart-growth"),
        description: fl!(words, "chart-growth-text"),
        head: [fl!(words, "chart-month"), fl!(words, "chart-sheets")],
    };
    Chart::curve(reader, caption, &months.collect::<Vec<_>>())
}

/// Events of twelve months, the present one first.
fn events(voice: Voice<'_>, figures: &Figures, today: NaiveDate) -> Chart {
    let Voice { words, reader, .. } = voice;
    let mut months: Vec<Figure> = twelve_months(today)
        .map(|month| {
            let key = key_of(month);
            let count = count_of(&figures.events, &key);
            let href = reader.link(&format!("/events?when={key}&examples=no"));
            Figure {
                label: dates::partial_date(words, &key),
                count,
                href: (count > 0).then_some(href),
            }
        })
        .collect();
    let unknown: i64 =
        figures.events.iter().filter(|(key, _)| key.len() < 7).map(|(_, count)| count).sum();
    if unknown > 0 {
        let label = fl!(words, "chart-month-unknown");
        months.push(Figure { label, count: unknown, href: None });
    }
    let caption = Caption {
        id: "events",
        title: fl!(words, "chart-events"),
        description: fl!(words, "chart-events-text"),
        head: [fl!(words, "chart-month"), fl!(words, "events")],
    };
    Chart::bars(reader, caption, &months)
}

fn count_of(counts: &[(String, i64)], wanted: &str) -> i64 {
    counts.iter().find(|(value, _)| value == wanted).map_or(0, |(_, count)| *count)
}

/// A month as addresses write it: `2027-09`.
fn key_of(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// The first days of twelve months, from the one of `today`.
fn twelve_months(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = first_of_month(today);
    (0..12).filter_map(move |later| first.checked_add_months(Months::new(later)))
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The last months up to `today`, at most [`MOST_MONTHS`] and none before the first sheet, each with
/// how many sheets there were at its end; `days` are days since 1970 in their order.
fn months_of_growth(days: &[(i64, i64)], today: NaiveDate) -> Vec<(NaiveDate, i64)> {
    let date = |day: i64| Timestamp(day.saturating_mul(DAY)).to_utc().date_naive();
    let Some((first, _)) = days.first() else { return Vec::new() };
    let first = first_of_month(date(*first));
    let mut months: Vec<NaiveDate> = Vec::new();
    let mut month = first_of_month(today);
    while months.len() < MOST_MONTHS && (month >= first || months.is_empty()) {
        months.push(month);
        let Some(earlier) = month.checked_sub_months(Months::new(1)) else { break };
        month = earlier;
    }
    months.reverse();
    let by_the_end_of = |month: NaiveDate| {
        let published = days.iter().filter(|(day, _)| first_of_month(date(*day)) <= month);
        published.map(|(_, count)| count).sum()
    };
    months.into_iter().map(|month| (month, by_the_end_of(month))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(published: &[(&str, i64)]) -> Vec<(i64, i64)> {
        let since_1970 = |text: &str| (day(text) - day("1970-01-01")).num_days();
        published.iter().map(|(text, count)| (since_1970(text), *count)).collect()
    }

    fn grown(published: &[(&str, i64)], today: &str) -> Vec<(String, i64)> {
        let months = months_of_growth(&days(published), day(today));
        months.into_iter().map(|(month, count)| (key_of(month), count)).collect()
    }

    #[test]
    fn every_month_counts_what_was_there_at_its_end() {
        let published = [("2026-08-31", 2), ("2026-10-01", 3), ("2026-10-31", 1)];
        let expected = [("2026-08", 2), ("2026-09", 2), ("2026-10", 6), ("2026-11", 6)];
        let expected = expected.map(|(month, count)| (month.to_owned(), count));
        assert_eq!(grown(&published, "2026-11-30"), expected);
    }

    #[test]
    fn an_old_network_shows_its_last_two_years_and_an_empty_one_nothing() {
        let months = grown(&[("1999-01-01", 5), ("2026-11-01", 1)], "2026-11-22");
        assert_eq!(months.len(), MOST_MONTHS);
        assert_eq!(months[0], ("2024-12".to_owned(), 5));
        assert_eq!(months.last().unwrap(), &("2026-11".to_owned(), 6));
        assert_eq!(grown(&[], "2026-11-22"), []);
        assert_eq!(grown(&[("2026-11-22", 4)], "2026-11-22"), [("2026-11".to_owned(), 4)]);
    }

    #[test]
    fn a_year_of_events_begins_with_the_present_month() {
        let months: Vec<String> = twelve_months(day("2026-11-30")).map(key_of).collect();
        assert_eq!(
            (months.len(), months[0].as_str(), months[11].as_str()),
            (12, "2026-11", "2027-10")
        );
    }
}

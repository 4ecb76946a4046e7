//! The events as a calendar, and what the clocks elsewhere show.

use havre::domain::{Dates, Subject};

use crate::site::{HUB, LANGUAGES, Site};

/// The cell of a day.
fn day<'a>(text: &'a str, date: &str) -> &'a str {
    let at = text.find(&format!("<time datetime=\"{date}\">")).unwrap_or_else(|| panic!("{date}"));
    &text[at..at + text[at..].find("</td>").unwrap()]
}

#[tokio::test]
async fn a_month_has_each_event_on_its_days_with_the_zone_of_its_place() {
    let site = Site::with_the_network().await;
    let text = site.visit("/events/calendar?month=2027-09&ui=en").await.text().to_owned();
    assert!(text.contains("<h2 id=\"period\">September 2027</h2>"), "{text}");
    assert!(text.contains("<th scope=\"col\">Monday</th><th scope=\"col\">Tuesday</th>"));
    assert!(day(&text, "2027-09-15").contains("18:00 – 21:00 (Brussels)"), "{text}");
    assert!(day(&text, "2027-09-18").contains("14:00 – 17:00 (Paris)"));
    let recife = day(&text, "2027-09-19");
    assert!(recife.contains("16:00 – 20:00 (Recife)"), "{recife}");
    assert!(recife.contains(&site.page_of("evt-exemple-semaine-recife").await));
    assert!(recife.contains("Example"), "an example says so in its cell");
    assert!(!day(&text, "2027-09-16").contains("<a "));
}

#[tokio::test]
async fn an_event_of_several_days_is_on_each_of_them() {
    let site = Site::with_the_network().await;
    let text = site.visit("/events/calendar?month=2018-11&ui=en").await.text().to_owned();
    for (date, which) in [("2018-11-20", "day 1 of 5"), ("2018-11-24", "day 5 of 5")] {
        assert!(day(&text, date).contains(which), "{}", day(&text, date));
    }
    assert!(!day(&text, "2018-11-25").contains("<a "));
}

#[tokio::test]
async fn what_is_known_to_the_month_or_the_year_stands_under_the_days() {
    let site = Site::with_the_network().await;
    let text = site.visit("/events/calendar?month=2018-05&ui=en").await.text().to_owned();
    let (_, sometime) = text.split_once("Exact date not known").unwrap();
    assert!(sometime.contains(&site.page_of("evt-2018-05-snapshots-lancement").await));
    assert!(sometime.contains("May 2018"), "{sometime}");
}

#[tokio::test]
async fn a_cancelled_event_stays_and_says_so() {
    let site = Site::with_the_network().await;
    let mut content = site.sheet("evt-exemple-semaine-liege").await.content;
    let Subject::Event(event) = &mut content.subject else { panic!("an event") };
    event.cancelled = true;
    site.clock.advance(60);
    site.node.put_sheet(HUB, content).await.unwrap();
    let text = site.visit("/events/calendar?month=2027-09&ui=fr").await.text().to_owned();
    assert!(day(&text, "2027-09-15").contains("<strong>annulé</strong>"), "{text}");
}

#[tokio::test]
async fn a_week_has_seven_days_and_its_number() {
    let site = Site::with_the_network().await;
    let text = site.visit("/events/calendar?week=2027-W06&ui=en").await.text().to_owned();
    assert!(text.contains("Week 6, 8 February 2027 – 14 February 2027"), "{text}");
    assert_eq!(text.matches("<td class=").count(), 7);
    assert!(day(&text, "2027-02-09").contains("15:00 – 16:30 (Paris)"));
    assert!(text.contains("href=\"/events/calendar?week=2027-W07&#38;ui=en\""), "{text}");
    assert!(text.contains("href=\"/events/calendar?month=2027-02&#38;ui=en\""));
}

#[tokio::test]
async fn a_zone_moves_hours_and_days_and_stays_in_the_links() {
    let site = Site::with_the_network().await;
    let at = "/events/calendar?month=2027-09&zone=Asia/Kolkata&ui=en";
    let text = site.visit(at).await.text().to_owned();
    assert!(text.contains("Days and times are those of Asia/Kolkata"), "{text}");
    assert!(!day(&text, "2027-09-19").contains("<a "), "{}", day(&text, "2027-09-19"));
    assert!(day(&text, "2027-09-20").contains("00:30 – 04:30</span>"), "{text}");
    assert!(text.contains("month=2027-10&#38;zone=Asia%2FKolkata"));
    assert!(text.contains("<option value=\"Africa/Bamako\">Africa/Bamako (UTC+00:00)</option>"));
    let text = site.visit("/events/calendar?month=2018-11&zone=Asia/Tokyo").await.text().to_owned();
    assert!(day(&text, "2018-11-20").contains("<a "), "whole days stay where they are");
}

#[tokio::test]
async fn the_calendar_has_the_filters_of_the_list_and_leads_back_to_it() {
    let site = Site::with_the_network().await;
    let at = "/events/calendar?month=2027-09&theme=migration-memory&country=BR&ui=en";
    let text = site.visit(at).await.text().to_owned();
    let list = "href=\"/events?country=BR&#38;theme=migration-memory&#38;ui=en\"";
    assert!(text.contains(list), "{text}");
    assert!(text.contains("<input type=\"hidden\" name=\"country\" value=\"BR\">"));
    let file = "/events.ics?country=BR&#38;theme=migration-memory&#38;ui=en\"";
    assert!(text.contains(&format!("href=\"{file}")), "{text}");
    assert!(text.contains(&format!("href=\"webcal://hub.example{file}")));
    let all = site.visit("/events/calendar?month=2027-09&ui=en").await.text().to_owned();
    assert!(all.matches("class=\"mark\"").count() > text.matches("class=\"mark\"").count());
    let filtered = site.visit("/events/calendar?month=2027-09&lang=pt&ui=fr").await;
    assert!(filtered.text().contains("<html lang=\"fr\""), "lang is a filter here");
}

#[tokio::test]
async fn an_empty_month_leads_to_the_nearest_events_on_both_sides() {
    let site = Site::with_the_network().await;
    let text = site.visit("/events/calendar?month=2026-12&ui=en").await.text().to_owned();
    assert!(text.contains("No event: December 2026."), "{text}");
    assert!(text.contains("month=2025-09&#38;ui=en\">Events before: September 2025</a>"), "{text}");
    assert!(text.contains("month=2027-02&#38;ui=en\">Events after: February 2027</a>"), "{text}");
    let text = site.visit("/events/calendar?week=2027-W08&ui=en").await.text().to_owned();
    assert!(text.contains("week=2027-W06&#38;ui=en\">Events before:"), "{text}");
    assert!(text.contains("week=2027-W10&#38;ui=en\">Events after:"), "{text}");
    for far in ["1900-01", "2200-12"] {
        let answer = site.visit(&format!("/events/calendar?month={far}&ui=en")).await;
        assert_eq!(answer.status, 200, "{far}");
        assert!(answer.text().contains("Events "), "{far}");
    }
}

#[tokio::test]
async fn today_is_told_in_words_and_is_that_of_the_space() {
    let site = Site::with_the_network().await;
    let text = site.visit("/events/calendar?ui=en").await.text().to_owned();
    assert!(text.contains("<h2 id=\"period\">November 2026</h2>"), "{text}");
    assert!(day(&text, "2026-11-22").contains(">today<"), "{}", day(&text, "2026-11-22"));
    assert_eq!(text.matches(">today<").count(), 1);
}

#[tokio::test]
async fn nonsense_gets_a_page_that_says_what_would_do() {
    let site = Site::with_the_network().await;
    for (query, name) in [
        ("month=2027-13", "month"),
        ("month=1899-12", "month"),
        ("month=%F0%9F%98%80", "month"),
        ("week=2027-W53", "week"),
        ("week=2201-W01", "week"),
        ("zone=Mars/Olympus", "zone"),
        ("theme=A%20b", "theme"),
    ] {
        for language in LANGUAGES {
            let answer = site.visit(&format!("/events/calendar?{query}&ui={language}")).await;
            assert_eq!(answer.status, 400, "{query}");
            let text = answer.text();
            assert!(text.contains(&format!("<html lang=\"{language}\"")), "{query}");
            assert!(text.contains(name), "{query}: {text}");
        }
    }
}

#[tokio::test]
async fn a_month_full_of_events_stays_light() {
    let site = Site::with_the_network().await;
    let template = site.sheet("evt-exemple-semaine-liege").await.content;
    for number in 0..310 {
        let mut content = template.clone();
        content.slug = format!("evt-many-{number}");
        let Subject::Event(event) = &mut content.subject else { panic!() };
        let day = number % 28 + 1;
        let (start, end) = (format!("2028-02-{day:02}"), "2028-02-29".to_owned());
        event.dates = Dates::parse(&start, &end, "day", "Europe/Brussels").unwrap();
        site.node.put_sheet(HUB, content).await.unwrap();
    }
    let month = site.visit("/events/calendar?month=2028-02&ui=pt").await;
    assert!(month.body.len() < 50_000, "{} bytes", month.body.len());
    let text = month.text();
    assert!(text.contains("310") && text.contains("300"), "it says that there are more: {text}");
    assert!(text.contains("week=2028-W09&#38;ui=pt\">mais "), "{text}");
    let week = site.visit("/events/calendar?week=2028-W09&ui=pt").await;
    assert!(week.body.len() < 50_000, "{} bytes", week.body.len());
    assert!(week.text().contains("/events?when=2028-02-28..2028-02-29&#38;ui=pt\">mais "));
}

#[tokio::test]
async fn a_webinar_is_told_on_the_clocks_of_gao_lisbon_recife_and_mexico_city() {
    let site = Site::with_the_network().await;
    let page = site.page_of("evt-exemple-webinaire-regularisation").await;
    let text = site.visit(&format!("{page}?ui=en")).await.text().to_owned();
    let (_, elsewhere) = text.split_once("At the same moment").unwrap();
    let line = |place: &str| {
        elsewhere
            .split("</li>")
            .find(|line| line.contains(place))
            .unwrap_or_else(|| panic!("{text}"))
    };
    for (place, time) in
        [("Gao", "14:00"), ("Lisbon", "14:00"), ("Recife", "11:00"), ("Mexico City", "08:00")]
    {
        assert!(line(place).contains(&format!(">{time}</time>")), "{place}: {}", line(place));
    }
    assert!(text.contains("data-local-time=\"2027-02-09T14:00:00.000Z\""));
    for (zone, time) in
        [("America/Mexico_City", "08:00 – 09:30"), ("Africa/Bamako", "14:00 – 15:30")]
    {
        let at = format!("/events/calendar?week=2027-W06&zone={zone}");
        let text = site.visit(&at).await.text().to_owned();
        assert!(day(&text, "2027-02-09").contains(time), "{zone}");
    }
    let of_days = site.page_of("evt-2018-11-mexico-fsmm").await;
    assert!(!site.visit(&of_days).await.text().contains("data-local-time"));
}

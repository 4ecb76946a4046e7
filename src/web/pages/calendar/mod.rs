//! The events as a calendar: a month or a week, each event on the days of its own place.

mod asked;
mod days;
mod entry;
mod found;
mod period;
mod view;
mod zones;

use askama::Template;
use axum::{extract::State, response::Response};
use chrono_tz::Tz;
use i18n_embed_fl::fl;

use super::{facts::Line, voice::Voice};
use crate::{
    domain::{Facet, List, SheetKind, fold},
    node::Node,
    web::{
        error::WebError,
        listing::Format,
        overview::{FacetCount, Overview},
        page::{self, Alternate, Frame, Visit},
        site,
    },
};
use asked::{Asked, PATH};
use entry::Entry;
use period::Period;
use view::{View, Week};
use zones::Choice;

pub(super) use zones::zone_of;

#[derive(Template)]
#[template(path = "pages/calendar/calendar.html")]
struct CalendarPage {
    page: Frame,
    /// What the table is of, in words.
    period: String,
    is_week: bool,
    /// The names of the weekdays, from Monday.
    weekdays: Vec<String>,
    weeks: Vec<Week>,
    sometime: Vec<Entry>,
    too_many: Option<String>,
    /// Where there are events, when there are none here; `None` when there are some.
    nearest: Option<Vec<Line>>,
    before: Option<Line>,
    after: Option<Line>,
    today: String,
    month: String,
    week: String,
    /// The value of the field that goes to a month.
    shown_month: String,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
    /// On whose clock, in a sentence.
    clock: String,
    /// What the form does not show and must not lose.
    kept: Vec<(String, String)>,
    narrows: bool,
    list: String,
    all: String,
    file: String,
    subscription: String,
}

/// `GET /events/calendar`
pub(in crate::web) async fn calendar(
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
) -> Result<Response, WebError> {
    let taxonomy = node.taxonomy();
    let mut asked = Asked::parse(&visit.query, &taxonomy)?;
    let reader = visit.reader.clone();
    let voice = Voice::new(&reader, &taxonomy);
    let home = site::node_actor(&node).await?;
    let home_zone = home.as_ref().and_then(zone_of).unwrap_or(Tz::UTC);
    let now = node.clock.now().to_utc();
    let today = now.with_timezone(&asked.zone.unwrap_or(home_zone)).date_naive();
    let period = asked.period.unwrap_or(Period::month_of(today));
    let mut frame = Frame::new(&node, visit).await?;
    let mut db = node.store.read().await?;
    let directory = overview.directory(&mut db).await?;
    asked.filters.locate(&directory)?;
    let found = found::find(&mut db, &asked, period).await?;
    let nearest = match found.count() {
        0 => Some(found::nearest(&mut db, &asked, period).await?),
        _ => None,
    };
    let counts = overview.counts(&mut db, Some(SheetKind::Event)).await?;
    let view = View { voice, asked: &asked, period, today };
    let file = reader.fixed_link(&asked.filters.address("/events.ics", 1));
    frame.title = format!("{} – {}", fl!(voice.words, "calendar"), view.name(period));
    frame.alternates = vec![Alternate {
        media_type: Format::Calendar.media_type(),
        href: file.clone(),
        name: Format::Calendar.name(),
    }];
    frame.add_script("js/calendar.js");
    let page = CalendarPage {
        period: view.name(period),
        is_week: matches!(period, Period::Week(_)),
        weekdays: view.weekdays(),
        weeks: view.weeks(&found),
        sometime: view.sometime(&found),
        too_many: view.too_many(&found),
        nearest: nearest.map(|nearest| view.nearest(nearest)),
        before: period.before().map(|before| {
            let text = fl!(voice.words, "calendar-previous", period = view.name(before));
            view.link(text, before)
        }),
        after: period.after().map(|after| {
            let text = fl!(voice.words, "calendar-next", period = view.name(after));
            view.link(text, after)
        }),
        today: reader.link(&asked.address(Some(period.like(today)))),
        month: reader.link(&asked.address(Some(view.as_month()))),
        week: reader.link(&asked.address(Some(view.as_week()))),
        shown_month: view.as_month().parameter().1,
        themes: themes(voice, &counts, &asked),
        zones: zones::choices(&directory, asked.zone, period.first()),
        clock: match asked.zone {
            Some(zone) => fl!(voice.words, "calendar-zone-lead", zone = zone.name()),
            None => fl!(voice.words, "calendar-zone-own-lead"),
        },
        kept: kept(&asked),
        narrows: !asked.filters.state.is_empty(),
        list: reader.link(&asked.filters.address("/events", 1)),
        all: reader.link(PATH),
        subscription: format!("webcal://{}{file}", site::host(&node)),
        file,
        page: frame,
    };
    page::send(&page.page, &page)
}

/// The themes that events have, with how many have each.
fn themes(voice: Voice<'_>, counts: &[FacetCount], asked: &Asked) -> Vec<Choice> {
    let of_themes = counts.iter().filter(|(facet, ..)| *facet == Facet::Theme);
    let mut themes: Vec<Choice> = of_themes
        .map(|&(_, ref id, count)| {
            let label = voice.taxonomy.label(List::Themes, id, voice.reader.languages());
            Choice {
                label: fl!(voice.words, "calendar-theme-count", label = label, count = count),
                chosen: asked.filters.chosen(Facet::Theme).any(|chosen| chosen == id),
                value: id.clone(),
            }
        })
        .collect();
    themes.sort_by_key(|theme| fold(&theme.label));
    themes
}

/// The filters that the form does not show and must not lose.
fn kept(asked: &Asked) -> Vec<(String, String)> {
    let others = asked.filters.state.without_all(&["theme"]);
    others.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

//! What each kind of sheet adds to the item of a listing.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema, schema::AnyOfBuilder},
};

use super::item::{ByLanguage, by_language};
use crate::domain::{Answer, Call, Event, Organiser, Practice, Sheet, Subject, Tool};

/// What a practice adds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PracticeFacts {
    /// When the status was last confirmed: a year, a month or a day.
    pub(crate) status_as_of: Option<String>,
    /// From when to when.
    pub(crate) period: PeriodItem,
    /// Handle of the organisation that carries it, where it is not the territory.
    pub(crate) carrier: Option<String>,
    /// Institutions that take part.
    pub(crate) partners: Vec<String>,
    /// What one can use again.
    pub(crate) tools: Vec<ToolItem>,
}

/// From when to when, each a year, a month or a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PeriodItem {
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    pub(crate) note: Option<String>,
}

/// A document or a site that helps to do it elsewhere.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ToolItem {
    pub(crate) label: String,
    #[schema(format = "uri")]
    pub(crate) url: String,
}

/// What an event adds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EventFacts {
    /// A year, month, day, or a date and time with its offset, as `date_precision` says; local to
    /// `timezone`, and inclusive.
    pub(crate) start: String,
    /// Like `start`.
    pub(crate) end: String,
    /// `time`, `day`, `month` or `year`.
    pub(crate) date_precision: &'static str,
    /// IANA time zone of the place.
    pub(crate) timezone: &'static str,
    /// The first moment, in UTC.
    #[schema(format = DateTime)]
    pub(crate) starts_at: String,
    /// The last moment, in UTC.
    #[schema(format = DateTime)]
    pub(crate) ends_at: String,
    /// Called off.
    pub(crate) cancelled: bool,
    /// Whether one can take part from afar.
    pub(crate) online: bool,
    /// Who invites.
    pub(crate) organisers: Vec<OrganiserItem>,
    /// Languages spoken there.
    pub(crate) languages: Vec<String>,
    /// Practices that it is about: slugs or addresses.
    pub(crate) practices: Vec<String>,
    /// Calls that it is about: slugs or addresses.
    pub(crate) calls: Vec<String>,
    /// Counts once it is over.
    pub(crate) figures: BTreeMap<String, i64>,
}

/// Who invites to an event.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OrganiserItem {
    pub(crate) name: String,
    pub(crate) territory: Option<String>,
}

/// What a call adds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct CallFacts {
    /// What is asked, by language, the original first.
    #[schema(value_type = BTreeMap<String, String>)]
    pub(crate) ask: ByLanguage<String>,
    /// First day on which one can answer.
    pub(crate) opens: Option<String>,
    /// Last day on which one can answer.
    pub(crate) closes: Option<String>,
    /// How one answers: `form`, `offer` or `external`.
    pub(crate) answer: &'static str,
    /// Where one answers or reads more.
    #[schema(format = "uri")]
    pub(crate) link: Option<String>,
    /// Events that it is about: slugs or addresses.
    pub(crate) events: Vec<String>,
    /// Practices that it is about: slugs or addresses.
    pub(crate) practices: Vec<String>,
}

/// A post adds nothing.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(crate) struct PostFacts {}

/// What the kind of a sheet adds, whichever it is.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum AnyFacts {
    Practice(PracticeFacts),
    Event(EventFacts),
    Call(CallFacts),
    Post(PostFacts),
}

/// Any of them, and not one of them alone: what adds nothing is what every sheet is too.
impl PartialSchema for AnyFacts {
    fn schema() -> RefOr<Schema> {
        AnyOfBuilder::new()
            .item(PracticeFacts::schema())
            .item(EventFacts::schema())
            .item(CallFacts::schema())
            .item(PostFacts::schema())
            .into()
    }
}

impl ToSchema for AnyFacts {}

impl AnyFacts {
    /// What the kind of `sheet` adds.
    pub(super) fn new(sheet: &Sheet) -> Self {
        match &sheet.content.subject {
            Subject::Practice(practice) => Self::Practice(PracticeFacts::new(practice)),
            Subject::Event(event) => Self::Event(EventFacts::new(event)),
            Subject::Call(call) => {
                let ask = by_language(sheet, |text| text.ask.clone());
                Self::Call(CallFacts::new(call, ask))
            }
            Subject::Post(_) => Self::Post(PostFacts {}),
        }
    }
}

impl PracticeFacts {
    fn new(practice: &Practice) -> Self {
        let period = practice.period.clone();
        let tool = |tool: &Tool| ToolItem { label: tool.label.clone(), url: tool.url.clone() };
        Self {
            status_as_of: practice.status_as_of.clone(),
            period: PeriodItem { start: period.start, end: period.end, note: period.note },
            carrier: practice.carrier.clone(),
            partners: practice.partners.clone(),
            tools: practice.tools.iter().map(tool).collect(),
        }
    }
}

impl EventFacts {
    fn new(event: &Event) -> Self {
        let (start, end) = event.dates.written();
        let organiser = |organiser: &Organiser| OrganiserItem {
            name: organiser.name.clone(),
            territory: organiser.territory.clone(),
        };
        Self {
            start,
            end,
            date_precision: event.dates.precision().as_str(),
            timezone: event.dates.zone().name(),
            starts_at: event.dates.starts_at().to_string(),
            ends_at: event.dates.ends_at().to_string(),
            cancelled: event.cancelled,
            online: event.online,
            organisers: event.organisers.iter().map(organiser).collect(),
            languages: event.languages.iter().map(ToString::to_string).collect(),
            practices: event.practices.clone(),
            calls: event.calls.clone(),
            figures: event.figures.clone(),
        }
    }
}

impl CallFacts {
    fn new(call: &Call, ask: ByLanguage<String>) -> Self {
        let answer = match call.answer {
            Answer::Form => "form",
            Answer::Offer => "offer",
            Answer::External => "external",
        };
        Self {
            ask,
            opens: call.opens.clone(),
            closes: call.closes.clone(),
            answer,
            link: call.link.clone(),
            events: call.events.clone(),
            practices: call.practices.clone(),
        }
    }
}

//! A sheet and a territory as a device keeps them: everything in words, so that no page has to know
//! more than how to show them.

use i18n_embed_fl::fl;
use serde::Serialize;

use crate::{
    domain::{Actor, Event, List, Precision, Sheet, Subject, clean_html, show_hosts},
    web::{
        listing::{Listed, page_path, territory_path},
        map::Locator,
        page::name_of,
        pages::{
            Voice, dates,
            facts::{self, Fact, Known, Line},
            map,
        },
    },
};

/// A sheet in the reader's language, or in its own.
#[derive(Debug, Serialize)]
pub(super) struct KeptSheet {
    /// The path of its page.
    path: String,
    /// `practice`, `event` or `call`.
    kind: &'static str,
    /// The kind in words.
    kind_name: String,
    title: String,
    /// The language of title, text and ask, and which way it runs.
    language: String,
    direction: &'static str,
    /// Clean HTML.
    body: String,
    ask: Option<String>,
    /// Whether it is the original or a translation, in words.
    wording: String,
    example: bool,
    /// When it takes place; events have it.
    when: Option<KeptDates>,
    facts: Vec<KeptFact>,
    /// The handle of its territory.
    territory: Option<String>,
    place: Option<String>,
    /// Where that is.
    outline: Option<KeptOutline>,
    /// Who speaks.
    speaker: Option<String>,
    /// Its address for ever, on the space that published it.
    address: String,
    /// When it last changed, in words.
    updated: String,
}

/// When an event takes place, on the clock of its place.
#[derive(Debug, Serialize)]
struct KeptDates {
    /// In words.
    text: String,
    /// The zone, where the hour is known.
    zone: Option<String>,
    starts_at: String,
    ends_at: String,
    /// The month in which it starts: `2027-02`.
    month: String,
    cancelled: bool,
}

/// A dot in a part of the world: the numbers of [`Locator`].
#[derive(Debug, Serialize)]
struct KeptOutline {
    /// What it shows, for whoever does not see it.
    name: String,
    view: String,
    step: String,
    x: String,
    y: String,
}

/// Something that is known, under its label.
#[derive(Debug, Serialize)]
struct KeptFact {
    label: String,
    lines: Vec<KeptLine>,
}

#[derive(Debug, Serialize)]
struct KeptLine {
    text: String,
    href: Option<String>,
}

/// A territory or an organisation.
#[derive(Debug, Serialize)]
pub(super) struct KeptTerritory {
    path: String,
    handle: String,
    name: String,
    /// Its kind and country, in words.
    line: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl KeptSheet {
    /// What is kept of a sheet.
    pub(super) fn new(
        voice: Voice<'_>,
        listed: &Listed,
        directory: &[Actor],
        own_host: &str,
    ) -> Self {
        let sheet = &listed.sheet;
        let content = &sheet.content;
        let text = content.texts.best_for(voice.reader.languages());
        let place = content.place.as_ref().map(|place| voice.place(place));
        let speaker = listed.actor.as_ref().filter(|actor| actor.may_be_shown());
        Self {
            path: page_path(sheet),
            kind: sheet.kind().as_str(),
            kind_name: voice.kind(sheet.kind()),
            title: text.title.clone(),
            language: text.language.to_string(),
            direction: Voice::direction(text),
            body: show_hosts(&clean_html(&text.body), own_host),
            ask: text.ask.clone(),
            wording: voice.wording(&content.texts, text),
            example: content.example,
            when: match &content.subject {
                Subject::Event(event) => Some(KeptDates::new(voice, event)),
                _ => None,
            },
            facts: facts(voice, sheet, directory),
            territory: content.territory.clone(),
            outline: outline(voice, listed),
            place: place.filter(|place| !place.is_empty()),
            speaker: speaker.map(|actor| name_of(actor, voice.reader).to_owned()),
            address: sheet.iri.to_string(),
            updated: dates::day_of(voice.words, sheet.updated_at),
        }
    }
}

fn facts(voice: Voice<'_>, sheet: &Sheet, directory: &[Actor]) -> Vec<KeptFact> {
    let Known { glance, people, sources } = facts::of(voice, sheet, directory);
    glance.into_iter().chain(people).chain(sources).map(KeptFact::from).collect()
}

fn outline(voice: Voice<'_>, listed: &Listed) -> Option<KeptOutline> {
    let place = listed.sheet.content.place.as_ref()?;
    let Locator { name, view, step, x, y, .. } =
        map::locator(voice, place.point(), &voice.place(place), None)?;
    Some(KeptOutline { name, view, step, x, y })
}

impl KeptDates {
    fn new(voice: Voice<'_>, event: &Event) -> Self {
        let dates = &event.dates;
        Self {
            text: dates::local(voice.words, dates),
            zone: (dates.precision() == Precision::Time)
                .then(|| fl!(voice.words, "local-time-of", zone = dates::zone(dates))),
            starts_at: dates.starts_at().to_string(),
            ends_at: dates.ends_at().to_string(),
            month: dates.local_start().format("%Y-%m").to_string(),
            cancelled: event.cancelled,
        }
    }
}

impl From<Fact> for KeptFact {
    fn from(fact: Fact) -> Self {
        let line = |Line { text, href, .. }| KeptLine { text, href };
        Self { label: fact.label, lines: fact.lines.into_iter().map(line).collect() }
    }
}

impl KeptTerritory {
    /// What is kept of a territory.
    pub(super) fn new(voice: Voice<'_>, actor: &Actor) -> Self {
        let kind = voice.term(List::TerritoryKinds, &actor.territory.kind);
        let country = actor.territory.country.as_deref();
        let country = country.map(|code| voice.reader.country_name(code));
        Self {
            path: territory_path(actor),
            handle: actor.handle.clone(),
            name: name_of(actor, voice.reader).to_owned(),
            line: [Some(kind), country].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            latitude: actor.territory.latitude,
            longitude: actor.territory.longitude,
        }
    }
}

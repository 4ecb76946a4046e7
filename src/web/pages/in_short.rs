//! A sheet in the few words that are carried away: on a poster, and on the sites of others.

use i18n_embed_fl::fl;

use super::{dates, voice::Voice};
use crate::{
    domain::{Precision, Sheet, SheetKind, Subject, Text},
    web::{
        listing::{Listed, opening},
        page::name_of,
    },
};

/// A sheet in a few words of its reader.
pub(in crate::web) struct InShort {
    /// `Event`.
    pub(in crate::web) kind: String,
    pub(in crate::web) title: String,
    /// The language of the title, the ask and the excerpt, and which way it runs.
    pub(in crate::web) language: String,
    pub(in crate::web) direction: &'static str,
    /// When it takes place, or until when one can answer.
    pub(in crate::web) when: Option<String>,
    /// Whose clock tells it.
    pub(in crate::web) clock: Option<String>,
    pub(in crate::web) place: Option<String>,
    /// Who invites or speaks.
    pub(in crate::web) people: Vec<String>,
    pub(in crate::web) ask: Option<String>,
    pub(in crate::web) excerpt: String,
    /// The name of the actor and the host where it speaks.
    pub(in crate::web) source: String,
    pub(in crate::web) example: bool,
    pub(in crate::web) cancelled: bool,
    /// The day of the last change.
    pub(in crate::web) changed: String,
}

impl InShort {
    /// A sheet in a few words.
    pub(in crate::web) fn new(voice: Voice<'_>, listed: &Listed) -> Self {
        let (sheet, content) = (&listed.sheet, &listed.sheet.content);
        let text = text(voice, sheet);
        let actor = listed.actor.as_ref().filter(|actor| actor.may_be_shown());
        let name = actor.map(|actor| name_of(actor, voice.reader).to_owned());
        let host = sheet.iri.host();
        let (when, clock, people, cancelled) = match &content.subject {
            Subject::Event(event) => {
                let clock = (event.dates.precision() == Precision::Time)
                    .then(|| fl!(voice.words, "local-time-of", zone = dates::zone(&event.dates)));
                let organisers = event.organisers.iter().map(|organiser| organiser.name.clone());
                let when = Some(dates::local(voice.words, &event.dates));
                (when, clock, organisers.collect(), event.cancelled)
            }
            Subject::Call(call) => {
                let closes = call.closes.as_deref().map(|day| {
                    let day = dates::partial_date(voice.words, day);
                    fl!(voice.words, "call-until", day = day)
                });
                (closes, None, Vec::new(), false)
            }
            Subject::Practice(_) | Subject::Post(_) => (None, None, Vec::new(), false),
        };
        let place = content.place.as_ref().map(|place| voice.place(place));
        Self {
            kind: kind(voice, sheet.kind()),
            title: text.title.clone(),
            language: text.language.to_string(),
            direction: Voice::direction(text),
            when,
            clock,
            place: place.filter(|place| !place.is_empty()),
            people: if people.is_empty() { name.iter().cloned().collect() } else { people },
            ask: text.ask.clone(),
            excerpt: opening(content, text),
            source: name.map_or_else(|| host.to_owned(), |name| format!("{name} ({host})")),
            example: content.example,
            cancelled,
            changed: dates::day_of(voice.words, sheet.updated_at),
        }
    }
}

/// The words of a sheet for the reader.
fn text<'s>(voice: Voice<'_>, sheet: &'s Sheet) -> &'s Text {
    sheet.content.texts.best_for(voice.reader.languages())
}

fn kind(voice: Voice<'_>, kind: SheetKind) -> String {
    match kind {
        SheetKind::Practice => fl!(voice.words, "kind-practice"),
        SheetKind::Event => fl!(voice.words, "kind-event"),
        SheetKind::Call => fl!(voice.words, "kind-call"),
        SheetKind::Post => fl!(voice.words, "kind-post"),
    }
}

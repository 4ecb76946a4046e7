//! A sheet in a few lines, as lists show it.

use i18n_embed_fl::fl;

use super::{dates, voice::Voice};
use crate::{
    domain::{List, Sheet, Subject, plain_text},
    web::listing::{Listed, excerpt, page_path},
};

/// A sheet in a few lines.
pub(super) struct SheetCard {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) direction: &'static str,
    pub(super) lines: Vec<String>,
    pub(super) excerpt: String,
    pub(super) example: bool,
}

impl SheetCard {
    /// The card of a sheet.
    pub(super) fn new(voice: Voice<'_>, listed: &Listed) -> Self {
        let sheet = &listed.sheet;
        let text = sheet.content.texts.best_for(voice.reader.languages());
        let mut lines = summary(voice, sheet);
        lines.extend(listed.actor.as_ref().map(|actor| actor.name.clone()));
        Self {
            href: voice.reader.link(&page_path(sheet)),
            title: text.title.clone(),
            language: text.language.to_string(),
            direction: Voice::direction(text),
            lines,
            excerpt: excerpt(&text.ask.clone().unwrap_or_else(|| plain_text(&text.body))),
            example: sheet.content.example,
        }
    }
}

/// What one wants to know before opening a sheet: when, what, where.
fn summary(voice: Voice<'_>, sheet: &Sheet) -> Vec<String> {
    let place = sheet.content.place.as_ref().map(|place| voice.place(place));
    let (first, what) = match &sheet.content.subject {
        Subject::Practice(practice) => {
            let kind = voice.term(List::PracticeKinds, &practice.kind);
            let status = voice.term(List::PracticeStatuses, &practice.status);
            (None, format!("{kind} · {status}"))
        }
        Subject::Event(event) => {
            let when = dates::local(voice.words, &event.dates);
            (Some(when), voice.term(List::EventKinds, &event.kind))
        }
        Subject::Call(call) => {
            let closes = call.closes.as_deref().map(|day| {
                let day = dates::partial_date(voice.words, day);
                fl!(voice.words, "call-until", day = day)
            });
            let kind = voice.term(List::CallKinds, call.kind.as_str());
            let status = voice.term(List::CallStatuses, &call.status);
            (closes, format!("{kind} · {status}"))
        }
        Subject::Post(post) => (None, post.as_type.clone()),
    };
    first.into_iter().chain([what]).chain(place.filter(|place| !place.is_empty())).collect()
}

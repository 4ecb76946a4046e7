//! A sheet or a territory in a few lines, as lists show it.

use i18n_embed_fl::fl;

use super::{dates, voice::Voice};
use crate::{
    domain::{Actor, List, Sheet, Subject},
    web::{
        listing::{Listed, opening, page_path, territory_path},
        page::name_of,
    },
};

/// Something in a few lines.
pub(super) struct Card {
    /// What it is, for the style sheet: `practice`, `territory`.
    pub(super) class: &'static str,
    /// What it is, in words, in lists of several kinds.
    pub(super) kind: Option<String>,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) direction: &'static str,
    pub(super) lines: Vec<String>,
    pub(super) excerpt: String,
    pub(super) example: bool,
    /// How far it is from the place around which it was looked for.
    pub(super) distance: Option<String>,
}

impl Card {
    /// The card of a sheet.
    pub(super) fn of_sheet(voice: Voice<'_>, listed: &Listed) -> Self {
        let sheet = &listed.sheet;
        let text = sheet.content.texts.best_for(voice.reader.languages());
        let mut lines = summary(voice, sheet);
        lines.extend(listed.actor.as_ref().map(|actor| actor.name.clone()));
        Self {
            class: sheet.kind().as_str(),
            kind: None,
            href: voice.reader.link(&page_path(sheet)),
            title: text.title.clone(),
            language: text.language.to_string(),
            direction: Voice::direction(text),
            lines,
            excerpt: opening(&sheet.content, text),
            example: sheet.content.example,
            distance: listed.distance.map(|kilometres| voice.distance(kilometres)),
        }
    }

    /// The card of a sheet in a list of several kinds.
    pub(super) fn of_any_sheet(voice: Voice<'_>, listed: &Listed) -> Self {
        let kind = Some(voice.kind(listed.sheet.kind()));
        Self { kind, ..Self::of_sheet(voice, listed) }
    }

    /// The card of a territory or an organisation, about which there are `sheets` sheets.
    pub(super) fn of_territory(voice: Voice<'_>, actor: &Actor, sheets: i64) -> Self {
        let kind = voice.term(List::TerritoryKinds, &actor.territory.kind);
        let country = actor.territory.country.as_deref();
        let country = country.map(|code| voice.reader.country_name(code));
        let what = [Some(kind), country].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let sheets = (sheets > 0).then(|| fl!(voice.words, "sheets-count", count = sheets));
        Self {
            class: "territory",
            kind: None,
            href: voice.reader.link(&territory_path(actor)),
            title: name_of(actor, voice.reader).to_owned(),
            language: voice.reader.language().to_owned(),
            direction: "ltr",
            lines: [what].into_iter().chain(sheets).collect(),
            excerpt: String::new(),
            example: false,
            distance: None,
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

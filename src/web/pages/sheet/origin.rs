//! Where a sheet comes from, when it was checked, and whether a copy is its author's.

use i18n_embed_fl::fl;

use super::super::{
    dates,
    facts::{Fact, Line},
    voice::Voice,
};
use crate::{
    domain::{Actor, Sheet, Timestamp},
    node::verify::FILE_ENDING,
    store::{Reading, moves, proofs::Standing},
    web::{
        error::WebError,
        listing::{page_path, territory_path},
        page::name_of,
    },
};

/// How long a node may be away before its copies say so.
const SILENT_AFTER_SECONDS: i64 = 24 * 3_600;

/// Where a sheet comes from.
pub(super) struct Origin {
    /// Who publishes it.
    pub(super) speaker: Line,
    /// Whether it is of this node or a copy, and when it was checked.
    pub(super) copy: String,
    /// That the signature of its author holds, where there is one.
    pub(super) verified: Option<String>,
    /// That the node of its author does not answer.
    pub(super) silent: Option<String>,
    /// Dates and addresses.
    pub(super) facts: Vec<Fact>,
}

impl Origin {
    /// Where `sheet` comes from, as it stands at `now`.
    pub(super) fn of(
        voice: Voice<'_>,
        sheet: &Sheet,
        speaker: Option<&Actor>,
        standing: &Standing,
        now: Timestamp,
    ) -> Self {
        let words = voice.words;
        let host = sheet.iri.host().to_owned();
        let copy = match standing.heard_at {
            None if speaker.is_some_and(Actor::is_local) => fl!(words, "origin-here"),
            None => fl!(words, "origin-copy", host = host),
            Some(at) => {
                fl!(words, "origin-copy-checked", host = host, ago = dates::ago(words, at, now))
            }
        };
        Self {
            speaker: who(voice, sheet, speaker),
            copy,
            verified: verified(voice, standing),
            silent: silent(voice, standing, now),
            facts: facts(voice, sheet),
        }
    }
}

/// Where an actor of this node lives now, if it left.
pub(in crate::web::pages) async fn moved(
    db: &mut Reading,
    actor: Option<&Actor>,
) -> Result<Option<Line>, WebError> {
    let Some(actor) = actor.filter(|actor| actor.is_local()) else { return Ok(None) };
    let departure = moves::departure(db, actor.id).await?;
    Ok(departure.map(|(target, _)| Line::away(target.as_str(), target.as_str())))
}

fn who(voice: Voice<'_>, sheet: &Sheet, speaker: Option<&Actor>) -> Line {
    let reader = voice.reader;
    match speaker {
        Some(actor) if actor.may_be_shown() => {
            Line::link(name_of(actor, reader), reader.link(&territory_path(actor)))
        }
        Some(actor) => {
            let profile = actor.url.as_ref().unwrap_or(&actor.iri);
            Line::away(name_of(actor, reader), profile.as_str())
        }
        None => Line::away(sheet.actor.as_str(), sheet.actor.as_str()),
    }
}

fn verified(voice: Voice<'_>, standing: &Standing) -> Option<String> {
    let day = dates::day_of(voice.words, standing.proven_at?);
    Some(match standing.heard_at {
        Some(_) => fl!(voice.words, "origin-proven-copy", day = day),
        None => fl!(voice.words, "origin-proven-own", day = day),
    })
}

/// What to say of a copy whose node has not answered for a while.
fn silent(voice: Voice<'_>, standing: &Standing, now: Timestamp) -> Option<String> {
    let heard_at = standing.heard_at.filter(|_| standing.is_silent)?;
    (now.seconds_since(heard_at) >= SILENT_AFTER_SECONDS)
        .then(|| fl!(voice.words, "copy-of-silent", day = dates::day_of(voice.words, heard_at)))
}

fn facts(voice: Voice<'_>, sheet: &Sheet) -> Vec<Fact> {
    let words = voice.words;
    let fact = |label, line| Fact { label, lines: vec![line] };
    let day = |moment| Line::text(dates::day_of(words, moment));
    let mut facts = vec![
        fact(fl!(words, "origin-published"), day(sheet.published_at)),
        fact(fl!(words, "origin-updated"), day(sheet.updated_at)),
    ];
    if let Some(source) = &sheet.content.adapted_from {
        let source = Line::away(source.as_str(), source.as_str());
        facts.push(fact(fl!(words, "origin-adapted-from"), source));
    }
    let original = Line::away(sheet.iri.as_str(), sheet.iri.as_str());
    facts.push(fact(fl!(words, "origin-page"), original));
    let file = format!("{}{FILE_ENDING}", page_path(sheet));
    let file = Line::link(fl!(words, "origin-file-name"), file);
    facts.push(fact(fl!(words, "origin-file"), file));
    facts
}

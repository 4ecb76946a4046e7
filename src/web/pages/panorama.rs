//! The panorama of a territory: what it does for each pillar of the network.

use super::{facts::Line, voice::Voice};
use crate::{
    domain::{Actor, Facet, List, Timestamp},
    store::{
        Reading,
        search::{Query, page as find},
    },
    web::{error::WebError, listing::page_path},
};
use i18n_embed_fl::fl;

/// Newest sheets of a pillar that are named.
const OF_EACH: i64 = 5;

/// What a territory does for a pillar.
pub(super) struct Pillar {
    pub(super) id: String,
    /// Its name, which leads to all sheets.
    pub(super) name: Line,
    pub(super) count: String,
    pub(super) titles: Vec<Title>,
}

/// The title of a sheet, in the language in which it is shown.
pub(super) struct Title {
    pub(super) text: String,
    pub(super) language: String,
    pub(super) direction: &'static str,
    pub(super) href: String,
}

/// The pillars for which there are sheets about `actor`'s territory.
pub(super) async fn of(
    db: &mut Reading,
    voice: Voice<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Pillar>, WebError> {
    let mut pillars = Vec::new();
    for concept in voice.taxonomy.list(List::Pillars) {
        let about = (Facet::Territory, actor.handle.clone());
        let facets = vec![about, (Facet::Pillar, concept.id.clone())];
        let found = find(db, &Query { facets, limit: OF_EACH, ..Query::default() }, now).await?;
        if found.sheets.is_empty() {
            continue;
        }
        let titles = found.sheets.iter().map(|sheet| {
            let text = sheet.content.texts.best_for(voice.reader.languages());
            Title {
                text: text.title.clone(),
                language: text.language.to_string(),
                direction: Voice::direction(text),
                href: voice.reader.link(&page_path(sheet)),
            }
        });
        let label = concept.label_for(voice.reader.languages());
        let all = format!("/search?pillar={}&territory={}", concept.id, actor.handle);
        pillars.push(Pillar {
            id: concept.id.clone(),
            name: Line::link(label, voice.reader.link(&all)),
            count: fl!(voice.words, "sheets-count", count = found.total),
            titles: titles.collect(),
        });
    }
    Ok(pillars)
}

//! What others say under a sheet, once somebody here has read it.

use super::super::{dates, facts::Line, voice::Voice};
use crate::{
    domain::{Reply, Sheet, clean_html},
    node::Node,
    store::{Reading, replies},
    web::{activitypub, error::WebError},
};

/// What somebody elsewhere says under a sheet.
pub(super) struct Said {
    /// Who says it, with their host, and where it stands.
    pub(super) by: Line,
    pub(super) day: String,
    pub(super) language: String,
    pub(super) body: String,
}

/// What was approved of what others say under a sheet of this node.
pub(super) async fn to(
    node: &Node,
    db: &mut Reading,
    voice: Voice<'_>,
    sheet: &Sheet,
) -> Result<Vec<Said>, WebError> {
    let taken = node.replies_taken(db).await.map_err(WebError::Node)?;
    if !node.federation.is_ours(&sheet.iri) || !taken.takes(sheet.kind()) {
        return Ok(vec![]);
    }
    let shown = replies::shown_under(db, &sheet.iri, activitypub::MOST_REPLIES).await?;
    let said = |reply: &Reply| Said {
        by: Line::away(&reply.name, reply.url.as_ref().unwrap_or(&reply.iri).as_str()),
        day: dates::day_of(voice.words, reply.published_at),
        language: reply.language.as_ref().map(ToString::to_string).unwrap_or_default(),
        body: clean_html(&reply.content),
    };
    Ok(shown.iter().filter(|reply| !node.is_suspended(&reply.iri)).map(said).collect())
}

//! The spaces of others that this one knows: what each publishes, and how well it is held here.

use sqlx::FromRow;

use super::{Reading, Result, query::sql};
use crate::domain::{FollowingState, Iri, PeerKind, Timestamp};

/// A space of others, as far as this one exchanges with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    /// Host, with the port when there is one.
    pub host: String,
    /// Whether it is a node of our kind.
    pub kind: PeerKind,
    /// Who speaks for it: its node actor, or whom we follow there.
    pub speaker: Option<Iri>,
    /// How far our request to follow has come; `None` when nobody was asked.
    pub following: Option<FollowingState>,
    /// Sheets that its catalogue lists.
    pub published: i64,
    /// Of these, the sheets of which we hold the newest version.
    pub held: i64,
    /// Sheets of it that readers find here, in whatever version.
    pub shown: i64,
    /// When it was last heard, or its catalogue read.
    pub heard_at: Option<Timestamp>,
    /// Whether it has not answered since.
    pub is_silent: bool,
    /// Where it says that it lives now.
    pub moved_to: Option<Iri>,
}

#[derive(FromRow)]
struct SpaceRow {
    host: String,
    kind: String,
    speaker: Option<Iri>,
    state: Option<String>,
    published: i64,
    missing: i64,
    shown: i64,
    heard_at: Option<Timestamp>,
    is_silent: bool,
    moved_to: Option<Iri>,
}

impl From<SpaceRow> for Space {
    fn from(row: SpaceRow) -> Self {
        Self {
            host: row.host,
            kind: if row.kind == "node" { PeerKind::Node } else { PeerKind::Other },
            speaker: row.speaker,
            following: row.state.as_deref().map(FollowingState::parse),
            published: row.published,
            held: row.published - row.missing,
            shown: row.shown,
            heard_at: row.heard_at,
            is_silent: row.is_silent,
            moved_to: row.moved_to,
        }
    }
}

/// The spaces that we follow or whose sheets we show, by host. Who merely follows us is nobody's
/// business, and what is blocked is not spoken of.
pub async fn list(db: &mut Reading) -> Result<Vec<Space>> {
    let rows: Vec<SpaceRow> = db
        .query(sql!(
            "select host, kind, coalesce(node_actor, followed) as speaker, state,
                    (select count(*)
                     from catalogue_entry
                     where coalesce(catalogue_entry.peer_id, 0) = peer.id
                       and deleted_at is null
                       and catalogue_entry.kind <> 'actor') as published,
                    (select count(*)
                     from catalogue_entry
                     where catalogue_entry.peer_id = peer.id
                       and deleted_at is null
                       and held_digest is distinct from digest
                       and catalogue_entry.kind <> 'actor') as missing,
                    (select count(*)
                     from sheet
                     join listing on listing.sheet_id = sheet.id
                     where sheet.peer_id = peer.id) as shown,
                    case
                        when coalesce(checked_at, 0) > coalesce(last_heard_at, 0) then checked_at
                        else last_heard_at
                    end as heard_at,
                    sync_failures > 0 or failures > 0 as is_silent,
                    (select target
                     from proposed_move
                     where proposed_move.actor = coalesce(node_actor, followed)
                       and proposed_move.state in ('proposed', 'accepted')) as moved_to
             from peer
             left join (
                 select following.peer_id,
                        min(followed) as followed,
                        min(state) as state
                 from following
                 group by following.peer_id
             ) as ours on ours.peer_id = peer.id
             where blocked is null
               and (state is not null
                    or exists (
                        select 1
                        from sheet
                        join listing on listing.sheet_id = sheet.id
                        where sheet.peer_id = peer.id
                    ))
             order by host"
        ))
        .all()
        .await?;
    Ok(rows.into_iter().map(Space::from).collect())
}

/// How many listed sheets are published here, and how many are copies.
pub async fn totals(db: &mut Reading) -> Result<(i64, i64)> {
    db.query(sql!(
        "select count(*) - count(peer_id), count(peer_id)
         from sheet
         join listing on listing.sheet_id = sheet.id"
    ))
    .one()
    .await
}

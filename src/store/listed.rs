//! What a block hides: the sheets of a peer leave all listings, and come back unchanged.

use super::{
    Result, Writing, counters,
    query::{Sql, sql},
    sheet_row::load,
    sheets::put_facets,
};
use crate::domain::{PeerId, SheetId, Taxonomy};

/// Sheets that are put back in one go.
const AT_ONCE: i64 = 200;

/// Statements over the sheets of a peer, each in the form that both engines take.
const UNLIST: [Sql; 3] = [
    sql!(
        sqlite: "delete from sheet_search
                 where rowid in (select id from sheet where peer_id = $1)",
        postgres: "delete from sheet_search
                   where sheet_id in (select id from sheet where peer_id = $1)",
    ),
    sql!("delete from listing where sheet_id in (select id from sheet where peer_id = $1)"),
    sql!("delete from sheet_facet where sheet_id in (select id from sheet where peer_id = $1)"),
];

/// Takes the sheets of a peer out of every listing; the sheets themselves stay.
pub(super) async fn unlist_peer(db: &mut Writing, peer: PeerId) -> Result<()> {
    for statement in UNLIST {
        db.query(statement).bind(peer).execute().await?;
    }
    counters::take(db, counters::CATALOGUE, 1).await?;
    Ok(())
}

/// Puts the sheets of a peer back into the listings.
pub(super) async fn relist_peer(db: &mut Writing, peer: PeerId, taxonomy: &Taxonomy) -> Result<()> {
    unlist_peer(db, peer).await?;
    let mut after = SheetId(i64::MIN);
    loop {
        let ids: Vec<(SheetId,)> = db
            .query(sql!(
                "select id
                 from sheet
                 where id > $1 and peer_id = $2
                 order by id
                 limit $3"
            ))
            .bind(after)
            .bind(peer)
            .bind(AT_ONCE)
            .all()
            .await?;
        let ids: Vec<SheetId> = ids.into_iter().map(|(id,)| id).collect();
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let sheets = load(db, &ids).await?;
        let sheets: Vec<_> = sheets.iter().map(|sheet| (sheet.id, sheet)).collect();
        put_facets(db, &sheets, taxonomy).await?;
    }
}

//! Activities that this node has sent, as they were sent.

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{ActivityId, ActorId, Iri, Timestamp};

/// An activity of a local actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Unique within this node; later activities have greater ids.
    pub id: ActivityId,
    /// Its address.
    pub iri: Iri,
    /// Its type: `Create`.
    pub kind: String,
    /// Who did it.
    pub actor: ActorId,
    /// What it is about.
    pub object: Iri,
    /// The JSON, byte for byte as it is sent.
    pub body: String,
    /// Whether everyone may see it, in the outbox too.
    pub public: bool,
    /// When it was done.
    pub created_at: Timestamp,
}

/// Keeps an activity.
pub async fn insert(db: &mut Writing, activity: &Activity) -> Result<()> {
    db.query(sql!(
        "insert into activity (id, iri, kind, actor_id, object, public, created_at, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(activity.id)
    .bind(&activity.iri)
    .bind(&activity.kind)
    .bind(activity.actor)
    .bind(&activity.object)
    .bind(activity.public)
    .bind(activity.created_at)
    .bind(&activity.body)
    .execute()
    .await?;
    Ok(())
}

/// The JSON of an activity that everyone may see.
pub async fn body(db: &mut Reading, iri: &Iri) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .query(sql!(
            "select body
             from activity
             where iri = $1 and public"
        ))
        .bind(iri)
        .optional()
        .await?;
    Ok(row.map(|(body,)| body))
}

/// The newest public activities of `actor` before `before`, newest first: a page of its outbox.
pub async fn page(
    db: &mut Reading,
    actor: ActorId,
    before: Option<ActivityId>,
    limit: i64,
) -> Result<Vec<(ActivityId, String)>> {
    db.query(sql!(
        "select id, body
         from activity
         where actor_id = $1 and public and id < $2
         order by id desc
         limit $3"
    ))
    .bind(actor)
    .bind(before.unwrap_or(ActivityId(i64::MAX)))
    .bind(limit)
    .all()
    .await
}

/// How many public activities `actor` has done.
pub async fn count(db: &mut Reading, actor: ActorId) -> Result<i64> {
    let (count,): (i64,) = db
        .query(sql!(
            "select count(*)
             from activity
             where actor_id = $1 and public"
        ))
        .bind(actor)
        .one()
        .await?;
    Ok(count)
}

/// Which of `objects` `actor` has announced: the object, and the newest activity that did.
pub async fn announced(
    db: &mut Reading,
    actor: ActorId,
    objects: &[&Iri],
) -> Result<Vec<(Iri, ActivityId)>> {
    db.query(sql!(
        "select object, max(id)
         from activity
         where actor_id = $2
           and kind = 'Announce'
           and object in (select value ->> 0 from",
        list,
        ")
         group by object"
    ))
    .bind_list(objects.iter().map(|object| [object]))
    .bind(actor)
    .all()
    .await
}

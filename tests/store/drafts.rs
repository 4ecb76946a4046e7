//! What somebody prepares.

use havre::{
    domain::{Actor, ActorId, Draft, DraftId, SheetKind, Timestamp},
    store::{Store, Writing, actors, drafts, search, search::Query, sheets},
};

use crate::support::local_actor;

/// Puts a row into each table.
pub(crate) async fn fill(db: &mut Writing, actor: &Actor) {
    drafts::put(db, &draft(7, actor.id, "evt-soupe")).await.unwrap();
}

fn draft(id: i64, actor: ActorId, slug: &str) -> Draft {
    Draft {
        id: DraftId(id),
        actor,
        slug: slug.to_owned(),
        kind: SheetKind::Event,
        record: "{\"title\": {\"fr\": \"La soupe\"}}".to_owned(),
        source: "agenda.ics".to_owned(),
        created_at: Timestamp(id),
        updated_at: Timestamp(id),
    }
}

async fn a_draft_is_kept_changed_under_its_name_and_forgotten(store: Store) {
    let mut db = store.write().await.unwrap();
    let (lyon, gao) = (local_actor(&mut db, 1, "lyon").await, local_actor(&mut db, 2, "gao").await);
    for (id, actor) in [(12, &gao), (11, &lyon)] {
        drafts::put(&mut db, &draft(id, actor.id, "evt-soupe")).await.unwrap();
    }
    let first = draft(11, lyon.id, "evt-soupe");
    assert_eq!(drafts::find(&mut db, DraftId(11)).await.unwrap(), Some(first.clone()));
    let again = Draft { record: "{}".into(), ..draft(13, lyon.id, "evt-soupe") };
    drafts::put(&mut db, &again).await.unwrap();
    let kept = Draft { id: first.id, created_at: first.created_at, ..again };
    let found = drafts::find_by_slug(&mut db, lyon.id, "evt-soupe").await.unwrap();
    assert_eq!(found, Some(kept.clone()));
    assert_eq!(drafts::all(&mut db).await.unwrap(), [kept, draft(12, gao.id, "evt-soupe")]);
    assert!(drafts::remove(&mut db, DraftId(11)).await.unwrap());
    assert!(!drafts::remove(&mut db, DraftId(11)).await.unwrap());
    assert_eq!(drafts::find_by_slug(&mut db, lyon.id, "evt-soupe").await.unwrap(), None);
}

async fn a_draft_leaves_with_its_actor(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    fill(&mut db, &lyon).await;
    actors::remove(&mut db, &lyon.iri).await.unwrap();
    assert!(drafts::all(&mut db).await.unwrap().is_empty());
}

async fn no_search_and_no_list_knows_a_draft(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    fill(&mut db, &lyon).await;
    let words = Query { words: "soupe".into(), limit: 10, ..Query::default() };
    assert_eq!(search::page(&mut db, &words, Timestamp(0)).await.unwrap().total, 0);
    assert!(sheets::of_actor(&mut db, lyon.id).await.unwrap().is_empty());
    assert!(sheets::find_by_slug(&mut db, "evt-soupe").await.unwrap().is_none());
}

on_every_engine!(
    a_draft_is_kept_changed_under_its_name_and_forgotten,
    a_draft_leaves_with_its_actor,
    no_search_and_no_list_knows_a_draft,
);

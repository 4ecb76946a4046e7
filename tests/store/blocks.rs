//! Blocks, what they hide, and the lists that propose them.

use havre::{
    domain::{
        ActorId, Block, BlockDraft, BlockSet, Domain, ListedBlock, Proposal, Severity, Timestamp,
    },
    store::{
        Store, Writing, block_lists, blocks, deliveries, followers,
        search::{self, Query},
        sheets,
    },
};

use crate::support::{iri, local_actor, practice, put, remote_actor, sheet, taxonomy};

fn domain(name: &str) -> Domain {
    Domain::parse(name).unwrap()
}

fn block(name: &str, severity: Severity) -> Block {
    Block {
        domain: domain(name),
        severity,
        reject_media: true,
        reject_reports: false,
        public_comment: "spam\0".to_owned(),
        private_comment: "Ana".to_owned(),
        published: true,
        created_at: Timestamp(5),
    }
}

/// Puts a row into each table of blocks and lists.
pub(crate) async fn fill(db: &mut Writing) {
    blocks::put(db, &block("troll.example", Severity::Silence)).await.unwrap();
    let (url, lyon) = (iri("https://lyon.example/blocks"), iri("https://lyon.example/ap/lyon"));
    block_lists::subscribe(db, &url, &lyon, Timestamp(5)).await.unwrap();
    let block = entry("a.example");
    let draft =
        BlockDraft { id: 7, list: url, proposal: Proposal::Add, block, made_at: Timestamp(6) };
    block_lists::propose(db, &draft).await.unwrap();
}

async fn enforce(db: &mut Writing) -> i64 {
    let set = BlockSet::new(&blocks::all(db).await.unwrap());
    blocks::enforce(db, &set, &taxonomy()).await.unwrap()
}

async fn listed(db: &mut Writing) -> i64 {
    let query = Query { limit: 10, ..Query::default() };
    let total = search::page(db, &query, Timestamp(0)).await.unwrap().total;
    let counted: i64 = sheets::counts(db).await.unwrap().iter().map(|(_, count)| count).sum();
    assert_eq!(counted, total);
    let facets = search::facet_counts(db, &Query::default()).await.unwrap();
    assert_eq!(facets.is_empty(), total == 0);
    total
}

async fn a_block_is_kept_replaced_and_lifted(store: Store) {
    let mut db = store.write().await.unwrap();
    assert_eq!(blocks::version(&mut db).await.unwrap(), 0);
    assert_eq!(blocks::hold_version(&mut db).await.unwrap(), 0);
    blocks::put(&mut db, &block("troll.example", Severity::Suspend)).await.unwrap();
    let found = blocks::find(&mut db, &domain("troll.example")).await.unwrap().unwrap();
    let kept = Block { public_comment: "spam".into(), ..block("troll.example", Severity::Suspend) };
    assert_eq!(found, kept);
    let later = Block { created_at: Timestamp(9), severity: Severity::None, ..kept.clone() };
    blocks::put(&mut db, &later).await.unwrap();
    let all = blocks::all(&mut db).await.unwrap();
    assert_eq!(all, [Block { severity: Severity::None, ..kept }]);
    let version = enforce(&mut db).await;
    assert_eq!(blocks::version(&mut db).await.unwrap(), version);
    assert_eq!(blocks::hold_version(&mut db).await.unwrap(), version);
    assert!(blocks::remove(&mut db, &domain("troll.example")).await.unwrap());
    assert!(!blocks::remove(&mut db, &domain("troll.example")).await.unwrap());
    assert!(enforce(&mut db).await > version);
}

async fn what_a_block_hides_comes_back_when_it_is_lifted(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    put(&mut db, &brest, &sheet(20, &brest, practice("a", "Un guichet"))).await;
    followers::add(&mut db, lyon.id, brest.id, &iri("https://brest.example/f"), Timestamp(1))
        .await
        .unwrap();
    assert_eq!(listed(&mut db).await, 1);

    blocks::put(&mut db, &block("example.org", Severity::Suspend)).await.unwrap();
    enforce(&mut db).await;
    assert_eq!(listed(&mut db).await, 1);
    blocks::put(&mut db, &block("brest.example", Severity::Silence)).await.unwrap();
    enforce(&mut db).await;
    assert_eq!(listed(&mut db).await, 0);
    assert_eq!(followers::count(&mut db, lyon.id).await.unwrap(), 1);
    assert!(sheets::newest_of_actor(&mut db, brest.id, 10).await.unwrap().is_empty());
    put(&mut db, &brest, &sheet(21, &brest, practice("b", "Une maison"))).await;
    blocks::unlist(&mut db, peer.id).await.unwrap();
    assert_eq!(listed(&mut db).await, 0);

    blocks::put(&mut db, &block("brest.example", Severity::Suspend)).await.unwrap();
    enforce(&mut db).await;
    assert_eq!(followers::count(&mut db, lyon.id).await.unwrap(), 0);
    blocks::remove(&mut db, &domain("brest.example")).await.unwrap();
    enforce(&mut db).await;
    assert_eq!(listed(&mut db).await, 2);
    assert_eq!(sheets::newest_of_actor(&mut db, brest.id, 10).await.unwrap().len(), 2);
}

async fn a_peer_that_becomes_known_is_hidden_from_the_start(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let set = BlockSet::new([&block("brest.example", Severity::Silence)]);
    blocks::mark_new(&mut db, peer.id, "brest.example", &set).await.unwrap();
    put(&mut db, &brest, &sheet(20, &brest, practice("a", "Un guichet"))).await;
    enforce(&mut db).await;
    assert_eq!(listed(&mut db).await, 1, "nothing hides it any longer: it is listed anew");
}

async fn what_waits_for_one_inbox_of_one_actor_is_forgotten(store: Store) {
    let mut db = store.write().await.unwrap();
    deliveries::forget(&mut db, ActorId(1), &iri("https://brest.example/inbox")).await.unwrap();
    assert_eq!(deliveries::waiting(&mut db).await.unwrap(), 0);
}

fn entry(name: &str) -> ListedBlock {
    ListedBlock {
        domain: domain(name),
        severity: Severity::Suspend,
        reject_media: false,
        reject_reports: true,
        comment: "spam".to_owned(),
    }
}

async fn a_list_is_leased_kept_and_unsubscribed(store: Store) {
    let mut db = store.write().await.unwrap();
    let (url, lyon) = (iri("https://lyon.example/blocks"), iri("https://lyon.example/ap/lyon"));
    assert!(block_lists::subscribe(&mut db, &url, &lyon, Timestamp(5)).await.unwrap());
    assert!(!block_lists::subscribe(&mut db, &url, &lyon, Timestamp(6)).await.unwrap());
    let now = Timestamp(10_000);
    let claimed = block_lists::claim(&mut db, now, 60).await.unwrap().unwrap();
    assert_eq!((claimed.url.clone(), claimed.publisher.clone()), (url.clone(), lyon));
    assert!(block_lists::claim(&mut db, now, 60).await.unwrap().is_none(), "leased");
    let due = now.plus_seconds(100);
    let entries = [entry("a.example")];
    block_lists::keep(&mut db, &url, &entries, Some("tag"), now, due).await.unwrap();
    assert!(block_lists::claim(&mut db, now, 60).await.unwrap().is_none(), "not due");
    block_lists::fail(&mut db, &url, "no answer", due).await.unwrap();
    let all = block_lists::all(&mut db).await.unwrap();
    assert_eq!((all[0].entries.as_slice(), all[0].etag.as_deref()), (&entries[..], Some("tag")));
    assert_eq!((all[0].checked_at, all[0].problem.as_deref()), (Some(now), Some("no answer")));

    let draft = |id, proposal| BlockDraft {
        id,
        list: url.clone(),
        proposal,
        block: entry("a.example"),
        made_at: now,
    };
    block_lists::propose(&mut db, &draft(7, Proposal::Add)).await.unwrap();
    block_lists::propose(&mut db, &draft(8, Proposal::Remove)).await.unwrap();
    let waiting = block_lists::drafts(&mut db).await.unwrap();
    assert_eq!(waiting, [draft(7, Proposal::Remove)], "one for each domain of a list");
    block_lists::decide(&mut db, 7, false).await.unwrap();
    assert!(block_lists::drafts(&mut db).await.unwrap().is_empty());
    block_lists::withdraw(&mut db, &url, &domain("a.example")).await.unwrap();
    block_lists::propose(&mut db, &draft(9, Proposal::Add)).await.unwrap();
    block_lists::withdraw(&mut db, &url, &domain("a.example")).await.unwrap();
    assert!(block_lists::drafts(&mut db).await.unwrap().is_empty());
    assert!(block_lists::unsubscribe(&mut db, &url).await.unwrap());
    assert!(!block_lists::unsubscribe(&mut db, &url).await.unwrap());
}

on_every_engine!(
    a_block_is_kept_replaced_and_lifted,
    what_a_block_hides_comes_back_when_it_is_lifted,
    a_peer_that_becomes_known_is_hidden_from_the_start,
    what_waits_for_one_inbox_of_one_actor_is_forgotten,
    a_list_is_leased_kept_and_unsubscribed,
);

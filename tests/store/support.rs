//! Where the tests run, and what they put into the tables.

use std::sync::atomic::{AtomicU32, Ordering};

use havre::{
    domain::{
        Actor, ActorId, ActorKind, Attached, Call, CallKind, Content, Dates, Event, IdSource, Iri,
        Language, Origin, Peer, PeerId, Practice, Sheet, SheetId, Subject, Taxonomy, Territory,
        Text, Texts, Timestamp,
    },
    store::{
        Store, Writing, actors, peers,
        sheets::{self, Published},
    },
};
use tempfile::TempDir;

/// Runs each of the named tests on every engine; one that is not named is dead code, which clippy
/// tells.
macro_rules! on_every_engine {
    ($($name:ident),* $(,)?) => {
        mod in_memory {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::support::in_memory().await).await;
            }
        )*}

        mod in_a_file {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let (store, _folder) = crate::support::in_a_file().await;
                super::$name(store).await;
            }
        )*}

        mod on_postgres {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::support::on_postgres().await).await;
            }
        )*}
    };
}

pub(crate) async fn in_memory() -> Store {
    Store::open("sqlite::memory:", IdSource::new(7)).await.unwrap()
}

pub(crate) async fn in_a_file() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("havre.db").display());
    (Store::open(&url, IdSource::new(7)).await.unwrap(), folder)
}

pub(crate) async fn on_postgres() -> Store {
    Store::open(&postgres_url().await, IdSource::new(7)).await.unwrap()
}

/// The address of a schema that nobody else uses.
pub(crate) async fn postgres_url() -> String {
    static SCHEMAS: AtomicU32 = AtomicU32::new(0);
    #[expect(clippy::disallowed_methods, reason = "a test is told where its server is")]
    let url = std::env::var("HAVRE_TEST_POSTGRES")
        .expect("tests need PostgreSQL: export HAVRE_TEST_POSTGRES=$(tests/postgres start)");
    let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
    let schema = format!("store_{}_{number}", std::process::id());
    let pool = sqlx::PgPool::connect(&url).await.unwrap();
    let reset = format!("drop schema if exists {schema} cascade; create schema {schema}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(reset)).execute(&pool).await.unwrap();
    pool.close().await;
    format!("{url}?options[search_path]={schema}")
}

pub(crate) fn iri(text: impl Into<String>) -> Iri {
    Iri::parse(text).unwrap()
}

pub(crate) fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

/// Two shared themes, one under the other.
pub(crate) fn taxonomy() -> Taxonomy {
    Taxonomy::parse(
        r#"{"themes": [
            {"id": "housing", "label": {"fr": "Logement"}, "axes": ["rights"]},
            {"id": "citizen-hosting", "label": {"fr": "Accueil"}, "broader": "housing"}]}"#,
    )
    .unwrap()
}

/// An actor of `host`, a local one unless a peer is given.
pub(crate) fn actor(id: i64, host: &str, handle: &str, peer: Option<PeerId>) -> Actor {
    let base = format!("https://{host}/ap/{handle}");
    Actor {
        id: ActorId(id),
        iri: iri(&base),
        kind: ActorKind::Territory,
        peer,
        handle: handle.to_owned(),
        name: format!("Ville de {handle}"),
        url: Some(iri(format!("https://{host}/@{handle}"))),
        inbox: iri(format!("{base}/inbox")),
        shared_inbox: Some(iri(format!("https://{host}/ap/inbox"))),
        outbox: Some(iri(format!("{base}/outbox"))),
        catalogue: Some(iri(format!("{base}/catalogue"))),
        key: Some((format!("{base}#main-key"), "PEM".to_owned())),
        more_keys: Vec::new(),
        territory: Territory { kind: "city".into(), country: Some("FR".into()), ..<_>::default() },
        published_at: Timestamp(1_000),
        updated_at: Timestamp(1_000),
    }
}

/// Puts an actor of this node, `lyon.example`, into its table.
pub(crate) async fn local_actor(db: &mut Writing, id: i64, handle: &str) -> Actor {
    let actor = actor(id, "lyon.example", handle, None);
    actors::insert_local(db, &actor, "{\"type\":\"Group\"}", "digest").await.unwrap();
    actor
}

/// Puts a peer and an actor of it into their tables.
pub(crate) async fn remote_actor(db: &mut Writing, id: i64, host: &str) -> (Peer, Actor) {
    let peer = peers::ensure(db, host, PeerId(id)).await.unwrap();
    let handle = host.split('.').next().unwrap();
    let actor = actor(id, host, handle, Some(peer.id));
    (peer, actors::upsert_remote(db, &actor, "{}", "digest").await.unwrap())
}

/// What is known of a peer.
pub(crate) async fn find_peer(db: &mut Writing, id: PeerId) -> Option<Peer> {
    peers::list(db).await.unwrap().into_iter().find(|peer| peer.id == id)
}

pub(crate) fn text(tag: &str, origin: Origin, title: &str, body: &str) -> Text {
    Text {
        language: language(tag),
        origin,
        of_version: 1,
        title: title.to_owned(),
        body: format!("<p>{body}</p>"),
        ask: None,
    }
}

/// A practice with a French original.
pub(crate) fn practice(slug: &str, title: &str) -> Content {
    Content {
        slug: slug.to_owned(),
        language: language("fr"),
        visibility: <_>::default(),
        texts: Texts::new(vec![text("fr", Origin::Original, title, "Un guichet.")]).unwrap(),
        pillars: vec![],
        themes: vec![],
        audiences: vec![],
        territory: None,
        place: None,
        adapted_from: None,
        attached: Attached::default(),
        sources: vec![],
        confidence: None,
        example: false,
        note: None,
        subject: Subject::Practice(Practice {
            kind: "public-service".to_owned(),
            status: "running".to_owned(),
            ..<_>::default()
        }),
    }
}

/// An event of whole days in Paris.
pub(crate) fn event(slug: &str, first_day: &str, last_day: &str) -> Content {
    let subject = Subject::Event(Event {
        kind: "festival".to_owned(),
        status: "announced".to_owned(),
        cancelled: false,
        dates: Dates::parse(first_day, last_day, "day", "Europe/Paris").unwrap(),
        online: false,
        organisers: vec![],
        languages: vec![],
        practices: vec![],
        calls: vec![],
        figures: <_>::default(),
    });
    Content { subject, ..practice(slug, "Rencontre") }
}

/// A call to sign.
pub(crate) fn call(slug: &str) -> Content {
    let subject = Subject::Call(Call {
        kind: CallKind::Sign,
        status: "open".to_owned(),
        opens: None,
        closes: None,
        answer: havre::domain::Answer::Form,
        link: None,
        events: vec![],
        practices: vec![],
    });
    Content { subject, ..practice(slug, "Appel") }
}

/// A sheet of `actor`, published and changed at `id` seconds.
pub(crate) fn sheet(id: i64, actor: &Actor, content: Content) -> Sheet {
    let moment = Timestamp(id * 1_000);
    Sheet {
        id: SheetId(id),
        iri: iri(format!("{}/{}", actor.iri, content.slug)),
        actor: actor.iri.clone(),
        published_at: moment,
        updated_at: moment,
        content,
    }
}

/// Puts a sheet into the tables, as a copy when its actor lives elsewhere.
pub(crate) async fn put(db: &mut Writing, actor: &Actor, sheet: &Sheet) -> SheetId {
    let object = format!("{{\"id\": \"{}\"}}", sheet.iri);
    let published = Published {
        sheet,
        actor: actor.id,
        peer: actor.peer,
        object: &object,
        digest: "digest",
        proven: None,
    };
    sheets::put(db, &[published], &taxonomy()).await.unwrap()[0]
}

pub(crate) fn slugs(sheets: &[Sheet]) -> Vec<&str> {
    sheets.iter().map(|sheet| sheet.content.slug.as_str()).collect()
}

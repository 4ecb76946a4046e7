//! How long finding takes in a directory of 100,000 sheets: one word, two facets and a box; the
//! counts of all facets of such a selection, and of wide ones; what is around a place; and what a
//! word of the vocabulary means in four languages.
//!
//! Limit: 20 ms for 99 of 100 searches, on SQLite and on `PostgreSQL` (whose address is in
//! `HAVRE_TEST_POSTGRES`). A smaller directory is made when its size is given as the argument.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]

use std::time::{Duration, Instant};

use havre::{
    domain::{
        Actor, ActorId, ActorKind, BoundingBox, Call, CallKind, Content, Dates, Event, Facet,
        IdSource, Iri, Language, List, Origin, Place, Point, Practice, Sheet, SheetId, SheetKind,
        Subject, Taxonomy, Territory, Text, Texts, Timestamp,
    },
    store::{
        Store, actors,
        search::{self, Near, Order, Query},
        sheets::{self, Published},
    },
};

const SHEETS: usize = 100_000;
const SEARCHES: usize = 1_000;
/// Times that each of the wider selections is asked for.
const REPEATED: usize = 50;
const LIMIT: Duration = Duration::from_millis(20);
/// Sheets put in one transaction.
const BATCH: usize = 500;
/// Different words in all texts.
const VOCABULARY: u64 = 30_000;
const COUNTRIES: [&str; 12] =
    ["FR", "BE", "IT", "ES", "PT", "BR", "ML", "SN", "DE", "GR", "MA", "CO"];

#[tokio::main]
async fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(SHEETS);
    let folder = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite:{}", folder.path().join("search.db").display());
    for url in [sqlite, postgres().await] {
        let store = Store::open(&url, IdSource::new(0)).await.unwrap();
        fill(&store, count).await;
        measure(&store, count).await;
        store.close().await;
    }
}

/// The address of a schema of our own.
async fn postgres() -> String {
    #[expect(clippy::disallowed_methods, reason = "a measurement is told where its server is")]
    let url = std::env::var("HAVRE_TEST_POSTGRES")
        .expect("export HAVRE_TEST_POSTGRES=$(tests/postgres start)");
    let pool = sqlx::PgPool::connect(&url).await.unwrap();
    let reset = "drop schema if exists bench_search cascade; create schema bench_search";
    sqlx::raw_sql(reset).execute(&pool).await.unwrap();
    format!("{url}?options[search_path]=bench_search")
}

/// The same numbers in every run (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn unit(&mut self) -> f64 {
        self.below(1 << 30) as f64 / f64::from(1 << 30)
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(items.len() as u64)).unwrap();
        &items[at]
    }

    /// A word: a few stand everywhere and most stand almost nowhere, as in real texts.
    fn word(&mut self) -> String {
        let rank = (VOCABULARY as f64).powf(self.unit());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "≥ 1, small")]
        let rank = rank as u64;
        word(rank)
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// The word of that rank.
fn word(rank: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "cor", "di", "fu", "ga", "li", "mé", "no", "pa", "qui", "ra", "sol", "tu", "vi",
        "xe", "zon",
    ];
    let mut word = String::new();
    let mut rest = rank + 16;
    while rest > 0 {
        word.push_str(SYLLABLES[usize::try_from(rest % 16).unwrap()]);
        rest /= 16;
    }
    word
}

fn taxonomy() -> Taxonomy {
    Taxonomy::parse(include_str!("../vocabulary/taxonomy.json")).unwrap()
}

fn iri(text: String) -> Iri {
    Iri::parse(text).unwrap()
}

async fn fill(store: &Store, count: usize) {
    let taxonomy = taxonomy();
    let mut chance = Chance(1);
    let mut db = store.write().await.unwrap();
    let speaker = actor();
    actors::insert_local(&mut db, &speaker, "{}", "").await.unwrap();
    db.commit().await.unwrap();
    let start = Instant::now();
    for first in (0..count).step_by(BATCH) {
        let batch: Vec<Sheet> = (first..usize::min(first + BATCH, count))
            .map(|number| sheet(number, &speaker, &taxonomy, &mut chance))
            .collect();
        let object = format!("{{\"content\":\"{}\"}}", "x".repeat(2_000));
        let published: Vec<_> = batch
            .iter()
            .map(|sheet| Published {
                sheet,
                actor: speaker.id,
                peer: None,
                object: &object,
                digest: "digest",
                proven: None,
            })
            .collect();
        let mut db = store.write().await.unwrap();
        sheets::put(&mut db, &published, &taxonomy).await.unwrap();
        db.commit().await.unwrap();
    }
    let each = start.elapsed() / u32::try_from(count).unwrap();
    println!("{}: {count} sheets put, {each:.0?} each", store.engine().await.unwrap());
}

fn actor() -> Actor {
    Actor {
        id: ActorId(1),
        iri: iri("https://lyon.example/ap/lyon".into()),
        kind: ActorKind::Territory,
        peer: None,
        handle: "lyon".into(),
        name: "Lyon".into(),
        url: None,
        inbox: iri("https://lyon.example/ap/lyon/inbox".into()),
        shared_inbox: None,
        outbox: None,
        catalogue: None,
        key: None,
        more_keys: Vec::new(),
        territory: Territory::default(),
        published_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

fn sheet(number: usize, speaker: &Actor, taxonomy: &Taxonomy, chance: &mut Chance) -> Sheet {
    let slug = format!("sheet-{number}");
    let moment = Timestamp(1_700_000_000_000 + i64::try_from(chance.below(1 << 36)).unwrap());
    Sheet {
        id: SheetId(i64::try_from(number).unwrap() + 10),
        iri: iri(format!("{}/{slug}", speaker.iri)),
        actor: speaker.iri.clone(),
        published_at: moment,
        updated_at: moment,
        content: content(slug, moment, taxonomy, chance),
    }
}

fn content(slug: String, moment: Timestamp, taxonomy: &Taxonomy, chance: &mut Chance) -> Content {
    let text = |language: &str, origin, chance: &mut Chance| Text {
        language: Language::parse(language).unwrap(),
        origin,
        of_version: 1,
        title: chance.words(6),
        body: format!("<p>{}</p>", chance.words(80)),
        ask: None,
    };
    let mut texts = vec![text("fr", Origin::Original, chance)];
    if chance.below(2) == 0 {
        texts.push(text("en", Origin::Human, chance));
    }
    let pick = |list, chance: &mut Chance| chance.pick(taxonomy.list(list)).id.clone();
    // Most of what is shared lies in Europe, the rest anywhere.
    let (latitude, longitude) = if chance.below(4) > 0 {
        (36.0 + 20.0 * chance.unit(), -9.0 + 35.0 * chance.unit())
    } else {
        (-60.0 + 130.0 * chance.unit(), -180.0 + 360.0 * chance.unit())
    };
    Content {
        slug,
        language: Language::parse("fr").unwrap(),
        visibility: <_>::default(),
        texts: Texts::new(texts).unwrap(),
        pillars: vec![pick(List::Pillars, chance)],
        themes: (0..3).map(|_| pick(List::Themes, chance)).collect(),
        audiences: vec![pick(List::Audiences, chance)],
        territory: Some(format!("territory-{}", chance.below(300))),
        place: Some(Place {
            name: chance.word(),
            country: Some((*chance.pick(&COUNTRIES)).to_owned()),
            latitude: Some(latitude),
            longitude: Some(longitude),
            ..Place::default()
        }),
        adapted_from: None,
        sources: vec![],
        confidence: None,
        example: false,
        note: None,
        attached: <_>::default(),
        subject: subject(moment, taxonomy, chance),
    }
}

fn subject(moment: Timestamp, taxonomy: &Taxonomy, chance: &mut Chance) -> Subject {
    let pick = |list, chance: &mut Chance| chance.pick(taxonomy.list(list)).id.clone();
    match chance.below(10) {
        0..6 => Subject::Practice(Practice {
            kind: pick(List::PracticeKinds, chance),
            status: pick(List::PracticeStatuses, chance),
            ..Practice::default()
        }),
        6..9 => {
            let day = moment.to_utc().format("%Y-%m-%d").to_string();
            Subject::Event(Event {
                kind: pick(List::EventKinds, chance),
                status: pick(List::EventStatuses, chance),
                cancelled: false,
                dates: Dates::parse(&day, &day, "day", "Europe/Paris").unwrap(),
                online: false,
                organisers: vec![],
                languages: vec![],
                practices: vec![],
                calls: vec![],
                figures: <_>::default(),
            })
        }
        _ => Subject::Call(Call {
            kind: CallKind::Sign,
            status: pick(List::CallStatuses, chance),
            opens: None,
            closes: None,
            answer: havre::domain::Answer::Form,
            link: None,
            events: vec![],
            practices: vec![],
        }),
    }
}

async fn measure(store: &Store, count: usize) {
    let taxonomy = taxonomy();
    let mut chance = Chance(2);
    let now = Timestamp(1_730_000_000_000);
    let mut took = Vec::with_capacity(SEARCHES);
    let mut found = 0;
    for _ in 0..SEARCHES {
        let (south, west) = (36.0 + 10.0 * chance.unit(), -9.0 + 25.0 * chance.unit());
        let query = Query {
            kind: Some(SheetKind::Practice),
            words: chance.word().into(),
            facets: vec![
                (Facet::Theme, chance.pick(taxonomy.list(List::Themes)).id.clone()),
                (Facet::Country, (*chance.pick(&COUNTRIES)).to_owned()),
            ],
            area: Some(BoundingBox { west, south, east: west + 10.0, north: south + 10.0 }),
            order: *chance.pick(&[Order::Newest, Order::Relevance]),
            limit: 20,
            ..Query::default()
        };
        let start = Instant::now();
        let mut db = store.read().await.unwrap();
        found += search::page(&mut db, &query, now).await.unwrap().total;
        took.push(start.elapsed());
    }
    report(store, &format!("{count} sheets, {found} found"), took, Some(LIMIT)).await;
    for (name, query) in selections(&taxonomy) {
        let mut took = [const { Vec::new() }; 2];
        let mut found = 0;
        for _ in 0..REPEATED {
            let start = Instant::now();
            let mut db = store.read().await.unwrap();
            found = search::page(&mut db, &query, now).await.unwrap().total;
            took[0].push(start.elapsed());
            let start = Instant::now();
            let counts = search::facet_counts(&mut db, &query).await.unwrap();
            took[1].push(start.elapsed());
            assert!(found == 0 || !counts.is_empty());
        }
        let [sheets, counts] = took;
        report(store, &format!("{name}, a page of {found}"), sheets, None).await;
        report(store, &format!("{name}, counts of {found}"), counts, None).await;
    }
}

/// Selections as people make them, from narrow to all there is.
fn selections(taxonomy: &Taxonomy) -> Vec<(&'static str, Query)> {
    let practices = Query { kind: Some(SheetKind::Practice), limit: 24, ..Query::default() };
    let facet = |facet, value: &str| vec![(facet, value.to_owned())];
    let point = Point { latitude: 45.75, longitude: 4.85 };
    let near = |within| Query {
        near: Some(Near { point, within }),
        order: Order::Distance,
        ..practices.clone()
    };
    let country = [(Facet::Country, "FR".to_owned())];
    let theme = facet(Facet::Theme, "housing");
    vec![
        (
            "a theme and a country",
            Query { facets: [&theme[..], &country].concat(), ..practices.clone() },
        ),
        ("a theme", Query { facets: theme, ..practices.clone() }),
        (
            "a word of the vocabulary",
            Query {
                words: taxonomy.thesaurus().read("logement"),
                order: Order::Relevance,
                ..practices.clone()
            },
        ),
        (
            "the most common word",
            Query { words: word(1).into(), order: Order::Relevance, ..practices.clone() },
        ),
        ("50 km around a place", near(50.0)),
        ("2,000 km around a place", near(2_000.0)),
        ("all practices", practices.clone()),
        ("everything", Query { kind: None, ..practices.clone() }),
    ]
}

/// Prints how long something took.
async fn report(store: &Store, what: &str, mut took: Vec<Duration>, limit: Option<Duration>) {
    took.sort();
    let (median, worst) = (took[took.len() / 2], took[took.len() * 99 / 100]);
    let share = limit.map(|limit| {
        format!(", {:.2} of the limit of {limit:?}", worst.as_secs_f64() / limit.as_secs_f64())
    });
    println!(
        "{}: {what}: median {median:.1?}, p99 {worst:.1?}{}",
        store.engine().await.unwrap(),
        share.unwrap_or_default(),
    );
}

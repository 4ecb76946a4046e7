//! The law of our own objects: what is written is read again without a loss.

use std::collections::BTreeMap;

use proptest::{collection::vec, option, prelude::*};
use serde_json::Value;

use super::data::{actor_of, actors, object, sheets, speaker, taxonomy};
use crate::{
    domain::{
        Actor, Answer, Attached, Call, CallKind, Confidence, Content, Dates, Event, Iri, Language,
        Name, Organiser, Origin, PeerId, Period, Place, Population, Practice, Precision, Sheet,
        SheetId, Source, Subject, Territory, Text, Texts, Timestamp, Tool, Visibility, slug,
        to_html,
    },
    federation::vocabulary::{actor as wire, sheet},
};

#[test]
fn every_sheet_of_the_network_survives_the_wire() {
    let sheets = sheets();
    assert_eq!(sheets.len(), 94);
    for sheet in sheets {
        assert_eq!(sheet::read(&object(&sheet), sheet.id).unwrap(), sheet);
    }
}

#[test]
fn the_original_is_the_first_key_of_every_map() {
    for sheet in sheets() {
        let original = sheet.content.texts.original().language.as_str();
        for (name, value) in object(&sheet).as_object().unwrap() {
            let is_language_map = name.ends_with("Map") || name == "havre:body";
            if let Some(map) = value.as_object().filter(|_| is_language_map) {
                assert_eq!(
                    map.keys().next().unwrap(),
                    original,
                    "{name} of {}",
                    sheet.content.slug
                );
            }
        }
    }
}

#[test]
fn every_actor_of_the_network_survives_the_wire() {
    let actors = actors();
    assert_eq!(actors.len(), 61);
    for actor in actors {
        assert_survives(&actor);
    }
}

fn assert_survives(actor: &Actor) {
    let node = speaker().actor;
    let read = wire::read(&serde_json::from_str(&wire::write(actor, &node)).unwrap()).unwrap();
    assert_eq!(read.node.as_ref(), Some(&node));
    let expected = Actor { peer: Some(PeerId(1)), ..actor.clone() };
    assert_eq!(read.into_actor(actor.id, PeerId(1)), expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_sheet_that_can_be_survives_the_wire(sheet in any_sheet()) {
        let text = sheet::write(&sheet, &speaker(), taxonomy());
        prop_assert_eq!(&text, &sheet::write(&sheet, &speaker(), taxonomy()));
        let object: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(sheet::read(&object, sheet.id).unwrap(), sheet);
    }

    #[test]
    fn every_territory_that_can_be_survives_the_wire(territory in any_territory()) {
        let kind = territory.actor_kind();
        assert_survives(&Actor { kind, territory, ..actor_of("gao") });
    }
}

fn any_territory() -> impl Strategy<Value = Territory> {
    let names =
        || vec((any_language(), any_line()).prop_map(|(lang, name)| Name { lang, name }), 0..3);
    let population =
        (any_line(), option::of(any::<i64>()), option::of(any_line()), option::of(any::<i64>()))
            .prop_map(|(order, approx, scope, year)| Population { order, approx, scope, year });
    let words = (names(), names(), option::of(any_line()), option::of(any_slug()), any_line());
    let point = (option::of((-90.0..=90.0_f64, -180.0..=180.0_f64)), option::of(any_slug()));
    let facts = (
        prop::sample::select(vec!["city", "region", "network", "association"]),
        option::of("[A-Z]{2}"),
        option::of(any::<i64>()),
        option::of(population),
        vec(any_language(), 0..3),
        option::of(prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec())),
    );
    (words, point, facts).prop_map(|(words, (point, geo_precision), facts)| {
        let (latitude, longitude) = point.unzip();
        Territory {
            kind: facts.0.to_owned(),
            names: words.0,
            local_names: words.1,
            country: facts.1,
            latitude,
            longitude,
            geo_precision,
            geonames_id: facts.2,
            population: facts.3,
            languages: facts.4,
            timezone: facts.5.map(|zone| zone.name().to_owned()),
            based_in: words.3,
            note: words.2,
            summary: to_html(&format!("Accueil {}", words.4)),
            profile: <_>::default(),
        }
    })
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    (any_content(), 0..4_000_000_000_000_i64, 0..1_000_000_i64, 1..i64::MAX).prop_map(
        |(content, published, later, id)| Sheet {
            id: SheetId(id),
            iri: Iri::parse(format!("https://lyon.example/ap/{}/{id}", content.kind().plural()))
                .unwrap(),
            actor: speaker().actor,
            published_at: Timestamp(published),
            updated_at: Timestamp(published + later),
            content,
        },
    )
}

fn any_content() -> impl Strategy<Value = Content> {
    let words = (any_slug(), any_language(), any_texts(), option::of(any_line()));
    let facets = (vec(any_slug(), 0..4), vec(any_slug(), 0..4), vec(any_slug(), 0..4));
    let place = (option::of(any_slug()), option::of(any_place()));
    let record = (
        option::of(any_address().prop_map(|address| Iri::parse(address).unwrap())),
        vec(any_source(), 0..3),
        option::of(prop_oneof![
            Just(Confidence::High),
            Just(Confidence::Medium),
            Just(Confidence::Low)
        ]),
        any::<bool>(),
        any::<bool>(),
    );
    (words, facets, place, record, any_subject()).prop_map(
        |(words, facets, place, record, subject)| {
            let (slug, language, texts, note) = words;
            let (pillars, themes, audiences) = facets;
            let (territory, place) = place;
            let (adapted_from, sources, confidence, example, unlisted) = record;
            let visibility = if unlisted { Visibility::Unlisted } else { Visibility::Public };
            Content {
                slug,
                language,
                visibility,
                texts,
                pillars,
                themes,
                audiences,
                territory,
                place,
                adapted_from,
                attached: Attached::default(),
                sources,
                confidence,
                example,
                note,
                subject,
            }
        },
    )
}

fn any_subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        any_practice().prop_map(Subject::Practice),
        any_event().prop_map(Subject::Event),
        any_call().prop_map(Subject::Call),
    ]
}

fn any_practice() -> impl Strategy<Value = Practice> {
    let period = (option::of(any_day()), option::of(any_day()), option::of(any_line()))
        .prop_map(|(start, end, note)| Period { start, end, note });
    let tools = vec((any_line(), any_address()).prop_map(|(label, url)| Tool { label, url }), 0..3);
    let facts = (any_slug(), any_slug(), option::of(any_day()), option::of(any_slug()));
    (facts, period, vec(any_line(), 0..3), tools).prop_map(|(facts, period, partners, tools)| {
        let (kind, status, status_as_of, carrier) = facts;
        Practice { kind, status, status_as_of, period, carrier, partners, tools }
    })
}

fn any_event() -> impl Strategy<Value = Event> {
    let organisers = vec(
        (any_line(), option::of(any_slug()))
            .prop_map(|(name, territory)| Organiser { name, territory }),
        0..3,
    );
    let flags = (any::<bool>(), any::<bool>());
    let lists = (vec(any_language(), 0..3), vec(any_slug(), 0..3), vec(any_address(), 0..3));
    let figures = proptest::collection::btree_map(any_slug(), any::<i64>(), 0..3);
    (any_slug(), any_slug(), any_dates(), flags, organisers, lists, figures).prop_map(
        |(kind, status, dates, flags, organisers, lists, figures)| Event {
            kind,
            status,
            cancelled: flags.0,
            dates,
            online: flags.1,
            organisers,
            languages: lists.0,
            practices: lists.1,
            calls: lists.2,
            figures: BTreeMap::from_iter(figures),
        },
    )
}

fn any_dates() -> impl Strategy<Value = Dates> {
    let zone = prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec());
    let precision = prop::sample::select(vec![
        Precision::Time,
        Precision::Day,
        Precision::Month,
        Precision::Year,
    ]);
    let start = -2_000_000_000_000..4_000_000_000_000_i64;
    (start, 1..1_000_000_000_i64, precision, zone).prop_map(|(start, length, precision, zone)| {
        Dates::new(Timestamp(start), Timestamp(start + length), precision, zone).unwrap()
    })
}

fn any_call() -> impl Strategy<Value = Call> {
    let kind = prop::sample::select(vec![
        CallKind::Sign,
        CallKind::Join,
        CallKind::Recognise,
        CallKind::Support,
        CallKind::Propose,
        CallKind::Urgent,
    ]);
    let answer = prop::sample::select(vec![Answer::Form, Answer::Offer, Answer::External]);
    let days = (option::of(any_day()), option::of(any_day()));
    let lists = (vec(any_slug(), 0..3), vec(any_address(), 0..3));
    (kind, any_slug(), days, answer, option::of(any_address()), lists).prop_map(
        |(kind, status, days, answer, link, lists)| Call {
            kind,
            status,
            opens: days.0,
            closes: days.1,
            answer,
            link,
            events: lists.0,
            practices: lists.1,
        },
    )
}

fn any_texts() -> impl Strategy<Value = Texts> {
    let origin = prop::sample::select(vec![Origin::Human, Origin::Unchecked, Origin::Machine]);
    let words = (any_line(), any_line(), option::of(any_line()), 1..9_i64);
    vec((any_language(), origin, words), 1..5).prop_map(|mut all| {
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all.dedup_by(|a, b| a.0 == b.0);
        let texts = all.into_iter().enumerate().map(|(at, (language, origin, words))| Text {
            language,
            origin: if at == 0 { Origin::Original } else { origin },
            of_version: words.3,
            title: words.0,
            body: to_html(&format!("Accueil {}", words.1)),
            ask: words.2,
        });
        Texts::new(texts.collect()).unwrap()
    })
}

fn any_place() -> impl Strategy<Value = Place> {
    let part = || option::of(any_line());
    let point = option::of((-90.0..=90.0_f64, -180.0..=180.0_f64));
    (any_line(), part(), part(), part(), part(), option::of("[A-Z]{2}"), point).prop_map(
        |(name, street, postal_code, locality, region, country, point)| {
            let (latitude, longitude) = point.unzip();
            Place { name, street, postal_code, locality, region, country, latitude, longitude }
        },
    )
}

fn any_source() -> impl Strategy<Value = Source> {
    prop_oneof![
        any_address().prop_map(|reference| Source { kind: "page".to_owned(), reference }),
        any_slug().prop_map(|reference| Source { kind: "seed".to_owned(), reference }),
    ]
}

fn any_line() -> impl Strategy<Value = String> {
    "[\\PC&&[^\u{a0}]]{0,20}[a-zàü<&>\"'][\\PC&&[^\u{a0}]]{0,20}"
}

fn any_slug() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}".prop_filter("a slug", |text| slug(text) == *text)
}

fn any_day() -> impl Strategy<Value = String> {
    "20[0-9]{2}(-0[1-9](-[012][1-8])?)?"
}

fn any_language() -> impl Strategy<Value = Language> {
    "[a-z]{2,3}(-[A-Z]{2})?".prop_map(|tag| Language::parse(&tag).unwrap())
}

fn any_address() -> impl Strategy<Value = String> {
    "https://[a-z]{1,9}\\.example/[a-z0-9/]{0,20}"
}

//! What is prepared before it is published: from files of others, and from our own exports.

use std::path::PathBuf;

use havre::{
    domain::{Content, Origin, Sheet, SheetKind, Subject, Texts, plain_text, to_html},
    node::{DraftChoices, DraftView, ImportedDrafts, NodeError},
};
use tempfile::TempDir;

use crate::site::{HUB, Site};

/// A file with this text.
fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    file
}

async fn import(site: &Site, file: &std::path::Path) -> ImportedDrafts {
    site.node.import_drafts(HUB, file, &DraftChoices::default()).await.unwrap()
}

const SOUP: &str = "id;title;description;start;type;kind\n\
                    42;Soupe du zébrequin;Chacun apporte un légume.;2027-05-01;event;";

#[tokio::test]
async fn a_draft_is_seen_by_nobody_until_it_is_published() {
    let (site, folder) = (Site::with_the_network().await, tempfile::tempdir().unwrap());
    let imported = import(&site, &file(&folder, "agenda.csv", SOUP)).await;
    let [id] = imported.drafts[..] else { panic!("{imported:?}") };
    let everywhere = [
        "/",
        "/events",
        "/events?q=zébrequin",
        "/search?q=zébrequin",
        "/events.json?limit=500",
        "/events.csv?limit=500",
        "/events.ics",
        "/events.atom",
        "/events.geojson?limit=500",
        "/events/cards.json?q=zébrequin",
        "/territories/alliance-migrations",
        "/ap/alliance-migrations/outbox?page=1",
        "/ap/alliance-migrations/catalogue",
        "/ap/alliance-migrations/featured",
    ]
    .map(|path| path.replace('é', "%C3%A9"));
    for path in &everywhere {
        let answer = site.get(path, &[]).await;
        let told = answer.text().replace("value=\"zébrequin\"", "");
        assert!(!told.contains("Soupe du"), "{path}");
        assert!(!told.contains(&id.to_string()), "{path}");
    }
    for path in [format!("/events/{id}"), format!("/ap/events/{id}"), format!("/events/{id}.ics")] {
        assert_eq!(site.get(&path, &[]).await.status, 404, "{path}");
    }
    let refused = site.node.publish_draft(id).await.unwrap_err();
    assert!(refused.to_string().contains("kind is missing"), "{refused}");

    let complete = SOUP.replace("event;", "event;meeting");
    let again = import(&site, &file(&folder, "agenda.csv", &complete)).await;
    assert_eq!((again.created, again.updated, &again.drafts[..]), (0, 1, &[id][..]));
    let sheet = site.node.publish_draft(id).await.unwrap().sheet().clone();
    assert_eq!(sheet.content.slug, "evt-42");
    for path in ["/events.json?q=z%C3%A9brequin", "/ap/alliance-migrations/outbox?page=1"] {
        assert!(site.get(path, &[]).await.text().contains("Soupe du z"), "{path}");
    }
    assert!(matches!(site.node.draft(id).await, Err(NodeError::NoSheetDraft(_))));
}

#[tokio::test]
async fn the_same_file_makes_the_same_drafts() {
    let (site, folder) = (Site::empty().await, tempfile::tempdir().unwrap());
    let file = file(&folder, "agenda.csv", SOUP);
    let first = import(&site, &file).await;
    let second = import(&site, &file).await;
    assert_eq!((first.created, second.created, second.updated), (1, 0, 0));
    assert_eq!(first.drafts, second.drafts);
    let removed = site.node.remove_draft(first.drafts[0]).await.unwrap();
    assert_eq!(removed.draft.source, "agenda.csv");
    assert!(site.node.drafts().await.unwrap().is_empty());
}

#[tokio::test]
async fn of_a_file_with_a_broken_row_nothing_is_taken_unless_one_asks_for_the_good_ones() {
    let (site, folder) = (Site::empty().await, tempfile::tempdir().unwrap());
    let file = file(
        &folder,
        "agenda.csv",
        &format!("{SOUP}\n43;Thé;Un thé.;demain;event;\n42;x;y;2027;event;"),
    );
    let refused = site.node.import_drafts(HUB, &file, &DraftChoices::default()).await.unwrap_err();
    let said = refused.to_string();
    assert!(said.contains("2 of 3 rows are broken") && said.contains("line 3: start"), "{said}");
    assert!(said.contains("line 4 (evt-42): id stands there twice"), "{said}");
    assert!(site.node.drafts().await.unwrap().is_empty());
    let partial = DraftChoices { partial: true, ..DraftChoices::default() };
    let imported = site.node.import_drafts(HUB, &file, &partial).await.unwrap();
    assert_eq!((imported.created, imported.broken.len()), (1, 2));
}

#[tokio::test]
async fn a_sheet_of_another_says_where_it_comes_from_and_ones_own_is_changed() {
    let (site, folder) = (Site::with_the_network().await, tempfile::tempdir().unwrap());
    let sheet = site.sheet("evt-exemple-webinaire-regularisation").await;
    let calendar = site.get(&format!("/events/{}.ics", sheet.id), &[]).await.text().to_owned();
    let file = file(&folder, "one.ics", &calendar);
    let own = import(&site, &file).await;
    let own = site.node.draft(own.drafts[0]).await.unwrap();
    assert_eq!(own.draft.slug, sheet.content.slug);
    let theirs = site.node.import_drafts("lyon", &file, &DraftChoices::default()).await.unwrap();
    let theirs = site.node.draft(theirs.drafts[0]).await.unwrap();
    assert_eq!(content(&theirs).adapted_from, Some(sheet.iri));
}

fn content(view: &DraftView) -> Content {
    view.record.content().unwrap_or_else(|problem| panic!("{}: {problem}", view.draft.slug))
}

/// Every sheet of a kind with its draft, after an export of a format was imported elsewhere.
async fn round_trip(kind: SheetKind, extension: &str) -> Vec<(Sheet, DraftView)> {
    let (from, to) = (Site::with_the_network().await, Site::empty().await);
    let folder = tempfile::tempdir().unwrap();
    let path = format!("/{}.{extension}?limit=500&examples=yes", kind.plural());
    let text = from.get(&path, &[("accept-language", "fr")]).await.text().to_owned();
    import(&to, &file(&folder, &format!("export.{extension}"), &text)).await;
    let mut pairs = Vec::new();
    for view in to.node.drafts().await.unwrap() {
        let name = &view.draft.slug;
        let sheet = match name.rsplit('-').next().and_then(|id| id.parse::<i64>().ok()) {
            Some(id) if id > 1_000_000_000 => from.node.find_sheet(&id.to_string()).await.unwrap(),
            _ => from.sheet(name).await,
        };
        pairs.push((sheet, view));
    }
    assert!(pairs.len() >= 10, "{path}: {}", pairs.len());
    pairs
}

/// What a table or a feature carries of a sheet: its words as plain text, in the languages that
/// have columns, and not who translated them.
fn carried(content: &Content, as_table: bool) -> Content {
    let mut carried = content.clone();
    let mut texts: Vec<_> = content.texts.iter().cloned().collect();
    for text in &mut texts {
        text.body = to_html(&plain_text(&text.body));
        text.of_version = 1;
        if as_table && text.origin != Origin::Original {
            text.origin = Origin::Unchecked;
        }
    }
    if as_table {
        let columns = ["fr", "en", "es", "pt"];
        let has_column = |text: &havre::domain::Text| columns.contains(&text.language.as_str());
        texts.retain(|text| text.origin == Origin::Original || has_column(text));
        // The columns have an order of their own.
        texts.sort_by_key(|text| {
            let column = columns.iter().position(|column| *column == text.language.as_str());
            (text.origin != Origin::Original, column)
        });
    }
    carried.texts = Texts::new(texts).unwrap();
    if let (true, Subject::Event(event)) = (as_table, &mut carried.subject) {
        event.figures.clear();
        event.organisers.iter_mut().for_each(|organiser| organiser.territory = None);
    }
    carried
}

#[tokio::test]
async fn our_geojson_comes_back_as_it_was() {
    for kind in [SheetKind::Practice, SheetKind::Event, SheetKind::Call] {
        for (sheet, view) in round_trip(kind, "geojson").await {
            let back = carried(&content(&view), false);
            assert_eq!(back, carried(&sheet.content, false), "{}", view.draft.slug);
            assert!(view.missing.is_empty(), "{}: {:?}", view.draft.slug, view.missing);
        }
    }
}

#[tokio::test]
async fn our_table_comes_back_as_it_was() {
    for kind in [SheetKind::Practice, SheetKind::Event, SheetKind::Call] {
        for (sheet, view) in round_trip(kind, "csv").await {
            let back = carried(&content(&view), true);
            assert_eq!(back, carried(&sheet.content, true), "{}", view.draft.slug);
            assert!(view.missing.is_empty(), "{}: {:?}", view.draft.slug, view.missing);
        }
    }
}

#[tokio::test]
async fn our_calendar_comes_back_with_its_words_its_dates_and_its_places() {
    for (sheet, view) in round_trip(SheetKind::Event, "ics").await {
        let mut record = serde_json::to_value(&view.record).unwrap();
        record["kind"] = "meeting".into();
        let view = DraftView {
            record: havre::node::record::SheetRecord::read(SheetKind::Event, &record).unwrap(),
            ..view
        };
        let back = content(&view);
        let name = &sheet.content.slug;
        let text = sheet.content.texts.best_for(["fr"]);
        let marked = format!("[Exemple] {}", text.title);
        let title = if sheet.content.example { &marked } else { &text.title };
        assert_eq!(&back.texts.original().title, title, "{name}");
        assert_eq!(back.texts.original().language, text.language, "{name}");
        assert_eq!(plain_text(&back.texts.original().body), plain_text(&text.body), "{name}");
        assert_eq!(back.themes, sheet.content.themes, "{name}");
        let point =
            |content: &Content| content.place.as_ref().and_then(havre::domain::Place::point);
        assert_eq!(point(&back), point(&sheet.content), "{name}");
        let (Subject::Event(back), Subject::Event(event)) = (&back.subject, &sheet.content.subject)
        else {
            panic!("events")
        };
        assert_eq!(back.cancelled, event.cancelled, "{name}");
        if event.dates.precision() == havre::domain::Precision::Time {
            assert_eq!(back.dates, event.dates, "{name}");
        } else {
            let days = |dates: &havre::domain::Dates| {
                (dates.local_start().date_naive(), dates.local_end().date_naive())
            };
            assert_eq!(days(&back.dates), days(&event.dates), "{name}");
        }
    }
}

//! What people of the network set out to do (journeys 1, 5, 6 and 11).

use crate::site::Site;

#[tokio::test]
async fn a_city_officer_finds_the_cards_and_reads_who_is_behind_one() {
    let site = Site::with_the_network().await;
    let text = site.visit("/practices?theme=local-citizenship-card&ui=fr").await.text().to_owned();
    assert!(text.contains("8 pratiques"), "{text}");
    let page = site.page_of("prac-liege-carte-ardente").await;
    let text = site.visit(&format!("{page}?ui=fr")).await.text().to_owned();
    assert!(text.contains("Publiée par") && text.contains("/territories/liege"), "{text}");
    let page = site.page_of("prac-san-francisco-city-id").await;
    let text = site.visit(&format!("{page}?ui=en")).await.text().to_owned();
    assert!(text.contains("Original text, in English."), "{text}");
    let text = site.visit(&format!("{page}?ui=es")).await.text().to_owned();
    assert!(text.contains("Traducción por revisar. Original: inglés."), "{text}");
}

#[tokio::test]
async fn a_webinar_is_told_on_the_clock_of_its_place_and_in_utc() {
    let site = Site::with_the_network().await;
    let page = site.page_of("evt-exemple-webinaire-regularisation").await;
    let text = site.visit(&format!("{page}?ui=en")).await.text().to_owned();
    assert!(text.contains("Tuesday 9 February 2027, 15:00"), "{text}");
    assert!(text.contains("Europe/Paris (UTC+01:00)"));
    assert!(text.contains("<time datetime=\"2027-02-09T14:00:00.000Z\">2027-02-09 14:00</time>"));
    assert!(text.contains("this sheet is invented"));
}

#[tokio::test]
async fn a_reader_without_a_trace_has_the_german_original_one_click_away() {
    let site = Site::with_the_network().await;
    for slug in ["prac-berlin-clearingstelle", "prac-berlin-beschwerdestelle"] {
        let page = site.page_of(slug).await;
        let answer = site.visit(&format!("{page}?ui=en")).await;
        let text = answer.text();
        assert!(text.contains("<h1 lang=\"en\""), "{text}");
        let original = format!("<a href=\"{page}?lang=de&#38;ui=en\" lang=\"de\" hreflang=\"de\"");
        assert!(text.contains(&original), "{text}");
        assert!(text.len() < 100_000);
        let text = site.visit(&format!("{page}?lang=de&ui=en")).await.text().to_owned();
        assert!(text.contains("<html lang=\"en\"") && text.contains("<h1 lang=\"de\""), "{text}");
    }
}

#[tokio::test]
async fn a_researcher_takes_a_pillar_as_a_table_with_sources_and_dates() {
    let site = Site::with_the_network().await;
    let table = site.get("/practices.csv?pillar=unconditional-access", &[]).await;
    assert_eq!(table.media_type(), "text/csv");
    let text = table.text().strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let column = |name: &str| names.iter().position(|known| known == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 29);
    for row in rows {
        for name in ["id", "title", "description", "sources", "status_as_of", "confidence"] {
            assert!(!row[column(name)].is_empty(), "{name} in {row:?}");
        }
        let page = row[column("url")].strip_prefix("https://hub.example").unwrap().to_owned();
        assert_eq!(site.visit(&page).await.status, 200, "{page}");
    }
}

//! What is carried away of a sheet: a poster, a card on another site, a file.

use serde_json::Value;

use crate::site::{LANGUAGES, ORIGIN, Site};

const WEBINAR: &str = "evt-exemple-webinaire-regularisation";

#[tokio::test]
async fn a_poster_says_what_when_where_and_the_way_to_the_rest() {
    let site = Site::with_the_network().await;
    let page = site.page_of(WEBINAR).await;
    for (language, when, clock) in [
        ("fr", "mardi 9 février 2027, 15:00 – 16:30", "heure locale de Europe/Paris (UTC+01:00)"),
        ("en", "Tuesday 9 February 2027, 15:00–16:30", "local time of Europe/Paris (UTC+01:00)"),
        (
            "es",
            "martes, 9 de febrero de 2027, 15:00–16:30",
            "hora local de Europe/Paris (UTC+01:00)",
        ),
        ("pt", "9 de fevereiro de 2027, 15:00–16:30", "hora local de Europe/Paris (UTC+01:00)"),
    ] {
        let poster = site.visit(&format!("{page}/poster?ui={language}")).await;
        let text = poster.text();
        assert!(text.contains(when) && text.contains(clock), "{language}: {text}");
        assert!(text.contains(&format!("{ORIGIN}{page}")), "{language}");
        assert!(text.contains(&format!("<bdi>hub.example{page}</bdi>")), "{language}");
        assert!(text.contains("<svg class=\"qr\"") && text.contains("role=\"img\""), "{language}");
    }
    let call = site.page_of("call-declaration-lisboa").await;
    let poster = site.visit(&format!("{call}/poster?ui=fr")).await;
    assert!(poster.text().contains("class=\"poster-ask\""), "{}", poster.text());
    for path in ["/events/1/poster", "/events/x/poster", "/posts/1/poster"] {
        assert_eq!(site.visit(path).await.status, 404, "{path}");
    }
    // The kind is part of the address.
    let wrong = page.replace("/events/", "/calls/");
    assert_eq!(site.visit(&format!("{wrong}/poster")).await.status, 404);
}

#[tokio::test]
async fn a_card_is_read_by_the_scripts_of_every_site_in_the_language_they_ask_for() {
    let site = Site::with_the_network().await;
    let page = site.page_of(WEBINAR).await;
    let mut titles = Vec::new();
    for language in LANGUAGES {
        let card = site.get(&format!("{page}/card.json?ui={language}"), &[]).await;
        assert_eq!(card.header("access-control-allow-origin"), "*");
        assert_eq!(card.header("cross-origin-resource-policy"), "");
        let card = card.json();
        assert_eq!(card["href"], format!("{ORIGIN}{page}?ui={language}"));
        assert_eq!(card["ui"], language);
        assert_eq!(card["marks"].as_array().unwrap().len(), 1, "an example says so");
        titles.push(card["title"].as_str().unwrap().to_owned());
    }
    titles.dedup();
    assert_eq!(titles.len(), 4);
    let script = site.get("/embed.js", &[]).await;
    assert_eq!(script.media_type(), "text/javascript");
    assert_eq!(script.header("access-control-allow-origin"), "*");
    assert_eq!(script.header("cache-control"), "public, max-age=3600");
}

#[tokio::test]
async fn a_list_of_cards_has_the_parameters_of_its_listing_and_no_examples_unless_asked() {
    let site = Site::with_the_network().await;
    let cards = |query: &str| {
        let path = format!("/events/cards.json?{query}");
        let site = &site;
        async move { site.json(&path).await["cards"].as_array().unwrap().clone() }
    };
    assert_eq!(cards("when=upcoming").await, Vec::<Value>::new());
    let upcoming = cards("when=upcoming&examples=yes&ui=fr").await;
    assert_eq!(upcoming.len(), 5);
    let lines = upcoming[0]["lines"].to_string();
    assert!(lines.contains("Événement"), "{lines}");
    assert_eq!(cards("when=upcoming&examples=yes&limit=500").await.len(), 7);
    let refused = site.get("/events/cards.json?when=tomorrow", &[]).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["parameter"].clone()),
        (400, "when".into())
    );
    assert_eq!(site.visit("/events/embed?when=tomorrow").await.status, 400);
}

#[tokio::test]
async fn the_page_for_other_sites_shows_the_code_that_it_uses_itself() {
    let site = Site::with_the_network().await;
    let page = site.page_of(WEBINAR).await;
    for language in LANGUAGES {
        let embed = site.visit(&format!("{page}/embed?ui={language}")).await;
        let text = embed.text();
        assert!(text.contains(&format!("<havre-card data-sheet=\"{ORIGIN}{page}\"")), "{language}");
        assert!(
            text.contains("&#60;havre-card data-sheet="),
            "{language}: the code is shown as text"
        );
        assert!(
            text.contains(&format!("{page}/poster")) && text.contains(&format!("{page}.jsonld"))
        );
        let list = site.visit(&format!("/events/embed?when=past&limit=2&ui={language}")).await;
        let address = format!("data-list=\"{ORIGIN}/events?limit=2&#38;when=past\"");
        assert!(list.text().contains(&address), "{language}: {}", list.text());
        assert_eq!(list.text().matches("<blockquote").count(), 2, "{language}");
        assert!(
            list.text().contains("webcal://hub.example/events.ics?limit=2&#38;when=past"),
            "{language}"
        );
    }
}

#[tokio::test]
async fn whoever_pastes_the_address_of_a_sheet_is_given_its_card() {
    let site = Site::with_the_network().await;
    let page = site.page_of(WEBINAR).await;
    let ask = |rest: String| {
        let site = &site;
        async move { site.get(&format!("/oembed?{rest}"), &[("accept-language", "es")]).await }
    };
    let answer = ask(format!("url={ORIGIN}{page}&format=json&maxwidth=300")).await;
    let rich = answer.json();
    assert_eq!((&rich["version"], &rich["type"]), (&"1.0".into(), &"rich".into()));
    assert_eq!(rich["width"], 300);
    assert!(rich["title"].as_str().unwrap().starts_with("Seminario web"), "{rich}");
    let html = rich["html"].as_str().unwrap();
    assert!(html.starts_with("<blockquote") && !html.contains("<script"), "{html}");
    let portuguese = ask(format!("url={ORIGIN}{page}%3Fui%3Dpt")).await.json();
    assert!(portuguese["title"].as_str().unwrap().starts_with("Webin\u{e1}rio"), "{portuguese}");
    assert_eq!(ask(format!("url={ORIGIN}{page}&format=xml")).await.status, 501);
    for address in ["https://evil.example/events/1", &format!("{ORIGIN}/events/1"), "x"] {
        assert_eq!(ask(format!("url={address}")).await.status, 404, "{address}");
    }
    assert_eq!(ask("format=json".to_owned()).await.json()["parameter"], "url");
    let head = site.visit(&page).await;
    let discovered = format!("type=\"application/json+oembed\" href=\"{ORIGIN}/oembed?url=");
    assert!(head.text().contains(&discovered), "{}", head.text());
}

#[tokio::test]
async fn every_sheet_can_be_had_as_a_file_of_each_format() {
    let site = Site::with_the_network().await;
    let page = site.page_of(WEBINAR).await;
    let calendar = site.get(&format!("{page}.ics?ui=en"), &[]).await;
    assert_eq!(calendar.media_type(), "text/calendar");
    assert!(calendar.header("content-disposition").starts_with("attachment; filename=\"event-"));
    let text = calendar.text().replace("\r\n ", "");
    assert!(text.contains("DTSTART;TZID=Europe/Paris:20270209T150000\r\n"), "{text}");
    assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n"), "{text}");
    assert!(text.contains("SUMMARY;LANGUAGE=en:[Example] Webinar"), "an example says so: {text}");
    assert!(!text.contains("METHOD:") && !text.contains("X-WR-CALNAME"), "{text}");
    assert_eq!(site.json(&format!("{page}.json")).await["slug"], WEBINAR);
    let table = site.get(&format!("{page}.csv"), &[]).await.text().to_owned();
    assert_eq!(csv::Reader::from_reader(table.as_bytes()).records().count(), 1);
    assert_eq!(
        site.json(&format!("{page}.geojson")).await["features"][0]["properties"]["slug"],
        WEBINAR
    );
    let signed = site.json(&format!("{page}.jsonld")).await;
    assert_eq!(signed["type"], "Event");
    let practice = site.page_of("prac-liege-carte-ardente").await;
    for path in [format!("{practice}.ics"), format!("{page}.pdf"), "/events/1.ics".to_owned()] {
        assert_eq!(site.visit(&path).await.status, 404, "{path}");
    }
    let head = site.visit(&page).await.text().to_owned();
    assert!(
        head.contains(&format!("type=\"application/ld+json\" href=\"{page}.jsonld\"")),
        "{head}"
    );
    assert!(head.contains(&format!("type=\"text/calendar\" href=\"{page}.ics\"")), "{head}");
}

#[tokio::test]
async fn a_calendar_that_one_subscribes_to_is_read_again_every_few_hours() {
    let site = Site::with_the_network().await;
    let text = site.get("/events.ics?when=upcoming", &[]).await.text().replace("\r\n ", "");
    assert!(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"), "{text}");
    assert!(text.contains("X-PUBLISHED-TTL:PT6H\r\n"), "{text}");
    let source = format!("SOURCE;VALUE=URI:{ORIGIN}/events.ics?when=upcoming\r\n");
    assert!(text.contains(&source), "{text}");
    assert!(!text.contains("METHOD"), "{text}");
}

#[tokio::test]
async fn t30_what_others_write_is_text_on_the_sites_of_others_too() {
    let site = Site::empty().await;
    let title = "</textarea></havre-card><script>alert(1)</script>\" onload=alert(1) '";
    let record = serde_json::json!({
        "id": "evt-hostile", "kind": "meeting", "status": "announced", "timezone": "Europe/Paris",
        "start": "2027-05-01", "title": {"fr": title}, "description": {"fr": title},
        "place": {"name": title}, "organisers": [{"name": title}],
    });
    let row = havre::node::record::read_text(
        "hostile",
        &record.to_string(),
        havre::node::record::shared_taxonomy(),
    );
    let havre::node::record::Row::Sheet { content, .. } = row.unwrap().remove(0) else { panic!() };
    site.node.put_sheet(crate::site::HUB, *content).await.unwrap();
    let page = site.page_of("evt-hostile").await;
    for path in ["/poster", "/embed"] {
        let text = site.visit(&format!("{page}{path}")).await.text().to_owned();
        assert!(!text.contains("<script>alert"), "{path}: {text}");
        assert!(!text.contains("\" onload"), "{path}");
        assert_eq!(text.matches("</textarea>").count(), usize::from(path == "/embed"), "{path}");
    }
    let rich = site.json(&format!("/oembed?url={ORIGIN}{page}")).await;
    assert!(!rich["html"].as_str().unwrap().contains("<script"), "{rich}");
    let card = site.json(&format!("{page}/card.json")).await;
    assert_eq!(card["title"], title, "as text, which the script shows as text");
}

//! What holds for every page, whatever it shows.

use havre::{
    domain::{Source, Subject, Texts, Tool, Visibility},
    store::{
        actors,
        sheets::{self, Published},
    },
};

use crate::site::{HUB, LANGUAGES, Site};

/// A page of each kind.
async fn addresses(site: &Site) -> Vec<String> {
    let mut addresses: Vec<String> = [
        "/",
        "/practices",
        "/practices?q=accueil&theme=housing&country=FR",
        "/practices?q=nothingislikethis",
        "/practices?near=Gao&within=500",
        "/practices?more=theme",
        "/search",
        "/search?q=logement+Lyon",
        "/search?near=Lyonn",
        "/search?page=99",
        "/territories?near=Lyon",
        "/events",
        "/events?when=past&page=1",
        "/events/calendar",
        "/events/calendar?month=2027-09&theme=migration-memory&zone=America/Recife",
        "/events/calendar?week=2027-W06",
        "/events/calendar?month=2150-01",
        "/keep",
        "/keep/offline",
        "/calls",
        "/posts",
        "/territories",
        "/territories?country=BR",
        "/territories/lyon",
        "/territories/alliance-migrations",
        "/tags/local-citizenship-card",
        "/about",
        "/legal",
        "/privacy",
        "/accessibility",
        "/network",
        "/themes",
        "/pillars/interculturality",
        "/axes/beyond-emergency",
        "/style",
        "/follow?account=@lyon@hub.example&server=mastodon.example",
        "/follow?account=nobody",
        "/api",
        "/nowhere",
        "/practices?when=tomorrow",
    ]
    .map(ToOwned::to_owned)
    .into();
    for slug in [
        "prac-berlin-clearingstelle",
        "prac-san-francisco-city-id",
        "evt-exemple-webinaire-regularisation",
        "evt-2015-paris-colloque-ocu",
        "call-declaration-lisboa",
        "call-solidarite-urgente",
    ] {
        addresses.push(site.page_of(slug).await);
    }
    addresses
}

#[tokio::test]
async fn every_page_speaks_every_language_and_can_be_read_by_everyone() {
    let site = Site::with_the_network().await;
    let keys = words();
    for address in addresses(&site).await {
        let joint = if address.contains('?') { '&' } else { '?' };
        for language in LANGUAGES {
            let at = format!("{address}{joint}ui={language}");
            let answer = site.visit(&at).await;
            let text = answer.text();
            assert_eq!(answer.media_type(), "text/html", "{at}");
            assert!(text.contains(&format!("<html lang=\"{language}\"")), "{at}");
            assert_eq!(text.matches("<h1").count(), 1, "{at}");
            assert!(title(text).len() > 2, "{at}");
            assert!(!text.contains("{$") && !text.contains("No localization"), "{at}");
            for key in &keys {
                let bare = format!(">{key}<");
                assert!(!text.contains(&bare), "{at} shows the name of the word {key}");
            }
            assert!(text.len() < 100_000, "{at} has {} bytes", text.len());
            assert_every_field_has_a_label(text, &at);
            assert_nothing_comes_from_elsewhere(text, &at);
        }
    }
}

#[tokio::test]
async fn no_page_leaves_a_trace_or_runs_a_script_that_is_not_ours() {
    let site = Site::with_the_network().await;
    for address in addresses(&site).await {
        let answer = site.visit(&address).await;
        assert!(!answer.headers.contains_key("set-cookie"), "{address}");
        for script in answer.text().split("<script").skip(1) {
            assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{address}: {script}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{address}: {policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn links_keep_the_language_that_the_reader_chose() {
    let site = Site::with_the_network().await;
    let text = site.visit("/practices?theme=housing&ui=pt").await.text().to_owned();
    assert!(text.contains("href=\"/events?ui=pt\""));
    assert!(text.contains("name=\"ui\" value=\"pt\""));
    assert!(text.contains("href=\"/practices?theme=housing&#38;ui=es\" lang=\"es\""), "{text}");
}

#[tokio::test]
async fn an_unlisted_sheet_is_read_by_those_who_have_its_address_and_found_by_nobody() {
    let site = Site::with_the_network().await;
    let mut content = site.sheet("call-declaration-lisboa").await.content;
    content.slug = "call-unlisted".to_owned();
    content.visibility = Visibility::Unlisted;
    site.node.put_sheet(HUB, content).await.unwrap();
    let page = site.page_of("call-unlisted").await;
    let answer = site.visit(&page).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("<meta name=\"robots\" content=\"noindex\">"));
    for list in ["/", "/calls", "/calls.json", "/territories/alliance-migrations"] {
        assert!(!site.visit(list).await.text().contains(&page), "{list}");
    }
}

#[tokio::test]
async fn a_network_shows_what_it_published_about_no_territory() {
    let site = Site::with_the_network().await;
    let text = site.visit("/territories/red-sin-fronteras?ui=en").await.text().to_owned();
    assert!(text.contains("Also published by"), "{text}");
    assert!(text.contains("Launch of Brazil’s national network of welcoming cities"), "{text}");
    let text = site.visit("/territories/lyon?ui=en").await.text().to_owned();
    assert!(!text.contains("Also published by"), "{text}");
}

#[tokio::test]
async fn the_style_sheet_may_be_kept_for_ever() {
    let site = Site::empty().await;
    let text = site.visit("/").await.text().to_owned();
    let at = text.find("/assets/").unwrap();
    let address = &text[at..at + text[at..].find('"').unwrap()];
    let answer = site.get(address, &[]).await;
    assert_eq!(answer.media_type(), "text/css");
    assert!(answer.header("cache-control").contains("immutable"));
    for elsewhere in ["url(", "@import", "//"] {
        assert!(!answer.text().contains(elsewhere), "nothing comes from elsewhere");
    }
}

#[tokio::test]
async fn t30_what_others_write_runs_nowhere() {
    let site = Site::with_the_network().await;
    let mut sheet = site.sheet("prac-gao-maison-du-migrant").await;
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"><svg onload=alert(1)>";
    let mut text = sheet.content.texts.original().clone();
    text.title = hostile.to_owned();
    text.body = format!("<p onclick=alert(1)>{hostile}</p><a href=\"javascript:alert(1)\">a</a>");
    sheet.content.texts = Texts::new(vec![text]).unwrap();
    sheet.content.note = Some(hostile.to_owned());
    sheet.content.sources = ["javascript:alert(1)", "data:text/html,x", hostile]
        .map(|reference| Source { kind: "page".to_owned(), reference: reference.to_owned() })
        .into();
    let Subject::Practice(practice) = &mut sheet.content.subject else { panic!("a practice") };
    practice.partners = vec![hostile.to_owned()];
    practice.tools =
        vec![Tool { label: hostile.to_owned(), url: "javascript:alert(1)".to_owned() }];
    let mut db = site.node.store.write().await.unwrap();
    let actor = actors::find_by_iri(&mut db, &sheet.actor).await.unwrap().unwrap().id;
    let put =
        Published { sheet: &sheet, actor, peer: None, object: "{}", digest: "", proven: None };
    sheets::put(&mut db, &[put], &site.node.taxonomy()).await.unwrap();
    db.commit().await.unwrap();
    let page = site.page_of("prac-gao-maison-du-migrant").await;
    for address in [page.as_str(), "/practices?territory=gao", "/territories/gao", "/"] {
        let text = site.visit(address).await.text().to_lowercase();
        for forbidden in [
            "<script>",
            "<img src=x",
            "<svg onload",
            "<p onclick",
            "href=\"javascript",
            "href=\"data",
        ] {
            assert!(!text.contains(forbidden), "{forbidden} in {address}");
        }
    }
}

/// The names of all words.
fn words() -> Vec<String> {
    let text = include_str!("../../src/web/locales/fr/pages.ftl");
    let names = text.lines().filter_map(|line| line.split_once(" ="));
    let names: Vec<String> = names
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.contains('-') && !name.starts_with([' ', '#']))
        .collect();
    assert!(names.len() > 150);
    names
}

fn title(text: &str) -> &str {
    let start = text.find("<title>").unwrap() + "<title>".len();
    &text[start..start + text[start..].find("</title>").unwrap()]
}

fn assert_every_field_has_a_label(text: &str, at: &str) {
    for tag in ["<input", "<select"] {
        for field in text.split(tag).skip(1) {
            let field = &field[..field.find('>').unwrap()];
            if field.contains("type=\"hidden\"") {
                continue;
            }
            let id = field.split("id=\"").nth(1).unwrap().split('"').next().unwrap();
            assert!(text.contains(&format!(" for=\"{id}\"")), "{at}: {field}");
        }
    }
}

/// Links may lead away; what the page itself is made of comes from here.
fn assert_nothing_comes_from_elsewhere(text: &str, at: &str) {
    assert!(!text.contains("url("), "{at}");
    for source in text.split(" src=\"").skip(1) {
        let is_ours = source.starts_with('/') && !source.starts_with("//");
        assert!(is_ours, "{at}: {source}");
    }
    for link in text.split("<link ").skip(1) {
        let link = &link[..link.find('>').unwrap()];
        if link.contains("stylesheet") {
            assert!(link.contains("href=\"/assets/"), "{at}: {link}");
        }
    }
}

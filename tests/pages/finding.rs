//! Searching everything, filtering, and what is near.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::site::{LANGUAGES, Site};

/// Links of the filters: label, count and address.
fn filters(page: &str) -> Vec<(String, usize, String)> {
    let lists = page.split("class=\"facet-values").skip(1);
    let lists = lists.filter_map(|rest| rest.split("</ul>").next());
    let mut filters = Vec::new();
    for line in lists.flat_map(|list| list.split("<li>").skip(1)) {
        let href = line.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let label = line.split_once("</a>").map(|(before, _)| before);
        let label = label.and_then(|before| before.rsplit('>').next()).unwrap_or_default();
        let count = line.split("<span class=\"quiet\">").nth(1);
        let count = count.and_then(|rest| rest.split('<').next()).and_then(|n| n.parse().ok());
        // What leads to more values has no count.
        if let Some(count) = count {
            let href = href.unwrap_or_default().replace("&#38;", "&");
            filters.push((label.to_owned(), count, href));
        }
    }
    filters
}

/// How many cards a page shows.
fn cards(page: &str) -> usize {
    let list = page.split("<ul class=\"cards\"").nth(1).unwrap_or_default();
    list.split("</ul>").next().unwrap_or_default().matches("<h3").count()
}

fn slugs(page: &Value) -> BTreeSet<&str> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["slug"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_search_holds_every_kind_and_each_item_says_which_it_is() {
    let site = Site::with_the_network().await;
    let page = site.json("/search.json?limit=500").await;
    assert_eq!(page["total"], 94);
    let kinds: BTreeSet<&str> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, BTreeSet::from(["call", "event", "practice"]));
    for (path, total) in [
        ("/search.json?type=practice", 51),
        ("/search.json?type=practice&type=call", 61),
        ("/search.json?type=post", 0),
        ("/search.geojson?type=event", 33),
    ] {
        assert_eq!(site.json(path).await["total"], total, "{path}");
    }
    for (path, media_type, rows) in [
        ("/search.csv?limit=500", "text/csv", ""),
        ("/search.atom", "application/atom+xml", "<entry>"),
        ("/search.ics?limit=500", "text/calendar", "BEGIN:VEVENT"),
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.media_type()), (200, media_type), "{path}");
        assert!(answer.text().contains(rows), "{path}");
    }
    let calendar = site.get("/search.ics?limit=500", &[]).await.text().to_owned();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 26, "events only, and no examples");
}

#[tokio::test]
async fn no_filter_leads_to_an_empty_page_and_each_tells_what_one_finds() {
    let site = Site::with_the_network().await;
    for start in [
        "/practices?ui=en",
        "/events?ui=en",
        "/calls?ui=en",
        "/search?ui=en&q=logement",
        "/practices?ui=en&country=FR&theme=health",
        "/practices?ui=en&near=Lyon&within=500",
        "/territories?ui=en",
        "/territories?ui=en&country=FR&country=IT",
    ] {
        let page = site.visit(start).await.text().to_owned();
        let filters = filters(&page);
        assert!(filters.len() > 3, "{start}: {filters:?}");
        for (label, count, href) in filters {
            assert!(count > 0, "{label} on {start}");
            let answer = site.visit(&href).await;
            assert_eq!(answer.status, 200, "{href}");
            assert!(cards(answer.text()) > 0, "{label} on {start}: {href}");
        }
    }
}

#[tokio::test]
async fn a_count_is_the_number_of_sheets_behind_its_link() {
    let site = Site::with_the_network().await;
    for start in ["/practices?ui=en&q=accueil", "/events?ui=en", "/search?ui=en&country=FR"] {
        let page = site.visit(start).await.text().to_owned();
        for (label, count, href) in filters(&page) {
            // Another value of a filter in which one is chosen adds to it.
            if start.contains("country=") && href.matches("country=").count() != 1 {
                continue;
            }
            let json = href.replacen('?', ".json?", 1);
            let found = site.json(&json).await;
            assert_eq!(found["total"], count, "{label}: {json}");
        }
    }
}

#[tokio::test]
async fn values_of_one_filter_widen_and_each_can_be_taken_away() {
    let site = Site::with_the_network().await;
    let total =
        async |query: &str| site.json(&format!("/practices.json?{query}")).await["total"].clone();
    let both = total("theme=health&theme=housing").await.as_i64().unwrap();
    let (health, housing) = (total("theme=health").await, total("theme=housing").await);
    assert!(both > health.as_i64().unwrap() && both > housing.as_i64().unwrap());
    let page = site.visit("/practices?theme=housing&theme=health&ui=en").await.text().to_owned();
    let chips = page.split("class=\"chosen\"").nth(1).unwrap().split("</nav>").next().unwrap();
    for expected in [
        "href=\"/practices?theme=health&#38;ui=en\"",
        "href=\"/practices?theme=housing&#38;ui=en\"",
        "href=\"/practices?ui=en\"",
        "Theme: Health",
        "Clear the search",
    ] {
        assert!(chips.contains(expected), "{expected} in {chips}");
    }
}

#[tokio::test]
async fn one_state_of_a_page_has_one_canonical_address() {
    let site = Site::with_the_network().await;
    let canonical = "<link rel=\"canonical\" \
                     href=\"https://hub.example/practices?country=FR&#38;q=carte&#38;theme=health\">";
    for path in [
        "/practices?q=carte&theme=health&country=fr",
        "/practices?theme=health&country=FR&q=carte&pillar=&page=1&ui=en",
        "/practices?country=FR&country=fr&q=+carte+&theme=health&unknown=1&within=90",
    ] {
        let page = site.visit(path).await.text().to_owned();
        assert!(page.contains(canonical), "{path}: {:?}", page.split("canonical").nth(1));
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    }
    for path in ["/practices", "/practices?theme=health", "/practices?page=2", "/territories"] {
        let page = site.visit(path).await.text().to_owned();
        assert!(!page.contains("noindex"), "{path}");
    }
}

#[tokio::test]
async fn a_word_finds_what_the_other_languages_call_it() {
    let site = Site::with_the_network().await;
    let found = async |word: &str| {
        let page = site.json(&format!("/search.json?limit=500&q={word}")).await;
        slugs(&page).into_iter().map(ToOwned::to_owned).collect::<BTreeSet<_>>()
    };
    let logement = found("logement").await;
    assert!(logement.len() > 3, "{logement:?}");
    for word in ["vivienda", "housing", "habita%C3%A7%C3%A3o", "Logements"] {
        assert_eq!(found(word).await, logement, "{word}");
    }
    let themed = site.json("/search.json?limit=500&theme=housing").await;
    assert!(slugs(&themed).into_iter().all(|slug| logement.contains(slug)));
    let cards = site.json("/search.json?limit=500&theme=local-citizenship-card").await;
    let named = found("carte+de+citoyennet%C3%A9+locale").await;
    assert!(slugs(&cards).into_iter().all(|slug| named.contains(slug)), "{named:?}");
}

#[tokio::test]
async fn the_search_says_what_else_the_words_may_mean() {
    let site = Site::with_the_network().await;
    for (query, expected) in [
        ("logement", "href=\"/tags/housing?ui=en\">Long-term housing</a>"),
        ("Lyon", "href=\"/territories/lyon?ui=en\">Lyon</a>"),
        ("Lyon", "Near Lyon, France"),
        ("logement+Lyon", "“logement” near Lyon, France"),
        ("logement+%C3%A0+Turin", "“logement” near Turin, Italy"),
    ] {
        let page = site.visit(&format!("/search?ui=en&q={query}")).await.text().to_owned();
        let meanings = page.split("class=\"meanings\"").nth(1).unwrap_or_default();
        let meanings = meanings.split("</dl>").next().unwrap_or_default();
        assert!(meanings.contains(expected), "{query}: {meanings}");
    }
}

#[tokio::test]
async fn what_is_near_a_place_comes_with_its_distance_the_nearest_first() {
    let site = Site::with_the_network().await;
    let page = site.json("/practices.json?near=Lyon&within=600&limit=500").await;
    let distances: Vec<f64> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["distance"].as_f64().unwrap())
        .collect();
    assert!(distances.len() > 3 && distances.is_sorted(), "{distances:?}");
    assert!(distances[0] < 5.0 && distances.iter().all(|distance| *distance <= 600.0));
    let few = site.json("/practices.json?near=Lyon&within=10").await;
    assert!(few["total"].as_i64() < page["total"].as_i64());
    for near in ["lyon", "Lione", "@lyon", "45.75,4.85", "Lyon,FR", "2996944"] {
        let same = site.json(&format!("/practices.json?near={near}&within=10")).await;
        assert_eq!(slugs(&same), slugs(&few), "{near}");
    }
    let text = site.visit("/practices?near=Lyon&within=600&ui=en").await.text().to_owned();
    assert!(text.contains("Within 600 km of Lyon, France."), "{text}");
    assert!(text.contains(" km</p>"), "{text}");
    let territories = site.json("/territories.json?near=Lyon&within=300").await;
    assert_eq!(territories["items"][0]["handle"], "lyon");
}

#[tokio::test]
async fn a_territory_of_the_network_is_meant_before_a_town_of_its_name() {
    let site = Site::with_the_network().await;
    let gao = site.visit("/practices?near=Gao&within=25&ui=en").await.text().to_owned();
    assert!(gao.contains("Within 25 km of Gao, Mali."), "{gao}");
    assert!(gao.contains("near=Gao%2CBF"), "the other Gao is one link away");
}

#[tokio::test]
async fn a_place_that_nobody_knows_is_said_so_with_those_it_may_be() {
    let site = Site::with_the_network().await;
    for (language, says) in [
        ("fr", "Le lieu «\u{a0}Lyonn\u{a0}» n’est pas connu ici"),
        ("en", "The place “Lyonn” is not known here"),
        ("es", "El lugar «Lyonn» no se conoce aquí"),
        ("pt", "O lugar «Lyonn» não é conhecido aqui"),
    ] {
        for path in ["/practices", "/search", "/territories"] {
            let answer = site.visit(&format!("{path}?near=Lyonn&ui={language}")).await;
            assert_eq!(answer.status, 400, "{path}");
            assert!(answer.text().contains(says), "{path} {language}: {}", answer.text());
            assert!(answer.text().contains("near=Lyon%2CFR"), "{path}");
        }
    }
    let answer = site.get("/practices.json?near=Nowhere-at-all", &[]).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["parameter"]), (400, &"near".into()));
}

#[tokio::test]
async fn who_finds_nothing_is_told_what_would_find_something() {
    let site = Site::with_the_network().await;
    for (path, expected) in [
        ("/practices?ui=en&country=ML&theme=voting-rights", "Without “Mali” ("),
        ("/practices?ui=en&q=lojement", "Search for “logement” ("),
        ("/practices?ui=en&q=webinaire", "Search everything, not only"),
        ("/practices?ui=en&near=47,3.5&within=10", "Look within 250 km ("),
    ] {
        let page = site.visit(path).await.text().to_owned();
        assert!(page.contains(expected), "{path}: {:?}", page.split("results").nth(2));
        assert_eq!(cards(&page), 0, "{path}");
    }
}

#[tokio::test]
async fn the_first_letters_suggest_themes_territories_places_and_titles() {
    let site = Site::with_the_network().await;
    let suggested = async |query: &str| {
        let answer = site.get(&format!("/search/suggestions?{query}"), &[]).await;
        assert_eq!(answer.status, 200, "{query}");
        answer.json().as_array().unwrap().clone()
    };
    let has = |found: &[Value], text: &str, what: &str| {
        found.iter().any(|one| one["text"] == text && one["what"] == what)
    };
    let found = suggested("q=vivi&ui=en").await;
    assert!(has(&found, "Long-term housing", "Theme"), "{found:?}");
    let found = suggested("q=ly&ui=fr").await;
    assert!(has(&found, "Lyon", "Ville ou commune"), "{found:?}");
    let found = suggested("q=turi&of=places&ui=es").await;
    assert!(has(&found, "Turin, IT", "Turin, Italia"), "{found:?}");
    let found = suggested("q=ly&of=territories&ui=fr").await;
    assert!(has(&found, "Lyon", "Ville ou commune"), "{found:?}");
    assert!(found.iter().all(|one| one["text"] != "Lyon, FR"), "no name of a territory: {found:?}");
    let found = suggested("q=ly&of=practices&ui=fr").await;
    assert!(!found.is_empty());
    assert!(found.iter().all(|one| one["what"] == "Pratiques inspirantes"), "{found:?}");
    let found = suggested("q=beschwerde&ui=de").await;
    assert!(!found.is_empty());
    assert!(suggested("q=x").await.is_empty());
    assert!(suggested("").await.is_empty());
    let long = site.get(&format!("/search/suggestions?q={}", "x".repeat(10_000)), &[]).await;
    assert_eq!(long.status, 400);
}

#[tokio::test]
async fn a_filter_that_the_list_does_not_have_hides_nothing_of_it() {
    let site = Site::with_the_network().await;
    for path in ["/practices?more=type&ui=en", "/search?more=kind&ui=en"] {
        let page = site.visit(path).await.text().to_owned();
        assert!(cards(&page) > 10, "{path}");
    }
}

#[tokio::test]
async fn the_forms_need_no_script_and_lose_nothing() {
    let site = Site::with_the_network().await;
    let page = site.visit("/practices?theme=housing&country=FR&q=a&near=Lyon&ui=pt").await;
    let page = page.text();
    for field in [
        "<input type=\"hidden\" name=\"theme\" value=\"housing\">",
        "<input type=\"hidden\" name=\"country\" value=\"FR\">",
        "<input type=\"hidden\" name=\"ui\" value=\"pt\">",
        "name=\"near\" value=\"Lyon\"",
    ] {
        assert!(page.contains(field), "{field}");
    }
    for language in LANGUAGES {
        let page = site.visit(&format!("/search?ui={language}")).await.text().to_owned();
        assert!(page.contains("<datalist id=\"q-known\"><option"), "{language}");
        assert!(page.contains("href=\"/practices") && page.contains("action=\"/search\""));
        assert!(page.len() < 50_000, "{language}: {}", page.len());
    }
}

#[tokio::test]
async fn all_values_of_a_filter_have_a_page_of_their_own() {
    let site = Site::with_the_network().await;
    let page = site.visit("/practices?more=theme&ui=en").await.text().to_owned();
    let all = filters(&page);
    assert!(all.len() > 20 && cards(&page) == 0, "{}", all.len());
    assert!(page.contains("href=\"/practices?ui=en\">Back to the results</a>"), "{page}");
    assert!(page.contains("noindex"));
}

#[tokio::test]
async fn a_researcher_sees_and_takes_the_same_29_practices() {
    let site = Site::with_the_network().await;
    let page = site.visit("/practices?pillar=unconditional-access&ui=en").await.text().to_owned();
    assert!(page.contains(">29 practices<"), "{page}");
    let json = site.json("/practices.json?pillar=unconditional-access").await;
    let items = json["items"].as_array().unwrap();
    assert_eq!(items.len(), 29);
    for item in items {
        assert!(!item["sources"].as_array().unwrap().is_empty(), "{item}");
        assert!(item["status_as_of"].is_string() && item["confidence"].is_string(), "{item}");
    }
    let csv = site.get("/practices.csv?pillar=unconditional-access", &[]).await.text().to_owned();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.records().count(), 29);
}

#[tokio::test]
async fn a_city_officer_filters_the_cards_and_sees_that_one_is_planned() {
    let site = Site::with_the_network().await;
    let page = site.visit("/practices?theme=local-citizenship-card&ui=fr").await.text().to_owned();
    assert!(
        page.contains("8 pratiques") && page.contains("Thème\u{a0}: Carte de citoyenneté locale")
    );
    let planned = filters(&page).into_iter().find(|(label, ..)| label == "En projet");
    let (_, count, href) = planned.expect("a filter by status");
    assert_eq!(count, 1);
    assert_eq!(cards(site.visit(&href).await.text()), 1);
}

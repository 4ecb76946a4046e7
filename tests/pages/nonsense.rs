//! Nonsense in the address of a search: a helpful page, in the reader's words, and never a script.

use crate::site::{LANGUAGES, Site};

const LISTINGS: [&str; 6] =
    ["/search", "/practices", "/events", "/calls", "/posts", "/territories"];

/// Texts that are searched for and found nowhere, or somewhere: never a failure.
const TEXTS: [&str; 16] = [
    "%22+OR+title+%3A+*",
    "soupe*+AND+(%22",
    "NEAR(soupe,+5)",
    "%27soupe%27%3AA+%7C+!%27x%27+%26+%3C-%3E",
    "soupe;+drop+table+sheet",
    "theme_housing",
    "%E2%80%AEesrever",
    "%E2%81%A6a%E2%81%A9",
    "%00%01%07%1B",
    "%ED%A0%80",
    "%FF%FE",
    "%F0%9F%99%82",
    "%25",
    "+++",
    "%7B%7B7*7%7D%7D",
    "%3Cscript%3Ealert(1)%3C/script%3E",
];

#[tokio::test]
async fn whatever_is_searched_for_gets_a_page() {
    let site = Site::with_the_network().await;
    for path in LISTINGS {
        for text in TEXTS {
            let answer = site.visit(&format!("{path}?q={text}&ui=en")).await;
            assert_eq!(answer.status, 200, "{path} {text}");
            let page = answer.text();
            assert!(!page.contains("<script>") && !page.contains("\u{202e}"), "{path} {text}");
            let near = site.visit(&format!("{path}?near={text}&ui=en")).await;
            assert!(matches!(near.status.as_u16(), 200 | 400), "{path} near {text}");
            assert!(near.text().contains("<main"), "{path} near {text}");
        }
    }
    for text in TEXTS {
        for path in ["/search.json", "/search.csv", "/search.atom", "/search.ics"] {
            assert_eq!(
                site.get(&format!("{path}?q={text}"), &[]).await.status,
                200,
                "{path} {text}"
            );
        }
        let path = format!("/search/suggestions?q={text}");
        assert_eq!(site.get(&path, &[]).await.status, 200, "{text}");
    }
}

#[tokio::test]
async fn an_impossible_value_is_named_in_the_words_of_the_reader() {
    let site = Site::with_the_network().await;
    let long = format!("q={}", "x".repeat(10_000));
    let far = format!("near={}", "x".repeat(10_000));
    let many: Vec<String> = ('a'..='u').map(|letter| format!("lang=a{letter}")).collect();
    let many = many.join("&");
    for (query, name) in [
        (long.as_str(), "q"),
        (&far, "near"),
        (&many, "lang"),
        ("within=0", "within"),
        ("within=2001", "within"),
        ("within=near", "within"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=1e999,0,0,0", "bbox"),
        ("page=0", "page"),
        ("page=99999999999999999999", "page"),
        ("lang=%3Cscript%3E", "lang"),
        ("country=%E2%80%AE", "country"),
    ] {
        for path in ["/search", "/practices", "/territories"] {
            for language in LANGUAGES {
                let answer = site.visit(&format!("{path}?{query}&ui={language}")).await;
                assert_eq!(answer.status, 400, "{path} {query:.60}");
                assert!(answer.text().contains(name), "{path} {query:.60}");
                assert!(!answer.text().contains("<script>"), "{path} {query:.60}");
                // The languages of the page lead to the same address, however long.
                assert!(answer.text().len() < 50_000 + 12 * query.len());
            }
        }
    }
    for query in ["sort=size", "when=tomorrow", "when=2027-13", "theme=%3Cb%3E", "type=page"] {
        assert_eq!(site.visit(&format!("/search?{query}")).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn a_page_after_the_last_one_leads_back_to_the_first() {
    let site = Site::with_the_network().await;
    for path in ["/practices", "/search", "/territories"] {
        let answer = site.visit(&format!("{path}?page=1000000&ui=en")).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("The list has no such page"), "{path}");
        assert!(answer.text().contains(&format!("href=\"{path}?ui=en\"")), "{path}");
    }
}

#[tokio::test]
async fn what_was_typed_is_shown_as_text_wherever_it_is_shown() {
    let site = Site::with_the_network().await;
    let hostile = "%22%3E%3Cimg+src=x+onerror=alert(1)%3E%27";
    for path in [
        format!("/search?q={hostile}"),
        format!("/search?q=logement+{hostile}"),
        format!("/practices?near={hostile}"),
        format!("/practices?q={hostile}&country=FR"),
        format!("/territories?q={hostile}"),
        format!("/search?more={hostile}&when={hostile}"),
    ] {
        let page = site.visit(&path).await.text().to_owned();
        assert!(!page.contains("<img src=x"), "{path}");
        assert!(!page.contains("onerror=alert(1)>"), "{path}");
    }
}

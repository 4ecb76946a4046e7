//! What a node says and shows of itself: the pages that its operator writes, its colours, its logo.

use havre::domain::{Colour, Contact, HousePage, Language, Tint};

use crate::site::{LANGUAGES, Site};

/// Scripts in all the shapes in which they hide (`docs/security.md` T30), as Markdown and as HTML.
const HOSTILE: &str = "# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n\
    [a](javascript:alert(1)) [b](data:text/html,x) ![c](https://evil.example/c.png)\n\n\
    <svg onload=alert(1)></svg><iframe src=\"https://evil.example\"></iframe>\n\n\
    <p onclick=\"alert(1)\" style=\"position:fixed\">d</p><a href=\"java\u{0}script:alert(1)\">e</a>\n\n\
    <form action=\"https://evil.example\"><input name=q></form><base href=\"//evil.example\">\n\n\
    <scr<script>ipt>alert(1)</scr</script>ipt> \u{202e}txet";

/// What no page may hold, whoever wrote it.
const FORBIDDEN: [&str; 12] = [
    "<script>",
    "<img",
    "<svg",
    "<iframe",
    "<base",
    "<p onclick",
    "style=",
    "href=\"javascript",
    "href=\"data",
    "action=\"https",
    "name=\"q\"><",
    "onerror=alert(1)>",
];

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

async fn write(site: &Site, page: HousePage, tag: &str, markdown: &str) {
    site.node.set_house_text(page, language(tag), markdown.to_owned()).await.unwrap();
}

async fn text_of(site: &Site, path: &str) -> String {
    let answer = site.visit(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.text().to_owned()
}

#[tokio::test]
async fn every_page_has_a_text_before_anybody_writes_one() {
    let site = Site::empty().await;
    for (path, words) in [
        ("/legal?ui=en", "This page is not complete yet"),
        ("/legal?ui=fr", "havre page set legal --language fr"),
        ("/privacy?ui=es", "Sin cuenta, sin cookies"),
        ("/accessibility?ui=pt", "parcialmente conforme"),
        ("/about?ui=en", "<strong>Migration Alliance"),
    ] {
        let text = text_of(&site, path).await;
        assert!(text.contains(words), "{path}: {text}");
        assert!(!text.contains("{name}") && !text.contains("{contact}"), "{path}");
    }
}

#[tokio::test]
async fn what_the_operator_writes_takes_the_place_of_the_built_in_text() {
    let site = Site::empty().await;
    let before = text_of(&site, "/legal?ui=fr").await;
    write(&site, HousePage::Legal, "fr", "# Éditeur\n\nVille de **Lyon**, {host}.").await;
    let text = text_of(&site, "/legal?ui=fr").await;
    assert!(text.contains("<h2>Éditeur</h2>"), "{text}");
    assert!(text.contains("Ville de <strong>Lyon</strong>, hub.example."), "{text}");
    assert!(text.contains("Écrite le 22 novembre 2026"), "{text}");
    assert!(!text.contains("havre page set"), "{text}");
    site.node.reset_house_text(HousePage::Legal, &language("fr")).await.unwrap();
    assert_eq!(text_of(&site, "/legal?ui=fr").await, before);
}

#[tokio::test]
async fn a_page_in_another_language_says_so_and_runs_its_own_way() {
    let site = Site::empty().await;
    write(&site, HousePage::Privacy, "ar", "لا أثر للقراءة.").await;
    let text = text_of(&site, "/privacy?ui=en").await;
    assert!(text.contains("lang=\"ar\" dir=\"rtl\""), "{text}");
    assert!(text.contains("This page is written in Arabic"), "{text}");
    write(&site, HousePage::Privacy, "en", "Nothing is kept.").await;
    let text = text_of(&site, "/privacy?ui=en").await;
    assert!(text.contains("Nothing is kept.") && !text.contains("is written in"), "{text}");
    let text =
        site.get("/privacy", &[("accept", "text/html"), ("accept-language", "ar, fr;q=0.1")]);
    assert!(text.await.text().contains("لا أثر"));
}

#[tokio::test]
async fn readers_are_told_where_to_write() {
    let site = Site::empty().await;
    for path in ["/legal?ui=en", "/privacy?ui=en", "/accessibility?ui=en", "/about?ui=en"] {
        assert!(text_of(&site, path).await.contains("they have given no address yet"), "{path}");
    }
    let contact = Contact::parse("a_contact_@lyon.example").unwrap();
    site.node.set_contact(Some(&contact)).await.unwrap();
    for path in ["/legal?ui=en", "/privacy?ui=en", "/accessibility?ui=en", "/about?ui=en"] {
        let text = text_of(&site, path).await;
        let link = "<a href=\"mailto:a_contact_@lyon.example\" rel=\"nofollow noopener noreferrer\">\
                    a_contact_@lyon.example</a>";
        assert!(text.contains(link), "{path}: {text}");
    }
}

#[tokio::test]
async fn t30_what_an_operator_pastes_runs_nowhere() {
    let site = Site::empty().await;
    for page in HousePage::ALL {
        for tag in LANGUAGES {
            write(&site, page, tag, HOSTILE).await;
        }
    }
    for path in ["/legal", "/privacy", "/accessibility", "/about", "/"] {
        for tag in LANGUAGES {
            let text = text_of(&site, &format!("{path}?ui={tag}")).await.to_lowercase();
            for forbidden in FORBIDDEN {
                assert!(!text.contains(forbidden), "{forbidden} in {path}: {text}");
            }
        }
    }
}

#[tokio::test]
async fn t30_the_name_of_a_space_runs_nowhere() {
    let site = Site::empty().await;
    let mut territory = site.node.node_actor().await.unwrap().territory;
    for name in &mut territory.names {
        name.name = "<script>alert(1)</script>[x](javascript:alert(1))\"><img src=x>".to_owned();
    }
    site.node.put_actor(crate::site::HUB, territory).await.unwrap();
    for path in ["/legal", "/privacy", "/accessibility", "/about", "/themes", "/network"] {
        let text = text_of(&site, path).await.to_lowercase();
        for forbidden in ["<script>", "<img", "href=\"javascript"] {
            assert!(!text.contains(forbidden), "{forbidden} in {path}");
        }
    }
}

#[tokio::test]
async fn colours_are_linked_to_only_where_there_are_some() {
    let site = Site::empty().await;
    assert!(!text_of(&site, "/").await.contains("appearance.css"));
    assert_eq!(site.get("/appearance.css", &[]).await.status, 404);
    let tint = Tint::new(Colour::parse("#7a1f4b").unwrap(), None).unwrap();
    site.node.set_colours(Some(tint), None).await.unwrap();
    let text = text_of(&site, "/").await;
    let address = linked(&text, "/appearance.css?");
    let answer = site.get(&address, &[]).await;
    assert_eq!(answer.media_type(), "text/css");
    assert!(answer.header("cache-control").contains("immutable"));
    assert!(answer.text().contains("--primary: light-dark(#7a1f4b, #"), "{}", answer.text());
    assert!(!answer.text().contains("--accent"));
    let manifest = site.get("/manifest.webmanifest", &[]).await.json();
    assert_eq!(manifest["theme_color"], "#7a1f4b", "devices draw it around the pages");
    site.node.set_colours(None, Some(tint)).await.unwrap();
    assert_ne!(linked(&text_of(&site, "/").await, "/appearance.css?"), address);
    assert_eq!(site.get(&address, &[]).await.header("cache-control"), "no-cache");
    site.node.reset_appearance().await.unwrap();
    assert!(!text_of(&site, "/").await.contains("appearance.css"));
}

#[tokio::test]
async fn a_logo_stands_beside_the_name_and_says_nothing_twice() {
    let site = Site::empty().await;
    assert_eq!(site.get("/logo.png", &[]).await.status, 404);
    site.node.set_logo(include_bytes!("../fixtures/logo.png").to_vec()).await.unwrap();
    let text = text_of(&site, "/about").await;
    let address = linked(&text, "/logo.png?");
    assert!(text.contains(&format!("<img src=\"{address}\" width=\"16\" height=\"16\" alt=\"\">")));
    let answer = site.get(&address, &[]).await;
    assert_eq!(answer.media_type(), "image/png");
    assert!(answer.header("cache-control").contains("immutable"));
    assert!(answer.body.starts_with(b"\x89PNG"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let manifest = site.get("/manifest.webmanifest", &[]).await.json();
    assert_eq!(manifest["icons"][0]["src"], address, "and shown on home screens");
    assert_eq!(manifest["icons"][0]["sizes"], "16x16");
    site.node.set_logo(b"GIF89a".to_vec()).await.unwrap_err();
    assert_eq!(site.get(&address, &[]).await.body, answer.body);
}

/// The address in `text` that starts so.
fn linked(text: &str, start: &str) -> String {
    let at = text.find(start).unwrap();
    text[at..].split('"').next().unwrap().to_owned()
}

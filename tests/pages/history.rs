//! What a sheet said before: its changes in words, an older version, and what must be gone.

use havre::{
    domain::{Content, Origin, Subject, Text, Texts},
    store::versions,
};

use crate::site::{HUB, Site};

/// Changes the sheet that the data calls `slug`.
async fn change(site: &Site, slug: &str, change: impl FnOnce(&mut Content)) {
    let mut content = site.sheet(slug).await.content;
    change(&mut content);
    site.node.put_sheet(HUB, content).await.unwrap();
}

/// Puts other words into the original.
fn reword(content: &mut Content, title: &str, body: &str) {
    let mut texts: Vec<Text> = content.texts.iter().cloned().collect();
    let original = texts.iter_mut().find(|text| text.origin == Origin::Original).unwrap();
    title.clone_into(&mut original.title);
    body.clone_into(&mut original.body);
    content.texts = Texts::new(texts).unwrap();
}

const CALL: &str = "call-declaration-lisboa";

#[tokio::test]
async fn a_sheet_that_never_changed_says_so() {
    let site = Site::with_the_network().await;
    let page = site.page_of(CALL).await;
    let answer = site.visit(&format!("{page}/history?ui=en")).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("has not changed"), "{}", answer.text());
    assert_eq!(site.visit(&format!("{page}/history/1")).await.status, 404);
}

#[tokio::test]
async fn changes_are_told_by_part_and_word_and_not_by_colour_alone() {
    let site = Site::with_the_network().await;
    change(&site, CALL, |content| reword(content, "Un titre", "<p>La carte est ouverte.</p>"))
        .await;
    change(&site, CALL, |content| {
        reword(content, "Un titre", "<p>La carte est fermée.</p>");
        let Subject::Call(call) = &mut content.subject else { panic!("a call") };
        call.status = "closed".to_owned();
    })
    .await;
    let page = site.page_of(CALL).await;
    let text = site.visit(&format!("{page}/history?ui=en")).await.text().to_owned();
    assert!(text.contains("text (French), status."), "{text}");
    assert!(text.contains("title (French), text (French)"), "{text}");
    assert!(
        text.contains("<del><span class=\"visually-hidden\" lang=\"en\">removed: </span>ouverte.")
    );
    assert!(
        text.contains("<ins><span class=\"visually-hidden\" lang=\"en\">added: </span>fermée.")
    );
    assert!(text.contains("class=\"diff\" lang=\"fr\" dir=\"ltr\""), "{text}");
    assert!(text.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(text.contains(&format!("href=\"{page}/history/2?ui=en\"")), "{text}");

    let old = site.visit(&format!("{page}/history/2?ui=en")).await.text().to_owned();
    assert!(old.contains("it is no longer current"), "{old}");
    let old = site.visit(&format!("{page}/history/2?ui=fr")).await;
    assert_eq!(old.status, 200);
    let old = old.text();
    assert!(old.contains("La carte est ouverte."), "{old}");
    assert!(!old.contains("La carte est fermée."), "{old}");
    assert!(old.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(old.contains(&format!("href=\"{page}?ui=fr\"")), "{old}");
}

#[tokio::test]
async fn a_long_history_is_told_in_pages_of_little_weight() {
    let site = Site::with_the_network().await;
    let long: String = (0..2_000)
        .flat_map(|n| ["<p>mot ".to_owned(), n.to_string(), " de plus</p>".to_owned()])
        .collect();
    for n in 0..14 {
        let body = if n % 2 == 0 { long.clone() } else { format!("<p>Rien que {n}.</p>") };
        change(&site, CALL, |content| reword(content, &format!("Titre {n}"), &body)).await;
    }
    let page = site.page_of(CALL).await;
    let answer = site.visit(&format!("{page}/history?ui=en")).await;
    let text = answer.text();
    assert!(text.len() < 50_000, "{}", text.len());
    assert!(text.contains("More words changed"), "what is left out is said");
    assert_eq!(text.matches("/history/").count(), 10);
    assert!(text.contains(&format!("{page}/history?before=5&#38;ui=en")), "{text}");
    let earlier = site.visit(&format!("{page}/history?before=5&ui=en")).await.text().to_owned();
    assert_eq!(earlier.matches("/history/").count(), 4);
    assert!(earlier.contains("First published on"), "{earlier}");
    assert!(
        earlier.contains("</span>3</ins>") && !earlier.contains("</span>12</ins>"),
        "{earlier}"
    );
}

#[tokio::test]
async fn what_cannot_be_is_answered_with_what_can() {
    let site = Site::with_the_network().await;
    let page = site.page_of(CALL).await;
    for wrong in ["0", "-1", "x", "99999999999999999999", "%00"] {
        let answer = site.visit(&format!("{page}/history?before={wrong}&ui=en")).await;
        assert_eq!(answer.status, 400, "{wrong}");
        assert!(answer.text().contains("before"), "{wrong}");
    }
    let other_kind = page.replace("/calls/", "/events/");
    for nothing in [
        format!("{page}/history/0"),
        format!("{page}/history/x"),
        format!("{page}/history/9999999999"),
        format!("{page}/history/1/2"),
        format!("{other_kind}/history"),
        "/calls/1/history".to_owned(),
        "/calls/x/history/1".to_owned(),
    ] {
        assert_eq!(site.visit(&nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn the_history_of_a_sheet_is_withdrawn_with_it() {
    let site = Site::with_the_network().await;
    change(&site, CALL, |content| reword(content, "Secret", "<p>12 rue du Port</p>")).await;
    change(&site, CALL, |content| reword(content, "Titre", "<p>Rien.</p>")).await;
    let page = site.page_of(CALL).await;
    let sheet = site.sheet(CALL).await;
    assert!(site.visit(&format!("{page}/history/2")).await.text().contains("12 rue du Port"));
    site.node.withdraw_sheet(CALL).await.unwrap();
    for path in [format!("{page}/history"), format!("{page}/history/2"), page] {
        let answer = site.visit(&path).await;
        assert_eq!(answer.status, 410, "{path}");
        assert!(!answer.text().contains("12 rue du Port"));
    }
    let mut db = site.node.store.read().await.unwrap();
    assert_eq!(versions::count(&mut db, sheet.id).await.unwrap(), 0);
}

#[tokio::test]
async fn an_operator_erases_the_history_of_a_sheet_and_keeps_the_sheet() {
    let site = Site::with_the_network().await;
    change(&site, CALL, |content| reword(content, "Titre", "<p>Rien.</p>")).await;
    let page = site.page_of(CALL).await;
    assert_eq!(site.node.forget_versions(CALL).await.unwrap().1, 1);
    assert_eq!(site.visit(&format!("{page}/history/1")).await.status, 404);
    assert_eq!(site.visit(&page).await.status, 200);
}

#[tokio::test]
async fn t30_what_a_sheet_said_before_runs_nowhere() {
    let site = Site::with_the_network().await;
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"><svg onload=alert(1)>";
    let body = format!("<p onclick=alert(1)>{hostile}</p><a href=\"javascript:alert(1)\">a</a>");
    change(&site, CALL, |content| {
        reword(content, hostile, &body);
        content.note = Some(hostile.to_owned());
    })
    .await;
    change(&site, CALL, |content| reword(content, "\u{202e}Titre", "<p>Rien.</p>")).await;
    let page = site.page_of(CALL).await;
    for path in
        [format!("{page}/history"), format!("{page}/history/1"), format!("{page}/history/2")]
    {
        let answer = site.visit(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        let text = answer.text().to_lowercase();
        for forbidden in ["<script>", "<img", "<svg", "<p onclick", "href=\"javascript"] {
            assert!(!text.contains(forbidden), "{forbidden} in {path}");
        }
    }
}

//! A node in which everything that somebody may write is hostile (`docs/security.md` T30).

use havre::{
    domain::{Territory, clean_html},
    node::{
        Node,
        record::{read_text, shared_taxonomy},
    },
};
use serde_json::{Value, json};

use crate::stranger::Stranger;

/// What somebody would write to run a script, to load something, or to lead readers away. Each says
/// `__xss`, which no page of ours does.
const PAYLOADS: [&str; 18] = [
    r"<script>window.__xss=1</script>",
    r#""><img src=x onerror="window.__xss=2">"#,
    r"'><svg/onload=window.__xss=3>",
    r"</title></textarea></script><script>window.__xss=4</script>",
    r#"<iframe srcdoc="<script>parent.__xss=5</script>"></iframe>"#,
    r"[__xss](javascript:window.__xss=6)",
    r#"<a href="javascript:window.__xss=7" onclick="window.__xss=7">__xss</a>"#,
    r"&lt;script&gt;window.__xss=8&lt;/script&gt;&#60;img src=x onerror=__xss&#62;",
    r#"<form><math><mtext></form><form><mglyph><style></math><img src onerror="window.__xss=9">"#,
    r"<style>@import url(http://evil.example/__xss.css);body{display:none}</style>",
    r#"<meta http-equiv="refresh" content="0;url=http://evil.example/__xss">"#,
    r#"<base href="http://evil.example/__xss/"><link rel="stylesheet" href="x">"#,
    r#"<img src="http://evil.example/__xss.gif"><video autoplay src="//evil.example/__xss">"#,
    r#"![__xss](http://evil.example/__xss.png "onerror=window.__xss=14")"#,
    r#"<div style="position:fixed;inset:0" onmouseover="window.__xss=15">__xss</div>"#,
    "<noscript><p title=\"</noscript><img src=x onerror=window.__xss=16>\"> __xss",
    "\u{202e}\u{202d}__xss\u{202e} }{ \u{2066}\u{2067}__xss",
    r"{{7*7}}${7*7}<%= 7*7 %>`__xss`\u003cscript\u003e",
];

/// Fills every field of everything with each of the payloads, and one sheet with endless words.
pub(crate) async fn fill(node: &Node) {
    let all = PAYLOADS.join(" ");
    let of_node: Territory = territory(&all, "city");
    node.initialise("hostile", of_node).await.unwrap();
    node.put_actor("carrier", territory(&all, "association")).await.unwrap();
    let endless = "W".repeat(10_000);
    let words = PAYLOADS.into_iter().chain([endless.as_str()]).enumerate();
    let (mut practices, mut events, mut calls, mut themes) = (vec![], vec![], vec![], vec![]);
    for (number, words) in words {
        practices.push(practice(number, words));
        events.push(event(number, words));
        calls.push(call(number, words));
        themes.push(theme(number, words));
    }
    let file = json!({"practices": practices, "events": events, "calls": calls, "themes": themes});
    let rows = read_text("hostile", &file.to_string(), shared_taxonomy()).unwrap();
    node.import_rows(rows, Some("hostile"), |_, _| ()).await.unwrap();
    for (number, words) in (1_i64..).zip(PAYLOADS) {
        let stranger = Stranger { number, line: title(words), body: clean_html(&text(words)) };
        stranger.publish(node, "call-0").await;
    }
}

/// The first line of `words`, as long as a title may be.
fn title(words: &str) -> String {
    words.chars().take(190).collect()
}

/// A text in which something is left once it is made clean: without, it would be refused.
fn text(words: &str) -> String {
    format!("Un texte. {words}")
}

fn territory(words: &str, kind: &str) -> Territory {
    let name = |lang: &str| json!({"lang": lang, "name": title(words)});
    let written = json!({
        "kind": kind, "names": [name("fr"), name("en")], "local_names": [name("ar")],
        "country": "FR", "latitude": 45.0, "longitude": 4.0, "summary": clean_html(words),
        "note": words,
    });
    serde_json::from_value(written).unwrap()
}

/// What all kinds of sheets have.
fn sheet(kind: &str, number: usize, words: &str, more: &Value) -> Value {
    let mut record = json!({
        "id": format!("{kind}-{number}"),
        "original_lang": "fr",
        "title": {"fr": title(words), "ar": title(words)},
        "themes": ["housing", format!("local-{number}")],
        "audience": ["all-residents"],
        "place": {
            "name": title(words), "street": title(words), "locality": title(words),
            "region": title(words), "country": "FR", "lat": 45.0, "lon": 4.0,
        },
        "sources": [
            {"type": "page", "ref": format!("https://evil.example/?{}", title(words))},
            {"type": "seed", "ref": title(words)},
        ],
        "note": words,
    });
    let fields = record.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    record
}

fn practice(number: usize, words: &str) -> Value {
    let more = json!({
        "kind": "public-service", "status": "running", "pillar": "interculturality",
        "carrier": "carrier", "partners": [words],
        "tools": [{"label": words, "url": format!("https://evil.example/#{}", title(words))}],
        "period": {"start": "2020", "note": words},
        "description": {"fr": text(words), "ar": text(words)},
    });
    sheet("prac", number, words, &more)
}

fn event(number: usize, words: &str) -> Value {
    let more = json!({
        "kind": "meeting", "status": "announced", "start": "2026-12-05", "timezone": "Europe/Paris",
        "organisers": [{"name": words}], "practices": [format!("prac-{number}")],
        "description": {"fr": text(words), "ar": text(words)},
    });
    sheet("evt", number, words, &more)
}

fn call(number: usize, words: &str) -> Value {
    let more = json!({
        "kind": "join", "status": "open", "answer": "external", "closes": "2027-01-31",
        "link": format!("https://evil.example/?{}", title(words)),
        "ask": {"fr": title(words), "ar": title(words)},
        "body": {"fr": text(words), "ar": text(words)},
    });
    sheet("call", number, words, &more)
}

fn theme(number: usize, words: &str) -> Value {
    json!({
        "id": format!("local-{number}"), "broader": "housing",
        "label": {"fr": title(words), "en": title(words)},
    })
}

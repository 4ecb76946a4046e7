//! What differs between two versions of a sheet, and whether it could lead people astray.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Content, Subject, text::plain_text};

/// Fewest digits of a number that somebody could call.
const FEWEST_DIGITS: usize = 7;

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field: `texts.fr.title`.
    pub field: String,
    /// What it said; `None` when it was not there.
    pub before: Option<String>,
    /// What it says; `None` when it is no longer there.
    pub after: Option<String>,
}

impl Content {
    /// Every field that differs from an earlier version; all fields when there was none.
    #[must_use]
    pub fn changes_since(&self, earlier: Option<&Self>) -> Vec<Change> {
        let fields = |content: &Self| {
            let mut fields = BTreeMap::new();
            // A value that cannot be written has no field to show.
            flatten(&json!(content), String::new(), &mut fields);
            fields
        };
        let mut before = earlier.map(fields).unwrap_or_default();
        let mut changes: Vec<Change> = fields(self)
            .into_iter()
            .map(|(field, after)| Change {
                before: before.remove(&field),
                field,
                after: Some(after),
            })
            .filter(|change| change.before != change.after)
            .collect();
        changes.extend(before.into_iter().map(|(field, before)| Change {
            field,
            before: Some(before),
            after: None,
        }));
        changes.sort_by(|one, other| one.field.cmp(&other.field));
        changes
    }

    /// Whether people would go elsewhere, come at another time, or turn to somebody else than by an
    /// earlier version: a sheet that was trusted is the best trap for false help.
    #[must_use]
    pub fn leads_elsewhere_than(&self, earlier: &Self) -> bool {
        leads(self) != leads(earlier)
    }
}

/// Puts each value that is neither a list nor an object under its path; what has a language goes
/// under that, not under its place in the list.
fn flatten(value: &Value, path: String, fields: &mut BTreeMap<String, String>) {
    let below = |name: &str| {
        if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
    };
    match value {
        Value::Null => {}
        Value::Object(object) => {
            object.iter().for_each(|(name, value)| flatten(value, below(name), fields));
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let language = item.get("language").and_then(Value::as_str);
                let name = language.map_or_else(|| at.to_string(), ToOwned::to_owned);
                flatten(item, below(&name), fields);
            }
        }
        Value::String(text) => {
            fields.insert(path, text.clone());
        }
        other => {
            fields.insert(path, other.to_string());
        }
    }
}

/// Everything by which a sheet leads people somewhere: when, where, to whom, and every address.
fn leads(content: &Content) -> BTreeSet<String> {
    let mut leads = BTreeSet::from([json!(["where", content.place]).to_string()]);
    let mut links: Vec<&str> = Vec::new();
    match &content.subject {
        Subject::Practice(practice) => {
            leads.insert(json!(["who", practice.carrier, practice.partners]).to_string());
            links.extend(practice.tools.iter().map(|tool| tool.url.as_str()));
        }
        Subject::Event(event) => {
            leads.insert(json!(["when", event.dates, event.online]).to_string());
            leads.insert(json!(["who", event.organisers]).to_string());
        }
        Subject::Call(call) => {
            leads.insert(json!(["when", call.opens, call.closes]).to_string());
            links.extend(call.link.as_deref());
        }
        Subject::Post(_) => {}
    }
    links.extend(content.sources.iter().map(|source| source.reference.as_str()));
    links.extend(content.attached.links.iter().map(|link| link.url.as_str()));
    leads.extend(links.into_iter().map(ToOwned::to_owned));
    for text in content.texts.iter() {
        let plain = plain_text(&text.body);
        let ask = text.ask.as_deref().unwrap_or_default();
        for words in [&text.title, &text.body, plain.as_str(), ask] {
            leads.extend(addresses(words));
            leads.extend(numbers(words));
        }
    }
    content.note.iter().for_each(|note| leads.extend(addresses(note)));
    leads
}

/// What in a text could be clicked, written to or typed: `https://a.example/b`, `a@b.example`,
/// `a.example/b`, also within the attributes of HTML.
fn addresses(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || "\"'<>()[]{}«»“”|=".contains(c))
        .map(|word| word.trim_matches(|c: char| ".,;:!?…".contains(c)).to_lowercase())
        .filter(|word| is_address(word))
}

fn is_address(word: &str) -> bool {
    if word.contains("://") || word.starts_with("mailto:") || word.starts_with("tel:") {
        return true;
    }
    let host = word.rsplit('@').next().unwrap_or(word);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or(host);
    let mut labels = host.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let is_top = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    let has_more = labels.clone().next().is_some();
    is_top && has_more && labels.all(|label| !label.is_empty())
}

/// Numbers long enough to be called, or to be a date, whatever stands between their digits.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_ascii_digit() || " +.-()/\u{a0}\u{202f}".contains(c)))
        .map(|run| run.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| digits.len() >= FEWEST_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Attached, Call, CallKind, Dates, Event, Language, Link, Origin, Place, Practice, Text,
        Texts, Tool,
    };

    fn with_body(body: &str) -> Content {
        let language = Language::parse("fr").unwrap();
        let text = Text {
            language: language.clone(),
            origin: Origin::Original,
            of_version: 1,
            title: "La soupe".into(),
            body: body.into(),
            ask: None,
        };
        Content {
            slug: "soupe".into(),
            language,
            visibility: <_>::default(),
            texts: Texts::new(vec![text]).unwrap(),
            pillars: vec![],
            themes: vec![],
            audiences: vec![],
            territory: None,
            place: None,
            adapted_from: None,
            attached: Attached::default(),
            sources: vec![],
            confidence: None,
            example: false,
            note: None,
            subject: Subject::Practice(Practice::default()),
        }
    }

    fn event(start: &str) -> Content {
        let dates = Dates::parse(start, start, "day", "Europe/Paris").unwrap();
        let subject = Subject::Event(Event {
            kind: "meeting".into(),
            status: "announced".into(),
            cancelled: false,
            dates,
            online: false,
            organisers: vec![],
            languages: vec![],
            practices: vec![],
            calls: vec![],
            figures: <_>::default(),
        });
        Content { subject, ..with_body("<p>Venez.</p>") }
    }

    #[test]
    fn other_words_lead_nowhere_else() {
        let before = with_body("<p>Voir <a href=\"https://lyon.fr/aide\">la page</a>.</p>");
        let after = with_body("<p>Lisez <a href=\"https://lyon.fr/aide\">cette page</a>, etc.</p>");
        assert!(!after.leads_elsewhere_than(&before));
        let Subject::Event(event) = event("2026-12-01").subject else { unreachable!() };
        let called_off = Subject::Event(Event { cancelled: true, ..event.clone() });
        let before = Content { subject: Subject::Event(event), ..before };
        let after = Content { subject: called_off, ..before.clone() };
        assert!(!after.leads_elsewhere_than(&before), "people must hear of it at once");
    }

    #[test]
    fn another_link_that_hangs_on_it_leads_elsewhere() {
        let before = with_body("<p>Le programme est joint.</p>");
        let link = Link { label: "Programme".into(), url: "https://evil.example/p.pdf".into() };
        let attached = Attached { links: vec![link], ..Attached::default() };
        assert!(Content { attached, ..before.clone() }.leads_elsewhere_than(&before));
        let attached = Attached { hashtags: vec!["accueil".into()], ..Attached::default() };
        assert!(!Content { attached, ..before.clone() }.leads_elsewhere_than(&before));
    }

    #[test]
    fn another_address_or_number_in_a_text_leads_elsewhere() {
        let before = with_body("<p>Appelez le 04 72 10 30 30.</p>");
        for body in [
            "<p>Appelez le 04 72 10 30 31.</p>",
            "<p>Appelez.</p>",
            "<p>Appelez le 04 72 10 30 30. <a href='https://piege.example/'>Ici</a></p>",
            "<p>Appelez le 04 72 10 30 30 ou piege.example/aide.</p>",
            "<p>Appelez le 04 72 10 30 30 (aide@piege.example)</p>",
            "<p>Appelez le 04 72 10 30 30 <a href=\"mailto:x@piege.example\">écrivez</a></p>",
            "<p>Appelez le 04 72 10 30 30 le 2026-12-01</p>",
        ] {
            assert!(with_body(body).leads_elsewhere_than(&before), "{body}");
        }
    }

    #[test]
    fn another_date_place_tool_or_link_leads_elsewhere() {
        assert!(event("2026-12-02").leads_elsewhere_than(&event("2026-12-01")));
        let before = with_body("<p>Venez.</p>");
        let place = Some(Place { name: "Gare".into(), ..Place::default() });
        assert!(Content { place, ..before.clone() }.leads_elsewhere_than(&before));
        let tools = vec![Tool { label: "Carte".into(), url: "https://a.example".into() }];
        let subject = Subject::Practice(Practice { tools, ..Practice::default() });
        assert!(Content { subject, ..before.clone() }.leads_elsewhere_than(&before));
        let call = |link: &str| {
            let subject = Subject::Call(Call {
                kind: CallKind::Sign,
                status: "open".into(),
                opens: None,
                closes: None,
                answer: crate::domain::Answer::External,
                link: Some(link.into()),
                events: vec![],
                practices: vec![],
            });
            Content { subject, ..before.clone() }
        };
        assert!(call("https://b.example").leads_elsewhere_than(&call("https://a.example")));
    }

    #[test]
    fn changes_are_listed_by_field() {
        let before = with_body("<p>a</p>");
        let after = Content { territory: Some("lyon".into()), ..with_body("<p>b</p>") };
        let change = |field: &str, before: Option<&str>, after: Option<&str>| Change {
            field: field.into(),
            before: before.map(ToOwned::to_owned),
            after: after.map(ToOwned::to_owned),
        };
        let expected = [
            change("territory", None, Some("lyon")),
            change("texts.fr.body", Some("<p>a</p>"), Some("<p>b</p>")),
        ];
        assert_eq!(after.changes_since(Some(&before)), expected);
        assert!(after.changes_since(None).len() > 5);
        assert_eq!(after.changes_since(Some(&after)), []);
    }
}

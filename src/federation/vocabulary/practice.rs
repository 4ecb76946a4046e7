//! A practice: an `Article`, of which Mastodon shows the title, the summary and a card.

use serde_json::json;

use super::{
    PUBLIC, Unreadable, document::Document, fields::Fields, markup, place,
    summary::practice_summary, texts,
};
use crate::domain::{Content, Period, Practice, Tool};

/// Puts what a practice has that other sheets have not, and its words.
pub(super) fn write(document: &mut Document, content: &Content, practice: &Practice) {
    let texts = &content.texts;
    texts::write(document, "name", texts, |text| text.title.clone());
    texts::write(document, "summary", texts, |text| practice_summary(content, practice, text));
    texts::write(document, "content", texts, |text| text.body.clone());
    let summary = practice_summary(content, practice, texts.original());
    let preview = markup::title(&texts.original().title) + &markup::paragraph(&summary);
    document
        .put("mediaType", "text/html")
        .put("attachment", json!([]))
        .put("preview", json!({"type": "Note", "content": preview}))
        .put("interactionPolicy", json!({"canQuote": {"automaticApproval": [PUBLIC]}}))
        .put("sensitive", false)
        .put("havre:practiceKind", practice.kind.as_str())
        .put("havre:status", practice.status.as_str())
        .put_some("havre:statusAsOf", practice.status_as_of.as_deref());
    if practice.period != Period::default() {
        let mut period = Document::default();
        period
            .put_some("havre:start", practice.period.start.as_deref())
            .put_some("havre:end", practice.period.end.as_deref())
            .put_some("havre:note", practice.period.note.as_deref());
        document.put("havre:period", period);
    }
    document
        .put_some("havre:carrier", practice.carrier.as_deref())
        .put_list("havre:partners", practice.partners.iter().map(String::as_str))
        .put_list("havre:tools", practice.tools.iter().map(write_tool))
        .put_some("havre:place", content.place.as_ref().map(place::write));
}

fn write_tool(tool: &Tool) -> Document {
    let mut link = Document::of_type("Link");
    link.put("name", tool.label.as_str()).put("href", tool.url.as_str());
    link
}

/// Reads what [`write()`] put, but for the words.
pub(super) fn read(fields: Fields<'_>) -> Result<Practice, Unreadable> {
    let period = fields.objects("havre:period").next();
    let part = |key| period.and_then(|period| period.line(key));
    Ok(Practice {
        kind: fields.line("havre:practiceKind").ok_or(Unreadable::Missing("havre:practiceKind"))?,
        status: fields.line("havre:status").ok_or(Unreadable::Missing("havre:status"))?,
        status_as_of: fields.line("havre:statusAsOf"),
        period: Period {
            start: part("havre:start"),
            end: part("havre:end"),
            note: period.and_then(|period| period.paragraph("havre:note")),
        },
        carrier: fields.line("havre:carrier"),
        partners: fields.lines("havre:partners"),
        tools: fields.objects("havre:tools").filter_map(read_tool).collect(),
    })
}

fn read_tool(fields: Fields<'_>) -> Option<Tool> {
    Some(Tool { label: fields.line("name")?, url: fields.link("href")? })
}

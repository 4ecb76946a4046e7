//! What a record still lacks before it can be published.

use crate::{
    domain::{Broken, Rule, Taxonomy},
    node::record::SheetRecord,
};

/// Everything that is missing; or, when nothing is, the first rule that the record breaks.
pub(super) fn missing(record: &SheetRecord, taxonomy: &Taxonomy) -> Vec<Broken> {
    let empty = empty_fields(record);
    if !empty.is_empty() {
        return empty.into_iter().map(|field| Broken::new(field, Rule::Missing)).collect();
    }
    let checked = record.content().and_then(|content| content.check(taxonomy));
    checked.err().into_iter().collect()
}

/// The fields that every sheet of the kind has, and this one has not.
fn empty_fields(record: &SheetRecord) -> Vec<&'static str> {
    let fields: Vec<(&str, bool)> = match record {
        SheetRecord::Practice(practice) => vec![
            ("id", practice.id.is_empty()),
            ("title", practice.title.is_empty()),
            ("description", practice.description.is_empty()),
            ("kind", practice.kind.is_empty()),
            ("status", practice.status.is_empty()),
        ],
        SheetRecord::Event(event) => vec![
            ("id", event.id.is_empty()),
            ("title", event.title.is_empty()),
            ("description", event.description.is_empty()),
            ("kind", event.kind.is_empty()),
            ("status", event.status.is_empty()),
            ("start", event.start.is_empty()),
            ("end", event.end.is_none() && event.start.contains('T')),
            ("timezone", event.timezone.is_empty()),
        ],
        SheetRecord::Call(call) => vec![
            ("id", call.id.is_empty()),
            ("title", call.title.is_empty()),
            ("body", call.body.is_empty()),
            ("kind", call.kind.is_empty()),
            ("status", call.status.is_empty()),
            ("answer", call.answer.is_empty()),
        ],
    };
    fields.into_iter().filter(|(_, is_empty)| *is_empty).map(|(field, _)| field).collect()
}

//! The links of a page under "take it with you", and what its head says of them to programs.

use i18n_embed::fluent::FluentLanguageLoader as Words;
use i18n_embed_fl::fl;
use url::form_urlencoded;

use crate::{
    domain::{Sheet, SheetKind},
    node::verify::FILE_ENDING,
    web::{
        listing::{Format, formats_of_one, page_path},
        page::Alternate,
    },
};

/// A way to carry something away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Away {
    pub(in crate::web) label: String,
    pub(in crate::web) href: String,
}

/// What stands above them.
pub(in crate::web) fn heading(words: &Words) -> String {
    fl!(words, "take-with-you")
}

/// The ways to carry a sheet away; `link` keeps the language that the reader chose.
pub(in crate::web) fn of_sheet(
    words: &Words,
    sheet: &Sheet,
    link: impl Fn(&str) -> String,
) -> Vec<Away> {
    let (kind, path) = (sheet.kind(), page_path(sheet));
    let away = |label, href| Away { label, href };
    let mut ways = Vec::new();
    if kind == SheetKind::Event {
        ways.push(away(fl!(words, "take-calendar"), link(&format!("{path}.ics"))));
    }
    if kind != SheetKind::Post {
        ways.push(away(fl!(words, "take-poster"), link(&format!("{path}/poster"))));
    }
    ways.push(away(fl!(words, "take-embed"), link(&format!("{path}/embed"))));
    let files = formats_of_one(kind).filter(|format| *format != Format::Calendar);
    ways.extend(
        files
            .map(|format| away(format.name().to_owned(), format!("{path}.{}", format.extension()))),
    );
    ways.push(away(fl!(words, "take-json-ld"), format!("{path}{FILE_ENDING}")));
    ways
}

/// The ways to carry the list at `address` away, a path with its query, besides its files: a calendar
/// to subscribe to, and cards on another site.
pub(in crate::web) fn of_list(
    words: &Words,
    kind: SheetKind,
    origin: &str,
    address: &str,
    link: impl Fn(&str) -> String,
) -> Vec<Away> {
    let query = address.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    let plural = kind.plural();
    let mut ways = Vec::new();
    if kind == SheetKind::Event {
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        let href = link(&format!("webcal://{host}/{plural}.ics{query}"));
        ways.push(Away { label: fl!(words, "take-subscription"), href });
    }
    let href = link(&format!("/{plural}/embed{query}"));
    ways.push(Away { label: fl!(words, "take-embed-list"), href });
    ways
}

/// What the head of the page of a sheet says to programs: its calendar entry, its signed document, and
/// who answers when its address is pasted somewhere.
pub(in crate::web) fn alternates(sheet: &Sheet, origin: &str) -> Vec<Alternate> {
    let path = page_path(sheet);
    let page: String =
        form_urlencoded::byte_serialize(format!("{origin}{path}").as_bytes()).collect();
    let alternate = |media_type, href, name| Alternate { media_type, href, name };
    let calendar = (sheet.kind() == SheetKind::Event)
        .then(|| alternate("text/calendar", format!("{path}.ics"), Format::Calendar.name()));
    let others = [
        alternate("application/ld+json", format!("{path}{FILE_ENDING}"), "JSON-LD"),
        alternate("application/json+oembed", format!("{origin}/oembed?url={page}"), "oEmbed"),
    ];
    calendar.into_iter().chain(others).collect()
}

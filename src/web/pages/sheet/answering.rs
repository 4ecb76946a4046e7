//! Where one answers a call.

use i18n_embed_fl::fl;

use super::super::{facts::Line, voice::Voice};
use crate::domain::{Answer, Sheet, Subject};

/// Where one answers a call that is open.
pub(super) fn where_to(voice: Voice<'_>, sheet: &Sheet) -> Option<Line> {
    let Subject::Call(call) = &sheet.content.subject else { return None };
    if call.status != "open" {
        return None;
    }
    let (href, is_link) = match (&call.link, call.answer) {
        (Some(link), _) => (link.clone(), true),
        (None, Answer::External) => return None,
        (None, _) => (sheet.iri.to_string(), false),
    };
    let url = url::Url::parse(&href).ok().filter(|url| url.scheme().starts_with("http"))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let text = if is_link {
        fl!(voice.words, "answer-link", host = host)
    } else {
        fl!(voice.words, "answer-at-origin", host = sheet.iri.host().to_owned())
    };
    Some(Line { text, href: Some(href), outside: true, ..Line::default() })
}

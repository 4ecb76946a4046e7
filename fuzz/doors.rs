//! What strangers send, let in through the same doors as on a node, with what must hold of it whatever
//! it is. The fuzz targets call these functions, and so does `tests/fuzzing/`, with the corpora that
//! are kept.

use havre::{
    domain::{SheetId, Timestamp, clean_html},
    federation::{
        resource::Resource,
        signature::{Arrived, SignedRequest},
        vocabulary::{Incoming, actor, sheet, tombstone},
    },
};

/// The node that all requests of the corpus are for.
pub(crate) const ORIGIN: &str = "https://liege.example";
/// The moment at which they arrive, in milliseconds since 1970.
const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// A signed request: a line with method and path, lines of headers, an empty line, a body.
pub(crate) fn signature(input: &[u8]) {
    let Some(request) = Request::read(input) else { return };
    let Some(signed) = request.accepted(ORIGIN, request.body) else { return };
    assert!(!signed.key_id().is_empty());
    // RFC 9421 has the host in what is signed, and not always in a header.
    if !request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("signature-input")) {
        let elsewhere = request.accepted("https://evil.example", request.body);
        assert!(elsewhere.is_none(), "it was signed for one host");
    }
    if request.method == "POST" {
        let body = [request.body, b" "].concat();
        assert!(request.accepted(ORIGIN, &body).is_none(), "it was signed with one body");
    }
}

/// A document that says it is an activity, an actor, or something that was published.
pub(crate) fn object(input: &[u8]) {
    let Ok(document) = serde_json::from_slice::<serde_json::Value>(input) else { return };
    if let Ok(activity) = Incoming::read(document.clone()) {
        assert!(activity.id.same_origin(&activity.actor), "T05");
        published(&activity.object);
    }
    published(&document);
}

fn published(document: &serde_json::Value) {
    if let Ok(actor) = actor::read(document) {
        assert!(actor.inbox.same_origin(&actor.iri), "T06");
    }
    let _ = tombstone::read(document);
    let Ok(sheet) = sheet::read(document, SheetId(1)) else { return };
    assert!(sheet.iri.same_origin(&sheet.actor), "T01");
    for text in sheet.content.texts.iter() {
        assert_harmless(&text.body);
    }
}

/// HTML, cleaned when it comes in and again when it is shown.
pub(crate) fn html(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else { return };
    let clean = clean_html(input);
    assert_harmless(&clean);
    assert_harmless(&clean_html(&clean));
}

/// Nothing but the allowed tags, without attributes but those of links, which lead to the web (T14).
fn assert_harmless(html: &str) {
    const TAGS: [&str; 14] = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h2",
        "h3",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    ];
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("an open tag: {html}"));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.contains(&name.strip_prefix('/').unwrap_or(name)), "<{tag}>: {html}");
        let is_harmless = attributes.is_empty() || name == "a" && is_of_a_link(attributes);
        assert!(is_harmless, "<{tag}>: {html}");
    }
}

fn is_of_a_link(attributes: &str) -> bool {
    let Some(href) = attributes.strip_suffix("rel=\"nofollow noopener noreferrer\"") else {
        return false;
    };
    if href.is_empty() {
        return true;
    }
    let href = href.strip_prefix("href=\"").and_then(|href| href.strip_suffix("\" "));
    href.is_some_and(|href| {
        // As browsers read an address.
        let read = href.trim_start_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "");
        let lower = read.to_ascii_lowercase();
        let schemes = ["http:", "https:", "mailto:", "tel:"];
        !href.contains('"') && schemes.iter().any(|scheme| lower.starts_with(scheme))
    })
}

/// The question of a WebFinger request.
pub(crate) fn webfinger(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else { return };
    if let Some(Resource::Address(iri)) = Resource::parse(input, ORIGIN) {
        assert_eq!(iri.origin(), ORIGIN);
    }
}

/// The parts of a request.
pub(crate) struct Request<'a> {
    method: &'a str,
    target: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    pub(crate) body: &'a [u8],
}

impl<'a> Request<'a> {
    pub(crate) fn read(input: &'a [u8]) -> Option<Self> {
        let end = input.windows(2).position(|two| two == b"\n\n")?;
        let mut lines = std::str::from_utf8(&input[..end]).ok()?.lines();
        let (method, target) = lines.next()?.split_once(' ')?;
        let headers = lines.filter_map(|line| line.split_once(": ")).collect();
        Some(Self { method, target, headers, body: &input[end + 2..] })
    }

    /// The request with its signature, if the node at `origin` takes it with that body.
    pub(crate) fn accepted(&self, origin: &str, body: &[u8]) -> Option<SignedRequest> {
        let Self { method, target, headers, .. } = self;
        SignedRequest::parse(Arrived { method, target, headers, body }, origin, NOW).ok()
    }
}

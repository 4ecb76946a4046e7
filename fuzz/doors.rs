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
    assert!(
        request.accepted("https://evil.example", request.body).is_none(),
        "it was signed for one host"
    );
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
        assert_eq!(clean_html(&text.body), text.body, "T14");
    }
}

/// HTML.
pub(crate) fn html(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else { return };
    let clean = clean_html(input);
    assert_eq!(clean_html(&clean), clean, "what is clean stays as it is");
    // Text that forces the whole way through the parser changes nothing of what stands before it.
    assert_eq!(clean_html(&format!("{clean}&amp;")), format!("{clean}&amp;"));
    let lower = clean.to_ascii_lowercase();
    for tag in lower.split('<').skip(1) {
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).find(|name| !name.is_empty());
        let allowed = [
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
        assert!(name.is_some_and(|name| allowed.contains(&name)), "{clean}");
    }
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

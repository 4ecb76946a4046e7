//! A host that is blocked gets nothing that it signs for: neither the inbox nor a document.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{activitypub::ACTIVITY_JSON, error::WebError};
use crate::{domain::Iri, federation::Refusal, node::Node};

/// The headers that say who signed: draft-cavage, and RFC 9421.
const SIGNED: [&str; 2] = ["signature", "signature-input"];

/// Answers 403 to whoever signs with the key of a blocked host, whatever it asks for, so that it
/// learns nothing of what is there (`PROTOCOL.md` 2.4, T36).
///
/// Who claims such a key falsely harms only itself: nothing needs to be verified, or fetched. What
/// depends on the signature is marked so, or a cache would hand one's answer to another.
pub(super) async fn refuse(State(node): State<Node>, request: Request, next: Next) -> Response {
    let signed = request.headers().keys().any(|name| SIGNED.contains(&name.as_str()));
    if signed && is_of_blocked(&node, request.headers()) {
        let mut response = WebError::Refused(Refusal::Blocked).into_response();
        never_kept(&mut response);
        return response;
    }
    let mut response = next.run(request).await;
    if signed {
        never_kept(&mut response);
    }
    let content_type = response.headers().get(header::CONTENT_TYPE);
    if content_type.is_some_and(|value| value.as_bytes().starts_with(ACTIVITY_JSON.as_bytes())) {
        let vary = HeaderValue::from_static("Signature, Signature-Input");
        response.headers_mut().append(header::VARY, vary);
    }
    response
}

fn never_kept(response: &mut Response) {
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
}

/// Whether any key that a request names, in whatever form, is of a blocked host.
fn is_of_blocked(node: &Node, headers: &HeaderMap) -> bool {
    let values = SIGNED.iter().flat_map(|name| headers.get_all(*name));
    let keys = values.filter_map(|value| value.to_str().ok()).flat_map(key_ids);
    let mut hosts = keys.filter_map(|key| {
        let address = key.split('#').next().unwrap_or_default();
        Iri::parse(address).ok().map(|iri| iri.host().to_owned())
    });
    hosts.any(|host| node.federation.blocks().is_suspended(&host))
}

/// The values of `keyId="…"` and `keyid="…"` in a header.
fn key_ids(header: &str) -> impl Iterator<Item = &str> {
    header
        .split(['"'])
        .collect::<Vec<_>>()
        .into_iter()
        .scan(false, |named, part| {
            let is_value =
                std::mem::replace(named, part.trim_end().to_ascii_lowercase().ends_with("keyid="));
            Some(is_value.then_some(part))
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_found_in_both_kinds_of_signatures() {
        let cavage = r#"keyId="https://a.example/u#main-key",headers="date",signature="x=""#;
        let rfc =
            r#"sig1=("@method" "date");created=1;keyid="https://b.example/u#k";alg="ed25519""#;
        assert_eq!(key_ids(cavage).collect::<Vec<_>>(), ["https://a.example/u#main-key"]);
        assert_eq!(key_ids(rfc).collect::<Vec<_>>(), ["https://b.example/u#k"]);
        assert_eq!(key_ids("keyid=").count(), 0);
    }
}

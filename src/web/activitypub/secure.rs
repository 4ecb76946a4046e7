//! Documents only for those who say who they are: the setting `secure_mode` ("authorized fetch").

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    LARGEST_ACTIVITY,
    negotiation::{wants_activity, wants_page},
};
use crate::{
    federation::{
        Refusal,
        signature::{Arrived, accept_signature},
    },
    node::Node,
    web::error::{ACCEPT_SIGNATURE, WebError},
};

/// Answers 401 to whoever asks for a document without a valid signature, while the node is in
/// secure mode. Pages, the instance actor and what leads to actors stay open: without them nobody
/// could check a signature of this node (FEP-2677).
pub(in crate::web) async fn require_signature(
    State(node): State<Node>,
    request: Request,
    next: Next,
) -> Response {
    let secure = node.config.site.secure_mode;
    if !secure || !is_for_document(request.method(), request.uri().path(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_ACTIVITY).await else {
        return WebError::TooLarge.into_response();
    };
    let has_body = parts.method == Method::POST;
    let mut response = match check(&node, &parts, &body).await {
        Ok(()) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Err(refusal) => {
            let mut response = WebError::from(refusal).into_response();
            let wanted = HeaderValue::from_static(accept_signature(has_body));
            if response.headers().contains_key(ACCEPT_SIGNATURE) {
                response.headers_mut().insert(ACCEPT_SIGNATURE, wanted);
            }
            response
        }
    };
    // What one asker was given is for nobody else (T36).
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Signature, Signature-Input"));
    response
}

async fn check(
    node: &Node,
    parts: &axum::http::request::Parts,
    body: &[u8],
) -> Result<(), Refusal> {
    let target = parts.uri.path_and_query().map_or(parts.uri.path(), |target| target.as_str());
    let headers: Vec<(&str, &str)> = parts
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    let request = Arrived { method: parts.method.as_str(), target, headers: &headers, body };
    node.federation.signer_of(request).await.map(|_| ())
}

/// What is never closed, by its beginning: without it nobody could find and check a key.
const OPEN: [&str; 3] = ["/actor/", "/.well-known/", "/nodeinfo/"];

fn is_for_document(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let is_open = path == "/actor"
        || OPEN.iter().any(|start| path.starts_with(start))
        || path.ends_with("/inbox");
    if is_open {
        return false;
    }
    match *method {
        Method::GET | Method::HEAD if path.starts_with("/ap/") => !wants_page(headers),
        Method::GET | Method::HEAD => wants_activity(headers),
        _ => path.starts_with("/ap/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_closed_and_what_leads_to_keys_is_open() {
        let asks = |accept: &'static str| {
            HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))])
        };
        let (server, browser) = (asks("application/activity+json"), asks("text/html"));
        for path in
            ["/ap/lyon", "/ap/lyon/outbox", "/ap/practices/1", "/territories/lyon", "/@lyon"]
        {
            assert!(is_for_document(&Method::GET, path, &server), "{path}");
            assert!(!is_for_document(&Method::GET, path, &browser), "{path}");
        }
        assert!(is_for_document(&Method::GET, "/ap/lyon", &HeaderMap::new()));
        assert!(is_for_document(&Method::POST, "/ap/lyon/catalogue/objects", &server));
        for path in ["/actor", "/actor/outbox", "/.well-known/webfinger", "/nodeinfo/2.1"] {
            assert!(!is_for_document(&Method::GET, path, &server), "{path}");
        }
        assert!(!is_for_document(&Method::POST, "/ap/inbox", &server), "it checks for itself");
        for path in ["/practices.json", "/"] {
            assert!(!is_for_document(&Method::GET, path, &HeaderMap::new()), "{path}");
        }
    }
}

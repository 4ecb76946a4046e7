//! What went wrong, said to people in their language and to programs as RFC 9457 says.

use std::sync::Arc;

use askama::Template;
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;
use serde_json::json;

use super::{
    locale::Reader,
    page::{self, Frame, Visit},
    parameter::BadParameter,
};
use crate::{
    federation::{Refusal, signature},
    node::{Node, NodeError},
    store::StoreError,
};

/// How a request must be signed so that it is taken (RFC 9421, 5.1).
pub(super) const ACCEPT_SIGNATURE: HeaderName = HeaderName::from_static("accept-signature");

/// Why a request has no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// Nothing has this address, or nothing that the asker may see.
    #[error("there is nothing at this address")]
    NotFound,
    /// Something had this address, and was taken back.
    #[error("what was at this address was withdrawn")]
    Gone,
    /// The address exists, but not for this method.
    #[error("the address does not answer this method")]
    MethodNotAllowed,
    /// A parameter of the address has a value that it cannot have.
    #[error("{0}")]
    Parameter(#[from] BadParameter),
    /// The request cannot be read.
    #[error("the request cannot be read")]
    Malformed,
    /// The visitor asks more often than one may.
    #[error("the visitor asks too often")]
    TooOften,
    /// The body is longer than we read.
    #[error("the body is too large")]
    TooLarge,
    /// The body is of a type that the address does not take.
    #[error("the body is of a type that is not taken here")]
    UnsupportedMediaType,
    /// The database did not answer as it should.
    #[error("the database did not answer")]
    Store(#[from] StoreError),
    /// A verb of the node failed.
    #[error("the node could not do it")]
    Node(#[source] NodeError),
    /// An activity is not taken.
    #[error("an activity was not taken")]
    Refused(#[from] Refusal),
    /// A page could not be put together.
    #[error("the page could not be rendered")]
    Render(#[from] askama::Error),
    /// An answer could not be written in its format.
    #[error("the answer could not be written as {format}")]
    Write {
        /// `CSV`, `Atom`.
        format: &'static str,
        /// What the writer said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The answer took longer than anybody waits.
    #[error("the answer took too long")]
    Slow,
    /// A handler panicked.
    #[error("the request made the node stumble: {0}")]
    Panic(String),
}

/// The error of an answer, until [`explain`] puts it into words.
#[derive(Clone)]
struct Unexplained(Arc<WebError>);

impl WebError {
    /// The error in one line for the operator, with what lies below it.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Refused(refusal) => refusal.to_string(),
            problem => problem.to_string(),
        }
    }

    /// The status of the answer.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Parameter(_) | Self::Malformed | Self::Refused(Refusal::Malformed(_)) => {
                StatusCode::BAD_REQUEST
            }
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Refused(Refusal::BadSignature(_)) => StatusCode::UNAUTHORIZED,
            Self::Refused(Refusal::Blocked) => StatusCode::FORBIDDEN,
            Self::TooOften | Self::Refused(Refusal::TooMany) => StatusCode::TOO_MANY_REQUESTS,
            Self::Slow | Self::Refused(Refusal::KeyOutOfReach | Refusal::NotStored) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Store(_)
            | Self::Node(_)
            | Self::Render(_)
            | Self::Write { .. }
            | Self::Panic(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error that a bare status of the router or an extractor stands for.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMediaType,
            StatusCode::SERVICE_UNAVAILABLE => Self::Slow,
            _ => Self::Malformed,
        }
    }

    /// What happened, and what to do next.
    fn in_words(&self, words: &FluentLanguageLoader) -> (String, String) {
        match self {
            Self::NotFound => (fl!(words, "error-not-found"), fl!(words, "error-not-found-next")),
            Self::Gone => (fl!(words, "error-gone"), fl!(words, "error-gone-next")),
            Self::MethodNotAllowed => (fl!(words, "error-method"), fl!(words, "error-method-next")),
            Self::Parameter(bad) => (
                fl!(words, "error-parameter", name = bad.name),
                fl!(words, "error-parameter-next", expected = bad.expected.in_words(words)),
            ),
            Self::Refused(Refusal::BadSignature(_)) => {
                (fl!(words, "error-signature"), fl!(words, "error-signature-next"))
            }
            Self::Slow
            | Self::TooOften
            | Self::Refused(Refusal::TooMany | Refusal::KeyOutOfReach | Refusal::NotStored) => {
                (fl!(words, "error-later"), fl!(words, "error-later-next"))
            }
            Self::Refused(Refusal::Blocked) => {
                (fl!(words, "error-forbidden"), fl!(words, "error-forbidden-next"))
            }
            Self::Malformed | Self::Refused(Refusal::Malformed(_)) => {
                (fl!(words, "error-malformed"), fl!(words, "error-malformed-next"))
            }
            Self::TooLarge => (fl!(words, "error-too-large"), fl!(words, "error-too-large-next")),
            Self::UnsupportedMediaType => {
                (fl!(words, "error-media-type"), fl!(words, "error-media-type-next"))
            }
            _ => (fl!(words, "error-internal"), fl!(words, "error-internal-next")),
        }
    }
}

impl From<NodeError> for WebError {
    fn from(problem: NodeError) -> Self {
        match problem {
            NodeError::NoActor(_) | NodeError::NoSheet(_) => Self::NotFound,
            NodeError::Store(problem) => Self::Store(problem),
            problem => Self::Node(problem),
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = status.into_response();
        if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        if let Self::Refused(Refusal::BadSignature(_)) = &self {
            let wanted = HeaderValue::from_static(signature::accept_signature(true));
            response.headers_mut().insert(ACCEPT_SIGNATURE, wanted);
        }
        response.extensions_mut().insert(Unexplained(Arc::new(self)));
        response
    }
}

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    page: Frame,
    next_step: String,
}

/// Logs an error once, and puts it into the words of whoever asked.
pub(super) async fn explain(
    State(node): State<Node>,
    visit: Visit,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let as_page = wants_page(&path, request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    let error = match response.extensions_mut().remove::<Unexplained>() {
        Some(Unexplained(error)) => error,
        None if status.as_u16() >= 400 && is_bare(&response) => {
            Arc::new(WebError::of_status(status))
        }
        None => return response,
    };
    if status.is_server_error() {
        tracing::error!(error = &*error as &dyn std::error::Error, %path, "a request failed");
    } else {
        tracing::debug!(%error, %path, "a request was refused");
    }
    let reader = visit.reader.clone();
    let page = if as_page { error_page(&node, visit, &error).await.ok() } else { None };
    // The page itself fails when the database does.
    let mut explained = page.unwrap_or_else(|| problem(&reader, &error));
    for name in
        [header::ALLOW, header::RETRY_AFTER, ACCEPT_SIGNATURE, header::CACHE_CONTROL, header::VARY]
    {
        if let Some(value) = response.headers_mut().remove(&name) {
            explained.headers_mut().insert(name, value);
        }
    }
    explained
}

/// Whether whoever asks for `path` wants to read the error in a page.
fn wants_page(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let accepts = |wanted: &str| accept.is_some_and(|accept| accept.contains(wanted));
    let for_programs = path.starts_with("/ap/")
        || path.starts_with("/actor")
        || path.starts_with("/.well-known/")
        || path.starts_with("/nodeinfo/")
        || path == "/oembed"
        || path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    accepts("text/html") || !(for_programs || accepts("json"))
}

/// Whether nobody wrote a body for people yet.
fn is_bare(response: &Response) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    content_type.is_none_or(|value| value.as_bytes().starts_with(b"text/plain"))
}

async fn error_page(node: &Node, visit: Visit, error: &WebError) -> Result<Response, WebError> {
    let (title, next_step) = error.in_words(visit.reader.words());
    let mut frame = Frame::new(node, visit).await?;
    frame.title = title;
    let page = ErrorPage { page: frame, next_step };
    let mut response = page::send(&page.page, &page)?;
    *response.status_mut() = error.status();
    Ok(response)
}

/// A body of RFC 9457, with fixed texts: nothing of the inside gets out (`docs/security.md` C21).
fn problem(reader: &Reader, error: &WebError) -> Response {
    let status = error.status();
    let (title, detail) = error.in_words(reader.words());
    let mut body = json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
    });
    if let WebError::Parameter(bad) = error {
        body["parameter"] = bad.name.into();
    }
    if let WebError::Refused(Refusal::BadSignature(reason)) = error {
        body["reason"] = reason.as_str().into();
    }
    let mut response = (status, Json(body)).into_response();
    let headers = response.headers_mut();
    let content_type = HeaderValue::from_static("application/problem+json");
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(reader.language()));
    response
}

/// Turns the panic of a handler into an error like the others.
pub(super) fn after_panic(panic: Box<dyn std::any::Any + Send>) -> Response {
    let message = match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(panic) => panic.downcast::<&str>().map_or_else(|_| String::new(), |m| (*m).to_owned()),
    };
    WebError::Panic(message).into_response()
}

//! Pages that are asked for again are sent again as they were, packed and all, until something is
//! written.
//!
//! Nobody signs in to a page, so that the same address in the same language is the same page for all.

mod page;
mod pages;

use axum::{
    extract::{Request, State},
    http::{HeaderName, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use self::pages::{Moment, Pages};
use super::error::WebError;
use crate::{
    node::Node,
    store::{StoreError, catalogue},
};

/// The longest question under which a page is kept, in bytes.
const LONGEST_QUESTION: usize = 2_000;

/// The pages of this node that were asked for last. Cheap to clone; all clones share them.
#[derive(Clone)]
pub(super) struct Kept {
    node: Node,
    pages: Pages,
}

impl Kept {
    /// Nothing is kept yet.
    pub(super) fn new(node: Node) -> Self {
        Self { node, pages: Pages::new() }
    }

    async fn now(&self) -> Result<Moment, StoreError> {
        // First of all: what is written while a page is made must outdate it.
        let commits = self.node.store.commits();
        let at = self.node.clock.now();
        let change = catalogue::latest_change(&mut self.node.store.read().await?).await?;
        Ok(Moment { change, commits, at })
    }
}

/// Answers with the page that was kept, or makes it and keeps it.
pub(super) async fn keep(State(kept): State<Kept>, request: Request, next: Next) -> Response {
    let Some(question) = question(&request) else { return next.run(request).await };
    let now = match kept.now().await {
        Ok(now) => now,
        Err(problem) => return WebError::from(problem).into_response(),
    };
    let asked = request.headers().clone();
    kept.pages.answer(question, now, &asked, async move || next.run(request).await).await
}

/// All of a request on which a page depends; nothing when the answer depends on more.
fn question(request: &Request) -> Option<String> {
    let headers = request.headers();
    let depends_on_more = ["signature", "signature-input", "range", "authorization"]
        .iter()
        .any(|name| headers.contains_key(*name));
    // The second of two lines would count too.
    let is_said_twice = |name: &HeaderName| headers.get_all(name).iter().count() > 1;
    let is_unclear = [header::ACCEPT, header::ACCEPT_LANGUAGE].iter().any(is_said_twice);
    if request.method() != Method::GET || depends_on_more || is_unclear {
        return None;
    }
    let header = |name| headers.get(name).map_or(Some(""), |value| value.to_str().ok());
    let accept = header(header::ACCEPT)?;
    let languages = header(header::ACCEPT_LANGUAGE)?;
    let question = format!("{}\n{accept}\n{languages}", request.uri());
    (question.len() <= LONGEST_QUESTION).then_some(question)
}

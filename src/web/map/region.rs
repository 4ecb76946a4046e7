//! The operator's own map, sent in the parts that a map asks for: such a file may be larger than the
//! memory of the node.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::{
    node::{Node, Region},
    web::error::WebError,
};

/// What such a file is, for want of a registered type.
const MEDIA_TYPE: &str = "application/vnd.pmtiles";
/// How long a browser keeps the parts that it has; the tag tells it when the file is another.
const KEPT: &str = "public, max-age=3600";

/// The operator's own map, where there is one. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct RegionFile(pub(crate) Option<Arc<Region>>);

impl RegionFile {
    /// Looks at the file that the settings name; one that cannot be shown is told in the log.
    pub(crate) fn of(node: &Node) -> Self {
        let file = node.config.storage.map_file.as_deref();
        Self(file.and_then(|file| match Region::read(file) {
            Ok(region) => Some(Arc::new(region)),
            Err(problem) => {
                tracing::error!(%problem, "the map has outlines only");
                None
            }
        }))
    }
}

/// `GET /map/region.pmtiles`
pub(crate) async fn show(
    State(node): State<Node>,
    State(RegionFile(region)): State<RegionFile>,
    request: Request,
) -> Result<Response, WebError> {
    let file = node.config.storage.map_file.as_ref().zip(region);
    let (path, region) = file.ok_or(WebError::NotFound)?;
    let Ok(answer) = ServeFile::new(path).oneshot(request).await;
    let mut response = answer.map(Body::new).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    // A strong tag: parts of two files must never meet on one map.
    if let Ok(tag) = HeaderValue::try_from(format!("\"{}\"", region.version)) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

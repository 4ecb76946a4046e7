//! A node that is asked without a socket, and what it answers.

use std::{path::Path, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use havre::{
    clock::Clock,
    config::{Config, Flags},
    domain::{IdSource, Iri, Sheet, Timestamp},
    federation::{
        Chance, Federation, Reach,
        http_client::HttpClient,
        keys::{KeyError, Seal},
    },
    node::{
        Node,
        record::{Row, read_text, shared_taxonomy},
    },
    store::{Store, sheets},
    web,
};
use serde_json::Value;
use tower::ServiceExt;

/// 22 November 2026, noon.
const NOW: Timestamp = Timestamp(1_795_348_800_000);

/// The territory that runs the node.
pub(crate) const HUB: &str = "alliance-migrations";
pub(crate) const ORIGIN: &str = "https://hub.example";
pub(crate) const LANGUAGES: [&str; 4] = ["fr", "en", "es", "pt"];

/// A node with the data of the network.
pub(crate) struct Site {
    pub(crate) node: Node,
    pub(crate) clock: Clock,
    router: Router,
}

/// What it answers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Site {
    /// The hub, with all territories, practices, events and calls of the network.
    pub(crate) async fn with_the_network() -> Self {
        let site = Self::empty().await;
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
        for file in ["territories", "practices", "events", "calls"] {
            let file = demo.join(format!("{file}.json"));
            site.node.import(&file, Some(HUB), |_, _| {}).await.unwrap();
        }
        site
    }

    /// The hub alone.
    pub(crate) async fn empty() -> Self {
        Self::with_settings([]).await
    }

    /// The hub alone, set in some things as its environment says.
    pub(crate) async fn with_settings<const N: usize>(settings: [(&str, &str); N]) -> Self {
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let clock = Clock::still(NOW);
        let store = Store::open("sqlite::memory:", IdSource::new(7)).await.unwrap();
        let flags = Flags { public_url: Some(ORIGIN.to_owned()), ..Flags::default() };
        let client = HttpClient::new(Reach::Public, ORIGIN, Duration::from_secs(5)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let federation = Federation::new(
            ORIGIN,
            store.clone(),
            clock.clone(),
            client,
            Seal::load_or_create(&folder.path().join("secret.key")).unwrap(),
            shared_taxonomy().clone(),
            Chance { fraction: || 0.0, key_pair },
        );
        let config = Config::load(&flags, settings).unwrap();
        let node = Node::open(config, clock.clone(), store, federation.unwrap()).await.unwrap();
        let territories = include_str!("../../demo/territories.json");
        for row in read_text("territories", territories, shared_taxonomy()).unwrap() {
            match row {
                Row::Territory { handle, territory } if handle == HUB => {
                    node.initialise(&handle, territory).await.unwrap();
                }
                _ => {}
            }
        }
        Self { router: web::router(node.clone()), node, clock }
    }

    /// Asks for a page as a browser does.
    pub(crate) async fn visit(&self, path: &str) -> Answer {
        self.get(path, &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]).await
    }

    /// Asks for a document as another server does.
    pub(crate) async fn fetch(&self, path: &str) -> Answer {
        self.get(path, &[("accept", "application/activity+json")]).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(Method::GET, path, headers, Body::empty()).await
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// The JSON of a listing.
    pub(crate) async fn json(&self, path: &str) -> Value {
        let answer = self.get(path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.json()
    }

    /// The sheet that the data calls `slug`.
    pub(crate) async fn sheet(&self, slug: &str) -> Sheet {
        let mut db = self.node.store.read().await.unwrap();
        sheets::find_by_slug(&mut db, slug).await.unwrap().unwrap()
    }

    /// The path of the page of the sheet that the data calls `slug`.
    pub(crate) async fn page_of(&self, slug: &str) -> String {
        let sheet = self.sheet(slug).await;
        format!("/{}/{}", sheet.kind().plural(), sheet.id)
    }
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn media_type(&self) -> &str {
        let content_type = self.header(header::CONTENT_TYPE.as_str());
        content_type.split(';').next().unwrap_or_default()
    }
}

/// The path of an address of the hub.
pub(crate) fn path_of(iri: &Iri) -> String {
    iri.path().to_owned()
}

/// A key made before, since making one takes long.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a source of keys")]
fn key_pair() -> Result<(String, String), KeyError> {
    let private = include_str!("../fixtures/keys/lyon.pem").to_owned();
    let public = include_str!("../fixtures/keys/lyon.pub.pem").to_owned();
    Ok((private, public))
}

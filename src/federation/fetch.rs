//! Reads what stands at a remote address without being led astray.

use moka::future::Cache;
use serde_json::Value;

use super::{
    asker::Asker,
    http_client::{Answer, HttpClient, HttpError},
    vocabulary,
};
use crate::domain::{Iri, Timestamp};

/// What we ask for (`PROTOCOL.md` 2.1).
pub const ACCEPT: &str = "application/activity+json, application/ld+json; \
                          profile=\"https://www.w3.org/ns/activitystreams\"";
/// Largest document that is read, in bytes.
pub const LARGEST_DOCUMENT: usize = 256 * 1_024;

/// For how long an address that gave nothing usable is not asked again, in seconds (T22).
const REMEMBER_FAILURE: i64 = 600;
/// The same for a server that may only be away: shorter than the first wait of a delivery, so that
/// a peer that comes back is found.
const REMEMBER_ABSENCE: i64 = 20;
/// Most failures that are remembered (T24).
const MOST_FAILURES: u64 = 10_000;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// There is no answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// It was there and is no more: 410.
    #[error("it is gone")]
    Gone,
    /// It is not there: 404.
    #[error("there is nothing")]
    Missing,
    /// Another status than success.
    #[error("the server answers {status}")]
    Status {
        /// The status.
        status: u16,
        /// The seconds for which the server asks to be left alone.
        retry_after: Option<i64>,
    },
    /// Not declared to be a document of `ActivityPub`: perhaps somebody's upload (T02).
    #[error("the answer is {0:?}, not ActivityPub")]
    ContentType(String),
    /// Not JSON.
    #[error("the answer is not JSON")]
    NotJson(#[from] serde_json::Error),
    /// The document says that it stands elsewhere (T01, T06).
    #[error("the document calls itself {0:?}")]
    OtherAddress(String),
    /// It failed a short while ago and was not asked again.
    #[error("it failed a short while ago")]
    FailedBefore {
        /// Whether the server may only have been away.
        temporary: bool,
    },
}

impl FetchError {
    /// Whether the same address may give a document later.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Http(error) => error.is_temporary(),
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
            Self::FailedBefore { temporary } => *temporary,
            _ => false,
        }
    }

    /// The seconds for which the server asks to be left alone.
    #[must_use]
    pub fn retry_after(&self) -> Option<i64> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// Fetches documents, and remembers for a while what could not be fetched. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Fetcher {
    client: HttpClient,
    failures: Cache<Iri, Failure>,
}

#[derive(Clone, Copy, Debug)]
struct Failure {
    at: Timestamp,
    temporary: bool,
}

impl Fetcher {
    /// A fetcher that asks with `client`.
    #[must_use]
    pub fn new(client: HttpClient) -> Self {
        Self { client, failures: Cache::new(MOST_FAILURES) }
    }

    /// The client with which it asks.
    #[must_use]
    pub fn client(&self) -> &HttpClient {
        &self.client
    }

    /// The document at `address`, whose `id` is that address or one of its origin to which it led.
    ///
    /// A document may name another address of its origin as its own (a profile page, a key of
    /// `GoToSocial`): then it is read from there.
    pub async fn object(
        &self,
        asker: Option<&Asker>,
        address: &Iri,
        now: Timestamp,
    ) -> Result<Value, FetchError> {
        if let Some(failure) = self.failures.get(address).await {
            let wait = if failure.temporary { REMEMBER_ABSENCE } else { REMEMBER_FAILURE };
            if now.seconds_since(failure.at) < wait {
                return Err(FetchError::FailedBefore { temporary: failure.temporary });
            }
        }
        let result = self.try_object(asker, address, now).await;
        match &result {
            Ok(_) | Err(FetchError::Gone) => self.failures.invalidate(address).await,
            Err(error) => {
                let failure = Failure { at: now, temporary: error.is_temporary() };
                self.failures.insert(address.clone(), failure).await;
            }
        }
        result
    }

    async fn try_object(
        &self,
        asker: Option<&Asker>,
        address: &Iri,
        now: Timestamp,
    ) -> Result<Value, FetchError> {
        let (found_at, document) = self.document(asker, address, now).await?;
        let claimed = claimed_address(&document)?;
        if claimed == found_at || claimed == *address {
            return Ok(document);
        }
        if claimed.same_origin(address) {
            let (_, document) = self.document(asker, &claimed, now).await?;
            if claimed_address(&document)? == claimed {
                return Ok(document);
            }
        }
        Err(FetchError::OtherAddress(claimed.to_string()))
    }

    async fn document(
        &self,
        asker: Option<&Asker>,
        address: &Iri,
        now: Timestamp,
    ) -> Result<(Iri, Value), FetchError> {
        let accept = vec![("accept", ACCEPT.to_owned())];
        let (client, cap) = (&self.client, LARGEST_DOCUMENT);
        let answer = match asker {
            Some(asker) => asker.get(client, address, &accept, cap, now).await?,
            None => client.get(address, |_| Ok(accept.clone()), cap).await?,
        };
        check_status(&answer, now)?;
        let content_type = answer.header("content-type").unwrap_or_default();
        if !is_activitypub(content_type) {
            return Err(FetchError::ContentType(content_type.to_owned()));
        }
        Ok((answer.address, serde_json::from_slice(&answer.body)?))
    }
}

/// What a status means for a fetch.
pub fn check_status(answer: &Answer, now: Timestamp) -> Result<(), FetchError> {
    match answer.status {
        200..=299 => Ok(()),
        404 => Err(FetchError::Missing),
        410 => Err(FetchError::Gone),
        status => Err(FetchError::Status { status, retry_after: answer.retry_after(now) }),
    }
}

/// Whether a content type is declared to be `ActivityPub`: `application/activity+json`, or
/// `application/ld+json` with its profile.
#[must_use]
pub fn is_activitypub(content_type: &str) -> bool {
    let Ok(media_type) = content_type.parse::<mime::Mime>() else { return false };
    match media_type.essence_str() {
        "application/activity+json" => true,
        "application/ld+json" => media_type.get_param("profile").is_some_and(|profile| {
            profile.as_str().split(' ').any(|iri| iri == vocabulary::ACTIVITY_STREAMS)
        }),
        _ => false,
    }
}

fn claimed_address(document: &Value) -> Result<Iri, FetchError> {
    let id = document["id"].as_str().unwrap_or_default();
    Iri::parse(id).map_err(|_| FetchError::OtherAddress(id.chars().take(200).collect()))
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use serde_json::json;

    use super::*;
    use crate::domain::SignatureScheme;
    use crate::federation::{
        KeySet, Reach, Signer,
        keys::generate_ed25519,
        scripted_server::{Reply, Request, ScriptedServer},
        signature::{Arrived, SignedRequest, SigningKey, VerifyingKey},
    };

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn fetcher() -> Fetcher {
        let patient = Duration::from_secs(30);
        Fetcher::new(HttpClient::new(Reach::Loopback, "https://lyon.example", patient).unwrap())
    }

    /// Serves each path by a script that knows the server's own address.
    async fn serve(
        script: impl Fn(&str, &Request) -> Reply + Send + Sync + 'static,
    ) -> ScriptedServer {
        ScriptedServer::start(move |request| {
            let origin = format!("http://{}", request.header("host").unwrap());
            script(&origin, request)
        })
        .await
    }

    async fn fetch(server: &ScriptedServer, path: &str) -> Result<Value, FetchError> {
        fetcher().object(None, &server.address(path), NOW).await
    }

    #[tokio::test]
    async fn a_document_that_stands_where_it_says_is_fetched_with_a_signature() {
        let server =
            serve(|origin, _| Reply::document(&json!({"id": format!("{origin}/1")}))).await;
        let pem = include_str!("../../tests/fixtures/keys/lyon.pem");
        let signer = |name: &str, pem: &str| Signer {
            key_id: format!("https://lyon.example/actor#{name}"),
            key: SigningKey::from_pem(pem).unwrap(),
        };
        let rsa = signer("main-key", pem);
        let ed25519 = signer("ed25519-key", &generate_ed25519().unwrap());
        let keys = Arc::new(KeySet { rsa, ed25519 });
        let asker = Asker::new(keys, SignatureScheme::Cavage, true);
        let address = server.address("/1");
        fetcher().object(Some(&asker), &address, NOW).await.unwrap();

        let request = server.requests().remove(0);
        assert_eq!(request.header("accept"), Some(ACCEPT));
        let headers: Vec<(&str, &str)> =
            request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let arrived =
            Arrived { method: "GET", target: &request.target, headers: &headers, body: b"" };
        let arrived = SignedRequest::parse(arrived, server.address("/1").origin(), NOW);
        let public = include_str!("../../tests/fixtures/keys/lyon.pub.pem");
        let public = VerifyingKey::from_pem(public).unwrap();
        assert_eq!(arrived.unwrap().verify(&public), Ok(()));
    }

    #[tokio::test]
    async fn t01_a_document_of_another_origin_is_refused() {
        let server =
            serve(|_, _| Reply::document(&json!({"id": "https://victim.example/ap/v"}))).await;
        let refused = fetch(&server, "/1").await.unwrap_err();
        assert!(matches!(refused, FetchError::OtherAddress(_)), "{refused:?}");
        assert_eq!(server.requests().len(), 1);
    }

    #[tokio::test]
    async fn t02_what_is_not_declared_to_be_activitypub_is_refused() {
        for content_type in [
            "text/plain",
            "application/json",
            "image/png",
            "text/html; charset=utf-8",
            "application/ld+json",
            "application/ld+json; profile=\"https://evil.example/\"",
            "application/activity+json-patch",
            "",
        ] {
            let server = serve(move |origin, _| {
                let body = json!({"id": format!("{origin}/1")}).to_string().into_bytes();
                Reply::Whole(200, vec![("content-type", content_type.to_owned())], body)
            })
            .await;
            let refused = fetch(&server, "/1").await.unwrap_err();
            assert!(matches!(refused, FetchError::ContentType(_)), "{content_type}: {refused:?}");
        }
    }

    #[test]
    fn content_types_are_read_as_mime() {
        for content_type in [
            "application/activity+json",
            "Application/Activity+JSON; charset=utf-8",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"; charset=utf-8",
            "application/ld+json;profile=\"https://w3id.org/security/v1 https://www.w3.org/ns/activitystreams\"",
        ] {
            assert!(is_activitypub(content_type), "{content_type}");
        }
    }

    #[tokio::test]
    async fn t06_an_open_redirect_gives_nobody_the_name_of_another() {
        let evil =
            serve(|_, _| Reply::document(&json!({"id": "http://127.0.0.1:1/ap/evil"}))).await;
        let target = evil.address("/ap/evil").to_string();
        let honest = serve(move |_, _| Reply::redirect(target.clone())).await;
        let refused = fetch(&honest, "/u/evil@evil.example").await.unwrap_err();
        assert!(matches!(refused, FetchError::Http(HttpError::Redirected(_))), "{refused:?}");
        assert!(evil.requests().is_empty());
    }

    #[tokio::test]
    async fn another_address_of_the_same_origin_is_asked_itself() {
        let server = serve(|origin, request| match request.target.as_str() {
            "/@ana" => Reply::redirect("/profile/ana"),
            "/profile/ana" | "/users/ana" => {
                Reply::document(&json!({"id": format!("{origin}/users/ana")}))
            }
            _ => Reply::document(&json!({"id": format!("{origin}/users/bob/main-key")})),
        })
        .await;
        for path in ["/users/ana", "/profile/ana", "/@ana"] {
            let document = fetch(&server, path).await.unwrap();
            assert_eq!(document["id"], server.address("/users/ana").as_str(), "{path}");
        }
        assert!(fetch(&server, "/users/bob/main-key").await.is_ok());
        let liar = serve(|origin, request| {
            Reply::document(&json!({"id": format!("{origin}{}x", request.target)}))
        })
        .await;
        let refused = fetch(&liar, "/1").await.unwrap_err();
        assert!(matches!(refused, FetchError::OtherAddress(_)), "{refused:?}");
        assert_eq!(liar.requests().len(), 2);
    }

    #[tokio::test]
    async fn each_status_has_its_meaning() {
        let status = |status| async move {
            let server = serve(move |_, _| {
                Reply::Whole(status, vec![("retry-after", "30".to_owned())], Vec::new())
            })
            .await;
            fetch(&server, "/1").await.unwrap_err()
        };
        assert!(matches!(status(410).await, FetchError::Gone));
        assert!(matches!(status(404).await, FetchError::Missing));
        for (code, temporary) in [(401, false), (403, false), (429, true), (500, true), (503, true)]
        {
            let error = status(code).await;
            assert_eq!(
                (error.is_temporary(), error.retry_after()),
                (temporary, Some(30)),
                "{code}"
            );
        }
    }

    #[tokio::test]
    async fn t22_a_failed_address_is_left_alone_for_ten_minutes() {
        let server = serve(|_, _| Reply::status(404)).await;
        let (fetcher, address) = (fetcher(), server.address("/1"));
        let ask = |seconds| fetcher.object(None, &address, NOW.plus_seconds(seconds));
        assert!(matches!(ask(0).await, Err(FetchError::Missing)));
        let again = ask(599).await.unwrap_err();
        assert!(matches!(again, FetchError::FailedBefore { temporary: false }), "{again:?}");
        assert_eq!(server.requests().len(), 1);
        assert!(matches!(ask(600).await, Err(FetchError::Missing)));
        assert_eq!(server.requests().len(), 2);
    }

    #[tokio::test]
    async fn a_server_that_was_away_is_asked_again_soon() {
        let server = serve(|_, _| Reply::status(503)).await;
        let (fetcher, address) = (fetcher(), server.address("/1"));
        let ask = |seconds| fetcher.object(None, &address, NOW.plus_seconds(seconds));
        assert!(ask(0).await.unwrap_err().is_temporary());
        assert!(ask(19).await.unwrap_err().is_temporary());
        assert_eq!(server.requests().len(), 1);
        assert!(ask(20).await.unwrap_err().is_temporary());
        assert_eq!(server.requests().len(), 2);
    }

    #[tokio::test]
    async fn t24_a_hundred_thousand_hostile_hosts_do_not_fill_the_memory() {
        let fetcher = fetcher();
        for number in 0..100_000 {
            let address = Iri::parse(format!("http://h{number}.example/")).unwrap();
            assert!(fetcher.object(None, &address, NOW).await.is_err());
        }
        fetcher.failures.run_pending_tasks().await;
        assert!(fetcher.failures.entry_count() <= MOST_FAILURES);
    }
}

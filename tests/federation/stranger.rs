//! A server of other software, whose every word the test decides.

use std::{
    collections::HashMap,
    net::Ipv4Addr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use havre::{
    clock::Clock,
    domain::Iri,
    federation::signature::{Scheme, SigningKey, sign},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::network::{Running, settle};

/// The private and the public half of a key, as PEM.
pub(crate) type KeyPair = (&'static str, &'static str);

pub(crate) const LIEGE: KeyPair =
    (include_str!("../fixtures/keys/liege.pem"), include_str!("../fixtures/keys/liege.pub.pem"));
pub(crate) const GAO: KeyPair =
    (include_str!("../fixtures/keys/gao.pem"), include_str!("../fixtures/keys/gao.pub.pem"));

/// An Ed25519 key: RFC 9421, B.1.4, and its public half as Multikey.
pub(crate) const ED25519: KeyPair = (
    "-----BEGIN PRIVATE KEY-----\n\
     MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n\
     -----END PRIVATE KEY-----",
    "z6Mkh4LmfP1ev9MNPGr7JbEbtD6BD4fsu1duEj83PMCs3xHG",
);

/// A request as the server was sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) scheme: Option<Scheme>,
    pub(crate) key_id: String,
    /// The type of the activity that it carried.
    pub(crate) told: Option<String>,
    pub(crate) status: u16,
}

/// What the server has at its addresses, and what it was asked and told.
#[derive(Default)]
struct Says {
    documents: HashMap<String, Value>,
    redirects: HashMap<String, String>,
    answers: HashMap<String, (u16, String)>,
    clock_ahead: i64,
    asked: Vec<String>,
    told: Vec<Value>,
    refuses: Vec<Scheme>,
    requests: Vec<Asked>,
}

/// A server that serves what it was given, signs what it is asked to, and accepts everything.
#[derive(Clone)]
pub(crate) struct Stranger {
    pub(crate) origin: String,
    clock: Clock,
    says: Arc<Mutex<Says>>,
}

impl Stranger {
    pub(crate) async fn start(clock: &Clock) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let says = Arc::new(Mutex::new(Says::default()));
        let state = (Arc::clone(&says), clock.clone());
        let router = Router::new().fallback(answer).with_state(state);
        tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
        Self { origin, clock: clock.clone(), says }
    }

    pub(crate) fn host(&self) -> String {
        self.iri("/").host().to_owned()
    }

    pub(crate) fn iri(&self, path: &str) -> Iri {
        Iri::parse(format!("{}{path}", self.origin)).unwrap()
    }

    /// Puts an actor at `/users/{name}`, with the public half of `key`.
    pub(crate) fn actor(&self, name: &str, key: KeyPair) -> Iri {
        self.actor_of_type("Person", name, key)
    }

    /// The same for an actor of another type.
    pub(crate) fn actor_of_type(&self, as_type: &str, name: &str, key: KeyPair) -> Iri {
        let iri = self.iri(&format!("/users/{name}"));
        self.serve(
            iri.path(),
            json!({
                "@context": "https://www.w3.org/ns/activitystreams",
                "id": iri, "type": as_type, "preferredUsername": name,
                "inbox": format!("{iri}/inbox"), "outbox": format!("{iri}/outbox"),
                "endpoints": {"sharedInbox": format!("{}/inbox", self.origin)},
                "publicKey": {
                    "id": format!("{iri}#main-key"), "owner": iri, "publicKeyPem": key.1,
                },
            }),
        );
        iri
    }

    /// Puts a document at `path`.
    pub(crate) fn serve(&self, path: &str, document: Value) {
        self.says.lock().unwrap().documents.insert(path.to_owned(), document);
    }

    /// What stands at `path`.
    pub(crate) fn document(&self, path: &str) -> Value {
        self.says.lock().unwrap().documents[path].clone()
    }

    /// Leads whoever asks for `path` to another address.
    pub(crate) fn redirect(&self, path: &str, to: &str) {
        self.says.lock().unwrap().redirects.insert(path.to_owned(), to.to_owned());
    }

    /// Answers whoever asks for `path`, or posts to it, with a status and some words.
    pub(crate) fn answer(&self, path: &str, status: u16, words: &str) {
        self.says.lock().unwrap().answers.insert(path.to_owned(), (status, words.to_owned()));
    }

    /// Answers at `path` as before.
    pub(crate) fn answer_again(&self, path: &str) {
        self.says.lock().unwrap().answers.remove(path);
    }

    /// Has its clock differ by some seconds.
    pub(crate) fn set_clock_ahead(&self, seconds: i64) {
        self.says.lock().unwrap().clock_ahead = seconds;
    }

    /// Every path that was asked for.
    pub(crate) fn was_asked(&self) -> Vec<String> {
        self.says.lock().unwrap().asked.clone()
    }

    /// How often `path` was asked for.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.says.lock().unwrap().asked.iter().filter(|asked| *asked == path).count()
    }

    /// The activities that came into its inboxes.
    pub(crate) fn told(&self) -> Vec<Value> {
        self.says.lock().unwrap().told.clone()
    }

    /// Has `actor` follow an actor of `node`; returns the `Follow`.
    pub(crate) async fn follow(
        &self,
        node: &Running,
        actor: &Iri,
        key: KeyPair,
        whom: &Iri,
    ) -> Value {
        let name = whom.path().replace('/', "-");
        let follow = json!({
            "id": format!("{actor}/follows/{name}"), "type": "Follow", "actor": actor,
            "object": whom,
        });
        assert_eq!(self.send(node, actor, key, &follow).await, 202);
        settle(&[node]).await;
        follow
    }

    /// The activities of a type that came into its inboxes.
    pub(crate) fn told_of(&self, as_type: &str) -> Vec<Value> {
        self.told().into_iter().filter(|activity| activity["type"] == as_type).collect()
    }

    /// Adds a Multikey of [`ED25519`] to an actor, and what else it is to say.
    pub(crate) fn add_ed25519(&self, actor: &Iri, more: &Value) {
        let mut says = self.says.lock().unwrap();
        let document = says.documents.get_mut(actor.path()).unwrap();
        document["assertionMethod"] = json!([{
            "id": format!("{actor}#ed25519-key"), "type": "Multikey", "controller": actor,
            "publicKeyMultibase": ED25519.1,
        }]);
        for (key, value) in more.as_object().unwrap() {
            document[key] = value.clone();
        }
    }

    /// Answers 401 from now on to what is signed in this way.
    pub(crate) fn refuse(&self, scheme: Option<Scheme>) {
        self.says.lock().unwrap().refuses = scheme.into_iter().collect();
    }

    /// Answers 401 from now on to whatever is signed.
    pub(crate) fn refuse_all(&self) {
        self.says.lock().unwrap().refuses = vec![Scheme::Cavage, Scheme::Rfc9421];
    }

    /// The requests that came in since it was asked last.
    pub(crate) fn requests(&self) -> Vec<Asked> {
        std::mem::take(&mut self.says.lock().unwrap().requests)
    }

    /// Sends an activity to the shared inbox of `node`, signed by `actor` with `key`; returns the
    /// status of the answer.
    pub(crate) async fn send(
        &self,
        node: &Running,
        actor: &Iri,
        key: KeyPair,
        activity: &Value,
    ) -> u16 {
        let body = activity.to_string();
        let headers = self.headers(node, actor, key, &body);
        post(node, &headers, &body).await
    }

    /// The headers of a signed request to the shared inbox of `node`.
    pub(crate) fn headers(
        &self,
        node: &Running,
        actor: &Iri,
        key: KeyPair,
        body: &str,
    ) -> Vec<(&'static str, String)> {
        self.headers_in(Scheme::Cavage, node, actor, key, body)
    }

    /// The same, signed in either way.
    pub(crate) fn headers_in(
        &self,
        scheme: Scheme,
        node: &Running,
        actor: &Iri,
        key: KeyPair,
        body: &str,
    ) -> Vec<(&'static str, String)> {
        let inbox = node.node.iri("/ap/inbox");
        let mut headers = self.sign(scheme, actor, key, "POST", &inbox, Some(body));
        headers.push(("content-type", "application/activity+json".to_owned()));
        headers
    }

    /// The headers that sign a request to any address.
    pub(crate) fn sign(
        &self,
        scheme: Scheme,
        actor: &Iri,
        (private, public): KeyPair,
        method: &str,
        address: &Iri,
        body: Option<&str>,
    ) -> Vec<(&'static str, String)> {
        let name = if public.starts_with('z') { "ed25519-key" } else { "main-key" };
        let key_id = format!("{actor}#{name}");
        let key = SigningKey::from_pem(private).unwrap();
        let body = body.map(str::as_bytes);
        sign(scheme, (&key_id, &key), method, address, body, self.clock.now()).unwrap()
    }

    /// A note of `actor`, in its `Create`.
    pub(crate) fn create(&self, actor: &Iri, number: u32) -> Value {
        let note = self.iri(&format!("/notes/{number}"));
        json!({
            "id": format!("{note}/create"), "type": "Create", "actor": actor,
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "object": self.note(actor, number, "2027-01-01T00:00:00Z"),
        })
    }

    pub(crate) fn note(&self, actor: &Iri, number: u32, updated: &str) -> Value {
        json!({
            "id": self.iri(&format!("/notes/{number}")), "type": "Note", "attributedTo": actor,
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "content": format!("<p>Note {number}, {updated}</p>"),
            "published": "2027-01-01T00:00:00Z", "updated": updated,
        })
    }
}

/// Posts to the shared inbox of a node as it comes: no header is added.
pub(crate) async fn post(node: &Running, headers: &[(&'static str, String)], body: &str) -> u16 {
    let answer = exchange(node, "POST /ap/inbox", headers, body).await;
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap()
}

/// Sends a request to a node, and returns the whole answer.
pub(crate) async fn exchange(
    node: &Running,
    line: &str,
    headers: &[(&'static str, String)],
    body: &str,
) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let host = node.host();
    let length = body.len().to_string();
    let given = headers.iter().map(|(name, value)| (*name, value.as_str()));
    let ours = [("host", host.as_str()), ("connection", "close"), ("content-length", &length)];
    let lines = ours.into_iter().chain(given).map(|(name, value)| format!("{name}: {value}\r\n"));
    let request = format!("{line} HTTP/1.1\r\n{}\r\n", lines.collect::<String>());
    let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    // A refusal may come before the body has been read.
    let _ = stream.write_all(body.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// How a request is signed, and by which key.
fn signature_of(headers: &HeaderMap) -> (Option<Scheme>, String) {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let (scheme, text, mark) = match (header("signature-input"), header("signature")) {
        (Some(input), _) => (Scheme::Rfc9421, input, "keyid=\""),
        (None, Some(signature)) => (Scheme::Cavage, signature, "keyId=\""),
        (None, None) => return (None, String::new()),
    };
    let key_id = text.split_once(mark).and_then(|(_, rest)| rest.split('"').next());
    (Some(scheme), key_id.unwrap_or_default().to_owned())
}

/// Asks a node for a page; the status, and the answer without its headers.
pub(crate) async fn get(node: &Running, path: &str) -> (u16, String) {
    let answer = ask(node, path).await;
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
    (status, body.unwrap_or_default())
}

/// The whole answer to a request for a page, headers included.
pub(crate) async fn ask(node: &Running, path: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let host = node.host();
    let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

async fn answer(
    State((says, clock)): State<(Arc<Mutex<Says>>, Clock)>,
    request: Request,
) -> Response {
    let ahead = says.lock().unwrap().clock_ahead;
    let date = clock.now().plus_seconds(ahead).to_utc().format("%a, %d %b %Y %H:%M:%S GMT");
    let mut response = answer_as_told(&says, request).await;
    response.headers_mut().insert(header::DATE, date.to_string().parse().unwrap());
    response
}

async fn answer_as_told(says: &Mutex<Says>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let told = says.lock().unwrap().answers.get(&path).cloned();
    if let Some((status, words)) = told {
        return (StatusCode::from_u16(status).unwrap(), words).into_response();
    }
    let is_post = request.method() == Method::POST;
    let (scheme, key_id) = signature_of(request.headers());
    let body: Bytes = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
    let mut says = says.lock().unwrap();
    let activity: Option<Value> = is_post.then(|| serde_json::from_slice(&body).unwrap());
    let told = activity.as_ref().map(|told| told["type"].as_str().unwrap_or_default().to_owned());
    let refused = scheme.is_some_and(|scheme| says.refuses.contains(&scheme));
    let response = if refused {
        StatusCode::UNAUTHORIZED.into_response()
    } else if let Some(activity) = activity {
        says.told.push(activity);
        StatusCode::ACCEPTED.into_response()
    } else {
        says.asked.push(path.clone());
        find(&says, &path)
    };
    let status = response.status().as_u16();
    says.requests.push(Asked { scheme, key_id, told, status });
    response
}

fn find(says: &Says, path: &str) -> Response {
    if let Some(to) = says.redirects.get(path) {
        return (StatusCode::FOUND, [(header::LOCATION, to.clone())]).into_response();
    }
    match says.documents.get(path) {
        Some(document) => {
            let headers = [(header::CONTENT_TYPE, "application/activity+json")];
            (headers, document.to_string()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

//! The one client of this node: guarded, patient for a while, and full at some point.

use std::{error::Error, sync::Arc, time::Duration};

use activitypub_federation::resolver::ValidatingDnsResolver;
use reqwest::{
    Client, Response,
    header::{DATE, HeaderMap, HeaderName, HeaderValue, LOCATION, RETRY_AFTER},
};
use url::Url;

use super::{
    blocks::Blocks,
    cause::Cause,
    reach::{GuardedResolver, Reach, Unreachable},
    signature::BadKey,
};
use crate::domain::{Iri, Timestamp, plain_text};

/// How long a connection may take to be made.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// How long an idle connection is kept, so that many hosts do not fill the memory (T24).
const KEEP_IDLE: Duration = Duration::from_secs(30);
/// Redirects that are followed, all within one origin.
const MOST_REDIRECTS: usize = 3;
/// The variable by which the resolver of `activitypub_federation` is switched off.
const GUARD_SWITCH: &str = "DANGER_FEDERATION_ALLOW_LOCAL_IP";

/// Headers of a request.
pub type Headers = Vec<(&'static str, String)>;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The environment would open the guard.
    #[error("the variable {GUARD_SWITCH} is set, which would let requests into private networks")]
    GuardDisabled,
    /// The address is not one that may be asked.
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    /// Its host is blocked by this node.
    #[error("{0} is blocked by this node: `havre block list` shows why")]
    Blocked(String),
    /// The request could not be signed.
    #[error(transparent)]
    Unsigned(#[from] BadKey),
    /// A header that HTTP does not allow (T50).
    #[error("the {0} header has characters that no header may have")]
    Header(&'static str),
    /// No whole answer within the deadline.
    #[error("there was no whole answer in time")]
    TimedOut,
    /// The answer is larger than what was asked for.
    #[error("the answer has more than {0} bytes")]
    TooLarge(usize),
    /// A redirect to another origin, or one too many.
    #[error("the answer leads to {0}, which is not followed")]
    Redirected(String),
    /// TLS could not be set up.
    #[error("TLS could not be set up")]
    Tls(#[from] rustls::Error),
    /// The connection failed.
    #[error("the connection failed")]
    Connection(#[source] reqwest::Error),
}

impl HttpError {
    /// Whether the same request may succeed later.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::TimedOut | Self::Connection(_))
    }
}

impl HttpError {
    /// What lies at the bottom of it.
    #[must_use]
    pub fn cause(&self) -> Cause {
        Cause::of(self)
    }
}

impl From<reqwest::Error> for HttpError {
    fn from(error: reqwest::Error) -> Self {
        let mut source = error.source();
        while let Some(cause) = source {
            if let Some(refused) = cause.downcast_ref::<Unreachable>() {
                return Self::Unreachable(refused.clone());
            }
            source = cause.source();
        }
        Self::Connection(error)
    }
}

/// An answer, whatever its status.
#[derive(Debug)]
pub struct Answer {
    /// Who answered in the end: the address asked, or one of its origin.
    pub address: Iri,
    /// The status: 200.
    pub status: u16,
    /// The body, decompressed.
    pub body: Vec<u8>,
    headers: HeaderMap,
}

impl Answer {
    /// The value of a header, when there is one and it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The first words of the body as plain text: what a server says beside its status.
    #[must_use]
    pub fn words(&self) -> String {
        let text = String::from_utf8_lossy(&self.body[..self.body.len().min(4_096)]);
        let text = plain_text(&text);
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect()
    }

    /// The seconds for which the server asks to be left alone: RFC 9110, 10.2.3.
    #[must_use]
    pub fn retry_after(&self, now: Timestamp) -> Option<i64> {
        let value = self.header(RETRY_AFTER.as_str())?;
        if let Ok(seconds) = value.parse::<u32>() {
            return Some(seconds.into());
        }
        Some(http_date(value)?.seconds_since(now))
    }

    /// The moment at which the server says that it answered.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        http_date(self.header(DATE.as_str())?)
    }
}

fn http_date(text: &str) -> Option<Timestamp> {
    let moment = httpdate::parse_http_date(text).ok()?;
    let since_1970 = moment.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Timestamp(i64::try_from(since_1970.as_millis()).ok()?))
}

/// A client that reaches one part of the network. Cheap to clone.
#[derive(Clone, Debug)]
pub struct HttpClient {
    client: Client,
    reach: Reach,
    deadline: Duration,
    blocks: Blocks,
}

impl HttpClient {
    /// A client that says it comes from `origin` and gives every exchange, redirects and body
    /// included, until `deadline` (T26).
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the only client, and the guard switch of a dependency must be off"
    )]
    pub fn new(reach: Reach, origin: &str, deadline: Duration) -> Result<Self, HttpError> {
        if std::env::var_os(GUARD_SWITCH).is_some() {
            return Err(HttpError::GuardDisabled);
        }
        let inner = ValidatingDnsResolver::new(Vec::new(), reach == Reach::Public);
        let client = Client::builder()
            .user_agent(format!("havre/{} (+{origin})", env!("CARGO_PKG_VERSION")))
            .dns_resolver(Arc::new(GuardedResolver { inner, reach }))
            .tls_backend_preconfigured(tls()?)
            .https_only(reach == Reach::Public)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT_WITHIN)
            .pool_idle_timeout(KEEP_IDLE)
            .pool_max_idle_per_host(4)
            .build()?;
        Ok(Self { client, reach, deadline, blocks: Blocks::default() })
    }

    /// Which part of the network it reaches.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// The hosts that it does not ask, whatever for.
    #[must_use]
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// Refuses an address that must not be asked.
    fn check(&self, address: &Iri) -> Result<(), HttpError> {
        if self.blocks.is_suspended(address.host()) {
            return Err(HttpError::Blocked(address.host().to_owned()));
        }
        Ok(self.reach.check(address)?)
    }

    /// Asks for a document of at most `cap` bytes.
    ///
    /// `headers` makes the headers for each address that is asked, because a signature covers the
    /// address; redirects are followed within the origin only (T22).
    pub async fn get(
        &self,
        address: &Iri,
        headers: impl Fn(&Iri) -> Result<Headers, HttpError>,
        cap: usize,
    ) -> Result<Answer, HttpError> {
        let exchange = async {
            let mut address = address.clone();
            for _ in 0..=MOST_REDIRECTS {
                self.check(&address)?;
                let request = self.client.get(address.as_str());
                let response = request.headers(header_map(headers(&address)?)?).send().await?;
                match redirect(&response, &address) {
                    Some(next) => address = next?,
                    None => return read(response, address, cap, true).await,
                }
            }
            Err(HttpError::Redirected(address.to_string()))
        };
        tokio::time::timeout(self.deadline, exchange).await.map_err(|_| HttpError::TimedOut)?
    }

    /// Sends a body. Redirects are not followed; what comes after `cap` bytes of the answer is not
    /// read, since the status says all.
    pub async fn post(
        &self,
        address: &Iri,
        headers: Headers,
        body: &[u8],
        cap: usize,
    ) -> Result<Answer, HttpError> {
        let exchange = async {
            self.check(address)?;
            let request = self.client.post(address.as_str()).body(body.to_vec());
            let response = request.headers(header_map(headers)?).send().await?;
            read(response, address.clone(), cap, false).await
        };
        tokio::time::timeout(self.deadline, exchange).await.map_err(|_| HttpError::TimedOut)?
    }
}

/// TLS by AWS-LC with the roots of the web, whatever the machine trusts besides them.
fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect::<rustls::RootCertStore>();
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn header_map(headers: Headers) -> Result<HeaderMap, HttpError> {
    let mut map = HeaderMap::with_capacity(headers.len());
    for (name, value) in headers {
        let value = HeaderValue::from_str(&value).map_err(|_| HttpError::Header(name))?;
        map.insert(HeaderName::from_static(name), value);
    }
    Ok(map)
}

/// The address to which an answer leads, when it leads anywhere.
fn redirect(response: &Response, from: &Iri) -> Option<Result<Iri, HttpError>> {
    let leads_on = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| leads_on)?;
    let location = String::from_utf8_lossy(location.as_bytes()).into_owned();
    let next = Url::parse(from.as_str()).and_then(|from| from.join(&location)).ok();
    let next = next.and_then(|next| Iri::parse(next).ok()).filter(|next| next.same_origin(from));
    Some(next.ok_or(HttpError::Redirected(location)))
}

/// Reads a body chunk by chunk, so that neither its claimed length nor what it decompresses to
/// matters before it is there (T27).
async fn read(
    mut response: Response,
    address: Iri,
    cap: usize,
    whole: bool,
) -> Result<Answer, HttpError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        let room = cap - body.len();
        if chunk.len() > room && whole {
            return Err(HttpError::TooLarge(cap));
        }
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            break;
        }
    }
    let status = response.status().as_u16();
    Ok(Answer { address, status, body, headers: std::mem::take(response.headers_mut()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::federation::scripted_server::{Reply, ScriptedServer};

    const PATIENT: Duration = Duration::from_secs(30);

    fn client(deadline: Duration) -> HttpClient {
        HttpClient::new(Reach::Loopback, "https://lyon.example", deadline).unwrap()
    }

    async fn get(server: &ScriptedServer, path: &str) -> Result<Answer, HttpError> {
        client(PATIENT).get(&server.address(path), |_| Ok(Vec::new()), 1_000).await
    }

    #[tokio::test]
    async fn an_answer_has_its_status_its_headers_and_its_body() {
        let server = ScriptedServer::start(|_| {
            Reply::Whole(404, vec![("Retry-After", "120".to_owned())], b"no".to_vec())
        })
        .await;
        let answer = get(&server, "/nothing").await.unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (404, b"no".as_slice()));
        assert_eq!(answer.retry_after(Timestamp(0)), Some(120));
        let agent = server.requests()[0].header("user-agent").unwrap().to_owned();
        assert!(agent.starts_with("havre/") && agent.contains("https://lyon.example"), "{agent}");
    }

    #[tokio::test]
    async fn a_server_may_ask_to_be_left_alone_until_a_moment() {
        let server = ScriptedServer::start(|_| {
            let moment = "Thu, 01 Jan 1970 01:00:00 GMT".to_owned();
            Reply::Whole(503, vec![("retry-after", moment)], Vec::new())
        })
        .await;
        let answer = get(&server, "/").await.unwrap();
        assert_eq!(answer.retry_after(Timestamp(600_000)), Some(3_000));
    }

    #[tokio::test]
    async fn a_body_goes_out_as_it_is_with_its_headers() {
        let server = ScriptedServer::start(|_| Reply::status(202)).await;
        let headers = vec![("content-type", "application/activity+json".to_owned())];
        let inbox = server.address("/ap/inbox");
        let answer = client(PATIENT).post(&inbox, headers, b"{\"a\":1}", 10).await.unwrap();
        assert_eq!(answer.status, 202);
        let request = server.requests().remove(0);
        assert_eq!(
            (request.method.as_str(), request.body.as_slice()),
            ("POST", b"{\"a\":1}".as_slice())
        );
        assert_eq!(request.header("content-type"), Some("application/activity+json"));
        assert_eq!(request.header("host"), Some(server.host()));
    }

    #[tokio::test]
    async fn t20_an_address_outside_the_reach_is_never_asked() {
        let server = ScriptedServer::start(|_| Reply::status(200)).await;
        let public = HttpClient::new(Reach::Public, "https://lyon.example", PATIENT).unwrap();
        let refused = public.get(&server.address("/"), |_| Ok(Vec::new()), 10).await.unwrap_err();
        assert!(matches!(refused, HttpError::Unreachable(Unreachable::Form(_))), "{refused:?}");
        let refused = public.post(&server.address("/"), Vec::new(), b"", 10).await.unwrap_err();
        assert!(matches!(refused, HttpError::Unreachable(_)) && !refused.is_temporary());
        assert!(server.requests().is_empty());
    }

    #[tokio::test]
    async fn t20_a_name_that_stands_for_this_machine_is_refused_when_connecting() {
        let client = HttpClient::new(Reach::Public, "https://lyon.example", PATIENT).unwrap();
        let request = client.client.get("https://localhost/").send().await.unwrap_err();
        let refused = HttpError::from(request);
        assert!(
            matches!(refused, HttpError::Unreachable(Unreachable::Network { .. })),
            "{refused:?}"
        );
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test tells its two runs apart by it")]
    fn t20_no_client_is_made_while_the_guard_is_switched_off() {
        let client = HttpClient::new(Reach::Public, "https://lyon.example", PATIENT);
        if std::env::var_os(GUARD_SWITCH).is_some() {
            assert!(matches!(client, Err(HttpError::GuardDisabled)));
            return;
        }
        assert!(client.is_ok());
        let name = std::thread::current().name().unwrap().to_owned();
        let mut second_run = std::process::Command::new(std::env::current_exe().unwrap());
        let output = second_run.args([&name, "--exact"]).env(GUARD_SWITCH, "0").output().unwrap();
        let report = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && report.contains("1 passed"), "{report}");
    }

    #[test]
    fn t21_nobody_else_could_make_a_client() {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut folders = vec![std::path::PathBuf::from(source)];
        let mut users = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs")
                    && std::fs::read_to_string(&path).unwrap().contains("reqwest::")
                {
                    users.push(path.file_name().unwrap().to_string_lossy().into_owned());
                }
            }
        }
        users.sort();
        assert_eq!(users, ["http_client.rs", "reach.rs"]);
    }

    #[test]
    fn t47_nothing_turns_the_verification_of_tls_off() {
        for key in crate::config::KEYS {
            for word in ["insecure", "tls", "ssl", "cert", "verif"] {
                assert!(!key.name.contains(word), "{} would be a setting of TLS", key.name);
            }
        }
        // Their names in reqwest and rustls; put together here, so that this test is none of them.
        let switches = [["danger", "ous()"], ["danger", "_accept_"], ["dangerous", "_config"]];
        let more = [["tls_danger", "_"], ["ServerCert", "Verifier"], ["add_root", "_certificate"]];
        let switches: Vec<String> =
            switches.iter().chain(&more).map(|name| name.concat()).collect();
        let mut folders =
            vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let found = switches.iter().find(|switch| text.contains(switch.as_str()));
                    assert_eq!(found, None, "{}", path.display());
                    files += 1;
                }
            }
        }
        assert!(files > 100, "the source was read");
    }

    #[tokio::test]
    async fn t22_three_redirects_within_the_origin_are_followed_and_signed_anew() {
        let server = ScriptedServer::start(|request| match request.target.as_str() {
            "/3" => Reply::status(200),
            target => Reply::redirect(format!("/{}", target[1..].parse::<u32>().unwrap() + 1)),
        })
        .await;
        let sign = |address: &Iri| Ok(vec![("x-signed", address.path().to_owned())]);
        let answer = client(PATIENT).get(&server.address("/0"), sign, 10).await.unwrap();
        assert_eq!(answer.address, server.address("/3"));
        for request in server.requests() {
            assert_eq!(request.header("x-signed"), Some(request.target.as_str()));
        }
    }

    #[tokio::test]
    async fn t22_loops_and_long_ways_end() {
        let server = ScriptedServer::start(|_| Reply::redirect("/again")).await;
        let refused = get(&server, "/").await.unwrap_err();
        assert!(matches!(refused, HttpError::Redirected(_)), "{refused:?}");
        assert_eq!(server.requests().len(), 4);
    }

    #[tokio::test]
    async fn t22_no_redirect_leaves_the_origin() {
        let other = ScriptedServer::start(|_| Reply::status(200)).await;
        for elsewhere in [
            other.origin().to_owned(),
            format!("//{}/", other.host()),
            "http://10.0.0.1/".to_owned(),
            "https://127.0.0.1/".to_owned(),
            "file:///etc/passwd".to_owned(),
            "http://user@127.0.0.1/".to_owned(),
            "http://[".to_owned(),
        ] {
            let location = elsewhere.clone();
            let server = ScriptedServer::start(move |_| Reply::redirect(location.clone())).await;
            let refused = get(&server, "/").await.unwrap_err();
            assert!(matches!(refused, HttpError::Redirected(_)), "{elsewhere}: {refused:?}");
        }
        assert!(other.requests().is_empty());
    }

    #[tokio::test]
    async fn t26_slow_servers_do_not_hold_us() {
        for reply in [Reply::Drip, Reply::Silence] {
            let server = ScriptedServer::start(move |_| reply.clone()).await;
            let hasty = client(Duration::from_millis(200));
            let address = server.address("/");
            let get = hasty.get(&address, |_| Ok(Vec::new()), 1_000_000).await.unwrap_err();
            assert!(matches!(get, HttpError::TimedOut) && get.is_temporary(), "{get:?}");
            let post = hasty.post(&address, Vec::new(), b"{}", 1_000_000).await.unwrap_err();
            assert!(matches!(post, HttpError::TimedOut), "{post:?}");
        }
    }

    #[tokio::test]
    async fn t27_an_answer_that_unpacks_to_megabytes_is_cut_off() {
        let bomb = include_bytes!("../../tests/fixtures/wire/bomb.json.gz");
        let server = ScriptedServer::start(|_| {
            Reply::Whole(200, vec![("content-encoding", "gzip".to_owned())], bomb.to_vec())
        })
        .await;
        let address = server.address("/");
        let cap = 256 * 1_024;
        assert!(bomb.len() < cap);
        let refused = client(PATIENT).get(&address, |_| Ok(Vec::new()), cap).await.unwrap_err();
        assert!(matches!(refused, HttpError::TooLarge(_)), "{refused:?}");
        let answer = client(PATIENT).post(&address, Vec::new(), b"{}", cap).await.unwrap();
        assert_eq!((answer.status, answer.body.len()), (200, cap));
    }

    #[tokio::test]
    async fn an_answer_of_just_the_allowed_size_is_read() {
        let server =
            ScriptedServer::start(|_| Reply::Whole(200, Vec::new(), vec![b'a'; 1_000])).await;
        assert_eq!(get(&server, "/").await.unwrap().body.len(), 1_000);
        let server =
            ScriptedServer::start(|_| Reply::Whole(200, Vec::new(), vec![b'a'; 1_001])).await;
        assert!(matches!(get(&server, "/").await, Err(HttpError::TooLarge(1_000))));
    }

    #[tokio::test]
    async fn t50_no_header_carries_a_line_break() {
        let server = ScriptedServer::start(|_| Reply::status(200)).await;
        let split = || vec![("accept", "a\r\nx-injected: b".to_owned())];
        let address = server.address("/");
        let get = client(PATIENT).get(&address, |_| Ok(split()), 10).await.unwrap_err();
        let post = client(PATIENT).post(&address, split(), b"", 10).await.unwrap_err();
        for refused in [get, post] {
            assert!(matches!(refused, HttpError::Header("accept")), "{refused:?}");
        }
        assert!(server.requests().is_empty());
    }

    #[tokio::test]
    async fn a_server_that_is_away_may_come_back() {
        let server = ScriptedServer::start(|_| Reply::status(200)).await;
        let address = server.address("/");
        drop(server);
        let away = client(PATIENT).get(&address, |_| Ok(Vec::new()), 10).await;
        assert!(away.is_err_and(|error| error.is_temporary()));
    }
}

//! A server on a real socket that says what a test tells it to.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::domain::Iri;

/// A request as it came in.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }
}

/// What is said in return.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// Status, headers and a body.
    Whole(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// A head that promises much, then one byte after the other, each after a pause.
    Drip,
    /// Nothing, and the connection stays open.
    Silence,
}

impl Reply {
    /// A JSON document of `ActivityPub`.
    pub(super) fn document(json: &serde_json::Value) -> Self {
        let headers = vec![("content-type", "application/activity+json".to_owned())];
        Self::Whole(200, headers, json.to_string().into_bytes())
    }

    pub(super) fn status(status: u16) -> Self {
        Self::Whole(status, Vec::new(), Vec::new())
    }

    pub(super) fn redirect(to: impl Into<String>) -> Self {
        Self::Whole(302, vec![("location", to.into())], Vec::new())
    }
}

/// The server, which ends with the test.
pub(super) struct ScriptedServer {
    origin: String,
    requests: Arc<Mutex<Vec<Request>>>,
    task: tokio::task::JoinHandle<()>,
}

impl ScriptedServer {
    /// Starts a server on a free port of this machine.
    pub(super) async fn start(script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (script, kept) = (Arc::new(script), requests.clone());
        let task = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (script, kept) = (script.clone(), kept.clone());
                tokio::spawn(async move {
                    if let Some((request, socket)) = receive(socket).await {
                        let reply = script(&request);
                        kept.lock().unwrap().push(request);
                        let _ = answer(socket, reply).await;
                    }
                });
            }
        });
        Self { origin, requests, task }
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn host(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    pub(super) fn address(&self, path: &str) -> Iri {
        Iri::parse(format!("{}{path}", self.origin)).unwrap()
    }

    /// What was asked so far.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn receive(mut socket: TcpStream) -> Option<(Request, TcpStream)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if socket.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, length)| length.parse().unwrap());
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        socket.read_buf(&mut body).await.ok()?;
    }
    Some((Request { method, target, headers, body }, socket))
}

async fn answer(mut socket: TcpStream, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Whole(status, headers, body) => {
            let mut lines = vec![format!("HTTP/1.1 {status} x")];
            lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
            lines.push(format!("connection: close\r\ncontent-length: {}\r\n\r\n", body.len()));
            let head = lines.join("\r\n");
            socket.write_all(head.as_bytes()).await?;
            socket.write_all(&body).await
        }
        Reply::Drip => {
            socket.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 100000\r\n\r\n").await?;
            loop {
                socket.write_all(b"x").await?;
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        }
        Reply::Silence => {
            let mut rest = Vec::new();
            socket.read_to_end(&mut rest).await.map(|_| ())
        }
    }
}

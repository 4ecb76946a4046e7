//! Nobody can have this node ask an address of their choice.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{
    network::{Network, Running},
    stranger::Stranger,
};

/// Sends a request without a signature, as anybody can; returns its status.
async fn send(
    node: &Running,
    method: &str,
    target: &str,
    more: &[(&str, &str)],
    body: &str,
) -> u16 {
    let host = node.host();
    let length = body.len().to_string();
    let ours = [("host", host.as_str()), ("connection", "close"), ("content-length", &length)];
    let lines = ours.iter().chain(more).map(|(name, value)| format!("{name}: {value}\r\n"));
    let request = format!("{method} {target} HTTP/1.1\r\n{}\r\n{body}", lines.collect::<String>());
    let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let line = String::from_utf8_lossy(&answer);
    line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap()
}

/// There is no proxy for pictures, and nothing else that would take one: what a reader names is
/// looked up in the database or nowhere.
async fn t25_no_address_asks_what_a_reader_names(network: Network) {
    let (lyon, elsewhere) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    lyon.publish("prac-guichet", "Un guichet").await;
    let target = format!("{}/users/ana", elsewhere.origin);
    let named: String = url::form_urlencoded::byte_serialize(target.as_bytes()).collect();
    let host = elsewhere.host();
    let account = format!("acct%3Aana%40{host}");
    let paths = [
        "/",
        "/practices",
        "/practices.json",
        "/practices.atom",
        "/events",
        "/events.ics",
        "/calls",
        "/posts",
        "/territories",
        "/territories.json",
        "/territories/lyon",
        "/tags/housing",
        "/about",
        "/api",
        "/search",
        "/proxy",
        "/media",
        "/oembed",
        "/authorize_interaction",
        "/.well-known/webfinger",
        "/.well-known/host-meta",
        "/.well-known/nodeinfo",
        "/ap/lyon",
        "/ap/lyon/outbox",
        "/ap/lyon/catalogue",
        "/ap/lyon/followers",
        "/actor",
        "/actor/outbox",
    ];
    let names = ["q", "url", "uri", "resource", "src", "href", "image", "next", "actor", "object"];
    for path in paths {
        for name in names {
            send(&lyon, "GET", &format!("{path}?{name}={named}"), &[], "").await;
            send(&lyon, "GET", &format!("{path}?{name}={account}"), &[], "").await;
        }
    }
    for path in [
        format!("/territories/ana@{host}"),
        format!("/@ana@{host}"),
        format!("/practices/{named}"),
        format!("/tags/{named}"),
        format!("/ap/{named}"),
        target.clone(),
    ] {
        send(&lyon, "GET", &path, &[("accept", "application/activity+json")], "").await;
    }
    let ids = json!({"ids": [target]}).to_string();
    let as_json = [("content-type", "application/json")];
    assert_eq!(send(&lyon, "POST", "/ap/lyon/catalogue/objects", &as_json, &ids).await, 200);
    let activity = json!({
        "id": format!("{target}/1"), "type": "Announce", "actor": target, "object": target,
        "icon": {"type": "Image", "url": target},
    });
    let as_activity = [("content-type", "application/activity+json")];
    let refused = send(&lyon, "POST", "/ap/inbox", &as_activity, &activity.to_string()).await;
    assert_eq!(refused, 401);
    crate::network::settle(&[&lyon]).await;
    assert_eq!(elsewhere.was_asked(), Vec::<String>::new());
    assert!(elsewhere.told().is_empty());
}

on_both_engines!(t25_no_address_asks_what_a_reader_names);

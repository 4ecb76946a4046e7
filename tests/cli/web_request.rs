//! Asking a node over HTTP, as plainly as can be.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
};

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// What stands at `path`, asked for with HTTP/1.0: its answer ends where the connection does.
pub(crate) fn get(port: u16, path: &str) -> Answer {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    let request = format!(
        "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, body: body.to_owned() }
}

/// The JSON that stands at `path`.
pub(crate) fn get_json(port: u16, path: &str) -> serde_json::Value {
    let answer = get(port, path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// The first of `count` ports in a row that nobody has taken, below those that the system gives
/// away by itself.
pub(crate) fn free_ports(count: u16) -> u16 {
    let is_free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    loop {
        let first = 10_000 + u16::try_from(getrandom::u32().unwrap() % 20_000).unwrap();
        if (first..first + count).all(is_free) {
            return first;
        }
    }
}

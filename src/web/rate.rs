//! How often one visitor may ask for what costs the node work.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::{IntoResponse, Response},
};
use moka::sync::Cache;

use super::error::WebError;
use crate::{config::Listening, node::Node};

/// Requests of one visitor in a minute: a first copy of the largest catalogue needs fewer.
const A_MINUTE: u32 = 1_200;
/// Visitors that are remembered; those not seen for longest are forgotten first.
const MOST_VISITORS: u64 = 20_000;

/// Counts requests by the network that they come from, for a minute and in memory only. Cheap to
/// clone.
#[derive(Clone)]
pub(super) struct Rate {
    node: Node,
    lately: Cache<IpAddr, Arc<AtomicU32>>,
}

impl Rate {
    pub(super) fn new(node: Node) -> Self {
        let minute = Duration::from_mins(1);
        let lately = Cache::builder().max_capacity(MOST_VISITORS).time_to_live(minute).build();
        Self { node, lately }
    }

    fn allows(&self, network: IpAddr) -> bool {
        let count = self.lately.get_with(network, Arc::default);
        count.fetch_add(1, Ordering::Relaxed) < A_MINUTE
    }
}

/// Answers 429 with `Retry-After` to a visitor who asked too often.
pub(super) async fn limit(State(rate): State<Rate>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let visitor = peer.map(|peer| visitor(peer, request.headers(), &rate.node.config.listening));
    if visitor.is_some_and(|visitor| !rate.allows(network_of(visitor))) {
        return WebError::TooOften.into_response();
    }
    next.run(request).await
}

/// Who asks: the peer, or whom a trusted proxy names last (T45).
fn visitor(peer: IpAddr, headers: &HeaderMap, listening: &Listening) -> IpAddr {
    let trusted = |ip: &IpAddr| listening.trusted_proxies.iter().any(|net| net.contains(ip));
    if !trusted(&peer) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    let named: Vec<IpAddr> = forwarded
        .flat_map(|list| list.split(','))
        .filter_map(|ip| ip.trim().parse().ok())
        .collect();
    named.into_iter().rfind(|ip| !trusted(ip)).unwrap_or(peer)
}

/// What one household or server has: an IPv4 address, or a /64 of IPv6.
fn network_of(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listening(trusted: &[&str]) -> Listening {
        Listening {
            address: "127.0.0.1:8300".parse().unwrap(),
            trusted_proxies: trusted.iter().map(|net| net.parse().unwrap()).collect(),
        }
    }

    fn seen(peer: &str, forwarded: &str) -> String {
        let headers = HeaderMap::from_iter([(
            "x-forwarded-for".parse().unwrap(),
            forwarded.parse().unwrap(),
        )]);
        visitor(peer.parse().unwrap(), &headers, &listening(&["10.0.0.0/8"])).to_string()
    }

    #[test]
    fn t45_only_a_trusted_proxy_is_believed_and_only_its_own_word() {
        assert_eq!(seen("203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2"), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", "nonsense"), "10.0.0.1");
    }

    #[test]
    fn the_addresses_of_one_ipv6_network_count_as_one_visitor() {
        let network = |ip: &str| network_of(ip.parse().unwrap());
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:2"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
    }
}

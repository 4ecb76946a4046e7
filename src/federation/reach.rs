//! Where our requests may go: the whole guard against being used to reach a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use activitypub_federation::error;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::domain::Iri;

/// Which part of the network a client may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Hosts that have a name and only public addresses, over https on its own port.
    Public,
    /// This machine, over http on any port: development and `havre demo`.
    Loopback,
}

/// Why an address is not asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// Before connecting: another scheme, a port, or a number instead of a name.
    #[error("{0} is not an address that this node asks")]
    Form(String),
    /// When connecting: the name stands for an address of a private or special network.
    #[error("{name} is at {address}, which this node does not ask")]
    Network {
        /// The name that was looked up.
        name: String,
        /// One of the addresses that it stands for.
        address: IpAddr,
    },
}

impl Reach {
    /// The scheme of the addresses that can be reached.
    #[must_use]
    pub fn scheme(self) -> &'static str {
        match self {
            Self::Public => "https",
            Self::Loopback => "http",
        }
    }

    /// Refuses an address by its form alone (`docs/security.md` T20).
    pub fn check(self, address: &Iri) -> Result<(), Unreachable> {
        let allowed = Url::parse(address.as_str()).is_ok_and(|url| {
            let host = match url.host() {
                Some(Host::Domain(name)) => match self {
                    Self::Public => url.port().is_none() && name.contains('.'),
                    Self::Loopback => name == "localhost",
                },
                Some(Host::Ipv4(ip)) => self == Self::Loopback && self.allows(ip.into()),
                Some(Host::Ipv6(ip)) => self == Self::Loopback && self.allows(ip.into()),
                None => false,
            };
            host && url.scheme() == self.scheme()
        });
        if allowed { Ok(()) } else { Err(Unreachable::Form(address.to_string())) }
    }

    /// Whether a connection to an address may be made.
    fn allows(self, address: IpAddr) -> bool {
        match (self, address.to_canonical()) {
            (Self::Loopback, address) => address.is_loopback(),
            (Self::Public, IpAddr::V4(address)) => is_public_v4(address),
            (Self::Public, IpAddr::V6(address)) => is_public_v6(address),
        }
    }
}

/// Looks names up and lets through only what may be reached.
///
/// The client connects to the very addresses that were checked, so a name that changes its mind
/// between two look-ups gains nothing (T23).
pub(super) struct GuardedResolver<R> {
    pub(super) inner: R,
    pub(super) reach: Reach,
}

impl<R: Resolve> Resolve for GuardedResolver<R> {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, asked) = (self.reach, name.as_str().to_owned());
        let looked_up = self.inner.resolve(name);
        Box::pin(async move {
            let addresses: Vec<SocketAddr> =
                looked_up.await.map_err(|error| in_our_words(&error))?.collect();
            if let Some(address) = addresses.iter().find(|address| !reach.allows(address.ip())) {
                return Err(Unreachable::Network { name: asked, address: address.ip() }.into());
            }
            let addresses: Addrs = Box::new(addresses.into_iter());
            Ok(addresses)
        })
    }
}

/// A refusal of the resolver of `activitypub_federation`, which knows fewer networks than we do, as
/// one of ours; of other errors, that the name is not known.
fn in_our_words(error: &BoxError) -> BoxError {
    match error.downcast_ref() {
        Some(error::Error::ResolveInternalIpError(name, address)) => {
            Unreachable::Network { name: name.clone(), address: *address }.into()
        }
        _ => UnknownName(error.to_string()).into(),
    }
}

/// A name that stands for no address.
#[derive(Debug, thiserror::Error)]
#[error("the name is not known: {0}")]
pub(super) struct UnknownName(String);

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Networks of the special-purpose registry of IPv4 (RFC 6890) and multicast.
const SPECIAL_V4: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // shared, behind carriers
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, metadata of clouds
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocol assignments
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // 6to4 relays
    ([192, 168, 0, 0], 16),  // private
    ([192, 175, 48, 0], 24), // AS112
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved, broadcast
];

/// Networks within the global unicast range of IPv6 that are special all the same.
const SPECIAL_V6: [([u16; 2], u32); 4] = [
    ([0x2001, 0], 23),     // Teredo, benchmarks, ORCHID
    ([0x2001, 0xdb8], 32), // documentation
    ([0x2002, 0], 16),     // 6to4, which carries any IPv4
    ([0x3fff, 0], 20),     // documentation
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let special = |(network, length): &([u8; 4], u32)| {
        (address.to_bits() ^ Ipv4Addr::from(*network).to_bits()) >> (32 - length) == 0
    };
    !SPECIAL_V4.iter().any(special)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    if let [0x64, 0xff9b, 0, 0, 0, 0, ..] = segments {
        // NAT64 carries an IPv4 address; hosts without IPv4 reach everything through it.
        let [.., a, b, c, d] = address.octets();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    let start = u32::from(segments[0]) << 16 | u32::from(segments[1]);
    let special = |(network, length): &([u16; 2], u32)| {
        let network = u32::from(network[0]) << 16 | u32::from(network[1]);
        (start ^ network) >> (32 - length) == 0
    };
    let is_global_unicast = segments[0] >> 13 == 1; // 2000::/3
    is_global_unicast && !SPECIAL_V6.iter().any(special)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn iri(text: &str) -> Iri {
        Iri::parse(text).unwrap()
    }

    #[test]
    fn t20_a_number_a_port_or_another_scheme_is_not_asked() {
        assert_eq!(Reach::Public.check(&iri("https://lyon.example/ap/lyon")), Ok(()));
        for address in [
            "http://lyon.example/",
            "https://lyon.example:8443/",
            "https://127.0.0.1/",
            "https://8.8.8.8/",
            "https://[::1]/",
            "https://[2606:4700::1]/",
            "https://localhost/",
            "https://intranet/",
        ] {
            assert!(Reach::Public.check(&iri(address)).is_err(), "{address}");
        }
        for address in ["http://127.0.0.1:8301/", "http://localhost:8301/", "http://[::1]:8301/"] {
            assert_eq!(Reach::Loopback.check(&iri(address)), Ok(()), "{address}");
        }
        for address in [
            "http://lyon.example/",
            "http://10.0.0.1/",
            "http://0.0.0.0/",
            "http://169.254.169.254/",
            "https://127.0.0.1/",
            "http://127.0.0.1.example/",
        ] {
            assert!(Reach::Loopback.check(&iri(address)).is_err(), "{address}");
        }
    }

    #[test]
    fn t20_other_ways_to_write_a_number_are_no_addresses_at_all() {
        for host in
            ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "localhost.", "[::ffff:127.0.0.1]"]
        {
            assert!(Iri::parse(format!("https://{host}/")).is_err(), "{host}");
        }
    }

    #[test]
    fn t20_no_private_or_special_address_is_connected_to() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "5f00::1",
        ] {
            assert!(!Reach::Public.allows(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.32.0.1",
            "193.0.0.1",
            "223.255.255.1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
            "2606:4700::1",
            "2a00::1",
            "2001:200::1",
        ] {
            assert!(Reach::Public.allows(address.parse().unwrap()), "{address}");
        }
        for (address, reachable) in [("127.0.0.2", true), ("::1", true), ("10.0.0.1", false)] {
            assert_eq!(Reach::Loopback.allows(address.parse().unwrap()), reachable, "{address}");
        }
    }

    /// Gives one answer after the other.
    struct ChangingName(Mutex<Vec<&'static str>>);

    impl Resolve for ChangingName {
        fn resolve(&self, _name: Name) -> Resolving {
            let addresses = self.0.lock().unwrap().remove(0);
            let addresses: Vec<SocketAddr> =
                addresses.split(' ').map(|ip| SocketAddr::new(ip.parse().unwrap(), 0)).collect();
            Box::pin(async move {
                let addresses: Addrs = Box::new(addresses.into_iter());
                Ok(addresses)
            })
        }
    }

    #[tokio::test]
    async fn t23_a_name_that_turns_private_is_refused_when_it_does() {
        let answers = vec!["1.1.1.1", "127.0.0.1", "1.1.1.1 10.0.0.1"];
        let inner = ChangingName(Mutex::new(answers));
        let resolver = GuardedResolver { inner, reach: Reach::Public };
        let look_up = || resolver.resolve("rebinding.example".parse().unwrap());
        let first: Vec<SocketAddr> = look_up().await.unwrap().collect();
        assert_eq!(first[0].ip().to_string(), "1.1.1.1");
        for private in ["127.0.0.1", "10.0.0.1"] {
            let refused = look_up().await.err().unwrap();
            let refused = refused.downcast_ref::<Unreachable>().unwrap();
            assert!(refused.to_string().contains(private), "{refused}");
        }
    }
}

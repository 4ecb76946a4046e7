//! Addresses: the node's own for others, where it listens, and the proxies between.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ipnet::IpNet;
use url::{Host, Url};

use super::{ConfigError, layers::Layers};

/// Where a node listens unless it is told.
const USUAL_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8_300);

/// The address to listen on: of this machine only, in development.
pub(super) fn read_listen(layers: &Layers, dev: bool) -> Result<SocketAddr, ConfigError> {
    let form = if dev {
        "an address of this machine and a port, such as 127.0.0.1:8300, because dev is on"
    } else {
        "an address and a port, such as 127.0.0.1:8300"
    };
    let listen = layers.read("listen", form, |text| {
        text.parse().ok().filter(|address: &SocketAddr| !dev || address.ip().is_loopback())
    })?;
    Ok(listen.unwrap_or(USUAL_LISTEN))
}

/// The origin of all addresses of the node.
pub(super) fn read_public_url(
    layers: &Layers,
    dev: bool,
    listen: SocketAddr,
) -> Result<String, ConfigError> {
    let form = if dev {
        "an http address of this machine, such as http://127.0.0.1:8300, because dev is on"
    } else {
        "an https address with a host name, without port and path, such as https://lyon.example"
    };
    let public_url = layers.read("public_url", form, |text| {
        let url = Url::parse(text).ok().filter(is_bare)?;
        let fits = if dev { is_local(&url) } else { is_public(&url) };
        fits.then(|| url.origin().ascii_serialization())
    })?;
    match public_url {
        Some(public_url) => Ok(public_url),
        None if dev => Ok(format!("http://{listen}")),
        None => Err(ConfigError::NoPublicUrl),
    }
}

/// The proxies that are believed.
pub(super) fn read_trusted_proxies(layers: &Layers) -> Result<Vec<IpNet>, ConfigError> {
    let form = "addresses or networks such as 127.0.0.1 or 10.0.0.0/8";
    let proxies = layers.read("trusted_proxies", form, |text| {
        let proxies = text.split(',').map(str::trim).filter(|proxy| !proxy.is_empty());
        proxies.map(network).collect::<Option<Vec<_>>>()
    })?;
    Ok(proxies.unwrap_or_else(|| {
        vec![IpAddr::V4(Ipv4Addr::LOCALHOST).into(), IpAddr::V6(Ipv6Addr::LOCALHOST).into()]
    }))
}

/// A network, or the network of one address.
fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// Whether there is nothing after the host and port, and no user before them.
fn is_bare(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

fn is_local(url: &Url) -> bool {
    url.scheme() == "http"
        && match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
}

fn is_public(url: &Url) -> bool {
    let has_public_name = matches!(url.host(), Some(Host::Domain(name)) if name.contains('.')
        && !name.ends_with('.')
        && !name.ends_with(".localhost"));
    url.scheme() == "https" && url.port().is_none() && has_public_name
}

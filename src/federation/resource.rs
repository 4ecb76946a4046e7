//! What a question to our `WebFinger` is about (RFC 7033), read before anything is looked up.

use url::Url;

use crate::domain::Iri;

/// Something of this node that a name may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The node as a whole, asked for by its address.
    Node,
    /// The technical actor, asked for by its account: it is called like its host, and `relay` by
    /// Mobilizon.
    InstanceActor,
    /// An actor, by its handle.
    Handle(String),
    /// An actor, by its address.
    Address(Iri),
}

impl Resource {
    /// Reads a name for the node at `origin`; `None` for what cannot be of this node.
    #[must_use]
    pub fn parse(name: &str, origin: &str) -> Option<Self> {
        if let Some(account) = name.strip_prefix("acct:") {
            return Self::of_account(account, origin);
        }
        let address = Url::parse(name).ok()?;
        let path = address.as_str().strip_prefix(origin).filter(|path| path.starts_with('/'))?;
        let handle =
            ["/@", "/territories/"].into_iter().find_map(|prefix| path.strip_prefix(prefix));
        match (path, handle) {
            ("/", _) => Some(Self::Node),
            (_, Some(handle)) => Some(Self::Handle(handle.to_owned())),
            _ => Iri::parse(address.as_str()).ok().map(Self::Address),
        }
    }

    /// `lyon@lyon.example`, with or without an `@` before it.
    fn of_account(account: &str, origin: &str) -> Option<Self> {
        let account = account.trim_start_matches('@').to_ascii_lowercase();
        let (handle, host) = account.split_once('@')?;
        let (_, our_host) = origin.split_once("://")?;
        match handle {
            _ if host != our_host => None,
            handle if handle == host || handle == "relay" => Some(Self::InstanceActor),
            handle => Some(Self::Handle(handle.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_name_an_actor_is_understood() {
        let read = |name: &str| Resource::parse(name, "https://lyon.example:8300");
        let lyon = Some(Resource::Handle("lyon".to_owned()));
        for name in [
            "acct:lyon@lyon.example:8300",
            "acct:@Lyon@lyon.example:8300",
            "https://lyon.example:8300/@lyon",
            "https://LYON.example:8300/territories/lyon",
        ] {
            assert_eq!(read(name), lyon, "{name}");
        }
        let address = "https://lyon.example:8300/ap/lyon";
        assert_eq!(read(address), Some(Resource::Address(Iri::parse(address).unwrap())));
        assert_eq!(read("https://lyon.example:8300"), Some(Resource::Node));
        assert_eq!(read("acct:relay@lyon.example:8300"), Some(Resource::InstanceActor));
    }

    #[test]
    fn what_is_of_another_node_is_of_none() {
        for name in [
            "",
            "acct:",
            "acct:lyon",
            "acct:lyon@lyon.example",
            "acct:lyon@lyon.example:8300@evil.example",
            "https://lyon.example:83000/@lyon",
            "https://lyon.example:8300@evil.example/",
            "https://lyon.example/@lyon",
            "https://lyon.example:8300/ap/lyon#main-key",
        ] {
            assert_eq!(Resource::parse(name, "https://lyon.example:8300"), None, "{name}");
        }
    }
}

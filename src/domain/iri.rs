//! The address of an actor, an object or a collection.

use serde::{Deserialize, Serialize};
use url::Url;

/// Longest address that we keep, in bytes.
const LONGEST: usize = 2_048;

/// An address exactly as its publisher writes it, and in the only way it can be written.
///
/// Two addresses are the same if and only if their bytes are: an address that the URL standard
/// would rewrite (upper-case host, default port, dot segments, non-ASCII), that carries a user name
/// or a fragment, or whose host ends in a dot, is refused (`docs/security.md` T13).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iri(String);

/// Why a text is not an address that we accept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address that can be trusted to stay the same: {0}")]
pub struct BadIri(String);

impl Iri {
    /// Reads an `http` or `https` address.
    pub fn parse(text: impl Into<String>) -> Result<Self, BadIri> {
        let iri = Self::parse_of_activity(text)?;
        if iri.0.contains('#') { Err(BadIri::of(&iri.0)) } else { Ok(iri) }
    }

    /// Reads the address of an activity, which may have a fragment: nobody fetches it, and many
    /// servers derive it from that of another thing, as Mastodon's `…/users/ana#accepts/follows/7`.
    pub fn parse_of_activity(text: impl Into<String>) -> Result<Self, BadIri> {
        let text = text.into();
        let canonical = text.len() <= LONGEST
            && Url::parse(&text).is_ok_and(|url| {
                url.as_str() == text
                    && matches!(url.scheme(), "http" | "https")
                    && url.host_str().is_some_and(|host| !host.ends_with('.'))
                    && url.username().is_empty()
                    && url.password().is_none()
            });
        if canonical { Ok(Self(text)) } else { Err(BadIri::of(&text)) }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host, with the port when there is one: what names a peer.
    #[must_use]
    pub fn host(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
        let rest = &self.0[after_scheme..];
        &rest[..rest.find(['/', '?']).unwrap_or(rest.len())]
    }

    /// Scheme, host and port: `https://lyon.example`.
    #[must_use]
    pub fn origin(&self) -> &str {
        let start = self.0.find("://").map_or(0, |at| at + 3);
        let end = self.0[start..].find(['/', '?']).map_or(self.0.len(), |at| start + at);
        &self.0[..end]
    }

    /// Whether both addresses are of one scheme, host and port, hence of one publisher
    /// (FEP-fe34).
    #[must_use]
    pub fn same_origin(&self, other: &Self) -> bool {
        self.origin() == other.origin()
    }

    /// The address of `name` right below this one: `…/ap/lyon/inbox` for `inbox`.
    ///
    /// `name` is of the unreserved characters of RFC 3986, and this address has no query.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        Self(format!("{}/{name}", self.0))
    }

    /// The address of the same origin at `path`, which is as a URL writes it.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self(format!("{}{path}", self.origin()))
    }

    /// Path and query: what a request line names.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0[self.origin().len()..]
    }
}

impl BadIri {
    fn of(text: &str) -> Self {
        Self(text.chars().take(200).collect())
    }
}

impl TryFrom<String> for Iri {
    type Error = BadIri;

    fn try_from(text: String) -> Result<Self, BadIri> {
        Self::parse(text)
    }
}

impl From<Iri> for String {
    fn from(iri: Iri) -> Self {
        iri.0
    }
}

impl std::fmt::Display for Iri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t13_an_address_that_could_be_written_otherwise_is_refused() {
        for text in [
            "https://user@lyon.example/ap/lyon",
            "https://lyon.example:443/ap/lyon",
            "https://lyon.example/ap/lyon#main-key",
            "https://lyon.example./ap/lyon",
            "https://Lyon.example/ap/lyon",
            "https://lуon.example/ap/lyon", // the у is Cyrillic
            "https://lyon.example/a/../b",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "lyon",
            "",
        ] {
            assert!(Iri::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_the_address_of_an_activity_may_have_a_fragment() {
        let accept = "https://social.example/users/ana#accepts/follows/7";
        assert!(Iri::parse(accept).is_err());
        let accept = Iri::parse_of_activity(accept).unwrap();
        assert_eq!(accept.origin(), "https://social.example");
        assert!(Iri::parse_of_activity("https://social.example#accepts").is_err());
        assert!(Iri::parse_of_activity("https://ana@social.example/#accepts").is_err());
    }

    #[test]
    fn an_address_knows_its_host_its_origin_and_its_path() {
        let iri = Iri::parse("http://127.0.0.1:8301/ap/lyon?page=1").unwrap();
        assert_eq!(iri.host(), "127.0.0.1:8301");
        assert_eq!(iri.origin(), "http://127.0.0.1:8301");
        assert_eq!(iri.path(), "/ap/lyon?page=1");
        assert!(!iri.same_origin(&Iri::parse("http://127.0.0.1:8302/ap/lyon?page=1").unwrap()));
    }
}

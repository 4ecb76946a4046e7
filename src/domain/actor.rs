//! Who speaks: the territory of the node, its organisations, and those of other nodes.

use serde::{Deserialize, Serialize};

use super::{
    ActorId, Broken, Iri, Language, PeerId, Profile, Rule, Timestamp,
    place::{check_country, check_point},
};

/// What kind of actor speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A city or a region, through the actor that speaks for it.
    Territory,
    /// A network or an association.
    Organisation,
    /// The technical actor of a node, which signs what the node fetches (FEP-2677).
    Instance,
    /// An actor of other software.
    Other,
}

impl ActorKind {
    /// The kind as it stands in tables and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Territory => "territory",
            Self::Organisation => "organisation",
            Self::Instance => "instance",
            Self::Other => "other",
        }
    }

    /// The kind that `text` names; what nobody knows is of other software.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "territory" => Self::Territory,
            "organisation" => Self::Organisation,
            "instance" => Self::Instance,
            _ => Self::Other,
        }
    }
}

/// An actor of this node or of another, as last known.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Unique within this node.
    pub id: ActorId,
    /// Its address, for ever.
    pub iri: Iri,
    /// Its kind.
    pub kind: ActorKind,
    /// The peer where it lives; `None` for actors of this node.
    pub peer: Option<PeerId>,
    /// The name before the `@`.
    pub handle: String,
    /// The name to show.
    pub name: String,
    /// Its HTML page.
    pub url: Option<Iri>,
    /// Where activities for it go.
    pub inbox: Iri,
    /// The inbox that its whole host shares.
    pub shared_inbox: Option<Iri>,
    /// The collection of what it sent.
    pub outbox: Option<Iri>,
    /// Its catalogue, when it is of a node of our kind (`FEDERATION.md`).
    pub catalogue: Option<Iri>,
    /// The address of its RSA key, and the key as PEM.
    pub key: Option<(String, String)>,
    /// Its other keys by their address: Ed25519 as Multikey (FEP-521a), RSA as PEM.
    pub more_keys: Vec<(String, String)>,
    /// What it says about the territory or organisation.
    pub territory: Territory,
    /// When it was first published.
    pub published_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Actor {
    /// `handle@host`, as people write it.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}@{}", self.handle, self.iri.host())
    }

    /// The same where it is sure: other software names its actors as it likes, and only WebFinger says
    /// whether both hosts agree.
    #[must_use]
    pub fn public_address(&self) -> Option<String> {
        match self.kind {
            ActorKind::Other => self.territory.profile.address.clone(),
            _ => Some(self.address()),
        }
    }

    /// Whether it can be written to: an actor without an inbox is kept with its own address in its
    /// place.
    #[must_use]
    pub fn has_inbox(&self) -> bool {
        self.inbox != self.iri
    }

    /// Whether we may show a page about it: of other software only groups, organisations and services
    /// that want to be found.
    #[must_use]
    pub fn may_be_shown(&self) -> bool {
        let profile = &self.territory.profile;
        !self.may_be_a_person() && !profile.unlisted && !profile.suspended
    }

    /// Whether it stands for a person, as far as one can tell.
    #[must_use]
    pub fn may_be_a_person(&self) -> bool {
        self.kind == ActorKind::Other && self.territory.profile.as_type.is_empty()
    }

    /// Whether it belongs to this node.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.peer.is_none()
    }
}

/// A name in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Which language.
    pub lang: Language,
    /// The name.
    pub name: String,
}

/// How many people live there, roughly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Order of size: `10k-100k`.
    pub order: String,
    /// Rounded number.
    pub approx: Option<i64>,
    /// Of what: `municipality`.
    pub scope: Option<String>,
    /// Of which year.
    pub year: Option<i64>,
}

/// What is known of a territory or an organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Territory {
    /// `city`, `region`, `network` or `association`, of the list of territory kinds.
    pub kind: String,
    /// Its name in each language, those of its own languages last.
    pub names: Vec<Name>,
    /// The names that its own people use.
    pub local_names: Vec<Name>,
    /// ISO 3166-1 code of two letters.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// `point`, or `seat-city` when the point is where the organisation has its seat.
    pub geo_precision: Option<String>,
    /// Its number in `GeoNames`.
    pub geonames_id: Option<i64>,
    /// How many people live there.
    pub population: Option<Population>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// IANA time zone.
    pub timezone: Option<String>,
    /// Handle of the territory where an organisation has its seat.
    pub based_in: Option<String>,
    /// A remark of those who keep the record.
    pub note: Option<String>,
    /// A few words about it: clean HTML.
    pub summary: String,
    /// What other software says besides.
    #[serde(skip_serializing_if = "Profile::is_empty")]
    pub profile: Box<Profile>,
}

impl Territory {
    /// The name for a reader who prefers `languages` in this order, if there is any name.
    #[must_use]
    pub fn name_for<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> Option<&str> {
        languages
            .into_iter()
            .find_map(|wanted| self.names.iter().find(|name| name.lang.base() == wanted))
            .or_else(|| self.local_names.first())
            .or_else(|| self.names.first())
            .map(|name| name.name.as_str())
    }

    /// Whether this is a territory or an organisation.
    #[must_use]
    pub fn actor_kind(&self) -> ActorKind {
        if matches!(self.kind.as_str(), "city" | "region") {
            ActorKind::Territory
        } else {
            ActorKind::Organisation
        }
    }

    /// What must hold before an actor is published.
    pub fn check(&self) -> Result<(), Broken> {
        if self.names.is_empty() && self.local_names.is_empty() {
            return Err(Broken::new("names", Rule::Missing));
        }
        if let Some(zone) = self.timezone.as_deref().filter(|z| z.parse::<chrono_tz::Tz>().is_err())
        {
            let form = "an IANA time zone such as Europe/Paris";
            return Err(Broken::new("timezone", Rule::Malformed { value: zone.to_owned(), form }));
        }
        check_point(self.latitude, self.longitude, "territory")?;
        check_country(self.country.as_deref(), "country")
    }
}

/// Names below `/ap/` that are no actor's.
const RESERVED: [&str; 7] =
    ["activities", "calls", "copies", "events", "inbox", "posts", "practices"];

/// Refuses a handle that other servers could not write, or that an address of the node needs: small
/// letters, digits, `-` and `_`, at most 60.
pub fn check_handle(handle: &str) -> Result<(), Broken> {
    let well_formed = (1..=60).contains(&handle.len())
        && handle
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
    if well_formed && !RESERVED.contains(&handle) {
        return Ok(());
    }
    let form = "a free handle of small letters, digits and hyphens";
    Err(Broken::new("handle", Rule::Malformed { value: handle.to_owned(), form }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_short_plain_and_no_address_of_the_node() {
        for handle in ["lyon", "pays-viganais", "ocu_2", "inbox-sud"] {
            assert_eq!(check_handle(handle), Ok(()), "{handle}");
        }
        let long = "a".repeat(61);
        for handle in ["", "Lyon", "são-paulo", "a b", "a/b", "inbox", "practices", &long] {
            assert!(check_handle(handle).is_err(), "{handle}");
        }
    }
}

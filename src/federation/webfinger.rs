//! From the name of an actor, as people write it, to its address: RFC 7033, both sides.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    fetch::is_activitypub,
    http_client::{HttpClient, HttpError},
};
use crate::domain::{Actor, Iri};

/// Largest answer that is read, in bytes.
const LARGEST_ANSWER: usize = 64 * 1_024;
/// The relation of an actor to its own document.
const SELF: &str = "self";
/// The relation of a host to its instance actor (FEP-d556).
const SERVICE: &str = "https://www.w3.org/ns/activitystreams#Service";

/// Why a name leads to no actor.
#[derive(Debug, thiserror::Error)]
pub enum UnknownName {
    /// Not a name that could be one.
    #[error("{0:?} is neither handle@host nor a host nor an address")]
    Form(String),
    /// There is no answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// Another status than success.
    #[error("{host} does not know it and answers {status}")]
    Status {
        /// Who was asked.
        host: String,
        /// The status.
        status: u16,
    },
    /// Not a JSON resource descriptor.
    #[error("the answer cannot be read")]
    Unreadable(#[from] serde_json::Error),
    /// The answer is about somebody else.
    #[error("the answer is about {0:?}")]
    OtherSubject(String),
    /// The answer names no actor of the host that was asked.
    #[error("{0} names no actor of its own")]
    NoActor(String),
}

/// A JSON resource descriptor: what a host says of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Descriptor {
    /// The name: `acct:lyon@lyon.example`.
    #[serde(default)]
    pub subject: String,
    /// Other addresses of the same.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where to go from here.
    #[serde(default)]
    pub links: Vec<Link>,
}

/// A link of a [`Descriptor`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is to the subject.
    pub rel: String,
    /// The media type of what is there.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl Descriptor {
    /// What we say of an actor of ours. Exactly one link is to the actor itself.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        let page = actor.url.as_ref().map(Iri::as_str);
        let link = |rel: &str, media_type: &str, href: &str| Link {
            rel: rel.to_owned(),
            media_type: Some(media_type.to_owned()),
            href: Some(href.to_owned()),
        };
        let profile = "http://webfinger.net/rel/profile-page";
        let itself = link(SELF, "application/activity+json", actor.iri.as_str());
        Self {
            subject: format!("acct:{}", actor.address()),
            aliases: [Some(actor.iri.as_str()), page]
                .into_iter()
                .flatten()
                .map(str::to_owned)
                .collect(),
            links: page
                .map(|page| link(profile, "text/html", page))
                .into_iter()
                .chain([itself])
                .collect(),
        }
    }

    /// What we say of the node as a whole, whose actor is the instance actor (FEP-d556).
    #[must_use]
    pub fn of_node(instance_actor: &Actor) -> Self {
        let mut descriptor = Self::of(instance_actor);
        let itself = descriptor.links.iter().find(|link| link.rel == SELF).cloned();
        descriptor.links.extend(itself.map(|link| Link { rel: SERVICE.to_owned(), ..link }));
        descriptor
    }
}

/// Where WebFinger is, for servers that ask there first: host-meta (RFC 6415).
#[must_use]
pub fn host_meta(origin: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" template=\"{origin}/.well-known/webfinger?resource={{uri}}\"/>\n\
         </XRD>\n"
    )
}

/// The address of the actor that `name` stands for: `handle@host`, with or without a leading `@`;
/// a host, for its instance actor; or the address itself.
pub async fn resolve(client: &HttpClient, name: &str) -> Result<Iri, UnknownName> {
    let name = name.trim();
    if name.starts_with("https://") || name.starts_with("http://") {
        return Iri::parse(name).map_err(|_| UnknownName::Form(name.to_owned()));
    }
    let account = name.strip_prefix("acct:").unwrap_or(name);
    let account = account.strip_prefix('@').unwrap_or(account);
    let (handle, host) = match account.split_once('@') {
        Some((handle, host)) => (Some(handle), host),
        None => (None, account),
    };
    let scheme = client.reach().scheme();
    let host = canonical_host(scheme, host).ok_or_else(|| UnknownName::Form(name.to_owned()))?;
    let resource = match handle {
        Some(handle) => format!("acct:{handle}@{host}"),
        None => format!("{scheme}://{host}/"),
    };
    let descriptor = ask(client, scheme, &host, &resource).await?;
    if handle.is_some() && !descriptor.subject.eq_ignore_ascii_case(&resource) {
        return Err(UnknownName::OtherSubject(descriptor.subject));
    }
    let named = actor_of(&descriptor).ok_or_else(|| UnknownName::NoActor(host.clone()))?;
    if named.host() == host {
        return Ok(named);
    }
    // The name is of one host and the actor on another: believed when that one says the same.
    let Ok(answer) = ask(client, scheme, named.host(), &resource).await else {
        return Err(UnknownName::NoActor(host));
    };
    let agree = handle.is_some()
        && answer.subject.eq_ignore_ascii_case(&resource)
        && actor_of(&answer).as_ref() == Some(&named);
    if agree { Ok(named) } else { Err(UnknownName::NoActor(host)) }
}

/// `handle@host` of an actor that calls itself `handle`, when its own host says so and, where the name
/// is of another host, that one too.
pub async fn confirm(client: &HttpClient, handle: &str, actor: &Iri) -> Option<String> {
    let scheme = client.reach().scheme();
    let asked = format!("acct:{handle}@{}", actor.host());
    let at_home = ask(client, scheme, actor.host(), &asked).await.ok()?;
    let is_it = |descriptor: &Descriptor| actor_of(descriptor).as_ref() == Some(actor);
    let (name, host) = at_home.subject.strip_prefix("acct:")?.split_once('@')?;
    let same_name = name.eq_ignore_ascii_case(handle);
    let host = canonical_host(scheme, host).filter(|_| same_name && is_it(&at_home))?;
    if host != actor.host() {
        let named = format!("acct:{handle}@{host}");
        let there = ask(client, scheme, &host, &named).await.ok()?;
        if !there.subject.eq_ignore_ascii_case(&named) || !is_it(&there) {
            return None;
        }
    }
    Some(format!("{handle}@{host}"))
}

/// A host as it stands in addresses: small letters, punycode, no default port.
fn canonical_host(scheme: &str, host: &str) -> Option<String> {
    let url = Url::parse(&format!("{scheme}://{host}/")).ok()?;
    let iri = Iri::parse(url.as_str()).ok().filter(|iri| iri.path() == "/")?;
    Some(iri.host().to_owned())
}

async fn ask(
    client: &HttpClient,
    scheme: &str,
    host: &str,
    resource: &str,
) -> Result<Descriptor, UnknownName> {
    let resource = utf8_percent_encode(resource, NON_ALPHANUMERIC);
    let address = format!("{scheme}://{host}/.well-known/webfinger?resource={resource}");
    let address = Iri::parse(address).map_err(|_| UnknownName::Form(host.to_owned()))?;
    let accept =
        |_: &Iri| Ok(vec![("accept", "application/jrd+json, application/json".to_owned())]);
    let answer = client.get(&address, accept, LARGEST_ANSWER).await?;
    if !(200..300).contains(&answer.status) {
        return Err(UnknownName::Status { host: host.to_owned(), status: answer.status });
    }
    Ok(serde_json::from_slice(&answer.body)?)
}

/// The actor that a descriptor names.
fn actor_of(descriptor: &Descriptor) -> Option<Iri> {
    let leads_to_actor = |link: &&Link| {
        let media_type = link.media_type.as_deref().unwrap_or_default();
        [SELF, SERVICE].contains(&link.rel.as_str()) && is_activitypub(media_type)
    };
    let link = descriptor.links.iter().find(leads_to_actor)?;
    Iri::parse(link.href.as_deref()?).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::*;
    use crate::federation::{
        Reach,
        scripted_server::{Reply, ScriptedServer},
    };

    fn client() -> HttpClient {
        let patient = Duration::from_secs(30);
        HttpClient::new(Reach::Loopback, "https://lyon.example", patient).unwrap()
    }

    /// A server that says of everyone what `descriptor` says, `HOST` being itself.
    async fn serve(descriptor: Value) -> ScriptedServer {
        ScriptedServer::start(move |request| {
            let host = request.header("host").unwrap();
            let text = descriptor.to_string().replace("HOST", host);
            let headers = vec![("content-type", "application/jrd+json".to_owned())];
            Reply::Whole(200, headers, text.into_bytes())
        })
        .await
    }

    fn itself(href: &str) -> Value {
        json!({"rel": "self", "type": "application/activity+json", "href": href})
    }

    #[tokio::test]
    async fn a_name_leads_to_its_actor_however_it_is_written() {
        let server =
            serve(json!({"subject": "acct:lyon@HOST", "links": [itself("http://HOST/ap/lyon")]}))
                .await;
        let host = server.host();
        for name in [format!("lyon@{host}"), format!("@lyon@{host}"), format!("acct:lyon@{host}")] {
            let actor = resolve(&client(), &name).await.unwrap();
            assert_eq!(actor, server.address("/ap/lyon"), "{name}");
        }
        let request = server.requests().remove(0);
        let encoded = format!("acct%3Alyon%40{}", host.replace('.', "%2E").replace(':', "%3A"));
        assert_eq!(request.target, format!("/.well-known/webfinger?resource={encoded}"));
    }

    #[tokio::test]
    async fn a_host_leads_to_its_instance_actor_and_an_address_to_itself() {
        let server = serve(json!({"links": [
            {"rel": SERVICE, "type": "application/activity+json", "href": "http://HOST/actor"}
        ]}))
        .await;
        let actor = resolve(&client(), server.host()).await.unwrap();
        assert_eq!(actor, server.address("/actor"));
        let address = "https://liege.example/ap/liege";
        assert_eq!(resolve(&client(), address).await.unwrap().as_str(), address);
    }

    #[tokio::test]
    async fn only_an_activitypub_self_link_of_the_same_host_counts() {
        let about_lyon = |links: Value| json!({"subject": "acct:lyon@HOST", "links": links});
        for links in [
            json!([]),
            json!([itself("https://evil.example/ap/lyon")]),
            json!([itself("javascript:alert(1)")]),
            json!([{"rel": "self", "type": "text/html", "href": "http://HOST/ap/lyon"}]),
            json!([{"rel": "other", "type": "application/activity+json", "href": "http://HOST/a"}]),
        ] {
            let server = serve(about_lyon(links.clone())).await;
            let refused = resolve(&client(), &format!("lyon@{}", server.host())).await.unwrap_err();
            assert!(matches!(refused, UnknownName::NoActor(_)), "{links}: {refused:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_about_somebody_else_is_refused() {
        let descriptor =
            json!({"subject": "acct:liege@HOST", "links": [itself("http://HOST/ap/l")]});
        let server = serve(descriptor).await;
        let refused = resolve(&client(), &format!("lyon@{}", server.host())).await.unwrap_err();
        assert!(matches!(refused, UnknownName::OtherSubject(_)), "{refused:?}");
    }

    #[tokio::test]
    async fn what_is_no_name_is_not_asked_for() {
        for name in ["", "@", "lyon@", "lyon@host/path", "lyon@host?x", "lyon@u:p@host", "http://["]
        {
            let refused = resolve(&client(), name).await.unwrap_err();
            assert!(matches!(refused, UnknownName::Form(_)), "{name}: {refused:?}");
        }
    }

    #[test]
    fn a_host_has_one_way_to_be_written() {
        let canonical = |host| canonical_host("https", host);
        assert_eq!(canonical("Lyon.Example:443").as_deref(), Some("lyon.example"));
        assert_eq!(canonical("münchen.example").as_deref(), Some("xn--mnchen-3ya.example"));
        assert_eq!(canonical("lyon.example/evil"), None);
    }
}

//! What kind of server this is, for those who count servers: `NodeInfo` 2.0 and 2.1 (FEP-f1d5).

use serde::Serialize;
use serde_json::{Value, json};

/// The version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum NodeInfoVersion {
    V2_0,
    V2_1,
}

impl NodeInfoVersion {
    /// The version as it stands in addresses: `2.1`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2_0 => "2.0",
            Self::V2_1 => "2.1",
        }
    }
}

/// What a node tells about itself.
#[derive(Clone, Debug)]
pub struct NodeFacts<'a> {
    /// The name of the node.
    pub name: &'a str,
    /// What it is, in a sentence.
    pub description: &'a str,
    /// Country of its territory, ISO 3166-1.
    pub country: Option<&'a str>,
    /// Where its source code is, which the licence grants to every reader.
    pub source_code: &'a str,
    /// Territories and organisations that speak here; persons are not counted.
    pub actors: i64,
    /// Sheets that they publish.
    pub sheets: i64,
}

/// The document of a version.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeInfo {
    version: &'static str,
    software: Software,
    protocols: [&'static str; 1],
    services: Services,
    open_registrations: bool,
    usage: Value,
    metadata: Value,
}

#[derive(Clone, Debug, Serialize)]
struct Software {
    name: &'static str,
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    repository: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Services {
    inbound: [&'static str; 0],
    outbound: [&'static str; 1],
}

impl NodeInfo {
    /// What `facts` say, in the form of a version.
    #[must_use]
    pub fn new(version: NodeInfoVersion, facts: &NodeFacts<'_>) -> Self {
        let repository = Some(facts.source_code.to_owned());
        Self {
            version: version.as_str(),
            software: Software {
                name: "havre",
                version: env!("CARGO_PKG_VERSION"),
                repository: repository.filter(|_| version == NodeInfoVersion::V2_1),
            },
            protocols: ["activitypub"],
            services: Services { inbound: [], outbound: ["atom1.0"] },
            open_registrations: false,
            usage: json!({"users": {"total": facts.actors}, "localPosts": facts.sheets}),
            metadata: json!({
                "nodeName": facts.name,
                "nodeDescription": facts.description,
                // Some clients refuse software that they do not know (`MASTODON_API.md` 0.5).
                "upstream": {"name": "mastodon"},
                "federation": {"directory": "following", "publicInbox": true},
                "havre:territory": {"name": facts.name, "havre:countryCode": facts.country},
                "havre:vocabulary": "https://w3id.org/havre/ns#",
            }),
        }
    }
}

/// Where the documents are; the schemas come before the instance actor, since Gancio takes the
/// first link.
#[must_use]
pub fn well_known(origin: &str) -> Value {
    let schema = |version: NodeInfoVersion| {
        let version = version.as_str();
        json!({
            "rel": format!("http://nodeinfo.diaspora.software/ns/schema/{version}"),
            "href": format!("{origin}/nodeinfo/{version}")
        })
    };
    json!({"links": [
        schema(NodeInfoVersion::V2_1),
        schema(NodeInfoVersion::V2_0),
        {
            "rel": "https://www.w3.org/ns/activitystreams#Application",
            "href": format!("{origin}/actor")
        }
    ]})
}

//! Proving somebody's copy with the keys that this node knows.

use serde_json::Value;

use super::{Node, NodeError, Result};
use crate::{
    domain::Iri,
    federation::{
        FederationError,
        fetch::{LARGEST_DOCUMENT, check_status},
        strict_json,
        verification::{Claim, Unverified, Verified},
    },
    store::actors,
};

/// A file of a copy first, the object of its own node next, a page at last.
const ACCEPT: &str =
    "application/ld+json, application/activity+json;q=0.9, text/html;q=0.1, */*;q=0.1";
/// How the file of a sheet ends, beside its page.
pub const FILE_ENDING: &str = ".jsonld";

impl Node {
    /// The document of a copy at an address: of an object, of a file, or of a page of any node.
    pub async fn read_copy(&self, address: &Iri) -> Result<Value> {
        let answer = self.get(address).await?;
        let content_type = answer.header("content-type").unwrap_or_default();
        let answer = if content_type.starts_with("text/html") {
            let path = address.path().trim_end_matches('/');
            self.get(&address.at(&format!("{path}{FILE_ENDING}"))).await?
        } else {
            answer
        };
        let document = strict_json::read(&answer.body);
        Ok(document.map_err(FederationError::from)?)
    }

    async fn get(
        &self,
        address: &Iri,
    ) -> Result<crate::federation::http_client::Answer, FederationError> {
        let headers = |_: &Iri| Ok(vec![("accept", ACCEPT.to_owned())]);
        let answer = self.federation.client().get(address, headers, LARGEST_DOCUMENT).await?;
        check_status(&answer, self.clock.now())?;
        Ok(answer)
    }

    /// Checks a copy with the key of its author as this node knows it: nobody is asked.
    pub async fn verify(&self, document: &Value) -> Result<Verified> {
        let claim = Claim::of(document, self.clock.now())?;
        let author = {
            let mut db = self.store.read().await?;
            actors::find_by_iri(&mut db, &claim.author).await?
        };
        let unknown = || Unverified::UnknownKey(format!("of {}", claim.author));
        let author = author.ok_or_else(unknown).map_err(NodeError::from)?;
        Ok(claim.check_with_actor(&author)?)
    }
}

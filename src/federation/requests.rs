//! What a node asks of others: every request signed, every answer limited.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::{
    Federation, FederationError, Result,
    fetch::{self, ACCEPT},
    http_client::Answer,
    keyring::{KeySet, Signer},
    signature,
};
use crate::{domain::Iri, store::actors};

/// What we send and what we ask for.
const CONTENT_TYPE: &str = "application/activity+json";

impl Federation {
    /// The keys of the instance actor, which signs what we fetch (`PROTOCOL.md` 2.4).
    async fn instance_keys(&self) -> Result<Arc<KeySet>> {
        let mut db = self.store.read().await?;
        let instance = actors::instance(&mut db).await?;
        let instance = instance.ok_or_else(|| FederationError::NoActor(self.iri("/actor")))?;
        self.keys.key_set(&mut db, &instance).await
    }

    /// Posts `body` to `inbox`, signed by `signer`.
    pub async fn post_signed(
        &self,
        signer: &Signer,
        inbox: &Iri,
        body: &str,
        cap: usize,
    ) -> Result<Answer> {
        let now = self.clock.now();
        let body = body.as_bytes();
        let mut headers =
            signature::sign(&signer.key, &signer.key_id, "POST", inbox, Some(body), now)?;
        headers.push(("content-type", CONTENT_TYPE.to_owned()));
        Ok(self.client().post(inbox, headers, body, cap).await?)
    }

    /// Asks an address as it is, signed by the instance actor or not; any status is an answer.
    pub async fn ask(&self, iri: &Iri, signed: bool, cap: usize) -> Result<Answer> {
        if signed {
            return self.signed_get(iri, None, cap).await;
        }
        let accept = |_: &Iri| Ok(vec![("accept", format!("{ACCEPT}, application/json"))]);
        Ok(self.client().get(iri, accept, cap).await?)
    }

    /// Fetches an object from its own address (`fetch.rs`).
    pub(super) async fn fetch_object(&self, iri: &Iri) -> Result<Value> {
        let keys = self.instance_keys().await?;
        let signer = &keys.rsa;
        let signer = fetch::Signer { key: &signer.key, key_id: &signer.key_id };
        Ok(self.fetcher.object(Some(signer), iri, self.clock.now()).await?)
    }

    /// Fetches the JSON at `iri`.
    pub(super) async fn fetch_json(&self, iri: &Iri, cap: usize) -> Result<Value> {
        let answer = self.signed_get(iri, None, cap).await?;
        self.json_of(&answer)
    }

    /// Fetches the JSON at `iri` with its `ETag`, unless that is still `etag`.
    pub(super) async fn fetch_if_changed(
        &self,
        iri: &Iri,
        etag: Option<&str>,
        cap: usize,
    ) -> Result<Option<(Value, Option<String>)>> {
        let answer = self.signed_get(iri, etag, cap).await?;
        if answer.status == 304 && etag.is_some() {
            return Ok(None);
        }
        let document = self.json_of(&answer)?;
        Ok(Some((document, answer.header("etag").map(ToOwned::to_owned))))
    }

    /// Posts a JSON document and reads the JSON of the answer.
    pub(super) async fn post_json(
        &self,
        iri: &Iri,
        document: &impl Serialize,
        cap: usize,
    ) -> Result<Value> {
        let keys = self.instance_keys().await?;
        let signer = &keys.rsa;
        let body = serde_json::to_string(document).unwrap_or_default();
        let answer = self.post_signed(signer, iri, &body, cap).await?;
        self.json_of(&answer)
    }

    async fn signed_get(&self, iri: &Iri, etag: Option<&str>, cap: usize) -> Result<Answer> {
        let keys = self.instance_keys().await?;
        let signer = &keys.rsa;
        let now = self.clock.now();
        let headers = |iri: &Iri| {
            let signed = signature::sign(&signer.key, &signer.key_id, "GET", iri, None, now);
            let mut headers = signed?;
            headers.push(("accept", ACCEPT.to_owned()));
            headers.extend(etag.map(|etag| ("if-none-match", etag.to_owned())));
            Ok(headers)
        };
        Ok(self.client().get(iri, headers, cap).await?)
    }

    fn json_of(&self, answer: &Answer) -> Result<Value> {
        if answer.status != 200 {
            let (status, retry_after) = (answer.status, answer.retry_after(self.clock.now()));
            return Err(FederationError::Answer { status, retry_after });
        }
        serde_json::from_slice(&answer.body).map_err(|_| FederationError::NotACatalogue)
    }
}

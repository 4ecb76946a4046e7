//! What a node asks of others: every request signed, every answer limited.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::{
    Federation, FederationError, Result,
    asker::{Asker, Learned},
    fetch::ACCEPT,
    http_client::Answer,
    keyring::KeySet,
};
use crate::{domain::Iri, store::actors};

/// What we send and what we ask for.
const CONTENT_TYPE: &str = "application/activity+json";

impl Federation {
    /// Who asks the server of `address`: the instance actor (`PROTOCOL.md` 2.4).
    async fn asker(&self, address: &Iri) -> Result<Asker> {
        let keys = {
            let mut db = self.store.read().await?;
            let instance = actors::instance(&mut db).await?;
            let instance = instance.ok_or_else(|| FederationError::NoActor(self.iri("/actor")))?;
            self.keys.key_set(&mut db, &instance).await?
        };
        self.asker_with(keys, address).await
    }

    async fn asker_with(&self, keys: Arc<KeySet>, address: &Iri) -> Result<Asker> {
        let host = address.host();
        let scheme = self.scheme_for(host).await?;
        Ok(Asker::new(keys, scheme, self.schemes.may_try_other(host)))
    }

    /// Remembers what an asker learned about the server of `address`.
    async fn remember_what_it_takes(&self, asker: &Asker, address: &Iri) -> Result<()> {
        match asker.learned() {
            Learned::Nothing => {}
            Learned::TakesOther(scheme) => self.note_scheme(address.host(), scheme).await?,
            Learned::RefusesBoth => self.schemes.refused_both(address.host()),
        }
        Ok(())
    }

    /// Posts `body` to `inbox`, signed with `keys` in the way that its server takes.
    pub async fn post_signed(
        &self,
        keys: Arc<KeySet>,
        inbox: &Iri,
        body: &str,
        cap: usize,
    ) -> Result<Answer> {
        let asker = self.asker_with(keys, inbox).await?;
        let headers = vec![("content-type", CONTENT_TYPE.to_owned())];
        let (body, now) = (body.as_bytes(), self.clock.now());
        let answer = asker.post(self.client(), inbox, &headers, body, cap, now).await?;
        self.remember_what_it_takes(&asker, inbox).await?;
        Ok(answer)
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
        let asker = self.asker(iri).await?;
        let fetched = self.fetcher.object(Some(&asker), iri, self.clock.now()).await;
        self.remember_what_it_takes(&asker, iri).await?;
        Ok(fetched?)
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
        let keys = Arc::clone(&self.asker(iri).await?.keys);
        let body = serde_json::to_string(document).unwrap_or_default();
        let answer = self.post_signed(keys, iri, &body, cap).await?;
        self.json_of(&answer)
    }

    async fn signed_get(&self, iri: &Iri, etag: Option<&str>, cap: usize) -> Result<Answer> {
        let asker = self.asker(iri).await?;
        let mut headers = vec![("accept", ACCEPT.to_owned())];
        headers.extend(etag.map(|etag| ("if-none-match", etag.to_owned())));
        let answer = asker.get(self.client(), iri, &headers, cap, self.clock.now()).await?;
        self.remember_what_it_takes(&asker, iri).await?;
        Ok(answer)
    }

    fn json_of(&self, answer: &Answer) -> Result<Value> {
        if answer.status != 200 {
            let (status, retry_after) = (answer.status, answer.retry_after(self.clock.now()));
            return Err(FederationError::Answer { status, retry_after });
        }
        serde_json::from_slice(&answer.body).map_err(|_| FederationError::NotACatalogue)
    }
}

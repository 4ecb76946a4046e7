//! A question to another server, signed in the way that it takes.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::{
    http_client::{Answer, Headers, HttpClient, HttpError},
    keyring::KeySet,
    signature::{BadKey, sign},
};
use crate::domain::{Iri, SignatureScheme, Timestamp};

/// Who asks one server, and how it may sign.
#[derive(Debug)]
pub struct Asker {
    /// The keys of the actor that asks: the instance actor, since `GoToSocial` and others answer
    /// signed requests only.
    pub keys: Arc<KeySet>,
    /// How it signs first.
    pub scheme: SignatureScheme,
    /// Whether it signs in another way when it is refused.
    pub may_try_other: bool,
    other_accepted: AtomicBool,
    both_refused: AtomicBool,
}

/// What an asker learned about the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Learned {
    /// Nothing that was not known.
    Nothing,
    /// It takes the other scheme.
    TakesOther(SignatureScheme),
    /// It refused both.
    RefusesBoth,
}

impl Asker {
    /// An asker that has learned nothing yet.
    #[must_use]
    pub fn new(keys: Arc<KeySet>, scheme: SignatureScheme, may_try_other: bool) -> Self {
        let [other_accepted, both_refused] = [false, false].map(AtomicBool::new);
        Self { keys, scheme, may_try_other, other_accepted, both_refused }
    }

    /// Asks for a document, once more in the other way when the first is refused; `more` are the
    /// headers that are not signed.
    pub async fn get(
        &self,
        client: &HttpClient,
        address: &Iri,
        more: &Headers,
        cap: usize,
        now: Timestamp,
    ) -> Result<Answer, HttpError> {
        let first = self.get_as(self.scheme, client, address, more, cap, now).await?;
        if !self.tries_other(&first) {
            return Ok(first);
        }
        let second = self.get_as(self.scheme.other(), client, address, more, cap, now).await;
        Ok(self.choose(first, second))
    }

    async fn get_as(
        &self,
        scheme: SignatureScheme,
        client: &HttpClient,
        address: &Iri,
        more: &Headers,
        cap: usize,
        now: Timestamp,
    ) -> Result<Answer, HttpError> {
        let headers = |address: &Iri| {
            let mut headers = self.sign(scheme, "GET", address, None, now)?;
            headers.extend(more.iter().cloned());
            Ok(headers)
        };
        client.get(address, headers, cap).await
    }

    /// Posts a body, once more in the other way when the first is refused.
    pub(super) async fn post(
        &self,
        client: &HttpClient,
        address: &Iri,
        more: &Headers,
        body: &[u8],
        cap: usize,
        now: Timestamp,
    ) -> Result<Answer, HttpError> {
        let first = self.post_as(self.scheme, client, address, more, body, cap, now).await?;
        if !self.tries_other(&first) {
            return Ok(first);
        }
        let other = self.scheme.other();
        let second = self.post_as(other, client, address, more, body, cap, now).await;
        Ok(self.choose(first, second))
    }

    #[expect(clippy::too_many_arguments, reason = "one request has so many parts")]
    async fn post_as(
        &self,
        scheme: SignatureScheme,
        client: &HttpClient,
        address: &Iri,
        more: &Headers,
        body: &[u8],
        cap: usize,
        now: Timestamp,
    ) -> Result<Answer, HttpError> {
        let mut headers = self.sign(scheme, "POST", address, Some(body), now)?;
        headers.extend(more.iter().cloned());
        client.post(address, headers, body, cap).await
    }

    fn sign(
        &self,
        scheme: SignatureScheme,
        method: &str,
        address: &Iri,
        body: Option<&[u8]>,
        now: Timestamp,
    ) -> Result<Headers, BadKey> {
        let (scheme, signer) = self.keys.signer_for(scheme);
        sign(scheme, (&signer.key_id, &signer.key), method, address, body, now)
    }

    fn tries_other(&self, first: &Answer) -> bool {
        self.may_try_other && is_refusal(first)
    }

    /// The answer that counts: the second, unless it says no more than the first.
    fn choose(&self, first: Answer, second: Result<Answer, HttpError>) -> Answer {
        match second {
            Ok(second) if !is_refusal(&second) => {
                let took_it = second.status < 500;
                self.other_accepted.store(took_it, Ordering::Relaxed);
                second
            }
            Ok(_) => {
                self.both_refused.store(true, Ordering::Relaxed);
                first
            }
            Err(_) => first,
        }
    }

    /// What it learned.
    pub(super) fn learned(&self) -> Learned {
        if self.other_accepted.load(Ordering::Relaxed) {
            Learned::TakesOther(self.scheme.other())
        } else if self.both_refused.load(Ordering::Relaxed) {
            Learned::RefusesBoth
        } else {
            Learned::Nothing
        }
    }
}

/// Whether an answer may mean that the server does not understand how we signed.
fn is_refusal(answer: &Answer) -> bool {
    matches!(answer.status, 400 | 401 | 403)
}

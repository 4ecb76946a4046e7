//! Proofs of copies that were held before their publisher signed them, or that it has signed anew
//! since: the digest of an object says nothing of its proof, so that they are asked for.

use serde_json::Value;

use super::{
    Federation, Result,
    catalogue::{BATCH, BatchRequest},
    checks::Checks,
    copies::first_iri,
    digest, proof,
    sync::PAGE_CAP,
    vocabulary::iri_of,
};
use crate::{
    domain::{Iri, PeerId},
    store::proofs::{self, Unproven},
};

impl Federation {
    /// Asks a peer, at `objects`, for the proofs of those copies that no key of its actors proves;
    /// returns how many it gave. A peer whose actors have no such key is not asked.
    pub(super) async fn fetch_late_proofs(&self, peer: PeerId, objects: &Iri) -> Result<usize> {
        let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
        let (mut proven, mut after) = (0, String::new());
        loop {
            let copies = {
                let mut db = self.store.read().await?;
                let keys = proofs::keys_of_peer(&mut db, peer).await?;
                if keys.is_empty() {
                    return Ok(proven);
                }
                proofs::unproven(&mut db, peer, &keys, &after, limit).await?
            };
            let Some(last) = copies.last() else { return Ok(proven) };
            after = last.iri.to_string();
            let ids = copies.iter().map(|copy| copy.iri.clone()).collect();
            let answer = self.post_json(objects, &BatchRequest { ids }, PAGE_CAP).await?;
            proven += self.keep_proofs(&copies, &answer).await?;
        }
    }

    async fn keep_proofs(&self, copies: &[Unproven], answer: &Value) -> Result<usize> {
        let items = answer.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut checks = Checks::default();
        let mut db = self.store.write().await?;
        let mut kept = 0;
        for item in items {
            let copy = iri_of(item).and_then(|iri| copies.iter().find(|copy| copy.iri == iri));
            let is_same = |copy: &&Unproven| digest::of(item).is_ok_and(|own| own == copy.digest);
            let Some(copy) = copy.filter(is_same) else { continue };
            let Some(author) = item.get("attributedTo").and_then(first_iri) else { continue };
            if let Ok(Some(proven)) = checks.check(&mut db, self, item, &author).await? {
                let object = proof::kept_form(item).to_string();
                let copy = Unproven { object, ..copy.clone() };
                kept += usize::from(proofs::put(&mut db, &copy, &proven).await?);
            }
        }
        db.commit().await?;
        Ok(kept)
    }
}

//! What we refuse, noted for those who ask why it does not arrive.
//!
//! Only a host, a status and a reason: nothing of what was sent, which nobody has vouched for (T07).

use super::{Federation, Result};
use crate::{
    domain::Iri,
    store::attempts::{self, Attempt, Way},
};

impl Federation {
    /// Notes that a request to an inbox was refused, under the host that its signature claims; one
    /// that claims none is not noted, nor more than so many (`limits.rs`).
    pub async fn note_refusal(
        &self,
        headers: &[(&str, &str)],
        status: u16,
        reason: &str,
    ) -> Result<()> {
        let Some(host) = claimed_host(headers) else { return Ok(()) };
        if !self.limits.may_note(&host, status) {
            return Ok(());
        }
        let at = self.clock.now();
        let (id, outcome) = (self.store.new_id(at), format!("{status}: {reason}"));
        let attempt = Attempt { id, host, way: Way::In, at, status: Some(status.into()), outcome };
        let mut db = self.store.write().await?;
        attempts::record(&mut db, &[attempt]).await?;
        db.commit().await?;
        Ok(())
    }
}

/// The host of the key that a request names, of either kind of signature; nobody has checked it.
fn claimed_host(headers: &[(&str, &str)]) -> Option<String> {
    let named = ["signature", "signature-input", "authorization"];
    let value = headers.iter().find(|(name, _)| named.contains(name))?.1;
    let lower = value.to_ascii_lowercase();
    let start = lower.find("keyid=\"")? + "keyid=\"".len();
    let key = value.get(start..)?.split('"').next()?;
    let iri = Iri::parse(key.split('#').next()?).ok()?;
    Some(iri.host().to_owned()).filter(|host| host.len() <= LONGEST_HOST)
}

/// Longest name of a host that DNS knows, and a port.
const LONGEST_HOST: usize = 260;

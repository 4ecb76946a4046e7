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
    let mut signatures = headers.iter().filter(|(name, _)| named.contains(name));
    let key = signatures.find_map(|(_, value)| claimed_key(value))?;
    let iri = Iri::parse(key.split('#').next()?).ok()?;
    Some(iri.host().to_owned()).filter(|host| host.len() <= LONGEST_HOST)
}

fn claimed_key(signature: &str) -> Option<&str> {
    const PARAMETER: &str = "keyid=\"";
    let start = signature.to_ascii_lowercase().find(PARAMETER)? + PARAMETER.len();
    signature.get(start..)?.split('"').next()
}

/// Longest name of a host that DNS knows, and a port.
const LONGEST_HOST: usize = 260;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_that_of_the_key_in_either_kind_of_signature() {
        let cavage = [("signature", "keyId=\"https://lyon.example/ap/lyon#main-key\",a=\"b\"")];
        let rfc9421 = [
            ("signature", "sig1=:YWJj:"),
            ("signature-input", "sig1=();keyid=\"https://lyon.example/ap/lyon#main-key\""),
        ];
        assert_eq!(claimed_host(&cavage).as_deref(), Some("lyon.example"));
        assert_eq!(claimed_host(&rfc9421).as_deref(), Some("lyon.example"));
        let nobody = [("signature", "keyId=\"nobody\""), ("host", "keyId=\"https://x.example/\"")];
        assert_eq!(claimed_host(&nobody), None);
    }
}

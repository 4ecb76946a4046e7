//! Taking what other servers hand us.

use super::{Node, Result};
use crate::federation::{Admission, InboxRequest, Refusal};

impl Node {
    /// Takes an activity: checked, and on disk, when this returns. It is processed afterwards.
    pub async fn receive(&self, request: InboxRequest<'_>) -> Result<(), Refusal> {
        match self.federation.admit(request).await? {
            Admission::Drop => Ok(()),
            Admission::Store(received) => {
                let kept = self.intake.keep(received).await;
                kept.then_some(()).ok_or(Refusal::NotStored)
            }
        }
    }
}

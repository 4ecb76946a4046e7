//! What was exchanged before: what waits, what failed, and when it is tried again.

use crate::{
    domain::Peer,
    node::{Finding, Node, Result},
    store::{
        attempts::{self, KEPT_OF_A_HOST, Way},
        gone_inboxes, peers,
    },
};

impl Node {
    /// The queue for a host, its inboxes that are gone, the last delivery and the last refusal.
    pub(super) async fn examine_exchanges(
        &self,
        host: &str,
        peer: Option<&Peer>,
    ) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        if let Some(peer) = peer {
            findings.push(self.queue_of(peer));
            findings.extend(self.gone_of(peer).await?);
        }
        let mut db = self.store.read().await?;
        let attempts = attempts::of_host(&mut db, host, 2 * KEPT_OF_A_HOST).await?;
        let heard = match peer {
            Some(peer) => peers::last_heard(&mut db, peer.id).await?,
            None => None,
        };
        let last = |way| attempts.iter().find(|attempt| attempt.way == way);
        if let Some(sent) = last(Way::Out) {
            let seen = format!("{}, at {}", sent.outcome, sent.at);
            findings.push(match sent.status {
                Some(200..=299) => Finding::good("last delivery", seen),
                Some(status) => Finding::bad("last delivery", seen, advice_for(status_of(status))),
                None => Finding::bad("last delivery", seen, "see the connection above"),
            });
        }
        findings.push(match (last(Way::In), heard) {
            (Some(refused), heard) if heard.is_none_or(|heard| heard <= refused.at) => {
                Finding::bad(
                    "from them",
                    format!("we refused what they sent: {}, at {}", refused.outcome, refused.at),
                    advice_for_ours(status_of(refused.status.unwrap_or_default())),
                )
            }
            (_, Some(heard)) => Finding::good("from them", format!("last heard at {heard}")),
            (_, None) => Finding::good("from them", "they never sent anything".to_owned()),
        });
        Ok(findings)
    }

    fn queue_of(&self, peer: &Peer) -> Finding {
        const CHECK: &str = "queue";
        if peer.waiting == 0 {
            return Finding::good(CHECK, "nothing waits for it");
        }
        let seen = format!("{} deliveries wait", peer.waiting);
        if peer.failures == 0 {
            return Finding::good(CHECK, seen + ", and leave with `havre serve`");
        }
        let wait = peer.next_try_at.seconds_since(self.clock.now()).max(0);
        let seen = format!("{seen} after {} failures", peer.failures);
        let advice = format!(
            "the next try is at {} (in {wait} s), by itself; after 7 days they are given up",
            peer.next_try_at
        );
        Finding::bad(CHECK, seen, advice)
    }

    async fn gone_of(&self, peer: &Peer) -> Result<Option<Finding>> {
        let mut db = self.store.read().await?;
        let gone = gone_inboxes::of_peer(&mut db, peer.id).await?;
        Ok(gone.first().map(|(inbox, since)| {
            let advice = "after three days of this its followers are dropped; who follows again is \
                          served again";
            Finding::doubtful(
                "inbox",
                format!("{inbox} says since {since} that it is gone"),
                advice,
            )
        }))
    }
}

fn status_of(status: i64) -> u16 {
    u16::try_from(status).unwrap_or_default()
}

/// What to do when they answer so.
pub(super) fn advice_for(status: u16) -> &'static str {
    match status {
        401 => {
            "they refuse our signature: look at the clocks and our key above; if both are good, \
                tell whoever runs it that RSA-SHA256 signatures of ours are refused"
        }
        403 => "they block this node, or the account is closed to us: ask whoever runs it",
        404 => "nobody of this name is there any more, or the address has changed",
        410 => "it was deleted there for good",
        413 => "what we sent is too large for them: shorten the sheet",
        429 => "they ask for patience: we wait as long as they say (Retry-After), by itself",
        500..=599 => "their server has a problem: we try again by itself; tell whoever runs it",
        _ => "ask whoever runs it, and name this status",
    }
}

/// What to do when we answered so.
fn advice_for_ours(status: u16) -> &'static str {
    match status {
        400 => "their software sends something that is no activity: tell whoever made it",
        401 => {
            "their signature does not fit: their clock, a key that changed, or a proxy of ours that \
                changes requests (`havre doctor` checks it)"
        }
        403 => "this node blocks them, or lets only a list in",
        413 => "they sent more than 256 KB",
        415 => "they did not say that it is an activity (Content-Type)",
        429 => "they sent from too many new accounts at once: they will try again",
        503 => "their server did not answer when we asked for their key: see the connection above",
        _ => "they will try again; if it lasts, see the log of `havre serve`",
    }
}

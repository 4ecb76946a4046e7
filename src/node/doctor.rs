//! Checking what usually fails, and saying what to do about it.

use std::path::Path;

use super::{Node, Region, Result};
use crate::{
    domain::{Iri, PeerKind, Timestamp},
    federation::{fetch::ACCEPT, webfinger},
    store::{
        decisions::{self, Chain},
        deliveries, withheld,
    },
};

/// Clocks that differ by more are a problem: other servers refuse our signatures.
const SKEW_SECONDS: i64 = 120;
/// Less free space is a problem, in bytes.
const FREE_BYTES: u64 = 500 * 1024 * 1024;
/// Most bytes of an answer that are read.
const ANSWER_CAP: usize = 64 * 1024;

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked: `clock`.
    pub check: &'static str,
    /// How it is.
    pub verdict: Verdict,
    /// What was seen.
    pub seen: String,
    /// What to do, when something is to be done.
    pub advice: Option<String>,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As it should be.
    Good,
    /// It works, and will not for long.
    Doubtful,
    /// Others cannot reach this node, or it cannot work.
    Bad,
}

impl Finding {
    pub(super) fn good(check: &'static str, seen: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Good, seen: seen.into(), advice: None }
    }

    pub(super) fn doubtful(
        check: &'static str,
        seen: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        let advice = Some(advice.into());
        Self { check, verdict: Verdict::Doubtful, seen: seen.into(), advice }
    }

    pub(super) fn bad(
        check: &'static str,
        seen: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        let advice = Some(advice.into());
        Self { check, verdict: Verdict::Bad, seen: seen.into(), advice }
    }
}

impl Node {
    /// Runs every check, through the network where it must.
    pub async fn examine(&self) -> Vec<Finding> {
        let mut findings = vec![
            self.check_address(),
            self.check_database().await,
            self.check_decisions().await,
            check_disk(&self.config.storage.data),
            self.check_queue().await,
            self.check_given_up().await,
            self.check_peers().await,
            self.check_held().await,
            self.check_pages().await,
        ];
        findings.extend(self.config.storage.map_file.as_deref().map(check_region));
        findings.extend(self.check_reachable().await);
        findings.push(self.check_webfinger().await);
        findings.push(self.check_proxy().await);
        findings
    }

    fn check_address(&self) -> Finding {
        let origin = self.federation.origin();
        if self.config.site.dev {
            let advice = "development mode: other servers cannot reach this node; leave out --dev \
                          and set public_url for a real one";
            return Finding::doubtful("public url", origin, advice);
        }
        Finding::good("public url", origin)
    }

    async fn check_database(&self) -> Finding {
        let facts = async {
            let engine = self.store.engine().await?;
            let size = self.store.size().await?;
            // Opening a writing session proves that the disk takes it.
            drop(self.store.write().await?);
            Ok::<_, crate::store::StoreError>(format!("{engine}, {} MB", size / 1_048_576))
        };
        match facts.await {
            Ok(seen) => Finding::good("database", seen),
            Err(problem) => Finding::bad(
                "database",
                problem.to_string(),
                "check database_url, the rights on the data folder, and the space on its disk",
            ),
        }
    }

    /// Whether the log of decisions is whole.
    async fn check_decisions(&self) -> Finding {
        const CHECK: &str = "decisions";
        let chain = async {
            let mut db = self.store.read().await?;
            decisions::verify_chain(&mut db).await
        };
        match chain.await {
            Err(problem) => Finding::bad(CHECK, problem.to_string(), "see the database above"),
            Ok(Chain::Whole { lines: 0, .. }) => Finding::good(CHECK, "none yet"),
            Ok(Chain::Whole { lines, last }) => {
                Finding::good(CHECK, format!("{lines} in the log, the last has the digest {last}"))
            }
            Ok(Chain::Broken { at }) => Finding::bad(
                CHECK,
                format!("somebody changed the log: number {at} does not follow from those before"),
                "find out who writes to the database, and compare with a backup",
            ),
        }
    }

    async fn check_queue(&self) -> Finding {
        let waiting = async {
            let mut db = self.store.read().await?;
            Ok::<_, crate::store::StoreError>((
                deliveries::waiting(&mut db).await?,
                deliveries::oldest(&mut db).await?,
            ))
        };
        let now = self.clock.now();
        match waiting.await {
            Err(problem) => Finding::bad("queue", problem.to_string(), "see the database above"),
            Ok((0, _)) => Finding::good("queue", "no delivery waits"),
            Ok((count, oldest)) => {
                let hours = oldest.map_or(0, |at: Timestamp| now.seconds_since(at) / 3_600);
                let seen = format!("{count} deliveries wait, the oldest for {hours} hours");
                if hours < 24 {
                    return Finding::good("queue", seen);
                }
                let advice = "some peers do not answer: `havre peer list` shows which; deliveries \
                              are dropped after 7 days, and the catalogue heals the gap";
                Finding::doubtful("queue", seen, advice)
            }
        }
    }

    async fn check_given_up(&self) -> Finding {
        const CHECK: &str = "given up";
        let dropped = async {
            let mut db = self.store.read().await?;
            deliveries::log(&mut db, None, 1).await
        };
        match dropped.await.map(|mut log| log.pop()) {
            Err(problem) => Finding::bad(CHECK, problem.to_string(), "see the database above"),
            Ok(None) => Finding::good(CHECK, "no delivery of the last 30 days"),
            Ok(Some(last)) => {
                let answer = last.status.map_or(String::new(), |status| format!(" ({status})"));
                let seen = format!("at {}, to {}: {}{answer}", last.at, last.host, last.reason);
                let advice = "ask whoever runs that server; a node of our kind learns what it \
                              missed from the catalogue";
                Finding::doubtful(CHECK, seen, advice)
            }
        }
    }

    async fn check_peers(&self) -> Finding {
        let peers = match self.peers().await {
            Ok(peers) => peers,
            Err(problem) => {
                return Finding::bad("peers", problem.to_string(), "see the database above");
            }
        };
        let nodes: Vec<_> = peers.iter().filter(|peer| peer.kind == PeerKind::Node).collect();
        let troubled = nodes
            .iter()
            .find_map(|peer| peer.sync.problem.as_ref().map(|problem| (&peer.host, problem)));
        match troubled {
            None => Finding::good("peers", format!("{} nodes, all catalogues read", nodes.len())),
            Some((host, problem)) => Finding::doubtful(
                "peers",
                format!("the catalogue of {host} could not be read: {problem}"),
                format!("try `havre peer sync {host}`"),
            ),
        }
    }

    /// What waits for a person, and whether a peer was held because it is no longer who it was.
    async fn check_held(&self) -> Finding {
        const CHECK: &str = "held";
        let held = async {
            let mut db = self.store.read().await?;
            let suspects = decisions::held_peers(&mut db).await?;
            Ok::<_, crate::store::StoreError>((suspects, withheld::count_held(&mut db).await?))
        };
        match held.await {
            Err(problem) => Finding::bad(CHECK, problem.to_string(), "see the database above"),
            Ok((suspects, _)) if !suspects.is_empty() => Finding::doubtful(
                CHECK,
                format!("no longer who they were: {}", suspects.join(", ")),
                "see `havre decision list --about HOST`, ask whoever runs it by another way, then \
                 `havre peer trust`",
            ),
            Ok((_, 0)) => Finding::good(CHECK, "nothing waits for a person"),
            Ok((_, count)) => {
                Finding::good(CHECK, format!("{count} wait for a person: `havre held list`"))
            }
        }
    }

    /// Asks this node for its own actor through its public address: name, TLS, and clock.
    async fn check_reachable(&self) -> Vec<Finding> {
        let address = self.iri("/actor");
        let accept = |_: &Iri| Ok(vec![("accept", ACCEPT.to_owned())]);
        match self.federation.client().get(&address, accept, ANSWER_CAP).await {
            Ok(answer) if answer.status == 200 => {
                let tls =
                    if address.as_str().starts_with("https:") { "with TLS" } else { "no TLS" };
                vec![
                    Finding::good("reachable", format!("{address} answers, {tls}")),
                    self.check_clock(answer.date()),
                ]
            }
            Ok(answer) => vec![Finding::bad(
                "reachable",
                format!("{address} answers {}", answer.status),
                "the reverse proxy must pass every path to the address in `listen`",
            )],
            Err(problem) => vec![Finding::bad(
                "reachable",
                format!("{address}: {problem}"),
                "is `havre serve` running, does the name point here, is the certificate valid?",
            )],
        }
    }

    fn check_clock(&self, shown: Option<Timestamp>) -> Finding {
        let now = self.clock.now();
        let Some(shown) = shown else {
            return Finding::doubtful("clock", "the answer has no date", "the proxy removes it");
        };
        let skew = now.seconds_since(shown).abs();
        if skew <= SKEW_SECONDS {
            return Finding::good("clock", format!("{now}, the front agrees within {skew} s"));
        }
        let advice = "switch on time synchronisation (NTP) on both machines";
        Finding::bad("clock", format!("this machine and the front differ by {skew} s"), advice)
    }

    async fn check_webfinger(&self) -> Finding {
        let actor = match self.node_actor().await {
            Ok(actor) => actor,
            Err(problem) => {
                return Finding::bad("webfinger", problem.to_string(), "run `havre init`");
            }
        };
        let address = actor.address();
        match webfinger::resolve(self.federation.client(), &address).await {
            Ok(found) if found == actor.iri => {
                Finding::good("webfinger", format!("@{address} leads to {found}"))
            }
            Ok(found) => Finding::bad(
                "webfinger",
                format!("@{address} leads to {found}, not to {}", actor.iri),
                "another server answers for this name: check public_url",
            ),
            Err(problem) => Finding::bad(
                "webfinger",
                format!("@{address}: {problem}"),
                "the proxy must pass /.well-known/webfinger with its query to this node",
            ),
        }
    }

    /// Posts something signed to our own inbox: an answer other than 401 means that the proxy
    /// left the signed headers and the body as they were.
    async fn check_proxy(&self) -> Finding {
        const CHECK: &str = "headers through the proxy";
        match self.post_to_ourselves().await {
            Ok(400 | 202) => Finding::good(CHECK, "a signed request arrives unchanged"),
            Ok(401) => Finding::bad(
                CHECK,
                "a signed request arrives changed",
                "the proxy must pass Host, Date, Digest, Signature and the body unchanged \
                 (nginx: proxy_set_header Host $host)",
            ),
            Ok(status) => Finding::bad(
                CHECK,
                format!("our own inbox answers {status}"),
                "the proxy must pass POST /ap/inbox to this node",
            ),
            Err(problem) => Finding::bad(CHECK, problem.to_string(), "see `reachable` above"),
        }
    }

    async fn post_to_ourselves(&self) -> Result<u16> {
        let keys = {
            let mut db = self.store.read().await?;
            let actor = self.node_actor_in(&mut db).await?;
            self.federation.keys().key_set(&mut db, &actor).await?
        };
        let inbox = self.iri("/ap/inbox");
        let id = self.iri("/ap/activities/0");
        let actor = self.node_actor().await?.iri;
        let body = format!(r#"{{"id":"{id}","type":"Flag","actor":"{actor}","object":"{actor}"}}"#);
        Ok(self.federation.post_signed(keys, &inbox, &body, ANSWER_CAP).await?.status)
    }
}

/// Whether the operator's own map can be shown.
fn check_region(file: &Path) -> Finding {
    const CHECK: &str = "map file";
    match Region::read(file) {
        Ok(region) if region.attribution.is_empty() => Finding::doubtful(
            CHECK,
            format!("{} names nobody", file.display()),
            "most maps must name who made them: put `attribution` into its metadata",
        ),
        Ok(region) => {
            let (coarsest, finest) = region.zooms;
            Finding::good(CHECK, format!("{}, levels {coarsest} to {finest}", file.display()))
        }
        Err(problem) => Finding::bad(
            CHECK,
            problem.to_string(),
            "`pmtiles verify FILE` tells more; without map_file the map has outlines only",
        ),
    }
}

fn check_disk(data: &Path) -> Finding {
    match rustix::fs::statvfs(data) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let seen = format!("{} MB free in {}", free / 1_048_576, data.display());
            if free >= FREE_BYTES {
                return Finding::good("disk", seen);
            }
            Finding::doubtful(
                "disk",
                seen,
                "make room: a full disk stops everything, loses nothing",
            )
        }
        Err(problem) => {
            Finding::bad("disk", format!("{}: {problem}", data.display()), "create the data folder")
        }
    }
}

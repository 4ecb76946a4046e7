//! Somebody reports what stands on this node: a person of ours reads it, and nothing happens by
//! itself.

use serde_json::Value;

use super::{Arrival, Outcome};
use crate::{
    domain::{Iri, LONGEST_REPORT, ReplyState, Report, plain_text},
    federation::Result,
    store::{Reading, Writing, actors, replies, reports, sheets},
};

/// Most reports of one host in an hour.
const MOST_AN_HOUR: i64 = 30;
/// Most addresses of a report that are kept.
const MOST_ADDRESSES: usize = 50;

/// Keeps the report, with those of its addresses that everybody can see here: what else it names
/// is of no account, and would show whoever reads it something that is not public (T35).
pub(super) async fn receive(db: &mut Writing, arrival: &Arrival<'_>) -> Result<Outcome> {
    let flag = arrival.activity;
    let host = flag.actor.host();
    if arrival.federation.blocks().policy(host).reject_reports {
        return Ok(Outcome::Ignored("a report of a host whose reports are refused"));
    }
    let an_hour_ago = arrival.now.plus_seconds(-3_600);
    if reports::count_from(db, host, an_hour_ago).await? >= MOST_AN_HOUR {
        return Ok(Outcome::Ignored("one of too many reports of one host"));
    }
    let mut about = vec![];
    for address in flag.object_ids().take(MOST_ADDRESSES) {
        if !about.contains(&address) && is_seen_here(db, arrival, &address).await? {
            about.push(address);
        }
    }
    if about.is_empty() {
        return Ok(Outcome::Ignored("a report of nothing that is here"));
    }
    let words = plain_text(flag.content.as_deref().unwrap_or_default());
    let report = Report {
        id: arrival.federation.store.new_id(arrival.now),
        activity: Some(flag.id.clone()),
        sent: false,
        host: host.to_owned(),
        reporter: (!is_application(db, &flag.actor).await?).then(|| flag.actor.clone()),
        about,
        comment: words.chars().take(LONGEST_REPORT).collect(),
        received_at: arrival.now,
        closed: None,
    };
    reports::add(db, &report).await?;
    Ok(Outcome::Done)
}

/// Whether an actor is the voice of its server, which reports for people whom it does not name.
async fn is_application(db: &mut Reading, actor: &Iri) -> Result<bool> {
    let document = actors::document(db, actor).await?;
    let document: Value =
        document.and_then(|(text, _)| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok(matches!(document["type"].as_str(), Some("Application" | "Service")))
}

/// Whether everybody can see on this node what stands under an address.
async fn is_seen_here(db: &mut Reading, arrival: &Arrival<'_>, address: &Iri) -> Result<bool> {
    if arrival.federation.blocks().is_suspended(address.host()) {
        return Ok(false);
    }
    if actors::find_by_iri(db, address).await?.is_some_and(|actor| actor.is_local()) {
        return Ok(true);
    }
    if sheets::find_by_iri(db, address).await?.is_some() {
        return Ok(true);
    }
    let reply = replies::find_by_iri(db, address).await?;
    Ok(reply.is_some_and(|reply| reply.state == ReplyState::Approved))
}

//! Dealing with reports, and telling another server what its people do.

use super::{Node, NodeError, Result};
use crate::{
    domain::{Actor, Iri, LONGEST_REPORT, Report, Verb},
    federation::{
        FederationError,
        outgoing::Draft,
        vocabulary::activity::{About, ActivityKind},
    },
    store::{actors, replies, reports, sheets},
};

impl Node {
    /// The reports that wait for somebody; with `all`, those that are dealt with or were sent too.
    pub async fn reports(&self, all: bool) -> Result<Vec<Report>> {
        Ok(reports::list(&mut self.store.read().await?, all).await?)
    }

    /// A report.
    pub async fn report(&self, id: i64) -> Result<Report> {
        let mut db = self.store.read().await?;
        reports::find(&mut db, id).await?.ok_or(NodeError::NoReport(id))
    }

    /// Notes that a report is dealt with. The reason is the statement that whoever is concerned may
    /// ask for (Regulation (EU) 2022/2065, article 17): it stands in the log of decisions.
    pub async fn close_report(&self, id: i64, reason: &str) -> Result<()> {
        if reason.trim().is_empty() {
            return Err(NodeError::NoReason);
        }
        let mut db = self.store.write().await?;
        if !reports::close(&mut db, id, reason, self.clock.now()).await? {
            return Err(NodeError::NoReport(id));
        }
        self.operator_decides(&mut db, Verb::ReportClosed, &format!("report {id}"), reason).await?;
        db.commit().await?;
        Ok(())
    }

    /// Reports an actor, or something that is held here, to the server where it comes from. The
    /// technical actor of this node speaks, so that nobody learns who reported.
    pub async fn send_report(&self, about: &Iri, comment: &str) -> Result<Report> {
        if comment.chars().count() > LONGEST_REPORT {
            return Err(NodeError::LongReport(LONGEST_REPORT));
        }
        if self.federation.is_ours(about) {
            return Err(NodeError::OwnHost(about.to_string()));
        }
        let author = self.author_of(about).await?;
        let now = self.clock.now();
        let mut db = self.store.write().await?;
        let instance = actors::instance(&mut db).await?.ok_or(NodeError::NotInitialised)?;
        let mut addresses = vec![author.iri.clone()];
        addresses.extend((*about != author.iri).then(|| about.clone()));
        let draft = Draft::new(&self.federation, ActivityKind::Flag, now);
        let report = Report {
            id: self.store.new_id(now),
            activity: Some(draft.iri.clone()),
            sent: true,
            host: author.iri.host().to_owned(),
            reporter: None,
            about: addresses.clone(),
            comment: comment.to_owned(),
            received_at: now,
            closed: None,
        };
        reports::add(&mut db, &report).await?;
        let said = About::Reported(&addresses, comment);
        draft.tell(&mut db, &instance, about, said, &author).await?;
        self.operator_decides(&mut db, Verb::ReportSent, about.as_str(), comment).await?;
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(report)
    }

    /// Who wrote what stands at an address: known here, or asked there.
    async fn author_of(&self, about: &Iri) -> Result<Actor> {
        let (sheet, reply) = {
            let mut db = self.store.read().await?;
            let sheet = sheets::find_by_iri(&mut db, about).await?;
            (sheet, replies::find_by_iri(&mut db, about).await?)
        };
        let author = sheet.map(|sheet| sheet.actor).or(reply.map(|reply| reply.actor));
        let author = author.unwrap_or_else(|| about.clone());
        match self.federation.known_or_fetched(&author).await {
            Ok(actor) => Ok(actor),
            Err(problem @ (FederationError::Store(_) | FederationError::Http(_))) => {
                Err(problem.into())
            }
            Err(_) => Err(NodeError::NotReportable(about.clone())),
        }
    }
}

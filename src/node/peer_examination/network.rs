//! What the network and the other server say when they are asked now.

use serde_json::Value;

use crate::{
    domain::{Actor, Iri},
    federation::{Cause, FederationError, http_client::Answer, webfinger},
    node::{Finding, Node},
};

/// Most bytes of an answer that are read.
const ANSWER_CAP: usize = 256 * 1024;
/// Clocks that differ by more, in seconds, make others refuse signatures.
const FATAL_SKEW: i64 = 3_600;
/// Clocks that differ by more deserve a word.
const NOTABLE_SKEW: i64 = 120;

impl Node {
    /// Name, connection, TLS and HTTP; then, if all that works, software, clock and actor.
    pub(super) async fn examine_network(&self, home: &Iri, actor: Option<&Actor>) -> Vec<Finding> {
        let links = home.at("/.well-known/nodeinfo");
        let answer = match self.federation.ask(&links, false, ANSWER_CAP).await {
            Ok(answer) => answer,
            Err(problem) => return vec![no_answer(home, &problem)],
        };
        let secured = if home.as_str().starts_with("https:") { "over TLS" } else { "without TLS" };
        let seen = format!("{} answers {secured}", home.host());
        let mut findings = vec![
            Finding::good("connection", seen),
            self.software(&answer).await,
            self.their_clock(&answer),
        ];
        let (named, iri) = self.named(home, actor).await;
        findings.push(named);
        if let Some(iri) = iri {
            findings.extend(self.fetched(&iri).await);
        }
        findings
    }

    async fn software(&self, links: &Answer) -> Finding {
        const CHECK: &str = "software";
        let unknown = |seen: String| {
            Finding::doubtful(CHECK, seen, "not needed: the server may hide what it runs")
        };
        let document: Value = serde_json::from_slice(&links.body).unwrap_or_default();
        let listed = document.get("links").and_then(Value::as_array);
        let is_schema = |link: &&Value| {
            let rel = link.get("rel").and_then(Value::as_str).unwrap_or_default();
            rel.starts_with("http://nodeinfo.diaspora.software/ns/schema/2.")
        };
        let href = listed.and_then(|links| links.iter().find(is_schema)?.get("href")?.as_str());
        let href = href.and_then(|href| Iri::parse(href).ok());
        let Some(href) = href.filter(|href| href.same_origin(&links.address)) else {
            return unknown(format!("NodeInfo answers {} and names nothing", links.status));
        };
        let Ok(answer) = self.federation.ask(&href, false, ANSWER_CAP).await else {
            return unknown(format!("{href} does not answer"));
        };
        let document: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let part = |key| document.pointer(key).and_then(Value::as_str);
        match part("/software/name").zip(part("/software/version")) {
            Some((name, version)) => {
                let plain =
                    |text: &str| text.chars().filter(|c| !c.is_control()).take(60).collect();
                let (name, version): (String, String) = (plain(name), plain(version));
                Finding::good(CHECK, format!("{name} {version}"))
            }
            None => unknown(format!("{href} does not say")),
        }
    }

    fn their_clock(&self, answer: &Answer) -> Finding {
        const CHECK: &str = "clocks";
        let Some(shown) = answer.date() else {
            let advice = "their proxy removes the Date header; nothing to do here";
            return Finding::doubtful(CHECK, "the answer has no date", advice);
        };
        let skew = self.clock.now().seconds_since(shown);
        let seen = format!("the two differ by {} s", skew.abs());
        if skew.abs() > FATAL_SKEW {
            let whose = if skew > 0 { "behind ours" } else { "ahead of ours" };
            let advice = "signatures are refused on either side: switch on time synchronisation (NTP) \
                          where the time is wrong";
            return Finding::bad(CHECK, format!("{seen}, theirs is {whose}"), advice);
        }
        if skew.abs() > NOTABLE_SKEW {
            let advice = "some servers accept five minutes at most: check NTP on both machines";
            return Finding::doubtful(CHECK, seen, advice);
        }
        Finding::good(CHECK, seen)
    }

    /// Whether the name of an actor leads to it; gives the actor that is to be fetched.
    async fn named(&self, home: &Iri, actor: Option<&Actor>) -> (Finding, Option<Iri>) {
        const CHECK: &str = "webfinger";
        let name = actor.map_or_else(|| home.host().to_owned(), Actor::address);
        let found = webfinger::resolve(self.federation.client(), &name).await;
        let known = actor.map(|actor| actor.iri.clone());
        match (found, known) {
            (Ok(found), Some(known)) if found != known => {
                let seen = format!("{name} leads to {found}, and we know it as {known}");
                let advice = "the server was set up anew, or the account has moved: `havre peer \
                              unfollow` and `havre peer follow` make acquaintance again";
                (Finding::bad(CHECK, seen, advice), Some(known))
            }
            (Ok(found), _) => {
                (Finding::good(CHECK, format!("{name} leads to {found}")), Some(found))
            }
            (Err(problem), Some(known)) => {
                let advice = "their server must answer /.well-known/webfinger; followers cannot find \
                              the account without it";
                (Finding::bad(CHECK, format!("{name}: {problem}"), advice), Some(known))
            }
            (Err(problem), None) => {
                let advice = "name an account instead: `havre peer follow @name@host`";
                (Finding::doubtful(CHECK, format!("{name}: {problem}"), advice), None)
            }
        }
    }

    /// The actor as everyone gets it, and as we do with our signature.
    async fn fetched(&self, actor: &Iri) -> Vec<Finding> {
        let unsigned = match self.federation.ask(actor, false, ANSWER_CAP).await {
            Ok(answer) => match answer.status {
                200 => Finding::good("actor, unsigned", format!("{actor} is open to everyone")),
                401 | 403 => {
                    Finding::good("actor, unsigned", "they answer signed requests only".to_owned())
                }
                status => refused("actor, unsigned", actor, status, &answer),
            },
            Err(problem) => unreadable("actor, unsigned", actor, &problem),
        };
        let signed = match self.federation.ask(actor, true, ANSWER_CAP).await {
            Ok(answer) if answer.status == 200 => {
                Finding::good("actor, signed", "our signature is accepted".to_owned())
            }
            Ok(answer) => refused("actor, signed", actor, answer.status, &answer),
            Err(problem) => unreadable("actor, signed", actor, &problem),
        };
        vec![unsigned, signed]
    }

    /// Our key as others fetch it: unsigned, through our public address.
    pub(super) async fn examine_our_key(&self) -> Finding {
        const CHECK: &str = "our key";
        let address = self.iri("/actor");
        let advice = "others cannot check our signatures: run `havre doctor`, which says more";
        let known = match self.instance_key().await {
            Ok(known) => known,
            Err(problem) => return Finding::bad(CHECK, problem.to_string(), "run `havre init`"),
        };
        let answer = match self.federation.ask(&address, false, ANSWER_CAP).await {
            Ok(answer) if answer.status == 200 => answer,
            Ok(answer) => {
                let seen = format!("{address} answers {}", answer.status);
                return Finding::bad(CHECK, seen, advice);
            }
            Err(problem) => {
                return Finding::bad(CHECK, format!("{address}: {}", in_words(&problem)), advice);
            }
        };
        let document: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match document.pointer("/publicKey/publicKeyPem").and_then(Value::as_str) {
            Some(shown) if known.as_deref().is_some_and(|known| known.trim() == shown.trim()) => {
                Finding::good(CHECK, format!("{address} shows it to everyone"))
            }
            _ => Finding::bad(CHECK, format!("{address} shows another key than ours"), advice),
        }
    }
}

/// Why there was no connection, and what to do about it.
fn no_answer(home: &Iri, problem: &FederationError) -> Finding {
    const CHECK: &str = "connection";
    let host = home.host();
    let FederationError::Http(problem) = problem else {
        let advice = "this node could not even ask: run `havre doctor`";
        return Finding::bad(CHECK, problem.to_string(), advice);
    };
    let cause = problem.cause();
    let advice = match &cause {
        Cause::NoSuchName => {
            "check how the host is written; if it is right, its owner lost the name \
                              or its DNS is broken"
        }
        Cause::Refused => "the machine is up and its web server is not: tell whoever runs it",
        Cause::Closed => {
            "something between us closes the connection, often a firewall that blocks \
                          our address: ask whoever runs it"
        }
        Cause::TimedOut => {
            "the machine is down, overloaded, or a firewall swallows our packets: try \
                            again later"
        }
        Cause::ExpiredCertificate => {
            "they must renew their certificate; and check that the clock of \
                                      this machine is right"
        }
        Cause::WrongName => "their web server is not set up for this name: tell whoever runs it",
        Cause::UnknownAuthority => {
            "they need a certificate of a public authority (Let's Encrypt); \
                                    one made by themselves is not enough"
        }
        Cause::Tls(_) => "their TLS is broken or too old: tell whoever runs it",
        Cause::NotAllowed(_) => "this node asks public servers only, by their name and over https",
        Cause::Other(_) => "try again later; if it lasts, tell whoever runs it",
    };
    Finding::bad(CHECK, format!("{host}: {cause}"), advice)
}

fn in_words(problem: &FederationError) -> String {
    match problem {
        FederationError::Http(problem) => problem.cause().to_string(),
        problem => problem.to_string(),
    }
}

fn unreadable(check: &'static str, actor: &Iri, problem: &FederationError) -> Finding {
    let advice = "the server answers other questions: try again later";
    Finding::bad(check, format!("{actor}: {}", in_words(problem)), advice)
}

/// What a status other than success means, with the words that came along.
fn refused(check: &'static str, actor: &Iri, status: u16, answer: &Answer) -> Finding {
    let words = answer.words();
    let seen = match words.as_str() {
        "" => format!("{actor} answers {status}"),
        words => format!("{actor} answers {status}: {words}"),
    };
    Finding::bad(check, seen, super::exchanges::advice_for(status))
}

//! Somebody elsewhere, with other software: what they publish, and what they say under a sheet of ours.

use havre::{
    domain::{
        Actor, ActorId, ActorKind, Attached, Content, Iri, Language, Link, Origin, PeerId, Post,
        Profile, ProfileField, Reply, ReplyState, Sheet, SheetId, Subject, Territory, Text, Texts,
        Visibility,
    },
    node::{Node, record::shared_taxonomy},
    store::{
        actors, peers, replies,
        sheets::{self, Published},
    },
};

use crate::ground::NOW;

/// An organisation with other software.
pub(crate) struct Stranger {
    /// Tells strangers apart.
    pub(crate) number: i64,
    /// What it says wherever there is room for a line.
    pub(crate) line: String,
    /// What it says wherever there is room for more: clean HTML, as everything that comes in.
    pub(crate) body: String,
}

impl Stranger {
    /// It publishes a post, and answers to the sheet of the node that is called `slug`; somebody has
    /// read the answer and approved of it.
    pub(crate) async fn publish(&self, node: &Node, slug: &str) {
        let mut db = node.store.write().await.unwrap();
        let peer = peers::ensure(&mut db, "evil.example", PeerId(99)).await.unwrap();
        let actor = self.actor(peer.id);
        let actor = actors::upsert_remote(&mut db, &actor, "{}", "digest").await.unwrap();
        let sheet = self.post();
        let published = Published {
            sheet: &sheet,
            actor: actor.id,
            peer: Some(peer.id),
            object: "{}",
            digest: "digest",
            proven: None,
        };
        sheets::put(&mut db, &[published], shared_taxonomy()).await.unwrap();
        let answered = sheets::find_by_slug(&mut db, slug).await.unwrap().unwrap();
        replies::put(&mut db, &self.reply(answered.iri)).await.unwrap();
        db.commit().await.unwrap();
    }

    fn iri(&self, kind: &str) -> Iri {
        Iri::parse(format!("https://evil.example/{kind}/{}", self.number)).unwrap()
    }

    fn actor(&self, peer: PeerId) -> Actor {
        let line = self.line.clone();
        let field = ProfileField { name: line.clone(), text: line.clone(), url: None };
        let profile = Profile {
            as_type: "Organization".to_owned(),
            fields: vec![field],
            ..Profile::default()
        };
        let territory = Territory {
            kind: "association".to_owned(),
            summary: self.body.clone(),
            note: Some(line.clone()),
            profile: Box::new(profile),
            ..Territory::default()
        };
        Actor {
            id: ActorId(9_000 + self.number),
            iri: self.iri("actors"),
            kind: ActorKind::Other,
            peer: Some(peer),
            handle: format!("stranger{}", self.number),
            name: line,
            url: Some(self.iri("actors")),
            inbox: self.iri("actors"),
            shared_inbox: None,
            outbox: None,
            catalogue: None,
            key: None,
            more_keys: vec![],
            territory,
            published_at: NOW,
            updated_at: NOW,
        }
    }

    fn post(&self) -> Sheet {
        let line = self.line.clone();
        let text = Text {
            language: Language::parse("fr").unwrap(),
            origin: Origin::Original,
            of_version: 1,
            title: line.clone(),
            body: self.body.clone(),
            ask: None,
        };
        let link = Link { label: line.clone(), url: self.iri("links").to_string() };
        let content = Content {
            slug: format!("post-{}", self.number),
            language: text.language.clone(),
            visibility: Visibility::Public,
            texts: Texts::new(vec![text]).unwrap(),
            pillars: vec![],
            themes: vec![],
            audiences: vec![],
            territory: None,
            place: None,
            adapted_from: None,
            attached: Attached {
                warning: Some(line.clone()),
                links: vec![link],
                hashtags: vec![line],
            },
            sources: vec![],
            confidence: None,
            example: false,
            note: None,
            subject: Subject::Post(Post { as_type: "Note".to_owned() }),
        };
        Sheet {
            id: SheetId(90_000 + self.number),
            iri: self.iri("posts"),
            actor: self.iri("actors"),
            published_at: NOW,
            updated_at: NOW,
            content,
        }
    }

    fn reply(&self, in_reply_to: Iri) -> Reply {
        Reply {
            id: self.number,
            iri: self.iri("replies"),
            actor: self.iri("actors"),
            name: self.line.clone(),
            in_reply_to,
            url: None,
            language: None,
            content: self.body.clone(),
            published_at: NOW,
            received_at: NOW,
            state: ReplyState::Approved,
        }
    }
}

//! Publishing a sheet, changing it, and taking it back.

use super::{Node, NodeError, Result};
use crate::{
    domain::{Actor, Content, Iri, Place, Sheet, SheetId, SheetKind, Timestamp},
    federation::{
        FederationError, News,
        catalogue::{self as wire, entry_of_sheet},
        digest,
        vocabulary::{
            self, Speaker,
            activity::{About, ActivityKind},
        },
    },
    store::{
        Reading, Writing, actors,
        catalogue::{self, Entry, ObjectKind},
        sheets::{self, Published},
    },
};

/// What became of a sheet that was put.
#[derive(Clone, Debug, PartialEq)]
pub enum Put {
    /// It is new.
    Created(Sheet),
    /// It says something else than before.
    Updated(Sheet),
    /// It said the same already: nothing was sent.
    Unchanged(Sheet),
}

impl Put {
    /// The sheet as it is now.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        match self {
            Self::Created(sheet) | Self::Updated(sheet) | Self::Unchanged(sheet) => sheet,
        }
    }
}

impl Node {
    /// Publishes `content` as the sheet of that name of the actor called `handle`, or changes it.
    ///
    /// The sheet, its activity and its deliveries are of one transaction.
    pub async fn put_sheet(&self, handle: &str, content: Content) -> Result<Put> {
        let mut db = self.store.write().await?;
        let published = self.put_sheet_in(&mut db, handle, content).await?;
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(published)
    }

    /// Like [`Node::put_sheet`], in the caller's transaction.
    pub(super) async fn put_sheet_in(
        &self,
        db: &mut Writing,
        handle: &str,
        mut content: Content,
    ) -> Result<Put> {
        content.check(&self.taxonomy())?;
        content.themes = self.taxonomy().understood_by_all(&content.themes);
        let actor = self.actor_in(db, handle).await?;
        if content.place.is_none() && content.kind() != SheetKind::Event {
            content.place = place_of(db, &actor, content.territory.as_deref()).await?;
        }
        let now = self.clock.now();
        match sheets::find_local_by_slug(db, actor.id, &content.slug).await? {
            None => self.create_sheet(db, &actor, content, now).await,
            Some(known) => match known.revise(content, now)? {
                Some(sheet) => {
                    self.announce_sheet(db, &actor, &sheet, ActivityKind::Update).await?;
                    Ok(Put::Updated(sheet))
                }
                None => Ok(Put::Unchanged(known)),
            },
        }
    }

    async fn create_sheet(
        &self,
        db: &mut Writing,
        actor: &Actor,
        content: Content,
        now: Timestamp,
    ) -> Result<Put> {
        let id = SheetId(self.store.new_id(now));
        let iri = self.iri(&format!("/ap/{}/{id}", content.kind().plural()));
        let actor_iri = actor.iri.clone();
        let sheet =
            Sheet { id, iri, actor: actor_iri, published_at: now, updated_at: now, content };
        self.announce_sheet(db, actor, &sheet, ActivityKind::Create).await?;
        Ok(Put::Created(sheet))
    }

    /// Writes the sheet and tells the followers.
    async fn announce_sheet(
        &self,
        db: &mut Writing,
        actor: &Actor,
        sheet: &Sheet,
        kind: ActivityKind,
    ) -> Result<()> {
        let taxonomy = self.taxonomy();
        let node_actor = self.node_actor_in(db).await?;
        let speaker = Speaker::new(&actor.iri, &node_actor.iri);
        let object = vocabulary::sheet::write(sheet, &speaker, &taxonomy);
        let digest = digest::of_text(&object).map_err(FederationError::from)?;
        // What was withdrawn has left its tombstone, and no name is used again.
        if !catalogue::record_local(db, &entry_of_sheet(sheet, &digest)).await? {
            return Err(NodeError::Withdrawn(sheet.content.slug.clone()));
        }
        let (object, proven) = self.federation.prove(db, actor, &object).await?;
        let published = Published {
            sheet,
            actor: actor.id,
            peer: None,
            object: &object,
            digest: &digest,
            proven: Some(&proven),
        };
        sheets::put(db, &[published], &taxonomy).await?;
        let document = vocabulary::document(&object);
        let (node, about) = (&node_actor, About::Object(&document));
        let news = News { sheet, actor, node, about, now: sheet.updated_at };
        Ok(self.federation.tell_of_sheet(db, kind, news).await?)
    }

    /// Takes back a sheet, named by its address, its id or its author's name for it: it becomes a
    /// tombstone for ever, and the followers are told.
    pub async fn withdraw_sheet(&self, name: &str) -> Result<Sheet> {
        let mut db = self.store.write().await?;
        let sheet = find_in(&mut db, name).await?;
        let sheet = sheet.filter(|sheet| self.federation.is_ours(&sheet.iri));
        let sheet = sheet.ok_or_else(|| NodeError::NoSheet(name.to_owned()))?;
        let actor = actors::find_by_iri(&mut db, &sheet.actor).await?;
        let actor = actor.ok_or_else(|| NodeError::NoActor(sheet.actor.to_string()))?;
        let node_actor = self.node_actor_in(&mut db).await?;
        let now = self.clock.now().max(Timestamp(sheet.updated_at.0 + 1));
        let kind = ObjectKind::Sheet(sheet.kind());
        let former_type = wire::type_of(kind);
        let entry = Entry {
            kind,
            digest: None,
            held_digest: None,
            updated_at: now,
            deleted_at: Some(now),
            former_type: Some(former_type.to_owned()),
            ..entry_of_sheet(&sheet, "")
        };
        sheets::remove(&mut db, &sheet.iri).await?;
        catalogue::tombstone(&mut db, None, &entry).await?;
        let tombstone = vocabulary::tombstone::write(&sheet.iri, former_type, now);
        let about = About::Object(&tombstone);
        let news = News { sheet: &sheet, actor: &actor, node: &node_actor, about, now };
        self.federation.tell_of_sheet(&mut db, ActivityKind::Delete, news).await?;
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(sheet)
    }

    /// A sheet of this directory, named by its address, its id, or its author's name for it.
    pub async fn find_sheet(&self, name: &str) -> Result<Sheet> {
        let mut db = self.store.read().await?;
        find_in(&mut db, name).await?.ok_or_else(|| NodeError::NoSheet(name.to_owned()))
    }
}

async fn find_in(db: &mut Reading, name: &str) -> Result<Option<Sheet>> {
    if let Ok(iri) = Iri::parse(name) {
        return Ok(sheets::find_by_iri(db, &iri).await?);
    }
    if let Ok(id) = name.parse() {
        return Ok(sheets::find(db, id).await?);
    }
    Ok(sheets::find_by_slug(db, name).await?)
}

/// Where a practice or a call is when its author does not say: at the territory that it is about,
/// or at that of its author.
async fn place_of(db: &mut Writing, actor: &Actor, handle: Option<&str>) -> Result<Option<Place>> {
    let about = match handle {
        Some(handle) if handle != actor.handle => actors::find_local(db, handle).await?,
        _ => None,
    };
    let Actor { name, territory, .. } = about.as_ref().unwrap_or(actor);
    let place = Place {
        name: name.clone(),
        country: territory.country.clone(),
        latitude: territory.latitude,
        longitude: territory.longitude,
        ..Place::default()
    };
    Ok((place.country.is_some() || place.point().is_some()).then_some(place))
}

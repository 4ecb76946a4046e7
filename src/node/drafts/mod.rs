//! What is prepared before it is published: brought from files of others, completed, and published by the
//! same rules as everything else.

mod calendar;
mod features;
mod file;
mod found;
mod item;
mod needed;
mod records;
mod table;
#[cfg(test)]
mod tests;

use std::{collections::HashSet, path::Path};

pub use file::DraftFormat;
use found::{Defaults, Found, Object};
use serde_json::Value;

use super::{
    Node, NodeError, Put, Result,
    record::{BrokenRow, FileProblem, SheetRecord, kind_by_id},
};
use crate::{
    domain::{Actor, Broken, Draft, DraftId, Iri, SheetKind, slug},
    store::{Reading, Writing, actors, drafts, sheets},
};

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct DraftChoices {
    /// What it is written in; without it, its name tells.
    pub format: Option<DraftFormat>,
    /// What its rows are, where they do not say.
    pub kind: Option<SheetKind>,
    /// The term of the list of kinds, where the rows do not say.
    pub subkind: Option<String>,
    /// The language of its words, where it does not say.
    pub language: Option<String>,
    /// Whether good rows are taken although others are broken.
    pub partial: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedDrafts {
    /// The drafts of the file, in its order.
    pub drafts: Vec<DraftId>,
    /// How many of them are new.
    pub created: usize,
    /// How many say something else than before.
    pub updated: usize,
    /// Rows that were left out.
    pub broken: Vec<BrokenRow>,
    /// Columns that nobody understood.
    pub not_understood: Vec<String>,
}

/// A draft, and what it still needs.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftView {
    /// The draft as it is kept.
    pub draft: Draft,
    /// Handle of the actor that will speak.
    pub handle: String,
    /// Its record.
    pub record: SheetRecord,
    /// What is missing before it can be published.
    pub missing: Vec<Broken>,
}

/// A row that is ready to be kept.
struct Row {
    kind: SheetKind,
    slug: String,
    record: Object,
}

impl Node {
    /// Takes the file at `path` into drafts of the actor called `handle`. The same file changes the
    /// same drafts; what it does not say, and somebody completed, stays. One broken row, and nothing
    /// is taken, unless the choice is `partial`.
    pub async fn import_drafts(
        &self,
        handle: &str,
        path: &Path,
        choices: &DraftChoices,
    ) -> Result<ImportedDrafts> {
        let taxonomy = self.taxonomy();
        let mut db = self.store.write().await?;
        let actor = self.actor_in(&mut db, handle).await?;
        let defaults = self.defaults(&actor, choices);
        let read = file::read(path, choices.format, &taxonomy, &defaults)?;
        let total = read.rows.len();
        let (mut rows, mut broken, mut slugs) = (Vec::new(), Vec::new(), HashSet::new());
        for found in read.rows {
            match found {
                Ok(found) => match self.row(&mut db, &actor, found).await? {
                    Ok((row, at)) if !slugs.insert(row.slug.clone()) => {
                        broken.push(at.broken(Some(&row.slug), "id", "stands there twice"));
                    }
                    Ok((row, _)) => rows.push(row),
                    Err(row) => broken.push(row),
                },
                Err(row) => broken.push(row),
            }
        }
        if !broken.is_empty() && !choices.partial {
            return Err(FileProblem::broken(path.display().to_string(), broken, total).into());
        }
        let source = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let completes = read.format != DraftFormat::Records;
        let mut imported =
            ImportedDrafts { broken, not_understood: read.not_understood, ..<_>::default() };
        for row in rows {
            self.keep(&mut db, &actor, row, (&source, completes), &mut imported).await?;
        }
        db.commit().await?;
        Ok(imported)
    }

    /// All drafts, the oldest first.
    pub async fn drafts(&self) -> Result<Vec<DraftView>> {
        let mut db = self.store.read().await?;
        let mut views = Vec::new();
        for draft in drafts::all(&mut db).await? {
            views.push(self.view(&mut db, draft).await?);
        }
        Ok(views)
    }

    /// A draft, by its number.
    pub async fn draft(&self, id: DraftId) -> Result<DraftView> {
        let mut db = self.store.read().await?;
        self.draft_in(&mut db, id).await
    }

    /// Publishes a draft as [`Node::put_sheet`] does, and forgets it, in one transaction.
    pub async fn publish_draft(&self, id: DraftId) -> Result<Put> {
        let mut db = self.store.write().await?;
        let view = self.draft_in(&mut db, id).await?;
        if !view.missing.is_empty() {
            return Err(NodeError::Incomplete(id, in_words(&view.missing)));
        }
        let published = self.put_sheet_in(&mut db, &view.handle, view.record.content()?).await?;
        drafts::remove(&mut db, id).await?;
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(published)
    }

    /// Forgets a draft.
    pub async fn remove_draft(&self, id: DraftId) -> Result<DraftView> {
        let mut db = self.store.write().await?;
        let view = self.draft_in(&mut db, id).await?;
        drafts::remove(&mut db, id).await?;
        db.commit().await?;
        Ok(view)
    }

    fn defaults(&self, actor: &Actor, choices: &DraftChoices) -> Defaults {
        let spoken = actor.territory.languages.first().map(ToString::to_string);
        let timezone = actor.territory.timezone.clone();
        Defaults {
            kind: choices.kind,
            subkind: choices.subkind.clone(),
            language: choices.language.clone().or(spoken).unwrap_or_else(|| "fr".to_owned()),
            timezone: timezone.unwrap_or_else(|| "Etc/UTC".to_owned()),
            territory: actor.handle.clone(),
            now: self.clock.now(),
        }
    }

    /// What was found, as a record that has a name; or what is wrong with it.
    async fn row(
        &self,
        db: &mut Reading,
        actor: &Actor,
        found: Found,
    ) -> Result<Result<(Row, found::Place), BrokenRow>> {
        let Found { at, kind, name, mut record } = found;
        let address = name.as_deref().and_then(|name| Iri::parse(name).ok());
        let known = match &address {
            Some(address) => sheets::find_by_iri(db, address).await?,
            None => None,
        };
        let is_own = known.as_ref().is_some_and(|sheet| sheet.actor == actor.iri);
        if let Some(sheet) = known.as_ref().filter(|_| is_own) {
            record.insert("id".to_owned(), sheet.content.slug.clone().into());
        } else if let Some(sheet) = &known {
            // What another published is theirs, and says so when it is published again.
            record.entry("adapted_from").or_insert(sheet.iri.as_str().into());
        }
        let slug = match item::text(&record, "id") {
            Some(id) => id.to_owned(),
            None => slug_of(kind, &name.unwrap_or_else(|| title_and_date(&record))),
        };
        record.insert("id".to_owned(), slug.clone().into());
        let read = SheetRecord::read(kind, &Value::Object(record));
        Ok(match read {
            Ok(record) => match serde_json::to_value(&record) {
                Ok(Value::Object(record)) => Ok((Row { kind, slug, record }, at)),
                _ => Err(at.broken(Some(&slug), "", "is no record")),
            },
            Err((field, why)) => Err(at.broken(Some(&slug), &field, why)),
        })
    }

    /// Keeps a row as a draft, unless the draft of its name says the same.
    async fn keep(
        &self,
        db: &mut Writing,
        actor: &Actor,
        row: Row,
        (source, completes): (&str, bool),
        imported: &mut ImportedDrafts,
    ) -> Result<()> {
        let now = self.clock.now();
        let known = drafts::find_by_slug(db, actor.id, &row.slug).await?;
        let mut record = row.record;
        if let Some(Value::Object(before)) = known
            .as_ref()
            .filter(|_| completes)
            .and_then(|known| serde_json::from_str(&known.record).ok())
        {
            complete(&mut record, before);
        }
        let draft = Draft {
            id: known.as_ref().map_or_else(|| DraftId(self.store.new_id(now)), |known| known.id),
            actor: actor.id,
            slug: row.slug,
            kind: row.kind,
            record: Value::Object(record).to_string(),
            source: source.to_owned(),
            created_at: known.as_ref().map_or(now, |known| known.created_at),
            updated_at: now,
        };
        imported.drafts.push(draft.id);
        match known {
            Some(known) if known.record == draft.record && known.kind == draft.kind => {
                return Ok(());
            }
            Some(_) => imported.updated += 1,
            None => imported.created += 1,
        }
        Ok(drafts::put(db, &draft).await?)
    }

    async fn draft_in(&self, db: &mut Reading, id: DraftId) -> Result<DraftView> {
        let draft = drafts::find(db, id).await?.ok_or(NodeError::NoSheetDraft(id))?;
        self.view(db, draft).await
    }

    async fn view(&self, db: &mut Reading, draft: Draft) -> Result<DraftView> {
        let actor = actors::find(db, draft.actor).await?;
        let handle = actor.map(|actor| actor.handle).unwrap_or_default();
        let value = serde_json::from_str(&draft.record).unwrap_or_default();
        let record = SheetRecord::read(draft.kind, &value)
            .map_err(|(field, why)| NodeError::Incomplete(draft.id, format!("{field} {why}")))?;
        let missing = needed::missing(&record, &self.taxonomy());
        Ok(DraftView { draft, handle, record, missing })
    }
}

/// `title is missing, kind is missing`.
fn in_words(missing: &[Broken]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A name for a record of what others call it: the same each time, and beginning with its kind.
fn slug_of(kind: SheetKind, name: &str) -> String {
    /// What a slug has room for; of a longer name the end tells most.
    const LONGEST: usize = 60;
    let letters = name.chars().count();
    let end: String = name.chars().skip(letters.saturating_sub(LONGEST)).collect();
    let own = slug(&end);
    if kind_by_id(&own) == Some(kind) {
        return own;
    }
    let prefix = match kind {
        SheetKind::Practice => "prac",
        SheetKind::Event => "evt",
        SheetKind::Call => "call",
        SheetKind::Post => "post",
    };
    format!("{prefix}-{own}")
}

/// What tells a row from others when it has no name.
fn title_and_date(record: &Object) -> String {
    let titles = record.get("title").and_then(Value::as_object);
    let title = titles.and_then(|titles| titles.values().find_map(Value::as_str));
    let start = item::text(record, "start").unwrap_or_default();
    format!("{} {}", title.unwrap_or_default(), start.split('T').next().unwrap_or_default())
}

/// Adds to a record what it does not say and an earlier one did.
fn complete(record: &mut Object, before: Object) {
    for (name, value) in before {
        match (record.get_mut(&name), value) {
            (Some(Value::Object(now)), Value::Object(before)) => complete(now, before),
            (Some(now), value) if says_nothing(now) => *now = value,
            (None, value) => {
                record.insert(name, value);
            }
            (Some(_), _) => {}
        }
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(_) | Value::Bool(_) | Value::Number(_) => false,
    }
}

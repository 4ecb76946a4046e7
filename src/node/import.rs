//! Taking in files of territories, practices, events, calls and local themes.

use std::path::{Path, PathBuf};

use super::{
    Node, NodeError, Put, Result,
    record::{self, Row, SheetRecord},
};
use crate::{
    domain::{Content, Territory},
    store::{actors, themes},
};

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// What was new.
    pub created: usize,
    /// What was changed.
    pub updated: usize,
    /// What said the same already.
    pub unchanged: usize,
}

impl Imported {
    /// How many records there were.
    #[must_use]
    pub fn total(&self) -> usize {
        self.created + self.updated + self.unchanged
    }
}

impl Node {
    /// Takes in a file, or the `.json` files of a folder. `actor` speaks where a record does not
    /// say who; `progress` is told how many records are done, of how many.
    ///
    /// Every file is read and checked before anything is written: of a file with a broken row
    /// nothing is taken.
    pub async fn import(
        &self,
        path: &Path,
        actor: Option<&str>,
        progress: impl Fn(usize, usize),
    ) -> Result<Imported> {
        let taxonomy = self.taxonomy();
        let mut rows = Vec::new();
        for file in files_of(path)? {
            rows.extend(record::read_file(&file, &taxonomy)?);
        }
        self.import_rows(rows, actor, progress).await
    }

    /// Takes in records that were read and checked: themes, then territories, then sheets.
    pub async fn import_rows(
        &self,
        rows: Vec<Row>,
        actor: Option<&str>,
        progress: impl Fn(usize, usize),
    ) -> Result<Imported> {
        let total = rows.len();
        let mut imported = Imported::default();
        let mut sheets = Vec::new();
        for row in rows {
            match row {
                Row::Theme(theme) => {
                    self.put_theme(&theme).await?;
                    imported.created += 1;
                }
                Row::Territory { handle, territory } => {
                    self.import_territory(&handle, territory, &mut imported).await?;
                }
                Row::Sheet { record, content } => {
                    sheets.push((record, content));
                    continue;
                }
            }
            progress(imported.total(), total);
        }
        self.import_sheets(sheets, actor, &mut imported, |done| progress(done, total)).await?;
        Ok(imported)
    }

    async fn put_theme(&self, theme: &crate::domain::Concept) -> Result<()> {
        let mut db = self.store.write().await?;
        themes::put(&mut db, theme).await?;
        db.commit().await?;
        self.reload_taxonomy().await
    }

    async fn import_territory(
        &self,
        handle: &str,
        territory: Territory,
        imported: &mut Imported,
    ) -> Result<()> {
        let known = {
            let mut db = self.store.read().await?;
            actors::find_local(&mut db, handle).await?
        };
        match known {
            None => imported.created += 1,
            Some(actor) if actor.territory == territory => imported.unchanged += 1,
            Some(_) => imported.updated += 1,
        }
        self.put_actor(handle, territory).await?;
        Ok(())
    }

    /// All sheets are of one transaction: all of them, or none.
    async fn import_sheets(
        &self,
        sheets: Vec<(SheetRecord, Box<Content>)>,
        actor: Option<&str>,
        imported: &mut Imported,
        progress: impl Fn(usize),
    ) -> Result<()> {
        let handles: Vec<String> =
            self.actors().await?.into_iter().map(|actor| actor.handle).collect();
        let is_ours = |handle: &str| handles.iter().any(|ours| ours == handle);
        let mut db = self.store.write().await?;
        for (record, content) in sheets {
            let speaker = record.speaker(is_ours).or(actor).ok_or(NodeError::NoSpeaker)?;
            match self.put_sheet_in(&mut db, speaker, *content).await? {
                Put::Created(_) => imported.created += 1,
                Put::Updated(_) => imported.updated += 1,
                Put::Unchanged(_) => imported.unchanged += 1,
            }
            progress(imported.total());
        }
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(())
    }
}

/// The file itself, or the `.json` files of a folder in the order of their names.
fn files_of(path: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |problem| NodeError::File { path: path.display().to_string(), problem };
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        if file.extension().is_some_and(|extension| extension == "json") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

//! Writing down what this node publishes, in the files that `import` reads.

use std::{fs, path::Path};

use serde::Serialize;
use serde_json::json;

use super::{
    Node, NodeError, Result,
    record::{SheetRecord, TerritoryRecord},
};
use crate::{
    domain::SheetKind,
    store::{sheets, themes},
};

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Territories and organisations.
    pub territories: usize,
    /// Practices, events and calls.
    pub sheets: usize,
}

impl Node {
    /// Writes what the actors of this node publish into the folder `path`: `territories.json`,
    /// `practices.json`, `events.json`, `calls.json`, and `themes.json` when the node has its own.
    pub async fn export(&self, path: &Path) -> Result<Exported> {
        let actors = self.actors().await?;
        let mut of_kind = SheetKind::ALL.map(|kind| (kind, Vec::new()));
        let mut db = self.store.read().await?;
        for actor in &actors {
            for sheet in sheets::of_actor(&mut db, actor.id).await? {
                let Some(record) = SheetRecord::of(&sheet.content) else { continue };
                let record = record.spoken_by(&actor.handle);
                let list = of_kind.iter_mut().find(|(kind, _)| *kind == sheet.kind());
                list.map(|(_, records)| records).into_iter().for_each(|records| {
                    records.push(record.clone());
                });
            }
        }
        let themes = themes::all(&mut db).await?;
        drop(db);
        fs::create_dir_all(path).map_err(|problem| unwritable(path, problem))?;
        let territories: Vec<TerritoryRecord> = actors
            .iter()
            .map(|actor| TerritoryRecord::of(&actor.handle, &actor.territory))
            .collect();
        let sheets = of_kind.iter().map(|(_, records)| records.len()).sum();
        write(path, "territories", &territories)?;
        for (kind, records) in of_kind.iter().filter(|(kind, _)| *kind != SheetKind::Post) {
            write(path, kind.plural(), records)?;
        }
        if !themes.is_empty() {
            write(path, "themes", &themes)?;
        }
        Ok(Exported { territories: territories.len(), sheets })
    }
}

/// Writes one file beside its place and then moves it there, so that nobody reads half of it.
fn write(folder: &Path, list: &str, records: &[impl Serialize]) -> Result<()> {
    let file = folder.join(format!("{list}.json"));
    let unfinished = folder.join(format!(".{list}.json.unfinished"));
    let text = serde_json::to_string_pretty(&json!({ list: records })).unwrap_or_default();
    fs::write(&unfinished, text + "\n")
        .and_then(|()| fs::rename(&unfinished, &file))
        .map_err(|problem| unwritable(&file, problem))
}

fn unwritable(path: &Path, problem: std::io::Error) -> NodeError {
    NodeError::File { path: path.display().to_string(), problem }
}

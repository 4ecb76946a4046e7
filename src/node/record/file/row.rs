//! One row of a file: what kind it is of, and what it says or which rule it breaks.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    super::{SheetRecord, TerritoryRecord, shared_taxonomy, sheet::kind_by_id},
    BrokenRow,
};
use crate::domain::{
    Broken, Concept, Content, List, Rule, SheetKind, Taxonomy, Territory, check_handle,
};

/// What one row of a file says.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A territory or an organisation.
    Territory {
        /// The name before the `@`.
        handle: String,
        /// What is known of it.
        territory: Territory,
    },
    /// A practice, an event or a call.
    Sheet {
        /// The record, which knows who speaks.
        record: SheetRecord,
        /// What it says, checked.
        content: Box<Content>,
    },
    /// A theme that this node adds under a shared one.
    Theme(Concept),
}

impl Row {
    /// What no two rows of a file share.
    pub(super) fn key(&self) -> (&'static str, String) {
        match self {
            Self::Territory { handle, .. } => ("territory", handle.clone()),
            Self::Sheet { content, .. } => (content.kind().as_str(), content.slug.clone()),
            Self::Theme(theme) => ("theme", theme.id.clone()),
        }
    }
}

/// Of what kind a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Territory,
    Practice,
    Event,
    Call,
    Theme,
}

impl RowKind {
    /// The kind of the rows of a list.
    pub(super) fn of_list(name: &str) -> Option<Self> {
        [Self::Territory, Self::Practice, Self::Event, Self::Call, Self::Theme]
            .into_iter()
            .find(|kind| kind.list() == name)
    }

    fn list(self) -> &'static str {
        match self {
            Self::Territory => "territories",
            Self::Practice => "practices",
            Self::Event => "events",
            Self::Call => "calls",
            Self::Theme => "themes",
        }
    }

    /// The kind of a record that stands in no list: it says so, its id does, or the fields that
    /// only one kind has.
    fn of_record(record: &Value) -> Option<Self> {
        let by_id = || record["id"].as_str().and_then(kind_by_id);
        let kind = match record.get("type") {
            Some(stated) => return SheetKind::parse(stated.as_str()?).and_then(Self::of_sheet),
            None => by_id().and_then(Self::of_sheet),
        };
        let has = |field| record.get(field).is_some();
        kind.or(match () {
            () if has("names") => Some(Self::Territory),
            () if has("label") => Some(Self::Theme),
            () if has("start") => Some(Self::Event),
            () if has("body") => Some(Self::Call),
            () if has("description") => Some(Self::Practice),
            () => None,
        })
    }

    fn of_sheet(kind: SheetKind) -> Option<Self> {
        match kind {
            SheetKind::Practice => Some(Self::Practice),
            SheetKind::Event => Some(Self::Event),
            SheetKind::Call => Some(Self::Call),
            SheetKind::Post => None,
        }
    }
}

/// A row as it stands in the file.
pub(super) struct RawRow {
    /// The kind that its list says.
    pub kind: Option<RowKind>,
    /// Its number in its list, from 1.
    pub number: usize,
    /// The JSON.
    pub record: Value,
}

impl RawRow {
    /// The kind of the row, where it can be told.
    pub(super) fn kind(&self) -> Option<RowKind> {
        self.kind.or_else(|| RowKind::of_record(&self.record))
    }

    /// What the row says; a theme is also added to `taxonomy`.
    pub(super) fn read(&self, taxonomy: &mut Taxonomy) -> Result<Row, BrokenRow> {
        match self.kind() {
            Some(RowKind::Territory) => self.territory(taxonomy),
            Some(RowKind::Practice) => {
                self.sheet(SheetRecord::Practice(Box::new(self.record()?)), taxonomy)
            }
            Some(RowKind::Event) => {
                self.sheet(SheetRecord::Event(Box::new(self.record()?)), taxonomy)
            }
            Some(RowKind::Call) => {
                self.sheet(SheetRecord::Call(Box::new(self.record()?)), taxonomy)
            }
            Some(RowKind::Theme) => self.theme(taxonomy),
            None => Err(self.broken("type", "is none of practice, event and call".to_owned())),
        }
    }

    /// That another row before it has the same name.
    pub(super) fn twice(&self) -> BrokenRow {
        let name = self.name().unwrap_or_default();
        self.breaks(&Broken::new("id", Rule::Twice(name)))
    }

    fn territory(&self, taxonomy: &Taxonomy) -> Result<Row, BrokenRow> {
        let record: TerritoryRecord = self.record()?;
        let territory = record.territory();
        check_handle(&record.slug)
            .map_err(|broken| Broken::new("slug", broken.rule))
            .and_then(|()| taxonomy.check(List::TerritoryKinds, &territory.kind, "kind"))
            .and_then(|()| territory.check())
            .map_err(|broken| self.breaks(&broken))?;
        Ok(Row::Territory { handle: record.slug, territory })
    }

    fn sheet(&self, record: SheetRecord, taxonomy: &Taxonomy) -> Result<Row, BrokenRow> {
        let checked = record.content().and_then(|content| {
            content.check(taxonomy)?;
            Ok(content)
        });
        let content = checked.map_err(|broken| self.breaks(&broken))?;
        Ok(Row::Sheet { record, content: Box::new(content) })
    }

    fn theme(&self, taxonomy: &mut Taxonomy) -> Result<Row, BrokenRow> {
        let theme: Concept = self.record()?;
        if shared_taxonomy().find(List::Themes, &theme.id).is_some() {
            let rule = "is that of a shared theme, which no node changes".to_owned();
            return Err(self.broken("id", rule));
        }
        taxonomy.add_local_theme(theme.clone()).map_err(|broken| self.breaks(&broken))?;
        Ok(Row::Theme(theme))
    }

    fn record<T: DeserializeOwned>(&self) -> Result<T, BrokenRow> {
        serde_path_to_error::deserialize(&self.record).map_err(|problem| {
            let field = problem.path().to_string();
            match problem.inner().to_string() {
                unknown if unknown.starts_with("unknown field") => {
                    self.broken(&field, "is no field of such a record".to_owned())
                }
                other => self.broken(&field, format!("is not well formed: {other}")),
            }
        })
    }

    fn breaks(&self, broken: &Broken) -> BrokenRow {
        self.broken(&broken.field, broken.rule.to_string())
    }

    fn broken(&self, field: &str, rule: String) -> BrokenRow {
        BrokenRow {
            list: self.kind.map_or("record", RowKind::list),
            number: self.number,
            id: self.name(),
            field: field.to_owned(),
            rule,
        }
    }

    /// What the row calls itself.
    fn name(&self) -> Option<String> {
        ["id", "slug"].iter().find_map(|key| self.record.get(*key)?.as_str()).map(ToOwned::to_owned)
    }
}

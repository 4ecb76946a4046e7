//! The shared vocabulary: facets, not one tree, and data, not code.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

use super::{Broken, Rule, Thesaurus};

/// One list of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the vocabulary")]
pub enum List {
    Pillars,
    Axes,
    Themes,
    PracticeKinds,
    PracticeStatuses,
    EventKinds,
    EventStatuses,
    CallKinds,
    CallStatuses,
    Audiences,
    TerritoryKinds,
}

/// One term: a SKOS concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Never changes its meaning and is never used again.
    pub id: String,
    /// Its name by language.
    pub label: BTreeMap<String, String>,
    /// What it means, by language.
    #[serde(default)]
    pub definition: BTreeMap<String, String>,
    /// Other names by language, which the search finds too.
    #[serde(default)]
    pub alt_label: BTreeMap<String, Vec<String>>,
    /// Terms of other vocabularies, of which the search knows the names too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mappings: Vec<Mapping>,
    /// The wider term; a local theme always has one.
    #[serde(default)]
    pub broader: Option<String>,
    /// Axes to which a theme belongs.
    #[serde(default)]
    pub axes: Vec<String>,
    /// Pillars to which a theme or an axis belongs.
    #[serde(default)]
    pub pillars: Vec<String>,
    /// How a reader answers a call of this kind: "I sign", by language.
    #[serde(default)]
    pub answer_verb: BTreeMap<String, String>,
    /// Of this node alone, under a shared term.
    #[serde(skip)]
    pub local: bool,
}

/// A term of another vocabulary that means the same, or something near it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// How near: `exactMatch`, `closeMatch`, `relatedMatch` (SKOS).
    #[serde(default)]
    pub relation: String,
    /// Which vocabulary: `eurovoc`.
    #[serde(default)]
    pub scheme: String,
    /// Its English name there.
    #[serde(default)]
    pub label_en: String,
}

impl Concept {
    /// All its names, each with its language: the labels, the other names, and what `EuroVoc` calls
    /// the same thing; the lists of the United Nations have sentences rather than names.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let labels = self.label.iter().map(|(language, name)| (language.as_str(), name.as_str()));
        let others = self.alt_label.iter().flat_map(|(language, names)| {
            names.iter().map(move |name| (language.as_str(), name.as_str()))
        });
        let same = self.mappings.iter().filter(|mapping| {
            mapping.scheme == "eurovoc"
                && matches!(mapping.relation.as_str(), "exactMatch" | "closeMatch")
        });
        labels.chain(others).chain(same.map(|mapping| ("en", mapping.label_en.as_str())))
    }

    /// The label for a reader who prefers `languages` in this order; the id when it has none.
    #[must_use]
    pub fn label_for<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> &str {
        languages
            .into_iter()
            .find_map(|language| self.label.get(language))
            .or_else(|| self.label.values().next())
            .unwrap_or(&self.id)
    }
}

/// All lists: the shared ones, and the local themes that this node adds under them.
#[derive(Clone, Debug, Default)]
pub struct Taxonomy {
    lists: BTreeMap<List, Vec<Concept>>,
    /// What its names mean, made when somebody searches first.
    thesaurus: OnceLock<Arc<Thesaurus>>,
}

impl PartialEq for Taxonomy {
    fn eq(&self, other: &Self) -> bool {
        self.lists == other.lists
    }
}

impl Eq for Taxonomy {}

impl Taxonomy {
    /// Reads the shared vocabulary from its JSON file, whose other parts are for people.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let whole: BTreeMap<String, serde_json::Value> = serde_json::from_str(json)?;
        let mut lists = BTreeMap::new();
        for (name, value) in whole {
            if let Ok(list) = serde_json::from_value::<List>(name.into()) {
                lists.insert(list, serde_json::from_value(value)?);
            }
        }
        Ok(Self { lists, thesaurus: OnceLock::new() })
    }

    /// What words mean in this vocabulary.
    #[must_use]
    pub fn thesaurus(&self) -> &Thesaurus {
        self.thesaurus.get_or_init(|| Arc::new(Thesaurus::new(self)))
    }

    /// The terms of a list, in their order.
    #[must_use]
    pub fn list(&self, list: List) -> &[Concept] {
        self.lists.get(&list).map_or(&[], Vec::as_slice)
    }

    /// A term.
    #[must_use]
    pub fn find(&self, list: List, id: &str) -> Option<&Concept> {
        self.list(list).iter().find(|concept| concept.id == id)
    }

    /// The name of a term for a reader; the term itself when it is unknown.
    #[must_use]
    pub fn label<'a, 'l>(
        &'a self,
        list: List,
        id: &'a str,
        languages: impl IntoIterator<Item = &'l str>,
    ) -> &'a str {
        self.find(list, id).map_or(id, |concept| concept.label_for(languages))
    }

    /// Refuses a term that is in no list.
    pub fn check(&self, list: List, id: &str, field: &str) -> Result<(), Broken> {
        match self.find(list, id) {
            Some(_) => Ok(()),
            None if id.is_empty() => Err(Broken::new(field, Rule::Missing)),
            None => Err(Broken::new(field, Rule::Unknown(id.to_owned()))),
        }
    }

    /// Adds a local theme under a shared one, or replaces it.
    pub fn add_local_theme(&mut self, mut theme: Concept) -> Result<(), Broken> {
        theme.local = true;
        let broader = theme.broader.as_deref().unwrap_or_default();
        self.check(List::Themes, broader, "broader")?;
        if theme.label.is_empty() {
            return Err(Broken::new("label", Rule::Missing));
        }
        if super::slug(&theme.id) != theme.id || theme.id.is_empty() {
            let form = "a name of small letters, digits and hyphens";
            return Err(Broken::new("id", Rule::Malformed { value: theme.id, form }));
        }
        let themes = self.lists.entry(List::Themes).or_default();
        themes.retain(|known| known.id != theme.id);
        themes.push(theme);
        self.thesaurus = OnceLock::new();
        Ok(())
    }

    /// A theme and the themes above it, nearest first; an unknown theme stands alone.
    #[must_use]
    pub fn with_broader<'a>(&'a self, theme: &'a str) -> Vec<&'a str> {
        let mut path = vec![theme];
        while let Some(broader) = path
            .last()
            .and_then(|last| self.find(List::Themes, last))
            .and_then(|concept| concept.broader.as_deref())
            .filter(|broader| !path.contains(broader))
        {
            path.push(broader);
        }
        path
    }

    /// Themes with the shared one above each local theme added, so that a node which does not know
    /// the local one shows and finds the sheet under the shared one.
    #[must_use]
    pub fn understood_by_all(&self, themes: &[String]) -> Vec<String> {
        let mut all = themes.to_vec();
        for theme in themes {
            let shared = self
                .with_broader(theme)
                .into_iter()
                .find(|term| self.find(List::Themes, term).is_some_and(|concept| !concept.local));
            if let Some(shared) = shared.filter(|shared| !all.iter().any(|known| known == shared)) {
                all.push(shared.to_owned());
            }
        }
        all
    }

    /// The axes of a theme, or of the nearest broader theme that has some.
    #[must_use]
    pub fn axes_of(&self, theme: &str) -> &[String] {
        self.with_broader(theme)
            .into_iter()
            .filter_map(|term| self.find(List::Themes, term))
            .map(|concept| concept.axes.as_slice())
            .find(|axes| !axes.is_empty())
            .unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taxonomy() -> Taxonomy {
        Taxonomy::parse(
            r#"{"meta": {}, "themes": [
                {"id": "housing", "label": {"fr": "Logement"}, "axes": ["rights"]},
                {"id": "citizen-hosting", "label": {"fr": "Accueil"}, "broader": "housing"}]}"#,
        )
        .unwrap()
    }

    fn local(id: &str, broader: Option<&str>) -> Concept {
        let label = BTreeMap::from([("fr".to_owned(), "Chez l’habitant".to_owned())]);
        Concept { id: id.into(), label, broader: broader.map(Into::into), ..no_concept() }
    }

    fn no_concept() -> Concept {
        serde_json::from_str(r#"{"id": "", "label": {}}"#).unwrap()
    }

    #[test]
    fn a_local_theme_counts_under_the_shared_ones_above_it() {
        let mut taxonomy = taxonomy();
        taxonomy.add_local_theme(local("spare-room", Some("citizen-hosting"))).unwrap();
        assert_eq!(
            taxonomy.with_broader("spare-room"),
            ["spare-room", "citizen-hosting", "housing"]
        );
        assert_eq!(taxonomy.axes_of("spare-room"), ["rights"]);
    }

    #[test]
    fn a_local_theme_without_a_shared_one_above_it_is_refused() {
        assert!(taxonomy().add_local_theme(local("spare-room", None)).is_err());
        assert!(taxonomy().add_local_theme(local("spare-room", Some("nowhere"))).is_err());
    }

    #[test]
    fn a_sheet_under_a_local_theme_stands_under_the_shared_one_too() {
        let mut taxonomy = taxonomy();
        taxonomy.add_local_theme(local("spare-room", Some("citizen-hosting"))).unwrap();
        let themes = taxonomy.understood_by_all(&["spare-room".into(), "housing".into()]);
        assert_eq!(themes, ["spare-room", "housing", "citizen-hosting"]);
        assert_eq!(taxonomy.understood_by_all(&themes), themes);
    }

    #[test]
    fn an_unknown_theme_stands_alone() {
        assert_eq!(taxonomy().with_broader("elsewhere"), ["elsewhere"]);
    }
}

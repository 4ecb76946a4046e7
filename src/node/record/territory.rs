//! A territory or an organisation as it stands in a file.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
    ser::SerializeMap,
};

use super::body;
use crate::domain::{Language, Name, Population, Territory, to_html};

/// One territory of a file; `docs/files.md` says what each field means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the domain and of docs/files.md")]
pub struct TerritoryRecord {
    pub slug: String,
    pub kind: String,
    pub names: NamesRecord,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub geo_precision: Option<String>,
    pub geonames_id: Option<i64>,
    pub population: Option<Population>,
    pub languages: Vec<Language>,
    pub timezone: Option<String>,
    pub based_in: Option<String>,
    /// Where the territory is named in the documents from which the data was made: a remark for
    /// those who keep the data, of which a node keeps nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Likewise: that it would make a good node of a demonstration.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demo_node: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    pub note: Option<String>,
}

/// A document that names a territory, and what it says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the struct's own words")]
pub struct Mention {
    pub seed: String,
    pub why: String,
}

impl TerritoryRecord {
    /// The record of a territory or an organisation.
    #[must_use]
    pub fn of(handle: &str, territory: &Territory) -> Self {
        Self {
            slug: handle.to_owned(),
            kind: territory.kind.clone(),
            names: NamesRecord {
                translated: territory.names.clone(),
                local: territory.local_names.clone(),
            },
            country: territory.country.clone(),
            lat: territory.latitude,
            lon: territory.longitude,
            geo_precision: territory.geo_precision.clone(),
            geonames_id: territory.geonames_id,
            population: territory.population.clone(),
            languages: territory.languages.clone(),
            timezone: territory.timezone.clone(),
            based_in: territory.based_in.clone(),
            mentions: vec![],
            demo_node: false,
            summary: body::written(&territory.summary),
            note: territory.note.clone(),
        }
    }

    /// What the record says; its handle is its `slug`.
    #[must_use]
    pub fn territory(&self) -> Territory {
        Territory {
            kind: self.kind.clone(),
            names: self.names.translated.clone(),
            local_names: self.names.local.clone(),
            country: self.country.clone(),
            latitude: self.lat,
            longitude: self.lon,
            geo_precision: self.geo_precision.clone(),
            geonames_id: self.geonames_id,
            population: self.population.clone(),
            languages: self.languages.clone(),
            timezone: self.timezone.clone(),
            based_in: self.based_in.clone(),
            note: self.note.clone(),
            summary: to_html(&self.summary),
            profile: Box::default(),
        }
    }
}

/// Names by language, and under `local` those that its own people use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesRecord {
    /// The name in each language.
    pub translated: Vec<Name>,
    /// The names that its own people use.
    pub local: Vec<Name>,
}

/// The key that stands among the languages without being one: no language has five letters.
const LOCAL: &str = "local";

impl Serialize for NamesRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for name in &self.translated {
            map.serialize_entry(&name.lang, &name.name)?;
        }
        map.serialize_entry(LOCAL, &self.local)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for NamesRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = NamesRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name for each language, such as {\"fr\": \"Liège\", \"local\": []}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NamesRecord, A::Error> {
        let mut names = NamesRecord::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == LOCAL {
                names.local = map.next_value()?;
                continue;
            }
            let lang = Language::try_from(key).map_err(A::Error::custom)?;
            names.translated.push(Name { lang, name: map.next_value()? });
        }
        Ok(names)
    }
}

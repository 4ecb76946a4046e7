//! A territory or an organisation as data.

use serde::Serialize;
use utoipa::ToSchema;

use super::item::ByLanguage;
use crate::domain::{Actor, Name};

/// A territory or an organisation of the directory.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct TerritoryItem {
    /// The address of the actor that speaks for it: the same on every node, for ever.
    #[schema(format = "uri")]
    pub(crate) id: String,
    /// `territory` or `organisation`.
    pub(crate) r#type: &'static str,
    /// The name before the `@`.
    pub(crate) handle: String,
    /// `handle@host`.
    pub(crate) address: String,
    /// Its page on this node.
    #[schema(format = "uri")]
    pub(crate) url: String,
    /// The host of the node where it publishes.
    pub(crate) origin: String,
    /// A term of the list of territory kinds.
    pub(crate) kind: String,
    /// The name to show.
    pub(crate) name: String,
    /// Its name by language.
    #[schema(value_type = BTreeMap<String, String>)]
    pub(crate) names: ByLanguage<String>,
    /// The names that its own people use, by language.
    #[schema(value_type = BTreeMap<String, String>)]
    pub(crate) local_names: ByLanguage<String>,
    /// ISO 3166-1, two letters.
    pub(crate) country: Option<String>,
    /// Degrees north.
    pub(crate) latitude: Option<f64>,
    /// Degrees east.
    pub(crate) longitude: Option<f64>,
    /// `point`, or `seat-city` when the point is where the organisation has its seat.
    pub(crate) geo_precision: Option<String>,
    /// Its number in `GeoNames` (CC BY 4.0).
    pub(crate) geonames_id: Option<i64>,
    /// Order of size: `10k-100k`.
    pub(crate) population_order: Option<String>,
    /// Rounded number of people.
    pub(crate) population: Option<i64>,
    /// Languages spoken.
    pub(crate) languages: Vec<String>,
    /// IANA time zone.
    pub(crate) timezone: Option<String>,
    /// Handle of the territory where an organisation has its seat.
    pub(crate) based_in: Option<String>,
    /// A remark of those who keep the record.
    pub(crate) note: Option<String>,
    /// When it was first published.
    #[schema(format = DateTime)]
    pub(crate) published: String,
    /// When it last changed.
    #[schema(format = DateTime)]
    pub(crate) updated: String,
}

impl TerritoryItem {
    /// The item of an actor on the node at `origin`.
    pub(crate) fn new(actor: &Actor, origin: &str) -> Self {
        let territory = actor.territory.clone();
        let population = territory.population;
        Self {
            id: actor.iri.to_string(),
            r#type: actor.kind.as_str(),
            handle: actor.handle.clone(),
            address: actor.address(),
            url: format!("{origin}{}", territory_path(actor)),
            origin: actor.iri.host().to_owned(),
            kind: territory.kind,
            name: actor.name.clone(),
            names: by_language(&territory.names),
            local_names: by_language(&territory.local_names),
            country: territory.country,
            latitude: territory.latitude,
            longitude: territory.longitude,
            geo_precision: territory.geo_precision,
            geonames_id: territory.geonames_id,
            population_order: population.as_ref().map(|population| population.order.clone()),
            population: population.and_then(|population| population.approx),
            languages: territory.languages.iter().map(ToString::to_string).collect(),
            timezone: territory.timezone,
            based_in: territory.based_in,
            note: territory.note,
            published: actor.published_at.to_string(),
            updated: actor.updated_at.to_string(),
        }
    }
}

/// The path of the page of a territory on this node.
pub(crate) fn territory_path(actor: &Actor) -> String {
    if actor.is_local() {
        format!("/territories/{}", actor.handle)
    } else {
        format!("/territories/{}", actor.address())
    }
}

fn by_language(names: &[Name]) -> ByLanguage<String> {
    ByLanguage(names.iter().map(|name| (name.lang.to_string(), name.name.clone())).collect())
}

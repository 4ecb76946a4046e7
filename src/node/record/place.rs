//! A place as it stands in a file.

use serde::{Deserialize, Serialize};

use crate::domain::{Broken, Place, Rule};

/// Where something is; an event says here, too, whether one can take part from afar.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceRecord {
    /// "Maison des associations", or the town.
    pub name: String,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// ISO 3166-1 code of two letters.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Whether one can take part from afar; events only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
}

impl PlaceRecord {
    /// A place, or `None` when there is nothing to say.
    pub(super) fn of(place: Option<&Place>, online: Option<bool>) -> Option<Self> {
        if place.is_none() && online != Some(true) {
            return None;
        }
        let place = place.cloned().unwrap_or_default();
        Some(Self {
            name: place.name,
            street: place.street,
            postal_code: place.postal_code,
            locality: place.locality,
            region: place.region,
            country: place.country,
            lat: place.latitude,
            lon: place.longitude,
            online,
        })
    }

    /// The place that it names, if it names one: an event that is only online has none.
    pub(super) fn place(&self) -> Option<Place> {
        let place = Place {
            name: self.name.clone(),
            street: self.street.clone(),
            postal_code: self.postal_code.clone(),
            locality: self.locality.clone(),
            region: self.region.clone(),
            country: self.country.clone(),
            latitude: self.lat,
            longitude: self.lon,
        };
        (place != Place::default()).then_some(place)
    }

    /// The place of a sheet that cannot be online.
    pub(super) fn offline_place(record: Option<&Self>) -> Result<Option<Place>, Broken> {
        match record {
            Some(record) if record.online.is_some() => {
                let form = "known outside events";
                let value = "online".to_owned();
                Err(Broken::new("place.online", Rule::Malformed { value, form }))
            }
            record => Ok(record.and_then(Self::place)),
        }
    }
}

//! Where something happens or somebody works.

use serde::{Deserialize, Serialize};

use super::{Broken, Rule};

/// A place as precise as its publisher wants it known, and no more: what must not be known is not
/// in it (`PROTOCOL.md` 1.6).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// "Maison des associations", or the town.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub locality: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// ISO 3166-1 code of two letters.
    pub country: Option<String>,
    /// Degrees north; with `longitude` or not at all.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

impl Place {
    /// Latitude and longitude, where they are known.
    #[must_use]
    pub fn point(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }

    /// Checks that the point is on Earth and whole, and that the country is a code.
    pub fn check(&self) -> Result<(), Broken> {
        check_point(self.latitude, self.longitude, "place")?;
        check_country(self.country.as_deref(), "place.country")
    }
}

/// Refuses half a point, and one that is not on Earth.
pub(super) fn check_point(lat: Option<f64>, lon: Option<f64>, field: &str) -> Result<(), Broken> {
    match (lat, lon) {
        (None, None) => Ok(()),
        (Some(lat), Some(lon)) if lat.abs() <= 90.0 && lon.abs() <= 180.0 => Ok(()),
        (lat, lon) => Err(Broken::new(
            format!("{field}.lat"),
            Rule::Malformed {
                value: format!("{lat:?}, {lon:?}"),
                form: "a latitude and a longitude",
            },
        )),
    }
}

/// Refuses a country that is not two capital letters.
pub(super) fn check_country(country: Option<&str>, field: &str) -> Result<(), Broken> {
    match country {
        Some(code) if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) => {
            let form = "a country code of two capital letters";
            Err(Broken::new(field, Rule::Malformed { value: code.to_owned(), form }))
        }
        _ => Ok(()),
    }
}

/// A part of the map, edges included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundingBox {
    /// Westernmost longitude; greater than `east` when the box crosses the 180th meridian.
    pub west: f64,
    /// Southernmost latitude.
    pub south: f64,
    /// Easternmost longitude.
    pub east: f64,
    /// Northernmost latitude.
    pub north: f64,
}

impl BoundingBox {
    /// Reads `west,south,east,north` in degrees, as `GeoJSON` orders them (RFC 7946, section 5).
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let malformed = || Rule::Malformed {
            value: text.to_owned(),
            form: "four degrees: west,south,east,north",
        };
        let degrees: Vec<f64> = text
            .split(',')
            .map(|part| part.trim().parse().map_err(|_| malformed()))
            .collect::<Result<_, _>>()?;
        match degrees[..] {
            [west, south, east, north]
                if west.abs() <= 180.0
                    && east.abs() <= 180.0
                    && south.abs() <= 90.0
                    && north.abs() <= 90.0
                    && south <= north =>
            {
                Ok(Self { west, south, east, north })
            }
            _ => Err(malformed()),
        }
    }

    /// Whether a point, its latitude before its longitude, is in it.
    #[must_use]
    pub fn contains(&self, (latitude, longitude): (f64, f64)) -> bool {
        let within = if self.west <= self.east {
            (self.west..=self.east).contains(&longitude)
        } else {
            longitude >= self.west || longitude <= self.east
        };
        within && (self.south..=self.north).contains(&latitude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_may_cross_the_180th_meridian() {
        let fiji = BoundingBox::parse("175,-20,-175,-15").unwrap();
        assert!(fiji.contains((-18.0, 178.0)) && fiji.contains((-18.0, -179.0)));
        assert!(!fiji.contains((-18.0, 0.0)) && !fiji.contains((-25.0, 178.0)));
    }

    #[test]
    fn a_box_has_four_degrees_that_are_on_earth() {
        assert!(BoundingBox::parse("-10,35,20,60").is_ok());
        for wrong in ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,91,1,92", "0,5,1,4", "NaN,0,1,1"] {
            assert!(BoundingBox::parse(wrong).is_err(), "{wrong}");
        }
    }
}

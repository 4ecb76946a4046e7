//! A point on Earth, and how far it is from others.
//!
//! Points are compared on a sphere, in whole numbers, so that both databases put them in the same
//! order and neither has to know a sine.

use std::f64::consts::PI;

/// Kilometres from the centre of the Earth to its surface, on average.
const EARTH_RADIUS: f64 = 6_371.008_8;
/// Parts into which that radius is divided: one is about 64 centimetres.
const PARTS: f64 = 1e7;

/// A point on Earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Point {
    /// Reads `45.76,4.84`: a latitude before its longitude, as maps show them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (latitude, longitude) = text.split_once(',')?;
        let degrees = |text: &str| text.trim().parse::<f64>().ok();
        let (latitude, longitude) = (degrees(latitude)?, degrees(longitude)?);
        let is_on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        is_on_earth.then_some(Self { latitude, longitude })
    }

    /// Where the point is from the centre of the Earth, in ten-millionths of its radius: towards the
    /// zero meridian at the equator, towards 90 degrees east, and towards the north pole.
    #[must_use]
    pub fn on_sphere(self) -> [i64; 3] {
        let (latitude, longitude) = (self.latitude.to_radians(), self.longitude.to_radians());
        [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()]
            .map(|share| whole(share * PARTS))
    }

    /// Kilometres to another point, along the surface.
    #[must_use]
    pub fn kilometres_to(self, other: Self) -> f64 {
        let squares = self.on_sphere().into_iter().zip(other.on_sphere());
        kilometres(squares.map(|(a, b)| (a - b) * (a - b)).sum())
    }
}

/// How far two points of the sphere are apart along its surface, from the square of the straight
/// line between them.
#[must_use]
pub fn kilometres(square: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most 4e14, which a double holds exactly")]
    let line = (square as f64).sqrt() / PARTS;
    2.0 * EARTH_RADIUS * (line / 2.0).min(1.0).asin()
}

/// The square of the straight line between two points that are so many kilometres apart.
#[must_use]
pub fn square_of(kilometres: f64) -> i64 {
    let angle = (kilometres / EARTH_RADIUS).clamp(0.0, PI);
    let line = 2.0 * (angle / 2.0).sin() * PARTS;
    whole(line * line)
}

fn whole(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most 4e14")]
    let whole = number.round() as i64;
    whole
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point { latitude, longitude }
    }

    #[test]
    fn known_distances_are_right_to_a_percent() {
        for (from, to, expected) in [
            ((45.749, 4.848), (48.853, 2.349), 392.0),
            ((16.272, -0.045), (45.749, 4.848), 3_299.0),
            ((-17.7, 179.9), (-17.7, -179.9), 21.2),
            ((89.9, 0.0), (89.9, 180.0), 22.2),
            ((0.0, 0.0), (0.0, 180.0), 20_015.0),
            ((45.0, 5.0), (45.0, 5.0), 0.0),
        ] {
            let found = point(from.0, from.1).kilometres_to(point(to.0, to.1));
            assert!((found - expected).abs() <= expected / 100.0, "{from:?} {to:?}: {found}");
        }
    }

    #[test]
    fn what_is_no_point_on_earth_is_refused() {
        assert_eq!(Point::parse("45.76, 4.84"), Some(point(45.76, 4.84)));
        for wrong in ["", "45", "91,0", "0,181", "NaN,0", "inf,0", "45,4,1", "a,b", "4 5,6"] {
            assert_eq!(Point::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_distance_is_the_same_both_ways_and_its_square_leads_back(
            a in (-90.0..90.0_f64, -180.0..180.0_f64),
            b in (-90.0..90.0_f64, -180.0..180.0_f64),
            wide in 1.0..20_000.0_f64,
        ) {
            let (a, b) = (point(a.0, a.1), point(b.0, b.1));
            prop_assert!((a.kilometres_to(b) - b.kilometres_to(a)).abs() < 1e-9);
            prop_assert!((kilometres(square_of(wide)) - wide).abs() < 0.05 + wide / 1_000.0);
        }
    }
}

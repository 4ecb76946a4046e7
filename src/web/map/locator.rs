//! A small outline of a part of the world with a dot in it: where something is, at a glance and
//! without a script.

use std::f64::consts::PI;

use crate::web::assets;

/// The outlines, drawn in tenths of a degree.
pub(crate) const OUTLINES: &str = "map/outline.svg";
/// Width and height of what is shown, in degrees at the equator.
const SIZE: (f64, f64) = (64.0, 32.0);
/// Farthest north and south that the middle of it may be.
const FARTHEST: f64 = 66.0;

/// Where something is in its part of the world.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Locator {
    /// The address of the outlines.
    pub(crate) outlines: String,
    /// How wide a tenth of a degree of longitude is shown: the farther from the equator, the narrower.
    pub(crate) step: String,
    /// What of the outlines is shown: left, top, width, height.
    pub(crate) view: String,
    /// Where the dot is.
    pub(crate) x: String,
    /// The same, downwards.
    pub(crate) y: String,
    /// What it shows, for whoever does not see it.
    pub(crate) name: String,
    /// The address of the map of the same.
    pub(crate) href: String,
}

impl Locator {
    /// The locator of a point, its latitude before its longitude, with a link to the map.
    pub(crate) fn new((latitude, longitude): (f64, f64), name: String, href: String) -> Self {
        let (width, height) = SIZE;
        let middle = latitude.clamp(-FARTHEST, FARTHEST);
        let narrower = (middle * PI / 180.0).cos();
        let edge = 180.0f64.mul_add(narrower, -width / 2.0).max(0.0);
        let (x, y) = (longitude * narrower, -latitude);
        let (left, top) = (x.clamp(-edge, edge) - width / 2.0, -middle - height / 2.0);
        let short = |degrees: f64| format!("{degrees:.2}");
        Self {
            outlines: assets::address(OUTLINES),
            step: format!("{:.4}", narrower / 10.0),
            view: format!("{left:.2} {top:.2} {width} {height}"),
            x: short(x),
            y: short(y),
            name,
            href,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dot_is_always_in_what_is_shown() {
        for latitude in [-90.0, -45.0, 0.0, 45.75, 70.0, 90.0] {
            for longitude in [-180.0, -171.8, 4.85, 178.0, 180.0] {
                let locator = Locator::new((latitude, longitude), String::new(), String::new());
                let degrees = |text: &str| text.parse::<f64>().unwrap();
                let view: Vec<f64> = locator.view.split(' ').map(degrees).collect();
                let (x, y) = (degrees(&locator.x), degrees(&locator.y));
                assert!((view[0]..=view[0] + view[2]).contains(&x), "{locator:?}");
                let beyond = (latitude.abs() - FARTHEST - view[3] / 2.0).max(0.0);
                assert!(
                    (view[1] - beyond..=view[1] + view[3] + beyond).contains(&y),
                    "{locator:?}"
                );
            }
        }
    }
}

//! The grid by which the map is gathered where more stands on it than anybody could tell apart.

use url::form_urlencoded;

use crate::{
    domain::BoundingBox,
    web::parameter::{BadParameter, Expected},
};

/// The closest that one can look.
pub(crate) const FINEST: u8 = 20;
/// Cells from the western to the eastern edge of a map tile: one is as wide as a finger.
const OF_A_TILE: f64 = 4.0;
/// Most cells from edge to edge of what is looked at, whatever the address says.
const MOST_ACROSS: f64 = 32.0;

/// How closely the map is looked at, as its address says; the whole world when it does not.
pub(super) fn read_zoom(query: &str) -> Result<u8, BadParameter> {
    let zoom = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "zoom");
    let Some((_, value)) = zoom.filter(|(_, value)| !value.trim().is_empty()) else { return Ok(1) };
    let zoom = value.trim().parse().ok().filter(|zoom| (1..=FINEST).contains(zoom));
    zoom.ok_or_else(|| BadParameter::new("zoom", &value, Expected::Number(FINEST.into())))
}

/// How many degrees a cell is wide and high.
pub(super) fn cell_width(area: Option<BoundingBox>, zoom: u8) -> f64 {
    let across = area.map_or(360.0, |area| {
        let wide = if area.west <= area.east { 0.0 } else { 360.0 } + area.east - area.west;
        wide.max(area.north - area.south)
    });
    (360.0 / f64::from(1_u32 << zoom) / OF_A_TILE).max(across / MOST_ACROSS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_half_as_wide_a_level_closer_and_never_too_many_are_in_view() {
        let degrees = |area: &str, zoom| cell_width(BoundingBox::parse(area).ok(), zoom);
        let exactly = |width: f64, expected: f64| (width - expected).abs() < 1e-9;
        assert!(exactly(degrees("", 1), 45.0));
        assert!(exactly(degrees("4,45,6,46", 5), 2.812_5));
        assert!(exactly(degrees("4,45,6,46", 6), 1.406_25));
        assert!(exactly(degrees("", 20), 11.25));
        assert!(exactly(degrees("170,-20,-170,-10", 20), 0.625));
    }

    #[test]
    fn a_zoom_is_a_level_of_the_map() {
        assert_eq!(read_zoom("q=x").unwrap(), 1);
        assert_eq!(read_zoom("zoom=7&zoom=8").unwrap(), 7);
        for wrong in ["zoom=0", "zoom=21", "zoom=-1", "zoom=near", "zoom=1e1"] {
            assert_eq!(read_zoom(wrong).unwrap_err().name, "zoom", "{wrong}");
        }
    }
}

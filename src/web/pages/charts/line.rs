//! A line over moments that follow one another at the same distance.

use super::{Figure, WIDTH, grouped, share};
use crate::web::locale::Reader;

/// Height of the picture.
const HEIGHT: i64 = 170;
/// What stays free on both sides.
const SIDE: i64 = 10;
/// What stays free above, for the number of the last moment.
const TOP: i64 = 26;
/// What stays free below, for the names of the first and the last moment.
const BOTTOM: i64 = 24;

/// A picture of a line.
pub(in crate::web) struct Curve {
    pub(in crate::web) width: i64,
    pub(in crate::web) height: i64,
    /// Where the line of zero is.
    pub(in crate::web) ground: i64,
    /// `x,y` of each moment, with spaces between.
    pub(in crate::web) points: String,
    pub(in crate::web) dots: Vec<Dot>,
    /// The name of the first moment.
    pub(in crate::web) first: String,
    /// The name of the last moment, when there is more than one.
    pub(in crate::web) last: Option<String>,
    /// The number of the first and of the last moment, and where they stand.
    pub(in crate::web) numbers: Vec<Mark>,
}

/// A moment on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) struct Dot {
    pub(in crate::web) x: i64,
    pub(in crate::web) y: i64,
}

/// A number at a moment.
pub(in crate::web) struct Mark {
    pub(in crate::web) x: i64,
    pub(in crate::web) y: i64,
    /// Which end of the number stands there: `start`, `end`.
    pub(in crate::web) anchor: &'static str,
    pub(in crate::web) number: String,
}

impl Curve {
    /// A line through all figures, in their order; `None` when there is nothing to draw.
    pub(super) fn new(reader: &Reader, figures: &[Figure]) -> Option<Self> {
        let most = figures.iter().map(|figure| figure.count).max().filter(|most| *most > 0)?;
        let (first, last) = (figures.first()?, figures.last()?);
        let ground = HEIGHT - BOTTOM;
        let steps = i64::try_from(figures.len()).unwrap_or(i64::MAX) - 1;
        let dots: Vec<Dot> = figures
            .iter()
            .zip(0..)
            .map(|(figure, at)| Dot {
                x: SIDE + share(WIDTH - 2 * SIDE, at, steps),
                y: ground - share(ground - TOP, figure.count, most),
            })
            .collect();
        let points: Vec<String> = dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
        let mark = |dot: &Dot, anchor, count| Mark {
            x: dot.x,
            y: dot.y - 9,
            anchor,
            number: grouped(reader, count),
        };
        let mut numbers: Vec<Mark> =
            dots.first().map(|dot| mark(dot, "start", first.count)).into_iter().collect();
        if steps > 0 {
            numbers.extend(dots.last().map(|dot| mark(dot, "end", last.count)));
        }
        Some(Self {
            width: WIDTH,
            height: HEIGHT,
            ground,
            points: points.join(" "),
            dots,
            first: first.label.clone(),
            last: (steps > 0).then(|| last.label.clone()),
            numbers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pages::charts::tests::{figures, reader};

    fn drawn(counts: &[(&str, i64)]) -> Option<Curve> {
        Curve::new(&reader("en"), &figures(counts))
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(drawn(&[]).is_none());
        assert!(drawn(&[("May", 0)]).is_none());
    }

    #[test]
    fn a_line_goes_from_side_to_side_and_as_high_as_its_figures() {
        let curve = drawn(&[("May", 0), ("June", 50), ("July", 100)]).unwrap();
        assert_eq!(curve.points, "10,146 160,86 310,26");
        assert_eq!((curve.first.as_str(), curve.last.as_deref()), ("May", Some("July")));
        let numbers: Vec<_> = curve.numbers.iter().map(|m| (m.anchor, m.number.as_str())).collect();
        assert_eq!(numbers, [("start", "0"), ("end", "100")]);
        assert!(curve.numbers.iter().all(|mark| mark.y > 10));
    }

    #[test]
    fn a_single_moment_is_a_dot_with_its_number() {
        let curve = drawn(&[("May", 12_345)]).unwrap();
        assert_eq!(curve.dots, [Dot { x: 10, y: 26 }]);
        assert_eq!((curve.numbers.len(), curve.numbers[0].number.as_str()), (1, "12,345"));
        assert_eq!(curve.last, None);
    }
}

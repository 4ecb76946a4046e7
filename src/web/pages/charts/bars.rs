//! Bars from the line start to the right, each with its name and its number.

use super::{Figure, WIDTH, grouped, share};
use crate::web::locale::Reader;

/// Most characters of a name that stands before its bar; longer ones stand above theirs.
const SHORT: usize = 14;
/// Most characters of a name above its bar; the table has the whole.
const LONGEST: usize = 46;
/// Where bars start when names stand before them.
const BEFORE: i64 = 104;
/// What stays free for the number at the end of the longest bar.
const NUMBER: i64 = 52;
/// Height of a bar.
const THICKNESS: i64 = 14;

/// A picture of bars.
pub(in crate::web) struct Bars {
    pub(in crate::web) width: i64,
    pub(in crate::web) height: i64,
    /// Where all bars start.
    pub(in crate::web) start: i64,
    pub(in crate::web) each: Vec<Bar>,
}

/// One bar.
pub(in crate::web) struct Bar {
    pub(in crate::web) name: String,
    pub(in crate::web) name_y: i64,
    pub(in crate::web) y: i64,
    pub(in crate::web) width: i64,
    pub(in crate::web) height: i64,
    pub(in crate::web) number: String,
    pub(in crate::web) number_x: i64,
    pub(in crate::web) number_y: i64,
}

impl Bars {
    /// A bar for each figure, in their order; `None` when there is nothing to draw.
    pub(super) fn new(reader: &Reader, figures: &[Figure]) -> Option<Self> {
        let most = figures.iter().map(|figure| figure.count).max().filter(|most| *most > 0)?;
        let are_short = figures.iter().all(|figure| figure.label.chars().count() <= SHORT);
        let (start, step, above) = if are_short { (BEFORE, 24, 0) } else { (0, 42, 20) };
        let longest = WIDTH - start - NUMBER;
        let bars = figures.iter().zip(0..).map(|(figure, at)| {
            let y = at * step + above + 4;
            // What is there at all can be seen.
            let width = share(longest, figure.count, most).max(i64::from(figure.count > 0) * 2);
            Bar {
                name: shortened(&figure.label),
                name_y: if are_short { y + 11 } else { y - 6 },
                y,
                width,
                height: THICKNESS,
                number: grouped(reader, figure.count),
                number_x: start + width + 6,
                number_y: y + 11,
            }
        });
        let bars: Vec<Bar> = bars.collect();
        let height = bars.last().map_or(0, |last| last.y + THICKNESS + 4);
        Some(Self { width: WIDTH, height, start, each: bars })
    }
}

/// The name, or its beginning.
fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let start: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pages::charts::tests::{figures, reader};

    fn drawn(counts: &[(&str, i64)]) -> Option<Bars> {
        Bars::new(&reader("en"), &figures(counts))
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(drawn(&[]).is_none());
        assert!(drawn(&[("a", 0), ("b", 0)]).is_none());
    }

    #[test]
    fn bars_are_as_long_as_their_figures_and_stay_in_the_picture() {
        let bars = drawn(&[("France", 1_000_000), ("Brésil", 500_000), ("Mali", 1), ("—", 0)]);
        let bars = bars.unwrap();
        let widths: Vec<i64> = bars.each.iter().map(|bar| bar.width).collect();
        assert_eq!(widths, [164, 82, 2, 0]);
        assert_eq!(bars.each[0].number, "1,000,000");
        for bar in &bars.each {
            assert!(bar.number_x + 7 * i64::try_from(bar.number.len()).unwrap() <= WIDTH + 20);
            assert!(bar.y + bar.height <= bars.height);
        }
    }

    #[test]
    fn one_long_name_puts_all_names_above_their_bars() {
        let long = "Accueil inconditionnel et accès aux droits pour toutes les personnes";
        let bars = drawn(&[("Interculturalité", 3), (long, 4)]).unwrap();
        assert_eq!(bars.start, 0);
        assert!(bars.each[1].name.chars().count() <= LONGEST);
        assert!(bars.each[1].name.ends_with('…'), "{}", bars.each[1].name);
        assert!(bars.each.iter().all(|bar| bar.name_y < bar.y && bar.name_y > 0));
        let (first, second) = (&bars.each[0], &bars.each[1]);
        assert!(first.y + first.height < second.name_y - 8, "names do not touch the bar above");
    }

    #[test]
    fn a_single_figure_is_a_whole_bar() {
        let bars = drawn(&[("a", 7)]).unwrap();
        assert_eq!((bars.each.len(), bars.each[0].width), (1, WIDTH - BEFORE - NUMBER));
    }
}

//! Small pictures of figures, drawn here as SVG: each with its title, a sentence, and its table.
//!
//! Nothing is said by colour alone: every bar and every line has its number beside it.

mod bars;
mod line;
mod number;

use bars::Bars;
use line::Curve;
pub(super) use number::grouped;

use crate::web::locale::Reader;

/// Width of every picture, in units of which a small phone shows one as a pixel.
const WIDTH: i64 = 320;

/// A picture of some figures.
pub(in crate::web) struct Chart {
    /// Unique on its page.
    pub(in crate::web) id: &'static str,
    pub(in crate::web) title: String,
    /// What it shows, in a sentence.
    pub(in crate::web) description: String,
    /// What stands above the columns of its table.
    pub(in crate::web) head: [String; 2],
    /// Its figures, in their order.
    pub(in crate::web) rows: Vec<Row>,
    pub(in crate::web) bars: Option<Bars>,
    pub(in crate::web) curve: Option<Curve>,
}

/// A figure in the table of a picture.
pub(in crate::web) struct Row {
    pub(in crate::web) label: String,
    pub(in crate::web) number: String,
    /// Where what was counted is listed.
    pub(in crate::web) href: Option<String>,
}

/// What a picture says in words.
pub(in crate::web) struct Caption {
    pub(in crate::web) id: &'static str,
    pub(in crate::web) title: String,
    pub(in crate::web) description: String,
    pub(in crate::web) head: [String; 2],
}

/// A figure that is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Figure {
    pub(in crate::web) label: String,
    pub(in crate::web) count: i64,
    pub(in crate::web) href: Option<String>,
}

impl Chart {
    /// Figures of things that have no order of their own, or few: a bar for each.
    pub(in crate::web) fn bars(reader: &Reader, caption: Caption, figures: &[Figure]) -> Self {
        let bars = Bars::new(reader, figures);
        Self { bars, ..Self::table(reader, caption, figures) }
    }

    /// Figures of moments that follow one another: a line.
    pub(in crate::web) fn curve(reader: &Reader, caption: Caption, figures: &[Figure]) -> Self {
        let curve = Curve::new(reader, figures);
        Self { curve, ..Self::table(reader, caption, figures) }
    }

    fn table(reader: &Reader, caption: Caption, figures: &[Figure]) -> Self {
        let Caption { id, title, description, head } = caption;
        let row = |figure: &Figure| Row {
            label: figure.label.clone(),
            number: grouped(reader, figure.count),
            href: figure.href.clone(),
        };
        // Of nothing but zeros there is nothing to show.
        let is_nothing = figures.iter().all(|figure| figure.count == 0);
        let rows = if is_nothing { Vec::new() } else { figures.iter().map(row).collect() };
        Self { id, title, description, head, rows, bars: None, curve: None }
    }
}

/// A share of a length, in whole units; nothing of nothing.
fn share(length: i64, count: i64, of: i64) -> i64 {
    if of <= 0 { 0 } else { length.saturating_mul(count.clamp(0, of)) / of }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn figures(counts: &[(&str, i64)]) -> Vec<Figure> {
        let figure = |(label, count): &(&str, i64)| Figure {
            label: (*label).to_owned(),
            count: *count,
            href: None,
        };
        counts.iter().map(figure).collect()
    }

    pub(crate) fn reader(language: &str) -> Reader {
        Reader::new(&format!("/?ui={language}").parse().unwrap(), "")
    }

    #[test]
    fn a_picture_has_its_figures_as_a_table_in_the_readers_numbers() {
        let words = || Caption {
            id: "pillars",
            title: "Pillars".into(),
            description: "All sheets.".into(),
            head: ["Pillar".into(), "Sheets".into()],
        };
        let chart = Chart::bars(&reader("fr"), words(), &figures(&[("a", 12_345), ("b", 0)]));
        let numbers: Vec<&str> = chart.rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!(numbers, ["12\u{202f}345", "0"]);
        assert!(chart.bars.is_some() && chart.curve.is_none());
        for nothing in [figures(&[]), figures(&[("a", 0)])] {
            let empty = Chart::curve(&reader("en"), words(), &nothing);
            assert!(empty.rows.is_empty() && empty.curve.is_none() && empty.bars.is_none());
        }
    }

    #[test]
    fn a_share_never_leaves_its_length() {
        assert_eq!([share(100, 1, 4), share(100, 9, 4), share(100, -1, 4)], [25, 100, 0]);
        assert_eq!([share(100, 1, 0), share(100, i64::MAX, i64::MAX)], [0, 1]);
    }
}

//! What the commands tell people on stdout.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// Writes a line; an error, not a panic, when nobody reads it.
pub(super) fn say(line: impl Display) -> anyhow::Result<()> {
    writeln!(io::stdout().lock(), "{line}")?;
    Ok(())
}

/// `1 event`, `2 events`.
pub(super) fn counted<N: Copy + Display + PartialEq + From<u8>>(
    count: N,
    one: &str,
    many: &str,
) -> String {
    let name = if count == N::from(1) { one } else { many };
    format!("{count} {name}")
}

/// Writes rows in columns, each as wide as its longest cell.
pub(super) fn say_table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> anyhow::Result<()> {
    let length = |cell: &String| cell.chars().count();
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = length(cell).max(*width);
        }
    }
    for row in rows {
        let padded = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        say(padded.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

//! Text in a cell of a table, so that no spreadsheet takes it for a formula, and back.

/// What may begin a formula (`docs/security.md` T50): signs, those of full width that some spreadsheets
/// read as the narrow ones, and what makes them look at the next sign.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// What spreadsheets take for "this is text".
const GUARD: char = '\'';

/// `text` as it may stand in a cell.
#[must_use]
pub fn guard_cell(text: &str) -> String {
    if needs_guard(text) { format!("{GUARD}{text}") } else { text.to_owned() }
}

/// What [`guard_cell`] was given.
#[must_use]
pub fn unguard_cell(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|text| needs_guard(text)).unwrap_or(cell)
}

/// Whether text would be taken for a formula, or for text that was guarded already.
fn needs_guard(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches([GUARD, ' ', '\u{a0}']).starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_becomes_text_however_it_begins() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u{a0}=1",
            "'=1",
        ] {
            assert_eq!(guard_cell(formula), format!("'{formula}"));
        }
        for text in ["", "Accueil", "'s-Hertogenbosch", "2 = 1 + 1", "a\t=1"] {
            assert_eq!(guard_cell(text), text);
        }
    }

    proptest! {
        #[test]
        fn a_cell_gives_back_what_was_put_into_it(text in "['= +@a＝\t-]{0,8}") {
            let guarded = guard_cell(&text);
            prop_assert_eq!(unguard_cell(&guarded), text);
        }
    }
}

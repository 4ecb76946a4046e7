//! Numbers as the readers of a language write them (CLDR, decimal grouping).

use crate::web::locale::Reader;

/// A whole number with its thousands apart: `12,345`, `12 345`, `12.345`.
pub(in crate::web) fn grouped(reader: &Reader, number: i64) -> String {
    let (separator, fewest) = match reader.language() {
        "fr" => ('\u{202f}', 4),
        // Spanish and Portuguese leave four digits together.
        "es" | "pt" => ('.', 5),
        _ => (',', 4),
    };
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "−" } else { "" };
    if digits.len() < fewest {
        return format!("{sign}{digits}");
    }
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pages::charts::tests::reader;

    #[test]
    fn thousands_stand_apart_as_each_language_has_them() {
        let written = |language, number| grouped(&reader(language), number);
        assert_eq!(written("fr", 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(written("en", 1_234), "1,234");
        assert_eq!(written("es", 1_234), "1234");
        assert_eq!(written("es", 12_345), "12.345");
        assert_eq!(written("pt", 999), "999");
        assert_eq!(written("en", -1_000), "−1,000");
        assert_eq!(written("en", 0), "0");
    }
}

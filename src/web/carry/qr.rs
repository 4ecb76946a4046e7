//! An address as a picture that telephones read (ISO/IEC 18004).

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode, types::QrError};

/// Light squares on each side, without which telephones do not find the code.
const MARGIN: usize = 4;

/// The squares of a code, as the outline of an SVG picture.
pub(super) struct Qr {
    /// Squares of a side, with the margin.
    pub(super) side: usize,
    /// The dark squares: a `d` of an SVG path.
    pub(super) path: String,
}

impl Qr {
    /// The code of an address; it can be read with a sixth of it torn off or covered.
    pub(super) fn of(address: &str) -> Result<Self, QrError> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M)?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run[0] == Color::Dark {
                    let (left, top, length) = (x + MARGIN, y + MARGIN, run.len());
                    // Writing to a String cannot fail.
                    let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
                }
                x += run.len();
            }
        }
        Ok(Self { side: width + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_margin() {
        let code = Qr::of("https://lyon.example/events/115577412345678901").unwrap();
        assert_eq!(code.side, 29 + 2 * MARGIN);
        for corner in ["M4 4h7v1h-7z", "M26 4h7v1h-7z", "M4 26h7v1h-7z"] {
            assert!(code.path.contains(corner), "{corner}");
        }
    }

    #[test]
    fn what_fits_into_no_code_is_refused() {
        assert!(Qr::of(&"x".repeat(3_000)).is_err());
    }
}

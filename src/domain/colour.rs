//! Colours that a node gives itself, and whether everybody can read them (WCAG 2.2, 1.4.3).

use serde::{Deserialize, Serialize};

/// Least contrast of text with what lies behind it (WCAG 2.2, level AA).
const LEAST_CONTRAST: f64 = 4.5;

/// A colour: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// The light or the dark form of all pages; the reader's device chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark words on light paper.
    Light,
    /// Light words on dark paper.
    Dark,
}

/// What lies behind words, by the names of the roles in `tokens.css`.
type Ground = (&'static str, Colour);

/// Why a colour cannot be taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum BadColour {
    #[error("\"{0}\" is no colour: write one such as #0d4a58")]
    Malformed(String),
    #[error(
        "{colour} cannot be read {with} in the {scheme} scheme: the contrast is {contrast:.1}, and \
         at least 4.5 is needed; the nearest colour that can be read is {nearest}"
    )]
    Unreadable {
        colour: Colour,
        with: String,
        scheme: &'static str,
        contrast: f64,
        nearest: Colour,
    },
}

impl Colour {
    /// Reads `#0d4a58`.
    pub fn parse(text: &str) -> Result<Self, BadColour> {
        let malformed = || BadColour::Malformed(text.to_owned());
        let digits = text.trim().strip_prefix('#').ok_or_else(malformed)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(malformed());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| malformed())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }

    /// How much lighter the one is than the other, from 1 to 21 (WCAG 2.2, "contrast ratio").
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The ground in `grounds` from which it differs least, when that is not enough.
    fn unreadable_on(self, grounds: &[Ground]) -> Option<(Ground, f64)> {
        let measured = grounds.iter().map(|ground| (*ground, self.contrast(ground.1)));
        let least = measured.min_by(|one, other| one.1.total_cmp(&other.1));
        least.filter(|(_, contrast)| *contrast < LEAST_CONTRAST)
    }

    /// A part of the way, in 255 steps, to black or to white.
    fn towards(self, end: u8, step: u8) -> Self {
        Self(self.0.map(|channel| {
            let (channel, end, step) = (u32::from(channel), u32::from(end), u32::from(step));
            // Between two values of 0 to 255 lies one of 0 to 255.
            u8::try_from((channel * (255 - step) + end * step) / 255).unwrap_or(u8::MAX)
        }))
    }
}

impl Scheme {
    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What lies behind the words of a page, and last what stands on a button.
    #[must_use]
    pub fn grounds(self) -> [(&'static str, Colour); 5] {
        match self {
            Self::Light => [
                ("paper", Colour([0xfb, 0xf8, 0xf2])),
                ("surface", Colour([0xff, 0xff, 0xff])),
                ("sunken", Colour([0xf2, 0xec, 0xe0])),
                ("notice", Colour([0xfd, 0xf0, 0xc9])),
                ("on-primary", Colour([0xff, 0xff, 0xff])),
            ],
            Self::Dark => [
                ("paper", Colour([0x13, 0x18, 0x1b])),
                ("surface", Colour([0x1b, 0x22, 0x26])),
                ("sunken", Colour([0x20, 0x29, 0x2e])),
                ("notice", Colour([0x3a, 0x31, 0x13])),
                ("on-primary", Colour([0x06, 0x26, 0x2e])),
            ],
        }
    }

    /// Refuses a colour whose words not everybody could read.
    pub fn check(self, colour: Colour) -> Result<(), BadColour> {
        let Some(((ground, _), contrast)) = colour.unreadable_on(&self.grounds()) else {
            return Ok(());
        };
        let with = match ground {
            "on-primary" => "under the words of a button".to_owned(),
            ground => format!("on {ground}"),
        };
        let nearest = self.nearest(colour);
        let scheme = self.name();
        Err(BadColour::Unreadable { colour, with, scheme, contrast, nearest })
    }

    /// The colour of the same hue, darker or lighter, that is nearest and can be read.
    #[must_use]
    pub fn nearest(self, colour: Colour) -> Colour {
        let (grounds, end) = match self {
            Self::Light => (self.grounds(), 0),
            Self::Dark => (self.grounds(), u8::MAX),
        };
        let steps = (0..=u8::MAX).map(|step| colour.towards(end, step));
        let mut readable = steps.filter(|colour| colour.unreadable_on(&grounds).is_none());
        readable.next().unwrap_or(Colour([end; 3]))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = BadColour;

    fn try_from(text: String) -> Result<Self, BadColour> {
        Self::parse(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_comes_back_from_its_text_and_nothing_else_is_one() {
        assert_eq!(colour(" #0D4a58 ").to_string(), "#0d4a58");
        for wrong in ["", "red", "0d4a58", "#fff", "#0d4a5g", "#0d4a58;}", "#+d4a58", "url(x)"] {
            assert!(Colour::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((colour("#000000").contrast(colour("#ffffff")) - 21.0).abs() < 0.01);
        assert!((colour("#767676").contrast(colour("#ffffff")) - 4.54).abs() < 0.01);
        assert!((colour("#777777").contrast(colour("#777777")) - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_pale_colour_is_refused_with_one_of_its_hue_that_can_be_read() {
        let said = Scheme::Light.check(colour("#e8a33d")).unwrap_err().to_string();
        let nearest = Scheme::Light.nearest(colour("#e8a33d"));
        assert_eq!(
            said,
            format!(
                "#e8a33d cannot be read on sunken in the light scheme: the contrast is 1.8, and at \
                 least 4.5 is needed; the nearest colour that can be read is {nearest}"
            )
        );
        assert_eq!(Scheme::Light.check(colour("#0d4a58")), Ok(()));
        assert_eq!(Scheme::Dark.check(colour("#8ed0de")), Ok(()));
        assert!(Scheme::Dark.check(colour("#0d4a58")).is_err());
    }

    proptest! {
        #[test]
        fn every_colour_has_one_near_it_that_can_be_read(channels: [u8; 3]) {
            for scheme in [Scheme::Light, Scheme::Dark] {
                let nearest = scheme.nearest(Colour(channels));
                prop_assert_eq!(scheme.check(nearest), Ok(()));
                if scheme.check(Colour(channels)).is_ok() {
                    prop_assert_eq!(nearest, Colour(channels));
                }
            }
        }
    }
}

//! How a node looks: the colours and the logo that its operator gives it.

use serde::{Deserialize, Serialize};

use super::{
    Timestamp,
    colour::{BadColour, Colour, Scheme},
};

/// The look of a node, as far as it is not that of all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// Of links, buttons and the edge of every page.
    #[serde(default)]
    pub primary: Option<Tint>,
    /// Of marks, and of what has the focus.
    #[serde(default)]
    pub accent: Option<Tint>,
    /// Beside the name.
    #[serde(default)]
    pub logo: Option<Logo>,
    /// When it last changed: browsers keep a look until there is another.
    pub changed_at: Timestamp,
}

/// A colour in its light and in its dark form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tint {
    /// On light paper.
    pub light: Colour,
    /// On dark paper.
    pub dark: Colour,
}

/// The size of a logo, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it all")]
pub struct Logo {
    pub width: u32,
    pub height: u32,
}

impl Tint {
    /// A colour that everybody can read in both schemes; where nobody names the dark form it is
    /// the nearest that can be read.
    pub fn new(light: Colour, dark: Option<Colour>) -> Result<Self, BadColour> {
        let dark = dark.unwrap_or_else(|| Scheme::Dark.nearest(light));
        Scheme::Light.check(light)?;
        Scheme::Dark.check(dark)?;
        Ok(Self { light, dark })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_form_that_nobody_names_is_made_from_the_light_one() {
        let colour = |text: &str| Colour::parse(text).unwrap();
        let tint = Tint::new(colour("#0d4a58"), None).unwrap();
        assert_eq!(tint.light, colour("#0d4a58"));
        assert_eq!(Scheme::Dark.check(tint.dark), Ok(()));
        assert!(Tint::new(colour("#0d4a58"), Some(colour("#0d4a58"))).is_err());
        assert!(Tint::new(colour("#ffee00"), None).is_err());
    }
}

//! What a node says of itself: its pages, and where the people who run it can be written to.

use super::{Broken, Language, Rule, Timestamp, practice::check_web_address};

/// Longest text of a page in one language, in characters: as long as that of a sheet.
pub const LONGEST_HOUSE_TEXT: usize = 50_000;
/// Longest contact, in characters.
const LONGEST_CONTACT: usize = 320;

/// A page that an operator may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HousePage {
    /// What the home page opens with.
    Welcome,
    /// Who runs the space, and what for.
    About,
    /// Publisher and host, as the law asks for.
    Legal,
    /// What is known of readers, and of those who write.
    Privacy,
    /// How far everybody can use the space, and what to do where somebody cannot.
    Accessibility,
}

impl HousePage {
    /// All pages, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Welcome, Self::About, Self::Legal, Self::Privacy, Self::Accessibility];

    /// The name of a page in tables, commands and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::About => "about",
            Self::Legal => "legal",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
        }
    }

    /// The page that a name means.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.as_str() == text)
    }
}

/// What an operator wrote for a page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseText {
    /// Which page.
    pub page: HousePage,
    /// In which language.
    pub language: Language,
    /// Markdown.
    pub markdown: String,
    /// When it was written.
    pub updated_at: Timestamp,
}

impl HouseText {
    /// What must hold before a text is shown.
    pub fn check(&self) -> Result<(), Broken> {
        let field = format!("{}.{}", self.page.as_str(), self.language);
        if self.markdown.trim().is_empty() {
            return Err(Broken::new(field, Rule::Missing));
        }
        if self.markdown.chars().count() > LONGEST_HOUSE_TEXT {
            return Err(Broken::new(field, Rule::TooLong(LONGEST_HOUSE_TEXT)));
        }
        Ok(())
    }
}

/// Where the people who run a node can be written to: a mailbox, or a page with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// Reads `contact@lyon.example` or `https://lyon.example/contact`.
    pub fn parse(text: &str) -> Result<Self, Broken> {
        let text = text.trim();
        let is_plain = !text
            .contains(|c: char| c.is_whitespace() || c.is_control() || "<>()[]\"'`\\".contains(c));
        let is_mailbox = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.contains('@') && host.contains('.') && !name.contains(':')
        });
        let fits = text.chars().count() <= LONGEST_CONTACT;
        if is_plain && fits && (is_mailbox || check_web_address("contact", text).is_ok()) {
            return Ok(Self(text.to_owned()));
        }
        let form =
            "a mailbox such as contact@lyon.example, or an address that starts with https://";
        Err(Broken::new("contact", Rule::Malformed { value: text.to_owned(), form }))
    }

    /// The mailbox or the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a link to it leads to.
    #[must_use]
    pub fn href(&self) -> String {
        if self.0.contains("://") { self.0.clone() } else { format!("mailto:{}", self.0) }
    }

    /// Whether it looks like the mailbox of a person, `firstname.lastname@`: one that goes when the
    /// person goes, and that strangers should not know.
    #[must_use]
    pub fn is_of_a_person(&self) -> bool {
        let Some((name, _)) = self.0.split_once('@').filter(|_| !self.0.contains("://")) else {
            return false;
        };
        let parts: Vec<&str> = name.split(['.', '_']).collect();
        parts.len() > 1 && parts.iter().all(|part| part.chars().all(char::is_alphabetic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_comes_back_from_its_name() {
        for page in HousePage::ALL {
            assert_eq!(HousePage::parse(page.as_str()), Some(page));
        }
        assert_eq!(HousePage::parse("imprint"), None);
    }

    #[test]
    fn a_contact_is_a_mailbox_or_a_page() {
        let href = |text: &str| Contact::parse(text).map(|contact| contact.href());
        assert_eq!(href(" contact@lyon.example ").unwrap(), "mailto:contact@lyon.example");
        assert_eq!(href("https://lyon.example/ecrire").unwrap(), "https://lyon.example/ecrire");
        for wrong in [
            "",
            "lyon",
            "@lyon.example",
            "a@b@c.example",
            "javascript:alert(1)",
            "a b@c.example",
            "a@c.example](x)",
            "mailto:a@c.example",
            "a@c.example\"onclick",
        ] {
            assert!(href(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_mailbox_of_a_person_is_told_from_that_of_a_role() {
        let is_of_a_person = |text: &str| Contact::parse(text).unwrap().is_of_a_person();
        assert!(is_of_a_person("ana.lopes@recife.example"));
        assert!(is_of_a_person("ana_lopes@recife.example"));
        assert!(!is_of_a_person("contact@recife.example"));
        assert!(!is_of_a_person("accueil.2027@recife.example"));
        assert!(!is_of_a_person("https://recife.example/ana.lopes"));
    }

    #[test]
    fn an_empty_or_endless_text_is_refused() {
        let text = |markdown: String| HouseText {
            page: HousePage::Legal,
            language: Language::parse("fr").unwrap(),
            markdown,
            updated_at: Timestamp(0),
        };
        let said = |markdown: &str| text(markdown.into()).check().map_err(|e| e.to_string());
        assert_eq!(said("Mairie").ok(), Some(()));
        assert_eq!(said(" \n").unwrap_err(), "legal.fr is missing");
        let endless = "a".repeat(LONGEST_HOUSE_TEXT + 1);
        assert_eq!(said(&endless).unwrap_err(), "legal.fr is longer than 50000 characters");
    }
}

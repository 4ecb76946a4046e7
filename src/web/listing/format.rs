//! The formats of a listing, besides its page.

/// A format in which a listing can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Csv,
    GeoJson,
    Atom,
    Calendar,
}

impl Format {
    /// All formats.
    pub(crate) const ALL: [Self; 5] =
        [Self::Json, Self::Csv, Self::GeoJson, Self::Atom, Self::Calendar];
    /// The formats of a table of places: those without dates.
    pub(crate) const OF_TERRITORIES: [Self; 3] = [Self::Json, Self::Csv, Self::GeoJson];

    /// How its addresses end.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::GeoJson => "geojson",
            Self::Atom => "atom",
            Self::Calendar => "ics",
        }
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::GeoJson => "application/geo+json",
            Self::Atom => "application/atom+xml",
            Self::Calendar => "text/calendar; charset=utf-8",
        }
    }

    /// Whether programs ask for it again and again, in no language of their own.
    pub(crate) fn is_subscribed_to(self) -> bool {
        matches!(self, Self::Atom | Self::Calendar)
    }

    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::GeoJson => "GeoJSON",
            Self::Atom => "Atom",
            Self::Calendar => "iCalendar",
        }
    }

    /// Whether invented examples are in it when nobody says: tables and calendars are taken for
    /// facts.
    pub(crate) fn has_examples(self) -> bool {
        !matches!(self, Self::Csv | Self::Calendar)
    }

    /// Whether its words depend on the reader's language.
    pub(crate) fn is_in_a_language(self) -> bool {
        matches!(self, Self::Atom | Self::Calendar)
    }
}

//! The parameters of a listing, the same for its page and for each of its formats.

use url::form_urlencoded;

use crate::{
    domain::{
        BoundingBox, Dates, Facet, Language, List, SheetKind, Taxonomy, Timestamp, check_handle,
    },
    web::parameter::{BadParameter, Expected},
};

/// Items of a page of the exports, unless `limit` says otherwise.
pub(crate) const DEFAULT_LIMIT: usize = 100;
/// Most items of a page of the exports.
pub(crate) const MOST_ITEMS: usize = 500;
/// Longest text to search for, in characters.
pub(super) const LONGEST_TEXT: usize = 200;
/// Last page that can be asked for.
pub(super) const LAST_PAGE: usize = 1_000_000;

/// The parameters that filter by a facet.
pub(crate) const FACETS: [(&str, Facet); 8] = [
    ("pillar", Facet::Pillar),
    ("theme", Facet::Theme),
    ("kind", Facet::Subkind),
    ("territory", Facet::Territory),
    ("country", Facet::Country),
    ("lang", Facet::Language),
    ("status", Facet::Status),
    ("audience", Facet::Audience),
];

/// What a listing is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parameters {
    /// Words to search for.
    pub(crate) q: String,
    /// Values of facets, all of which a sheet must have.
    pub(crate) facets: Vec<(Facet, String)>,
    /// Only events of that time.
    pub(crate) when: Option<When>,
    /// Only what is on that part of the map.
    pub(crate) bbox: Option<BoundingBox>,
    /// Whether invented examples are among them; each format has its own answer to `None`.
    pub(crate) examples: Option<bool>,
    /// Which page, from 1.
    pub(crate) page: usize,
    /// How many items a page has, where the address says so.
    pub(crate) limit: Option<usize>,
    /// The parameters as they were given, without `page`: for links to other pages and formats.
    given: Vec<(String, String)>,
}

/// Which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// What has not ended yet.
    Upcoming,
    /// What has ended.
    Past,
    /// What takes place, at least in part, between two moments.
    Between(Option<Timestamp>, Option<Timestamp>),
}

impl Parameters {
    /// Reads the query of an address of a listing of one kind, or of all kinds, which `type`
    /// narrows. A parameter without a value counts as absent: forms send them; one that no listing
    /// knows is not looked at.
    pub(crate) fn parse(
        query: &str,
        kind: Option<SheetKind>,
        taxonomy: &Taxonomy,
    ) -> Result<Self, BadParameter> {
        let mut parameters = Self { page: 1, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if !value.is_empty() && parameters.read(&name, value, kind, taxonomy)? {
                parameters.given.push((name.into_owned(), value.to_owned()));
            }
        }
        Ok(parameters)
    }

    /// Reads one parameter; says whether a link to another page has to keep it.
    fn read(
        &mut self,
        name: &str,
        value: &str,
        kind: Option<SheetKind>,
        taxonomy: &Taxonomy,
    ) -> Result<bool, BadParameter> {
        match name {
            // What is of one kind already is not asked for its kind.
            "type" if kind.is_none() => self.facets.push((Facet::Kind, read_type(value)?)),
            "q" if value.chars().count() <= LONGEST_TEXT => value.clone_into(&mut self.q),
            "q" => return Err(BadParameter::new("q", value, Expected::Text(LONGEST_TEXT))),
            "when" => self.when = Some(When::parse(value)?),
            "bbox" => self.bbox = Some(read_area(value)?),
            "examples" => self.examples = Some(yes_or_no("examples", value)?),
            "limit" => self.limit = Some(number("limit", value, MOST_ITEMS)?),
            "page" => {
                self.page = number("page", value, LAST_PAGE)?;
                return Ok(false);
            }
            _ => match FACETS.iter().find(|(known, _)| *known == name) {
                Some((name, facet)) => {
                    let value = facet_value(name, *facet, value, kind, taxonomy)?;
                    self.facets.push((*facet, value));
                }
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    /// The value of a facet, where the listing is filtered by it.
    pub(crate) fn facet(&self, facet: Facet) -> Option<&str> {
        self.facets.iter().find(|(known, _)| *known == facet).map(|(_, value)| value.as_str())
    }

    /// What the address gave for a parameter.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the listing is narrowed in any way.
    pub(crate) fn narrows(&self) -> bool {
        !self.given.is_empty()
    }

    /// The address of page `page` of the same listing at `path`.
    pub(crate) fn address(&self, path: &str, page: usize) -> String {
        address(path, &self.given, page)
    }
}

/// The address at `path` with the parameters that were `given`, and a page.
pub(super) fn address(path: &str, given: &[(String, String)], page: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(given);
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

impl When {
    /// Reads `upcoming`, `past`, a year, month or day, or two of them with `..` between, of which
    /// one may be left out. Days are those of UTC.
    fn parse(value: &str) -> Result<Self, BadParameter> {
        let bad = || BadParameter::new("when", value, Expected::When);
        match value {
            "upcoming" => return Ok(Self::Upcoming),
            "past" => return Ok(Self::Past),
            _ => {}
        }
        let (from, to) = value.split_once("..").unwrap_or((value, value));
        let dates = |date: &str| match date {
            "" => Ok(None),
            date => whole_days(date).map(Some).ok_or_else(bad),
        };
        let (from, to) = (dates(from)?, dates(to)?);
        let (from, to) = (from.map(|dates| dates.starts_at()), to.map(|dates| dates.ends_at()));
        let backwards = from.zip(to).is_some_and(|(from, to)| to < from);
        if backwards || (from.is_none() && to.is_none()) {
            return Err(bad());
        }
        Ok(Self::Between(from, to))
    }
}

/// The first and last moment of a year, month or day of UTC.
fn whole_days(date: &str) -> Option<Dates> {
    let precision = match date.len() {
        4 => "year",
        7 => "month",
        _ => "day",
    };
    Dates::parse(date, date, precision, "UTC").ok()
}

fn yes_or_no(name: &'static str, value: &str) -> Result<bool, BadParameter> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(BadParameter::new(name, value, Expected::YesOrNo)),
    }
}

/// A whole number from one to `most`.
pub(super) fn number(name: &'static str, value: &str, most: usize) -> Result<usize, BadParameter> {
    let number = value.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| BadParameter::new(name, value, Expected::Number(most)))
}

/// A part of the map.
pub(super) fn read_area(value: &str) -> Result<BoundingBox, BadParameter> {
    BoundingBox::parse(value).map_err(|_| BadParameter::new("bbox", value, Expected::Area))
}

/// A kind of sheet.
fn read_type(value: &str) -> Result<String, BadParameter> {
    let known = SheetKind::ALL.iter().any(|kind| kind.as_str() == value);
    if known { Ok(value.to_owned()) } else { Err(BadParameter::new("type", value, Expected::Type)) }
}

/// A country code, in capitals.
pub(super) fn read_country(value: &str) -> Result<String, BadParameter> {
    let code = value.to_ascii_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if is_code { Ok(code) } else { Err(BadParameter::new("country", value, Expected::Country)) }
}

/// A language without its region.
pub(super) fn read_language(value: &str) -> Result<String, BadParameter> {
    let language = Language::parse(value);
    let language = language.ok_or_else(|| BadParameter::new("lang", value, Expected::Language))?;
    Ok(language.base().to_owned())
}

/// A value of a facet, as the index has it.
fn facet_value(
    name: &'static str,
    facet: Facet,
    value: &str,
    kind: Option<SheetKind>,
    taxonomy: &Taxonomy,
) -> Result<String, BadParameter> {
    let bad = |expected| BadParameter::new(name, value, expected);
    match facet {
        Facet::Country => read_country(value),
        Facet::Language => read_language(value),
        Facet::Territory => {
            check_handle(value).map_err(|_| bad(Expected::Handle))?;
            Ok(value.to_owned())
        }
        // Other nodes have themes of their own, and what other software calls its posts is free.
        Facet::Theme if crate::domain::slug(value) == value => Ok(value.to_owned()),
        Facet::Subkind if kind == Some(SheetKind::Post) => {
            let is_type = value.len() <= 40 && value.bytes().all(|b| b.is_ascii_alphanumeric());
            if is_type { Ok(value.to_owned()) } else { Err(bad(Expected::Term)) }
        }
        _ => {
            let mut lists = lists(facet, kind);
            let known = lists.any(|list| taxonomy.find(list, value).is_some());
            if known { Ok(value.to_owned()) } else { Err(bad(Expected::Term)) }
        }
    }
}

/// The lists of the vocabulary that have the values of a facet for sheets of a kind, or of all.
pub(crate) fn lists(facet: Facet, kind: Option<SheetKind>) -> impl Iterator<Item = List> {
    let kinds = SheetKind::ALL.into_iter().filter(move |of| kind.is_none_or(|kind| kind == *of));
    let mut lists: Vec<List> = kinds.filter_map(|kind| terms(facet, kind)).collect();
    lists.dedup();
    lists.into_iter()
}

/// The list of the vocabulary that has the values of a facet for sheets of a kind.
fn terms(facet: Facet, kind: SheetKind) -> Option<List> {
    match (facet, kind) {
        (Facet::Pillar, _) => Some(List::Pillars),
        (Facet::Axis, _) => Some(List::Axes),
        (Facet::Theme, _) => Some(List::Themes),
        (Facet::Audience, _) => Some(List::Audiences),
        (Facet::Subkind, SheetKind::Practice) => Some(List::PracticeKinds),
        (Facet::Subkind, SheetKind::Event) => Some(List::EventKinds),
        (Facet::Subkind, SheetKind::Call) => Some(List::CallKinds),
        (Facet::Status, SheetKind::Practice) => Some(List::PracticeStatuses),
        (Facet::Status, SheetKind::Event) => Some(List::EventStatuses),
        (Facet::Status, SheetKind::Call) => Some(List::CallStatuses),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<Parameters, BadParameter> {
        let taxonomy = Taxonomy::parse(
            r#"{"pillars": [{"id": "interculturality", "label": {"fr": "Interculturalité"}}],
                "event_kinds": [{"id": "webinar", "label": {"fr": "Webinaire"}}]}"#,
        );
        Parameters::parse(query, Some(SheetKind::Event), &taxonomy.unwrap())
    }

    #[test]
    fn facets_are_read_and_links_to_other_pages_keep_them() {
        let read = parse("pillar=interculturality&kind=webinar&country=fr&q=caf%C3%A9&page=2&x=1");
        let read = read.unwrap();
        assert_eq!(read.facet(Facet::Pillar), Some("interculturality"));
        assert_eq!(read.facet(Facet::Country), Some("FR"));
        assert_eq!(read.page, 2);
        assert_eq!(
            read.address("/events.json", 3),
            "/events.json?pillar=interculturality&kind=webinar&country=fr&q=caf%C3%A9&page=3"
        );
    }

    #[test]
    fn a_wrong_value_is_refused_by_name() {
        for (query, name) in [
            ("pillar=nowhere", "pillar"),
            ("kind=public-service", "kind"),
            ("country=france", "country"),
            ("lang=1", "lang"),
            ("territory=Ly on", "territory"),
            ("when=tomorrow", "when"),
            ("when=2027-02..2026-01", "when"),
            ("when=..", "when"),
            ("bbox=1,2,3", "bbox"),
            ("examples=maybe", "examples"),
            ("limit=501", "limit"),
            ("page=0", "page"),
        ] {
            assert_eq!(parse(query).unwrap_err().name, name, "{query}");
        }
        assert_eq!(parse(&format!("q={}", "a".repeat(201))).unwrap_err().name, "q");
    }

    #[test]
    fn a_field_left_empty_filters_nothing() {
        assert!(!parse("q=&pillar=&when=&bbox=").unwrap().narrows());
    }

    #[test]
    fn a_range_of_days_ends_with_the_last_second_of_its_last_day() {
        let Some(When::Between(Some(from), Some(to))) =
            parse("when=2027-02..2027-03-01").unwrap().when
        else {
            panic!("two moments were given")
        };
        assert_eq!(from.to_string(), "2027-02-01T00:00:00.000Z");
        assert_eq!(to.to_string(), "2027-03-01T23:59:59.000Z");
    }
}

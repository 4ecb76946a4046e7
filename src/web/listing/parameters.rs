//! The parameters of a listing, the same for its page and for each of its formats.

use url::form_urlencoded;

use super::{
    nearby::{Around, FARTHEST, WITHIN},
    state::State,
    values::{facet_value, number, read_area, read_text, read_type, yes_or_no},
};
use crate::{
    domain::{Actor, BoundingBox, Facet, SheetKind, Taxonomy, Timestamp, Words},
    web::parameter::{BadParameter, Expected, MOST_VALUES},
};

/// Items of a page of the exports, unless `limit` says otherwise.
pub(crate) const DEFAULT_LIMIT: usize = 100;
/// Most items of a page of the exports.
pub(crate) const MOST_ITEMS: usize = 500;
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
    /// Words to search for, as they were typed.
    pub(crate) q: String,
    /// The same, with what they mean.
    pub(crate) words: Words,
    /// Values of facets: a sheet must have one of each facet that stands here.
    pub(crate) facets: Vec<(Facet, String)>,
    /// Only events of that time.
    pub(crate) when: Option<When>,
    /// Only what is on that part of the map.
    pub(crate) bbox: Option<BoundingBox>,
    /// Only what is around a place.
    pub(crate) around: Option<Around>,
    /// In which order.
    pub(crate) sort: Option<Sort>,
    /// Whether invented examples are among them; each format has its own answer to `None`.
    pub(crate) examples: Option<bool>,
    /// Which page, from 1.
    pub(crate) page: usize,
    /// How many items a page has, where the address says so.
    pub(crate) limit: Option<usize>,
    /// The parameter of a facet all of whose values are to be shown, instead of sheets.
    pub(crate) more: Option<&'static str>,
    /// What makes the selection, for links to other pages and formats.
    pub(crate) state: State,
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

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// What says all words in its title first.
    Relevance,
    /// What comes next or was published last first.
    Date,
    /// The nearest first.
    Distance,
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
        let mut reading = Reading { within: WITHIN, ..Reading::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if !value.is_empty() {
                parameters.read(&mut reading, &name, value, kind, taxonomy)?;
            }
        }
        parameters.words = taxonomy.thesaurus().read(&parameters.q);
        if let Some(near) = &reading.near {
            parameters.around = Some(Around::new(near, reading.within));
            parameters.state.add("near", near);
            if reading.within != WITHIN {
                parameters.state.add("within", &reading.within.to_string());
            }
        }
        parameters.keep_sort(reading.sort);
        Ok(parameters)
    }

    /// Reads one parameter.
    fn read(
        &mut self,
        reading: &mut Reading,
        name: &str,
        value: &str,
        kind: Option<SheetKind>,
        taxonomy: &Taxonomy,
    ) -> Result<(), BadParameter> {
        match name {
            // What is of one kind already is not asked for its kind.
            "type" if kind.is_none() => {
                self.keep("type", Facet::Kind, read_type(value)?)?;
            }
            "q" => self.q = read_text("q", value)?,
            "when" => self.when = Some(When::parse(value)?),
            "bbox" => self.bbox = Some(read_area(value)?),
            "near" => reading.near = Some(read_text("near", value)?).filter(|n| !n.is_empty()),
            "within" => reading.within = number("within", value, FARTHEST)?,
            "sort" => reading.sort = Some(Sort::parse(value)?),
            "examples" => self.examples = Some(yes_or_no("examples", value)?),
            "limit" => self.limit = Some(number("limit", value, MOST_ITEMS)?),
            "page" => self.page = number("page", value, LAST_PAGE)?,
            "more" => {
                let mut names = FACETS.iter().map(|(name, _)| *name).chain(["type"]);
                self.more = names.find(|known| *known == value);
            }
            _ => {
                if let Some((name, facet)) = FACETS.iter().find(|(known, _)| *known == name) {
                    let value = facet_value(name, *facet, value, kind, taxonomy)?;
                    self.keep(name, *facet, value)?;
                }
            }
        }
        match name {
            "q" if !self.q.is_empty() => self.state = self.state.set(name, &self.q),
            "when" | "bbox" | "examples" | "limit" => self.state = self.state.set(name, value),
            _ => {}
        }
        Ok(())
    }

    /// Adds a value of a facet, once.
    fn keep(
        &mut self,
        name: &'static str,
        facet: Facet,
        value: String,
    ) -> Result<(), BadParameter> {
        if self.chosen(facet).any(|known| known == value) {
            return Ok(());
        }
        if self.chosen(facet).count() == MOST_VALUES {
            return Err(BadParameter::new(name, &value, Expected::OneOf(MOST_VALUES)));
        }
        self.state.add(name, &value);
        self.facets.push((facet, value));
        Ok(())
    }

    /// Keeps an order that the selection can be in, where it is not the one that it has anyway.
    fn keep_sort(&mut self, sort: Option<Sort>) {
        let possible = match sort {
            Some(Sort::Relevance) => !self.words.is_empty(),
            Some(Sort::Distance) => self.around.is_some(),
            Some(Sort::Date) => true,
            None => false,
        };
        self.sort = sort.filter(|sort| possible && *sort != self.usual_sort());
        if let Some(sort) = self.sort {
            self.state.add("sort", sort.as_str());
        }
    }

    /// The order of the selection when nobody says one.
    fn usual_sort(&self) -> Sort {
        match (&self.around, self.words.is_empty()) {
            (Some(_), _) => Sort::Distance,
            (None, false) => Sort::Relevance,
            (None, true) => Sort::Date,
        }
    }

    /// The order of the selection.
    pub(crate) fn order(&self) -> Sort {
        self.sort.unwrap_or_else(|| self.usual_sort())
    }

    /// Looks up the place around which the selection lies; one that nobody knows is refused.
    pub(crate) fn locate(&mut self, directory: &[Actor]) -> Result<(), BadParameter> {
        self.around.as_mut().map_or(Ok(()), |around| around.locate(directory))
    }

    /// The values of a facet, where the listing is filtered by it.
    pub(crate) fn chosen(&self, facet: Facet) -> impl Iterator<Item = &str> {
        let of_facet = move |(known, _): &&(Facet, String)| *known == facet;
        self.facets.iter().filter(of_facet).map(|(_, value)| value.as_str())
    }

    /// The address of page `page` of the same listing at `path`.
    pub(crate) fn address(&self, path: &str, page: usize) -> String {
        self.state.address(path, page)
    }
}

/// What is understood only when all was read.
#[derive(Default)]
struct Reading {
    near: Option<String>,
    within: usize,
    sort: Option<Sort>,
}

impl Sort {
    /// The word in addresses.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Date => "date",
            Self::Distance => "distance",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        assert_eq!(read.chosen(Facet::Pillar).collect::<Vec<_>>(), ["interculturality"]);
        assert_eq!(read.chosen(Facet::Country).collect::<Vec<_>>(), ["FR"]);
        assert_eq!(read.page, 2);
        assert_eq!(
            read.address("/events.json", 3),
            "/events.json?country=FR&kind=webinar&pillar=interculturality&q=caf%C3%A9&page=3"
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
            ("within=0", "within"),
            ("within=2001", "within"),
            ("sort=size", "sort"),
        ] {
            assert_eq!(parse(query).unwrap_err().name, name, "{query}");
        }
        assert_eq!(parse(&format!("q={}", "a".repeat(201))).unwrap_err().name, "q");
    }

    #[test]
    fn a_field_left_empty_filters_nothing() {
        assert!(
            parse("q=&pillar=&when=&bbox=&near=+&within=").unwrap().state.iter().next().is_none()
        );
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

    #[test]
    fn an_order_that_changes_nothing_is_in_no_address() {
        for (query, order, address) in [
            ("", Sort::Date, "/events"),
            ("sort=date", Sort::Date, "/events"),
            ("sort=distance", Sort::Date, "/events"),
            ("sort=relevance", Sort::Date, "/events"),
            ("q=carte", Sort::Relevance, "/events?q=carte"),
            ("q=carte&sort=date", Sort::Date, "/events?q=carte&sort=date"),
            ("q=carte&near=Lyon", Sort::Distance, "/events?near=Lyon&q=carte"),
            ("near=Lyon&within=50", Sort::Distance, "/events?near=Lyon"),
            ("near=Lyon&within=9", Sort::Distance, "/events?near=Lyon&within=9"),
            ("within=9", Sort::Date, "/events"),
            ("near=Lyon&sort=date", Sort::Date, "/events?near=Lyon&sort=date"),
        ] {
            let read = parse(query).unwrap();
            assert_eq!(
                (read.order(), read.address("/events", 1)),
                (order, address.into()),
                "{query}"
            );
        }
    }

    #[test]
    fn what_cannot_be_seen_or_turns_a_text_around_is_no_part_of_it() {
        assert_eq!(parse("q=%E2%80%AEcarte%00%07").unwrap().q, "carte");
        assert_eq!(parse("q=%E2%80%AE").unwrap().address("/events", 1), "/events");
        assert_eq!(parse("q=%ED%A0%80carte").unwrap().words, parse("q=carte").unwrap().words);
    }

    proptest! {
        #[test]
        fn the_address_of_what_was_read_is_read_as_the_same(query in "((q|near|theme|country|lang|sort|within|when|type|page)=([a-zA-Z0-9%+é,@-]{0,6}|fr|date)&?){0,6}") {
            if let Ok(read) = parse(&query) {
                let address = read.address("", read.page);
                let again = parse(address.strip_prefix('?').unwrap_or(&address)).unwrap();
                prop_assert_eq!(again.address("", again.page), address);
                prop_assert_eq!((again.facets.len(), again.q), (read.facets.len(), read.q));
            }
        }
    }
}

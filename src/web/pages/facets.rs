//! The filters of a listing of sheets: each value with the number of sheets that have it among those
//! which all other filters leave, so that none leads to an empty page.

use i18n_embed_fl::fl;

use super::{
    search::{FacetGroup, FacetValue, Link},
    voice::Voice,
};
use crate::{
    domain::{Actor, Facet, SheetKind, Timestamp, fold},
    store::{
        Reading, Result,
        search::{Order, Query},
    },
    web::{
        listing::{Parameters, State, When, facet_value, lists, path_of},
        overview::{FacetCount, Overview},
        page::name_of,
    },
};

/// Values of a filter that a page has room for, and those of the page of one filter.
const SHOWN: usize = 8;
const SHOWN_ALONE: usize = 150;
/// Filters that are open at once.
const OPEN: usize = 2;

/// The filters of each kind, in their order, under the names of their parameters.
const FILTERS: [(&str, Facet); 9] = [
    ("type", Facet::Kind),
    ("theme", Facet::Theme),
    ("pillar", Facet::Pillar),
    ("country", Facet::Country),
    ("territory", Facet::Territory),
    ("audience", Facet::Audience),
    ("kind", Facet::Subkind),
    ("status", Facet::Status),
    ("lang", Facet::Language),
];

/// What filters are made of.
pub(super) struct Filters<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) kind: Option<SheetKind>,
    pub(super) parameters: &'a Parameters,
    pub(super) query: &'a Query,
    /// The moment, to the minute.
    pub(super) now: Timestamp,
    pub(super) directory: &'a [Actor],
}

impl Filters<'_> {
    /// The filters of the page, or all values of the one that the address asks for.
    pub(super) async fn groups(
        &self,
        db: &mut Reading,
        overview: &Overview,
    ) -> Result<Vec<FacetGroup>> {
        let mut groups = Vec::new();
        if self.of_one_kind() == Some(SheetKind::Event) && self.parameters.more.is_none() {
            groups.extend(self.when(db, overview).await?);
        }
        for (name, facet) in FILTERS {
            if self.parameters.more.is_some_and(|more| more != name) || !self.has(facet) {
                continue;
            }
            let counts = overview.counts_among(db, &self.without(facet)).await?;
            groups.extend(self.group(name, facet, &counts));
        }
        for group in groups.iter_mut().take(OPEN) {
            group.open = true;
        }
        Ok(groups)
    }

    /// The kind of the sheets, where all are of one.
    fn of_one_kind(&self) -> Option<SheetKind> {
        let mut chosen = self.parameters.chosen(Facet::Kind);
        let only = chosen.next().filter(|_| chosen.next().is_none());
        let only = SheetKind::ALL.into_iter().find(|kind| Some(kind.as_str()) == only);
        self.kind.or(only)
    }

    /// Whether a filter says something about these sheets: each kind has statuses of its own.
    fn has(&self, facet: Facet) -> bool {
        match facet {
            Facet::Kind => self.kind.is_none(),
            Facet::Subkind | Facet::Status => {
                self.of_one_kind().is_some() || self.parameters.chosen(facet).next().is_some()
            }
            _ => true,
        }
    }

    /// The selection, were nothing said about a facet.
    fn without(&self, facet: Facet) -> Query {
        let mut query = self.query.clone();
        query.facets.retain(|(known, _)| *known != facet);
        query
    }

    /// Whether an address can ask for a value: what other nodes write may be no term of ours.
    fn can_be_chosen(&self, name: &'static str, facet: Facet, value: &str) -> bool {
        facet == Facet::Kind
            || facet_value(name, facet, value, self.kind, self.voice.taxonomy)
                .is_ok_and(|read| read == value)
    }

    fn group(&self, name: &'static str, facet: Facet, counts: &[FacetCount]) -> Option<FacetGroup> {
        let mut values: Vec<(String, &str, i64)> = counts
            .iter()
            .filter(|(known, value, _)| *known == facet && self.can_be_chosen(name, facet, value))
            .map(|(_, value, count)| (self.label(facet, value), value.as_str(), *count))
            .collect();
        let is_chosen = |value: &str| self.parameters.chosen(facet).any(|known| known == value);
        values.sort_by_cached_key(|(label, value, count)| (!is_chosen(value), -count, fold(label)));
        let alone = self.parameters.more.is_some();
        let room = if alone { SHOWN_ALONE } else { SHOWN };
        let total = values.len();
        // What all sheets have narrows nothing.
        let all = self::total(counts);
        let narrows = values.iter().any(|(_, value, count)| *count < all || is_chosen(value));
        let link = |(label, value, count): (String, &str, i64)| {
            let chosen = is_chosen(value);
            let state = &self.parameters.state;
            let state = if chosen { state.without(name, value) } else { state.with(name, value) };
            let href = self.voice.reader.link(&state.address(path_of(self.kind), 1));
            FacetValue { label, count: usize::try_from(count).unwrap_or_default(), href, chosen }
        };
        let more = (total > room && !alone).then(|| Link {
            text: fl!(self.voice.words, "filter-more", count = total),
            href: self
                .voice
                .reader
                .link(&self.parameters.state.with("more", name).address(path_of(self.kind), 1)),
        });
        let open = values.iter().any(|(_, value, _)| is_chosen(value));
        let values = values.into_iter().take(room).map(link).collect();
        let label = self.voice.facet(facet);
        (narrows || alone).then_some(FacetGroup { label, values, more, open })
    }

    /// What has not ended, and what has.
    async fn when(&self, db: &mut Reading, overview: &Overview) -> Result<Option<FacetGroup>> {
        let words = self.voice.words;
        let mut values = Vec::new();
        for (value, label, when) in [
            ("upcoming", fl!(words, "when-upcoming"), When::Upcoming),
            ("past", fl!(words, "when-past"), When::Past),
        ] {
            let counts = overview.counts_among(db, &self.at(when)).await?;
            let chosen = self.parameters.when == Some(when);
            let count = total(&counts);
            let state = self.parameters.state.without_all(&["when"]);
            let state = if chosen { state } else { state.with("when", value) };
            if count > 0 || chosen {
                let href = self.voice.reader.link(&state.address(path_of(self.kind), 1));
                values.push(FacetValue {
                    label,
                    count: usize::try_from(count).unwrap_or_default(),
                    href,
                    chosen,
                });
            }
        }
        let label = fl!(words, "field-when");
        Ok((!values.is_empty()).then_some(FacetGroup { label, values, more: None, open: true }))
    }

    /// The selection at another time.
    fn at(&self, when: When) -> Query {
        let now = self.now;
        let (from, over_before) = match when {
            When::Upcoming => (Some(now), None),
            _ => (None, Some(now)),
        };
        Query { from, until: None, over_before, order: Order::default(), ..self.query.clone() }
    }

    /// What the reader calls a value.
    pub(super) fn label(&self, facet: Facet, value: &str) -> String {
        match facet {
            Facet::Kind => {
                let kind = SheetKind::ALL.into_iter().find(|kind| kind.as_str() == value);
                kind.map_or_else(|| value.to_owned(), |kind| self.voice.kinds(kind))
            }
            Facet::Country => self.voice.reader.country_name(value),
            Facet::Language => self.voice.reader.language_name(value),
            Facet::Territory => {
                let actor = self.directory.iter().find(|actor| actor.handle == value);
                actor.map_or(value, |actor| name_of(actor, self.voice.reader)).to_owned()
            }
            _ => {
                let mut lists = lists(facet, self.kind);
                let term = lists.find_map(|list| self.voice.taxonomy.find(list, value));
                term.map_or(value, |term| term.label_for(self.voice.reader.languages())).to_owned()
            }
        }
    }

    /// The filters that were chosen, each with the address without it.
    pub(super) fn chips(&self) -> Vec<Link> {
        let state = &self.parameters.state;
        let words = self.voice.words;
        let mut chips = Vec::new();
        let mut add = |text: String, without: &State| {
            let href = self.voice.reader.link(&without.address(path_of(self.kind), 1));
            chips.push(Link { text, href });
        };
        for (name, facet) in FILTERS {
            for value in self.parameters.chosen(facet) {
                let (label, value_label) = (self.voice.facet(facet), self.label(facet, value));
                let text = fl!(words, "filter-chosen", label = label, value = value_label);
                add(text, &state.without(name, value));
            }
        }
        match self.parameters.when {
            None => {}
            Some(When::Upcoming) => add(fl!(words, "when-upcoming"), &state.without_all(&["when"])),
            Some(When::Past) => add(fl!(words, "when-past"), &state.without_all(&["when"])),
            Some(When::Between(..)) => {
                let dates = state.get("when").unwrap_or_default();
                add(dates.to_owned(), &state.without_all(&["when"]));
            }
        }
        if self.parameters.bbox.is_some() {
            add(fl!(words, "filter-area"), &state.without_all(&["bbox"]));
        }
        if self.parameters.examples == Some(false) {
            add(fl!(words, "filter-no-examples"), &state.without_all(&["examples"]));
        }
        if let Some(spot) = self.parameters.around.as_ref().and_then(|around| around.spot.as_ref())
        {
            let text = fl!(words, "near-place", place = self.voice.spot(spot));
            add(text, &state.without_all(&["near", "within"]));
        }
        chips
    }
}

/// How many sheets were counted: each is of one kind.
pub(super) fn total(counts: &[FacetCount]) -> i64 {
    counts.iter().filter(|(facet, ..)| *facet == Facet::Kind).map(|(.., count)| count).sum()
}

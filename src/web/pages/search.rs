//! The page of a search: a form, the filters, what matches, and the same in other formats.

use askama::Template;
use i18n_embed_fl::fl;

use super::{card::Card, facts::Line, voice::Voice};
use crate::web::{
    listing::{Around, FARTHEST, Sort, State, WITHIN},
    page::Frame,
};

/// Distances to choose from, in kilometres.
const DISTANCES: [usize; 7] = [10, 25, WITHIN, 100, 250, 500, FARTHEST];

/// A search and what it found.
#[derive(Template)]
#[template(path = "pages/search.html")]
pub(super) struct SearchPage {
    pub(super) page: Frame,
    /// The path of the listing.
    pub(super) action: &'static str,
    /// What is searched in.
    pub(super) q_label: String,
    /// The words that were searched for.
    pub(super) q: String,
    /// The place around which is searched.
    pub(super) near: String,
    pub(super) distances: Vec<Choice>,
    pub(super) sorts: Vec<Choice>,
    /// What the form does not show and must not lose.
    pub(super) hidden: Vec<(String, String)>,
    /// Words that lead to something, and places, for who types without a script.
    pub(super) known: Vec<String>,
    pub(super) known_places: Vec<String>,
    /// Where a script finds more of them.
    pub(super) suggestions: String,
    /// What is wrong with the search.
    pub(super) problem: Option<Problem>,
    /// The filters that were chosen, and the address without any of them.
    pub(super) chips: Vec<Link>,
    pub(super) clear: String,
    /// Around what is searched, and what else has that name.
    pub(super) around: Option<String>,
    pub(super) elsewhere: Vec<Link>,
    /// What else the words may mean.
    pub(super) meanings: Vec<Meaning>,
    /// The filters.
    pub(super) groups: Vec<FacetGroup>,
    /// All values of one filter, instead of what matches, and the way back.
    pub(super) whole: Option<FacetGroup>,
    pub(super) back: String,
    /// How many match, in words.
    pub(super) count: String,
    pub(super) cards: Vec<Card>,
    /// What to try when nothing matches.
    pub(super) advice: Vec<Line>,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    /// The same selection elsewhere: in a calendar, on the map, on other sites.
    pub(super) ways: Vec<Line>,
}

/// What can be chosen in a field.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// A link and its text.
pub(super) struct Link {
    pub(super) text: String,
    pub(super) href: String,
}

/// One way to filter.
pub(super) struct FacetGroup {
    pub(super) label: String,
    pub(super) values: Vec<FacetValue>,
    /// Where the values are that have no room.
    pub(super) more: Option<Link>,
    pub(super) open: bool,
}

/// A value by which one can filter, and how many sheets have it.
pub(super) struct FacetValue {
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) href: String,
    pub(super) chosen: bool,
}

/// Something that words may mean: a theme, a territory, a place.
pub(super) struct Meaning {
    pub(super) name: String,
    pub(super) what: String,
    pub(super) text: String,
    pub(super) href: String,
}

/// What is wrong with a search, and what to try.
pub(super) struct Problem {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

/// The distances to choose from, with the one that was chosen among them.
pub(super) fn distances(voice: Voice<'_>, around: Option<&Around>) -> Vec<Choice> {
    let chosen = around.map_or(WITHIN, |around| around.within);
    let mut distances = DISTANCES.to_vec();
    distances.push(chosen);
    distances.sort_unstable();
    distances.dedup();
    let choice = |kilometres: usize| Choice {
        value: kilometres.to_string(),
        label: fl!(voice.words, "distance", kilometres = kilometres),
        chosen: kilometres == chosen,
    };
    distances.into_iter().map(choice).collect()
}

/// The orders in which a selection can be.
pub(super) fn sorts(
    voice: Voice<'_>,
    order: Sort,
    has_words: bool,
    has_place: bool,
) -> Vec<Choice> {
    let words = voice.words;
    let label = |sort| match sort {
        Sort::Relevance => fl!(words, "sort-relevance"),
        Sort::Date => fl!(words, "sort-date"),
        Sort::Distance => fl!(words, "sort-distance"),
    };
    let is_possible = |sort: &Sort| match sort {
        Sort::Relevance => has_words,
        Sort::Date => true,
        Sort::Distance => has_place,
    };
    let sorts = [Sort::Relevance, Sort::Distance, Sort::Date].into_iter().filter(is_possible);
    let choice = |sort: Sort| Choice {
        value: sort.as_str().to_owned(),
        label: label(sort),
        chosen: sort == order,
    };
    sorts.map(choice).collect()
}

/// What the fields of the form do not show.
pub(super) fn hidden(state: &State) -> Vec<(String, String)> {
    let rest = state.without_all(&["q", "near", "within", "sort"]);
    rest.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Around what is searched, in a sentence, and where else the reader may have meant.
pub(super) fn around(
    voice: Voice<'_>,
    around: &Around,
    state: &State,
    path: &str,
) -> (Option<String>, Vec<Link>) {
    let Some(spot) = &around.spot else { return (None, Vec::new()) };
    let place = voice.spot(spot);
    let sentence = fl!(voice.words, "near-within", place = place, kilometres = around.within);
    let elsewhere = around.others.iter().map(|other| Link {
        text: voice.spot(other),
        href: voice.reader.link(&state.set("near", &other.pin).address(path, 1)),
    });
    (Some(sentence), elsewhere.collect())
}

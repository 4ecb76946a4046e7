//! The state of a listing, as its address tells it: parameters without empty ones, each once and in
//! the order of their names, so that what is the same has one address.

use std::collections::BTreeSet;

use url::form_urlencoded;

/// The parameters of an address, without the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State(BTreeSet<(String, String)>);

impl State {
    /// The state with one value more.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut state = self.clone();
        state.add(name, value);
        state
    }

    /// The state without a value.
    pub(crate) fn without(&self, name: &str, value: &str) -> Self {
        let mut state = self.clone();
        state.0.remove(&(name.to_owned(), value.to_owned()));
        state
    }

    /// The state without any value of some parameters.
    pub(crate) fn without_all(&self, names: &[&str]) -> Self {
        let kept = self.0.iter().filter(|(name, _)| !names.contains(&name.as_str()));
        Self(kept.cloned().collect())
    }

    /// The state with one value of a parameter, whatever it had.
    pub(crate) fn set(&self, name: &str, value: &str) -> Self {
        self.without_all(&[name]).with(name, value)
    }

    pub(super) fn add(&mut self, name: &str, value: &str) {
        self.0.insert((name.to_owned(), value.to_owned()));
    }

    /// Names and values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a parameter, the first when it has several.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Whether nothing is narrowed.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The address of page `page` of the listing at `path` in this state.
    pub(crate) fn address(&self, path: &str, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.0);
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        match query.finish() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn state(pairs: &[(&str, &str)]) -> State {
        pairs.iter().fold(State::default(), |state, (name, value)| state.with(name, value))
    }

    #[test]
    fn one_state_has_one_address() {
        let one = state(&[("theme", "housing"), ("q", "carte"), ("theme", "health")]);
        let other = state(&[("q", "carte"), ("theme", "health"), ("theme", "housing")]);
        assert_eq!(one.address("/practices", 1), "/practices?q=carte&theme=health&theme=housing");
        assert_eq!(one, other);
        assert_eq!(state(&[]).address("/practices", 2), "/practices?page=2");
    }

    #[test]
    fn a_value_is_added_and_taken_away_alone() {
        let both = state(&[("theme", "housing"), ("theme", "health"), ("near", "Lyon")]);
        let one = both.without("theme", "health");
        assert_eq!(one, state(&[("theme", "housing"), ("near", "Lyon")]));
        assert_eq!(both.without_all(&["theme"]), state(&[("near", "Lyon")]));
        assert_eq!(both.set("near", "Gao").get("near"), Some("Gao"));
    }

    proptest! {
        #[test]
        fn an_address_is_read_back_as_it_was(
            pairs in prop::collection::vec(("[a-z]{1,5}", "\\PC{1,9}"), 0..6),
        ) {
            let state = pairs.iter().fold(State::default(), |s, (name, value)| s.with(name, value));
            let address = state.address("/search", 1);
            let query = address.split_once('?').map_or("", |(_, query)| query);
            let read = form_urlencoded::parse(query.as_bytes())
                .fold(State::default(), |read, (name, value)| read.with(&name, &value));
            prop_assert_eq!(read, state);
        }
    }
}

//! A place that a reader names, and what else it may be.

use crate::{
    domain::{
        Actor, Point, Town, name_key, town_of_id, towns_called, towns_spelt_like,
        towns_starting_with,
    },
    store::search::Near,
    web::parameter::{BadParameter, Expected},
};

/// Kilometres around a place, unless the address says otherwise.
pub(crate) const WITHIN: usize = 50;
/// Most kilometres around a place.
pub(crate) const FARTHEST: usize = 2_000;
/// Other places of one name that are offered.
const MOST_OTHERS: usize = 5;
/// Two places of one name that are less than so many kilometres apart are one.
const SAME_PLACE: f64 = 30.0;

/// What is looked for around which place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Around {
    /// The place as the address gives it.
    pub(crate) text: String,
    /// How far, in kilometres.
    pub(crate) within: usize,
    /// What it is, once it is looked up.
    pub(crate) spot: Option<Spot>,
    /// What else has this name.
    pub(crate) others: Vec<Spot>,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spot {
    /// Its name, or its degrees.
    pub(crate) name: String,
    /// ISO 3166-1, two letters.
    pub(crate) country: Option<String>,
    /// A large town nearby, where two places have one name and country.
    pub(crate) beside: Option<&'static str>,
    /// What stands for it in an address, and for nothing else: `@gao`, `Gao,BF` or `2360626`.
    pub(crate) pin: String,
    pub(crate) point: Point,
}

impl Around {
    /// A place that is not looked up yet, unless it tells where it is itself.
    pub(crate) fn new(text: &str, within: usize) -> Self {
        let spot = Point::parse(text).map(Spot::of_point);
        Self { text: text.to_owned(), within, spot, others: Vec::new() }
    }

    /// Looks the place up among the territories and organisations of the directory, then among all
    /// towns; an unknown one is refused.
    pub(crate) fn locate(&mut self, directory: &[Actor]) -> Result<(), BadParameter> {
        if self.spot.is_some() {
            return Ok(());
        }
        let mut spots = spots_called(&self.text, directory).into_iter();
        self.spot = spots.next();
        self.others = spots.take(MOST_OTHERS).collect();
        match self.spot {
            Some(_) => Ok(()),
            None => Err(BadParameter::new("near", &self.text, Expected::Place)),
        }
    }

    /// What the query asks for.
    pub(crate) fn near(&self) -> Option<Near> {
        let point = self.spot.as_ref()?.point;
        let within = u32::try_from(self.within).map_or(0.0, f64::from);
        Some(Near { point, within })
    }
}

/// The places that a name may mean, the likeliest first.
pub(crate) fn spots_called(text: &str, directory: &[Actor]) -> Vec<Spot> {
    if let Some(handle) = text.strip_prefix('@') {
        let named = directory.iter().filter(|actor| actor.handle == handle);
        return named.filter_map(Spot::of_territory).collect();
    }
    if let Ok(id) = text.parse() {
        return town_of_id(id).map(Spot::of_town).into_iter().collect();
    }
    let key = name_key(text);
    let is_called_so = |actor: &&Actor| names_of(actor).any(|name| name_key(name) == key);
    let territories = directory.iter().filter(is_called_so).filter_map(Spot::of_territory);
    let mut spots: Vec<Spot> = Vec::new();
    for spot in territories.chain(towns(text).into_iter().map(Spot::of_town)) {
        let is_known = |known: &Spot| known.point.kilometres_to(spot.point) < SAME_PLACE;
        if spots.len() <= MOST_OTHERS && !spots.iter().any(is_known) {
            spots.push(spot);
        }
    }
    spots
}

/// Towns of that name; of the name before a comma when the whole is none ("Lyon, France").
fn towns(text: &str) -> Vec<Town> {
    let towns = towns_called(text);
    match text.split_once(',') {
        Some((name, _)) if towns.is_empty() => towns_called(name),
        _ => towns,
    }
}

/// Places whose names start so.
pub(crate) fn spots_starting_with(text: &str, directory: &[Actor], most: usize) -> Vec<Spot> {
    let key = name_key(text);
    let starts = |actor: &&Actor| names_of(actor).any(|name| name_key(name).starts_with(&key));
    let territories = directory.iter().filter(starts).filter_map(Spot::of_territory);
    let towns = towns_starting_with(text, most).into_iter().map(Spot::of_town);
    let mut spots: Vec<Spot> = Vec::new();
    for spot in territories.take(most).chain(towns) {
        if !spots.iter().any(|known| known.point.kilometres_to(spot.point) < SAME_PLACE) {
            spots.push(spot);
        }
    }
    spots.truncate(most);
    spots
}

/// Places whose names are spelt almost like an unknown one.
pub(crate) fn spots_spelt_like(text: &str, most: usize) -> Vec<Spot> {
    let name = text.split(',').next().unwrap_or(text);
    towns_spelt_like(name, most).into_iter().map(Spot::of_town).collect()
}

/// All names of a territory or an organisation.
pub(crate) fn names_of(actor: &Actor) -> impl Iterator<Item = &String> {
    let territory = &actor.territory;
    let names = territory.names.iter().chain(&territory.local_names).map(|name| &name.name);
    [&actor.name, &actor.handle].into_iter().chain(names)
}

impl Spot {
    fn of_point(point: Point) -> Self {
        let name = format!("{}, {}", point.latitude, point.longitude);
        let pin = format!("{},{}", point.latitude, point.longitude);
        Self { name, country: None, beside: None, pin, point }
    }

    fn of_territory(actor: &Actor) -> Option<Self> {
        let territory = &actor.territory;
        let (latitude, longitude) = territory.latitude.zip(territory.longitude)?;
        Some(Self {
            name: actor.name.clone(),
            country: territory.country.clone(),
            beside: None,
            pin: format!("@{}", actor.handle),
            point: Point { latitude, longitude },
        })
    }

    fn of_town(town: Town) -> Self {
        let named = format!("{},{}", town.name, town.country);
        let namesakes = towns_called(&named);
        let is_first = namesakes.first().is_some_and(|first| first.id == town.id);
        let beside = (namesakes.len() > 1).then(|| town.large_town_nearby()).flatten();
        Self {
            name: town.name.to_owned(),
            country: Some(town.country.to_owned()),
            beside: beside.map(|large| large.name),
            pin: if is_first { named } else { town.id.to_string() },
            point: town.point,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<Spot> {
        spots_called(text, &[]).into_iter().next()
    }

    #[test]
    fn a_pin_means_the_place_that_it_was_made_of() {
        for text in ["Lyon", "Gao", "Gao,BF", "Springfield", "Saint-Denis", "Valence", "Santiago"] {
            for spot in spots_called(text, &[]) {
                assert_eq!(first(&spot.pin).map(|found| found.point), Some(spot.point), "{spot:?}");
            }
        }
    }

    #[test]
    fn a_country_in_words_does_no_harm() {
        assert_eq!(first("Lyon, France").unwrap().pin, "Lyon,FR");
        assert_eq!(first("Nowhere-at-all, France"), None);
    }

    #[test]
    fn places_of_one_name_and_country_are_told_apart_by_a_large_town() {
        let spots = spots_called("Springfield,US", &[]);
        assert!(spots.len() > 1 && spots.iter().all(|spot| spot.beside.is_some()), "{spots:?}");
    }

    #[test]
    fn a_point_needs_no_look_up() {
        let around = Around::new("45.76, 4.84", WITHIN);
        assert_eq!(around.near().unwrap().point, Point { latitude: 45.76, longitude: 4.84 });
        assert!(Around::new("Lyon", WITHIN).near().is_none());
        let mut nowhere = Around::new("Nowhere-at-all", WITHIN);
        assert_eq!(nowhere.locate(&[]).unwrap_err().name, "near");
    }
}

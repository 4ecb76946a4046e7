//! The parameters of the directory of territories and organisations.

use url::form_urlencoded;

use super::{
    nearby::{Around, FARTHEST, WITHIN, names_of},
    parameters::{DEFAULT_LIMIT, LAST_PAGE, MOST_ITEMS},
    state::State,
    values::{number, read_area, read_country, read_language, read_text},
};
use crate::{
    domain::{Actor, BoundingBox, Language, List, Point, Taxonomy, fold},
    web::parameter::{BadParameter, Expected, MOST_VALUES},
};

/// One way to sort territories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trait {
    Kind,
    Country,
    Language,
}

impl Trait {
    /// All of them, in the order in which they are shown.
    pub(crate) const ALL: [Self; 3] = [Self::Kind, Self::Country, Self::Language];

    /// The parameter.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Language => "lang",
        }
    }

    /// The values that a territory has.
    pub(crate) fn values(self, actor: &Actor) -> Vec<&str> {
        let territory = &actor.territory;
        match self {
            Self::Kind => vec![&territory.kind],
            Self::Country => territory.country.as_deref().into_iter().collect(),
            Self::Language => {
                let mut languages: Vec<&str> =
                    territory.languages.iter().map(Language::base).collect();
                languages.sort_unstable();
                languages.dedup();
                languages
            }
        }
    }
}

/// What the directory is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DirectoryParameters {
    /// Part of a name.
    pub(crate) q: String,
    /// Values of traits: a territory must have one of each trait that stands here.
    pub(crate) traits: Vec<(Trait, String)>,
    /// Only what is on that part of the map.
    pub(crate) bbox: Option<BoundingBox>,
    /// Only what is around a place.
    pub(crate) around: Option<Around>,
    /// How many items a page has.
    pub(crate) limit: usize,
    /// Which page, from 1.
    pub(crate) page: usize,
    /// The trait all of whose values are to be shown, instead of territories.
    pub(crate) more: Option<Trait>,
    /// What makes the selection, for links to other pages and formats.
    pub(crate) state: State,
}

impl DirectoryParameters {
    /// Reads the query of an address, as listings of sheets read theirs.
    pub(crate) fn parse(query: &str, taxonomy: &Taxonomy) -> Result<Self, BadParameter> {
        let mut parameters = Self {
            q: String::new(),
            traits: Vec::new(),
            bbox: None,
            around: None,
            limit: DEFAULT_LIMIT,
            page: 1,
            more: None,
            state: State::default(),
        };
        let (mut near, mut within) = (None, WITHIN);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match (&*name, value.trim()) {
                (_, "") => {}
                ("near", value) => near = Some(read_text("near", value)?),
                ("within", value) => within = number("within", value, FARTHEST)?,
                (name, value) => parameters.read(name, value, taxonomy)?,
            }
        }
        if let Some(near) = near.filter(|near| !near.is_empty()) {
            parameters.state.add("near", &near);
            if within != WITHIN {
                parameters.state.add("within", &within.to_string());
            }
            parameters.around = Some(Around::new(&near, within));
        }
        Ok(parameters)
    }

    /// Reads one parameter.
    fn read(&mut self, name: &str, value: &str, taxonomy: &Taxonomy) -> Result<(), BadParameter> {
        match name {
            "q" => {
                self.q = read_text("q", value)?;
                if !self.q.is_empty() {
                    self.state = self.state.set("q", &self.q);
                }
            }
            "kind" if taxonomy.find(List::TerritoryKinds, value).is_some() => {
                self.keep(Trait::Kind, value.to_owned())?;
            }
            "kind" => return Err(BadParameter::new("kind", value, Expected::Term)),
            "country" => self.keep(Trait::Country, read_country(value)?)?,
            "lang" => self.keep(Trait::Language, read_language(value)?)?,
            "bbox" => {
                self.bbox = Some(read_area(value)?);
                self.state = self.state.set("bbox", value);
            }
            "limit" => {
                self.limit = number("limit", value, MOST_ITEMS)?;
                self.state = self.state.set("limit", value);
            }
            "page" => self.page = number("page", value, LAST_PAGE)?,
            "more" => self.more = Trait::ALL.into_iter().find(|of| of.name() == value),
            _ => {}
        }
        Ok(())
    }

    /// Adds a value of a trait, once.
    fn keep(&mut self, of: Trait, value: String) -> Result<(), BadParameter> {
        if self.chosen(of).any(|known| known == value) {
            return Ok(());
        }
        if self.chosen(of).count() == MOST_VALUES {
            return Err(BadParameter::new(of.name(), &value, Expected::OneOf(MOST_VALUES)));
        }
        self.state.add(of.name(), &value);
        self.traits.push((of, value));
        Ok(())
    }

    /// The values of a trait by which the directory is filtered.
    pub(crate) fn chosen(&self, of: Trait) -> impl Iterator<Item = &str> {
        let of_trait = move |(known, _): &&(Trait, String)| *known == of;
        self.traits.iter().filter(of_trait).map(|(_, value)| value.as_str())
    }

    /// The territories and organisations that are asked for; around a place, the nearest first.
    pub(crate) fn find<'a>(&self, directory: &'a [Actor]) -> Vec<&'a Actor> {
        let mut found: Vec<&Actor> =
            directory.iter().filter(|actor| self.admit_but(None, actor)).collect();
        if self.around.is_some() {
            let apart = |actor: &Actor| self.distance(actor).unwrap_or(f64::INFINITY);
            found.sort_by(|a, b| apart(a).total_cmp(&apart(b)));
        }
        found
    }

    /// Whether a territory or an organisation would be among them, were nothing said about one of
    /// the traits.
    pub(crate) fn admit_but(&self, but: Option<Trait>, actor: &Actor) -> bool {
        let point = actor.territory.latitude.zip(actor.territory.longitude);
        let part = fold(&self.q);
        let is_called = |name: &String| fold(name).contains(&part);
        let has = |of: Trait| {
            let values = of.values(actor);
            let mut chosen = self.chosen(of).peekable();
            chosen.peek().is_none() || chosen.any(|value| values.contains(&value))
        };
        let is_near = self.around.as_ref().is_none_or(|around| {
            let within = around.near().map_or(0.0, |near| near.within);
            self.distance(actor).is_some_and(|distance| distance <= within)
        });
        Trait::ALL.into_iter().all(|of| Some(of) == but || has(of))
            && self.bbox.is_none_or(|area| point.is_some_and(|point| area.contains(point)))
            && is_near
            && names_of(actor).any(is_called)
    }

    /// How many kilometres a territory is from the place around which it is looked for.
    pub(crate) fn distance(&self, actor: &Actor) -> Option<f64> {
        let centre = self.around.as_ref()?.near()?.point;
        let (latitude, longitude) = actor.territory.latitude.zip(actor.territory.longitude)?;
        Some(centre.kilometres_to(Point { latitude, longitude }))
    }

    /// Looks up the place around which the selection lies; one that nobody knows is refused.
    pub(crate) fn locate(&mut self, directory: &[Actor]) -> Result<(), BadParameter> {
        self.around.as_mut().map_or(Ok(()), |around| around.locate(directory))
    }

    /// The address of page `page` of the same listing at `path`.
    pub(crate) fn address(&self, path: &str, page: usize) -> String {
        self.state.address(path, page)
    }
}

//! The parameters of the directory of territories and organisations.

use super::parameters::{
    DEFAULT_LIMIT, LAST_PAGE, LONGEST_TEXT, MOST_ITEMS, number, read_area, read_country,
    read_language,
};
use crate::{
    domain::{Actor, BoundingBox, List, Taxonomy, fold},
    web::parameter::{BadParameter, Expected},
};
use url::form_urlencoded;

/// What the directory is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DirectoryParameters {
    /// Part of a name.
    pub(crate) q: String,
    /// A term of the list of territory kinds.
    pub(crate) kind: Option<String>,
    /// Where it is.
    pub(crate) country: Option<String>,
    /// A language that is spoken there.
    pub(crate) lang: Option<String>,
    /// Only what is on that part of the map.
    pub(crate) bbox: Option<BoundingBox>,
    /// How many items a page has.
    pub(crate) limit: usize,
    /// Which page, from 1.
    pub(crate) page: usize,
    given: Vec<(String, String)>,
}

impl DirectoryParameters {
    /// Reads the query of an address, as listings of sheets read theirs.
    pub(crate) fn parse(query: &str, taxonomy: &Taxonomy) -> Result<Self, BadParameter> {
        let mut parameters = Self {
            q: String::new(),
            kind: None,
            country: None,
            lang: None,
            bbox: None,
            limit: DEFAULT_LIMIT,
            page: 1,
            given: Vec::new(),
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if !value.is_empty() && parameters.read(&name, value, taxonomy)? {
                parameters.given.push((name.into_owned(), value.to_owned()));
            }
        }
        Ok(parameters)
    }

    /// Reads one parameter; says whether a link to another page has to keep it.
    fn read(&mut self, name: &str, value: &str, taxonomy: &Taxonomy) -> Result<bool, BadParameter> {
        match name {
            "q" if value.chars().count() <= LONGEST_TEXT => value.clone_into(&mut self.q),
            "q" => return Err(BadParameter::new("q", value, Expected::Text(LONGEST_TEXT))),
            "kind" if taxonomy.find(List::TerritoryKinds, value).is_some() => {
                self.kind = Some(value.to_owned());
            }
            "kind" => return Err(BadParameter::new("kind", value, Expected::Term)),
            "country" => self.country = Some(read_country(value)?),
            "lang" => self.lang = Some(read_language(value)?),
            "bbox" => self.bbox = Some(read_area(value)?),
            "limit" => self.limit = number("limit", value, MOST_ITEMS)?,
            "page" => {
                self.page = number("page", value, LAST_PAGE)?;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether a territory or an organisation is among those that are asked for.
    pub(crate) fn admit(&self, actor: &Actor) -> bool {
        let territory = &actor.territory;
        let names = territory.names.iter().chain(&territory.local_names).map(|name| &name.name);
        let point = territory.latitude.zip(territory.longitude);
        let part = fold(&self.q);
        let is_called = |name: &String| fold(name).contains(&part);
        let is = |wanted: &Option<String>, value: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| value == Some(wanted))
        };
        is(&self.kind, Some(&territory.kind))
            && is(&self.country, territory.country.as_deref())
            && self.lang.as_deref().is_none_or(|wanted| {
                territory.languages.iter().any(|language| language.base() == wanted)
            })
            && self.bbox.is_none_or(|area| point.is_some_and(|point| area.contains(point)))
            && ([&actor.name, &actor.handle].into_iter().chain(names).any(is_called))
    }

    /// Whether the directory is narrowed in any way.
    pub(crate) fn narrows(&self) -> bool {
        !self.given.is_empty()
    }

    /// The address of page `page` of the same listing at `path`.
    pub(crate) fn address(&self, path: &str, page: usize) -> String {
        super::parameters::address(path, &self.given, page)
    }
}

//! What every page shares: its head, its menu, its foot, and how it is sent.

use std::convert::Infallible;

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;
use url::form_urlencoded;

use super::{
    appearance::{self, Look},
    assets,
    error::WebError,
    locale::{self, LANGUAGE_PARAMETER, Reader},
    site,
};
use crate::{
    domain::{Actor, Concept, INTERFACE_LANGUAGES, List},
    node::Node,
};

/// The frame around a page.
#[derive(Clone)]
pub(super) struct Frame {
    /// The words of the page, for `fl!`.
    pub(super) words: &'static FluentLanguageLoader,
    /// Who reads.
    pub(super) reader: Reader,
    /// The name of the territory space.
    pub(super) site: String,
    /// Scheme, host and port of the territory space.
    pub(super) origin: String,
    /// What the page is about, in one line.
    pub(super) title: String,
    /// Path and query of the page, without the language of the interface.
    pub(super) address: String,
    /// The same content in other forms.
    pub(super) alternates: Vec<Alternate>,
    /// The address of the style sheet.
    pub(super) stylesheet: &'static str,
    /// The colours and the logo of the territory space.
    pub(super) look: Look,
    /// The address of the picture that browsers show beside the title.
    pub(super) icon: &'static str,
    /// Themes in the reader's language, which the search of the header offers without a script.
    pub(super) themes: Vec<String>,
    /// The addresses of the scripts that make the page more comfortable; none needs one.
    pub(super) scripts: Vec<String>,
    /// Whether search engines may list the page.
    pub(super) indexed: bool,
    /// What social networks and chat programs show of the page.
    pub(super) preview: Option<Preview>,
}

/// The same content in another form.
#[derive(Clone, Debug)]
pub(super) struct Alternate {
    /// Its media type.
    pub(super) media_type: &'static str,
    /// Where it is.
    pub(super) href: String,
    /// What people call the form: `CSV`.
    pub(super) name: &'static str,
}

/// What others show of a page when somebody shares its address (`OpenGraph`).
#[derive(Clone, Debug)]
pub(super) struct Preview {
    /// A sentence or two.
    pub(super) description: String,
    /// The language of title and description.
    pub(super) language: String,
    /// `handle@host` of the actor that speaks.
    pub(super) author: String,
    /// When it was first published, and last changed: RFC 3339.
    pub(super) published: String,
    pub(super) updated: String,
}

/// A link to the same page in another language of the interface.
pub(super) struct LanguageLink {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) href: String,
    pub(super) current: bool,
}

/// A link to a part of the node.
pub(super) struct MenuLink {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// A request for a page: who reads, and where.
pub(super) struct Visit {
    pub(super) reader: Reader,
    /// Path and query, without the language of the interface.
    pub(super) address: String,
    /// The query as it was sent.
    pub(super) query: String,
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let reader = Reader::from_request_parts(parts, state).await?;
        let query = parts.uri.query().unwrap_or_default().to_owned();
        Ok(Self { reader, address: without_language(parts.uri.path(), &query), query })
    }
}

impl Frame {
    /// The frame of a page that is called like the site until it gets a title.
    ///
    /// Reads the database: ask for it before a session is open, or requests under load would each
    /// hold one session and wait for another.
    pub(super) async fn new(node: &Node, visit: Visit) -> Result<Self, WebError> {
        let actor = site::node_actor(node).await?;
        let name = actor.as_ref().map(|actor| name_of(actor, &visit.reader));
        let site = name.unwrap_or(site::host(node)).to_owned();
        let taxonomy = node.taxonomy();
        let label = |theme: &Concept| theme.label_for(visit.reader.languages()).to_owned();
        let themes: Vec<_> = taxonomy.list(List::Themes).iter().map(label).collect();
        Ok(Self {
            words: visit.reader.words(),
            title: site.clone(),
            site,
            origin: site::origin(node).to_owned(),
            address: visit.address,
            reader: visit.reader,
            alternates: Vec::new(),
            stylesheet: &assets::STYLESHEET,
            look: appearance::look(node).await?,
            icon: &assets::ICON,
            themes,
            scripts: vec![assets::address("js/suggest.js")],
            indexed: true,
            preview: None,
        })
    }

    /// A link within the node that keeps the language which the reader chose.
    pub(super) fn link(&self, to: &str) -> String {
        self.reader.link(to)
    }

    /// The page in each language of the interface.
    pub(super) fn languages(&self) -> Vec<LanguageLink> {
        let joint = if self.address.contains('?') { '&' } else { '?' };
        INTERFACE_LANGUAGES
            .into_iter()
            .map(|tag| LanguageLink {
                tag,
                name: locale::own_name(tag),
                href: format!("{}{joint}{LANGUAGE_PARAMETER}={tag}", self.address),
                current: tag == self.reader.language(),
            })
            .collect()
    }

    /// What the node has for its readers.
    pub(super) fn menu(&self) -> Vec<MenuLink> {
        let words = self.words;
        self.links([
            ("/practices", fl!(words, "practices")),
            ("/events", fl!(words, "events")),
            ("/calls", fl!(words, "calls")),
            ("/territories", fl!(words, "territories")),
            ("/map", fl!(words, "map")),
        ])
    }

    /// What one may want to know of the node itself.
    pub(super) fn foot(&self) -> Vec<MenuLink> {
        let words = self.words;
        self.links([
            ("/about", fl!(words, "about")),
            ("/network", fl!(words, "network")),
            ("/themes", fl!(words, "themes")),
            ("/api", fl!(words, "footer-data")),
            ("/keep", fl!(words, "footer-keep")),
            ("/accessibility", fl!(words, "footer-accessibility")),
            ("/privacy", fl!(words, "footer-privacy-page")),
            ("/legal", fl!(words, "footer-legal")),
        ])
    }

    fn links<const N: usize>(&self, parts: [(&str, String); N]) -> Vec<MenuLink> {
        let link =
            |(path, name)| MenuLink { name, href: self.link(path), current: self.is_in(path) };
        parts.into_iter().map(link).collect()
    }

    /// Adds a script, by its name among the assets.
    pub(super) fn add_script(&mut self, name: &str) {
        self.scripts.push(assets::address(name));
    }

    /// Whether the page belongs to a part of the menu.
    fn is_in(&self, part: &str) -> bool {
        self.address
            .strip_prefix(part)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// The address of the page for the outside: without the reader's language.
    pub(super) fn canonical(&self) -> String {
        format!("{}{}", self.origin, self.address)
    }
}

/// What a reader calls a territory or an organisation.
pub(super) fn name_of<'a>(actor: &'a Actor, reader: &Reader) -> &'a str {
    actor.territory.name_for(reader.languages()).unwrap_or(&actor.name)
}

/// `address` without the parameter that chooses the language of the interface.
pub(super) fn without_language(path: &str, query: &str) -> String {
    let kept: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, value)| name != LANGUAGE_PARAMETER && !value.is_empty())
        .collect();
    if kept.is_empty() {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    format!("{path}?{query}")
}

/// Sends a page, and says in its headers what else there is.
pub(super) fn send(frame: &Frame, page: &impl Template) -> Result<Response, WebError> {
    let mut response = Html(page.render()?).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(frame.reader.language()));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    for alternate in &frame.alternates {
        let Alternate { media_type, href, .. } = alternate;
        let link = format!("<{href}>; rel=\"alternate\"; type=\"{media_type}\"");
        if let Ok(link) = HeaderValue::try_from(link) {
            headers.append(header::LINK, link);
        }
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_its_language_and_its_empty_fields() {
        assert_eq!(
            without_language("/practices", "q=caf%C3%A9&ui=en&theme="),
            "/practices?q=caf%C3%A9"
        );
        assert_eq!(without_language("/", "ui=en"), "/");
    }
}

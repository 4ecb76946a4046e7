//! The look that an operator gives a node: a style sheet of a few lines, and a logo.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::error::WebError;
use crate::{
    domain::{Appearance, Colour, Tint},
    node::Node,
};

/// What every page of a node with a look of its own links to; nothing of one that looks like all.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// The address of the style sheet of its colours.
    pub(super) stylesheet: Option<String>,
    /// Its first colour on light paper, which a device may draw around its pages.
    pub(super) primary: Option<Colour>,
    /// Its logo.
    pub(super) logo: Option<LogoLink>,
}

/// A picture, and its size in pixels.
#[derive(Clone, Debug)]
pub(super) struct LogoLink {
    pub(super) address: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The look of a node; reads the database.
pub(super) async fn look(node: &Node) -> Result<Look, WebError> {
    let Some(appearance) = node.appearance().await? else { return Ok(Look::default()) };
    let version = version_of(&appearance);
    let has_colours = appearance.primary.is_some() || appearance.accent.is_some();
    Ok(Look {
        stylesheet: has_colours.then(|| format!("/appearance.css?{version}")),
        primary: appearance.primary.map(|tint| tint.light),
        logo: appearance.logo.map(|logo| LogoLink {
            address: format!("/logo.png?{version}"),
            width: logo.width,
            height: logo.height,
        }),
    })
}

/// `GET /appearance.css`
pub(super) async fn show_colours(
    State(node): State<Node>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let appearance = node.appearance().await?.ok_or(WebError::NotFound)?;
    let body = style_sheet(&appearance).ok_or(WebError::NotFound)?;
    Ok(send(body.into_bytes(), "text/css; charset=utf-8", &appearance, query.as_deref()))
}

/// `GET /logo.png`
pub(super) async fn show_logo(
    State(node): State<Node>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let appearance = node.appearance().await?.ok_or(WebError::NotFound)?;
    let logo = node.logo().await?.ok_or(WebError::NotFound)?;
    Ok(send(logo, "image/png", &appearance, query.as_deref()))
}

/// What stands behind the `?` of an address, so that a browser may keep what is there for ever.
fn version_of(appearance: &Appearance) -> String {
    format!("v={:x}", appearance.changed_at.0)
}

/// Colours in the place of those of all nodes; `None` when none is named.
fn style_sheet(appearance: &Appearance) -> Option<String> {
    let role = |name: &str, tint: Option<Tint>| {
        tint.map(|Tint { light, dark }| format!("--{name}: light-dark({light}, {dark});"))
    };
    let roles: Vec<String> =
        [role("primary", appearance.primary), role("accent", appearance.accent)]
            .into_iter()
            .flatten()
            .collect();
    (!roles.is_empty()).then(|| format!("@layer tokens {{ :root {{ {} }} }}\n", roles.join(" ")))
}

fn send(
    body: Vec<u8>,
    media_type: &'static str,
    appearance: &Appearance,
    asked: Option<&str>,
) -> Response {
    let cache = if asked == Some(&version_of(appearance)) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Scheme;

    const TOKENS: &str = include_str!("assets/css/tokens.css");

    /// The light and the dark colour of a role.
    fn role(name: &str) -> (Colour, Colour) {
        let start = format!("--{name}: light-dark(");
        let (_, rest) = TOKENS.split_once(&start).unwrap();
        let (light, rest) = rest.split_once(", ").unwrap();
        let (dark, _) = rest.split_once(')').unwrap();
        (Colour::parse(light).unwrap(), Colour::parse(dark).unwrap())
    }

    #[test]
    fn colours_are_measured_against_those_that_pages_have() {
        for ((name, light), (_, dark)) in
            Scheme::Light.grounds().into_iter().zip(Scheme::Dark.grounds())
        {
            assert_eq!((light, dark), role(name), "{name}");
        }
        for name in ["primary", "accent"] {
            let (light, dark) = role(name);
            assert_eq!(Tint::new(light, Some(dark)), Ok(Tint { light, dark }), "{name}");
        }
    }

    #[test]
    fn only_colours_that_are_named_stand_in_the_style_sheet() {
        let (light, dark) = role("accent");
        let mut appearance = Appearance::default();
        assert_eq!(style_sheet(&appearance), None);
        appearance.accent = Some(Tint { light, dark });
        assert_eq!(
            style_sheet(&appearance).unwrap(),
            "@layer tokens { :root { --accent: light-dark(#93360f, #ffb592); } }\n"
        );
    }
}

//! What chat programs and site editors ask when somebody pastes the address of a sheet
//! (<https://oembed.com>).

use askama::Template;
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use url::{Url, form_urlencoded};

use super::{
    Asked,
    card::{CardItem, StaticCard},
};
use crate::{
    domain::SheetKind,
    node::Node,
    web::{
        error::WebError,
        locale::Reader,
        page::name_of,
        pages::Voice,
        parameter::{BadParameter, Expected},
        site,
    },
};

/// The size of a card, in pixels, where there is room.
const WIDTH: usize = 600;
const HEIGHT: usize = 260;
/// How long a card may be kept, in seconds.
const KEPT_FOR: u32 = 3_600;

/// An answer of type `rich` (section 2.3.4.4).
#[derive(Serialize)]
struct Rich {
    version: &'static str,
    r#type: &'static str,
    title: String,
    author_name: String,
    author_url: String,
    provider_name: String,
    provider_url: String,
    cache_age: u32,
    width: usize,
    height: usize,
    html: String,
}

/// What is asked.
struct Question {
    url: String,
    format: String,
    width: usize,
    height: usize,
}

/// `GET /oembed?url=…`
pub(in crate::web) async fn o_embed(
    State(node): State<Node>,
    uri: Uri,
    reader: Reader,
) -> Result<Response, WebError> {
    let question = Question::parse(uri.query().unwrap_or_default())?;
    if question.format != "json" {
        return Ok(only_json());
    }
    let (kind, id, asked_uri) =
        sheet_at(&question.url, site::origin(&node)).ok_or(WebError::NotFound)?;
    let Asked { listed, origin } = super::asked(&node, kind, &id).await?;
    // The pasted address may choose a language, as it does when somebody opens it.
    let pasted = reader.at(&asked_uri);
    let reader = if pasted.chosen().is_some() { pasted } else { reader };
    let taxonomy = node.taxonomy();
    let card = CardItem::new(Voice::new(&reader, &taxonomy), &reader, &listed, &origin);
    let actor = listed.actor.as_ref().filter(|actor| actor.may_be_shown());
    let node_actor = site::node_actor(&node).await?;
    let rich = Rich {
        version: "1.0",
        r#type: "rich",
        html: StaticCard { card: &card }.render()?.trim().to_owned(),
        title: card.title,
        author_name: actor.map_or_else(
            || listed.sheet.iri.host().to_owned(),
            |actor| name_of(actor, &reader).to_owned(),
        ),
        author_url: listed.sheet.actor.to_string(),
        provider_name: node_actor.map_or_else(
            || site::host(&node).to_owned(),
            |actor| name_of(&actor, &reader).to_owned(),
        ),
        provider_url: origin,
        cache_age: KEPT_FOR,
        width: question.width,
        height: question.height,
    };
    let mut response = Json(rich).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

impl Question {
    fn parse(query: &str) -> Result<Self, BadParameter> {
        let mut question =
            Self { url: String::new(), format: "json".into(), width: WIDTH, height: HEIGHT };
        let size = |name, value: &str, ours: usize| match value.parse() {
            Ok(asked) if asked > 0 => Ok(ours.min(asked)),
            _ => Err(BadParameter::new(name, value, Expected::Number(10_000))),
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "url" => question.url = value.into_owned(),
                "format" => question.format = value.into_owned(),
                "maxwidth" => question.width = size("maxwidth", &value, WIDTH)?,
                "maxheight" => question.height = size("maxheight", &value, HEIGHT)?,
                _ => {}
            }
        }
        if question.url.is_empty() {
            return Err(BadParameter::new("url", "", Expected::SheetAddress));
        }
        Ok(question)
    }
}

/// The sheet at an address of the node at `origin`: of its page or of its object.
fn sheet_at(address: &str, origin: &str) -> Option<(SheetKind, String, Uri)> {
    let url = Url::parse(address).ok()?;
    if url.origin() != Url::parse(origin).ok()?.origin() {
        return None;
    }
    let path = url.path().strip_prefix("/ap").unwrap_or(url.path());
    let (kind, id) = path.strip_prefix('/')?.split_once('/')?;
    let kind = SheetKind::ALL.into_iter().find(|known| known.plural() == kind)?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some((kind, id.to_owned(), format!("{path}{query}").parse().ok()?))
}

/// Section 2.3.3: a format that we do not speak.
fn only_json() -> Response {
    let problem = serde_json::json!({
        "type": "about:blank",
        "title": "Not Implemented",
        "status": 501,
        "detail": "only format=json is spoken here",
    });
    let content_type = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::NOT_IMPLEMENTED, content_type, problem.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_our_sheets_are_answered() {
        let found = |address| sheet_at(address, "https://lyon.example");
        let (kind, id, _) = found("https://lyon.example/events/17?ui=pt").unwrap();
        assert_eq!((kind, id.as_str()), (SheetKind::Event, "17"));
        assert!(found("https://lyon.example/ap/practices/17").is_some());
        for address in [
            "https://lyon.example.evil.example/events/17",
            "http://lyon.example/events/17",
            "https://lyon.example@evil.example/events/17",
            "https://lyon.example/",
            "https://lyon.example/territories/lyon",
            "javascript:alert(1)",
            "",
        ] {
            assert!(found(address).is_none(), "{address}");
        }
    }

    #[test]
    fn a_card_is_no_larger_than_there_is_room() {
        let question = |query| Question::parse(query);
        assert_eq!(question("url=x&maxwidth=320").unwrap().width, 320);
        assert_eq!(question("url=x&maxwidth=9000").unwrap().width, WIDTH);
        assert!(question("url=x&maxwidth=wide").is_err());
        assert!(question("").is_err());
    }
}

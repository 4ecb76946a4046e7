//! From a territory's handle to the reader's own server: shown, never followed by itself.

use askama::Template;
use axum::{extract::State, response::Response};
use i18n_embed_fl::fl;
use url::{Host, Url, form_urlencoded};

use crate::{
    domain::Actor,
    node::Node,
    store::actors,
    web::{
        error::WebError,
        locale::Reader,
        page::{self, Frame, Visit, name_of},
        parameter::{BadParameter, Expected},
    },
};

/// How other software is told to open something of ours: Mastodon's path, which others took over.
const INTERACTION: &str = "/authorize_interaction";

/// The name under which an actor is followed from other software.
pub(super) struct Handle {
    /// `@lyon@accueil.example`
    pub(super) address: String,
    /// The page that leads to the reader's own server.
    pub(super) follow: String,
}

impl Handle {
    /// The handle of an actor, where it is sure.
    pub(super) fn of(reader: &Reader, actor: &Actor) -> Option<Self> {
        let address = actor.public_address()?;
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("account", &address)
            .finish();
        Some(Self {
            follow: reader.link(&format!("/follow?{query}")),
            address: format!("@{address}"),
        })
    }
}

#[derive(Template)]
#[template(path = "pages/follow.html")]
struct FollowPage {
    page: Frame,
    account: String,
    address: String,
    server: String,
    elsewhere: Option<Elsewhere>,
}

/// Where the reader's own server asks whether to follow.
struct Elsewhere {
    host: String,
    href: String,
}

/// `GET /follow?account=lyon@accueil.example&server=mastodon.example`
pub(in crate::web) async fn follow(
    State(node): State<Node>,
    visit: Visit,
) -> Result<Response, WebError> {
    let parameter = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(visit.query.as_bytes());
        let found = pairs.find(|(name, _)| name == wanted).map(|(_, value)| value);
        found.map(|value| value.trim().trim_start_matches('@').to_owned()).unwrap_or_default()
    };
    let (account, server) = (parameter("account"), parameter("server"));
    let bad = |name, value: &str, expected| BadParameter::new(name, value, expected);
    let (handle, host) =
        account.split_once('@').ok_or_else(|| bad("account", &account, Expected::Account))?;
    let elsewhere = match server.as_str() {
        "" => None,
        name => {
            Some(elsewhere(name, &account).ok_or_else(|| bad("server", name, Expected::Server))?)
        }
    };
    let actor = {
        let mut db = node.store.read().await?;
        actors::find_by_address(&mut db, handle, host).await?
    };
    // Who follows a territory is nobody's business: only those that have a page are told of.
    let shown = actor.filter(|actor| actor.may_be_shown() && !node.is_suspended(&actor.iri));
    let actor = shown.ok_or(WebError::NotFound)?;
    let mut frame = Frame::new(&node, visit).await?;
    let name = name_of(&actor, &frame.reader).to_owned();
    frame.title = fl!(frame.words, "follow-title", name = name);
    frame.indexed = false;
    let page =
        FollowPage { address: format!("@{account}"), account, server, elsewhere, page: frame };
    page::send(&page.page, &page)
}

/// The page of the server `name` that asks whether to follow `account`.
fn elsewhere(name: &str, account: &str) -> Option<Elsewhere> {
    // People paste the address of their server, or their own handle.
    let name = name.trim_start_matches("https://").trim_end_matches('/');
    let name = name.rsplit('@').next().unwrap_or(name);
    let mut url = Url::parse(&format!("https://{name}{INTERACTION}")).ok()?;
    let is_server = matches!(url.host(), Some(Host::Domain(domain)) if domain.contains('.'));
    if !is_server || url.path() != INTERACTION || url.port().is_some() {
        return None;
    }
    url.query_pairs_mut().append_pair("uri", account);
    Some(Elsewhere { host: url.host_str()?.to_owned(), href: url.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_may_be_told_in_the_ways_in_which_people_know_it() {
        for told in ["mastodon.example", "https://mastodon.example/", "@ana@mastodon.example"] {
            let found = elsewhere(told.trim_start_matches('@'), "lyon@accueil.example").unwrap();
            assert_eq!(found.host, "mastodon.example");
            assert_eq!(
                found.href,
                "https://mastodon.example/authorize_interaction?uri=lyon%40accueil.example"
            );
        }
    }

    #[test]
    fn what_is_no_server_is_refused() {
        for told in
            ["x", "a b.example", "evil.example/path?", "javascript:1", "127.0.0.1", "a.b:80"]
        {
            assert!(elsewhere(told, "lyon@accueil.example").is_none(), "{told}");
        }
    }
}

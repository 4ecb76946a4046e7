//! What is carried away of a sheet: a poster, a card on another site, the addresses of its files.

mod card;
mod embed;
mod embed_script;
pub(super) mod links;
mod o_embed;
mod poster;
mod qr;

pub(super) use card::{card, cards};
pub(super) use embed::{embed, embed_list};
pub(super) use embed_script::embed_script;
pub(super) use o_embed::o_embed;
pub(super) use poster::poster;

use super::{
    error::WebError,
    listing::{Listed, actors_of, shown},
    site,
};
use crate::{domain::SheetKind, node::Node};

/// A sheet that somebody asks for, and where this node is.
struct Asked {
    listed: Listed,
    origin: String,
}

/// The sheet of a kind that an address names.
async fn asked(node: &Node, kind: SheetKind, id: &str) -> Result<Asked, WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut db = node.store.read().await?;
    let sheet = shown(node, &mut db, kind, id).await?;
    let listed = actors_of(&mut db, vec![sheet]).await?.pop().ok_or(WebError::NotFound)?;
    Ok(Asked { listed, origin: site::origin(node).to_owned() })
}

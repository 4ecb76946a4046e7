//! What other servers read of this node: actors, objects, activities and collections, as they
//! were stored, byte for byte.

mod actor;
mod catalogue;
mod collections;
mod copies;
mod document;
mod inbox;
mod negotiation;
mod node_info;
mod object;
mod secure;
mod webfinger;
mod well_known;

pub(super) use actor::{actor, instance_actor};
pub(super) use catalogue::{catalogue, digests as catalogue_digests, objects as catalogue_objects};
pub(super) use collections::{
    activity, blocks, featured, followers, following, instance_collection, outbox, tags,
};
pub(super) use copies::{copies, held};
pub(super) use document::{ACTIVITY_JSON, actor_document, object};
pub(super) use inbox::{LARGEST_ACTIVITY, receive};
pub(super) use negotiation::wants_activity;
pub(super) use node_info::{node_info, node_info_links};
pub(super) use object::{MOST_REPLIES, file, replies_to, sheet, withdrawn};
pub(super) use secure::require_signature;
pub(super) use webfinger::webfinger;
pub(super) use well_known::{change_password, host_meta, security_txt};

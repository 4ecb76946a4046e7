//! What a territory shares: plain types and the rules that hold for them.
//!
//! Nothing here reads a clock, a file, a database or a socket. The words of this page are the
//! words of the tables, the addresses, the templates and the tests.

mod actor;
mod appearance;
mod attached;
mod block;
mod block_list;
mod call;
mod cell;
mod change;
mod colour;
mod decision;
mod delivery;
mod draft;
mod event;
mod gazetteer;
mod house;
mod id;
mod iri;
mod language;
mod links;
mod moment;
mod peer;
mod place;
mod point;
mod practice;
mod profile;
mod reply;
mod report;
mod rule;
mod sheet;
mod taxonomy;
mod text;
mod thesaurus;
mod trust;
mod version;
mod wall_clock;
mod words;

pub use actor::{Actor, ActorKind, Name, Population, Territory, check_handle};
pub use appearance::{Appearance, Logo, Tint};
pub use attached::{Attached, Link};
pub use block::{BadDomain, Block, BlockSet, Domain, HostPolicy, LONGEST_COMMENT, Severity};
pub use block_list::{BlockDraft, LONGEST_LIST, ListedBlock, Proposal, Subscription};
pub use call::{Answer, Call, CallKind};
pub use cell::{guard_cell, unguard_cell};
pub use change::Change;
pub use colour::{BadColour, Colour, Scheme};
pub use decision::{Decision, Verb, Who};
pub use delivery::{Backoff, GIVE_UP_AFTER_SECONDS};
pub use draft::Draft;
pub use event::{Dates, Event, Organiser, Precision};
pub use gazetteer::{
    Town, most_slips, name_key, number_of_towns, spelling_distance, town_of_id, towns_called,
    towns_spelt_like, towns_starting_with,
};
pub use house::{Contact, HousePage, HouseText, LONGEST_HOUSE_TEXT};
pub use id::{ActivityId, ActorId, DraftId, IdSource, PeerId, PlaceId, SheetId, UserId};
pub use iri::{BadIri, Iri};
pub use language::{INTERFACE_LANGUAGES, Language, Origin, Text, Texts};
pub use links::show_hosts;
pub use moment::Timestamp;
pub use peer::{
    Following, FollowingState, MoveState, Peer, PeerKind, ProposedMove, SignatureScheme, SyncState,
};
pub use place::{BoundingBox, Place};
pub use point::{Point, kilometres, square_of};
pub use practice::{Period, Practice, Tool};
pub use profile::{Profile, ProfileField};
pub use reply::{RepliesTaken, Reply, ReplyState};
pub use report::{LONGEST_REPORT, Report};
pub use rule::{Broken, Rule};
pub use sheet::{Confidence, Content, Facet, Post, Sheet, SheetKind, Source, Subject, Visibility};
pub use taxonomy::{Concept, List, Mapping, Taxonomy};
pub use text::{clean_html, fold, page_html, plain_text, search_words, slug, to_html};
pub use thesaurus::Thesaurus;
pub use trust::{Followers, Policy, Shown, Trust, Writers};
pub use version::{ChangedPart, Part, Version};
pub use wall_clock::{at_moment, day, duration_seconds, is_over, later, on_the_clock, zone_named};
pub use words::{Alternative, Form, WordGroup, Words, is_little_word};

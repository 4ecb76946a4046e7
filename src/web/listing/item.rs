//! A sheet as data: the item of every listing, and the properties of every point on a map.

use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::{Listed, facts::AnyFacts};
use crate::domain::{
    Actor, Confidence, Iri, Link, Origin, Place, Sheet, SheetId, SheetKind, Source, Text,
    plain_text,
};

/// Values by language, the original first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByLanguage<T>(pub(crate) Vec<(String, T)>);

impl<T: Serialize> Serialize for ByLanguage<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(language, value)| (language, value)))
    }
}

/// A practice, an event, a call or a post, with what its kind adds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Item<Facts> {
    /// The address of the object: the same on every node, for ever.
    #[schema(format = "uri")]
    pub(crate) id: String,
    /// `practice`, `event`, `call` or `post`.
    pub(crate) r#type: &'static str,
    /// The author's own name for the record, unique among the sheets of an actor.
    pub(crate) slug: String,
    /// The page of the sheet on this node.
    #[schema(format = "uri")]
    pub(crate) url: String,
    /// The host of the node that published it.
    pub(crate) origin: String,
    /// Who speaks.
    pub(crate) actor: Speaker,
    /// The language of the original: a key of `title`.
    pub(crate) original: String,
    /// Language and region of the original: `fr-CA` where the key says `fr`.
    pub(crate) language: String,
    /// The title by language, the original first.
    #[schema(value_type = BTreeMap<String, String>)]
    pub(crate) title: ByLanguage<String>,
    /// The text by language, the original first: plain text, with empty lines between paragraphs.
    #[schema(value_type = BTreeMap<String, String>)]
    pub(crate) description: ByLanguage<String>,
    /// Who wrote the words of each language.
    #[schema(value_type = BTreeMap<String, Wording>)]
    pub(crate) wording: ByLanguage<Wording>,
    /// A term of the list of kinds of its type.
    pub(crate) kind: String,
    /// A term of the list of statuses of its type; posts have none.
    pub(crate) status: Option<String>,
    /// Pillars of the shared vocabulary.
    pub(crate) pillars: Vec<String>,
    /// Themes, shared or local.
    pub(crate) themes: Vec<String>,
    /// For whom.
    pub(crate) audience: Vec<String>,
    /// Handle of the territory that it is about.
    pub(crate) territory: Option<String>,
    /// Where it is.
    pub(crate) place: Option<PlaceItem>,
    /// When it was first published.
    #[schema(format = DateTime)]
    pub(crate) published: String,
    /// When it last changed.
    #[schema(format = DateTime)]
    pub(crate) updated: String,
    /// What readers should know before they read; posts of other software have it.
    pub(crate) warning: Option<String>,
    /// Pictures, documents and pages that a post or an event of other software is about.
    pub(crate) links: Vec<LinkItem>,
    /// Hashtags of a post or an event of other software, without their `#`.
    pub(crate) hashtags: Vec<String>,
    /// Where the facts come from.
    pub(crate) sources: Vec<SourceItem>,
    /// How sure the author is of them: `high`, `medium` or `low`.
    pub(crate) confidence: Option<&'static str>,
    /// The sheet that it was adapted from.
    #[schema(format = "uri")]
    pub(crate) adapted_from: Option<String>,
    /// Invented, to show how it would look.
    pub(crate) example: bool,
    /// A remark of those who keep the record.
    pub(crate) note: Option<String>,
    /// When the proof of its author was checked here, or made when the sheet is of this node; `null`
    /// when it carries none.
    #[schema(format = DateTime)]
    pub(crate) proven: Option<String>,
    /// When the node that published it was last heard, if it does not answer now; else `null`.
    #[schema(format = DateTime)]
    pub(crate) last_heard: Option<String>,
    /// How many kilometres it is from the place around which it was looked for; only there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distance: Option<f64>,
    /// What the kind adds.
    #[serde(flatten)]
    pub(crate) facts: Facts,
}

/// Who speaks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Speaker {
    /// The address of the actor.
    #[schema(format = "uri")]
    pub(crate) id: String,
    /// `handle@host`, where the actor is known here.
    pub(crate) address: Option<String>,
    /// The name to show.
    pub(crate) name: Option<String>,
}

/// Who wrote the words of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Wording {
    /// `original`, `human` (checked), `unchecked` or `machine`.
    pub(crate) origin: &'static str,
    /// Whether the original has changed since.
    pub(crate) out_of_date: bool,
}

/// A place, as precise as its publisher wants it known.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PlaceItem {
    pub(crate) name: String,
    pub(crate) street: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) locality: Option<String>,
    pub(crate) region: Option<String>,
    /// ISO 3166-1, two letters.
    pub(crate) country: Option<String>,
    /// Degrees north.
    pub(crate) latitude: Option<f64>,
    /// Degrees east.
    pub(crate) longitude: Option<f64>,
}

/// An address of the web, and how it is called.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct LinkItem {
    pub(crate) label: String,
    #[schema(format = "uri")]
    pub(crate) url: String,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SourceItem {
    /// `page` for an address, `seed` for a document of the network.
    pub(crate) r#type: String,
    /// The address, or the document's name.
    pub(crate) r#ref: String,
}

impl Item<AnyFacts> {
    /// The item of a sheet on the node at `origin`.
    pub(crate) fn new(listed: &Listed, origin: &str) -> Self {
        let Listed { sheet, actor, standing, distance } = listed;
        let (actor, content) = (actor.as_ref(), &sheet.content);
        Self {
            id: sheet.iri.to_string(),
            r#type: sheet.kind().as_str(),
            slug: content.slug.clone(),
            url: format!("{origin}{}", page_path(sheet)),
            origin: sheet.iri.host().to_owned(),
            actor: Speaker::new(&sheet.actor, actor),
            original: content.texts.original().language.to_string(),
            language: content.language.to_string(),
            title: by_language(sheet, |text| Some(text.title.clone())),
            description: by_language(sheet, |text| Some(plain_text(&text.body))),
            wording: by_language(sheet, |text| Some(Wording::new(sheet, text))),
            kind: content.subkind().to_owned(),
            status: Some(content.status().to_owned()).filter(|status| !status.is_empty()),
            pillars: content.pillars.clone(),
            themes: content.themes.clone(),
            audience: content.audiences.clone(),
            territory: content.territory.clone(),
            place: content.place.as_ref().map(PlaceItem::new),
            published: sheet.published_at.to_string(),
            updated: sheet.updated_at.to_string(),
            warning: content.attached.warning.clone(),
            links: content.attached.links.iter().map(LinkItem::new).collect(),
            hashtags: content.attached.hashtags.clone(),
            sources: content.sources.iter().map(SourceItem::new).collect(),
            confidence: content.confidence.map(Confidence::as_str),
            adapted_from: content.adapted_from.as_ref().map(Iri::to_string),
            example: content.example,
            note: content.note.clone(),
            proven: standing.proven_at.map(|at| at.to_string()),
            last_heard: standing.heard_at.filter(|_| standing.is_silent).map(|at| at.to_string()),
            distance: distance.map(|kilometres| (kilometres * 10.0).round() / 10.0),
            facts: AnyFacts::new(sheet),
        }
    }
}

/// The path of the page of a sheet on this node.
pub(crate) fn page_path(sheet: &Sheet) -> String {
    path_of_sheet(sheet.kind(), sheet.id)
}

/// The same, where the rest of the sheet is not at hand.
pub(crate) fn path_of_sheet(kind: SheetKind, id: SheetId) -> String {
    format!("/{}/{id}", kind.plural())
}

/// What `part` finds in the text of each language.
pub(super) fn by_language<T>(sheet: &Sheet, part: impl Fn(&Text) -> Option<T>) -> ByLanguage<T> {
    let texts = sheet.content.texts.iter();
    ByLanguage(texts.filter_map(|text| Some((text.language.to_string(), part(text)?))).collect())
}

impl Speaker {
    fn new(iri: &Iri, actor: Option<&Actor>) -> Self {
        Self {
            id: iri.to_string(),
            address: actor.and_then(Actor::public_address),
            name: actor.map(|actor| actor.name.clone()),
        }
    }
}

impl Wording {
    fn new(sheet: &Sheet, text: &Text) -> Self {
        let origin = match text.origin {
            Origin::Original => "original",
            Origin::Human => "human",
            Origin::Unchecked => "unchecked",
            Origin::Machine => "machine",
        };
        Self { origin, out_of_date: sheet.content.texts.is_stale(text) }
    }
}

impl PlaceItem {
    fn new(place: &Place) -> Self {
        let Place { name, street, postal_code, locality, region, country, latitude, longitude } =
            place.clone();
        Self { name, street, postal_code, locality, region, country, latitude, longitude }
    }
}

impl LinkItem {
    fn new(link: &Link) -> Self {
        Self { label: link.label.clone(), url: link.url.clone() }
    }
}

impl SourceItem {
    fn new(source: &Source) -> Self {
        Self { r#type: source.kind.clone(), r#ref: source.reference.clone() }
    }
}

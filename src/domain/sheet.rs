//! A sheet: one published practice, event or call, and the rules of its life.

use serde::{Deserialize, Serialize};

use super::{
    Attached, Broken, Call, Event, Iri, Language, Place, Practice, Rule, SheetId, Taxonomy, Texts,
    Timestamp, practice::check_web_address, taxonomy::List,
};

/// Most themes, audiences or sources of a sheet.
const MOST_ITEMS: usize = 40;

/// What kind of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SheetKind {
    /// Something that works somewhere.
    Practice,
    /// A meeting, a webinar, a festival.
    Event,
    /// A call to action.
    Call,
    /// What a server of other software published: kept as what it is.
    Post,
}

impl SheetKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Practice, Self::Event, Self::Call, Self::Post];

    /// The kind as it stands in tables and on the wire: `practice`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Event => "event",
            Self::Call => "call",
            Self::Post => "post",
        }
    }

    /// The kind as it stands in addresses: `practices`.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Practice => "practices",
            Self::Event => "events",
            Self::Call => "calls",
            Self::Post => "posts",
        }
    }

    /// The kind that a singular or plural names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| text == kind.as_str() || text == kind.plural())
    }
}

/// A published practice, event or call.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Unique within this node.
    pub id: SheetId,
    /// Its address, for ever and on every node.
    pub iri: Iri,
    /// The actor that speaks.
    pub actor: Iri,
    /// When it was first published; never changes.
    pub published_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// What it says.
    pub content: Content,
}

/// Everything that the author of a sheet decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The author's own name for the record; unique among the sheets of an actor, never changes.
    pub slug: String,
    /// Language and region of the original: `fr-CA` where the texts say `fr`.
    pub language: Language,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// The words.
    pub texts: Texts,
    /// Pillars of the taxonomy.
    #[serde(default)]
    pub pillars: Vec<String>,
    /// Themes, shared or local.
    #[serde(default)]
    pub themes: Vec<String>,
    /// For whom.
    #[serde(default)]
    pub audiences: Vec<String>,
    /// Handle of the territory that it is about; often, not always, the one that speaks.
    #[serde(default)]
    pub territory: Option<String>,
    /// Where it is.
    #[serde(default)]
    pub place: Option<Place>,
    /// The sheet that it was adapted from.
    #[serde(default)]
    pub adapted_from: Option<Iri>,
    /// What other software hangs on it.
    #[serde(default)]
    pub attached: Attached,
    /// Where the facts come from.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// How sure the author is of them.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Invented, to show how it would look; left out of calendars and tables unless asked for.
    #[serde(default)]
    pub example: bool,
    /// A remark of those who keep the record.
    #[serde(default)]
    pub note: Option<String>,
    /// What the kind adds.
    pub subject: Subject,
}

/// What only one kind of sheet has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[expect(missing_docs, reason = "each variant is the type of its name")]
pub enum Subject {
    Practice(Practice),
    Event(Event),
    Call(Call),
    Post(Post),
}

/// What a server of other software published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its ActivityStreams type: `Note`, `Article`, `Page`.
    pub as_type: String,
}

/// Who may see a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone, and every list.
    #[default]
    Public,
    /// Everyone who has its address.
    Unlisted,
}

impl Visibility {
    /// Whether every list may show it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        *self == Self::Public
    }
}

/// How sure the author is of the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Confidence {
    High,
    Medium,
    Low,
}

impl Confidence {
    /// The word that stands in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// `page` for an address, `seed` for a document of the network.
    #[serde(rename = "type")]
    pub kind: String,
    /// The address, or the document's name.
    #[serde(rename = "ref")]
    pub reference: String,
}

/// One way to sort sheets: a filter of the listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Facet {
    Kind,
    Pillar,
    Axis,
    Theme,
    Audience,
    Subkind,
    Status,
    Territory,
    Country,
    Language,
    Example,
}

impl Facet {
    /// All facets, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::Kind,
        Self::Pillar,
        Self::Axis,
        Self::Theme,
        Self::Audience,
        Self::Subkind,
        Self::Status,
        Self::Territory,
        Self::Country,
        Self::Language,
        Self::Example,
    ];

    /// The facet that `text` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| text == facet.as_str())
    }

    /// The facet as it stands in tables and in the index.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Pillar => "pillar",
            Self::Axis => "axis",
            Self::Theme => "theme",
            Self::Audience => "audience",
            Self::Subkind => "subkind",
            Self::Status => "status",
            Self::Territory => "territory",
            Self::Country => "country",
            Self::Language => "language",
            Self::Example => "example",
        }
    }
}

impl Sheet {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> SheetKind {
        self.content.kind()
    }

    /// The sheet after its author changed it to `content` at `now`.
    ///
    /// `None` when nothing changed, so that the same content put twice is published once. The kind
    /// and the slug never change; `updated_at` always grows, or other servers would ignore it.
    pub fn revise(&self, content: Content, now: Timestamp) -> Result<Option<Self>, Broken> {
        if content.kind() != self.kind() {
            return Err(Broken::new("type", Rule::Fixed));
        }
        if content.slug != self.content.slug {
            return Err(Broken::new("id", Rule::Fixed));
        }
        let texts = content.texts.clone().after(&self.content.texts);
        let content = Content { texts, ..content };
        if content == self.content {
            return Ok(None);
        }
        let updated_at = now.max(Timestamp(self.updated_at.0 + 1));
        Ok(Some(Self { updated_at, content, ..self.clone() }))
    }
}

impl Content {
    /// The kind of sheet.
    #[must_use]
    pub fn kind(&self) -> SheetKind {
        match self.subject {
            Subject::Practice(_) => SheetKind::Practice,
            Subject::Event(_) => SheetKind::Event,
            Subject::Call(_) => SheetKind::Call,
            Subject::Post(_) => SheetKind::Post,
        }
    }

    /// The kind within the kind: `public-service`, `webinar`, `sign`.
    #[must_use]
    pub fn subkind(&self) -> &str {
        match &self.subject {
            Subject::Practice(practice) => &practice.kind,
            Subject::Event(event) => &event.kind,
            Subject::Call(call) => call.kind.as_str(),
            Subject::Post(post) => &post.as_type,
        }
    }

    /// The status: `running`, `held`, `open`.
    #[must_use]
    pub fn status(&self) -> &str {
        match &self.subject {
            Subject::Practice(practice) => &practice.status,
            Subject::Event(event) => &event.status,
            Subject::Call(call) => &call.status,
            Subject::Post(_) => "",
        }
    }

    /// What must hold before a sheet is published: its words are of the vocabulary, its dates and
    /// addresses well formed.
    pub fn check(&self, taxonomy: &Taxonomy) -> Result<(), Broken> {
        if self.slug.is_empty() || super::slug(&self.slug) != self.slug {
            let form = "a name of small letters, digits and hyphens";
            let value = self.slug.clone();
            return Err(Broken::new("id", Rule::Malformed { value, form }));
        }
        for (field, list, values) in [
            ("pillars", List::Pillars, &self.pillars),
            ("themes", List::Themes, &self.themes),
            ("audience", List::Audiences, &self.audiences),
        ] {
            if values.len() > MOST_ITEMS {
                return Err(Broken::new(field, Rule::TooMany(MOST_ITEMS)));
            }
            for value in values {
                taxonomy.check(list, value, field)?;
            }
        }
        let (kinds, statuses) = match self.kind() {
            SheetKind::Practice => (List::PracticeKinds, List::PracticeStatuses),
            SheetKind::Event => (List::EventKinds, List::EventStatuses),
            SheetKind::Call => (List::CallKinds, List::CallStatuses),
            SheetKind::Post => return Err(Broken::new("type", Rule::Unknown("post".to_owned()))),
        };
        taxonomy.check(kinds, self.subkind(), "kind")?;
        taxonomy.check(statuses, self.status(), "status")?;
        self.place.iter().try_for_each(Place::check)?;
        if self.sources.len() > MOST_ITEMS {
            return Err(Broken::new("sources", Rule::TooMany(MOST_ITEMS)));
        }
        for source in self.sources.iter().filter(|source| source.kind == "page") {
            check_web_address("sources", &source.reference)?;
        }
        match &self.subject {
            Subject::Practice(practice) => practice.check(),
            Subject::Call(call) => call.check(),
            Subject::Event(_) | Subject::Post(_) => Ok(()),
        }
    }

    /// Every facet under which the sheet can be found; a theme counts under its broader ones too.
    #[must_use]
    pub fn facets(&self, taxonomy: &Taxonomy) -> Vec<(Facet, String)> {
        let mut facets = vec![
            (Facet::Kind, self.kind().as_str().to_owned()),
            (Facet::Subkind, self.subkind().to_owned()),
            (Facet::Status, self.status().to_owned()),
            (Facet::Example, if self.example { "yes" } else { "no" }.to_owned()),
        ];
        let mut add = |facet, value: &str| facets.push((facet, value.to_owned()));
        for theme in &self.themes {
            for term in taxonomy.with_broader(theme) {
                add(Facet::Theme, term);
            }
            for axis in taxonomy.axes_of(theme) {
                add(Facet::Axis, axis);
            }
        }
        self.pillars.iter().for_each(|pillar| add(Facet::Pillar, pillar));
        self.audiences.iter().for_each(|audience| add(Facet::Audience, audience));
        self.territory.iter().for_each(|territory| add(Facet::Territory, territory));
        self.texts.iter().for_each(|text| add(Facet::Language, text.language.base()));
        let country = self.place.as_ref().and_then(|place| place.country.as_deref());
        if let Some(country) = country {
            add(Facet::Country, country);
        }
        facets.sort();
        facets.dedup();
        facets
    }
}

//! What is known of a sheet, as a list of labels and lines.

use i18n_embed_fl::fl;

use super::{dates, voice::Voice};
use crate::{
    domain::{
        Actor, Call, Event, Facet, Language, List, Practice, Sheet, SheetKind, Source, Subject,
    },
    web::locale,
};

/// Something that is known, under its label.
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) lines: Vec<Line>,
}

/// A line of text, with where it leads.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) href: Option<String>,
    /// Whether it leads away from this node.
    pub(super) outside: bool,
    /// Its language, where it is not that of the page.
    pub(super) language: Option<Language>,
    /// Whether it is a name in whichever language, which turns no words beside it.
    pub(super) is_name: bool,
}

impl Line {
    /// Text that leads nowhere.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// What somebody or some place is called.
    fn name(name: impl Into<String>) -> Self {
        Self { is_name: true, ..Self::text(name) }
    }

    /// Text that leads to a page of this node.
    pub(super) fn link(text: impl Into<String>, href: String) -> Self {
        Self { text: text.into(), href: Some(href), ..Self::default() }
    }

    /// Text that leads to another server, whose host it shows (`docs/security.md` T31).
    pub(super) fn away(text: &str, address: &str) -> Self {
        let host = url::Url::parse(address).ok().filter(|url| url.scheme().starts_with("http"));
        let host = host.as_ref().and_then(url::Url::host_str);
        match host {
            None => Self::text(text),
            Some(host) => Self {
                text: if text == address { text.to_owned() } else { format!("{text} ({host})") },
                href: Some(address.to_owned()),
                outside: true,
                ..Self::default()
            },
        }
    }

    /// The same words, which somebody wrote in another language than that of the page.
    fn written_in(self, language: &Language) -> Self {
        Self { language: Some(language.clone()), ..self }
    }

    /// Which way its language is written.
    pub(super) fn direction(&self) -> &'static str {
        self.language.as_ref().map_or("auto", |language| locale::direction(language.as_str()))
    }
}

/// What is known of a sheet, by the question that a reader has.
#[derive(Default)]
pub(super) struct Known {
    /// What it is: kind, status, when, where, for whom.
    pub(super) glance: Vec<Fact>,
    /// Who does it, and with whom.
    pub(super) people: Vec<Fact>,
    /// What one can use again, and where the facts come from.
    pub(super) sources: Vec<Fact>,
}

/// Collects facts, and leaves out those that nobody knows.
struct Facts<'a> {
    voice: Voice<'a>,
    names: &'a [Actor],
    known: Known,
}

/// The facts of a sheet; `names` are the actors whose names it may mention.
pub(super) fn of(voice: Voice<'_>, sheet: &Sheet, names: &[Actor]) -> Known {
    let mut facts = Facts { voice, names, known: Known::default() };
    match &sheet.content.subject {
        Subject::Practice(practice) => facts.practice(practice, &sheet.content.language),
        Subject::Event(event) => facts.event(event),
        Subject::Call(call) => facts.call(call),
        Subject::Post(post) => {
            facts.add(fl!(voice.words, "fact-kind"), [Line::text(&post.as_type)]);
        }
    }
    facts.common(sheet);
    facts.known
}

/// Adds a fact, unless nothing is known.
fn put(facts: &mut Vec<Fact>, label: String, lines: impl IntoIterator<Item = Line>) {
    let lines: Vec<Line> = lines.into_iter().collect();
    if !lines.is_empty() {
        facts.push(Fact { label, lines });
    }
}

impl Facts<'_> {
    fn add(&mut self, label: String, lines: impl IntoIterator<Item = Line>) {
        put(&mut self.known.glance, label, lines);
    }

    fn add_people(&mut self, label: String, lines: impl IntoIterator<Item = Line>) {
        put(&mut self.known.people, label, lines);
    }

    fn add_source(&mut self, label: String, lines: impl IntoIterator<Item = Line>) {
        put(&mut self.known.sources, label, lines);
    }

    fn practice(&mut self, practice: &Practice, language: &Language) {
        let words = self.voice.words;
        let date = |date: &String| dates::partial_date(words, date);
        self.kind_and_status(
            (List::PracticeKinds, &practice.kind),
            (List::PracticeStatuses, &practice.status),
            practice.status_as_of.as_ref().map(date),
        );
        let period = &practice.period;
        let span = match (period.start.as_ref().map(date), period.end.as_ref().map(date)) {
            (Some(from), Some(to)) if from == to => Some(from),
            (Some(from), Some(to)) => Some(fl!(words, "date-range", from = from, to = to)),
            (Some(from), None) => Some(fl!(words, "period-since", day = from)),
            (None, Some(to)) => Some(fl!(words, "period-until", day = to)),
            (None, None) => None,
        };
        let note = period.note.iter().map(|note| Line::text(note).written_in(language));
        let lines = span.into_iter().map(Line::text).chain(note);
        self.add(fl!(words, "fact-period"), lines);
        let carrier = practice.carrier.iter().map(|handle| self.actor(handle)).collect::<Vec<_>>();
        self.add_people(fl!(words, "fact-carrier"), carrier);
        self.add_people(fl!(words, "fact-partners"), practice.partners.iter().map(Line::name));
        let tools = practice.tools.iter();
        let tools = tools.map(|tool| Line::away(&tool.label, &tool.url).written_in(language));
        self.add_source(fl!(words, "fact-tools"), tools);
    }

    fn event(&mut self, event: &Event) {
        let words = self.voice.words;
        self.kind_and_status(
            (List::EventKinds, &event.kind),
            (List::EventStatuses, &event.status),
            None,
        );
        let online = event.online.then(|| Line::text(fl!(words, "event-online")));
        self.add(fl!(words, "fact-taking-part"), online);
        let organisers = event.organisers.iter().map(|organiser| match &organiser.territory {
            Some(handle) => Line { text: organiser.name.clone(), ..self.actor(handle) },
            None => Line::name(&organiser.name),
        });
        let organisers: Vec<Line> = organisers.collect();
        self.add_people(fl!(words, "fact-organisers"), organisers);
        let reader = self.voice.reader;
        let spoken =
            event.languages.iter().map(|tag| Line::text(reader.language_name(tag.as_str())));
        self.add(fl!(words, "fact-spoken-languages"), spoken);
        let figures = event.figures.iter().map(|(what, &count)| {
            Line::text(match what.as_str() {
                "participants" => fl!(words, "figure-participants", count = count),
                "countries" => fl!(words, "figure-countries", count = count),
                "territories" => fl!(words, "figure-territories", count = count),
                other => fl!(words, "filter-chosen", label = other, value = count),
            })
        });
        self.add(fl!(words, "fact-figures"), figures);
    }

    fn call(&mut self, call: &Call) {
        let words = self.voice.words;
        self.kind_and_status(
            (List::CallKinds, call.kind.as_str()),
            (List::CallStatuses, &call.status),
            None,
        );
        let date = |date: &String| Line::text(dates::partial_date(words, date));
        self.add(fl!(words, "fact-opens"), call.opens.iter().map(date));
        self.add(fl!(words, "fact-closes"), call.closes.iter().map(date));
    }

    fn kind_and_status(&mut self, kind: (List, &str), status: (List, &str), as_of: Option<String>) {
        let words = self.voice.words;
        let label = |(list, id)| self.voice.taxonomy.label(list, id, self.voice.reader.languages());
        let (kind, status) = (label(kind).to_owned(), label(status).to_owned());
        self.add(fl!(words, "fact-kind"), [Line::text(kind)]);
        let status = match as_of {
            None => status,
            Some(day) => fl!(words, "status-as-of", status = status, day = day),
        };
        self.add(fl!(words, "fact-status"), [Line::text(status)]);
    }

    fn common(&mut self, sheet: &Sheet) {
        let Voice { words, .. } = self.voice;
        let content = &sheet.content;
        let place = content.place.as_ref().map(|place| self.voice.place(place));
        self.add(fl!(words, "fact-place"), place.filter(|p| !p.is_empty()).map(Line::name));
        let territory: Vec<Line> =
            content.territory.iter().map(|handle| self.actor(handle)).collect();
        self.add_people(fl!(words, "fact-territory"), territory);
        let audiences = content.audiences.iter();
        let audiences: Vec<Line> = audiences
            .map(|id| term(self.voice, List::Audiences, Facet::Audience, sheet.kind(), id))
            .collect();
        self.add(fl!(words, "fact-audience"), audiences);
        let language = &content.language;
        let links = content.attached.links.iter();
        let links = links.map(|link| Line::away(&link.label, &link.url).written_in(language));
        self.add_source(fl!(words, "fact-links"), links);
        let hashtags = content.attached.hashtags.iter().map(|tag| Line::text(format!("#{tag}")));
        self.add_source(fl!(words, "fact-hashtags"), hashtags);
        let sources: Vec<Line> = content.sources.iter().map(|s| self.source(s)).collect();
        self.add_source(fl!(words, "fact-sources"), sources);
        let confidence = content.confidence.map(|sure| Line::text(self.voice.confidence(sure)));
        self.add_source(fl!(words, "fact-confidence"), confidence);
        let note = content.note.iter().map(|note| Line::text(note).written_in(language));
        self.add_source(fl!(words, "fact-note"), note);
    }

    fn source(&self, source: &Source) -> Line {
        let reference = source.reference.as_str();
        match source.kind.as_str() {
            "page" => Line::away(reference, reference),
            _ => Line::text(fl!(self.voice.words, "source-document", name = reference)),
        }
    }

    /// A territory or an organisation by its handle.
    fn actor(&self, handle: &str) -> Line {
        let reader = self.voice.reader;
        let known = self.names.iter().find(|actor| actor.handle == handle);
        let name = known.and_then(|actor| actor.territory.name_for(reader.languages()));
        Line::link(name.unwrap_or(handle), reader.link(&format!("/territories/{handle}")))
    }
}

/// The pillars and themes of a sheet, with what else has them.
pub(super) fn themes(voice: Voice<'_>, sheet: &Sheet) -> Vec<Line> {
    let content = &sheet.content;
    let of = |list, facet| move |id: &String| term(voice, list, facet, sheet.kind(), id);
    let pillars = content.pillars.iter().map(of(List::Pillars, Facet::Pillar));
    pillars.chain(content.themes.iter().map(of(List::Themes, Facet::Theme))).collect()
}

/// A term, with the page or the listing of what else has it.
fn term(voice: Voice<'_>, list: List, facet: Facet, kind: SheetKind, id: &str) -> Line {
    let label = voice.taxonomy.label(list, id, voice.reader.languages());
    let path = match facet {
        Facet::Theme => format!("/tags/{id}"),
        Facet::Pillar => format!("/pillars/{id}"),
        _ => format!("/{}?{}={id}", kind.plural(), facet.as_str()),
    };
    Line::link(label, voice.reader.link(&path))
}

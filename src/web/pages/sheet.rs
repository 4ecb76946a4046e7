//! The page of a sheet: its words in the reader's language, and everything that is known of it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use i18n_embed_fl::fl;

use super::{
    card::Card,
    dates,
    facts::{self, Fact, Line},
    voice::Voice,
};
use crate::{
    domain::{
        Actor, Answer, Dates, Iri, Precision, Reply, Sheet, SheetId, SheetKind, Subject, Text,
        Timestamp, clean_html, show_hosts,
    },
    node::{Node, verify::FILE_ENDING},
    store::{
        Reading, actors, moves,
        proofs::{self, Standing},
        replies, sheets,
    },
    web::{
        activitypub::{self, ACTIVITY_JSON, wants_activity},
        carry,
        error::WebError,
        listing::{Listed, actors_of, export_one, file_of_one, opening, page_path, territory_path},
        locale,
        overview::Overview,
        page::{self, Alternate, Frame, Preview, Visit, name_of},
    },
};

/// How long a node may be away before its copies say so.
const SILENT_AFTER_SECONDS: i64 = 24 * 3_600;
/// Most sheets that a page shows as related.
const MOST_RELATED: usize = 12;

#[derive(Template)]
#[template(path = "pages/sheet.html")]
struct SheetPage {
    page: Frame,
    kind: String,
    text: Shown,
    wording: String,
    example: bool,
    moved: Option<Line>,
    cancelled: bool,
    silent: Option<String>,
    when: Option<When>,
    answer: Option<Line>,
    others: Vec<Other>,
    facts: Vec<Fact>,
    related: Vec<Card>,
    replies: Vec<Said>,
    origin: Vec<Fact>,
}

/// The words of the language that is shown.
struct Shown {
    language: String,
    direction: &'static str,
    title: String,
    body: String,
    warning: Option<String>,
    ask: Option<String>,
}

/// When an event takes place.
struct When {
    local: String,
    zone: String,
    datetime: String,
    to_the_minute: bool,
    starts_at: String,
    ends_at: String,
    utc_start: String,
    utc_end: String,
}

/// A language in which the sheet exists too.
struct Other {
    language: String,
    direction: &'static str,
    name: String,
    title: String,
    href: String,
    origin: String,
}

/// What somebody elsewhere says under a sheet.
struct Said {
    /// Who says it, with their host, and where it stands.
    by: Line,
    day: String,
    language: String,
    body: String,
}

/// `GET /practices/{id}`, and so on for each kind
pub(in crate::web) async fn sheet(
    kind: SheetKind,
    Path(id): Path<String>,
    State(node): State<Node>,
    State(overview): State<Overview>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if let Some(id) = id.strip_suffix(FILE_ENDING) {
        return activitypub::file(&node, kind, id).await;
    }
    if let Some(file) = file_of_one(kind, &id) {
        return export_one(&node, kind, file, &visit.reader).await;
    }
    let id: SheetId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut frame = Frame::new(&node, visit).await?;
    let reader = frame.reader.clone();
    let mut db = node.store.read().await?;
    let found = sheets::find(&mut db, id).await?;
    if found.as_ref().is_some_and(|sheet| node.is_suspended(&sheet.iri)) {
        return Err(WebError::NotFound);
    }
    let Some(sheet) = found else {
        return activitypub::withdrawn(&node, &mut db, kind, id, &headers).await;
    };
    if sheet.kind() != kind {
        return Ok(Redirect::permanent(&page_path(&sheet)).into_response());
    }
    // A copy is served as a page only: the document of an object comes from its own origin.
    if node.federation.is_ours(&sheet.iri) && wants_activity(&headers) {
        return activitypub::object(&mut db, &sheet.iri).await;
    }
    let standing = proofs::standings(&mut db, &[id]).await?.remove(&id).unwrap_or_default();
    let mut related = related(&mut db, &sheet).await?;
    related.retain(|listed| !node.is_suspended(&listed.sheet.iri));
    let names = names(&mut db, &overview, &sheet).await?;
    let speaker = actors::find_by_iri(&mut db, &sheet.actor).await?;
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let text = sheet.content.texts.best_for(reader.languages());
    frame.title.clone_from(&text.title);
    frame.address = page_path(&sheet);
    frame.alternates = vec![Alternate {
        media_type: ACTIVITY_JSON,
        href: sheet.iri.to_string(),
        name: "ActivityPub",
    }];
    frame.alternates.extend(carry::links::alternates(&sheet, &frame.origin));
    let wants_to_be_found = speaker.as_ref().is_none_or(|actor| !actor.territory.profile.unlisted);
    frame.indexed = sheet.content.visibility.is_public() && wants_to_be_found;
    frame.preview = Some(Preview {
        description: opening(&sheet.content, text),
        language: text.language.to_string(),
        author: speaker.as_ref().and_then(Actor::public_address).unwrap_or_default(),
        published: sheet.published_at.to_string(),
        updated: sheet.updated_at.to_string(),
    });
    let page = SheetPage {
        kind: kind_name(voice, kind),
        wording: voice.wording(&sheet.content.texts, text),
        example: sheet.content.example,
        moved: moved(&mut db, speaker.as_ref()).await?,
        cancelled: matches!(&sheet.content.subject, Subject::Event(event) if event.cancelled),
        when: when(voice, &sheet),
        answer: answer(voice, &sheet),
        others: others(voice, &sheet, text),
        facts: facts::of(voice, &sheet, &names),
        related: related.iter().map(|listed| Card::of_sheet(voice, listed)).collect(),
        replies: replies_to(&node, &mut db, voice, &sheet).await?,
        silent: silent(voice, &standing, node.clock.now()),
        origin: origin(voice, &sheet, speaker.as_ref(), &standing),
        text: Shown {
            language: text.language.to_string(),
            direction: Voice::direction(text),
            title: text.title.clone(),
            body: show_hosts(&clean_html(&text.body), node.federation.host()),
            warning: sheet.content.attached.warning.clone(),
            ask: text.ask.clone(),
        },
        page: frame,
    };
    page::send(&page.page, &page)
}

/// Where an actor of this node lives now, if it left.
pub(super) async fn moved(
    db: &mut Reading,
    actor: Option<&Actor>,
) -> Result<Option<Line>, WebError> {
    let Some(actor) = actor.filter(|actor| actor.is_local()) else { return Ok(None) };
    let departure = moves::departure(db, actor.id).await?;
    Ok(departure.map(|(target, _)| Line::away(target.as_str(), target.as_str())))
}

fn kind_name(voice: Voice<'_>, kind: SheetKind) -> String {
    match kind {
        SheetKind::Practice => fl!(voice.words, "kind-practice"),
        SheetKind::Event => fl!(voice.words, "kind-event"),
        SheetKind::Call => fl!(voice.words, "kind-call"),
        SheetKind::Post => fl!(voice.words, "kind-post"),
    }
}

fn when(voice: Voice<'_>, sheet: &Sheet) -> Option<When> {
    let Subject::Event(event) = &sheet.content.subject else { return None };
    let dates: &Dates = &event.dates;
    let to_the_minute = dates.precision() == Precision::Time;
    let in_utc = |moment: Timestamp| moment.to_utc().format("%Y-%m-%d %H:%M").to_string();
    Some(When {
        local: dates::local(voice.words, dates),
        zone: dates::zone(dates),
        datetime: dates.written().0,
        to_the_minute,
        starts_at: dates.starts_at().to_string(),
        ends_at: dates.ends_at().to_string(),
        utc_start: in_utc(dates.starts_at()),
        utc_end: in_utc(dates.ends_at()),
    })
}

/// Where one answers a call that is open.
fn answer(voice: Voice<'_>, sheet: &Sheet) -> Option<Line> {
    let Subject::Call(call) = &sheet.content.subject else { return None };
    if call.status != "open" {
        return None;
    }
    let (href, is_link) = match (&call.link, call.answer) {
        (Some(link), _) => (link.clone(), true),
        (None, Answer::External) => return None,
        (None, _) => (sheet.iri.to_string(), false),
    };
    let url = url::Url::parse(&href).ok().filter(|url| url.scheme().starts_with("http"))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let text = if is_link {
        fl!(voice.words, "answer-link", host = host)
    } else {
        fl!(voice.words, "answer-at-origin", host = sheet.iri.host().to_owned())
    };
    Some(Line { text, href: Some(href), outside: true })
}

fn others(voice: Voice<'_>, sheet: &Sheet, shown: &Text) -> Vec<Other> {
    let texts = &sheet.content.texts;
    let other = |text: &Text| {
        let language = text.language.as_str();
        Other {
            language: language.to_owned(),
            direction: Voice::direction(text),
            name: locale::own_name(language).to_owned(),
            title: text.title.clone(),
            href: format!("{}?{}={language}", page_path(sheet), locale::LANGUAGE_PARAMETER),
            origin: voice.wording_mark(texts, text),
        }
    };
    texts.iter().filter(|text| text.language != shown.language).map(other).collect()
}

/// Who publishes the sheet, since when, and where the original is.
fn origin(
    voice: Voice<'_>,
    sheet: &Sheet,
    speaker: Option<&Actor>,
    standing: &Standing,
) -> Vec<Fact> {
    let words = voice.words;
    let reader = voice.reader;
    let by = match speaker {
        Some(actor) if actor.may_be_shown() => {
            Line::link(name_of(actor, reader), reader.link(&territory_path(actor)))
        }
        Some(actor) => {
            let profile = actor.url.as_ref().unwrap_or(&actor.iri);
            Line::away(name_of(actor, reader), profile.as_str())
        }
        None => Line::away(sheet.actor.as_str(), sheet.actor.as_str()),
    };
    let fact = |label, line| Fact { label, lines: vec![line] };
    let day = |moment| Line::text(dates::day_of(words, moment));
    let mut facts = vec![
        fact(fl!(words, "origin-speaker"), by),
        fact(fl!(words, "origin-page"), Line::away(sheet.iri.as_str(), sheet.iri.as_str())),
        fact(fl!(words, "origin-published"), day(sheet.published_at)),
        fact(fl!(words, "origin-updated"), day(sheet.updated_at)),
    ];
    if let Some(source) = &sheet.content.adapted_from {
        facts.push(fact(
            fl!(words, "origin-adapted-from"),
            Line::away(source.as_str(), source.as_str()),
        ));
    }
    if let Some(at) = standing.proven_at {
        let day = dates::day_of(words, at);
        let proven = match standing.heard_at {
            Some(_) => fl!(words, "origin-proven-copy", day = day),
            None => fl!(words, "origin-proven-own", day = day),
        };
        facts.push(fact(fl!(words, "origin-proof"), Line::text(proven)));
    }
    let file = format!("{}{FILE_ENDING}", page_path(sheet));
    facts.push(fact(fl!(words, "origin-file"), Line::link(fl!(words, "origin-file-name"), file)));
    facts
}

/// What was approved of what others say under a sheet of this node.
async fn replies_to(
    node: &Node,
    db: &mut Reading,
    voice: Voice<'_>,
    sheet: &Sheet,
) -> Result<Vec<Said>, WebError> {
    let taken = node.replies_taken(db).await.map_err(WebError::Node)?;
    if !node.federation.is_ours(&sheet.iri) || !taken.takes(sheet.kind()) {
        return Ok(vec![]);
    }
    let shown = replies::shown_under(db, &sheet.iri, activitypub::MOST_REPLIES).await?;
    let said = |reply: &Reply| Said {
        by: Line::away(&reply.name, reply.url.as_ref().unwrap_or(&reply.iri).as_str()),
        day: dates::day_of(voice.words, reply.published_at),
        language: reply.language.as_ref().map(ToString::to_string).unwrap_or_default(),
        body: clean_html(&reply.content),
    };
    Ok(shown.iter().filter(|reply| !node.is_suspended(&reply.iri)).map(said).collect())
}

/// What to say of a copy whose node has not answered for a while.
fn silent(voice: Voice<'_>, standing: &Standing, now: Timestamp) -> Option<String> {
    let heard_at = standing.heard_at.filter(|_| standing.is_silent)?;
    (now.seconds_since(heard_at) >= SILENT_AFTER_SECONDS)
        .then(|| fl!(voice.words, "copy-of-silent", day = dates::day_of(voice.words, heard_at)))
}

/// The sheets to which a sheet refers, by slug or by address.
async fn related(db: &mut Reading, sheet: &Sheet) -> Result<Vec<Listed>, WebError> {
    let mentioned: Vec<&String> = match &sheet.content.subject {
        Subject::Event(event) => event.practices.iter().chain(&event.calls).collect(),
        Subject::Call(call) => call.events.iter().chain(&call.practices).collect(),
        Subject::Practice(_) | Subject::Post(_) => Vec::new(),
    };
    let adapted_from = sheet.content.adapted_from.as_ref().map(Iri::to_string);
    let mut found: Vec<Sheet> = Vec::new();
    for reference in mentioned.into_iter().chain(&adapted_from).take(MOST_RELATED) {
        let other = match Iri::parse(reference) {
            Ok(iri) => sheets::find_by_iri(db, &iri).await?,
            Err(_) => sheets::find_by_slug(db, reference).await?,
        };
        found.extend(other);
    }
    Ok(actors_of(db, found).await?)
}

/// The actors whose names the facts of a sheet mention.
async fn names(
    db: &mut Reading,
    overview: &Overview,
    sheet: &Sheet,
) -> Result<Vec<Actor>, WebError> {
    let mut handles: Vec<&str> = sheet.content.territory.iter().map(String::as_str).collect();
    match &sheet.content.subject {
        Subject::Practice(practice) => handles.extend(practice.carrier.as_deref()),
        Subject::Event(event) => {
            handles.extend(event.organisers.iter().filter_map(|o| o.territory.as_deref()));
        }
        Subject::Call(_) | Subject::Post(_) => {}
    }
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let directory = overview.directory(db).await?;
    let named = directory.iter().filter(|actor| handles.contains(&actor.handle.as_str()));
    Ok(named.cloned().collect())
}

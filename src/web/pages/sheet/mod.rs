//! The page of a sheet: its words in the reader's language, and everything that is known of it.

mod answering;
mod origin;
mod related;
mod replies;
mod when;
mod wording;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use i18n_embed_fl::fl;

use super::{
    card::Card,
    elsewhere::{Elsewhere, elsewhere},
    facts::{self, Known, Line},
    follow::Handle,
    history, map,
    voice::Voice,
};
use crate::{
    domain::{Actor, Sheet, SheetId, SheetKind, Subject},
    node::{Node, verify::FILE_ENDING},
    store::{actors, proofs, sheets},
    web::{
        activitypub::{self, ACTIVITY_JSON, wants_activity},
        carry::links,
        error::WebError,
        listing::{export_one, file_of_one, opening, page_path},
        map::Locator,
        overview::Overview,
        page::{self, Alternate, Frame, Preview, Visit},
    },
};
use origin::Origin;
use replies::Said;
use when::When;
use wording::{Other, Shown};

pub(super) use origin::moved;

#[derive(Template)]
#[template(path = "pages/sheet/sheet.html")]
struct SheetPage {
    page: Frame,
    class: &'static str,
    kind: String,
    list: Line,
    text: Shown,
    wording: String,
    themes: Vec<Line>,
    example: bool,
    moved: Option<Line>,
    cancelled: bool,
    when: Option<When>,
    elsewhere: Option<Elsewhere>,
    answer: Option<Line>,
    others: Vec<Other>,
    known: Known,
    related: Vec<Card>,
    adapted_by: Vec<Card>,
    replies: Vec<Said>,
    origin: Origin,
    handle: Option<Handle>,
    share: Line,
    take: Vec<Line>,
    locator: Option<Locator>,
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
    let related = related::of(&node, &mut db, &sheet).await?;
    let names = related::names(&mut db, &overview, &sheet).await?;
    let adapted_by = related::adapted_from(&node, &mut db, &sheet).await?;
    let speaker = actors::find_by_iri(&mut db, &sheet.actor).await?;
    let taxonomy = node.taxonomy();
    let voice = Voice::new(&reader, &taxonomy);
    let text = sheet.content.texts.best_for(reader.languages());
    let mut origin = Origin::of(voice, &sheet, speaker.as_ref(), &standing, node.clock.now());
    origin.facts.extend(history::fact(&mut db, voice, &sheet).await?);
    describe(&mut frame, &sheet, speaker.as_ref());
    let elsewhere = elsewhere(&mut db, &overview, voice, &sheet).await?;
    if elsewhere.is_some() {
        frame.add_script("js/local-time.js");
    }
    let page = SheetPage {
        class: kind.as_str(),
        kind: voice.kind(kind),
        list: Line::link(voice.kinds(kind), reader.link(&format!("/{}", kind.plural()))),
        wording: voice.wording(&sheet.content.texts, text),
        themes: facts::themes(voice, &sheet),
        example: sheet.content.example,
        moved: moved(&mut db, speaker.as_ref()).await?,
        cancelled: matches!(&sheet.content.subject, Subject::Event(event) if event.cancelled),
        when: When::of(voice, &sheet),
        elsewhere,
        answer: answering::where_to(voice, &sheet),
        others: wording::others(voice, &sheet, text),
        known: facts::of(voice, &sheet, &names),
        related: related.iter().map(|listed| Card::of_any_sheet(voice, listed)).collect(),
        adapted_by: adapted_by.iter().map(|listed| Card::of_any_sheet(voice, listed)).collect(),
        replies: replies::to(&node, &mut db, voice, &sheet).await?,
        origin,
        handle: speaker.as_ref().and_then(|actor| Handle::of(&reader, actor)),
        locator: sheet.content.place.as_ref().and_then(|place| {
            let territory = sheet.content.territory.as_deref();
            map::locator(voice, place.point(), &voice.place(place), territory)
        }),
        take: links::of_sheet(voice.words, &sheet, |to| reader.link(to))
            .into_iter()
            .map(|away| Line::link(away.label, away.href))
            .collect(),
        share: wording::share(voice, text, &frame.canonical()),
        text: Shown::new(&node, &sheet, text),
        page: frame,
    };
    page::send(&page.page, &page)
}

/// Says in the head of the page what it is, for browsers, search engines and whoever shares it.
fn describe(frame: &mut Frame, sheet: &Sheet, speaker: Option<&Actor>) {
    let text = sheet.content.texts.best_for(frame.reader.languages());
    frame.title.clone_from(&text.title);
    frame.address = page_path(sheet);
    frame.alternates = vec![Alternate {
        media_type: ACTIVITY_JSON,
        href: sheet.iri.to_string(),
        name: "ActivityPub",
    }];
    frame.alternates.extend(links::alternates(sheet, &frame.origin));
    let wants_to_be_found = speaker.is_none_or(|actor| !actor.territory.profile.unlisted);
    frame.indexed = sheet.content.visibility.is_public() && wants_to_be_found;
    frame.preview = Some(Preview {
        description: opening(&sheet.content, text),
        language: text.language.to_string(),
        author: speaker.and_then(Actor::public_address).unwrap_or_default(),
        published: sheet.published_at.to_string(),
        updated: sheet.updated_at.to_string(),
    });
}

//! How a page says things to its reader: terms, places, languages, and where words come from.

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;

use crate::{
    domain::{Confidence, Facet, List, Origin, Place, SheetKind, Taxonomy, Text, Texts},
    web::{
        listing::Spot,
        locale::{self, Reader},
    },
};

/// A reader, and the vocabulary in which they are spoken to.
#[derive(Clone, Copy)]
pub(in crate::web) struct Voice<'a> {
    pub(super) words: &'static FluentLanguageLoader,
    pub(super) reader: &'a Reader,
    pub(super) taxonomy: &'a Taxonomy,
}

impl<'a> Voice<'a> {
    /// The voice of a page for `reader`.
    pub(in crate::web) fn new(reader: &'a Reader, taxonomy: &'a Taxonomy) -> Self {
        Self { words: reader.words(), reader, taxonomy }
    }

    /// The name of a term.
    pub(super) fn term(&self, list: List, id: &'a str) -> String {
        self.taxonomy.label(list, id, self.reader.languages()).to_owned()
    }

    /// The name of a kind of sheet, for one of them.
    pub(super) fn kind(&self, kind: SheetKind) -> String {
        match kind {
            SheetKind::Practice => fl!(self.words, "kind-practice"),
            SheetKind::Event => fl!(self.words, "kind-event"),
            SheetKind::Call => fl!(self.words, "kind-call"),
            SheetKind::Post => fl!(self.words, "kind-post"),
        }
    }

    /// The name of a kind of sheet, for many of them.
    pub(in crate::web) fn kinds(&self, kind: SheetKind) -> String {
        match kind {
            SheetKind::Practice => fl!(self.words, "practices"),
            SheetKind::Event => fl!(self.words, "events"),
            SheetKind::Call => fl!(self.words, "calls"),
            SheetKind::Post => fl!(self.words, "posts"),
        }
    }

    /// The name of the listing of a kind, or of everything.
    pub(in crate::web) fn listing(&self, kind: Option<SheetKind>) -> String {
        kind.map_or_else(|| fl!(self.words, "search-title"), |kind| self.kinds(kind))
    }

    /// How many sheets of a kind, or of any.
    pub(super) fn count(&self, kind: impl Into<Option<SheetKind>>, count: usize) -> String {
        match kind.into() {
            None => fl!(self.words, "search-count", count = count),
            Some(SheetKind::Practice) => fl!(self.words, "practices-count", count = count),
            Some(SheetKind::Event) => fl!(self.words, "events-count", count = count),
            Some(SheetKind::Call) => fl!(self.words, "calls-count", count = count),
            Some(SheetKind::Post) => fl!(self.words, "posts-count", count = count),
        }
    }

    /// What a filter is called.
    pub(super) fn facet(&self, facet: Facet) -> String {
        match facet {
            Facet::Kind => fl!(self.words, "field-type"),
            Facet::Pillar => fl!(self.words, "field-pillar"),
            Facet::Theme => fl!(self.words, "field-theme"),
            Facet::Territory => fl!(self.words, "field-territory"),
            Facet::Country => fl!(self.words, "field-country"),
            Facet::Language => fl!(self.words, "field-lang"),
            Facet::Status => fl!(self.words, "field-status"),
            Facet::Audience => fl!(self.words, "field-audience"),
            Facet::Subkind | Facet::Axis | Facet::Example => fl!(self.words, "field-kind"),
        }
    }

    /// How far something is, in whole kilometres.
    pub(super) fn distance(&self, kilometres: f64) -> String {
        fl!(self.words, "distance", kilometres = kilometres.round().max(0.0))
    }

    /// A place that somebody looks around, with its country.
    pub(super) fn spot(&self, spot: &Spot) -> String {
        let country = spot.country.as_deref().map(|code| self.reader.country_name(code));
        let name = match spot.beside {
            Some(town) => fl!(self.words, "near-beside", name = spot.name.as_str(), town = town),
            None => spot.name.clone(),
        };
        [Some(name), country].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// A place on one line, its country in words.
    pub(super) fn place(&self, place: &Place) -> String {
        let country = place.country.as_deref().map(|code| self.reader.country_name(code));
        let parts = [
            Some(place.name.clone()),
            place.street.clone(),
            place.locality.clone(),
            place.region.clone(),
            country,
        ];
        let mut shown: Vec<String> = Vec::new();
        for part in parts.into_iter().flatten() {
            if !part.is_empty() && !shown.contains(&part) {
                shown.push(part);
            }
        }
        shown.join(", ")
    }

    /// Which text this is, in a sentence.
    pub(super) fn wording(&self, texts: &Texts, text: &Text) -> String {
        let language = self.reader.language_name(text.language.as_str());
        let original = self.reader.language_name(texts.original().language.as_str());
        let stale = texts.is_stale(text);
        match text.origin {
            Origin::Original => fl!(self.words, "text-original", language = language),
            _ if stale => fl!(self.words, "text-out-of-date", original = original),
            Origin::Human => fl!(self.words, "text-human", original = original),
            Origin::Unchecked => fl!(self.words, "text-unchecked", original = original),
            Origin::Machine => fl!(self.words, "text-machine", original = original),
        }
    }

    /// Which text this is, in a word or two.
    pub(super) fn wording_mark(&self, texts: &Texts, text: &Text) -> String {
        match text.origin {
            Origin::Original => fl!(self.words, "mark-original"),
            _ if texts.is_stale(text) => fl!(self.words, "mark-out-of-date"),
            Origin::Human => fl!(self.words, "mark-human"),
            Origin::Unchecked => fl!(self.words, "mark-unchecked"),
            Origin::Machine => fl!(self.words, "mark-machine"),
        }
    }

    /// How sure an author is.
    pub(super) fn confidence(&self, confidence: Confidence) -> String {
        match confidence {
            Confidence::High => fl!(self.words, "confidence-high"),
            Confidence::Medium => fl!(self.words, "confidence-medium"),
            Confidence::Low => fl!(self.words, "confidence-low"),
        }
    }

    /// Which way the words of a language run.
    pub(super) fn direction(text: &Text) -> &'static str {
        locale::direction(text.language.as_str())
    }
}

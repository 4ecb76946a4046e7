//! Drafts from a table (CSV): the columns of our own export, or a few obvious ones.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    features::put_link,
    found::{Defaults, Found, Object, Place, Unreadable},
    item,
};
use crate::{
    domain::{fold, unguard_cell},
    node::record::BrokenRow,
};

/// What separates several values of a cell in our own export.
const BETWEEN_VALUES: char = ';';

/// The languages that have columns of their own.
const LANGUAGES: [&str; 4] = ["fr", "en", "es", "pt"];

/// Columns by our name for them, with what else people call them (without accents, in small letters).
const COLUMNS: [(&str, &[&str]); 44] = [
    ("id", &["uid", "identifiant", "identificador"]),
    ("type", &[]),
    ("slug", &[]),
    ("url", &["lien", "enlace", "ligacao", "website", "site", "site web"]),
    ("language", &["langue", "idioma", "lingua"]),
    ("title", &["titre", "titulo", "name", "nom", "nombre", "nome", "summary", "subject"]),
    ("description", &["texte", "text", "descripcion", "descricao", "body"]),
    ("kind", &[]),
    ("status", &["statut", "estado"]),
    ("pillars", &["pillar", "pilier", "piliers", "pilar", "pilares"]),
    ("themes", &["theme", "tema", "temas"]),
    ("audience", &["public", "publico"]),
    ("territory", &["territoire", "territorio"]),
    ("place", &["lieu", "lugar", "local", "location", "adresse", "address"]),
    ("locality", &["ville", "city", "town", "ciudad", "cidade", "commune"]),
    ("country", &["pays", "pais"]),
    ("latitude", &["lat"]),
    ("longitude", &["lon", "lng", "long"]),
    ("sources", &["source", "fuente", "fonte"]),
    ("confidence", &[]),
    ("adapted_from", &[]),
    ("example", &[]),
    ("note", &[]),
    ("status_as_of", &[]),
    ("period_start", &[]),
    ("period_end", &[]),
    ("period_note", &[]),
    ("carrier", &[]),
    ("partners", &["partenaires", "socios", "parceiros"]),
    ("tools", &[]),
    ("tool_labels", &[]),
    ("start", &["debut", "date", "inicio", "fecha", "data", "start date", "dtstart"]),
    ("end", &["fin", "fim", "end date", "dtend"]),
    ("date_precision", &[]),
    ("timezone", &["fuseau horaire", "zona horaria", "fuso horario", "tzid"]),
    ("cancelled", &["annule", "cancelado"]),
    ("online", &["en ligne", "en linea", "em linha"]),
    ("organisers", &["organiser", "organizer", "organisateur", "organisateurs", "organizador"]),
    ("languages", &[]),
    ("practices", &[]),
    ("calls", &[]),
    ("events", &[]),
    ("opens", &[]),
    ("closes", &[]),
];

/// More columns of our export: of calls, and those that say what the node knows by itself.
const OF_CALLS: [&str; 3] = ["ask", "answer", "link"];
const KNOWN_ANYWAY: [&str; 8] =
    ["origin", "actor", "actor_name", "published", "updated", "wording", "starts_at", "ends_at"];

/// The rows of a table, and the columns that nobody understood.
pub(super) struct Table {
    pub(super) rows: Vec<Result<Found, BrokenRow>>,
    pub(super) not_understood: Vec<String>,
}

/// Reads a table whose first line names its columns.
pub(super) fn read(text: &str, defaults: &Defaults) -> Result<Table, csv::Error> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .trim(csv::Trim::None)
        .from_reader(text.as_bytes());
    let headers = reader.headers()?.clone();
    let columns: Vec<Option<String>> = headers.iter().map(column).collect();
    let not_understood = headers.iter().zip(&columns).filter(|(name, known)| {
        known.is_none() && !KNOWN_ANYWAY.contains(&plain(name).as_str()) && !name.trim().is_empty()
    });
    let not_understood = not_understood.map(|(name, _)| name.to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let at = Place { of: "line", number: usize::try_from(line).unwrap_or_default() };
        let cells = columns.iter().zip(&record).filter_map(|(column, cell)| {
            Some((column.as_deref()?, cell)).filter(|(_, cell)| !cell.trim().is_empty())
        });
        let cells: BTreeMap<&str, &str> = cells.collect();
        if !cells.is_empty() {
            let has_territory = columns.iter().flatten().any(|column| column == "territory");
            let row = Row { cells, has_territory, defaults };
            rows.push(row.found(at).map_err(|Unreadable(field, why)| {
                at.broken(row.text("slug").as_deref(), &field, why)
            }));
        }
    }
    Ok(Table { rows, not_understood })
}

/// The likeliest separator: the one that the first line has most often.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// A name of a column without accents, capitals and spaces around it.
fn plain(name: &str) -> String {
    fold(name.trim()).to_lowercase()
}

/// Our name for a column.
fn column(name: &str) -> Option<String> {
    let name = plain(name);
    let by_language = name.rsplit_once('_').filter(|(field, language)| {
        ["title", "description", "ask"].contains(field) && LANGUAGES.contains(language)
    });
    let known =
        COLUMNS.iter().find(|(ours, others)| *ours == name || others.contains(&name.as_str()));
    match known {
        Some((ours, _)) => Some((*ours).to_owned()),
        None => (by_language.is_some() || OF_CALLS.contains(&name.as_str())).then_some(name),
    }
}

/// One row: its cells by our name for their column.
struct Row<'t> {
    cells: BTreeMap<&'t str, &'t str>,
    has_territory: bool,
    defaults: &'t Defaults,
}

impl Row<'_> {
    fn text(&self, column: &str) -> Option<String> {
        self.cells.get(column).map(|cell| unguard_cell(cell).trim().to_owned())
    }

    fn found(&self, at: Place) -> Result<Found, Unreadable> {
        let mut item = Object::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                item.insert(name.to_owned(), value);
            }
        };
        for name in [
            "type",
            "slug",
            "url",
            "language",
            "kind",
            "status",
            "confidence",
            "adapted_from",
            "note",
            "status_as_of",
            "carrier",
            "start",
            "end",
            "date_precision",
            "timezone",
            "opens",
            "closes",
            "answer",
            "link",
        ] {
            put(name, self.text(name).map(Value::from));
        }
        if self.has_territory {
            put("territory", Some(json!(self.text("territory"))));
        }
        for name in [
            "pillars",
            "themes",
            "audience",
            "partners",
            "languages",
            "practices",
            "calls",
            "events",
        ] {
            put(name, self.values(name).map(Value::from));
        }
        for name in ["example", "cancelled", "online"] {
            put(name, self.yes_or_no(name)?);
        }
        let original = self.original();
        for name in ["title", "description", "ask"] {
            put(name, self.words(name, &original));
        }
        put("place", self.place()?);
        put("period", self.period());
        put("tools", self.tools());
        put(
            "sources",
            self.values("sources").map(|sources| sources.iter().map(|s| source(s)).collect()),
        );
        put(
            "organisers",
            self.values("organisers")
                .map(|names| names.iter().map(|name| json!({"name": name})).collect()),
        );
        let name = self.text("id");
        put_link(&mut item, name.as_deref());
        let kind = item::kind_of(&item, self.defaults)?;
        let record = item::record_of(kind, &item, self.defaults)?;
        Ok(Found { at, kind, name, record })
    }

    /// The values of a cell that may have several.
    fn values(&self, column: &str) -> Option<Vec<String>> {
        let cell = self.cells.get(column)?;
        let values = cell.split(BETWEEN_VALUES).map(|value| unguard_cell(value.trim()).to_owned());
        Some(values.filter(|value| !value.is_empty()).collect())
    }

    fn yes_or_no(&self, column: &str) -> Result<Option<Value>, Unreadable> {
        let Some(cell) = self.text(column) else { return Ok(None) };
        match plain(&cell).as_str() {
            "yes" | "true" | "1" | "oui" | "vrai" | "si" | "sim" => Ok(Some(json!(true))),
            "no" | "false" | "0" | "non" | "faux" | "nao" => Ok(Some(json!(false))),
            _ => Err(Unreadable::new(column, format!("\"{cell}\" is neither yes nor no"))),
        }
    }

    /// The language of the title: the one whose own column says the same, or the one that is named.
    fn original(&self) -> String {
        let named = self.text("language").unwrap_or_else(|| self.defaults.language.clone());
        let title = self.text("title");
        let says_the_same =
            |language: &&str| title.is_some() && self.text(&format!("title_{language}")) == title;
        let base = named.split('-').next().unwrap_or(&named);
        let of_a_column = LANGUAGES.into_iter().filter(says_the_same);
        let same: Vec<&str> = of_a_column.collect();
        match same[..] {
            [] => named,
            _ if same.contains(&base) => base.to_owned(),
            [first, ..] => first.to_owned(),
        }
    }

    /// Words by language, the original first.
    fn words(&self, column: &str, original: &str) -> Option<Value> {
        let mut words = Object::new();
        if let Some(text) = self.text(column) {
            words.insert(original.to_owned(), text.into());
        }
        for language in LANGUAGES {
            if let Some(text) = self.text(&format!("{column}_{language}")) {
                words.insert(language.to_owned(), text.into());
            }
        }
        (!words.is_empty()).then_some(Value::Object(words))
    }

    fn place(&self) -> Result<Option<Value>, Unreadable> {
        let mut place = Object::new();
        for (name, column) in [("name", "place"), ("locality", "locality"), ("country", "country")]
        {
            if let Some(text) = self.text(column) {
                let text = if name == "country" { text.to_uppercase() } else { text };
                place.insert(name.to_owned(), text.into());
            }
        }
        for name in ["latitude", "longitude"] {
            if let Some(cell) = self.text(name) {
                let degrees: f64 = cell.replace(',', ".").parse().map_err(|_| {
                    Unreadable::new(name, format!("\"{cell}\" is no number of degrees"))
                })?;
                place.insert(name.to_owned(), json!(degrees));
            }
        }
        Ok((!place.is_empty()).then_some(Value::Object(place)))
    }

    fn period(&self) -> Option<Value> {
        let part = |name| self.text(name);
        let (start, end, note) = (part("period_start"), part("period_end"), part("period_note"));
        (start.is_some() || end.is_some() || note.is_some())
            .then(|| json!({"start": start, "end": end, "note": note}))
    }

    fn tools(&self) -> Option<Value> {
        let urls = self.values("tools")?;
        let labels = self.values("tool_labels").unwrap_or_default();
        let tool = |(at, url): (usize, &String)| json!({"url": url, "label": labels.get(at).unwrap_or(url)});
        Some(urls.iter().enumerate().map(tool).collect())
    }
}

/// Where a fact comes from: an address, or the name of a document.
fn source(reference: &str) -> Value {
    let kind = if reference.starts_with("http") { "page" } else { "seed" };
    json!({"type": kind, "ref": reference})
}

//! What is known of a territory or an organisation, as the `havre:territory` of its actor.

use super::{document::Document, fields::Fields};
use crate::domain::{Language, Name, Population, Territory};

/// The record of a territory, but for its summary, which is the actor's own.
pub(super) fn write(name: &str, territory: &Territory) -> Document {
    let mut document = Document::of_type("Place");
    document
        .put("name", name)
        .put("havre:level", territory.kind.as_str())
        .put_list("havre:names", territory.names.iter().map(write_name))
        .put_list("havre:localNames", territory.local_names.iter().map(write_name))
        .put_some("havre:countryCode", territory.country.as_deref())
        .put_some("latitude", territory.latitude)
        .put_some("longitude", territory.longitude)
        .put_some("havre:geoPrecision", territory.geo_precision.as_deref())
        .put_some("havre:geonamesId", territory.geonames_id)
        .put_some("havre:population", territory.population.as_ref().map(write_population))
        .put_list("havre:languages", territory.languages.iter().map(Language::as_str))
        .put_some("havre:timezone", territory.timezone.as_deref())
        .put_some("havre:basedIn", territory.based_in.as_deref())
        .put_some("havre:note", territory.note.as_deref());
    document
}

fn write_name(name: &Name) -> Document {
    let mut document = Document::default();
    document.put("havre:language", name.lang.as_str()).put("name", name.name.as_str());
    document
}

fn write_population(population: &Population) -> Document {
    let mut document = Document::default();
    document
        .put("havre:order", population.order.as_str())
        .put_some("havre:approximately", population.approx)
        .put_some("havre:scope", population.scope.as_deref())
        .put_some("havre:year", population.year);
    document
}

/// Reads a record. A point that is not on Earth, a country that is no code and a time zone that
/// nobody knows are left out.
pub(super) fn read(fields: Fields<'_>, summary: String) -> Territory {
    let point = fields.number("latitude").zip(fields.number("longitude"));
    let point = point.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
    let (latitude, longitude) = point.unzip();
    let zone = fields.line("havre:timezone");
    let languages = fields.lines("havre:languages");
    Territory {
        kind: fields.line("havre:level").unwrap_or_default(),
        names: fields.objects("havre:names").filter_map(read_name).collect(),
        local_names: fields.objects("havre:localNames").filter_map(read_name).collect(),
        country: fields.line("havre:countryCode").filter(|code| is_country(code)),
        latitude,
        longitude,
        geo_precision: fields.line("havre:geoPrecision"),
        geonames_id: fields.whole_number("havre:geonamesId"),
        population: fields.objects("havre:population").next().and_then(read_population),
        languages: languages.iter().filter_map(|tag| Language::parse(tag)).collect(),
        timezone: zone.filter(|zone| zone.parse::<chrono_tz::Tz>().is_ok()),
        based_in: fields.line("havre:basedIn"),
        note: fields.paragraph("havre:note"),
        summary,
        profile: Box::default(),
    }
}

/// Whether this is a code and not the name of a country, which other software sends.
pub(super) fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

fn read_name(fields: Fields<'_>) -> Option<Name> {
    let lang = Language::parse(fields.text("havre:language")?)?;
    Some(Name { lang, name: fields.line("name")? })
}

fn read_population(fields: Fields<'_>) -> Option<Population> {
    Some(Population {
        order: fields.line("havre:order")?,
        approx: fields.whole_number("havre:approximately"),
        scope: fields.line("havre:scope"),
        year: fields.whole_number("havre:year"),
    })
}

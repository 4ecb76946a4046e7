//! Places: one `Place` object with floats for coordinates, as Mobilizon and Gancio read them.

use super::{
    document::Document,
    fields::{Fields, is_web_address},
    territory::is_country,
};
use crate::domain::Place;

/// A place. What must not be known is not in it, so nothing is left out here.
pub(super) fn write(place: &Place) -> Document {
    let mut address = Document::default();
    address
        .put_some("streetAddress", place.street.as_deref())
        .put_some("postalCode", place.postal_code.as_deref())
        .put_some("addressLocality", place.locality.as_deref())
        .put_some("addressRegion", place.region.as_deref())
        .put_some("addressCountry", place.country.as_deref());
    let mut document = Document::of_type("Place");
    document.put("name", place.name.as_str());
    if !address.is_empty() {
        let mut postal = Document::of_type("PostalAddress");
        postal.append(address);
        document.put("address", postal);
    }
    document.put_some("latitude", place.latitude).put_some("longitude", place.longitude);
    document
}

/// Reads a place; a name alone is one too. What cannot be true is left out.
pub(super) fn read(fields: Fields<'_>, key: &str) -> Option<Place> {
    if let Some(place) = fields.objects(key).find(|place| place.text("type") == Some("Place")) {
        return Some(read_object(place));
    }
    Some(Place { name: fields.line(key)?, ..Place::default() })
}

/// The place of an object of other software: an object that is not elsewhere than on Earth, or a
/// name. What is only an address, or says nothing, is none.
pub(super) fn find(fields: Fields<'_>) -> Option<Place> {
    ["location", "place"].into_iter().find_map(|key| {
        let mut on_earth = fields.objects(key).filter(|place| !place.is_a("VirtualLocation"));
        on_earth.find_map(read_itself).or_else(|| {
            let name = fields.line(key).filter(|name| !name.trim().is_empty());
            name.filter(|name| !is_web_address(name)).map(|name| Place { name, ..Place::default() })
        })
    })
}

/// The place that an object of other software is.
pub(super) fn read_itself(fields: Fields<'_>) -> Option<Place> {
    let mut place = read_object(fields);
    let point = (fields.number_in_any_form("latitude"), fields.number_in_any_form("longitude"));
    (place.latitude, place.longitude) = point;
    let address = fields.objects("address").next();
    let number = address.and_then(|address| address.whole_number("postalCode"));
    place.postal_code = place.postal_code.or(number.map(|number| number.to_string()));
    keep_what_can_be_true(&mut place);
    if place.name.trim().is_empty() {
        let known = [&place.street, &place.locality, &place.region];
        place.name = known.into_iter().flatten().next().cloned().unwrap_or_default();
    }
    (!place.name.trim().is_empty() || place.point().is_some()).then_some(place)
}

fn read_object(fields: Fields<'_>) -> Place {
    let address = fields.objects("address").next();
    let line = |key| address.and_then(|address| address.line(key));
    let mut place = Place {
        name: fields.line("name").unwrap_or_default(),
        street: line("streetAddress").or_else(|| fields.line("address")),
        postal_code: line("postalCode"),
        locality: line("addressLocality"),
        region: line("addressRegion"),
        country: line("addressCountry"),
        latitude: fields.number("latitude"),
        longitude: fields.number("longitude"),
    };
    keep_what_can_be_true(&mut place);
    place
}

fn keep_what_can_be_true(place: &mut Place) {
    if place.check().is_err() {
        place.country = place.country.take().filter(|code| is_country(code));
        let point = place.point().filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
        (place.latitude, place.longitude) = point.unzip();
    }
}

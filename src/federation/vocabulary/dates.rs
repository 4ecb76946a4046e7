//! The dates of an event in the words of a text's language, for software that shows no fields.

use chrono::{Datelike, NaiveDate};

use crate::domain::{Dates, Language, Precision};

/// Names of the months, and what stands between a day, its month and its year.
struct Words {
    months: [&'static str; 12],
    of: &'static str,
    cancelled: &'static str,
}

const FRENCH: Words = Words {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    of: " ",
    cancelled: "ANNULÉ",
};
const ENGLISH: Words = Words {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    of: " ",
    cancelled: "CANCELLED",
};
const SPANISH: Words = Words {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    of: " de ",
    cancelled: "CANCELADO",
};
const PORTUGUESE: Words = Words {
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    of: " de ",
    cancelled: "CANCELADO",
};

/// The words of a language that we have some of.
fn words_of(language: &Language) -> Option<&'static Words> {
    match language.base() {
        "fr" => Some(&FRENCH),
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        "pt" => Some(&PORTUGUESE),
        _ => None,
    }
}

/// That an event is called off, in English where we know no better.
pub(super) fn cancelled(language: &Language) -> &'static str {
    words_of(language).unwrap_or(&ENGLISH).cancelled
}

/// `9 février 2027, 15:00 – 16:30 (Europe/Paris)`; in a language of which we have no words the dates
/// are written as numbers, the year first. No more is told than is known.
pub(super) fn when(dates: &Dates, language: &Language) -> String {
    let (start, end) = (dates.local_start(), dates.local_end());
    let (first, last) = (start.date_naive(), end.date_naive());
    let precision = dates.precision();
    let from = written(first, precision, language);
    if precision != Precision::Time {
        let until = written(last, precision, language);
        return if from == until { from } else { format!("{from} – {until}") };
    }
    let mut until = end.format("%H:%M").to_string();
    if first != last {
        until = format!("{}, {until}", written(last, precision, language));
    }
    format!("{from}, {} – {until} ({})", start.format("%H:%M"), dates.zone().name())
}

fn written(date: NaiveDate, precision: Precision, language: &Language) -> String {
    let Some(words) = words_of(language) else {
        let form = match precision {
            Precision::Time | Precision::Day => "%Y-%m-%d",
            Precision::Month => "%Y-%m",
            Precision::Year => "%Y",
        };
        return date.format(form).to_string();
    };
    let (year, of) = (date.year(), words.of);
    let month = words.months[date.month0() as usize];
    match precision {
        Precision::Time | Precision::Day => format!("{}{of}{month}{of}{year}", date.day()),
        Precision::Month => format!("{month}{of}{year}"),
        Precision::Year => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Paris;

    use super::*;
    use crate::domain::Timestamp;

    /// 9 February 2027, 15:00 to 16:30 in Paris.
    fn of(precision: Precision) -> Dates {
        let start = Timestamp(1_802_181_600_000);
        Dates::new(start, start.plus_seconds(5_400), precision, Paris).unwrap()
    }

    #[test]
    fn a_date_is_written_in_the_language_of_its_text() {
        let when = |language, precision| when(&of(precision), &Language::parse(language).unwrap());
        let time = Precision::Time;
        assert_eq!(when("fr", time), "9 février 2027, 15:00 – 16:30 (Europe/Paris)");
        assert_eq!(when("pt-BR", Precision::Day), "9 de fevereiro de 2027");
        assert_eq!(when("es", Precision::Month), "febrero de 2027");
        assert_eq!(when("en", Precision::Year), "2027");
        assert_eq!(when("nl", time), "2027-02-09, 15:00 – 16:30 (Europe/Paris)");
    }
}

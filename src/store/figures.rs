//! What the pictures of the network count. Invented examples are not counted.

use super::{Reading, Result, query::sql};
use crate::domain::Facet;

/// Listed sheets by the values of a facet, the most frequent first.
pub async fn by_facet(db: &mut Reading, facet: Facet) -> Result<Vec<(String, i64)>> {
    db.query(sql!(
        "select value, count(*)
         from sheet_facet
         join sheet on sheet.id = sheet_facet.sheet_id
         where facet = $1 and not example
         group by value
         order by count(*) desc, value"
    ))
    .bind(facet.as_str())
    .all()
    .await
}

/// How many listed sheets were first published on each day that any was, as days since 1970, in
/// their order.
pub async fn by_day(db: &mut Reading) -> Result<Vec<(i64, i64)>> {
    db.query(sql!(
        "select sheet.published_at / 86400000, count(*)
         from sheet
         join listing on listing.sheet_id = sheet.id
         where not example
         group by sheet.published_at / 86400000
         order by sheet.published_at / 86400000"
    ))
    .all()
    .await
}

/// How many listed events start in each month from `first` to `last` (`2027-09`), by the calendar of
/// their place; an event of which only the year is known stands under the year.
pub async fn events_by_month(
    db: &mut Reading,
    first: &str,
    last: &str,
) -> Result<Vec<(String, i64)>> {
    db.query(sql!(
        sqlite: "select month, count(*)
                 from (
                     select substr(details ->> '$.subject.dates.start', 1, 7) as month
                     from sheet
                     join listing on listing.sheet_id = sheet.id
                     where listing.kind = 'event' and not example
                 ) as events
                 where month >= $1 and month <= $2
                 group by month
                 order by month",
        postgres: "select month, count(*)
                   from (
                       select substr(cast(details as json) #>> '{subject,dates,start}', 1, 7)
                              collate \"C\" as month
                       from sheet
                       join listing on listing.sheet_id = sheet.id
                       where listing.kind = 'event' and not example
                   ) as events
                   where month >= $1 and month <= $2
                   group by month
                   order by month",
    ))
    .bind(first)
    .bind(last)
    .all()
    .await
}

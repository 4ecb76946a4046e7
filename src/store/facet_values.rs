//! The values of all facets under short numbers, so that those of a thousand sheets can be counted
//! without reading a row for each.
//!
//! A number is never given to another value. Like the index, which repeats them, they are in no
//! backup.

use std::collections::{BTreeSet, HashMap};

use super::{
    Reading, Result, Writing,
    query::{sql, without_nul},
};
use crate::domain::Facet;

/// The numbers of some values.
pub(super) struct Numbers(HashMap<(Facet, String), i64>);

impl Numbers {
    /// The numbers of the facets of a sheet, as the index keeps them.
    pub(super) fn written(&self, facets: &[(Facet, String)]) -> String {
        let number = |(facet, value): &(Facet, String)| {
            self.0.get(&(*facet, without_nul(value).into_owned())).map(ToString::to_string)
        };
        facets.iter().filter_map(number).collect::<Vec<_>>().join(" ")
    }
}

/// The numbers of values; those that have none yet get one.
pub(super) async fn numbers<'a>(
    db: &mut Writing,
    values: impl Iterator<Item = &'a (Facet, String)>,
) -> Result<Numbers> {
    let values: BTreeSet<(&str, &str)> =
        values.map(|(facet, value)| (facet.as_str(), value.as_str())).collect();
    db.query(sql!(
        "with wanted as (
             select value ->> 0 as named, value ->> 1 as worth
             from",
        list,
        ")
         insert into facet_value (facet, value)
         select named, worth
         from wanted
         where not exists (
             select 1
             from facet_value
             where facet = named and value = worth
         )
         on conflict (facet, value) do nothing"
    ))
    .bind_list(&values)
    .execute()
    .await?;
    let rows: Vec<(i64, String, String)> = db
        .query(sql!(
            "with wanted as (
                 select value ->> 0 as named, value ->> 1 as worth
                 from",
            list,
            ")
             select id, facet, value
             from wanted
             join facet_value on facet = named and value = worth"
        ))
        .bind_list(&values)
        .all()
        .await?;
    let known = rows.into_iter().filter_map(|(number, facet, value)| {
        Facet::parse(&facet).map(|facet| ((facet, value), number))
    });
    Ok(Numbers(known.collect()))
}

/// How often each value occurs among numbers as the index keeps them, by facet and value.
pub(super) async fn count(db: &mut Reading, written: &str) -> Result<Vec<(Facet, String, i64)>> {
    let mut counts: Vec<i64> = Vec::new();
    for number in written.split(' ').filter_map(|number| number.parse::<usize>().ok()) {
        if number >= counts.len() {
            counts.resize(number + 1, 0);
        }
        counts[number] += 1;
    }
    let numbers = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let rows: Vec<(i64, String, String)> = db
        .query(sql!(
            "select id, facet, value
             from facet_value
             where id in (select cast(value ->> 0 as bigint) from",
            list,
            ")
             order by facet, value"
        ))
        .bind_list(numbers.map(|(number, _)| [number]))
        .all()
        .await?;
    let counted = rows.into_iter().filter_map(|(number, facet, value)| {
        let count = usize::try_from(number).ok().and_then(|number| counts.get(number))?;
        Facet::parse(&facet).map(|facet| (facet, value, *count))
    });
    Ok(counted.collect())
}

//! The one query behind every listing: words, facets, a part of the map, dates, and their order.

use std::collections::{BTreeMap, HashMap};

use super::{
    Reading, Result, facet_values,
    query::{Query as Statement, Sql, sql},
    sheet_row::load,
    wanted::{Engine, Wanted},
};
use crate::domain::{
    BoundingBox, Facet, Point, Sheet, SheetId, SheetKind, Timestamp, Words, kilometres, square_of,
};

/// In which order sheets are listed; equal ones by id, the latest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The last published first.
    #[default]
    Newest,
    /// Events that are not over, the next one first; then past ones, the last one first; then what
    /// has no date.
    Upcoming,
    /// Those with all words in a title first, then those with all words, then what means the same;
    /// and the last published first among equals.
    Relevance,
    /// The nearest first.
    Distance,
}

/// Which sheets, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Of one kind only.
    pub kind: Option<SheetKind>,
    /// With all these words, in any form and with or without accents, or what may stand in their
    /// place; punctuation is nothing.
    pub words: Words,
    /// With one of the values of each facet that stands here.
    pub facets: Vec<(Facet, String)>,
    /// In a part of the map.
    pub area: Option<BoundingBox>,
    /// Around a point.
    pub near: Option<Near>,
    /// Not over before.
    pub from: Option<Timestamp>,
    /// Begun before.
    pub until: Option<Timestamp>,
    /// Over before.
    pub over_before: Option<Timestamp>,
    /// In which order.
    pub order: Order,
    /// How many.
    pub limit: i64,
    /// After how many.
    pub offset: i64,
}

/// The surroundings of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The point.
    pub point: Point,
    /// Kilometres to the farthest sheet.
    pub within: f64,
}

/// A part of a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// How many sheets match in all.
    pub total: i64,
    /// Those of this part.
    pub sheets: Vec<Sheet>,
    /// How many kilometres each is from the point around which it was looked for.
    pub distances: HashMap<SheetId, f64>,
}

/// The sheets that match, as many as the query asks for.
pub async fn page(db: &mut Reading, query: &Query, now: Timestamp) -> Result<Page> {
    let (total, found) = matching(db, query, now).await?;
    let ids: Vec<SheetId> = found.iter().map(|(id, _)| *id).collect();
    let apart = found.into_iter().filter_map(|(id, square)| Some((id, kilometres(square?))));
    Ok(Page { total, distances: apart.collect(), sheets: load(db, &ids).await? })
}

/// What a sheet must keep to, besides its tokens.
macro_rules! limits {
    () => {
        "        (cast($1 as text) is null or kind = $1)
             and (cast($2 as double precision) is null or (
                 latitude between $3 and $5
                 and case
                     when $2 <= $4 then longitude between $2 and $4
                     else longitude >= $2 or longitude <= $4
                 end
             ))
             and (cast($6 as bigint) is null or ends_at >= $6)
             and (cast($7 as bigint) is null or starts_at < $7)
             and (cast($8 as bigint) is null or ends_at < $8)
             and (cast($12 as bigint) is null or
                 (x - $9) * (x - $9) + (y - $10) * (y - $10) + (z - $11) * (z - $11) <= $12)"
    };
}
pub(super) use limits;

/// The order of what is found: by shelf, and on a shelf by rank; the words are in a title on the
/// first shelf, and in the sheet on the second.
macro_rules! found {
    ($title:literal, $says:literal, $from:literal) => {
        concat!(
            "with found as materialized (
                 select sheet_id,
                        case
                            when $13 = 'relevance' and ",
            $title,
            "               then 0
                            when $13 = 'relevance' and ",
            $says,
            "               then 1
                            when $13 = 'relevance' then 2
                            when $13 = 'upcoming' and ends_at >= $14 then 0
                            when $13 = 'upcoming' and ends_at < $14 then 1
                            when $13 = 'upcoming' then 2
                            else 0
                        end as shelf,
                        case
                            when $13 = 'upcoming' and ends_at >= $14 then starts_at
                            when $13 = 'upcoming' and ends_at < $14 then -starts_at
                            when $13 = 'distance' then
                                (x - $9) * (x - $9) + (y - $10) * (y - $10) + (z - $11) * (z - $11)
                            else -published_at
                        end as rank,
                        (x - cast($9 as bigint)) * (x - $9) + (y - cast($10 as bigint)) * (y - $10)
                            + (z - cast($11 as bigint)) * (z - $11) as apart
                 from ",
            $from,
            limits!(),
            ")
             select total, sheet_id, apart
             from (select count(*) as total from found) as counted
             left join (
                 select sheet_id, shelf, rank, apart
                 from found
                 order by shelf, rank, sheet_id desc
                 limit $15
                 offset $16
             ) as part on true
             order by shelf, rank, sheet_id desc"
        )
    };
}

/// All sheets within the limits.
const ALL: Sql = sql!(found!("$13 is null", "$13 is null", "listing where"));

/// Those that have the tokens of `$17` too, of `$18` in a title, and of `$19` as they were typed.
const MATCHING: Sql = sql!(
    sqlite: found!(
        "sheet_id in (select rowid from sheet_search where sheet_search match $18)",
        "sheet_id in (select rowid from sheet_search where sheet_search match $19)",
        "sheet_search
         join listing on sheet_id = sheet_search.rowid
         where sheet_search match $17 and"
    ),
    postgres: found!(
        "words @@ cast($18 as tsquery)",
        "words @@ cast($19 as tsquery)",
        "sheet_search
         where words @@ cast($17 as tsquery) and"
    ),
);

/// The values of all facets of all sheets within the limits.
const VALUES: Sql = sql!(
    sqlite: concat!("select coalesce(group_concat(facets, ' '), '') from listing where ", limits!()),
    postgres: concat!("select coalesce(string_agg(facets, ' '), '') from listing where ", limits!()),
);

/// Of those that have the tokens of `$13` too.
const VALUES_OF_MATCHING: Sql = sql!(
    sqlite: concat!(
        "select coalesce(group_concat(listing.facets, ' '), '')
         from sheet_search
         join listing on sheet_id = sheet_search.rowid
         where sheet_search match $13 and",
        limits!()
    ),
    postgres: concat!(
        "select coalesce(string_agg(facets, ' '), '')
         from sheet_search
         where words @@ cast($13 as tsquery) and",
        limits!()
    ),
);

/// How many sheets match in all, and those of one part, in order, with the square of their distance.
async fn matching(
    db: &mut Reading,
    query: &Query,
    now: Timestamp,
) -> Result<(i64, Vec<(SheetId, Option<i64>)>)> {
    let tokens = tokens(query);
    let order = match query.order {
        Order::Newest => "newest",
        Order::Upcoming => "upcoming",
        Order::Relevance => "relevance",
        Order::Distance => "distance",
    };
    let statement = db.query(if tokens.is_empty() { ALL } else { MATCHING });
    let mut statement =
        limited(statement, query).bind(order).bind(now).bind(query.limit).bind(query.offset);
    if !tokens.is_empty() {
        let own = Wanted::as_typed(&query.words);
        let with_facets = |own: &Wanted| {
            let mut all = facet_groups(query);
            all.push(own.clone());
            Wanted::All(all)
        };
        statement = statement
            .bind_either(|| tokens.write(Engine::Fts5), || tokens.write(Engine::Tsquery))
            .bind_either(
                // Titles are looked for among the same sheets only: a common word is in many.
                || with_facets(&Wanted::InTitle(own.clone().into())).write(Engine::Fts5),
                || Wanted::InTitle(own.clone().into()).write(Engine::Tsquery),
            )
            .bind_either(|| with_facets(&own).write(Engine::Fts5), || own.write(Engine::Tsquery));
    }
    let rows: Vec<(i64, Option<SheetId>, Option<i64>)> = statement.all().await?;
    let total = rows.first().map_or(0, |(total, ..)| *total);
    Ok((total, rows.into_iter().filter_map(|(_, id, square)| Some((id?, square))).collect()))
}

/// Sheets with all these words in a title, of which the last may go on; the last published first.
pub async fn titled(db: &mut Reading, words: &Words, limit: i64) -> Result<Vec<Sheet>> {
    let wanted = Wanted::InTitle(Wanted::starting(words).into());
    let rows: Vec<(SheetId,)> = db
        .query(sql!(
            sqlite: "select rowid
                     from sheet_search
                     where sheet_search match $1
                     order by rowid desc
                     limit $2",
            postgres: "select sheet_id
                       from sheet_search
                       where words @@ cast($1 as tsquery)
                       order by sheet_id desc
                       limit $2",
        ))
        .bind_either(|| wanted.write(Engine::Fts5), || wanted.write(Engine::Tsquery))
        .bind(limit)
        .all()
        .await?;
    let ids: Vec<SheetId> = rows.into_iter().map(|(id,)| id).collect();
    load(db, &ids).await
}

/// How many of the sheets that match have each value of each facet, by facet and value.
pub async fn facet_counts(db: &mut Reading, query: &Query) -> Result<Vec<(Facet, String, i64)>> {
    let tokens = tokens(query);
    let statement = db.query(if tokens.is_empty() { VALUES } else { VALUES_OF_MATCHING });
    let mut statement = limited(statement, query);
    if !tokens.is_empty() {
        statement =
            statement.bind_either(|| tokens.write(Engine::Fts5), || tokens.write(Engine::Tsquery));
    }
    let (written,): (String,) = statement.one().await?;
    facet_values::count(db, &written).await
}

/// Binds what a sheet must keep to, besides its tokens.
pub(super) fn limited<'c>(statement: Statement<'c>, query: &Query) -> Statement<'c> {
    let area = query.area;
    let centre = query.near.map(|near| near.point.on_sphere());
    statement
        .bind(query.kind.map(SheetKind::as_str))
        .bind(area.map(|area| area.west))
        .bind(area.map(|area| area.south))
        .bind(area.map(|area| area.east))
        .bind(area.map(|area| area.north))
        .bind(query.from)
        .bind(query.until)
        .bind(query.over_before)
        .bind(centre.map(|[x, _, _]| x))
        .bind(centre.map(|[_, y, _]| y))
        .bind(centre.map(|[_, _, z]| z))
        .bind(query.near.map(|near| square_of(near.within)))
}

/// The tokens that a sheet must have.
pub(super) fn tokens(query: &Query) -> Wanted {
    let mut all = facet_groups(query);
    all.extend(Wanted::groups(&query.words));
    Wanted::All(all)
}

/// For each facet the tokens of its values; any one of a group will do.
fn facet_groups(query: &Query) -> Vec<Wanted> {
    let mut groups: BTreeMap<Facet, Vec<Wanted>> = BTreeMap::new();
    for (facet, value) in &query.facets {
        groups.entry(*facet).or_default().push(Wanted::value(*facet, value));
    }
    groups.into_values().map(Wanted::Any).collect()
}

//! The one query behind every listing: words, facets, a part of the map, dates, and their order.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Reading, Result,
    query::{Query as Statement, Sql, sql},
    sheet_row::load,
    tokens::{facet_token, is_indexed},
};
use crate::domain::{BoundingBox, Facet, Sheet, SheetId, SheetKind, Timestamp, fold, search_words};

/// Languages in whose word forms a search word is looked for; the last three share no letter with the
/// others, so that they cost nothing.
const STEMMED: [&str; 10] = ["fr", "en", "es", "pt", "it", "de", "nl", "ar", "el", "ru"];
/// Most words of a query that count.
const MOST_WORDS: usize = 16;
/// A token that no sheet has.
const NOTHING: &str = "_";

/// In which order sheets are listed; equal ones by id, the latest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last published first.
    #[default]
    Newest,
    /// Events that are not over, the next one first; then past ones, the last one first; then what
    /// has no date.
    Upcoming,
    /// Those with all words in a title first, and the last published first among equals.
    Relevance,
}

/// Which sheets, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Of one kind only.
    pub kind: Option<SheetKind>,
    /// With all these words, in any form and with or without accents; punctuation is nothing.
    pub words: String,
    /// With one of the values of each facet that stands here.
    pub facets: Vec<(Facet, String)>,
    /// In a part of the map.
    pub area: Option<BoundingBox>,
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

/// A part of a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// How many sheets match in all.
    pub total: i64,
    /// Those of this part.
    pub sheets: Vec<Sheet>,
}

/// The sheets that match, as many as the query asks for.
pub async fn page(db: &mut Reading, query: &Query, now: Timestamp) -> Result<Page> {
    let (total, ids) = matching(db, query, query.limit, query.offset, now).await?;
    Ok(Page { total, sheets: load(db, &ids).await? })
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
             and cast($9 as bigint) is null and cast($10 as bigint) is null
             and cast($11 as bigint) is null and cast($12 as bigint) is null"
    };
}
pub(super) use limits;

/// Binds what a sheet must keep to, besides its tokens.
pub(super) fn limited<'c>(statement: Statement<'c>, query: &Query) -> Statement<'c> {
    let area = query.area;
    statement
        .bind(query.kind.map(SheetKind::as_str))
        .bind(area.map(|area| area.west))
        .bind(area.map(|area| area.south))
        .bind(area.map(|area| area.east))
        .bind(area.map(|area| area.north))
        .bind(query.from)
        .bind(query.until)
        .bind(query.over_before)
        .bind(None::<i64>)
        .bind(None::<i64>)
        .bind(None::<i64>)
        .bind(None::<i64>)
}

/// What tokens are wanted.
pub(super) struct Wanted(Vec<Vec<String>>);

/// In whose words tokens are asked for.
pub(super) enum Engine {
    Fts5,
    Tsquery,
}

impl Wanted {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn write(&self, engine: Engine) -> String {
        match engine {
            Engine::Fts5 => fts5(&self.0, ""),
            Engine::Tsquery => tsquery(&self.0, ""),
        }
    }
}

/// The tokens that a sheet must have.
pub(super) fn tokens(query: &Query) -> Wanted {
    Wanted([facet_groups(query), word_groups(&query.words)].concat())
}

/// The order of what is found: by shelf, and on a shelf by rank; `$title` holds for the first shelf.
macro_rules! found {
    ($title:literal, $from:literal) => {
        concat!(
            "with found as materialized (
                 select sheet_id,
                        case
                            when $1 = 'relevance' and ",
            $title,
            "               then 0
                            when $1 = 'relevance' then 1
                            when $1 = 'upcoming' and ends_at >= $2 then 0
                            when $1 = 'upcoming' and ends_at < $2 then 1
                            when $1 = 'upcoming' then 2
                            else 0
                        end as shelf,
                        case
                            when $1 = 'upcoming' and ends_at >= $2 then starts_at
                            when $1 = 'upcoming' and ends_at < $2 then -starts_at
                            else -published_at
                        end as rank
                 from ",
            $from,
            "    (cast($3 as text) is null or kind = $3)
                   and (cast($4 as double precision) is null or (
                       latitude between $5 and $7
                       and case
                           when $4 <= $6 then longitude between $4 and $6
                           else longitude >= $4 or longitude <= $6
                       end
                   ))
                   and (cast($8 as bigint) is null or ends_at >= $8)
                   and (cast($9 as bigint) is null or starts_at < $9)
                   and (cast($10 as bigint) is null or ends_at < $10)
             )
             select total, sheet_id
             from (select count(*) as total from found) as counted
             left join (
                 select sheet_id, shelf, rank
                 from found
                 order by shelf, rank, sheet_id desc
                 limit $11
                 offset $12
             ) as part on true
             order by shelf, rank, sheet_id desc"
        )
    };
}

/// All sheets within the limits.
const ALL: Sql = sql!(found!("$1 is null", "listing where"));

/// Those that have the tokens of `$13` too, and of `$14` in a title.
const MATCHING: Sql = sql!(
    sqlite: found!(
        "sheet_id in (select rowid from sheet_search where sheet_search match $14)",
        "sheet_search
         join listing on sheet_id = sheet_search.rowid
         where sheet_search match $13 and"
    ),
    postgres: found!(
        "words @@ cast($14 as tsquery)",
        "sheet_search
         where words @@ cast($13 as tsquery) and"
    ),
);

/// How many sheets there are in all, and the ids of one part, in order.
async fn matching(
    db: &mut Reading,
    query: &Query,
    limit: i64,
    offset: i64,
    now: Timestamp,
) -> Result<(i64, Vec<SheetId>)> {
    let words = word_groups(&query.words);
    let tokens = [facet_groups(query), words.clone()].concat();
    let order = match query.order {
        Order::Newest => "newest",
        Order::Upcoming => "upcoming",
        Order::Relevance => "relevance",
    };
    let area = query.area;
    let mut statement = db
        .query(if tokens.is_empty() { ALL } else { MATCHING })
        .bind(order)
        .bind(now)
        .bind(query.kind.map(SheetKind::as_str))
        .bind(area.map(|area| area.west))
        .bind(area.map(|area| area.south))
        .bind(area.map(|area| area.east))
        .bind(area.map(|area| area.north))
        .bind(query.from)
        .bind(query.until)
        .bind(query.over_before)
        .bind(limit)
        .bind(offset);
    if !tokens.is_empty() {
        statement =
            statement.bind_either(|| fts5(&tokens, ""), || tsquery(&tokens, "")).bind_either(
                // Titles are looked for among the same sheets only: a common word is in many.
                || format!("{} AND {}", fts5(&tokens, ""), fts5(&words, "title : ")),
                || tsquery(&words, ":A"),
            );
    }
    let rows: Vec<(i64, Option<SheetId>)> = statement.all().await?;
    let total = rows.first().map_or(0, |(total, _)| *total);
    Ok((total, rows.into_iter().filter_map(|(_, id)| id).collect()))
}

/// For each facet the tokens of its values; any one of a group will do.
fn facet_groups(query: &Query) -> Vec<Vec<String>> {
    let mut groups: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
    for (facet, value) in &query.facets {
        groups.entry(*facet).or_default().push(facet_token(*facet, value));
    }
    groups.into_values().collect()
}

/// For each word its forms in all languages; any one of a group will do.
fn word_groups(words: &str) -> Vec<Vec<String>> {
    let folded = fold(words);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| {
            let forms = STEMMED.iter().flat_map(|language| search_words(word, language));
            let forms: BTreeSet<String> = forms.filter(|form| is_indexed(form)).collect();
            forms.into_iter().collect()
        })
        .collect()
}

/// The groups as an FTS5 expression, each behind `filter`. Tokens are quoted: an operator is a word
/// like any other.
fn fts5(groups: &[Vec<String>], filter: &str) -> String {
    expression(groups, " AND ", " OR ", filter, |token| format!("\"{token}\""))
}

/// The groups as a `tsquery`, each token with `weight`.
fn tsquery(groups: &[Vec<String>], weight: &str) -> String {
    expression(groups, " & ", " | ", "", |token| format!("'{token}'{weight}"))
}

/// All of the groups, and of each any one token; without a group or a token, nothing.
fn expression(
    groups: &[Vec<String>],
    and: &str,
    or: &str,
    filter: &str,
    quoted: impl Fn(&str) -> String,
) -> String {
    let mut all: Vec<String> = groups
        .iter()
        .map(|group| {
            let mut any: Vec<String> = group.iter().map(|token| quoted(token)).collect();
            if any.is_empty() {
                any.push(quoted(NOTHING));
            }
            format!("{filter}({})", any.join(or))
        })
        .collect();
    if all.is_empty() {
        all.push(quoted(NOTHING));
    }
    all.join(and)
}

/// How many listed sheets there are for each value of each facet, of one kind or of all.
pub async fn facet_counts(
    db: &mut Reading,
    kind: Option<SheetKind>,
) -> Result<Vec<(Facet, String, i64)>> {
    let rows: Vec<(String, String, i64)> = db
        .query(sql!(
            "select facet, value, count(*)
             from sheet_facet
             where cast($1 as text) is null
                or sheet_id in (
                    select sheet_id
                    from sheet_facet
                    where facet = 'kind' and value = $1
                )
             group by facet, value
             order by facet, value"
        ))
        .bind(kind.map(SheetKind::as_str))
        .all()
        .await?;
    let known = |(facet, value, count): (String, String, i64)| {
        Facet::parse(&facet).map(|facet| (facet, value, count))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

//! What matches a query, gathered by place: for the map, and for the list that is its equal.

use std::collections::HashMap;

use sqlx::FromRow;

use super::{
    Reading, Result,
    query::{Query as Statement, Sql, sql},
    search::{self, Query, limits},
    wanted::Engine,
};
use crate::domain::{Language, SheetId, SheetKind};

/// How many sheets match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Counted {
    /// In all.
    pub total: i64,
    /// With a point on the map.
    pub placed: i64,
}

/// The sheets of a cell of the grid that is laid over the map.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Cell {
    /// How many there are.
    pub count: i64,
    /// The middle of their points.
    pub latitude: f64,
    /// The same, eastwards.
    pub longitude: f64,
    /// The smallest box around their points.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
    /// The latest of them.
    pub latest: SheetId,
}

/// A sheet, and as much of its place as its publisher wants known.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Which sheet.
    pub id: SheetId,
    /// Its kind.
    pub kind: SheetKind,
    /// Invented, to show how it would look.
    pub example: bool,
    /// Its titles by language, the original first.
    pub titles: Vec<(Language, String)>,
    /// What the place is called.
    pub name: Option<String>,
    /// The town.
    pub locality: Option<String>,
    /// ISO 3166-1 code of two letters.
    pub country: Option<String>,
    /// Degrees north and east, where the sheet says them.
    pub point: Option<(f64, f64)>,
}

#[derive(FromRow)]
struct SpotRow {
    id: SheetId,
    kind: SheetKind,
    example: bool,
    name: Option<String>,
    locality: Option<String>,
    country: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl Spot {
    /// The title for a reader who prefers `languages` in this order, and its language; the original
    /// when there is none of them.
    pub fn title_for<'s, 'l>(
        &'s self,
        languages: impl IntoIterator<Item = &'l str>,
    ) -> Option<(&'s Language, &'s str)> {
        let find = |wanted: &str| self.titles.iter().find(|(lang, _)| lang.base() == wanted);
        let best = languages.into_iter().find_map(find).or_else(|| self.titles.first());
        best.map(|(language, title)| (language, title.as_str()))
    }
}

/// A statement about `matching`: the sheets within the limits that have the tokens of `$13`, if any.
/// Its own values are from `$14` on.
struct Gathering {
    all: Sql,
    with_tokens: Sql,
}

macro_rules! from {
    ($from:literal) => {
        concat!(
            "with matching as (select sheet_id, kind, latitude, longitude from ",
            $from,
            limits!(),
            ") "
        )
    };
}

macro_rules! gathering {
    ($text:expr) => {
        gathering!(sqlite: $text, postgres: $text)
    };
    (sqlite: $sqlite:expr, postgres: $postgres:expr) => {
        Gathering {
            all: sql!(
                sqlite: concat!(from!("listing where $13 is null and"), $sqlite),
                postgres: concat!(from!("listing where cast($13 as text) is null and"), $postgres),
            ),
            with_tokens: sql!(
                sqlite: concat!(
                    from!(
                        "sheet_search
                         join listing on sheet_id = sheet_search.rowid
                         where sheet_search match $13 and"
                    ),
                    $sqlite
                ),
                postgres: concat!(
                    from!("sheet_search where words @@ cast($13 as tsquery) and"),
                    $postgres
                ),
            ),
        }
    };
}

const COUNT: Gathering =
    gathering!("select count(*) as total, count(latitude) as placed from matching");

macro_rules! cells {
    ($floor:literal, $end:literal) => {
        concat!(
            "select count(*) as count, avg(latitude) as latitude, avg(longitude) as longitude,
                    min(longitude) as west, min(latitude) as south,
                    max(longitude) as east, max(latitude) as north, max(sheet_id) as latest
             from matching
             where latitude is not null
             group by ",
            $floor,
            "(longitude + 180) / cast($14 as double precision)",
            $end,
            ", ",
            $floor,
            "(latitude + 90) / cast($14 as double precision)",
            $end,
            "order by count(*) desc, max(sheet_id)
             limit $15"
        )
    };
}

/// `$14` is the width of a cell in degrees, `$15` how many cells at most.
const CELLS: Gathering = gathering!(
    sqlite: cells!("cast(", " as integer)"),
    postgres: cells!("floor(", ")")
);

macro_rules! spots {
    ($from:literal, $collation:literal, $end:literal) => {
        concat!(
            "select matching.sheet_id as id, matching.kind, example, name, locality, country,
                    matching.latitude, matching.longitude
             from ",
            $from,
            "join sheet on sheet.id = matching.sheet_id
             left join place on place.sheet_id = matching.sheet_id
             order by country is null, country ",
            $collation,
            ", coalesce(locality, name) ",
            $collation,
            ", matching.sheet_id desc ",
            $end
        )
    };
}

/// `$14` and `$15` are how many there should be, after how many.
const BY_PLACE: Gathering = gathering!(
    sqlite: spots!("matching ", "", "limit $14 offset $15"),
    postgres: spots!("matching ", "collate \"C\"", "limit $14 offset $15")
);

/// The same, of which the latest come first.
const LATEST: Gathering = gathering!(
    sqlite: spots!(
        "(select * from matching order by sheet_id desc limit $14 offset $15) as matching ",
        "",
        ""
    ),
    postgres: spots!(
        "(select * from matching order by sheet_id desc limit $14 offset $15) as matching ",
        "collate \"C\"",
        ""
    )
);

/// Those that have a point; `$14` and `$15` are as above.
const PLACED: Gathering = gathering!(
    sqlite: spots!(
        "(select * from matching where latitude is not null limit $14 offset $15) as matching ",
        "",
        ""
    ),
    postgres: spots!(
        "(select * from matching where latitude is not null limit $14 offset $15) as matching ",
        "collate \"C\"",
        ""
    )
);

/// How many sheets match, and how many of them have a point.
pub async fn count(db: &mut Reading, query: &Query) -> Result<Counted> {
    COUNT.of(db, query).one().await
}

/// The sheets that match, in cells that are `width` degrees wide and high, the fullest first.
pub async fn cells(db: &mut Reading, query: &Query, width: f64, most: i64) -> Result<Vec<Cell>> {
    CELLS.of(db, query).bind(width).bind(most).all().await
}

/// The sheets that match and have a point, by country and place.
pub async fn placed(db: &mut Reading, query: &Query) -> Result<Vec<Spot>> {
    spots(db, query, &PLACED).await
}

/// The sheets that match, by country and place, those without a country last.
pub async fn by_place(db: &mut Reading, query: &Query) -> Result<Vec<Spot>> {
    spots(db, query, &BY_PLACE).await
}

/// The sheets that match, those found last first, and of those that are asked for the same order:
/// where there are very many, sorting all of them takes longer than anybody waits.
pub async fn latest(db: &mut Reading, query: &Query) -> Result<Vec<Spot>> {
    spots(db, query, &LATEST).await
}

/// The names of the places of some sheets: the town where it is known.
pub async fn place_names(db: &mut Reading, ids: &[SheetId]) -> Result<HashMap<SheetId, String>> {
    let rows: Vec<(SheetId, String)> = db
        .query(sql!(
            "select sheet_id, coalesce(locality, name)
             from place
             where sheet_id in (select cast(value ->> 0 as bigint) from",
            list,
            ")"
        ))
        .bind_list(ids.iter().map(|id| [id]))
        .all()
        .await?;
    Ok(rows.into_iter().collect())
}

async fn spots(db: &mut Reading, query: &Query, gathering: &Gathering) -> Result<Vec<Spot>> {
    let statement = gathering.of(db, query);
    let rows: Vec<SpotRow> = statement.bind(query.limit).bind(query.offset).all().await?;
    let ids: Vec<SheetId> = rows.iter().map(|row| row.id).collect();
    let mut titles = titles(db, &ids).await?;
    let spot = |row: SpotRow| Spot {
        titles: titles.remove(&row.id).unwrap_or_default(),
        id: row.id,
        kind: row.kind,
        example: row.example,
        name: row.name.filter(|name| !name.is_empty()),
        locality: row.locality,
        country: row.country,
        point: row.latitude.zip(row.longitude),
    };
    Ok(rows.into_iter().map(spot).collect())
}

/// The titles of some sheets, the original of each first.
async fn titles(
    db: &mut Reading,
    ids: &[SheetId],
) -> Result<HashMap<SheetId, Vec<(Language, String)>>> {
    let rows: Vec<(SheetId, Language, String)> = db
        .query(sql!(
            "select sheet_id, language, title
             from sheet_text
             where sheet_id in (select cast(value ->> 0 as bigint) from",
            list,
            ")
             order by sheet_id, position"
        ))
        .bind_list(ids.iter().map(|id| [id]))
        .all()
        .await?;
    let mut titles: HashMap<SheetId, Vec<(Language, String)>> = HashMap::new();
    for (sheet, language, title) in rows {
        titles.entry(sheet).or_default().push((language, title));
    }
    Ok(titles)
}

impl Gathering {
    /// The statement for a query, with all of its values but its own.
    fn of<'c>(&self, db: &'c mut Reading, query: &Query) -> Statement<'c> {
        let tokens = search::tokens(query);
        let sql = if tokens.is_empty() { self.all } else { self.with_tokens };
        let statement = search::limited(db.query(sql), query);
        if tokens.is_empty() {
            return statement.bind(None::<String>);
        }
        statement.bind_either(|| tokens.write(Engine::Fts5), || tokens.write(Engine::Tsquery))
    }
}

-- What finding needs: counts of facets for any selection, and distances from any point.

-- The values of all facets, each under a number that the index repeats in few bytes.
create table facet_value (
    id    bigint generated always as identity primary key,
    facet text not null,
    value text not null,
    unique (facet, value)
);

-- The index is made of other tables: it is made again when the store is opened next.
drop table listing;
drop table sheet_search;

create table listing (
    sheet_id     bigint primary key references sheet on delete cascade,
    kind         text   not null,
    published_at bigint not null,
    starts_at    bigint,
    ends_at      bigint,
    latitude     double precision,
    longitude    double precision,
    x            bigint,                                -- where it is from the centre of the Earth, in
    y            bigint,                                -- ten-millionths of its radius
    z            bigint,
    facets       text   not null                        -- numbers of facet_value, spaces between
);

-- The row repeats what listings limit by: the planner would read all of the other table rather than
-- look it up.
create table sheet_search (
    sheet_id     bigint primary key references sheet on delete cascade,
    kind         text   not null,
    published_at bigint not null,
    starts_at    bigint,
    ends_at      bigint,
    latitude     double precision,
    longitude    double precision,
    x            bigint,
    y            bigint,
    z            bigint,
    facets       text   not null,
    words        tsvector not null
);

create index sheet_search_by_words on sheet_search using gin (words);

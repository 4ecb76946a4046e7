-- What finding needs: counts of facets for any selection, and distances from any point.

-- The values of all facets, each under a number that the index repeats in few bytes.
create table facet_value (
    id    integer primary key,
    facet text not null,
    value text not null,
    unique (facet, value)
) strict;

-- The index is made of other tables: it is made again when the store is opened next.
drop table listing;
delete from sheet_search;

create table listing (
    sheet_id     integer primary key references sheet on delete cascade,
    kind         text   not null,
    published_at integer not null,
    starts_at    integer,
    ends_at      integer,
    latitude     real,
    longitude    real,
    x            integer,                               -- where it is from the centre of the Earth, in
    y            integer,                               -- ten-millionths of its radius
    z            integer,
    facets       text   not null                        -- numbers of facet_value, spaces between
) strict;

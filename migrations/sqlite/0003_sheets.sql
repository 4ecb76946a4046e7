-- Practices, events and calls: published here, or held as copies.

create table sheet (
    id           integer primary key,
    iri          text    not null unique,
    actor_id     integer not null references actor on delete cascade,
    peer_id      integer references peer,               -- null: published here
    kind         text    not null,                      -- practice, event, call, post
    slug         text    not null,
    language     text    not null,
    visibility   text    not null,                      -- public, unlisted
    example      integer not null,
    published_at integer not null,
    updated_at   integer not null,
    adapted_from text,
    confidence   text,
    digest       text    not null,
    proof        text,
    details      text    not null,                      -- JSON of what has no column of its own
    object       text    not null                       -- as sent
) strict;

create unique index sheet_by_local_slug on sheet (actor_id, slug) where peer_id is null;
create index sheet_by_slug on sheet (slug);
create index sheet_by_actor on sheet (actor_id);

create table sheet_text (
    sheet_id   integer not null references sheet on delete cascade,
    language   text    not null,
    position   integer not null,                        -- 0: the original
    origin     text    not null,                        -- original, human, unchecked, machine
    of_version integer not null,
    title      text    not null,
    body       text    not null,
    ask        text,
    primary key (sheet_id, language)
) strict;

-- Where a sheet is, as precisely as its publisher wants it known.
create table place (
    sheet_id    integer primary key references sheet on delete cascade,
    name        text not null,
    street      text,
    postal_code text,
    locality    text,
    region      text,
    country     text,
    latitude    real,
    longitude   real
) strict;

create table sheet_facet (
    facet    text    not null,
    value    text    not null,
    sheet_id integer not null references sheet on delete cascade,
    primary key (facet, value, sheet_id)
) strict;

create index sheet_facet_by_sheet on sheet_facet (sheet_id);

-- The search index, made from the tables above: what listings sort and limit by, one narrow row for
-- each sheet that is listed, …
create table listing (
    sheet_id     integer primary key references sheet on delete cascade,
    kind         text   not null,
    published_at integer not null,
    starts_at    integer,
    ends_at      integer,
    latitude     real,
    longitude    real
) strict;

-- … and its tokens, made by the node so that they are the same on both engines.
create virtual table sheet_search using fts5 (
    title,
    words,
    facets,
    content = '',
    contentless_delete = 1,
    detail = column,
    tokenize = "ascii tokenchars '-_'"
);

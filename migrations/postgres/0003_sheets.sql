-- Practices, events and calls: published here, or held as copies.

create table sheet (
    id           bigint  primary key,
    iri          text    collate "C" not null unique,
    actor_id     bigint  not null references actor on delete cascade,
    peer_id      bigint  references peer,               -- null: published here
    kind         text    not null,                      -- practice, event, call, post
    slug         text    collate "C" not null,
    language     text    not null,
    visibility   text    not null,                      -- public, unlisted
    example      boolean not null,
    published_at bigint  not null,
    updated_at   bigint  not null,
    adapted_from text,
    confidence   text,
    digest       text    not null,
    proof        text,
    details      text    not null,                      -- JSON of what has no column of its own
    object       text    not null                       -- as sent
);

create unique index sheet_by_local_slug on sheet (actor_id, slug) where peer_id is null;
create index sheet_by_slug on sheet (slug);
create index sheet_by_actor on sheet (actor_id);

create table sheet_text (
    sheet_id   bigint not null references sheet on delete cascade,
    language   text   collate "C" not null,
    position   bigint not null,                         -- 0: the original
    origin     text   not null,                         -- original, human, unchecked, machine
    of_version bigint not null,
    title      text   not null,
    body       text   not null,
    ask        text,
    primary key (sheet_id, language)
);

-- Where a sheet is, as precisely as its publisher wants it known.
create table place (
    sheet_id    bigint primary key references sheet on delete cascade,
    name        text not null,
    street      text,
    postal_code text,
    locality    text,
    region      text,
    country     text,
    latitude    double precision,
    longitude   double precision
);

create table sheet_facet (
    facet    text   collate "C" not null,
    value    text   collate "C" not null,
    sheet_id bigint not null references sheet on delete cascade,
    primary key (facet, value, sheet_id)
);

create index sheet_facet_by_sheet on sheet_facet (sheet_id);

-- The search index, made from the tables above: what listings sort and limit by, one narrow row for
-- each sheet that is listed, …
create table listing (
    sheet_id     bigint primary key references sheet on delete cascade,
    kind         text   not null,
    published_at bigint not null,
    starts_at    bigint,
    ends_at      bigint,
    latitude     double precision,
    longitude    double precision
);

-- … and its tokens, made by the node so that they are the same on both engines. The row repeats
-- what listings limit by: the planner would read all of the other table rather than look it up.
create table sheet_search (
    sheet_id     bigint primary key references sheet on delete cascade,
    kind         text   not null,
    published_at bigint not null,
    starts_at    bigint,
    ends_at      bigint,
    latitude     double precision,
    longitude    double precision,
    words        tsvector not null
);

create index sheet_search_by_words on sheet_search using gin (words);

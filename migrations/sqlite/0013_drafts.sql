-- What somebody prepares and nobody has published. No index of the search and no catalogue knows of it.

create table draft (
    id         integer primary key,
    actor_id   integer not null references actor on delete cascade,
    slug       text    not null,
    kind       text    not null,                        -- practice, event, call
    record     text    not null,                        -- JSON of docs/files.md, complete or not
    source     text    not null,                        -- name of the file that it came from
    created_at integer not null,
    updated_at integer not null,
    unique (actor_id, slug)
) strict;

-- What somebody prepares and nobody has published. No index of the search and no catalogue knows of it.

create table draft (
    id         bigint  primary key,
    actor_id   bigint  not null references actor on delete cascade,
    slug       text collate "C" not null,
    kind       text    not null,                        -- practice, event, call
    record     text    not null,                        -- JSON of docs/files.md, complete or not
    source     text    not null,                        -- name of the file that it came from
    created_at bigint  not null,
    updated_at bigint  not null,
    unique (actor_id, slug)
);

-- What nodes tell one another: catalogues, activities on their way out, activities that came in.

-- Tombstones never leave.
create table catalogue_entry (
    iri         text   collate "C" primary key,
    peer_id     bigint references peer,                 -- null: published here
    actor       text   collate "C" not null,
    kind        text   not null,                        -- practice, event, call, post, actor
    digest      text   collate "C",                     -- null once deleted
    held_digest text   collate "C",                     -- of the copy that we hold
    updated_at  bigint not null,
    deleted_at  bigint,
    former_type text,
    change      bigint not null,                        -- order of change, from the counter
    bucket      bigint not null                         -- first byte of the SHA-256 of the iri
);

create index catalogue_entry_by_change on catalogue_entry (coalesce(peer_id, 0), change);
create index catalogue_entry_by_bucket on catalogue_entry (coalesce(peer_id, 0), bucket, iri);
create index catalogue_entry_by_actor on catalogue_entry (actor, change);
create index catalogue_entry_missing on catalogue_entry (peer_id, change)
    where deleted_at is null and held_digest is distinct from digest;

create table activity (
    id         bigint  primary key,
    iri        text    collate "C" not null unique,
    kind       text    not null,                        -- Create, Update, …
    actor_id   bigint  not null references actor on delete cascade,
    object     text    collate "C" not null,
    public     boolean not null,
    created_at bigint  not null,
    body       text    not null                         -- as sent
);

create index activity_by_actor on activity (actor_id, id);

create table delivery (
    peer_id     bigint not null references peer,
    activity_id bigint not null references activity on delete cascade,
    inbox       text   collate "C" not null,
    created_at  bigint not null,
    primary key (peer_id, activity_id, inbox)
);

-- Deliveries that were given up.
create table delivery_log (
    peer_id     bigint not null references peer,
    activity_id bigint not null references activity on delete cascade,
    inbox       text   collate "C" not null,
    status      bigint,                                 -- of the last answer, if there was one
    reason      text   not null,
    at          bigint not null,
    primary key (peer_id, activity_id, inbox)
);

create table received_activity (
    id          bigint primary key,                     -- order of arrival
    iri         text   collate "C" not null unique,
    actor       text   not null,
    received_at bigint not null,
    state       text   not null default 'waiting',      -- waiting, done, refused
    problem     text,
    body        text                                    -- null once old
);

create index received_activity_waiting on received_activity (id) where state = 'waiting';
create index received_activity_by_age on received_activity (received_at);

-- What nodes tell one another: catalogues, activities on their way out, activities that came in.

-- Tombstones never leave.
create table catalogue_entry (
    iri         text    primary key,
    peer_id     integer references peer,                -- null: published here
    actor       text    not null,
    kind        text    not null,                       -- practice, event, call, post, actor
    digest      text,                                   -- null once deleted
    held_digest text,                                   -- of the copy that we hold
    updated_at  integer not null,
    deleted_at  integer,
    former_type text,
    change      integer not null,                       -- order of change, from the counter
    bucket      integer not null                        -- first byte of the SHA-256 of the iri
) strict;

create index catalogue_entry_by_change on catalogue_entry (coalesce(peer_id, 0), change);
create index catalogue_entry_by_bucket on catalogue_entry (coalesce(peer_id, 0), bucket, iri);
create index catalogue_entry_by_actor on catalogue_entry (actor, change);
create index catalogue_entry_missing on catalogue_entry (peer_id, change)
    where deleted_at is null and held_digest is distinct from digest;

create table activity (
    id         integer primary key,
    iri        text    not null unique,
    kind       text    not null,                        -- Create, Update, …
    actor_id   integer not null references actor on delete cascade,
    object     text    not null,
    public     integer not null,
    created_at integer not null,
    body       text    not null                         -- as sent
) strict;

create index activity_by_actor on activity (actor_id, id);

create table delivery (
    peer_id     integer not null references peer,
    activity_id integer not null references activity on delete cascade,
    inbox       text    not null,
    created_at  integer not null,
    primary key (peer_id, activity_id, inbox)
) strict;

-- Deliveries that were given up.
create table delivery_log (
    peer_id     integer not null references peer,
    activity_id integer not null references activity on delete cascade,
    inbox       text    not null,
    status      integer,                                -- of the last answer, if there was one
    reason      text    not null,
    at          integer not null,
    primary key (peer_id, activity_id, inbox)
) strict;

create table received_activity (
    id          integer primary key,                    -- order of arrival
    iri         text    not null unique,
    actor       text    not null,
    received_at integer not null,
    state       text    not null default 'waiting',     -- waiting, done, refused
    problem     text,
    body        text                                    -- null once old
) strict;

create index received_activity_waiting on received_activity (id) where state = 'waiting';
create index received_activity_by_age on received_activity (received_at);

-- Who speaks: the servers we know, the actors on them and on this node, and who follows whom.

create table peer (
    id               integer primary key,
    host             text    not null unique,
    kind             text    not null default 'other',  -- node, other
    last_heard_at    integer,
    -- Deliveries to it.
    next_try_at      integer not null default 0,
    failures         integer not null default 0,
    failing_since    integer,
    lease_until      integer not null default 0,
    -- What we hold of its catalogue.
    node_actor       text,
    catalogue        text,
    cursor           text,
    etag             text,
    sync_due_at      integer,
    sync_lease_until integer not null default 0,
    sync_failures    integer not null default 0,
    checked_at       integer,
    problem          text
) strict;

create index peer_by_sync on peer (sync_due_at) where sync_due_at is not null;

create table actor (
    id           integer primary key,
    iri          text    not null unique,
    kind         text    not null,                      -- territory, organisation, instance, other
    peer_id      integer references peer,               -- null: of this node
    handle       text    not null,
    name         text    not null,
    url          text,
    inbox        text    not null,
    shared_inbox text,
    outbox       text,
    catalogue    text,
    key_id       text,
    key_pem      text,
    sealed_key   text,                                  -- the private key of a local actor
    territory    text    not null,                      -- JSON
    document     text    not null,                      -- the actor as sent
    digest       text    not null,
    proof        text,
    published_at integer not null,
    updated_at   integer not null
) strict;

create unique index actor_by_local_handle on actor (handle) where peer_id is null;
create index actor_by_handle on actor (handle);
create index actor_by_peer on actor (peer_id);

create table following (
    follower_id integer not null references actor on delete cascade,
    followed    text    not null,
    peer_id     integer not null references peer,
    activity    text    not null unique,
    state       text    not null,                       -- asked, accepted, refused
    asked_at    integer not null,
    answered_at integer,
    primary key (follower_id, followed)
) strict;

create index following_by_followed on following (followed);

create table follower (
    actor_id    integer not null references actor on delete cascade,
    follower_id integer not null references actor on delete cascade,
    activity    text    not null,
    accepted_at integer not null,
    primary key (actor_id, follower_id)
) strict;

create index follower_by_follower on follower (follower_id);

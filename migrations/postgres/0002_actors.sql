-- Who speaks: the servers we know, the actors on them and on this node, and who follows whom.

create table peer (
    id               bigint primary key,
    host             text   collate "C" not null unique,
    kind             text   not null default 'other',   -- node, other
    last_heard_at    bigint,
    -- Deliveries to it.
    next_try_at      bigint not null default 0,
    failures         bigint not null default 0,
    failing_since    bigint,
    lease_until      bigint not null default 0,
    -- What we hold of its catalogue.
    node_actor       text,
    catalogue        text,
    cursor           text,
    etag             text,
    sync_due_at      bigint,
    sync_lease_until bigint not null default 0,
    sync_failures    bigint not null default 0,
    checked_at       bigint,
    problem          text
);

create index peer_by_sync on peer (sync_due_at) where sync_due_at is not null;

create table actor (
    id           bigint primary key,
    iri          text   collate "C" not null unique,
    kind         text   not null,                       -- territory, organisation, instance, other
    peer_id      bigint references peer,                -- null: of this node
    handle       text   collate "C" not null,
    name         text   not null,
    url          text,
    inbox        text   not null,
    shared_inbox text,
    outbox       text,
    catalogue    text,
    key_id       text,
    key_pem      text,
    sealed_key   text,                                  -- the private key of a local actor
    territory    text   not null,                       -- JSON
    document     text   not null,                       -- the actor as sent
    digest       text   not null,
    proof        text,
    published_at bigint not null,
    updated_at   bigint not null
);

create unique index actor_by_local_handle on actor (handle) where peer_id is null;
create index actor_by_handle on actor (handle);
create index actor_by_peer on actor (peer_id);

create table following (
    follower_id bigint not null references actor on delete cascade,
    followed    text   collate "C" not null,
    peer_id     bigint not null references peer,
    activity    text   collate "C" not null unique,
    state       text   not null,                        -- asked, accepted, refused
    asked_at    bigint not null,
    answered_at bigint,
    primary key (follower_id, followed)
);

create index following_by_followed on following (followed);

create table follower (
    actor_id    bigint not null references actor on delete cascade,
    follower_id bigint not null references actor on delete cascade,
    activity    text   not null,
    accepted_at bigint not null,
    primary key (actor_id, follower_id)
);

create index follower_by_follower on follower (follower_id);

-- How we reach others: what was tried, which inboxes are gone, who moved where.

-- The last exchanges with each host, those that it began included: what `havre doctor --peer` tells.
create table delivery_attempt (
    id      bigint  primary key,                        -- order of time
    host    text collate "C" not null,
    way     text    not null,                           -- out, in
    at      bigint  not null,
    status  bigint,                                    -- of the answer, if there was one
    outcome text    not null
);

create index delivery_attempt_by_host on delivery_attempt (host, id);

-- Inboxes that answered 404 or 410, and nothing else since then.
create table gone_inbox (
    inbox   text collate "C" primary key,
    peer_id bigint  not null references peer,
    since   bigint  not null
);

create index gone_inbox_by_peer on gone_inbox (peer_id);

-- Other addresses of our actors: they may move here from there.
create table actor_alias (
    actor_id bigint  not null references actor on delete cascade,
    alias    text collate "C" not null,
    added_at bigint  not null,
    primary key (actor_id, alias)
);

-- Our actors that live elsewhere now.
create table departure (
    actor_id bigint  primary key references actor on delete cascade,
    target   text collate "C" not null,
    moved_at bigint  not null
);

-- Actors that we follow and that say they moved.
create table proposed_move (
    actor      text collate "C" primary key,
    target     text collate "C" not null,
    state      text    not null,                        -- unchecked, proposed, refused, accepted
    said_at    bigint  not null,
    due_at     bigint  not null,
    tries      bigint  not null,
    problem    text
);

create index proposed_move_by_due on proposed_move (due_at) where state = 'unchecked';

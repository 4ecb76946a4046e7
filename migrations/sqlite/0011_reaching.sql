-- How we reach others: what was tried, which inboxes are gone, who moved where.

-- The last exchanges with each host, those that it began included: what `havre doctor --peer` tells.
create table delivery_attempt (
    id      integer primary key,                        -- order of time
    host    text    not null,
    way     text    not null,                           -- out, in
    at      integer not null,
    status  integer,                                    -- of the answer, if there was one
    outcome text    not null
) strict;

create index delivery_attempt_by_host on delivery_attempt (host, id);

-- Inboxes that answered 404 or 410, and nothing else since then.
create table gone_inbox (
    inbox   text    primary key,
    peer_id integer not null references peer,
    since   integer not null
) strict;

create index gone_inbox_by_peer on gone_inbox (peer_id);

-- Other addresses of our actors: they may move here from there.
create table actor_alias (
    actor_id integer not null references actor on delete cascade,
    alias    text    not null,
    added_at integer not null,
    primary key (actor_id, alias)
) strict;

-- Our actors that live elsewhere now.
create table departure (
    actor_id integer primary key references actor on delete cascade,
    target   text    not null,
    moved_at integer not null
) strict;

-- Actors that we follow and that say they moved.
create table proposed_move (
    actor      text    primary key,
    target     text    not null,
    state      text    not null,                        -- unchecked, proposed, refused, accepted
    said_at    integer not null,
    due_at     integer not null,
    tries      integer not null,
    problem    text
) strict;

create index proposed_move_by_due on proposed_move (due_at) where state = 'unchecked';

-- Trust in what comes in.

-- What was decided about others. Lines are only ever added; each digest is of the one before and of
-- the line, so that a change of an old line shows.
create table decision (
    number  integer primary key,                        -- 1, 2, 3 …, from the counter
    at      integer not null,
    who     text    not null,                           -- operator, node, user:NAME
    verb    text    not null,
    subject text    not null,                           -- a host or an address
    reason  text    not null,
    digest  text    not null
) strict;

create trigger decision_is_not_changed before update on decision
begin
    select raise(abort, 'a decision is never changed');
end;

create trigger decision_is_not_removed before delete on decision
begin
    select raise(abort, 'a decision is never removed');
end;

-- hold, partly, fully; null: what the policy says for such a peer.
alter table peer add column trust text;

-- Copies that are not shown: they wait for a person, were put away, or were taken out of sight.
create table withheld_copy (
    number      integer primary key,                    -- what a person calls it
    iri         text    not null unique,
    state       text    not null,                       -- held, refused, withdrawn
    actor       text    not null,
    peer_id     integer not null references peer,
    kind        text    not null,                       -- practice, event, call, post
    title       text    not null,
    why         text    not null,
    digest      text    not null,
    object      text    not null,                       -- the newest version, as sent
    sheet_id    integer not null,                       -- of the page here
    received_at integer not null
) strict;

create index withheld_copy_by_state on withheld_copy (state, peer_id, number);
create index withheld_copy_by_actor on withheld_copy (actor);
create index withheld_copy_by_sheet on withheld_copy (sheet_id);

-- Hosts that may do what the policy reserves to a list.
create table allowed_host (
    host     text    primary key,
    added_at integer not null
) strict;

-- Those who asked to follow and wait for a person.
create table follow_request (
    actor_id    integer not null references actor on delete cascade,
    follower_id integer not null references actor on delete cascade,
    activity    text    not null,
    asked_at    integer not null,
    primary key (actor_id, follower_id)
) strict;

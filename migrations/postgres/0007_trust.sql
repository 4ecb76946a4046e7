-- Trust in what comes in.

-- What was decided about others. Lines are only ever added; each digest is of the one before and of
-- the line, so that a change of an old line shows.
create table decision (
    number  bigint primary key,                         -- 1, 2, 3 …, from the counter
    at      bigint not null,
    who     text   not null,                            -- operator, node, user:NAME
    verb    text   not null,
    subject text   not null,                            -- a host or an address
    reason  text   not null,
    digest  text   not null
);

create function refuse_to_change_a_decision() returns trigger language plpgsql as $$
begin
    raise exception 'a decision is never changed or removed';
end
$$;

create trigger decision_is_not_changed before update or delete or truncate on decision
    for each statement execute function refuse_to_change_a_decision();

-- hold, partly, fully; null: what the policy says for such a peer.
alter table peer add column trust text;

-- Copies that are not shown: they wait for a person, were put away, or were taken out of sight.
create table withheld_copy (
    number      bigint primary key,                     -- what a person calls it
    iri         text   collate "C" not null unique,
    state       text   not null,                        -- held, refused, withdrawn
    actor       text   not null,
    peer_id     bigint not null references peer,
    kind        text   not null,                        -- practice, event, call, post
    title       text   not null,
    why         text   not null,
    digest      text   not null,
    object      text   not null,                        -- the newest version, as sent
    sheet_id    bigint not null,                        -- of the page here
    received_at bigint not null
);

create index withheld_copy_by_state on withheld_copy (state, peer_id, number);
create index withheld_copy_by_actor on withheld_copy (actor);
create index withheld_copy_by_sheet on withheld_copy (sheet_id);

-- Hosts that may do what the policy reserves to a list.
create table allowed_host (
    host     text   collate "C" primary key,
    added_at bigint not null
);

-- Those who asked to follow and wait for a person.
create table follow_request (
    actor_id    bigint not null references actor on delete cascade,
    follower_id bigint not null references actor on delete cascade,
    activity    text   not null,
    asked_at    bigint not null,
    primary key (actor_id, follower_id)
);

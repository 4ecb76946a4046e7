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

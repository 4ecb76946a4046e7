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

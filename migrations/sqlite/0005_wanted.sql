-- Objects that must come from their own origin: named by an activity, or listed in an outbox.
create table wanted_object (
    iri         text    primary key,
    due_at      integer not null,
    tries       integer not null default 0,
    lease_until integer not null default 0
) strict;

create index wanted_object_by_due on wanted_object (due_at);

-- Who passed on what: a copy that nobody followed published stays while one of them stands.
create table announcement (
    iri          text    primary key,
    actor        text    not null,
    object       text    not null,
    announced_at integer not null
) strict;

create index announcement_by_object on announcement (object);

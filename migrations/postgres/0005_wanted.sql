-- Objects that must come from their own origin: named by an activity, or listed in an outbox.
create table wanted_object (
    iri         text   collate "C" primary key,
    due_at      bigint not null,
    tries       bigint not null default 0,
    lease_until bigint not null default 0
);

create index wanted_object_by_due on wanted_object (due_at);

-- Who passed on what: a copy that nobody followed published stays while one of them stands.
create table announcement (
    iri          text   collate "C" primary key,
    actor        text   collate "C" not null,
    object       text   collate "C" not null,
    announced_at bigint not null
);

create index announcement_by_object on announcement (object);

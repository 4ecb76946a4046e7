-- Whom this node does not listen to, what others reported or blocked, and the replies that wait.

create table domain_block (
    domain          text    primary key,                -- as in an address; with a port in development
    severity        text    not null,                   -- none, silence, suspend
    reject_media    integer not null,
    reject_reports  integer not null,
    public_comment  text    not null,
    private_comment text    not null,                   -- never leaves this node
    published       integer not null,                   -- whether it stands in the list of this node
    created_at      integer not null
) strict;

-- What a block makes of the copies of a peer: silence (in no listing), suspend (nowhere).
alter table peer add column blocked text;

-- Lists of blocks of other nodes, to which this one subscribed …
create table block_list (
    url         text    primary key,
    publisher   text    not null,                       -- the actor whose key signs it
    due_at      integer not null,
    lease_until integer not null default 0,
    etag        text,
    checked_at  integer,
    problem     text,
    entries     text    not null default '[]'           -- JSON: as last verified
) strict;

-- … and what they propose. A person says yes or no.
create table block_draft (
    id             integer primary key,
    list           text    not null references block_list on delete cascade,
    domain         text    not null,
    change         text    not null,                    -- add, remove
    severity       text    not null,
    reject_media   integer not null,
    reject_reports integer not null,
    comment        text    not null,
    state          text    not null,                    -- waiting, confirmed, dismissed
    made_at        integer not null,
    unique (list, domain)
) strict;

create table report (
    id          integer primary key,
    activity    text    unique,                         -- the Flag
    sent        integer not null,                       -- 1: by this node, 0: to it
    host        text    not null,                       -- of the other side
    reporter    text,                                   -- null: a server that names nobody
    about       text    not null,                       -- JSON: addresses
    comment     text    not null,
    received_at integer not null,
    closed_at   integer,
    reason      text                                    -- the statement of reasons
) strict;

create index report_by_host on report (host, received_at);

-- Actors elsewhere that want nothing from one of ours.
create table actor_block (
    actor      text    not null,
    blocked    text    not null,
    activity   text    not null unique,
    blocked_at integer not null,
    primary key (actor, blocked)
) strict;

create table reply (
    id           integer primary key,
    iri          text    not null unique,
    actor        text    not null,
    name         text    not null,
    in_reply_to  text    not null,
    url          text,
    language     text,
    content      text    not null,                      -- clean HTML
    published_at integer not null,
    received_at  integer not null,
    state        text    not null,                      -- waiting, approved, refused
    decided_at   integer
) strict;

create index reply_by_object on reply (in_reply_to, state);
create index reply_by_actor on reply (actor);

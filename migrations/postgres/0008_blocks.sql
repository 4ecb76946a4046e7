-- Whom this node does not listen to, what others reported or blocked, and the replies that wait.

create table domain_block (
    domain          text   collate "C" primary key,    -- as in an address; with a port in development
    severity        text    not null,                   -- none, silence, suspend
    reject_media    boolean not null,
    reject_reports  boolean not null,
    public_comment  text    not null,
    private_comment text    not null,                   -- never leaves this node
    published       boolean not null,                   -- whether it stands in the list of this node
    created_at      bigint not null
);

-- What a block makes of the copies of a peer: silence (in no listing), suspend (nowhere).
alter table peer add column blocked text;

-- Lists of blocks of other nodes, to which this one subscribed …
create table block_list (
    url         text   collate "C" primary key,
    publisher   text    not null,                       -- the actor whose key signs it
    due_at      bigint not null,
    lease_until bigint not null default 0,
    etag        text,
    checked_at  bigint,
    problem     text,
    entries     text    not null default '[]'           -- JSON: as last verified
);

-- … and what they propose. A person says yes or no.
create table block_draft (
    id             bigint primary key,
    list           text   collate "C" not null references block_list on delete cascade,
    domain         text   collate "C" not null,
    change         text    not null,                    -- add, remove
    severity       text    not null,
    reject_media   boolean not null,
    reject_reports boolean not null,
    comment        text    not null,
    state          text    not null,                    -- waiting, confirmed, dismissed
    made_at        bigint not null,
    unique (list, domain)
);

create table report (
    id          bigint primary key,
    activity    text   collate "C" unique,              -- the Flag
    sent        boolean not null,                       -- by this node, or to it
    host        text   collate "C" not null,            -- of the other side
    reporter    text,                                   -- null: a server that names nobody
    about       text    not null,                       -- JSON: addresses
    comment     text    not null,
    received_at bigint not null,
    closed_at   bigint,
    reason      text                                    -- the statement of reasons
);

create index report_by_host on report (host, received_at);

-- Actors elsewhere that want nothing from one of ours.
create table actor_block (
    actor      text   collate "C" not null,
    blocked    text   collate "C" not null,
    activity   text   collate "C" not null unique,
    blocked_at bigint not null,
    primary key (actor, blocked)
);

create table reply (
    id           bigint primary key,
    iri          text   collate "C" not null unique,
    actor        text   collate "C" not null,
    name         text    not null,
    in_reply_to  text   collate "C" not null,
    url          text,
    language     text,
    content      text    not null,                      -- clean HTML
    published_at bigint not null,
    received_at  bigint not null,
    state        text    not null,                      -- waiting, approved, refused
    decided_at   bigint
);

create index reply_by_object on reply (in_reply_to, state);
create index reply_by_actor on reply (actor);

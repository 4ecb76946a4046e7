-- What the node knows of itself. Moments are Unix milliseconds throughout; JSON and bodies are
-- text, so that their order and bytes survive; keys sort by their bytes on both engines.

create table setting (
    name  text primary key,
    value text not null
) strict;

-- Numbers that only grow. `catalogue`: the order in which what is published changed.
create table counter (
    name  text primary key,
    value integer not null
) strict;

create table user_account (
    id            integer primary key,
    name          text    not null unique,
    password_hash text    not null,
    role          text    not null,
    created_at    integer not null
) strict;

-- Themes that this node adds under the shared ones.
create table local_theme (
    id      text primary key,
    concept text not null                               -- JSON
) strict;

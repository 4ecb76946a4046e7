-- What the node knows of itself. Moments are Unix milliseconds throughout; JSON and bodies are
-- text, so that their order and bytes survive; keys sort by their bytes on both engines.

create table setting (
    name  text collate "C" primary key,
    value text not null
);

-- Numbers that only grow. `catalogue`: the order in which what is published changed.
create table counter (
    name  text collate "C" primary key,
    value bigint not null
);

create table user_account (
    id            bigint primary key,
    name          text   collate "C" not null unique,
    password_hash text   not null,
    role          text   not null,
    created_at    bigint not null
);

-- Themes that this node adds under the shared ones.
create table local_theme (
    id      text collate "C" primary key,
    concept text not null                               -- JSON
);

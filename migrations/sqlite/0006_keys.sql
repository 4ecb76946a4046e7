-- What the actors of this node sign with: RSA for everybody, Ed25519 (FEP-521a) for those who take
-- it. One row for each time that keys were made; the row that is not retired signs.

create table key_set (
    rsa_id         text    primary key,                 -- as others read it: …#main-key
    actor_id       integer not null references actor on delete cascade,
    rsa_sealed     text    not null,
    ed25519_id     text,                                -- null: still to be made
    ed25519_sealed text,
    created_at     integer not null,
    retired_at     integer,
    last_activity  integer                              -- the last one that these keys sign
) strict;

create index key_set_by_actor on key_set (actor_id);

insert into key_set (rsa_id, actor_id, rsa_sealed, created_at)
select key_id, id, sealed_key, published_at
from actor
where peer_id is null and key_id is not null and sealed_key is not null;

alter table actor drop column sealed_key;

-- Keys of an actor beside the one in `key_id` and `key_pem`: JSON, null for none.
alter table actor add column more_keys text;

-- How a peer wants to be signed to, as far as we know: cavage, rfc9421, ed25519.
alter table peer add column signature_scheme text;
alter table peer add column signature_scheme_at integer;

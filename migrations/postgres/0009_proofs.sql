-- Proofs of objects (FEP-8b32) stand in the objects themselves, as sent. Of one of this node these
-- say which key signed it, and when; of a copy which key it was checked with, and when.

alter table sheet rename column proof to proven_by;
alter table sheet add column proven_at bigint;
alter table actor rename column proof to proven_by;
alter table actor add column proven_at bigint;

-- What a node says of itself, and what its sheets said before.

-- Pages that an operator wrote; the others have a text of their own in the program.
create table house_text (
    page       text    not null,                        -- welcome, about, legal, privacy, accessibility
    language   text    not null,
    markdown   text    not null,
    updated_at integer not null,
    primary key (page, language)
) strict;

-- Earlier versions of sheets; they go with the sheet.
create table sheet_version (
    sheet_id   integer not null references sheet on delete cascade,
    number     integer not null,                        -- 1, 2, 3 …
    updated_at integer not null,                        -- since when it said so
    changed    text    not null,                        -- JSON: the parts in which the next one differs
    content    text    not null,                        -- JSON: what it said
    primary key (sheet_id, number)
) strict;

-- Which sheets were adapted from another.
create index sheet_by_adapted_from on sheet (adapted_from) where adapted_from is not null;

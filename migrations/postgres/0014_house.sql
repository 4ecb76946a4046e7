-- What a node says of itself, and what its sheets said before.

-- Pages that an operator wrote; the others have a text of their own in the program.
create table house_text (
    page       text   collate "C" not null,             -- welcome, about, legal, privacy, accessibility
    language   text   collate "C" not null,
    markdown   text   not null,
    updated_at bigint not null,
    primary key (page, language)
);

-- Earlier versions of sheets; they go with the sheet.
create table sheet_version (
    sheet_id   bigint not null references sheet on delete cascade,
    number     bigint not null,                         -- 1, 2, 3 …
    updated_at bigint not null,                         -- since when it said so
    changed    text   not null,                         -- JSON: the parts in which the next one differs
    content    text   not null,                         -- JSON: what it said
    primary key (sheet_id, number)
);

-- Which sheets were adapted from another.
create index sheet_by_adapted_from on sheet (adapted_from) where adapted_from is not null;

-- What the reader said of names, in the order it was said. The tables of version 1 had one entity
-- for each name and no order; nothing ever wrote to them.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT,            -- where it holds; NULL: everywhere
    deed TEXT NOT NULL,         -- same, apart, not-here, called, kind, hidden
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    document INTEGER REFERENCES documents (id),  -- the only one in which the name is meant
    other_kind TEXT,            -- of a pair; or the new kind
    other_name TEXT,            -- of a pair; or what it is called
    other_document INTEGER REFERENCES documents (id),
    number INTEGER NOT NULL,    -- its place in the order in which things were said
    taken_back INTEGER NOT NULL DEFAULT 0   -- it waits to be said again, in its old collection
) STRICT;
INSERT INTO corrections (deed, kind, name, other_kind, other_name, number)
    SELECT 'same', kind, name, entity_kind, entity, 1 FROM key_corrections;
INSERT INTO corrections (deed, kind, name, document, number)
    SELECT 'not-here', kind, name, document, 2 FROM document_corrections;
DROP TABLE key_corrections;
DROP TABLE document_corrections;

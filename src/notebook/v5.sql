-- What the reader has noted, and the tags of documents.
CREATE TABLE notes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,    -- 16 bytes, drawn by lot: the same in every notebook it is exchanged with
    collection TEXT NOT NULL,   -- the folders it was made in, one a line
    document INTEGER REFERENCES documents (id),  -- NULL: on a name or on the collection
    kind TEXT,                  -- of the name it is on
    name TEXT,
    anchor TEXT,                -- JSON: the passage it is on
    colour TEXT,
    words TEXT NOT NULL,
    tags TEXT NOT NULL,         -- one a line
    made INTEGER NOT NULL,      -- seconds since 1970
    changed INTEGER NOT NULL,
    deleted INTEGER             -- when it was deleted; it can be taken back for a while
) STRICT;
CREATE INDEX notes_by_document ON notes (document) WHERE document IS NOT NULL;
CREATE TABLE document_tags (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    tag TEXT NOT NULL,
    UNIQUE (document, tag)
) STRICT;
CREATE TRIGGER notes_inserted AFTER INSERT ON notes BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER notes_updated AFTER UPDATE ON notes BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER notes_deleted AFTER DELETE ON notes BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER document_tags_inserted AFTER INSERT ON document_tags BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER document_tags_updated AFTER UPDATE ON document_tags BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER document_tags_deleted AFTER DELETE ON document_tags BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
-- What was done when, to take it back or do it again in a later session.
CREATE TABLE deeds (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    deed INTEGER NOT NULL UNIQUE,   -- its number for the program: drawn by lot, then counted on
    collection TEXT NOT NULL,       -- the folders it was done in, one a line
    made INTEGER NOT NULL,          -- seconds since 1970
    label TEXT NOT NULL,
    change TEXT NOT NULL,           -- JSON
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER deeds_inserted AFTER INSERT ON deeds BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER deeds_updated AFTER UPDATE ON deeds BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER deeds_deleted AFTER DELETE ON deeds BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
-- What was last exchanged with a folder that the notebook is kept in step with: the base of a merge from three sides.
CREATE TABLE exchanged (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT NOT NULL,
    folder TEXT NOT NULL,           -- its own name for itself, wherever it lies
    item TEXT NOT NULL,             -- the number of a note, or another name of what was exchanged
    content TEXT NOT NULL,          -- JSON
    UNIQUE (collection, folder, item)
) STRICT;
CREATE TRIGGER exchanged_inserted AFTER INSERT ON exchanged BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER exchanged_updated AFTER UPDATE ON exchanged BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER exchanged_deleted AFTER DELETE ON exchanged BEGIN
    DELETE FROM session WHERE key = 'seal';
END;

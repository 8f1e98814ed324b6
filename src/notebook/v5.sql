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
-- What the reader has put together: baskets of pieces, each with its place in the basket.
CREATE TABLE dossiers (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,    -- 16 bytes, as of notes
    collection TEXT NOT NULL,   -- the folders it was begun in, one a line
    name TEXT NOT NULL
) STRICT;
CREATE TABLE pieces (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    dossier BLOB NOT NULL,      -- the id of its dossier
    piece TEXT NOT NULL         -- JSON: what it is, its place, what was written of it
) STRICT;
CREATE TRIGGER dossiers_inserted AFTER INSERT ON dossiers BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER dossiers_updated AFTER UPDATE ON dossiers BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER dossiers_deleted AFTER DELETE ON dossiers BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER pieces_inserted AFTER INSERT ON pieces BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER pieces_updated AFTER UPDATE ON pieces BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER pieces_deleted AFTER DELETE ON pieces BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
-- The reading list.
CREATE TABLE reading_list (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    listed INTEGER NOT NULL
) STRICT;
CREATE TRIGGER reading_list_inserted AFTER INSERT ON reading_list BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER reading_list_updated AFTER UPDATE ON reading_list BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER reading_list_deleted AFTER DELETE ON reading_list BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
-- What the reader said of documents, beside what was said of names: the places of both are of one order.
CREATE TABLE document_corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    part TEXT NOT NULL,         -- title, date, source, author; of a passage text, chrome
    value TEXT,                 -- NULL: there is none; and of passages
    anchor TEXT,                -- JSON: the passage
    learnt_from TEXT,           -- the path of the file of which it was said first
    place INTEGER NOT NULL,     -- its place in the order in which things were said
    taken_back INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_corrections_by_document ON document_corrections (document);
CREATE TRIGGER document_corrections_inserted AFTER INSERT ON document_corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER document_corrections_updated AFTER UPDATE ON document_corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER document_corrections_deleted AFTER DELETE ON document_corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
-- The words where reading stopped, beside the byte: by them the place is found in a text that has changed.
CREATE TABLE position_passages (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    anchor TEXT NOT NULL        -- JSON
) STRICT;
CREATE TRIGGER position_passages_inserted AFTER INSERT ON position_passages BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER position_passages_updated AFTER UPDATE ON position_passages BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER position_passages_deleted AFTER DELETE ON position_passages BEGIN
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

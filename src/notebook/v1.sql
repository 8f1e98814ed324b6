-- Every document ever seen. Ids are issued once and never again.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT,                  -- of its file; NULL when it is in no file at present
    part INTEGER NOT NULL,      -- the place in the file, from 1
    first_line INTEGER,         -- for plain text, 0-based
    end_line INTEGER,           -- exclusive
    file_hash BLOB NOT NULL,
    text_hash BLOB,
    title_hash BLOB
) STRICT;
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_file ON documents (file_hash, part);
CREATE INDEX documents_by_text ON documents (text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX documents_by_title ON documents (title_hash) WHERE title_hash IS NOT NULL;

CREATE TABLE marks (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Where reading stopped.
CREATE TABLE positions (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    offset INTEGER NOT NULL     -- bytes into the document's text
) STRICT;

-- What the last session looked like; the values are JSON.
CREATE TABLE session (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which entity a name is: everywhere, and in one document, which goes first.
CREATE TABLE key_corrections (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    entity_kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE document_corrections (
    document INTEGER NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    entity_kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (document, kind, name)
) STRICT, WITHOUT ROWID;

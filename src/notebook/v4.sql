-- Searches that the reader saved under a name.
CREATE TABLE searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT NOT NULL,   -- the folders it was saved in, one a line
    name TEXT NOT NULL,
    search TEXT NOT NULL,       -- JSON: the text as typed, filters, order
    looked_on TEXT,             -- the day on which it was opened last
    newest INTEGER,             -- the highest id of all documents then: what is first read later has a higher one
    UNIQUE (collection, name)
) STRICT;
-- Which documents were opened, in the order in which that was done last.
CREATE TABLE openings (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    number INTEGER NOT NULL     -- higher is later; 0: read before this was written down
) STRICT;
INSERT INTO openings SELECT document, 0 FROM marks WHERE read = 1;
CREATE TRIGGER searches_inserted AFTER INSERT ON searches BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER searches_updated AFTER UPDATE ON searches BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER searches_deleted AFTER DELETE ON searches BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER openings_inserted AFTER INSERT ON openings BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER openings_updated AFTER UPDATE ON openings BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER openings_deleted AFTER DELETE ON openings BEGIN
    DELETE FROM session WHERE key = 'seal';
END;

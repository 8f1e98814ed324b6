-- What the reader said of two documents: whether both report one event. The place is in the order of all corrections.
CREATE TABLE story_corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    other INTEGER NOT NULL REFERENCES documents (id),   -- higher than the first
    same INTEGER NOT NULL,      -- 1: they are of one story; 0: they never are
    place INTEGER NOT NULL,     -- its place in the order in which things were said
    taken_back INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX story_corrections_by_document ON story_corrections (document);
CREATE TRIGGER story_corrections_inserted AFTER INSERT ON story_corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER story_corrections_updated AFTER UPDATE ON story_corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER story_corrections_deleted AFTER DELETE ON story_corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;

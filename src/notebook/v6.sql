-- The sentences that were read, to know them again in other documents. In one row for each document, since there are many.
CREATE TABLE read_sentences (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    fingerprints BLOB NOT NULL  -- 8 bytes each, the lowest byte first, of sentences first read in that document
) STRICT;
CREATE TRIGGER read_sentences_inserted AFTER INSERT ON read_sentences BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER read_sentences_updated AFTER UPDATE ON read_sentences BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER read_sentences_deleted AFTER DELETE ON read_sentences BEGIN
    DELETE FROM session WHERE key = 'seal';
END;

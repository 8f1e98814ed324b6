-- The seal, a row of `session`, is the sum of all rows. It is put at a clean end, and gone with the first change
-- after it, whoever makes that.
CREATE TRIGGER documents_inserted AFTER INSERT ON documents BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER documents_updated AFTER UPDATE ON documents BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER documents_deleted AFTER DELETE ON documents BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER marks_inserted AFTER INSERT ON marks BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER marks_updated AFTER UPDATE ON marks BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER marks_deleted AFTER DELETE ON marks BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER positions_inserted AFTER INSERT ON positions BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER positions_updated AFTER UPDATE ON positions BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER positions_deleted AFTER DELETE ON positions BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER corrections_inserted AFTER INSERT ON corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER corrections_updated AFTER UPDATE ON corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER corrections_deleted AFTER DELETE ON corrections BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER session_inserted AFTER INSERT ON session WHEN NEW.key <> 'seal' BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER session_updated AFTER UPDATE ON session WHEN OLD.key <> 'seal' BEGIN
    DELETE FROM session WHERE key = 'seal';
END;
CREATE TRIGGER session_deleted AFTER DELETE ON session WHEN OLD.key <> 'seal' BEGIN
    DELETE FROM session WHERE key = 'seal';
END;

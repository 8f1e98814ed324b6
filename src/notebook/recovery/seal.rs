//! The seal: the sum of all rows of a notebook, kept among them from a clean end to the first change after it.
//! A sum that has become another without a change is damage, though SQLite finds every page in order.
//!
//! Not here: the triggers that break the seal with every change (`v3.sql`, `v4.sql`, `v5.sql`).

use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::notebook::error::Cause;
use crate::notebook::{Notebook, version};

/// From this version on every change breaks the seal.
const SINCE: u32 = 3;

/// The tables of which rows are summed: what SQLite keeps for itself counts only where it issues ids.
const TABLES: &str = "SELECT name FROM sqlite_schema
    WHERE type = 'table' AND (name NOT LIKE 'sqlite%' OR name = 'sqlite_sequence')";

/// What happens to the file until the next start is found then.
impl Drop for Notebook {
    fn drop(&mut self) {
        if self.is_kept() {
            // Without a seal nothing is lost; nobody waits for one.
            let _ = self.connection.busy_timeout(Duration::ZERO);
            let _ = seal(&self.connection);
        }
    }
}

/// Seals what has no seal.
pub(super) fn seal(connection: &Connection) -> rusqlite::Result<()> {
    if version::version(connection)? < SINCE || found(connection)?.is_some() {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let seal = seal_of(&transaction)?;
    transaction.execute("INSERT OR REPLACE INTO session VALUES ('seal', CAST(?1 AS TEXT))", [seal])?;
    transaction.commit()
}

/// Breaks the seal, before a change that no trigger sees.
pub(in crate::notebook) fn break_seal(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM session WHERE key = 'seal'", []).map(drop)
}

/// Fails when the rows are not those that were sealed.
pub(super) fn verify(connection: &Connection) -> Result<(), Cause> {
    // Both are read of one state, whatever others write meanwhile.
    let transaction = connection.unchecked_transaction()?;
    match found(&transaction)? {
        Some(seal) if seal != seal_of(&transaction)? => {
            Err(Cause::Damaged("what stands in it is not what was written".to_owned()))
        }
        _ => Ok(()),
    }
}

fn found(connection: &Connection) -> rusqlite::Result<Option<Vec<u8>>> {
    let select = "SELECT CAST(value AS BLOB) FROM session WHERE key = 'seal'";
    connection.query_row(select, [], |row| row.get(0)).optional()
}

/// The seal as it would be now.
fn seal_of(connection: &Connection) -> rusqlite::Result<Vec<u8>> {
    let mut tables = connection.prepare(TABLES)?;
    let tables = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    // A sum, for the rows come in any order.
    let mut sum = 0u64;
    for table in tables {
        let seed = xxh3_64(table.as_bytes());
        let kept = if table == "session" { "key <> 'seal'" } else { "true" };
        let mut select = connection.prepare(&format!("SELECT * FROM \"{table}\" WHERE {kept}"))?;
        let columns = select.column_count();
        let (mut rows, mut bytes) = (select.query([])?, Vec::new());
        while let Some(row) = rows.next()? {
            bytes.clear();
            write_row(row, columns, &mut bytes)?;
            sum = sum.wrapping_add(xxh3_64_with_seed(&bytes, seed));
        }
    }
    Ok(format!("\"{sum:016x}\"").into_bytes())
}

/// Writes the values of a row, each so that no other has the same bytes.
fn write_row(row: &Row<'_>, columns: usize, bytes: &mut Vec<u8>) -> rusqlite::Result<()> {
    for column in 0..columns {
        let (kind, value): (u8, &[u8]) = match row.get_ref(column)? {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(number) => (1, &number.to_le_bytes()),
            ValueRef::Real(number) => (2, &number.to_le_bytes()),
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(blob) => (4, blob),
        };
        bytes.push(kind);
        bytes.extend(value.len().to_le_bytes());
        bytes.extend(value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::model::DocumentId;
    use crate::notebook::{DocumentLocators, FileLocators, Mended};
    use crate::query::{NotebookChange, ReadingPosition};

    /// A notebook of forty documents, closed. All have a star and a place where reading stopped; those up to
    /// the thirtieth were copied.
    fn written() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let mut notebook = Notebook::open(&path).unwrap();
        let documents = vec![DocumentLocators { part: 1, ..Default::default() }; 40];
        let file = FileLocators { path: "/a.txt".to_owned(), hash: 1, documents };
        for id in notebook.issue(&[&file], &|_| true).unwrap().ids.concat() {
            notebook.apply(&[NotebookChange::star(id, true)], "/a").unwrap();
            notebook.keep_position(id, &ReadingPosition { offset: 3, passage: None }).unwrap();
            if id.0 == 30 {
                notebook.back_up("2030-01-01".parse().unwrap()).unwrap();
            }
        }
        (folder, path)
    }

    fn reopened(path: &Path) -> (usize, Option<Mended>) {
        let (notebook, mended) = Notebook::open_or_mend(path, "2030-01-05".parse().unwrap()).unwrap();
        (notebook.marks().unwrap().starred.len(), mended)
    }

    fn seal(path: &Path) -> Option<Vec<u8>> {
        found(&Connection::open(path).unwrap()).unwrap()
    }

    #[test]
    fn what_became_another_without_a_change_is_damage() {
        for damage in
            ["UPDATE marks SET starred = 0 WHERE document = 7", "DELETE FROM marks WHERE document < 9"]
        {
            let (_folder, path) = written();
            let connection = Connection::open(&path).unwrap();
            connection.execute_batch("DROP TRIGGER marks_updated; DROP TRIGGER marks_deleted;").unwrap();
            connection.execute_batch(damage).unwrap();
            drop(connection);
            let (stars, mended) = reopened(&path);
            assert!(stars == 40 && mended.is_some_and(|mended| !mended.complete), "{damage}: {stars}");
            assert_eq!(reopened(&path), (40, None), "once");
        }
    }

    #[test]
    fn pages_that_were_exchanged_are_damage() {
        let (_folder, path) = written();
        let root = |name: &str| {
            let select = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
            let connection = Connection::open(&path).unwrap();
            let root: u32 = connection.query_row(select, [name], |row| row.get(0)).unwrap();
            let root = root as usize;
            (root - 1) * 4096..root * 4096
        };
        let (marks, positions) = (root("marks"), root("positions"));
        let mut bytes = fs::read(&path).unwrap();
        let held = bytes[marks.clone()].to_vec();
        bytes.copy_within(positions.clone(), marks.start);
        bytes[positions].copy_from_slice(&held);
        fs::write(&path, bytes).unwrap();
        let (stars, mended) = reopened(&path);
        assert!(stars == 30 && mended.is_some(), "{stars}");
    }

    #[test]
    fn a_change_by_whomever_is_none() {
        let changes = [
            "UPDATE marks SET starred = 0 WHERE document = 7",
            "DELETE FROM positions",
            "INSERT INTO session VALUES ('mine', '1')",
            "INSERT INTO searches (collection, name, search) VALUES ('/a', 'n', '{}')",
            "INSERT INTO openings VALUES (7, 1)",
            "UPDATE documents SET path = '/b.txt'",
            "ANALYZE; VACUUM",
        ];
        for change in changes {
            let (_folder, path) = written();
            assert!(seal(&path).is_some());
            Connection::open(&path).unwrap().execute_batch(change).unwrap();
            assert_eq!(reopened(&path).1, None, "{change}");
            assert!(seal(&path).is_some(), "sealed again: {change}");
        }
    }

    #[test]
    fn what_was_killed_in_the_middle_has_no_seal() {
        let (_folder, path) = written();
        let mut notebook = Notebook::open(&path).unwrap();
        notebook.apply(&[NotebookChange::star(DocumentId(40), false)], "/a").unwrap();
        std::mem::forget(notebook);
        assert_eq!(seal(&path), None);
        let (stars, mended) = reopened(&path);
        assert_eq!((stars, mended), (39, None));
    }
}

//! Schema migrations of the notebook, step by step.
//!
//! Not here: the steps and what version a notebook is of (`version`).

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::error::Cause;
use super::recovery::{backup, seal};
use super::version::{check, version};

/// Runs the steps that are missing, each in a transaction of its own. Before that an existing
/// notebook is copied to `NAME.before-vN`, N being the version it will have.
pub(super) fn migrate(connection: &mut Connection, path: Option<&Path>, steps: &[&str]) -> Result<(), Cause> {
    let from = check(connection, steps)?;
    if let Some(path) = path
        && from > 0
        && (from as usize) < steps.len()
    {
        backup::copy(connection, &copy_path(path, steps.len()))?;
    }
    for (step, number) in steps.iter().zip(1u32..) {
        // Immediate: another program that starts at the same time must wait, then find it done.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&transaction)? < number {
            transaction.execute_batch(step)?;
            seal::break_seal(&transaction)?;
            transaction.pragma_update(None, "user_version", number)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

fn copy_path(path: &Path, version: usize) -> PathBuf {
    let mut copy = path.as_os_str().to_owned();
    copy.push(format!(".before-v{version}"));
    PathBuf::from(copy)
}

#[cfg(test)]
mod tests {
    use super::super::connection::Notebook;
    use super::super::open::open;
    use super::super::version::STEPS;
    use super::*;
    use crate::model::{DocumentId, Kind};
    use crate::query::{
        Correction, CorrectionLog, Edit, MarkChange, NameReference, NotebookChange, RecordedCorrection,
        SavedSearch, SearchChange, StoryPair, Tag,
    };

    /// A step as a later version might take it.
    const LATER: &str = "ALTER TABLE positions ADD COLUMN at TEXT; UPDATE marks SET read = 1;";

    fn stored_version_1(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(STEPS[0]).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        let notes =
            "INSERT INTO documents (id, path, part, file_hash) VALUES (7, '/reports/june.txt', 1, zeroblob(16));
            INSERT INTO marks (document, starred) VALUES (7, 1);
            INSERT INTO positions VALUES (7, 420);
            INSERT INTO key_corrections VALUES ('person', 'A. Bell', 'person', 'Ann Bell');
            INSERT INTO document_corrections VALUES (7, 'person', 'Tom Pike', 'person', 'Tom Pike Jr.');";
        connection.execute_batch(notes).unwrap();
    }

    #[test]
    fn a_stored_version_1_keeps_its_notes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        stored_version_1(&path);
        let notebook = Notebook::open(&path).unwrap();
        assert!(notebook.marks().unwrap().starred.contains(&DocumentId(7)));
        assert_eq!(notebook.positions().unwrap()[&DocumentId(7)].offset, 420);
        let name = |name: &str| NameReference::new(Kind::Person, name);
        let here = NameReference { document: Some(DocumentId(7)), ..name("Tom Pike") };
        let recorded = |number, correction| RecordedCorrection { correction, everywhere: true, number };
        let expected = [
            recorded(1, Correction::Same(name("A. Bell"), name("Ann Bell"))),
            recorded(2, Correction::NotHere(here)),
        ];
        assert_eq!(notebook.corrections("/reports").unwrap(), expected);
    }

    #[test]
    fn what_a_stored_version_3_has_read_stands_before_what_was_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(&STEPS[..3].concat()).unwrap();
        let read = "PRAGMA user_version = 3;
            INSERT INTO documents (id, path, part, file_hash) VALUES (7, '/a.txt', 1, zeroblob(16)),
                (8, '/b.txt', 1, zeroblob(16));
            INSERT INTO marks (document, read, starred) VALUES (7, 1, 0), (8, 0, 1);
            INSERT INTO session VALUES ('/reports', '{\"query\":\"dam\"}');";
        connection.execute_batch(read).unwrap();
        drop(connection);
        let mut notebook = Notebook::open(&path).unwrap();
        let mut openings = notebook.marks().unwrap().openings;
        assert_eq!([7, 8].map(|id| openings.number(DocumentId(id))), [Some(0), None]);
        assert_eq!(openings.open(DocumentId(8)), 1);
        assert!(notebook.marks().unwrap().starred.contains(&DocumentId(8)));
        assert!(notebook.session("/reports").unwrap().is_some());
        let saved = SavedSearch { name: "dam".into(), ..SavedSearch::default() };
        let change = SearchChange { before: None, after: Some(saved.clone()) };
        notebook.keep_search(&change, "/reports").unwrap();
        drop(notebook);
        assert_eq!(Notebook::open(&path).unwrap().searches("/reports").unwrap(), [saved]);
    }

    #[test]
    fn a_stored_version_4_keeps_its_marks_and_takes_notes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(&STEPS[..4].concat()).unwrap();
        let starred = "PRAGMA user_version = 4;
            INSERT INTO documents (id, path, part, file_hash) VALUES (7, '/a.txt', 1, zeroblob(16));
            INSERT INTO marks (document, read, starred) VALUES (7, 1, 1);";
        connection.execute_batch(starred).unwrap();
        drop(connection);
        let mut notebook = Notebook::open(&path).unwrap();
        let tag = Tag::new("mine").unwrap();
        let change = MarkChange::Tag { id: DocumentId(7), tag: tag.clone(), value: true };
        notebook.apply(&[NotebookChange::Mark(change)], "/reports").unwrap();
        drop(notebook);
        let notebook = Notebook::open(&path).unwrap();
        assert!(notebook.marks().unwrap().starred.contains(&DocumentId(7)));
        let notes = notebook.notes("/reports").unwrap();
        assert_eq!(notes.tags_of(DocumentId(7)).collect::<Vec<_>>(), [&tag]);
    }

    #[test]
    fn a_stored_version_6_keeps_what_was_said_and_takes_what_is_said_of_stories() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(&STEPS[..6].concat()).unwrap();
        let said = "PRAGMA user_version = 6;
            INSERT INTO documents (id, path, part, file_hash) VALUES (7, '/a.txt', 1, zeroblob(16)),
                (8, '/b.txt', 1, zeroblob(16));
            INSERT INTO document_corrections (document, part, value, place) VALUES (7, 'title', 'Fire', 1);
            INSERT INTO read_sentences VALUES (7, zeroblob(8));";
        connection.execute_batch(said).unwrap();
        drop(connection);
        let mut notebook = Notebook::open(&path).unwrap();
        let pair = StoryPair::new(DocumentId(8), DocumentId(7), false);
        let held = CorrectionLog::new(notebook.corrections("/").unwrap());
        notebook.correct(&held.number(Edit::record([Correction::Stories(pair)])), "/").unwrap();
        drop(notebook);
        let notebook = Notebook::open(&path).unwrap();
        let corrections = notebook.corrections("/").unwrap();
        let numbers: Vec<u64> = corrections.iter().map(|recorded| recorded.number).collect();
        assert_eq!((numbers, corrections[1].correction.of_stories()), (vec![1, 2], Some(pair)));
        assert_eq!(notebook.read_sentences().unwrap(), [(0, DocumentId(7))].into());
    }

    #[test]
    fn a_migration_leaves_a_copy_of_what_was_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        stored_version_1(&path);
        let migrated = open(&path, &[STEPS[0], LATER]).unwrap();
        assert_eq!(version(&migrated.connection).unwrap(), 2);
        // Read by itself: of these versions not all tables are there that hold marks.
        let is_read = |notebook: &Notebook| {
            let select = "SELECT read FROM marks WHERE document = 7";
            notebook.connection.query_row(select, [], |row| row.get::<_, bool>(0)).unwrap()
        };
        assert!(is_read(&migrated));
        let copy = open(&folder.path().join("notebook.db.before-v2"), &STEPS[..1]).unwrap();
        assert_eq!(version(&copy.connection).unwrap(), 1);
        assert!(!is_read(&copy));
        let select = "SELECT offset FROM positions WHERE document = 7";
        assert_eq!(copy.connection.query_row(select, [], |row| row.get::<_, u32>(0)).unwrap(), 420);
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        stored_version_1(&path);
        assert!(open(&path, &[STEPS[0], "DELETE FROM marks; NOT SQL;"]).is_err());
        let notebook = Notebook::open(&path).unwrap();
        assert!(notebook.marks().unwrap().starred.contains(&DocumentId(7)));
    }

    #[test]
    fn a_notebook_of_a_newer_version_is_refused_and_left_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        stored_version_1(&path);
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let before = std::fs::read(&path).unwrap();
        let error = Notebook::open(&path).unwrap_err();
        assert!(error.is_newer() && error.to_string().contains("version 99"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_file_that_is_no_notebook_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        std::fs::write(&path, "Dear diary, ".repeat(200)).unwrap();
        assert!(Notebook::open(&path).unwrap_err().to_string().contains("notebook.db"));
    }
}

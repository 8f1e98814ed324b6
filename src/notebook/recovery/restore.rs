//! Goes back to a copy of the notebook: lists the copies there are, and lets what the reader made be again
//! as it is in one of them.
//!
//! Not here: making copies (`backup`).

use std::io;
use std::path::Path;

use jiff::civil::Date;
use rusqlite::Connection;

use super::check::is_whole;
use super::copies::{CopyName, copies, folder, place};
use crate::notebook::error::Cause;
use crate::notebook::{Error, Notebook, memory, read_only};
use crate::query::NotebookCopy;

/// What a copy holds, in the order of the columns of [`NotebookCopy`].
const COUNTS: &str = "SELECT (SELECT count(*) FROM marks WHERE starred),
    (SELECT count(*) FROM marks WHERE read), (SELECT count(*) FROM corrections WHERE NOT taken_back)";

/// Takes over what a copy holds. The documents of both stay: ids are issued once, so in both they mean
/// the same. The edition stays as well, and with it the index.
const TAKE_OVER: &str = "
    INSERT OR IGNORE INTO main.documents SELECT * FROM copy.documents;
    DELETE FROM main.marks;
    INSERT INTO main.marks SELECT * FROM copy.marks;
    DELETE FROM main.positions;
    INSERT INTO main.positions SELECT * FROM copy.positions;
    DELETE FROM main.corrections;
    INSERT INTO main.corrections SELECT * FROM copy.corrections;
    DELETE FROM main.searches;
    INSERT INTO main.searches SELECT * FROM copy.searches;
    DELETE FROM main.openings;
    INSERT INTO main.openings SELECT * FROM copy.openings;
    DELETE FROM main.notes;
    INSERT INTO main.notes SELECT * FROM copy.notes;
    DELETE FROM main.document_tags;
    INSERT INTO main.document_tags SELECT * FROM copy.document_tags;
    DELETE FROM main.dossiers;
    INSERT INTO main.dossiers SELECT * FROM copy.dossiers;
    DELETE FROM main.pieces;
    INSERT INTO main.pieces SELECT * FROM copy.pieces;
    DELETE FROM main.reading_list;
    INSERT INTO main.reading_list SELECT * FROM copy.reading_list;
    DELETE FROM main.document_corrections;
    INSERT INTO main.document_corrections SELECT * FROM copy.document_corrections;
    DELETE FROM main.position_passages;
    INSERT INTO main.position_passages SELECT * FROM copy.position_passages;
    DELETE FROM main.deeds;
    INSERT INTO main.deeds SELECT * FROM copy.deeds;
    DELETE FROM main.exchanged;
    INSERT INTO main.exchanged SELECT * FROM copy.exchanged;
    DELETE FROM main.read_sentences;
    INSERT INTO main.read_sentences SELECT * FROM copy.read_sentences;
    DELETE FROM main.story_corrections;
    INSERT INTO main.story_corrections SELECT * FROM copy.story_corrections;";

impl Notebook {
    /// The copies there are, the latest first.
    ///
    /// # Errors
    /// When their folder cannot be read.
    pub fn list_copies(&self) -> Result<Vec<NotebookCopy>, Error> {
        let folder = folder(&self.path);
        let names = if self.is_kept() { copies(&folder) } else { Ok(Vec::new()) };
        let names = names.map_err(self.failing("list its copies"))?;
        Ok(names.into_iter().rev().map(|name| counted(name, &place(&folder, name))).collect())
    }

    /// Lets stars, read marks, positions, corrections and saved searches be again as they are in the copy of
    /// that name, after what stands there now was copied. All of it or nothing.
    ///
    /// # Errors
    /// When there is no such copy, it is damaged, or the notebook cannot be written.
    pub fn restore(&mut self, name: &str, today: Date) -> Result<(), Error> {
        let failing = self.failing("go back to that copy");
        self.take_over(name, today).map_err(failing)
    }

    fn take_over(&mut self, name: &str, today: Date) -> Result<(), Cause> {
        let unknown = || io::Error::other(format!("there is no copy {name}"));
        let copy = place(&folder(&self.path), CopyName::parse(name).ok_or_else(unknown)?);
        let held = read_whole(&copy).map_err(|cause| match cause.is_damage() {
            // Of the notebook nothing is damaged by that.
            true => io::Error::other(cause.to_string()).into(),
            false => cause,
        })?;
        self.back_up_again(today)?;
        self.connection.execute("ATTACH ?1 AS copy", [held.path.to_str()])?;
        let taken = take_over(&mut self.connection);
        self.connection.execute("DETACH copy", [])?;
        Ok(taken?)
    }
}

/// What a copy holds, if it is whole. One of an older version is migrated in memory.
fn read_whole(copy: &Path) -> Result<Notebook, Cause> {
    is_whole(copy)?;
    memory::begin(Some(&read_only::connect(copy)?))
}

fn take_over(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(TAKE_OVER)?;
    transaction.commit()
}

fn counted(name: CopyName, place: &Path) -> NotebookCopy {
    let counts = read_only::connect(place).and_then(|copy| {
        let count = |row: &rusqlite::Row<'_>, column| row.get::<_, i64>(column).map(|count| count as u64);
        Ok(copy.query_row(COUNTS, [], |row| Ok((count(row, 0)?, count(row, 1)?, count(row, 2)?)))?)
    });
    NotebookCopy { name: name.to_string(), counts: counts.ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::notebook::{DocumentLocators, FileLocators};
    use crate::query::{NotebookChange, SavedSearch, SearchChange};

    fn issue(notebook: &mut Notebook, path: &str) -> DocumentId {
        let documents = vec![DocumentLocators { part: 1, ..Default::default() }];
        let file = FileLocators { path: path.to_owned(), hash: 1, documents };
        notebook.issue(&[&file], &|_| true).unwrap().ids[0][0]
    }

    #[test]
    fn going_back_to_a_copy_can_itself_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        let today = "2030-01-05".parse().unwrap();
        let early = issue(&mut notebook, "/early.txt");
        notebook.apply(&[NotebookChange::star(early, true)], "/a").unwrap();
        notebook.back_up(today).unwrap();
        let late = issue(&mut notebook, "/late.txt");
        notebook.apply(&[NotebookChange::star(early, false)], "/a").unwrap();
        notebook.apply(&[NotebookChange::star(late, true)], "/a").unwrap();
        let saved = SavedSearch { name: "late".into(), ..SavedSearch::default() };
        let save = SearchChange { before: None, after: Some(saved.clone()) };
        notebook.keep_search(&save, "/a").unwrap();
        notebook.keep_opening(late, 1).unwrap();
        let (before, edition) = (notebook.marks().unwrap(), notebook.edition().unwrap());

        notebook.restore("2030-01-05", today).unwrap();
        assert_eq!(notebook.marks().unwrap().starred, [early].into());
        assert_eq!(notebook.searches("/a").unwrap(), []);
        assert_eq!(notebook.edition().unwrap(), edition, "the index is still its own");
        assert!(issue(&mut notebook, "/new.txt").0 > late.0, "no id is issued again");
        let listed = notebook.list_copies().unwrap();
        let names: Vec<_> = listed.iter().map(|copy| (copy.name.as_str(), copy.counts)).collect();
        assert_eq!(names, [("2030-01-05-2", Some((1, 0, 0))), ("2030-01-05", Some((1, 0, 0)))]);

        notebook.restore("2030-01-05-2", today).unwrap();
        assert_eq!(notebook.marks().unwrap(), before);
        assert_eq!(notebook.searches("/a").unwrap(), [saved]);
    }

    #[test]
    fn a_damaged_copy_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        let today = "2030-01-05".parse().unwrap();
        let copy = notebook.back_up(today).unwrap().unwrap();
        let id = issue(&mut notebook, "/late.txt");
        notebook.apply(&[NotebookChange::star(id, true)], "/a").unwrap();
        let mut bytes = std::fs::read(&copy).unwrap();
        bytes[100..4096].fill(0xff);
        std::fs::write(&copy, bytes).unwrap();
        assert_eq!(notebook.list_copies().unwrap()[0].counts, None);
        for name in ["2030-01-05", "2030-01-04", "../notebook"] {
            let error = notebook.restore(name, today).unwrap_err();
            assert!(!error.is_damage(), "the notebook is whole: {error}");
        }
        assert!(notebook.marks().unwrap().starred.contains(&id));
    }
}

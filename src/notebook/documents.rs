//! Stable document ids: finds a document again after its file was moved, edited or cut otherwise.
//!
//! Not here: making the locators it is found by (`ingest::document_locators`).

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use rusqlite::{Row, Transaction, TransactionBehavior, params};

use super::{Error, Notebook};
use crate::model::DocumentId;

/// How many rows with the same hash are tried for one document. A thousand copies of one page
/// must not cost a million look-ups.
const CANDIDATES: usize = 16;

/// What a file and its documents can be found again by.
#[derive(Clone, Debug, PartialEq)]
pub struct FileLocators {
    /// The file's full path.
    pub path: String,
    /// XXH3-128 of its bytes.
    pub hash: u128,
    /// In the order of their parts.
    pub documents: Vec<DocumentLocators>,
}

/// What one document can be found again by. Hashes that are absent are not looked for: nothing
/// should be found again by an empty text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentLocators {
    /// The place in the file, from 1.
    pub part: u32,
    /// For plain text the lines `start..end`, from 0.
    pub lines: Option<(u32, u32)>,
    /// Hash of the text without chrome.
    pub text: Option<u128>,
    /// Hash of the title's terms with date and source.
    pub title: Option<u128>,
}

/// The ids of the documents of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issued {
    /// Those of each file, in the order of files and parts.
    pub ids: Vec<Vec<DocumentId>>,
    /// How many were never issued before.
    pub new: usize,
    /// How many are of documents that had another text or title before.
    pub changed: usize,
}

impl Notebook {
    /// The ids of the documents of some files, in the same order, all in one transaction.
    ///
    /// A document gets the id it had before: in the same file with the same bytes by its lines;
    /// in the same path by text, title or part; in another file by the file's hash and part, by
    /// text, by title. A candidate in another path that still `exists` is not taken, so a copy
    /// gets an id of its own. Otherwise the id is new; no id is ever issued twice.
    ///
    /// # Errors
    /// When the notebook cannot be read or written; nothing is then issued.
    pub fn issue(&mut self, files: &[&FileLocators], exists: &dyn Fn(&str) -> bool) -> Result<Issued, Error> {
        self.issue_all(files, exists).map_err(self.failing("issue document ids"))
    }

    /// The ids of the documents in the file at a path, in the order of their parts, provided
    /// that the file had these bytes when they were issued.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn issued(&self, path: &str, hash: u128) -> Result<Vec<DocumentId>, Error> {
        self.select_issued(path, hash).map_err(self.failing("look up a file"))
    }

    fn select_issued(&self, path: &str, hash: u128) -> rusqlite::Result<Vec<DocumentId>> {
        let select = "SELECT id FROM documents WHERE path = ?1 AND file_hash = ?2 ORDER BY part";
        let mut statement = self.connection.prepare_cached(select)?;
        let id = |row: &Row<'_>| row.get::<_, i64>(0).map(|id| DocumentId(id as u64));
        statement.query_map(params![path, hash.to_be_bytes()], id)?.collect()
    }

    /// Whether any document was last seen in a path that begins so.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn knows_below(&self, prefix: &str) -> Result<bool, Error> {
        let select = "SELECT EXISTS (SELECT 1 FROM documents WHERE path >= ?1 AND path < ?2)";
        let bounds = [prefix, &format!("{prefix}{}", char::MAX)];
        self.connection.query_row(select, bounds, |row| row.get(0)).map_err(self.failing("look up a folder"))
    }

    fn issue_all(
        &mut self,
        files: &[&FileLocators],
        exists: &dyn Fn(&str) -> bool,
    ) -> rusqlite::Result<Issued> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut issue =
            Issue { transaction: &transaction, exists, claimed: HashSet::new(), new: 0, changed: 0 };
        let ids = files.iter().map(|file| issue.file(file)).collect::<Result<_, _>>()?;
        let issued = Issued { ids, new: issue.new, changed: issue.changed };
        transaction.commit()?;
        Ok(issued)
    }
}

/// One call of [`Notebook::issue`].
struct Issue<'a> {
    transaction: &'a Transaction<'a>,
    exists: &'a dyn Fn(&str) -> bool,
    /// Ids given in this call.
    claimed: HashSet<i64>,
    new: usize,
    changed: usize,
}

/// A document as the notebook knows it.
struct Known {
    id: i64,
    part: u32,
    lines: Option<(u32, u32)>,
    file: Blob,
    text: Option<Blob>,
    title: Option<Blob>,
}

type Blob = [u8; 16];

impl Issue<'_> {
    fn file(&mut self, file: &FileLocators) -> rusqlite::Result<Vec<DocumentId>> {
        let known = self.known(&file.path)?;
        let hash = file.hash.to_be_bytes();
        let mut given = vec![None; file.documents.len()];
        self.here(file, &known, &mut given, |d| d.lines, |k| k.lines.filter(|_| k.file == hash));
        self.here(file, &known, &mut given, |d| blob(d.text), |k| k.text);
        self.elsewhere(file, &mut given, BY_FILE, |d| Some((hash, Some(d.part))))?;
        self.here(file, &known, &mut given, |d| blob(d.title), |k| k.title);
        self.here(file, &known, &mut given, |d| Some(d.part), |k| Some(k.part));
        self.elsewhere(file, &mut given, BY_TEXT, |d| Some((blob(d.text)?, None)))?;
        self.elsewhere(file, &mut given, BY_TITLE, |d| Some((blob(d.title)?, None)))?;
        for lost in known.iter().filter(|known| !self.claimed.contains(&known.id)) {
            let update = "UPDATE documents SET path = NULL WHERE id = ?1";
            self.transaction.prepare_cached(update)?.execute([lost.id])?;
        }
        let documents = file.documents.iter().zip(given);
        documents.map(|(document, id)| self.write(file, document, id)).collect()
    }

    /// The documents last seen in a path, in the order of their parts.
    fn known(&self, path: &str) -> rusqlite::Result<Vec<Known>> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT id, part, first_line, end_line, file_hash, text_hash, title_hash
             FROM documents WHERE path = ?1 ORDER BY part",
        )?;
        let read = |row: &Row<'_>| {
            let lines = (row.get::<_, Option<u32>>(2)?, row.get::<_, Option<u32>>(3)?);
            Ok(Known {
                id: row.get(0)?,
                part: row.get(1)?,
                lines: lines.0.zip(lines.1),
                file: row.get::<_, Vec<u8>>(4)?.try_into().unwrap_or_default(),
                text: row.get::<_, Option<Vec<u8>>>(5)?.and_then(|blob| blob.try_into().ok()),
                title: row.get::<_, Option<Vec<u8>>>(6)?.and_then(|blob| blob.try_into().ok()),
            })
        };
        statement.query_map([path], read)?.collect()
    }

    /// Gives documents without an id that of a document last seen in this path and not claimed
    /// yet, when both have the same locator.
    fn here<L: Eq + Hash>(
        &mut self,
        file: &FileLocators,
        known: &[Known],
        given: &mut [Option<i64>],
        of_document: impl Fn(&DocumentLocators) -> Option<L>,
        of_known: impl Fn(&Known) -> Option<L>,
    ) {
        let mut free: HashMap<L, VecDeque<i64>> = HashMap::new();
        for known in known.iter().filter(|known| !self.claimed.contains(&known.id)) {
            if let Some(locator) = of_known(known) {
                free.entry(locator).or_default().push_back(known.id);
            }
        }
        for (document, given) in file.documents.iter().zip(given).filter(|(_, given)| given.is_none()) {
            let id = of_document(document).and_then(|locator| free.get_mut(&locator)?.pop_front());
            self.claimed.extend(id);
            *given = id;
        }
    }

    /// Gives documents without an id that of a document last seen in another path, which is gone.
    fn elsewhere(
        &mut self,
        file: &FileLocators,
        given: &mut [Option<i64>],
        select: &str,
        of_document: impl Fn(&DocumentLocators) -> Option<(Blob, Option<u32>)>,
    ) -> rusqlite::Result<()> {
        let mut statement = self.transaction.prepare_cached(select)?;
        for (document, given) in file.documents.iter().zip(given).filter(|(_, given)| given.is_none()) {
            let Some((hash, part)) = of_document(document) else { continue };
            let mut rows = statement.query(params![hash, part, file.path, CANDIDATES as i64])?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                let path: Option<String> = row.get(1)?;
                let gone = path.is_none_or(|path| !(self.exists)(&path));
                if gone && self.claimed.insert(id) {
                    *given = Some(id);
                    break;
                }
            }
        }
        Ok(())
    }

    /// Writes where a document is now; one without an id gets a new one.
    fn write(
        &mut self,
        file: &FileLocators,
        document: &DocumentLocators,
        id: Option<i64>,
    ) -> rusqlite::Result<DocumentId> {
        let (text, title) = (blob(document.text), blob(document.title));
        match id {
            None => self.new += 1,
            Some(id) => self.changed += usize::from(self.differs(id, text, title)?),
        }
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET path = ?2, part = ?3, first_line = ?4, end_line = ?5,
                 file_hash = ?6, text_hash = ?7, title_hash = ?8 RETURNING id",
        )?;
        let (first, end) = document.lines.unzip();
        let hash = file.hash.to_be_bytes();
        let values = params![id, file.path, document.part, first, end, hash, text, title];
        let id: i64 = statement.query_row(values, |row| row.get(0))?;
        self.claimed.insert(id);
        Ok(DocumentId(id as u64))
    }

    /// Whether a document had another text or title when it was last seen.
    fn differs(&self, id: i64, text: Option<Blob>, title: Option<Blob>) -> rusqlite::Result<bool> {
        let select = "SELECT text_hash IS ?2 AND title_hash IS ?3 FROM documents WHERE id = ?1";
        let mut statement = self.transaction.prepare_cached(select)?;
        statement.query_row(params![id, text, title], |row| row.get::<_, bool>(0)).map(|same| !same)
    }
}

const BY_FILE: &str = "SELECT id, path FROM documents
    WHERE file_hash = ?1 AND part = ?2 AND path IS NOT ?3 LIMIT ?4";
const BY_TEXT: &str = "SELECT id, path FROM documents
    WHERE text_hash = ?1 AND ?2 IS NULL AND path IS NOT ?3 LIMIT ?4";
const BY_TITLE: &str = "SELECT id, path FROM documents
    WHERE title_hash = ?1 AND ?2 IS NULL AND path IS NOT ?3 LIMIT ?4";

fn blob(hash: Option<u128>) -> Option<Blob> {
    hash.map(u128::to_be_bytes)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A notebook that knows some documents, each in a file of its own.
    pub(in crate::notebook) fn with_documents(count: u32) -> (Notebook, Vec<DocumentId>) {
        let mut notebook = Notebook::in_memory().unwrap();
        let files: Vec<_> =
            (0..count).map(|n| file(&format!("/{n}.txt"), u128::from(n), &[n.into()])).collect();
        let ids = notebook.issue(&files.iter().collect::<Vec<_>>(), &|_| true).unwrap().ids.concat();
        (notebook, ids)
    }

    /// A file whose documents have the given texts, as many lines each as the text's number.
    fn file(path: &str, hash: u128, texts: &[u128]) -> FileLocators {
        let documents = texts.iter().zip(1..).map(|(&text, part)| DocumentLocators {
            part,
            lines: Some((part, part + text as u32)),
            text: Some(text),
            title: Some(text + 1_000),
        });
        FileLocators { path: path.to_owned(), hash, documents: documents.collect() }
    }

    fn issue(notebook: &mut Notebook, file: FileLocators, existing: &[&str]) -> Vec<u64> {
        let ids = notebook.issue(&[&file], &|path| existing.contains(&path)).unwrap();
        ids.ids.concat().into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn a_file_that_moves_keeps_its_ids_and_a_copy_gets_its_own() {
        let mut notebook = Notebook::in_memory().unwrap();
        assert_eq!(issue(&mut notebook, file("/a", 7, &[10, 11]), &["/a"]), [1, 2]);
        assert_eq!(issue(&mut notebook, file("/copy", 7, &[10, 11]), &["/a", "/copy"]), [3, 4]);
        assert_eq!(issue(&mut notebook, file("/moved", 7, &[10, 11]), &["/copy", "/moved"]), [1, 2]);
        assert_eq!(issue(&mut notebook, file("/again", 7, &[10, 11]), &["/copy", "/moved"]), [5, 6]);
        assert_eq!(notebook.issued("/moved", 7).unwrap(), [DocumentId(1), DocumentId(2)]);
        assert_eq!(notebook.issued("/moved", 8).unwrap(), []);
        assert!(notebook.knows_below("/mov").unwrap() && !notebook.knows_below("/moved/").unwrap());
    }

    #[test]
    fn what_is_new_and_what_has_changed_is_counted() {
        let mut notebook = Notebook::in_memory().unwrap();
        let mut count = |files: &[FileLocators]| {
            let issued = notebook.issue(&files.iter().collect::<Vec<_>>(), &|path| path != "/gone").unwrap();
            (issued.new, issued.changed)
        };
        assert_eq!(count(&[file("/a", 7, &[10, 11]), file("/gone", 8, &[20])]), (3, 0));
        assert_eq!(count(&[file("/a", 9, &[10, 12]), file("/b", 8, &[20])]), (0, 1), "edited, moved");
        assert_eq!(count(&[file("/a", 6, &[10, 12, 13])]), (1, 0));
    }

    #[test]
    fn copies_in_one_call_get_ids_of_their_own() {
        let mut notebook = Notebook::in_memory().unwrap();
        let (a, b) = (file("/a", 7, &[10, 10]), file("/b", 7, &[10, 10]));
        let files = [&a, &b];
        let ids = notebook.issue(&files, &|_| false).unwrap().ids.concat();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 4);
        assert_eq!(notebook.issue(&files, &|_| true).unwrap().ids.concat(), ids);
    }

    #[test]
    fn a_file_that_is_edited_keeps_its_ids_and_articles_keep_theirs_when_one_is_put_before() {
        let mut notebook = Notebook::in_memory().unwrap();
        assert_eq!(issue(&mut notebook, file("/a", 7, &[10, 11]), &["/a"]), [1, 2]);
        assert_eq!(issue(&mut notebook, file("/a", 8, &[10, 12]), &["/a"]), [1, 2], "by part");
        assert_eq!(issue(&mut notebook, file("/a", 9, &[20, 10, 12]), &["/a"]), [3, 1, 2], "by text");
        let mut renamed = file("/a", 6, &[99, 98, 97]);
        renamed.documents[2].title = Some(1_020);
        assert_eq!(issue(&mut notebook, renamed, &["/a"])[2], 3, "by title");
    }

    #[test]
    fn a_file_cut_otherwise_by_a_newer_reader_keeps_the_ids_of_equal_lines() {
        let mut notebook = Notebook::in_memory().unwrap();
        assert_eq!(issue(&mut notebook, file("/a", 7, &[10, 11]), &["/a"]), [1, 2]);
        let mut cut = file("/a", 7, &[10, 30, 31]);
        cut.documents[2].lines = Some((2, 13));
        assert_eq!(issue(&mut notebook, cut, &["/a"]), [1, 3, 2]);
    }

    #[test]
    fn an_article_moved_to_another_file_is_found_by_text_or_title() {
        let mut notebook = Notebook::in_memory().unwrap();
        assert_eq!(issue(&mut notebook, file("/a", 7, &[10, 11]), &["/a"]), [1, 2]);
        assert_eq!(issue(&mut notebook, file("/a", 8, &[10]), &["/a"]), [1]);
        assert_eq!(issue(&mut notebook, file("/b", 9, &[11]), &["/a", "/b"]), [2], "no file holds it");
        let mut edited = file("/c", 5, &[50]);
        edited.documents[0].title = Some(1_011);
        assert_eq!(issue(&mut notebook, edited, &["/a"]), [2], "by title");
    }

    #[test]
    fn an_id_is_never_issued_twice() {
        let (mut notebook, ids) = with_documents(3);
        notebook.connection.execute("DELETE FROM documents", []).unwrap();
        assert!(issue(&mut notebook, file("/new", 1, &[1]), &[])[0] > ids[2].0);
    }

    #[test]
    fn documents_without_text_and_title_are_distinguished_by_place() {
        let mut notebook = Notebook::in_memory().unwrap();
        let mut empty = file("/a", 7, &[0, 0]);
        for document in &mut empty.documents {
            (document.text, document.title, document.lines) = (None, None, None);
        }
        assert_eq!(issue(&mut notebook, empty.clone(), &[]), [1, 2]);
        assert_eq!(issue(&mut notebook, FileLocators { hash: 8, ..empty }, &[]), [1, 2]);
    }
}

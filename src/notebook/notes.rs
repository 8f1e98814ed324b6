//! Stores notes and the tags of documents.
//!
//! Not here: marks of documents (`marks`), which are written in the same transaction.

use std::sync::Arc;

use rusqlite::{Connection, Row, Transaction, params};

use super::corrections::is_part;
use super::{Error, Notebook};
use crate::model::{Anchor, DocumentId, Kind};
use crate::query::{Colour, Note, NoteChange, NoteId, NoteSubject, Notes, Tag};

/// So long a deleted note can be taken back, in seconds: 30 days. Set by hand.
const KEPT_DELETED: i64 = 30 * 24 * 60 * 60;

const SELECT: &str = "SELECT collection, id, document, kind, name, anchor, colour, words, tags, made, changed
    FROM notes WHERE deleted IS NULL ORDER BY number";

/// The documents with notes that are in no file any more, each with those of the same file that are in one. The file is
/// known by its hash as long as it has not changed: a newer reader has split it otherwise.
const LEFT: &str = "SELECT gone.id, beside.id FROM documents AS gone
    JOIN documents AS beside ON beside.file_hash = gone.file_hash AND beside.path IS NOT NULL
    WHERE gone.path IS NULL AND gone.id IN (SELECT document FROM notes WHERE deleted IS NULL)
    ORDER BY gone.id, beside.part LIMIT 100000";

impl Notebook {
    /// All notes on documents, and those on names and on the whole of a collection, named by its folders one a
    /// line, or of parts of it; with the tags of documents.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn notes(&self, collection: &str) -> Result<Arc<Notes>, Error> {
        let load = || -> rusqlite::Result<Notes> {
            let mut notes = load_notes(&self.connection, collection)?;
            let mut statement = self.connection.prepare("SELECT document, tag FROM document_tags")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(tag) = Tag::new(&row.get::<_, String>(1)?) {
                    notes.set_tag(DocumentId(row.get::<_, i64>(0)? as u64), &tag, true);
                }
            }
            let mut statement = self.connection.prepare(LEFT)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id = |column| row.get::<_, i64>(column).map(|id| DocumentId(id as u64));
                notes.note_left(id(0)?, id(1)?);
            }
            Ok(notes)
        };
        load().map(Arc::new).map_err(self.failing("read the notes"))
    }

    /// Forgets the notes that were deleted long before a time in seconds since 1970; how many.
    ///
    /// # Errors
    /// When the notebook cannot be written.
    pub fn forget_deleted_notes(&mut self, now: i64) -> Result<usize, Error> {
        let delete = "DELETE FROM notes WHERE deleted < ?1";
        self.connection.execute(delete, [now - KEPT_DELETED]).map_err(self.failing("forget deleted notes"))
    }
}

fn load_notes(connection: &Connection, collection: &str) -> rusqlite::Result<Notes> {
    let mut statement = connection.prepare(SELECT)?;
    let mut rows = statement.query([])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        let made_in: String = row.get(0)?;
        // What this version does not know is kept for one that does.
        let note = note(row)?.filter(|note| note.on.document().is_some() || is_part(&made_in, collection));
        notes.extend(note);
    }
    Ok(notes.into_iter().collect())
}

/// The note of a row; `None` when it holds what this version does not know.
fn note(row: &Row<'_>) -> rusqlite::Result<Option<Note>> {
    let document = row.get::<_, Option<i64>>(2)?.map(|id| DocumentId(id as u64));
    let kind = row.get::<_, Option<String>>(3)?;
    let name = row.get::<_, Option<String>>(4)?;
    let anchor = row.get::<_, Option<String>>(5)?;
    let on = match (document, anchor, kind, name) {
        (Some(id), Some(anchor), ..) => {
            serde_json::from_str::<Anchor>(&anchor).ok().map(|anchor| NoteSubject::Passage(id, anchor))
        }
        (Some(id), None, ..) => Some(NoteSubject::Document(id)),
        (None, _, Some(kind), Some(name)) => {
            Kind::from_name(&kind).map(|kind| NoteSubject::Entity(kind, name))
        }
        (None, _, _, None) => Some(NoteSubject::Collection),
        (None, _, None, Some(_)) => None,
    };
    let Some(on) = on else { return Ok(None) };
    Ok(Some(Note {
        id: NoteId(u128::from_be_bytes(row.get(1)?)),
        on,
        colour: row.get::<_, Option<String>>(6)?.and_then(|name| Colour::from_name(&name)),
        words: row.get(7)?,
        tags: row.get::<_, String>(8)?.lines().filter_map(Tag::new).collect(),
        made: row.get(9)?,
        changed: row.get(10)?,
    }))
}

/// Writes a change of a note made in a collection.
pub(super) fn write(
    transaction: &Transaction<'_>,
    change: &NoteChange,
    collection: &str,
) -> rusqlite::Result<()> {
    let Some(note) = &change.after else {
        let Some(before) = &change.before else { return Ok(()) };
        let delete = "UPDATE notes SET deleted = unixepoch() WHERE id = ?1";
        transaction.prepare_cached(delete)?.execute([before.id.0.to_be_bytes()])?;
        return Ok(());
    };
    let anchor = note.on.anchor().map(serde_json::to_string).transpose();
    let anchor = anchor.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let (kind, name) = match &note.on {
        NoteSubject::Entity(kind, name) => (Some(kind.name()), Some(name)),
        _ => (None, None),
    };
    let tags: Vec<&str> = note.tags.iter().map(Tag::name).collect();
    let upsert = "INSERT INTO notes (id, collection, document, kind, name, anchor, colour, words, tags, made, changed)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (id) DO UPDATE SET document = ?3, kind = ?4, name = ?5, anchor = ?6, colour = ?7, words = ?8,
            tags = ?9, made = ?10, changed = ?11, deleted = NULL";
    transaction.prepare_cached(upsert)?.execute(params![
        note.id.0.to_be_bytes(),
        collection,
        note.on.document().map(|id| id.0 as i64),
        kind,
        name,
        anchor,
        note.colour.map(Colour::name),
        note.words,
        tags.join("\n"),
        note.made,
        note.changed,
    ])?;
    Ok(())
}

/// Tags a document, or takes its tag away.
pub(super) fn write_tag(
    transaction: &Transaction<'_>,
    id: DocumentId,
    tag: &Tag,
    value: bool,
) -> rusqlite::Result<()> {
    let write = if value {
        "INSERT OR IGNORE INTO document_tags (document, tag) VALUES (?1, ?2)"
    } else {
        "DELETE FROM document_tags WHERE document = ?1 AND tag = ?2"
    };
    transaction.prepare_cached(write)?.execute(params![id.0 as i64, tag.name()]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;
    use super::*;
    use crate::model::Span;
    use crate::query::{MarkChange, NotebookChange};

    fn note(number: u128, on: NoteSubject) -> Note {
        Note {
            id: NoteId(number),
            on,
            colour: Some(Colour::Blue),
            words: "two\nlines".into(),
            tags: vec![Tag::new("a/b").unwrap(), Tag::new("c").unwrap()],
            made: 5,
            changed: 6,
        }
    }

    #[test]
    fn notes_of_every_sort_are_found_again_in_their_collection() {
        let (mut notebook, ids) = with_documents(1);
        let anchor = Anchor { quote: "grain".into(), span: Span::new(3, 8), ..Anchor::default() };
        let subjects = [
            NoteSubject::Passage(ids[0], anchor),
            NoteSubject::Document(ids[0]),
            NoteSubject::Entity(Kind::Person, "Ida Marrel".into()),
            NoteSubject::Collection,
        ];
        let made: Vec<Note> = (1..).zip(subjects).map(|(number, on)| note(number, on)).collect();
        let change = |after: &Note| NotebookChange::note(None, Some(after.clone()));
        let mut changes: Vec<_> = made.iter().map(change).collect();
        let tag = Tag::new("mine").unwrap();
        changes.push(NotebookChange::Mark(MarkChange::Tag { id: ids[0], tag: tag.clone(), value: true }));
        notebook.apply(&changes, "/a").unwrap();
        let mut expected: Notes = made.iter().cloned().collect();
        expected.set_tag(ids[0], &tag, true);
        assert_eq!(*notebook.notes("/a").unwrap(), expected);
        let elsewhere = notebook.notes("/b").unwrap();
        assert_eq!(elsewhere.iter().map(|note| note.id.0).collect::<Vec<_>>(), [1, 2]);
        notebook.apply(&NotebookChange::inverse_of(&changes), "/a").unwrap();
        assert_eq!(*notebook.notes("/a").unwrap(), Notes::default());
        notebook.apply(&changes, "/a").unwrap();
        assert_eq!(*notebook.notes("/a").unwrap(), expected);
    }

    #[test]
    fn a_deleted_note_can_be_taken_back_until_it_is_forgotten() {
        let (mut notebook, ids) = with_documents(1);
        let kept = note(1, NoteSubject::Document(ids[0]));
        let made = NotebookChange::note(None, Some(kept));
        notebook.apply(&[made.clone(), made.inverse()], "/a").unwrap();
        assert_eq!(notebook.forget_deleted_notes(0).unwrap(), 0);
        let later = i64::from(u32::MAX);
        assert_eq!(notebook.forget_deleted_notes(later).unwrap(), 1);
    }
}

//! Stores the user's corrections, in the order they were made: here those of names, in `document_corrections` what
//! is said of documents, in `story_corrections` what is said of two.
//!
//! Not here: what they mean for a collection (`resolve`).

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Row, Transaction, TransactionBehavior, params_from_iter};

use super::{Error, Notebook, document_corrections, story_corrections};
use crate::model::{DocumentId, Kind};
use crate::query::{Correction, Edit, NameReference, RecordedCorrection};

const INSERT: &str = "INSERT INTO corrections
    (collection, deed, kind, name, document, other_kind, other_name, other_document, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
/// Equal rows that hold (?10 = 0) or were taken back: those of the very collection first.
const EQUAL: &str = "SELECT id, collection FROM corrections
    WHERE taken_back = ?10 AND (collection IS NULL) = (?1 IS NULL) AND deed = ?2 AND kind = ?3 AND name = ?4
    AND document IS ?5 AND other_kind IS ?6 AND other_name IS ?7 AND other_document IS ?8 AND number = ?9
    ORDER BY collection IS NOT ?1";

/// A correction as a row has it. Its columns `deed` and `taken_back` keep the names of the first version,
/// since released steps of the migration never change.
struct Record<'c> {
    action: &'static str,
    name: &'c NameReference,
    /// Of a pair the other name; otherwise the new kind or name.
    other_kind: Option<Kind>,
    other_name: Option<&'c str>,
    other_document: Option<DocumentId>,
}

impl Notebook {
    /// The corrections that hold in a collection, named by its folders one a line: those recorded
    /// in it, in a part of it, and everywhere. The earliest first.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn corrections(&self, collection: &str) -> Result<Vec<RecordedCorrection>, Error> {
        self.load_corrections(collection).map_err(self.failing("read the corrections"))
    }

    /// Makes a change to the corrections of a collection, as one.
    ///
    /// # Errors
    /// When a document has no id here, or the notebook cannot be written.
    pub fn correct(&mut self, edit: &Edit, collection: &str) -> Result<(), Error> {
        self.keep_edit(edit, collection).map_err(self.failing("keep a correction"))
    }

    fn keep_edit(&mut self, edit: &Edit, collection: &str) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for recorded in &edit.retracted {
            match &recorded.correction {
                Correction::Document(of) => {
                    document_corrections::set_retracted(&transaction, of, recorded.number, true)?
                }
                Correction::Stories(of) => {
                    story_corrections::set_retracted(&transaction, *of, recorded.number, true)?
                }
                _ => set_retracted(&transaction, recorded, collection, true)?,
            };
        }
        // Mostly none is: then not every one of many has to be looked for.
        let waiting = waiting(&transaction)?;
        for recorded in &edit.recorded {
            match &recorded.correction {
                Correction::Document(of) => document_corrections::record(&transaction, of, recorded.number)?,
                Correction::Stories(of) => story_corrections::record(&transaction, *of, recorded.number)?,
                _ => record_name(&transaction, recorded, collection, &waiting)?,
            }
        }
        transaction.commit()
    }

    fn load_corrections(&self, collection: &str) -> rusqlite::Result<Vec<RecordedCorrection>> {
        let mut statement = self.connection.prepare(
            "SELECT collection, deed, kind, name, document, other_kind, other_name, other_document, number
             FROM corrections WHERE NOT taken_back ORDER BY number, id",
        )?;
        let mut rows = statement.query([])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            let recorded_in = row.get::<_, Option<String>>(0)?;
            if !recorded_in.as_deref().is_none_or(|recorded_in| is_part(recorded_in, collection)) {
                continue;
            }
            let everywhere = recorded_in.is_none();
            let number = row.get::<_, i64>(8)? as u64;
            // What this version does not know is kept for one that does.
            corrections.extend(correction(row)?.map(|correction| RecordedCorrection {
                correction,
                everywhere,
                number,
            }));
        }
        let is_here = |path: &str| collection.lines().any(|folder| is_in(path, folder));
        corrections.extend(document_corrections::load(&self.connection, &is_here)?);
        corrections.extend(story_corrections::load(&self.connection, &is_here)?);
        corrections.sort_by_key(|recorded| recorded.number);
        Ok(corrections)
    }
}

/// Whether a collection holds all the folders of another, so that what was recorded there holds here.
pub(super) fn is_part(of: &str, collection: &str) -> bool {
    of.lines().all(|folder| collection.lines().any(|other| other == folder))
}

/// Whether a file lies in a folder, or is it.
fn is_in(path: &str, folder: &str) -> bool {
    let below = path.strip_prefix(folder);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/') || folder.ends_with('/'))
}

/// What an equal row holds, in the order of the statements above; `None` of what is not about a name.
fn values(recorded: &RecordedCorrection, collection: &str) -> Option<[Value; 9]> {
    let text = |text: Option<&str>| text.map_or(Value::Null, |text| Value::Text(text.to_owned()));
    let id = |document| number(document).map_or(Value::Null, Value::Integer);
    let of = record(&recorded.correction)?;
    Some([
        text((!recorded.everywhere).then_some(collection)),
        text(Some(of.action)),
        text(Some(of.name.kind.name())),
        text(Some(&of.name.name)),
        id(of.name.document),
        text(of.other_kind.as_ref().map(Kind::name)),
        text(of.other_name),
        id(of.other_document),
        Value::Integer(recorded.number as i64),
    ])
}

/// Writes a correction of a name, or lets one that was retracted hold again.
fn record_name(
    transaction: &Transaction<'_>,
    recorded: &RecordedCorrection,
    collection: &str,
    waiting: &HashSet<(u64, String)>,
) -> rusqlite::Result<()> {
    let name = recorded.correction.subject().map(|subject| subject.name.clone());
    let waits = name.is_some_and(|name| waiting.contains(&(recorded.number, name)));
    if !(waits && set_retracted(transaction, recorded, collection, false)?)
        && let Some(values) = values(recorded, collection)
    {
        transaction.prepare_cached(INSERT)?.execute(params_from_iter(values))?;
    }
    Ok(())
}

/// The numbers and names of the corrections that were retracted and may come to hold again.
fn waiting(transaction: &Transaction<'_>) -> rusqlite::Result<HashSet<(u64, String)>> {
    let mut statement = transaction.prepare("SELECT number, name FROM corrections WHERE taken_back")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)? as u64, row.get(1)?)))?;
    rows.collect()
}

/// Retracts a correction recorded in a collection, or else in a part of it, or lets it hold again
/// where it was recorded. Whether there is such a row.
fn set_retracted(
    transaction: &Transaction<'_>,
    recorded: &RecordedCorrection,
    collection: &str,
    retracted: bool,
) -> rusqlite::Result<bool> {
    let mut statement = transaction.prepare(EQUAL)?;
    let Some(values) = values(recorded, collection) else { return Ok(false) };
    let mut rows = statement.query(params_from_iter(values.into_iter().chain([Value::from(!retracted)])))?;
    while let Some(row) = rows.next()? {
        let recorded_in: Option<String> = row.get(1)?;
        if recorded_in.is_none_or(|recorded_in| is_part(&recorded_in, collection)) {
            let id: i64 = row.get(0)?;
            transaction.execute("UPDATE corrections SET taken_back = ?2 WHERE id = ?1", (id, retracted))?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn number(document: Option<DocumentId>) -> Option<i64> {
    document.map(|id| id.0 as i64)
}

fn record(correction: &Correction) -> Option<Record<'_>> {
    let single =
        |action, name| Record { action, name, other_kind: None, other_name: None, other_document: None };
    let pair = |action, name, other: &'_ NameReference| Record {
        other_kind: Some(other.kind),
        other_document: other.document,
        ..single(action, name)
    };
    Some(match correction {
        Correction::Same(name, other) => {
            Record { other_name: Some(&other.name), ..pair("same", name, other) }
        }
        Correction::Apart(name, other) => {
            Record { other_name: Some(&other.name), ..pair("apart", name, other) }
        }
        Correction::NotHere(name) => single("not-here", name),
        Correction::Called(name, called) => Record { other_name: Some(called), ..single("called", name) },
        Correction::Kind(name, kind) => Record { other_kind: Some(*kind), ..single("kind", name) },
        Correction::Hidden(name) => single("hidden", name),
        Correction::Document(_) | Correction::Stories(_) => return None,
    })
}

/// The correction of a row; `None` when it is of no known sort or kind.
fn correction(row: &Row<'_>) -> rusqlite::Result<Option<Correction>> {
    let action: String = row.get(1)?;
    let document = |column| row.get::<_, Option<i64>>(column).map(|id| id.map(|id| DocumentId(id as u64)));
    let Some(kind) = Kind::from_name(&row.get::<_, String>(2)?) else { return Ok(None) };
    let name = NameReference { kind, name: row.get(3)?, document: document(4)? };
    let other_kind = row.get::<_, Option<String>>(5)?.and_then(|kind| Kind::from_name(&kind));
    let other_name: Option<String> = row.get(6)?;
    let other_document = document(7)?;
    let other = other_kind.zip(other_name.clone()).map(|(kind, name)| NameReference {
        kind,
        name,
        document: other_document,
    });
    Ok(match action.as_str() {
        "same" => other.map(|other| Correction::Same(name, other)),
        "apart" => other.map(|other| Correction::Apart(name, other)),
        "not-here" => Some(Correction::NotHere(name)),
        "called" => other_name.map(|called| Correction::Called(name, called)),
        "kind" => other_kind.map(|kind| Correction::Kind(name, kind)),
        "hidden" => Some(Correction::Hidden(name)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;
    use super::*;
    use crate::query::CorrectionLog;

    fn named(name: &str) -> NameReference {
        NameReference::new(Kind::Person, name)
    }

    #[test]
    fn corrections_of_every_sort_come_back_in_their_order_where_they_hold() {
        let (mut notebook, ids) = with_documents(1);
        let here = NameReference { document: Some(ids[0]), ..named("Ann Bell") };
        let edit = CorrectionLog::default().number(Edit::record([
            Correction::Same(named("Ann Bell"), here.clone()),
            Correction::Apart(named("Ann Bell"), named("Anne Bell")),
            Correction::NotHere(here),
            Correction::Called(named("Ann Bell"), "Dame Ann".into()),
            Correction::Kind(named("Tarn"), Kind::Place),
            Correction::Hidden(named("ZZ")),
        ]));
        notebook.correct(&edit, "/a").unwrap();
        let everywhere = RecordedCorrection { everywhere: true, ..edit.recorded[5].clone() };
        let retracted = vec![edit.recorded[5].clone()];
        let more = Edit { recorded: vec![everywhere.clone()], retracted };
        notebook.correct(&more, "/a").unwrap();
        let mut expected = edit.recorded.clone();
        expected[5] = everywhere.clone();
        assert_eq!(notebook.corrections("/a").unwrap(), expected);
        assert_eq!(notebook.corrections("/b").unwrap(), [everywhere]);
        notebook.correct(&more.inverse(), "/a").unwrap();
        assert_eq!(notebook.corrections("/a").unwrap(), edit.recorded);
        notebook.correct(&edit.inverse(), "/a").unwrap();
        assert_eq!(notebook.corrections("/a").unwrap(), []);
    }

    #[test]
    fn what_was_recorded_in_a_folder_holds_where_it_is_opened_with_others() {
        let mut notebook = Notebook::in_memory().unwrap();
        let edit = CorrectionLog::default().number(Edit::record([Correction::Hidden(named("ZZ"))]));
        notebook.correct(&edit, "/b").unwrap();
        notebook.correct(&edit, "/c").unwrap();
        assert_eq!(notebook.corrections("/a\n/b").unwrap(), edit.recorded);
        assert_eq!(notebook.corrections("/a").unwrap(), []);
        notebook.correct(&edit.inverse(), "/a\n/b").unwrap();
        assert_eq!(notebook.corrections("/a\n/b").unwrap(), []);
        assert_eq!(notebook.corrections("/c").unwrap(), edit.recorded);
        notebook.correct(&edit, "/a\n/b").unwrap();
        assert_eq!(notebook.corrections("/b").unwrap(), edit.recorded, "it holds where it was recorded");
    }

    #[test]
    fn an_edit_is_kept_whole_or_not_at_all() {
        let mut notebook = Notebook::in_memory().unwrap();
        let unknown = NameReference { document: Some(DocumentId(404)), ..named("Ann Bell") };
        let edit = Edit::record([Correction::Hidden(named("ZZ")), Correction::NotHere(unknown)]);
        assert!(notebook.correct(&edit, "/a").is_err());
        assert_eq!(notebook.corrections("/a").unwrap(), []);
    }
}

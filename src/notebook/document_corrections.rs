//! Stores what the user says of documents. It holds wherever the document is shown; its place in the order is
//! among the corrections of names too.
//!
//! Not here: corrections of names (`corrections`), and applying them (`ingest::corrected`).

use std::collections::HashSet;

use rusqlite::{Connection, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use super::{Error, Notebook};
use crate::model::{Anchor, DocumentId};
use crate::query::{
    CorrectedPart, Correction, DocumentCorrection, DocumentFact, FolderRule, RecordedCorrection,
};

const TEXT: &str = "text";
const CHROME: &str = "chrome";
const BEGINS: &str = "begins";
const NO_BEGINNING: &str = "no-beginning";
/// What is said of a whole folder: its row has as the value what was before, and as JSON a [`KeptRule`].
const FOLDER: &str = "folder";

/// What is said of the documents of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileCorrections {
    /// The full path of the file they are in now; `None`: in none.
    pub path: Option<String>,
    /// What is said, the earliest first.
    pub corrections: Vec<DocumentCorrection>,
}

/// What is said of a folder, as a row has it.
#[derive(Serialize, Deserialize)]
struct KeptRule {
    fact: DocumentFact,
    /// The last document that had an id by then.
    since: i64,
}

/// What is said of a folder, and of which of its files.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleOfFolder {
    /// The full path of the folder, without `/` at its end.
    pub folder: String,
    /// What is said.
    pub rule: FolderRule,
    /// Full paths of the files below it in which documents are that were met since: those it must hold for.
    pub later: HashSet<String>,
}

impl Notebook {
    /// All that is said of documents and holds, in the order in which it was said; file by file. Not what is said of
    /// whole folders.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn file_corrections(&self) -> Result<Vec<FileCorrections>, Error> {
        let read = || -> rusqlite::Result<Vec<FileCorrections>> {
            let mut files: Vec<FileCorrections> = Vec::new();
            let of_one = format!("NOT taken_back AND c.part <> '{FOLDER}'");
            for (path, recorded) in select(&self.connection, &of_one, "path, place, c.number")? {
                if files.last().is_none_or(|last| last.path != path || path.is_none()) {
                    files.push(FileCorrections { path, corrections: Vec::new() });
                }
                if let (Some(file), Correction::Document(of)) = (files.last_mut(), recorded.correction) {
                    file.corrections.push(*of);
                }
            }
            Ok(files)
        };
        read().map_err(self.failing("read the corrections of documents"))
    }

    /// What is said of whole folders and holds, the earliest first. It is of the folder where the document lies of
    /// which it was said; where that is in no file it holds nowhere.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn folder_rules(&self) -> Result<Vec<RuleOfFolder>, Error> {
        self.select_rules().map_err(self.failing("read what is said of folders"))
    }

    fn select_rules(&self) -> rusqlite::Result<Vec<RuleOfFolder>> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT path, value, anchor FROM document_corrections c JOIN documents d ON d.id = c.document
             WHERE NOT taken_back AND c.part = '{FOLDER}' AND path IS NOT NULL ORDER BY place, c.number"
        ))?;
        // The character after '/' is '0'.
        let mut met_since = self.connection.prepare(
            "SELECT DISTINCT path FROM documents WHERE path >= ?1 || '/' AND path < ?1 || '0' AND id > ?2",
        )?;
        let mut rows = statement.query([])?;
        let mut rules = Vec::new();
        while let Some(row) = rows.next()? {
            let (path, before, kept): (String, Option<String>, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let Ok(KeptRule { fact, since }) = serde_json::from_str(&kept) else { continue };
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let later =
                met_since.query_map(params![folder, since], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let rule = FolderRule { fact, before: before.unwrap_or_default() };
            rules.push(RuleOfFolder { folder, rule, later });
        }
        Ok(rules)
    }

    /// What was learnt from other documents, and taken back for these.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn refused_corrections(&self) -> Result<Vec<DocumentCorrection>, Error> {
        let rows = select(&self.connection, "taken_back AND learnt_from IS NOT NULL", "place, c.number");
        let refused = rows.map(|rows| {
            let recorded = rows.into_iter().map(|(_, recorded)| recorded.correction);
            recorded.filter_map(|correction| correction.of_document().cloned()).collect()
        });
        refused.map_err(self.failing("read the corrections that were taken back"))
    }
}

/// What is said of documents whose path is one of those wanted; also of such as are in no file now.
pub(super) fn load(
    connection: &Connection,
    is_here: &dyn Fn(&str) -> bool,
) -> rusqlite::Result<Vec<RecordedCorrection>> {
    let held = select(connection, "NOT taken_back", "place, c.number")?;
    let here = held.into_iter().filter(|(path, _)| path.as_deref().is_none_or(is_here));
    Ok(here.map(|(_, recorded)| recorded).collect())
}

/// Those of which something is true, each with the path of its document.
fn select(
    connection: &Connection,
    condition: &str,
    order: &str,
) -> rusqlite::Result<Vec<(Option<String>, RecordedCorrection)>> {
    let mut statement = connection.prepare(&format!(
        "SELECT path, document, c.part, value, anchor, learnt_from, place
         FROM document_corrections c JOIN documents d ON d.id = c.document
         WHERE {condition} ORDER BY {order}"
    ))?;
    let mut rows = statement.query([])?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        // What this version does not know is kept for one that does.
        let Some(of) = correction(row)? else { continue };
        let (correction, number) = (Correction::Document(Box::new(of)), row.get::<_, i64>(6)? as u64);
        held.push((row.get(0)?, RecordedCorrection { correction, everywhere: false, number }));
    }
    Ok(held)
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Option<DocumentCorrection>> {
    let (part, value): (String, Option<String>) = (row.get(2)?, row.get(3)?);
    let parts = [CorrectedPart::Title, CorrectedPart::Date, CorrectedPart::Source, CorrectedPart::Author];
    let fact = match parts.into_iter().find(|known| known.name() == part) {
        Some(part) => part.fact(value.as_deref().unwrap_or_default()).ok(),
        None if part == FOLDER => {
            let kept: Option<String> = row.get(4)?;
            let kept = kept.and_then(|kept| serde_json::from_str::<KeptRule>(&kept).ok());
            let (before, rule) = (value.unwrap_or_default(), kept.map(|kept| kept.fact));
            rule.map(|fact| DocumentFact::Folder(Box::new(FolderRule { fact, before })))
        }
        None => {
            let anchor: Option<String> = row.get(4)?;
            let passage = anchor.and_then(|anchor| serde_json::from_str(&anchor).ok());
            passage.and_then(|at| of_passage(&part, at))
        }
    };
    let (document, learnt_from) = (DocumentId(row.get::<_, i64>(1)? as u64), row.get(5)?);
    Ok(fact.map(|fact| DocumentCorrection { document, fact, learnt_from }))
}

/// What is said of a passage, by the word of its row.
fn of_passage(part: &str, at: Box<Anchor>) -> Option<DocumentFact> {
    match part {
        TEXT | CHROME => Some(DocumentFact::Passage { passage: at, chrome: part == CHROME }),
        BEGINS | NO_BEGINNING => Some(DocumentFact::Beginning { heading: at, begins: part == BEGINS }),
        _ => None,
    }
}

/// Writes a correction, or lets one that was taken back hold again.
pub(super) fn record(
    transaction: &Transaction<'_>,
    of: &DocumentCorrection,
    place: u64,
) -> rusqlite::Result<()> {
    if set_retracted(transaction, of, place, false)? {
        return Ok(());
    }
    let (part, value, mut anchor) = columns(&of.fact)?;
    if let Some(rule) = of.fact.rule() {
        let last = transaction.query_row("SELECT COALESCE(MAX(id), 0) FROM documents", [], |row| row.get(0));
        anchor = Some(json(&KeptRule { fact: rule.fact.clone(), since: last? })?);
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO document_corrections (document, part, value, anchor, learnt_from, place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    insert.execute(params![of.document.0 as i64, part, value, anchor, of.learnt_from, place as i64])?;
    Ok(())
}

/// Takes a correction back, or lets it hold again; whether there is such a one.
pub(super) fn set_retracted(
    transaction: &Transaction<'_>,
    of: &DocumentCorrection,
    place: u64,
    retracted: bool,
) -> rusqlite::Result<bool> {
    let (part, value, anchor) = columns(&of.fact)?;
    let mut update = transaction.prepare_cached(
        "UPDATE document_corrections SET taken_back = ?1
         WHERE document = ?2 AND place = ?3 AND part = ?4 AND value IS ?5
             AND (anchor IS ?6 OR part = 'folder') AND taken_back = ?7",
    )?;
    let changed = update.execute(params![
        retracted,
        of.document.0 as i64,
        place as i64,
        part,
        value,
        anchor,
        !retracted
    ])?;
    Ok(changed > 0)
}

/// A fact as a row has it.
fn columns(fact: &DocumentFact) -> rusqlite::Result<(&'static str, Option<String>, Option<String>)> {
    Ok(match fact {
        DocumentFact::Passage { passage, chrome } => {
            (if *chrome { CHROME } else { TEXT }, None, Some(json(passage)?))
        }
        DocumentFact::Beginning { heading, begins } => {
            (if *begins { BEGINS } else { NO_BEGINNING }, None, Some(json(heading)?))
        }
        // What is kept beside it is of the time when it was said first.
        DocumentFact::Folder(rule) => (FOLDER, Some(rule.before.clone()), None),
        fact => (fact.part().name(), fact.text(), None),
    })
}

fn json(pointed_at: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(pointed_at)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;
    use super::*;
    use crate::model::Kind;
    use crate::query::{CorrectionLog, Edit, NameReference};

    fn said(document: DocumentId, fact: DocumentFact) -> Correction {
        Correction::Document(Box::new(DocumentCorrection { document, fact, learnt_from: None }))
    }

    #[test]
    fn what_is_said_of_documents_comes_back_in_one_order_with_what_is_said_of_names() {
        let (mut notebook, ids) = with_documents(2);
        let passage = Box::new(Anchor { quote: "Subscribe".into(), ..Anchor::default() });
        let edit = CorrectionLog::default().number(Edit::record([
            said(ids[0], DocumentFact::Title(Some("Dam holds".into()))),
            Correction::Hidden(NameReference::new(Kind::Person, "ZZ")),
            said(ids[1], CorrectedPart::Date.fact("~2023-06").unwrap()),
            said(ids[0], DocumentFact::Passage { passage: passage.clone(), chrome: true }),
            said(ids[0], DocumentFact::Author(None)),
            said(ids[1], DocumentFact::Beginning { heading: passage.clone(), begins: true }),
            said(ids[1], DocumentFact::Beginning { heading: passage.clone(), begins: false }),
        ]));
        let collection = "/";
        notebook.correct(&edit, collection).unwrap();
        assert_eq!(notebook.corrections(collection).unwrap(), edit.recorded);
        let elsewhere = notebook.corrections("/0").unwrap();
        assert!(
            elsewhere.iter().all(|recorded| recorded.correction.of_document().is_none()),
            "{elsewhere:?}"
        );
        let files = notebook.file_corrections().unwrap();
        let facts: Vec<usize> = files.iter().map(|file| file.corrections.len()).collect();
        assert_eq!(facts.iter().sum::<usize>(), 6);
        notebook.correct(&edit.inverse(), collection).unwrap();
        assert_eq!(notebook.corrections(collection).unwrap(), []);
        assert_eq!(notebook.file_corrections().unwrap(), []);
        notebook.correct(&edit, collection).unwrap();
        assert_eq!(notebook.corrections(collection).unwrap(), edit.recorded, "each is in its place again");
        let unknown = Edit::record([said(DocumentId(404), DocumentFact::Title(None))]);
        assert!(notebook.correct(&unknown, collection).is_err());
    }
}

//! Stores what the user says of two documents: whether both report one event. It holds wherever both are shown; its
//! place in the order is among the corrections of names and documents.
//!
//! Not here: what it means for the stories (`compare::story`).

use rusqlite::{Connection, Transaction, params};

use crate::model::DocumentId;
use crate::query::{Correction, RecordedCorrection, StoryPair};

/// What is said of documents whose paths are among those wanted; also of such as are in no file now.
pub(super) fn load(
    connection: &Connection,
    is_here: &dyn Fn(&str) -> bool,
) -> rusqlite::Result<Vec<RecordedCorrection>> {
    let mut statement = connection.prepare(
        "SELECT s.document, s.other, s.same, s.place, a.path, b.path FROM story_corrections s
         JOIN documents a ON a.id = s.document JOIN documents b ON b.id = s.other
         WHERE NOT s.taken_back ORDER BY s.place",
    )?;
    let mut rows = statement.query([])?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        let paths: [Option<String>; 2] = [row.get(4)?, row.get(5)?];
        if !paths.iter().flatten().all(|path| is_here(path)) {
            continue;
        }
        let id = |column| row.get::<_, i64>(column).map(|id| DocumentId(id as u64));
        let correction = Correction::Stories(StoryPair::new(id(0)?, id(1)?, row.get(2)?));
        let number = row.get::<_, i64>(3)? as u64;
        held.push(RecordedCorrection { correction, everywhere: false, number });
    }
    Ok(held)
}

/// Writes a correction, or lets one that was taken back hold again.
pub(super) fn record(transaction: &Transaction<'_>, of: StoryPair, place: u64) -> rusqlite::Result<()> {
    if set_retracted(transaction, of, place, false)? {
        return Ok(());
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO story_corrections (document, other, same, place) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let [one, other] = of.documents().map(|id| id.0 as i64);
    insert.execute(params![one, other, of.same, place as i64]).map(drop)
}

/// Takes a correction back, or lets it hold again; whether there is such a one.
pub(super) fn set_retracted(
    transaction: &Transaction<'_>,
    of: StoryPair,
    place: u64,
    retracted: bool,
) -> rusqlite::Result<bool> {
    let mut update = transaction.prepare_cached(
        "UPDATE story_corrections SET taken_back = ?1
         WHERE document = ?2 AND other = ?3 AND same = ?4 AND place = ?5 AND taken_back = ?6",
    )?;
    let [one, other] = of.documents().map(|id| id.0 as i64);
    Ok(update.execute(params![retracted, one, other, of.same, place as i64, !retracted])? > 0)
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;
    use super::*;
    use crate::query::{CorrectedPart, CorrectionLog, DocumentCorrection, Edit};

    #[test]
    fn what_is_said_of_stories_comes_back_in_its_place_and_is_taken_back() {
        let (mut notebook, ids) = with_documents(3);
        let said =
            |one: usize, other: usize, same| Correction::Stories(StoryPair::new(ids[one], ids[other], same));
        let title = DocumentCorrection {
            document: ids[0],
            fact: CorrectedPart::Title.fact("Fire").unwrap(),
            learnt_from: None,
        };
        let edit = CorrectionLog::default().number(Edit::record([
            said(1, 0, true),
            Correction::Document(Box::new(title)),
            said(1, 2, false),
            said(0, 1, false),
        ]));
        notebook.correct(&edit, "/").unwrap();
        assert_eq!(notebook.corrections("/").unwrap(), edit.recorded);
        assert_eq!(notebook.corrections("/elsewhere").unwrap(), []);
        let last = Edit { retracted: vec![edit.recorded[3].clone()], ..Edit::default() };
        notebook.correct(&last, "/").unwrap();
        assert_eq!(notebook.corrections("/").unwrap(), edit.recorded[..3]);
        notebook.correct(&last.inverse(), "/").unwrap();
        assert_eq!(notebook.corrections("/").unwrap(), edit.recorded);
        notebook.correct(&edit.inverse(), "/").unwrap();
        assert_eq!(notebook.corrections("/").unwrap(), []);
        let unknown = Correction::Stories(StoryPair::new(ids[0], DocumentId(404), true));
        assert!(notebook.correct(&Edit::record([said(0, 1, true), unknown]), "/").is_err());
        assert_eq!(notebook.corrections("/").unwrap(), [], "all of it or nothing");
    }
}

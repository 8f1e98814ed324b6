//! Stores what was done when, so that it can be taken back in a later session.
//!
//! Not here: the changes themselves (`marks`, `notes`, `corrections`, `searches`).

use rusqlite::{TransactionBehavior, params};

use super::corrections::is_part;
use super::{Error, Notebook};
use crate::query::{KeptStep, StepEntry};

/// So many deeds of a collection are kept, the latest ones. Set by hand.
const KEPT: i64 = 1_000;

impl Notebook {
    /// What was done in a collection, named by its folders one a line, or in a part of it; the earliest first.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn steps(&self, collection: &str) -> Result<Vec<KeptStep>, Error> {
        self.load_steps(collection).map_err(self.failing("read what was done"))
    }

    /// Writes down a deed, or what became of one.
    ///
    /// # Errors
    /// When the notebook cannot be written.
    pub fn keep_step(&mut self, entry: &StepEntry, collection: &str) -> Result<(), Error> {
        self.write_step(entry, collection).map_err(self.failing("write down what was done"))
    }

    fn load_steps(&self, collection: &str) -> rusqlite::Result<Vec<KeptStep>> {
        let select = "SELECT collection, deed, made, label, change, undone FROM deeds ORDER BY number";
        let mut statement = self.connection.prepare(select)?;
        let mut rows = statement.query([])?;
        let mut deeds = Vec::new();
        while let Some(row) = rows.next()? {
            if !is_part(&row.get::<_, String>(0)?, collection) {
                continue;
            }
            // What this version does not know is kept for one that does.
            let Ok(change) = serde_json::from_str(&row.get::<_, String>(4)?) else { continue };
            deeds.push(KeptStep {
                number: row.get::<_, i64>(1)? as u64,
                made: row.get(2)?,
                label: row.get(3)?,
                change,
                undone: row.get(5)?,
            });
        }
        Ok(deeds)
    }

    fn write_step(&mut self, entry: &StepEntry, collection: &str) -> rusqlite::Result<()> {
        let (number, undone) = match entry {
            StepEntry::Done(deed) => return self.insert_step(deed, collection),
            StepEntry::Undone(number) => (*number, true),
            StepEntry::Redone(number) => (*number, false),
        };
        let update = "UPDATE deeds SET undone = ?2 WHERE deed = ?1";
        self.connection.execute(update, params![number as i64, undone]).map(drop)
    }

    fn insert_step(&mut self, deed: &KeptStep, collection: &str) -> rusqlite::Result<()> {
        let json = serde_json::to_string(&deed.change)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let insert = "INSERT OR REPLACE INTO deeds (deed, collection, made, label, change, undone)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let values = params![deed.number as i64, collection, deed.made, deed.label, json, deed.undone];
        transaction.execute(insert, values)?;
        let delete = "DELETE FROM deeds WHERE collection = ?1 AND number <= (SELECT number FROM deeds
            WHERE collection = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)";
        transaction.execute(delete, params![collection, KEPT])?;
        transaction.commit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::query::{NotebookChange, StepChange};

    fn deed(number: u64) -> KeptStep {
        KeptStep {
            number,
            made: 5,
            label: "starred".into(),
            change: StepChange::Kept(vec![NotebookChange::star(DocumentId(7), true)]),
            undone: false,
        }
    }

    #[test]
    fn deeds_come_back_in_their_order_where_they_were_done_and_the_latest_are_kept() {
        let mut notebook = Notebook::in_memory().unwrap();
        let keep = |notebook: &mut Notebook, entry| notebook.keep_step(&entry, "/a").unwrap();
        keep(&mut notebook, StepEntry::Done(Box::new(deed(9))));
        keep(&mut notebook, StepEntry::Done(Box::new(deed(3))));
        keep(&mut notebook, StepEntry::Undone(3));
        assert_eq!(notebook.steps("/a").unwrap(), [deed(9), KeptStep { undone: true, ..deed(3) }]);
        assert_eq!((notebook.steps("/b").unwrap().len(), notebook.steps("/a\n/b").unwrap().len()), (0, 2));
        keep(&mut notebook, StepEntry::Redone(3));
        (100..100 + KEPT as u64 - 1)
            .for_each(|number| keep(&mut notebook, StepEntry::Done(Box::new(deed(number)))));
        let held = notebook.steps("/a").unwrap();
        assert_eq!((held.len(), &held[0]), (KEPT as usize, &deed(3)));
    }
}

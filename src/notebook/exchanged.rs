//! Stores what was last exchanged with a folder that a notebook is kept in step with: the base of the next merge.
//!
//! Not here: merging (`query::merge`).

use rusqlite::{TransactionBehavior, params};

use super::{Error, Notebook};
use crate::query::Holding;

impl Notebook {
    /// What was last exchanged with a folder, named by itself, in a collection.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn exchanged(&self, collection: &str, folder: &str) -> Result<Holding, Error> {
        let load = || -> rusqlite::Result<Holding> {
            let select = "SELECT item, content FROM exchanged WHERE collection = ?1 AND folder = ?2";
            let mut statement = self.connection.prepare(select)?;
            let mut rows = statement.query([collection, folder])?;
            let mut holding = Holding::new();
            while let Some(row) = rows.next()? {
                // What another version wrote is as if it had never been exchanged: nothing is lost by that.
                if let Ok(held) = serde_json::from_str(&row.get::<_, String>(1)?) {
                    holding.insert(row.get(0)?, held);
                }
            }
            Ok(holding)
        };
        load().map_err(self.failing("read what was exchanged"))
    }

    /// Keeps what was exchanged with a folder, in place of what was before.
    ///
    /// # Errors
    /// When the notebook cannot be written.
    pub fn keep_exchanged(&mut self, collection: &str, folder: &str, held: &Holding) -> Result<(), Error> {
        self.write_exchanged(collection, folder, held).map_err(self.failing("keep what was exchanged"))
    }

    fn write_exchanged(&mut self, collection: &str, folder: &str, held: &Holding) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let delete = "DELETE FROM exchanged WHERE collection = ?1 AND folder = ?2";
        transaction.execute(delete, [collection, folder])?;
        let insert = "INSERT INTO exchanged (collection, folder, item, content) VALUES (?1, ?2, ?3, ?4)";
        for (item, held) in held {
            let json = serde_json::to_string(held)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
            transaction.prepare_cached(insert)?.execute(params![collection, folder, item, json])?;
        }
        transaction.commit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Held, Item};

    #[test]
    fn what_was_exchanged_is_kept_for_each_folder() {
        let mut notebook = Notebook::in_memory().unwrap();
        let held: Holding =
            [("a".to_owned(), Held::Gone(Item::Correction("x".into())))].into_iter().collect();
        notebook.keep_exchanged("/a", "one", &held).unwrap();
        notebook.keep_exchanged("/a", "two", &Holding::new()).unwrap();
        assert_eq!(notebook.exchanged("/a", "one").unwrap(), held);
        notebook.keep_exchanged("/a", "one", &Holding::new()).unwrap();
        assert_eq!(notebook.exchanged("/a", "one").unwrap(), Holding::new());
    }
}

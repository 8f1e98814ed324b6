//! Stores the searches that the reader saved under a name.
//!
//! Not here: what a search finds (`engine`).

use rusqlite::{OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use super::corrections::is_part;
use super::{Error, Notebook};
use crate::model::DocumentId;
use crate::query::{LastLook, SavedSearch, SearchChange, TypedSearch};

impl Notebook {
    /// The saved searches of a collection, named by its folders one a line, and of parts of it; by name.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn searches(&self, collection: &str) -> Result<Vec<SavedSearch>, Error> {
        self.load_searches(collection).map_err(self.failing("read the saved searches"))
    }

    /// Makes a change to the saved searches of a collection, as one.
    ///
    /// # Errors
    /// When the notebook cannot be written.
    pub fn keep_search(&mut self, change: &SearchChange, collection: &str) -> Result<(), Error> {
        self.change_search(change, collection).map_err(self.failing("keep a saved search"))
    }

    fn load_searches(&self, collection: &str) -> rusqlite::Result<Vec<SavedSearch>> {
        let select = "SELECT collection, name, search, looked_on, newest FROM searches ORDER BY name, id";
        let mut statement = self.connection.prepare(select)?;
        let mut rows = statement.query([])?;
        let mut searches = Vec::new();
        while let Some(row) = rows.next()? {
            let saved_in: String = row.get(0)?;
            if is_part(&saved_in, collection) {
                // What this version does not know is kept for one that does.
                searches.extend(search(row, Some(saved_in).filter(|folders| folders != collection))?);
            }
        }
        Ok(searches)
    }

    fn change_search(&mut self, change: &SearchChange, collection: &str) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(place) = change.before.as_ref().or(change.after.as_ref()) {
            put(&transaction, place, change.after.as_ref(), collection)?;
        }
        transaction.commit()
    }
}

/// Puts a search, or nothing, in the place of the one that was saved under the name of another.
fn put(
    transaction: &Transaction<'_>,
    place: &SavedSearch,
    search: Option<&SavedSearch>,
    collection: &str,
) -> rusqlite::Result<()> {
    let saved_in = place.collection.as_deref().unwrap_or(collection);
    let select = "SELECT id FROM searches WHERE collection = ?1 AND name = ?2";
    let id = transaction.query_row(select, [saved_in, &place.name], |row| row.get::<_, i64>(0)).optional()?;
    let Some(search) = search else {
        transaction.execute("DELETE FROM searches WHERE id = ?1", [id])?;
        return Ok(());
    };
    let json = serde_json::to_string(&search.typed)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let (day, newest) = search.look.map(|look| (look.day.to_string(), look.newest.0 as i64)).unzip();
    // Another of the new name gives way to it.
    transaction.execute(
        "INSERT OR REPLACE INTO searches (id, collection, name, search, looked_on, newest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, saved_in, search.name, json, day, newest],
    )?;
    Ok(())
}

/// The search of a row; `None` when it asks for what this version does not know.
fn search(row: &Row<'_>, collection: Option<String>) -> rusqlite::Result<Option<SavedSearch>> {
    let Ok(typed) = serde_json::from_str::<TypedSearch>(&row.get::<_, String>(2)?) else { return Ok(None) };
    let day = row.get::<_, Option<String>>(3)?.and_then(|day| day.parse().ok());
    let newest = row.get::<_, Option<i64>>(4)?.map(|newest| DocumentId(newest as u64));
    Ok(Some(SavedSearch {
        name: row.get(1)?,
        typed,
        collection,
        look: day.zip(newest).map(|(day, newest)| LastLook { day, newest }),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Criterion, Filter, Mode, Order};

    fn saved(name: &str, text: &str) -> SavedSearch {
        SavedSearch {
            name: name.into(),
            typed: TypedSearch { text: text.into(), ..TypedSearch::default() },
            ..SavedSearch::default()
        }
    }

    fn change(before: Option<&SavedSearch>, after: Option<&SavedSearch>) -> SearchChange {
        SearchChange { before: before.cloned(), after: after.cloned() }
    }

    #[test]
    fn a_search_comes_back_as_it_was_saved_and_can_be_renamed_and_deleted() {
        let mut notebook = Notebook::in_memory().unwrap();
        let filters = vec![Filter { mode: Mode::AnyOf, criterion: Criterion::Path("in/".into()) }];
        let look = Some(LastLook { day: "2030-01-05".parse().unwrap(), newest: DocumentId(7) });
        let typed = TypedSearch { text: "dam -water".into(), filters, order: Order::Oldest };
        let harbour = SavedSearch { typed, look, ..saved("harbour", "") };
        let renamed = SavedSearch { name: "dams".into(), ..harbour.clone() };
        let keep = |notebook: &mut Notebook, change| notebook.keep_search(&change, "/a").unwrap();
        keep(&mut notebook, change(None, Some(&harbour)));
        assert_eq!(notebook.searches("/a").unwrap(), std::slice::from_ref(&harbour));
        keep(&mut notebook, change(Some(&harbour), Some(&renamed)));
        assert_eq!(notebook.searches("/a").unwrap(), std::slice::from_ref(&renamed));
        keep(&mut notebook, change(None, Some(&saved("harbour", "x"))));
        keep(&mut notebook, change(Some(&renamed), Some(&harbour)));
        assert_eq!(notebook.searches("/a").unwrap(), std::slice::from_ref(&harbour), "the other gives way");
        keep(&mut notebook, change(Some(&harbour), None));
        assert_eq!(notebook.searches("/a").unwrap(), []);
    }

    #[test]
    fn a_search_is_shown_where_its_folders_are_open_and_changed_where_it_was_saved() {
        let mut notebook = Notebook::in_memory().unwrap();
        let dam = saved("dam", "dam");
        notebook.keep_search(&change(None, Some(&dam)), "/a").unwrap();
        assert_eq!(notebook.searches("/b").unwrap(), []);
        let both = notebook.searches("/a\n/b").unwrap();
        assert_eq!(both, [SavedSearch { collection: Some("/a".into()), ..dam.clone() }]);
        notebook.keep_search(&change(Some(&both[0]), None), "/a\n/b").unwrap();
        assert_eq!(notebook.searches("/a").unwrap(), []);
        notebook.keep_search(&change(None, Some(&both[0])), "/a\n/b").unwrap();
        assert_eq!(notebook.searches("/a").unwrap(), [dam]);
    }
}

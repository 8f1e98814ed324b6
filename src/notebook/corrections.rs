//! What the reader said of names, in the order it was said. What it means for a collection is
//! `resolve`'s to know.

use rusqlite::{Row, TransactionBehavior, params};

use super::{Error, Notebook};
use crate::model::{DocumentId, Kind};
use crate::query::{Correction, Edit, Named, Told};

const SAY: &str = "INSERT INTO corrections
    (collection, deed, kind, name, document, other_kind, other_name, other_document, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const TAKE_BACK: &str = "DELETE FROM corrections WHERE collection IS ?1 AND deed = ?2 AND kind = ?3
    AND name = ?4 AND document IS ?5 AND other_kind IS ?6 AND other_name IS ?7 AND other_document IS ?8
    AND number = ?9";

/// A correction as a row has it.
struct Record<'c> {
    deed: &'static str,
    name: &'c Named,
    /// Of a pair the other name; otherwise the new kind or name.
    other_kind: Option<Kind>,
    other_name: Option<&'c str>,
    other_document: Option<DocumentId>,
}

impl Notebook {
    /// The corrections that hold in a collection, the earliest first.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn corrections(&self, collection: &str) -> Result<Vec<Told>, Error> {
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
        let make = |sql: &str, told: &Told| {
            let of = record(&told.correction);
            let place = (!told.everywhere).then_some(collection);
            transaction.execute(
                sql,
                params![
                    place,
                    of.deed,
                    of.name.kind.name(),
                    of.name.name,
                    number(of.name.document),
                    of.other_kind.as_ref().map(Kind::name),
                    of.other_name,
                    number(of.other_document),
                    told.number as i64
                ],
            )
        };
        for told in &edit.taken_back {
            make(TAKE_BACK, told)?;
        }
        for told in &edit.said {
            make(SAY, told)?;
        }
        transaction.commit()
    }

    fn load_corrections(&self, collection: &str) -> rusqlite::Result<Vec<Told>> {
        let mut statement = self.connection.prepare(
            "SELECT collection, deed, kind, name, document, other_kind, other_name, other_document, number
             FROM corrections WHERE collection IS NULL OR collection = ?1 ORDER BY number, id",
        )?;
        let mut rows = statement.query([collection])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            let everywhere = row.get::<_, Option<String>>(0)?.is_none();
            let number = row.get::<_, i64>(8)? as u64;
            // What this version does not know is kept for one that does.
            corrections.extend(correction(row)?.map(|correction| Told { correction, everywhere, number }));
        }
        Ok(corrections)
    }
}

fn number(document: Option<DocumentId>) -> Option<i64> {
    document.map(|id| id.0 as i64)
}

fn record(correction: &Correction) -> Record<'_> {
    let alone = |deed, name| Record { deed, name, other_kind: None, other_name: None, other_document: None };
    let pair = |deed, name, other: &'_ Named| Record {
        other_kind: Some(other.kind),
        other_document: other.document,
        ..alone(deed, name)
    };
    match correction {
        Correction::Same(name, other) => {
            Record { other_name: Some(&other.name), ..pair("same", name, other) }
        }
        Correction::Apart(name, other) => {
            Record { other_name: Some(&other.name), ..pair("apart", name, other) }
        }
        Correction::NotHere(name) => alone("not-here", name),
        Correction::Called(name, called) => Record { other_name: Some(called), ..alone("called", name) },
        Correction::Kind(name, kind) => Record { other_kind: Some(*kind), ..alone("kind", name) },
        Correction::Hidden(name) => alone("hidden", name),
    }
}

/// The correction of a row; `None` when it is of no known sort or kind.
fn correction(row: &Row<'_>) -> rusqlite::Result<Option<Correction>> {
    let deed: String = row.get(1)?;
    let document = |column| row.get::<_, Option<i64>>(column).map(|id| id.map(|id| DocumentId(id as u64)));
    let Some(kind) = Kind::from_name(&row.get::<_, String>(2)?) else { return Ok(None) };
    let name = Named { kind, name: row.get(3)?, document: document(4)? };
    let other_kind = row.get::<_, Option<String>>(5)?.and_then(|kind| Kind::from_name(&kind));
    let other_name: Option<String> = row.get(6)?;
    let other_document = document(7)?;
    let other =
        other_kind.zip(other_name.clone()).map(|(kind, name)| Named { kind, name, document: other_document });
    Ok(match deed.as_str() {
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
    use crate::query::Ledger;

    fn named(name: &str) -> Named {
        Named::new(Kind::Person, name)
    }

    #[test]
    fn corrections_of_every_sort_come_back_in_their_order_where_they_hold() {
        let (mut notebook, ids) = with_documents(1);
        let here = Named { document: Some(ids[0]), ..named("Ann Bell") };
        let edit = Ledger::default().number(Edit::say([
            Correction::Same(named("Ann Bell"), here.clone()),
            Correction::Apart(named("Ann Bell"), named("Anne Bell")),
            Correction::NotHere(here),
            Correction::Called(named("Ann Bell"), "Dame Ann".into()),
            Correction::Kind(named("Tarn"), Kind::Place),
            Correction::Hidden(named("ZZ")),
        ]));
        notebook.correct(&edit, "/a").unwrap();
        let everywhere = Told { everywhere: true, ..edit.said[5].clone() };
        let taken_back = vec![edit.said[5].clone()];
        let more = Edit { said: vec![everywhere.clone()], taken_back };
        notebook.correct(&more, "/a").unwrap();
        let mut expected = edit.said.clone();
        expected[5] = everywhere.clone();
        assert_eq!(notebook.corrections("/a").unwrap(), expected);
        assert_eq!(notebook.corrections("/b").unwrap(), [everywhere]);
        notebook.correct(&more.inverse(), "/a").unwrap();
        assert_eq!(notebook.corrections("/a").unwrap(), edit.said);
        notebook.correct(&edit.inverse(), "/a").unwrap();
        assert_eq!(notebook.corrections("/a").unwrap(), []);
    }

    #[test]
    fn an_edit_is_kept_whole_or_not_at_all() {
        let mut notebook = Notebook::in_memory().unwrap();
        let unknown = Named { document: Some(DocumentId(404)), ..named("Ann Bell") };
        let edit = Edit::say([Correction::Hidden(named("ZZ")), Correction::NotHere(unknown)]);
        assert!(notebook.correct(&edit, "/a").is_err());
        assert_eq!(notebook.corrections("/a").unwrap(), []);
    }
}

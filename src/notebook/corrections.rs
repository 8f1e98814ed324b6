//! What the reader says about names: which entity a key is, everywhere or in one document. The
//! guesses these overrule are `resolve`'s.

use rusqlite::params;

use super::{Error, Notebook};
use crate::model::{DocumentId, Kind};

/// An entity by kind and displayed name, which survive a rebuilt index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entity {
    pub kind: Kind,
    pub name: String,
}

/// The key of this kind and name is that entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// In this document alone; `None` means everywhere else.
    pub document: Option<DocumentId>,
    pub kind: Kind,
    pub name: String,
    pub entity: Entity,
}

impl Notebook {
    /// All corrections, those for single documents last, since they overrule the others.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, Error> {
        self.load_corrections().map_err(self.failing("read the corrections"))
    }

    /// Keeps a correction, in the place of an earlier one for the same name.
    ///
    /// # Errors
    /// When the document has no id here, or the notebook cannot be written.
    pub fn correct(&mut self, correction: &Correction) -> Result<(), Error> {
        let Correction { document, kind, name, entity } = correction;
        let (kind, entity_kind) = (kind.name(), entity.kind.name());
        let kept = match document {
            None => self.connection.execute(
                "INSERT OR REPLACE INTO key_corrections VALUES (?1, ?2, ?3, ?4)",
                params![kind, name, entity_kind, entity.name],
            ),
            Some(id) => self.connection.execute(
                "INSERT OR REPLACE INTO document_corrections VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id.0 as i64, kind, name, entity_kind, entity.name],
            ),
        };
        kept.map(drop).map_err(self.failing("keep a correction"))
    }

    /// Forgets the correction of a name, in one document or everywhere else.
    ///
    /// # Errors
    /// When the notebook cannot be written.
    pub fn forget_correction(
        &mut self,
        document: Option<DocumentId>,
        kind: Kind,
        name: &str,
    ) -> Result<(), Error> {
        let forgotten = match document {
            None => self.connection.execute(
                "DELETE FROM key_corrections WHERE kind = ?1 AND name = ?2",
                params![kind.name(), name],
            ),
            Some(id) => self.connection.execute(
                "DELETE FROM document_corrections WHERE document = ?1 AND kind = ?2 AND name = ?3",
                params![id.0 as i64, kind.name(), name],
            ),
        };
        forgotten.map(drop).map_err(self.failing("forget a correction"))
    }

    fn load_corrections(&self) -> rusqlite::Result<Vec<Correction>> {
        let mut statement = self.connection.prepare(
            "SELECT NULL, kind, name, entity_kind, entity FROM key_corrections
             UNION ALL SELECT document, kind, name, entity_kind, entity FROM document_corrections",
        )?;
        let mut rows = statement.query([])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = |column| row.get::<_, String>(column).map(|name| Kind::from_name(&name));
            // A kind this version does not know is kept for one that does.
            if let (Some(kind), Some(entity_kind)) = (kind(1)?, kind(3)?) {
                let document = row.get::<_, Option<i64>>(0)?.map(|id| DocumentId(id as u64));
                let entity = Entity { kind: entity_kind, name: row.get(4)? };
                corrections.push(Correction { document, kind, name: row.get(2)?, entity });
            }
        }
        Ok(corrections)
    }
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;
    use super::*;

    #[test]
    fn corrections_are_kept_replaced_and_forgotten() {
        let (mut notebook, ids) = with_documents(1);
        let person = |name: &str| Entity { kind: Kind::Person, name: name.to_owned() };
        let everywhere = Correction {
            document: None,
            kind: Kind::Person,
            name: "Ada Quayle".to_owned(),
            entity: person("Ada Quayle-Marlow"),
        };
        let here = Correction { document: Some(ids[0]), entity: person("Adam Quayle"), ..everywhere.clone() };
        notebook.correct(&here).unwrap();
        notebook.correct(&Correction { entity: person("Somebody"), ..everywhere.clone() }).unwrap();
        notebook.correct(&everywhere).unwrap();
        assert_eq!(notebook.corrections().unwrap(), [everywhere, here.clone()]);
        notebook.forget_correction(None, Kind::Person, "Ada Quayle").unwrap();
        assert_eq!(notebook.corrections().unwrap(), [here]);
    }
}

//! The list of all entities from the index.

use crate::entity::{entity_list, listed, needs_tallies};
use crate::index::{Error, Snapshot};
use crate::query::{EntityCard, EntityList, EntityListRequest};

impl Snapshot {
    /// A list of entities as it is asked for.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entity_list(&self, asked: &EntityListRequest) -> Result<EntityList, Error> {
        let entities = self.view.entities()?;
        Ok(entity_list(entities, self.view.tallies(entities), asked))
    }

    /// The cards of a list of entities.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities(&self, asked: &EntityListRequest) -> Result<Vec<EntityCard>, Error> {
        let entities = self.view.entities()?;
        let tallies = needs_tallies(asked.order).then(|| self.view.tallies(entities));
        let (numbers, _) = listed(entities, tallies, asked);
        let card = |number| self.view.card(entities, number).map(|(card, _)| card);
        Ok(numbers.into_iter().filter_map(card).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::council;
    use crate::model::Kind;
    use crate::query::EntityListOrder;

    fn names(asked: &EntityListRequest) -> Vec<String> {
        let list = council().entity_list(asked).unwrap();
        assert!(list.total >= list.rows.len());
        list.rows.into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn entities_are_sorted_as_asked_and_narrowed_by_beginnings() {
        let asked =
            |order, typed: &str| EntityListRequest { order, typed: typed.to_owned(), kind: None, limit: 9 };
        use EntityListOrder as O;
        assert_eq!(names(&asked(O::Documents, "")), ["Mara Quill", "Vell", "Tarn", "Tomas Reed"]);
        assert_eq!(names(&asked(O::Mentions, ""))[..2], ["Mara Quill", "Vell"]);
        assert_eq!(names(&asked(O::FirstSeen, "")), ["Tarn", "Mara Quill", "Tomas Reed", "Vell"]);
        assert_eq!(names(&asked(O::Name, "")), ["Mara Quill", "Tarn", "Tomas Reed", "Vell"]);
        assert_eq!(names(&asked(O::Documents, "qui")), ["Mara Quill"]);
        assert_eq!(names(&asked(O::Documents, "reed tom")), ["Tomas Reed"]);
        assert_eq!(
            names(&EntityListRequest { kind: Some(Kind::Place), limit: 9, ..EntityListRequest::default() }),
            ["Vell", "Tarn"]
        );
        assert_eq!(names(&EntityListRequest { limit: 1, ..EntityListRequest::default() }), ["Mara Quill"]);
    }
}

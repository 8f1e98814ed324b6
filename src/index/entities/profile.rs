//! The profile of an entity from the index: its rows, and the sentences read for it.

use crate::compare::copies::Folded;
use crate::entity::{
    CoOccurrences, LATEST, MentioningRow, ReadableSentences, TypicalSentences, by_date, months, most_mentions,
};
use crate::index::{Error, Snapshot};
use crate::model::{DocumentId, Kind};
use crate::query::{CopyRows, LatestDocument, Profile, Row};

impl Snapshot {
    /// The page of the entity with that name; `None` when there is none. Copies are in one row as far as they are known,
    /// where that is wanted.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn profile(&self, kind: Kind, name: &str, copies: CopyRows) -> Result<Option<Profile>, Error> {
        let view = &*self.view;
        let entities = view.entities()?;
        let Some(entity) = entities.find(kind, name) else { return Ok(None) };
        let Some((card, mut rows)) = view.card(entities, entity) else { return Ok(None) };
        let others = CoOccurrences::new(entities, entity, &rows);
        let mut typical = TypicalSentences::new(entity, &others);
        for row in most_mentions(&mut rows) {
            let Some(segment) = view.segments.get(row.address.partition as usize) else { continue };
            typical.add(entities, row, segment.mentions(row.address.row));
        }
        let mut readable = ReadableSentences::default();
        for place in typical.ranked() {
            readable.add(self.lines_of(&[place], &[entity])?);
            if readable.is_full() {
                break;
            }
        }
        let rows = by_date(&mut rows);
        let (latest, latest_of) = self.latest_of(rows, copies);
        Ok(Some(Profile {
            card,
            months: months(rows),
            seen_with: others.shown(entities),
            seen_with_of: others.count(),
            sentences: readable.shown(),
            latest,
            latest_of,
        }))
    }

    /// The first of these rows, each with its copies among all of them, and how many there are.
    fn latest_of(&self, rows: &[MentioningRow], copies: CopyRows) -> (Vec<LatestDocument>, usize) {
        let ids: Vec<DocumentId> = rows.iter().map(|row| row.id).collect();
        let folded = match copies {
            CopyRows::Apart => Folded::default(),
            CopyRows::Folded | CopyRows::Once => self.view.known_copies().0.fold(&ids),
        };
        let shown = ids.into_iter().filter(|&id| folded.shown_for(id).is_none());
        let first: Vec<DocumentId> = shown.take(LATEST).collect();
        let of_row = |row: Row| LatestDocument { copies: folded.copies(row.id), row };
        (self.rows(&first).into_iter().map(of_row).collect(), rows.len() - folded.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::council;
    use crate::model::{DocumentId, Key, PartialDate};

    #[test]
    fn a_profile_shows_other_entities_months_and_sentences() {
        let town = council();
        let profile = town.profile(Kind::Person, "Mara Quill", CopyRows::Folded).unwrap().unwrap();
        assert_eq!((profile.card.documents, profile.card.mentions), (3, 5));
        let seen: Vec<_> =
            profile.seen_with.iter().map(|with| (with.name.as_str(), with.documents)).collect();
        assert_eq!(seen, [("Vell", 3), ("Tarn", 1), ("Tomas Reed", 1)]);
        assert_eq!(profile.months, [(2021, 5, 2), (2021, 6, 1), (2022, 1, 2)]);
        let first = &profile.sentences[0];
        assert_eq!(first.text, "Mara Quill met Tomas Reed in Vell.");
        assert_eq!(first.names.iter().map(|name| name.of(&first.text)).collect::<Vec<_>>(), ["Mara Quill"]);
        let roles: Vec<_> =
            profile.card.roles.iter().map(|role| (role.words.as_str(), role.documents)).collect();
        assert_eq!(roles, [("Harbour minister", 2), ("mayor", 1)]);
        assert_eq!(profile.card.roles[0].first, PartialDate::parse("2021-05-14"));
        assert_eq!(
            profile.latest.iter().map(|of| (of.row.id.0, of.copies)).collect::<Vec<_>>(),
            [(3, 0), (2, 0), (1, 0)]
        );
        let key = Key { kind: Kind::Person, name: "Mara Quill".to_owned(), bare: false };
        let last = town.entity_of(DocumentId(1), &key).unwrap().last;
        assert_eq!(last.iter().map(|line| line.id.0).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(town.profile(Kind::Place, "Nobody", CopyRows::Folded).unwrap(), None);
    }
}

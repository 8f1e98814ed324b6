//! Sentences for each spelling of an entity, and how documents that name entities spread over time.

use crate::entity::{CollectionTime, by_date, spelling_places, writes_out};
use crate::index::store::unpack;
use crate::index::{Error, Snapshot};
use crate::model::Kind;
use crate::query::{EntityTimes, SentenceLine, SpellingExample};

/// Spellings that have examples, at most: each takes the reading of some documents.
const EXAMPLES: usize = 60;
/// Examples of a spelling, at most; of many spellings fewer.
const OF_ONE: usize = 3;
/// Documents that are read for one spelling, at most.
const READ: usize = 6;

impl Snapshot {
    /// Sentences for each spelling of the entity of that name in which it stands as it is written, the most frequent
    /// spellings first; none when nobody has that name, or no sentence among the latest writes it so.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn spelling_examples(&self, kind: Kind, name: &str) -> Result<Vec<SpellingExample>, Error> {
        let view = &*self.view;
        let entities = view.entities()?;
        let Some(entity) = entities.find(kind, name) else { return Ok(Vec::new()) };
        let Some((card, mut rows)) = view.card(entities, entity) else { return Ok(Vec::new()) };
        let spellings = card.spellings.get(..EXAMPLES).unwrap_or(&card.spellings);
        let wanted = (EXAMPLES / spellings.len().max(1)).clamp(1, OF_ONE);
        let places = spelling_places(entities, spellings, by_date(&mut rows), READ, |row| {
            view.segments.get(row.partition as usize).map(|segment| segment.mentions(row.row))
        });
        let mut examples = Vec::with_capacity(spellings.len());
        for (spelling, places) in spellings.iter().zip(places) {
            let mut lines: Vec<SentenceLine> = Vec::new();
            for of_document in places.chunk_by(|one, next| one.0 == next.0) {
                if lines.len() == wanted {
                    break;
                }
                let found = self.lines_of(of_document, &[entity])?.into_iter();
                let is_new = |line: &SentenceLine| lines.iter().all(|other| other.text != line.text);
                // Copies of an article say the same.
                let line = found.filter(|line| writes_out(line, &spelling.name)).find(is_new);
                lines.extend(line);
            }
            let (kind, name, only_in) = (spelling.kind, spelling.name.clone(), spelling.only_in);
            examples.push(SpellingExample { kind, name, only_in, lines });
        }
        Ok(examples)
    }

    /// How the documents that name these entities spread over the time of the collection. Names that nobody has are
    /// left out.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entity_times(&self, asked: &[(Kind, String)]) -> Result<EntityTimes, Error> {
        let view = &*self.view;
        let entities = view.entities()?;
        let dates = view.all_by_date().counts.iter();
        let axis =
            CollectionTime::of(dates.filter_map(|(&packed, &[count, _])| Some((unpack(packed)?, count))));
        let Some(axis) = axis else { return Ok(EntityTimes::default()) };
        let counted = |(kind, name): &(Kind, String)| {
            let rows = entities.rows_with(entities.find(*kind, name)?);
            let published =
                rows.filter_map(|row| view.segments.get(row.partition as usize)?.published(row.row));
            Some((*kind, name.clone(), axis.count(published)))
        };
        Ok(EntityTimes { years: Some(axis.years()), of: asked.iter().filter_map(counted).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::council;

    #[test]
    fn each_spelling_has_sentences_that_write_it_so() {
        let council = council();
        let examples = council.spelling_examples(Kind::Person, "Mara Quill").unwrap();
        let [example] = &examples[..] else { panic!("{examples:?}") };
        assert_eq!((example.name.as_str(), example.only_in), ("Mara Quill", None));
        let lines: Vec<&str> = example.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines[0], "Harbour minister Mara Quill left Vell for Tarn.", "of the latest document");
        assert_eq!(lines.len(), 3, "one a document: {lines:?}");
        assert!(example.lines.iter().all(|line| writes_out(line, "mara  quill")));
        assert_eq!(council.spelling_examples(Kind::Person, "Nobody").unwrap(), []);
    }

    #[test]
    fn documents_are_counted_over_the_time_of_all() {
        let asked = [(Kind::Person, "Mara Quill".to_owned()), (Kind::Person, "Nobody".to_owned())];
        let times = council().entity_times(&asked).unwrap();
        assert_eq!(times.years, Some((2021, 2022)));
        let [(_, name, cells)] = &times.of[..] else { panic!("{times:?}") };
        assert_eq!((name.as_str(), cells.iter().sum::<u32>()), ("Mara Quill", 3));
        assert_eq!((cells[0], cells[10]), (1, 1), "May, and January eight months later");
    }
}

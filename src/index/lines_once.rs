//! Lists a sentence or hit once that stands in several copies of a document.
//!
//! Not here: which documents are copies (`compare::copies`), and where hits and sentences are (`search::hit_lines`,
//! `entities::sentences`).

use std::collections::HashSet;

use super::search::{hit_words, words_known_by};
use crate::index::{Error, Snapshot};
use crate::model::{Document, DocumentId};
use crate::query::{LinePlaces, Search};

/// Of so many documents that have copies, the first of the list, texts are read to know which of their lines are the
/// same; those after them have all of their lines. Set by hand: a second's work.
const MOST_READ: usize = 20_000;

impl Snapshot {
    /// Lines of a search, without those that stand in the same words in a copy of their document that is listed before,
    /// as far as it is known which are copies.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the answer is no longer wanted; otherwise when a text cannot be read.
    pub fn lines_once(
        &self,
        search: &Search,
        places: LinePlaces,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<LinePlaces, Error> {
        let folded = self.view.known_copies().0.fold(places.ids());
        let has_copies = |&&id: &&DocumentId| folded.copies(id) > 0;
        let read: HashSet<DocumentId> =
            places.ids().iter().filter(has_copies).take(MOST_READ).copied().collect();
        if read.is_empty() {
            return Ok(places);
        }
        let row_of = |id| read.contains(&id).then(|| folded.shown_for(id).unwrap_or(id));
        places.once(row_of, |id, numbers| {
            if cancelled() {
                return Err(Error::Cancelled);
            }
            let document = self.document(id)?.unwrap_or_default();
            Ok(match numbers {
                Some(numbers) => sentence_words(&document, numbers),
                None => hit_words(&search.query, &document),
            })
        })
    }
}

/// These sentences of a document, each with what its words are known by.
fn sentence_words(document: &Document, numbers: &[u32]) -> Vec<(u32, u64)> {
    let sentence = |&number: &u32| {
        let span = document.sentences.get(number as usize)?;
        Some((number, words_known_by(span.of(&document.text))))
    };
    numbers.iter().filter_map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::Span;
    use crate::query::{Marks, SentencePlace};

    const FIRE: &str = "The old mill at Tarn burned on Monday night while all of the town slept.";
    const COPY: &str = "the old mill at tarn BURNED, on Monday night while all of the town slept.";
    const REST: &str = "Firemen from Vell fought the flames until dawn, and the roof fell in before three, but nobody \
        was hurt.";
    const MORE: &str = "It burned in 1702 too.";
    const BAKERY: &str = "The bakery burned as well.";

    #[test]
    fn a_hit_that_stands_in_a_copy_is_one_line_and_what_only_the_copy_says_another() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        for (id, sentences) in [(1, vec![FIRE, REST]), (2, vec![COPY, REST, MORE]), (3, vec![BAKERY])] {
            let text = sentences.join(" ");
            let mut document = document("Fire", &text);
            let start = |of: &&str| document.text.find(of).map(|at| Span::new(at, at + of.len()));
            document.sentences = sentences.iter().map(start).collect::<Option<_>>().unwrap();
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document)]).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        let search = all(vec![must(words("burned"))]);
        let places = snapshot.hit_places(&search, &Marks::default(), &|| false).unwrap();
        let unknown = snapshot.lines_once(&search, places.clone(), &|| false).unwrap();
        assert_eq!((unknown.len(), unknown.in_copies), (4, 0), "copies were not looked for");
        assert_eq!(snapshot.near_copies(&|| false).unwrap().all().len(), 1);
        let once = snapshot.lines_once(&search, places.clone(), &|| false).unwrap();
        let all: Vec<SentencePlace> = (0..9).map_while(|at| once.get(at)).collect();
        assert_eq!((all.len(), once.in_copies, once.documents()), (3, 1, 2));
        let (lines, _) = snapshot.hit_lines(&search, &all).unwrap();
        let copies: Vec<(&str, u32)> =
            lines.iter().map(|line| (line.text.as_str(), once.copies((line.id, line.sentence)))).collect();
        assert!(copies.contains(&(MORE, 0)) && copies.contains(&(BAKERY, 0)), "{copies:?}");
        assert_eq!(all.iter().map(|&place| once.copies(place)).sum::<u32>(), 1);
        assert!(snapshot.lines_once(&search, places, &|| true).is_err(), "nobody waits for it");
    }
}

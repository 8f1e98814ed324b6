//! The terms of all names, each once, with the names that hold it, so that whom a typed name means is looked up
//! without reading every name.
//!
//! Not here: whose names they are (`search`).

use std::sync::OnceLock;

use crate::resolve::sound;
use crate::text::edits::edits;
use crate::text::search_terms::search_terms;
use crate::text::string_table::StringTable;

/// Around each term of a name, so that terms can be told apart in one text.
const BOUND: char = '\u{1F}';

/// How a term of a name may stand for one that is typed.
pub(in crate::entity) enum Likeness {
    /// It is the same.
    Same,
    /// It begins so.
    Beginning,
    /// It sounds the same.
    Sound,
    /// It has at most so many letters otherwise.
    Edits(usize),
}

/// A typed term, and which terms of names stand for it.
pub(in crate::entity) struct WantedTerm<'t> {
    pub(in crate::entity) term: &'t str,
    pub(in crate::entity) likeness: Likeness,
}

impl WantedTerm<'_> {
    /// Whether a term of a name stands for it.
    pub(in crate::entity) fn is_met_by(&self, term: &str) -> bool {
        match self.likeness {
            Likeness::Same => term == self.term,
            Likeness::Beginning => term.starts_with(self.term),
            Likeness::Sound => sound(term) == sound(self.term),
            Likeness::Edits(most) => edits(self.term, term, most).is_some(),
        }
    }
}

/// The terms of the names of a collection.
pub(in crate::entity) struct NameTerms {
    /// Each once, sorted.
    terms: StringTable,
    /// For each term where the numbers of its names begin in `names`, and where the last ends.
    starts: Vec<u32>,
    names: Vec<u32>,
    /// How many names there are.
    count: u32,
    /// How each term sounds, and its letters ([`letters`]). Made when first a name is typed that nobody has.
    spelling: OnceLock<Spelling>,
}

struct Spelling {
    sounds: StringTable,
    letters: Vec<u32>,
}

impl NameTerms {
    /// Takes the terms of names, [`bounded`], that are numbered from 0.
    pub(in crate::entity) fn new(all: impl Iterator<Item = String>) -> NameTerms {
        let (mut names, mut count) = (StringTable::default(), 0);
        for name in all {
            names.push(&name);
            count += 1;
        }
        let numbered = (0..).zip(names.iter());
        let mut pairs: Vec<(&str, u32)> =
            numbered.flat_map(|(number, name)| terms(name).map(move |term| (term, number))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut made = NameTerms {
            terms: StringTable::default(),
            starts: vec![0],
            names: pairs.iter().map(|&(_, number)| number).collect(),
            count,
            spelling: OnceLock::new(),
        };
        let mut end = 0;
        for of_term in pairs.chunk_by(|(before, _), (after, _)| before == after) {
            end += of_term.len() as u32;
            made.terms.push(of_term.first().map_or("", |&(term, _)| term));
            made.starts.push(end);
        }
        made
    }

    /// The numbers of the names that for each wanted term have one that stands for it, in order.
    pub(in crate::entity) fn names_with(&self, wanted: &[WantedTerm<'_>]) -> Vec<u32> {
        let mut held: Option<Vec<u32>> = None;
        for one in wanted {
            let standing = self.standing_for(one);
            let mut of_term: Vec<u32> =
                standing.into_iter().flat_map(|term| self.names_of(term)).copied().collect();
            of_term.sort_unstable();
            of_term.dedup();
            if let Some(before) = &held {
                of_term.retain(|number| before.binary_search(number).is_ok());
            }
            if of_term.is_empty() {
                return of_term;
            }
            held = Some(of_term);
        }
        held.unwrap_or_else(|| (0..self.count).collect())
    }

    fn names_of(&self, term: usize) -> &[u32] {
        let bounds = self.starts.get(term).zip(self.starts.get(term + 1));
        bounds.and_then(|(&start, &end)| self.names.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// The numbers of the terms that stand for a wanted one.
    fn standing_for(&self, wanted: &WantedTerm<'_>) -> Vec<usize> {
        let all = 0..self.terms.len();
        match wanted.likeness {
            Likeness::Same => self.terms.search(wanted.term).map(|at| at as usize).into_iter().collect(),
            Likeness::Beginning => {
                let first = self.terms.first_from(wanted.term);
                all.skip(first).take_while(|&at| self.terms.get(at).starts_with(wanted.term)).collect()
            }
            Likeness::Sound => {
                let (sounds, asked) = (&self.spelling().sounds, sound(wanted.term));
                all.filter(|&at| sounds.get(at) == asked).collect()
            }
            Likeness::Edits(most) => {
                // An edit changes two letters at most, so that most terms are told apart by their letters.
                let asked = letters(wanted.term);
                let can_be = |other: &u32| (asked ^ other).count_ones() as usize <= 2 * most;
                let near = self.spelling().letters.iter().enumerate().filter(|(_, other)| can_be(other));
                near.map(|(at, _)| at).filter(|&at| wanted.is_met_by(self.terms.get(at))).collect()
            }
        }
    }

    fn spelling(&self) -> &Spelling {
        self.spelling.get_or_init(|| {
            let mut made = Spelling { sounds: StringTable::default(), letters: Vec::new() };
            for term in self.terms.iter() {
                made.sounds.push(&sound(term));
                made.letters.push(letters(term));
            }
            made
        })
    }
}

/// A name as its terms, each between two bounds.
pub(in crate::entity) fn bounded(name: &str) -> String {
    let mut text = String::from(BOUND);
    for term in search_terms(name) {
        text.push_str(&term);
        text.push(BOUND);
    }
    text
}

/// The terms of a name that is [`bounded`].
pub(in crate::entity) fn terms(bounded: &str) -> impl Iterator<Item = &str> + Clone {
    bounded.split(BOUND).filter(|term| !term.is_empty())
}

/// Which letters a term has, a bit each; some share one.
fn letters(term: &str) -> u32 {
    term.chars().fold(0, |letters, c| letters | 1 << (c as u32 % u32::BITS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 5] = ["Greta Thunberg", "Jens Stoltenberg", "Grete Thunborg Jansen", "Saltmere", ""];

    fn found(wanted: &[(&str, Likeness)], names: &[String]) -> Vec<u32> {
        let like = |of: &Likeness| match of {
            Likeness::Same => Likeness::Same,
            Likeness::Beginning => Likeness::Beginning,
            Likeness::Sound => Likeness::Sound,
            Likeness::Edits(most) => Likeness::Edits(*most),
        };
        let wanted: Vec<WantedTerm<'_>> =
            wanted.iter().map(|(term, of)| WantedTerm { term, likeness: like(of) }).collect();
        let found = NameTerms::new(names.iter().cloned()).names_with(&wanted);
        // What reading every name finds.
        let met = |name: &str| wanted.iter().all(|one| terms(name).any(|term| one.is_met_by(term)));
        let read: Vec<u32> = (0..).zip(names).filter(|(_, name)| met(name)).map(|(at, _)| at).collect();
        assert_eq!(found, read);
        found
    }

    #[test]
    fn names_are_found_by_their_terms_however_they_are_written() {
        use Likeness::{Beginning, Edits, Same, Sound};
        let names = NAMES.map(bounded);
        assert_eq!(found(&[("thunberg", Same), ("greta", Same)], &names), [0]);
        assert_eq!(found(&[("thun", Same)], &names), Vec::<u32>::new());
        assert_eq!(found(&[("thun", Beginning)], &names), [0, 2]);
        assert_eq!(found(&[("thun", Beginning), ("jans", Beginning)], &names), [2]);
        assert_eq!(found(&[("tunberg", Sound)], &names), [0]);
        assert_eq!(found(&[("stoltnbreg", Edits(2))], &names), [1]);
        assert_eq!(found(&[("stoltnbreg", Edits(1))], &names), Vec::<u32>::new());
        assert_eq!(found(&[], &names), [0, 1, 2, 3, 4]);
    }

    proptest! {
        #[test]
        fn the_table_finds_what_reading_every_name_finds(
            names in prop::collection::vec("[abé]{0,4}( [abé]{1,4}){0,2}", 0..12),
            term in "[abé]{1,4}",
            other in "[abé]{1,2}",
        ) {
            let names: Vec<String> = names.iter().map(|name| bounded(name)).collect();
            for likeness in [Likeness::Same, Likeness::Sound, Likeness::Edits(1), Likeness::Edits(2)] {
                found(&[(&term, likeness), (&other, Likeness::Beginning)], &names);
            }
        }
    }
}

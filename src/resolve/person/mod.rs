//! Merges the names of people: several spellings, given names, initials and short forms of one person.
//!
//! `name` turns a name into numbers for sounds, `people` compares by these, `slips` letter by letter.
//! Names of organisations and places are not here.

mod name;
mod people;
mod slips;

pub(super) use people::People;

use super::merge::Merger;

impl People {
    /// Puts together who is one: what is sure first, then what goes to the only or by far most
    /// frequent bearer.
    pub(super) fn merge(&self, merger: &mut Merger<'_>) {
        self.merge_spellings(merger);
        self.merge_middle_names(merger);
        self.merge_given_names(merger);
        self.merge_slips(merger);
        self.merge_initials(merger);
        self.merge_bare(merger);
    }
}

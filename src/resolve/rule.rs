//! The rules by which two names are merged, how sure each is, and its wording for the user.

use super::spelling::difference;
use crate::model::KeyNumber;

/// Why two names are one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Capitals, accents, spaces or full stops differ.
    Writing,
    /// One name spelled or transliterated in two ways.
    Spelling,
    /// A letter more, less or another: a slip, or a transliteration no rule knows.
    Slip,
    /// A list has them as names of one place or organisation.
    Known,
    /// The legal form of a firm is left out.
    LegalForm,
    /// An acronym and what it stands for.
    Acronym,
    /// "Party" is left out.
    Party,
    /// A given name in two languages, or its short form.
    GivenName,
    /// A middle name is left out or shortened.
    MiddleName,
    /// The given name is shortened to its initial.
    Initial,
    /// The same e-mail address stands with both.
    Address,
    /// A family name alone.
    ShortForm,
    /// Written alike and taken for another kind in few documents.
    UsualKind,
    /// The reader corrected it so.
    Corrected,
}

/// How sure it is that two names are one: the confidence of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Shown as a guess.
    Likely,
    /// Shown as a fact.
    Sure,
}

/// Two keys that are one entity, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The one key; which of them comes first means nothing.
    pub one: KeyNumber,
    /// The other key.
    pub other: KeyNumber,
    /// Why they are one entity.
    pub rule: Rule,
    /// How sure that is.
    pub strength: Strength,
}

/// A merge as numbers, as tables hold it: the keys, and rule and strength in one.
pub(super) type PackedMerge = [u32; 3];

impl Merge {
    /// The merge as numbers.
    pub(super) fn pack(self) -> PackedMerge {
        let rule = Rule::ALL.iter().position(|&rule| rule == self.rule).unwrap_or_default() as u32;
        [self.one, self.other, rule << 1 | u32::from(self.strength == Strength::Sure)]
    }

    /// The merge that was packed so.
    pub(super) fn unpack([one, other, why]: PackedMerge) -> Merge {
        let rule = Rule::ALL.get((why >> 1) as usize).copied().unwrap_or(Rule::Writing);
        let strength = if why & 1 == 1 { Strength::Sure } else { Strength::Likely };
        Merge { one, other, rule, strength }
    }
}

impl Rule {
    /// All rules.
    const ALL: [Rule; 14] = [
        Rule::Writing,
        Rule::Spelling,
        Rule::Slip,
        Rule::Known,
        Rule::LegalForm,
        Rule::Acronym,
        Rule::Party,
        Rule::GivenName,
        Rule::MiddleName,
        Rule::Initial,
        Rule::Address,
        Rule::ShortForm,
        Rule::UsualKind,
        Rule::Corrected,
    ];

    /// The rule in few words; with the letters in question where these are few.
    pub fn words(self, one: &str, other: &str) -> String {
        let spelling = || match difference(one, other) {
            Some(letters) => format!("spelling {letters}"),
            None => "spelling".to_owned(),
        };
        match self {
            Rule::Writing => "capitals, accents or spaces differ".to_owned(),
            Rule::Spelling => spelling(),
            Rule::Slip => format!("{}, perhaps a slip", spelling()),
            Rule::Known => "known by both names".to_owned(),
            Rule::LegalForm => "legal form left out".to_owned(),
            Rule::Acronym => "its acronym".to_owned(),
            Rule::Party => "“party” left out".to_owned(),
            Rule::GivenName => "given name translated or shortened".to_owned(),
            Rule::MiddleName => "middle name left out or shortened".to_owned(),
            Rule::Initial => "given name as its initial".to_owned(),
            Rule::Address => "the same e-mail address".to_owned(),
            Rule::ShortForm => "family name alone, in documents without the full name".to_owned(),
            Rule::UsualKind => "the same name, mostly of this kind".to_owned(),
            Rule::Corrected => "you said so".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_comes_back_from_its_numbers() {
        for rule in Rule::ALL {
            for strength in [Strength::Likely, Strength::Sure] {
                let merge = Merge { one: 3, other: 7, rule, strength };
                assert_eq!(Merge::unpack(merge.pack()), merge);
            }
        }
    }
}

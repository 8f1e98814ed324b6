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

impl Rule {
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

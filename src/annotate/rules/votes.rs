//! Sums the evidence of all uses of one name in a document, and decides its kind.

use super::super::evidence::KindEvidence;
use super::super::weights as w;
use crate::lexicon::{Classes, LISTED_NAME, lexicon};
use crate::model::Kind;

/// The kind with the most evidence, if that is enough, and how much it has.
fn decide(evidence: KindEvidence) -> Option<(Kind, i32)> {
    let kinds = [
        (Kind::Person, evidence.person),
        (Kind::Organization, evidence.organization),
        (Kind::Place, evidence.place),
    ];
    kinds.into_iter().max_by_key(|&(_, weight)| weight).filter(|&(_, weight)| weight >= w::ENOUGH)
}

/// The evidence of the uses of one name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    pub sum: KindEvidence,
    strongest_person: i32,
    pub seen: i32,
    places: i32,
}

impl Votes {
    /// Counts one more use.
    pub fn add(&mut self, evidence: KindEvidence) {
        self.seen += 1;
        self.strongest_person = self.strongest_person.max(evidence.person);
        match decide(evidence) {
            Some((Kind::Person, weight)) => self.sum.person += weight.min(w::VOTE_LIMIT),
            Some((Kind::Organization, weight)) => self.sum.organization += weight.min(w::VOTE_LIMIT),
            Some((_, weight)) => {
                self.sum.place += weight.min(w::VOTE_LIMIT);
                self.places += 1;
            }
            None => {}
        }
    }

    /// The kind most uses have.
    pub fn decide(&self) -> Option<Kind> {
        let (kind, weight) = decide(self.sum)?;
        if kind == Kind::Person && self.places > 0 && self.strongest_person <= w::SPEECH_LIMIT {
            return Some(Kind::Place);
        }
        // "In Tarn" once among many other uses is a figure of speech or a product.
        let rare = kind == Kind::Place && weight < w::SURE_PLACE && self.places * w::PLACE_SHARE < self.seen;
        (!rare).then_some(kind)
    }

    /// Whether a word by itself has more to show for a person than a verb of speech, which
    /// countries and firms have too. A word of the name lists needs no more.
    pub fn convinces(&self, surface: &str, kind: Kind) -> bool {
        let enough = if is_ordinary(surface) { w::TITLE_LIMIT } else { w::SPEECH_LIMIT };
        let known = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);
        let built = ["Al-", "al-", "El-", "O'", "O’", "Mc"].iter().any(|prefix| surface.starts_with(prefix));
        kind != Kind::Person
            || self.strongest_person > enough
            || surface.contains(' ')
            || built
            || lexicon().name(surface).any(known)
    }
}

/// Words that no list has as a name and that are, or end like, ordinary ones.
pub fn is_ordinary(word: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["tion", "tions", "ment", "ments", "ness", "ing", "ings", "ity", "ities", "ability"];
    let plain = Classes::WORD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::ORGANIZATION_HEAD);
    let known = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME).with(LISTED_NAME);
    let ends = ENDINGS.iter().any(|ending| word.ends_with(ending));
    (ends || lexicon().word(word).any(plain)) && !lexicon().name(word).any(known)
}

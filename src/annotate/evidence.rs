//! A weight for each kind of name (person, organisation, place), as the rules add them up.
//!
//! Not here: where the weights come from (`rules::weigh`, `weights`).

use std::ops::{Add, AddAssign};

/// Weights for each kind; negative ones count against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindEvidence {
    pub person: i32,
    pub organization: i32,
    pub place: i32,
}

impl KindEvidence {
    /// Nothing for or against any kind.
    pub const NONE: KindEvidence = KindEvidence::new([0; 3]);

    /// For a person, an organisation, a place.
    pub const fn new([person, organization, place]: [i32; 3]) -> KindEvidence {
        KindEvidence { person, organization, place }
    }

    /// The evidence counted so many times.
    pub fn times(self, count: i32) -> KindEvidence {
        KindEvidence::new([self.person, self.organization, self.place].map(|weight| weight * count))
    }

    /// The weight of the kind with the most.
    pub fn strongest(self) -> i32 {
        self.person.max(self.organization).max(self.place)
    }
}

impl Add for KindEvidence {
    type Output = KindEvidence;

    fn add(self, other: KindEvidence) -> KindEvidence {
        KindEvidence {
            person: self.person + other.person,
            organization: self.organization + other.organization,
            place: self.place + other.place,
        }
    }
}

impl AddAssign for KindEvidence {
    fn add_assign(&mut self, other: KindEvidence) {
        *self = *self + other;
    }
}

//! What speaks for each kind of name.

use std::ops::{Add, AddAssign};

/// Weights for each kind; negative ones speak against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub person: i32,
    pub organization: i32,
    pub place: i32,
}

impl Evidence {
    /// Nothing for or against any kind.
    pub const NONE: Evidence = Evidence::new([0; 3]);

    /// For a person, an organisation, a place.
    pub const fn new([person, organization, place]: [i32; 3]) -> Evidence {
        Evidence { person, organization, place }
    }

    /// The evidence counted so many times.
    pub fn times(self, count: i32) -> Evidence {
        Evidence::new([self.person, self.organization, self.place].map(|weight| weight * count))
    }

    /// The weight of the kind with the most.
    pub fn strongest(self) -> i32 {
        self.person.max(self.organization).max(self.place)
    }
}

impl Add for Evidence {
    type Output = Evidence;

    fn add(self, other: Evidence) -> Evidence {
        Evidence {
            person: self.person + other.person,
            organization: self.organization + other.organization,
            place: self.place + other.place,
        }
    }
}

impl AddAssign for Evidence {
    fn add_assign(&mut self, other: Evidence) {
        *self = *self + other;
    }
}

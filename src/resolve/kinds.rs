//! The kinds of many entities, a byte each.

use crate::mapped::Array;
use crate::model::Kind;

/// The kind of each of many.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kinds {
    /// Positions in [`Kind::ALL`], and after that in `own`.
    pub numbers: Array<u16>,
    /// The kinds of own lists.
    pub own: Vec<Kind>,
}

impl Kinds {
    /// The kinds in this order.
    pub fn of(kinds: impl Iterator<Item = Kind>) -> Kinds {
        let mut made = Kinds::default();
        let numbers = kinds.map(|kind| made.number(kind)).collect();
        Kinds { numbers, ..made }
    }

    fn number(&mut self, kind: Kind) -> u16 {
        let built_in = Kind::ALL.iter().position(|&of| of == kind);
        let at = built_in.unwrap_or_else(|| {
            let known = self.own.iter().position(|&of| of == kind);
            Kind::ALL.len()
                + known.unwrap_or_else(|| {
                    self.own.push(kind);
                    self.own.len() - 1
                })
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// The kind of the one with that number.
    pub fn get(&self, at: usize) -> Option<Kind> {
        let number = usize::from(*self.numbers.get(at)?);
        Kind::ALL.get(number).or_else(|| self.own.get(number.checked_sub(Kind::ALL.len())?)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_own_lists_stand_beside_the_built_in_ones() {
        let own = |name| Kind::from_name(name).unwrap();
        let kinds = [Kind::Place, own("vessels"), Kind::Wallet, own("theatres"), own("vessels")];
        let packed = Kinds::of(kinds.into_iter());
        assert_eq!((0..).map_while(|at| packed.get(at)).collect::<Vec<_>>(), kinds);
        assert_eq!(packed.own.len(), 2);
    }
}

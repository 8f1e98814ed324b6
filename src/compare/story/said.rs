//! What a reader says of pairs of reports, made free of contradictions: which are of one story in any case, and which
//! never are.
//!
//! Not here: saying it (`query::correction`), and putting reports together under it (`cluster`).

use std::collections::BTreeMap;

/// Things that are in one cluster because it was said, and pairs that never are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidPairs {
    /// Groups of things that are together, each in order, in the order of their first.
    pub(super) together: Vec<Vec<u32>>,
    /// Pairs that are never together, in order; what is together with one of a pair is apart from the other, too.
    pub(super) apart: Vec<(u32, u32)>,
}

impl SaidPairs {
    /// What holds of pairs that are said to be together (`true`) or apart, the latest last. Where one contradicts
    /// what was said later, also by way of other pairs, it does not hold.
    pub fn of(said: impl DoubleEndedIterator<Item = (u32, u32, bool)>) -> SaidPairs {
        let mut groups = Groups::default();
        let mut apart: Vec<(u32, u32)> = Vec::new();
        for (a, b, together) in said.rev() {
            let (first, second) = (groups.first(a), groups.first(b));
            let are_apart = || {
                apart
                    .iter()
                    .map(|&(c, d)| (groups.first(c), groups.first(d)))
                    .any(|pair| pair == (first, second) || pair == (second, first))
            };
            if first == second {
                continue;
            }
            match together {
                true if are_apart() => {}
                true => groups.join(first, second),
                false => apart.push((a.min(b), a.max(b))),
            }
        }
        let together = groups.all();
        let group = |of: u32| together.iter().find(|group| group.contains(&of)).cloned().unwrap_or(vec![of]);
        let all = |&(a, b): &(u32, u32)| {
            let others = group(b);
            group(a)
                .into_iter()
                .flat_map(move |a| others.clone().into_iter().map(move |b| (a.min(b), a.max(b))))
        };
        let mut apart: Vec<(u32, u32)> = apart.iter().flat_map(all).collect();
        apart.sort_unstable();
        apart.dedup();
        SaidPairs { together, apart }
    }
}

/// Disjoint groups, each known by its first member.
#[derive(Default)]
struct Groups(BTreeMap<u32, u32>);

impl Groups {
    /// The first of the group that one is in.
    fn first(&self, of: u32) -> u32 {
        let mut at = of;
        while let Some(&before) = self.0.get(&at).filter(|&&before| before != at) {
            at = before;
        }
        at
    }

    /// Makes one group of two, by their first members.
    fn join(&mut self, one: u32, other: u32) {
        let (first, second) = (one.min(other), one.max(other));
        self.0.insert(first, first);
        self.0.insert(second, first);
    }

    fn all(&self) -> Vec<Vec<u32>> {
        let mut all: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &member in self.0.keys() {
            all.entry(self.first(member)).or_default().push(member);
        }
        all.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: &[(u32, u32, bool)]) -> (Vec<Vec<u32>>, Vec<(u32, u32)>) {
        let said = SaidPairs::of(said.iter().copied());
        (said.together, said.apart)
    }

    #[test]
    fn the_later_word_holds_also_by_way_of_others() {
        assert_eq!(of(&[(3, 1, true), (1, 2, true), (4, 5, false)]), (vec![vec![1, 2, 3]], vec![(4, 5)]));
        assert_eq!(of(&[(1, 2, false), (2, 1, true)]), (vec![vec![1, 2]], vec![]));
        assert_eq!(of(&[(1, 2, true), (2, 1, false)]), (vec![], vec![(1, 2)]));
        assert_eq!(
            of(&[(1, 2, true), (2, 3, true), (1, 3, false)]),
            (vec![vec![2, 3]], vec![(1, 2), (1, 3)])
        );
        assert_eq!(of(&[(1, 3, false), (1, 2, true), (2, 3, true)]), (vec![vec![1, 2, 3]], vec![]));
        assert_eq!(of(&[(7, 7, true), (7, 7, false)]), (vec![], vec![]), "nothing is said of one alone");
    }
}

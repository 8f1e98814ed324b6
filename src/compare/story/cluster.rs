//! Puts together what is alike on average (average linkage), over a graph in which most pairs are missing: those
//! are not alike at all. Two clusters that are said to be apart are never put together (cannot-link), and what is said
//! to be together is put there in the end (must-link), with all that it was found to be one with: so saying that
//! something more belongs to a cluster takes nothing out of it.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::mem::take;

use super::said::SaidPairs;

/// Two clusters that may become one.
struct Joint {
    alike: f64,
    pair: (u32, u32),
}

impl Ord for Joint {
    fn cmp(&self, other: &Joint) -> Ordering {
        // Of those that are equally alike the first numbers come first.
        self.alike.total_cmp(&other.alike).then_with(|| Reverse(self.pair).cmp(&Reverse(other.pair)))
    }
}

impl PartialOrd for Joint {
    fn partial_cmp(&self, other: &Joint) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Joint {
    fn eq(&self, other: &Joint) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Joint {}

/// A cluster while it grows: its members, how alike it is to each other one, summed over pairs of members, and which
/// others it is never put together with.
#[derive(Default)]
struct Growing {
    members: Vec<u32>,
    alike: BTreeMap<u32, f64>,
    never: BTreeSet<u32>,
}

impl Growing {
    /// How alike its members and those of another are on average.
    fn average(&self, alike: f64, other: &Growing) -> f64 {
        alike / (self.members.len() * other.members.len()) as f64
    }
}

/// All clusters by their numbers; those that became a part of another are gone.
struct Clusters(Vec<Option<Growing>>);

impl Clusters {
    fn get_mut(&mut self, number: u32) -> Option<&mut Growing> {
        self.0.get_mut(number as usize)?.as_mut()
    }

    /// Makes one cluster of two, under the next number; `None` where one of them is gone, or they are never together.
    fn join(&mut self, a: u32, b: u32) -> Option<u32> {
        let is_there = |number: u32| self.0.get(number as usize)?.as_ref();
        let (first, _) = is_there(a).zip(is_there(b))?;
        if a == b || first.never.contains(&b) {
            return None;
        }
        let taken = |clusters: &mut Clusters, at: u32| clusters.0.get_mut(at as usize)?.take();
        let (mut joined, second) = taken(self, a).zip(taken(self, b))?;
        joined.members.extend(second.members);
        joined.members.sort_unstable();
        joined.never.extend(second.never);
        for (other, alike) in second.alike {
            *joined.alike.entry(other).or_default() += alike;
        }
        joined.alike.remove(&a);
        joined.alike.remove(&b);
        let number = self.0.len() as u32;
        for (&other, &alike) in &joined.alike {
            let Some(beside) = self.get_mut(other) else { continue };
            beside.alike.remove(&a);
            beside.alike.remove(&b);
            beside.alike.insert(number, alike);
        }
        for &other in &joined.never {
            let Some(beside) = self.get_mut(other) else { continue };
            beside.never.remove(&a);
            beside.never.remove(&b);
            beside.never.insert(number);
        }
        self.0.push(Some(joined));
        Some(number)
    }

    /// The joints of a cluster with others that are alike enough; of two that are looked at both only one.
    fn joints(&self, number: u32, threshold: f64) -> impl Iterator<Item = Joint> {
        let own = self.0.get(number as usize).and_then(Option::as_ref);
        own.into_iter().flat_map(move |own| {
            own.alike.range(..number).filter_map(move |(&other, &alike)| {
                let beside = self.0.get(other as usize)?.as_ref()?;
                let alike = own.average(alike, beside);
                (alike >= threshold).then_some(Joint { alike, pair: (other, number) })
            })
        })
    }
}

/// The clusters of `count` things, of which these pairs are alike by so much from 0 to 1, all others not at all. Two
/// are put together while their members are alike by at least `threshold`, above 0, on average, unless something else
/// was said. Each cluster in order, in the order of their first.
pub fn cluster(count: usize, pairs: &[((u32, u32), f32)], threshold: f32, said: &SaidPairs) -> Vec<Vec<u32>> {
    let threshold = f64::from(threshold);
    let alone = |number| Some(Growing { members: vec![number], ..Growing::default() });
    let mut clusters = Clusters((0..count as u32).map(alone).collect());
    for &((a, b), alike) in pairs.iter().filter(|((a, b), alike)| a != b && *alike > 0.0) {
        for (of, other) in [(a, b), (b, a)] {
            if let Some(cluster) = clusters.get_mut(of) {
                cluster.alike.insert(other, f64::from(alike));
            }
        }
    }
    for &(a, b) in &said.apart {
        for (of, other) in [(a, b), (b, a)] {
            if let Some(cluster) = clusters.get_mut(of) {
                cluster.never.insert(other);
            }
        }
    }
    let numbers = 0..clusters.0.len() as u32;
    let mut joints: BinaryHeap<Joint> =
        numbers.flat_map(|number| clusters.joints(number, threshold)).collect();
    while let Some(Joint { pair: (a, b), .. }) = joints.pop() {
        if let Some(number) = clusters.join(a, b) {
            joints.extend(clusters.joints(number, threshold));
        }
    }
    let found = clusters.0.into_iter().flatten().map(|cluster| cluster.members);
    put_together(found.collect(), count, said)
}

/// Puts clusters together that have members which are said to be together. Where that would bring others together that
/// are said to be apart, only those members come over.
fn put_together(mut clusters: Vec<Vec<u32>>, count: usize, said: &SaidPairs) -> Vec<Vec<u32>> {
    let mut of = vec![0; count];
    for (number, members) in clusters.iter().enumerate() {
        for &member in members {
            of.get_mut(member as usize).into_iter().for_each(|of| *of = number);
        }
    }
    let cluster_of = |of: &[usize], member: u32| of.get(member as usize).copied();
    for group in &said.together {
        let Some(base) = group.first().and_then(|&first| cluster_of(&of, first)) else { continue };
        for &member in group {
            let Some(from) = cluster_of(&of, member).filter(|&from| from != base) else { continue };
            let are_apart = said.apart.iter().any(|&(a, b)| {
                let both = (cluster_of(&of, a), cluster_of(&of, b));
                both == (Some(base), Some(from)) || both == (Some(from), Some(base))
            });
            let Some(members) = clusters.get_mut(from) else { continue };
            let coming: Vec<u32> =
                if are_apart { members.extract_if(.., |of| *of == member).collect() } else { take(members) };
            for &coming in &coming {
                of.get_mut(coming as usize).into_iter().for_each(|of| *of = base);
            }
            clusters.get_mut(base).into_iter().for_each(|members| members.extend(&coming));
        }
    }
    clusters.retain(|members| !members.is_empty());
    clusters.iter_mut().for_each(|members| members.sort_unstable());
    clusters.sort_unstable();
    clusters
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_alike_on_average_is_put_together() {
        let pairs = [((0, 1), 0.9), ((1, 2), 0.8), ((0, 2), 0.1), ((3, 4), 0.6), ((2, 3), 0.7)];
        let cluster = |count, pairs: &[_], threshold| cluster(count, pairs, threshold, &SaidPairs::default());
        assert_eq!(cluster(6, &pairs, 0.5), [vec![0, 1], vec![2, 3], vec![4], vec![5]]);
        let triangle = [((0, 1), 0.9), ((1, 2), 0.8), ((0, 2), 0.1)];
        assert_eq!(cluster(3, &triangle, 0.5), [vec![0, 1], vec![2]], "2 is alike by .45 on average");
        assert_eq!(cluster(3, &triangle, 0.4), [[0, 1, 2]]);
        assert_eq!(cluster(3, &[], 0.1), [vec![0], vec![1], vec![2]]);
    }

    #[test]
    fn what_is_said_is_so_whatever_is_alike() {
        let pairs = [((0, 1), 0.9), ((1, 2), 0.8), ((0, 2), 0.7), ((3, 4), 0.6)];
        let said = |said: &[(u32, u32, bool)]| cluster(6, &pairs, 0.5, &SaidPairs::of(said.iter().copied()));
        assert_eq!(said(&[]), [vec![0, 1, 2], vec![3, 4], vec![5]]);
        assert_eq!(said(&[(0, 1, false)]), [vec![0], vec![1, 2], vec![3, 4], vec![5]]);
        assert_eq!(said(&[(5, 4, true)]), [vec![0, 1, 2], vec![3, 4, 5]], "it takes nothing out");
        assert_eq!(said(&[(5, 4, true), (0, 5, true)]), [[0, 1, 2, 3, 4, 5]]);
        assert_eq!(said(&[(0, 5, true), (5, 1, false)]), [vec![0, 5], vec![1, 2], vec![3, 4]]);
        assert_eq!(said(&[(2, 3, true), (4, 1, false)]), [vec![0, 1, 2, 3], vec![4], vec![5]]);
    }

    proptest! {
        #[test]
        fn every_said_pair_holds_and_no_order_matters(
            pairs in prop::collection::btree_map((0..12_u32, 0..12_u32), 0.0_f32..1.0, 0..40),
            story in prop::collection::vec(0..4_u32, 12),
            about in prop::collection::vec((0..12_u32, 0..12_u32), 0..16),
            turned in any::<usize>(),
        ) {
            // Said by somebody who knows the story of each: nothing contradicts anything.
            let of = |at: u32| story[at as usize];
            let mut said: Vec<_> =
                about.iter().filter(|(a, b)| a != b).map(|&(a, b)| (a, b, of(a) == of(b))).collect();
            let pairs: Vec<_> = pairs.into_iter().filter(|((a, b), _)| a < b).collect();
            let found = cluster(12, &pairs, 0.5, &SaidPairs::of(said.iter().copied()));
            let number = |at: u32| found.iter().position(|members| members.contains(&at)).unwrap();
            for &(a, b, together) in &said {
                prop_assert_eq!(number(a) == number(b), together, "{} {}", a, b);
            }
            prop_assert_eq!(found.iter().map(Vec::len).sum::<usize>(), 12);
            let by = turned % said.len().max(1);
            said.rotate_left(by);
            said.iter_mut().for_each(|(a, b, _)| std::mem::swap(a, b));
            let mut turned_pairs = pairs.clone();
            turned_pairs.reverse();
            prop_assert_eq!(found, cluster(12, &turned_pairs, 0.5, &SaidPairs::of(said.into_iter())));
        }
    }
}

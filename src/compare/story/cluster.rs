//! Puts together what is alike on average (average linkage), over a graph in which most pairs are missing: those
//! are not alike at all.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

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

/// A cluster while it grows: its members, and how alike it is to each other one, summed over pairs of members.
#[derive(Default)]
struct Growing {
    members: Vec<u32>,
    alike: BTreeMap<u32, f64>,
}

/// The clusters of `count` things, of which these pairs are alike by so much from 0 to 1, all others not at all. Two
/// are put together while their members are alike by at least `threshold`, above 0, on average. Each cluster in
/// order, in the order of their first.
pub fn cluster(count: usize, pairs: &[((u32, u32), f32)], threshold: f32) -> Vec<Vec<u32>> {
    let mut clusters: Vec<Option<Growing>> = (0..count as u32)
        .map(|number| Some(Growing { members: vec![number], alike: BTreeMap::new() }))
        .collect();
    let mut joints = BinaryHeap::new();
    for &((a, b), alike) in pairs {
        let alike = f64::from(alike);
        if a == b || alike <= 0.0 {
            continue;
        }
        note(&mut clusters, a, b, alike);
        note(&mut clusters, b, a, alike);
        if alike >= f64::from(threshold) {
            joints.push(Joint { alike, pair: (a.min(b), a.max(b)) });
        }
    }
    while let Some(Joint { pair: (a, b), .. }) = joints.pop() {
        let whole = |at: u32| clusters.get(at as usize).is_some_and(Option::is_some);
        if !whole(a) || !whole(b) {
            continue;
        }
        let (Some(first), Some(second)) = (take(&mut clusters, a), take(&mut clusters, b)) else { continue };
        let number = clusters.len() as u32;
        let joined = join(first, second, (a, b));
        for (&other, &alike) in &joined.alike {
            let Some(Some(beside)) = clusters.get_mut(other as usize) else { continue };
            beside.alike.remove(&a);
            beside.alike.remove(&b);
            beside.alike.insert(number, alike);
            let average = alike / (joined.members.len() * beside.members.len()) as f64;
            if average >= f64::from(threshold) {
                joints.push(Joint { alike: average, pair: (other, number) });
            }
        }
        clusters.push(Some(joined));
    }
    let mut found: Vec<Vec<u32>> = clusters.into_iter().flatten().map(|cluster| cluster.members).collect();
    found.sort_unstable();
    found
}

fn note(clusters: &mut [Option<Growing>], of: u32, other: u32, alike: f64) {
    if let Some(Some(cluster)) = clusters.get_mut(of as usize) {
        cluster.alike.insert(other, alike);
    }
}

fn take(clusters: &mut [Option<Growing>], number: u32) -> Option<Growing> {
    clusters.get_mut(number as usize).and_then(Option::take)
}

fn join(first: Growing, second: Growing, numbers: (u32, u32)) -> Growing {
    let mut joined = first;
    joined.members.extend(second.members);
    joined.members.sort_unstable();
    for (other, alike) in second.alike {
        *joined.alike.entry(other).or_default() += alike;
    }
    joined.alike.remove(&numbers.0);
    joined.alike.remove(&numbers.1);
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_on_average_is_put_together() {
        let pairs = [((0, 1), 0.9), ((1, 2), 0.8), ((0, 2), 0.1), ((3, 4), 0.6), ((2, 3), 0.7)];
        assert_eq!(cluster(6, &pairs, 0.5), [vec![0, 1], vec![2, 3], vec![4], vec![5]]);
        let triangle = [((0, 1), 0.9), ((1, 2), 0.8), ((0, 2), 0.1)];
        assert_eq!(cluster(3, &triangle, 0.5), [vec![0, 1], vec![2]], "2 is alike by .45 on average");
        assert_eq!(cluster(3, &triangle, 0.4), [[0, 1, 2]]);
        assert_eq!(cluster(3, &[], 0.1), [vec![0], vec![1], vec![2]]);
    }
}

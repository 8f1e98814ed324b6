//! The weights of the features of a model, found by the keys of the features. Most features that are asked for
//! have no weights, and what is asked for next is anywhere: waiting for memory is what a look-up costs. A bit
//! for each part of all keys says without the weights that there are none, and a key lies in one line of the
//! processor's cache together with its weights.
//!
//! Not here: what features and labels are (`model`).

use super::lanes::{LANES, WeightRow, WeightSums};

/// A feature with its weights.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
struct Entry {
    key: u32,
    weights: WeightRow,
}

/// The entries of a bucket.
const WAYS: usize = 4;

/// What lies in one line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Bucket([Entry; WAYS]);

/// A bucket for so many features: with a quarter of the entries free, one bucket in five overflows.
const FEATURES_A_BUCKET: usize = 3;

/// At least so many bits for each feature, so that at most one in eight keys without weights is looked for.
const BITS_A_FEATURE: usize = 8;

/// The keys that are looked for at once.
const AT_ONCE: usize = 64;

/// Weights by the keys of features.
#[derive(Clone, Debug)]
pub struct WeightTable {
    /// By the high bits of its key, whether there may be weights for a feature.
    there: Vec<u64>,
    /// The bits of a key below those.
    low: u32,
    /// In ascending order of keys. A key is in the bucket that its size says or, where that is full, in the next
    /// with room; the last ones are for what overflows. Free entries come last and have [`free_key`].
    buckets: Vec<Bucket>,
    /// Without those for what overflows.
    home_buckets: usize,
    features: usize,
}

/// The key of the free entries of a bucket: one that lies in another. Their weights are 0 in any case.
fn free_key(bucket: usize) -> u32 {
    if bucket == 0 { u32::MAX } else { 0 }
}

impl WeightTable {
    /// The rows are keys, ascending, with their weights.
    pub fn new(rows: &[(u32, WeightRow)]) -> WeightTable {
        let high = (rows.len() * BITS_A_FEATURE).max(64).next_power_of_two().ilog2();
        let home_buckets = (rows.len() / FEATURES_A_BUCKET).max(2);
        let mut table = WeightTable {
            there: vec![0; (1 << high) / 64],
            low: u32::BITS - high,
            buckets: Vec::with_capacity(home_buckets + 1),
            home_buckets,
            features: rows.len(),
        };
        let mut free = WAYS;
        for &(key, weights) in rows {
            let part = key >> table.low;
            table.there[part as usize / 64] |= 1 << (part % 64);
            let home = table.home(key);
            while table.buckets.len() <= home || free == WAYS {
                table.push_bucket();
                free = 0;
            }
            if let Some(Bucket(entries)) = table.buckets.last_mut() {
                entries[free] = Entry { key, weights };
                free += 1;
            }
        }
        // The last bucket has a free entry, which ends a search.
        while table.buckets.len() <= home_buckets || free == WAYS {
            table.push_bucket();
            free = 0;
        }
        table
    }

    fn push_bucket(&mut self) {
        let free = Entry { key: free_key(self.buckets.len()), weights: WeightRow::default() };
        self.buckets.push(Bucket([free; WAYS]));
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.features
    }

    /// The keys with their weights, in ascending order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, WeightRow)> {
        let buckets = self.buckets.iter().enumerate();
        let used = buckets
            .flat_map(|(at, Bucket(entries))| entries.iter().filter(move |entry| entry.key != free_key(at)));
        used.map(|entry| (entry.key, entry.weights))
    }

    /// The summed weights of some features, by their keys.
    #[inline]
    pub fn sums(&self, keys: &[u32]) -> WeightSums {
        let mut sums = [0; LANES];
        let mut there = [0; AT_ONCE];
        for keys in keys.chunks(AT_ONCE) {
            let mut count = 0;
            for &key in keys {
                there[count % AT_ONCE] = key;
                count += usize::from(self.may_be_there(key));
            }
            let there = &mut there[..count];
            self.find(there);
            there.iter().for_each(|&place| add(&mut sums, self.weights_at(place as usize)));
        }
        sums
    }

    /// The keys of those features of each group that may have weights, and where each group ends among them.
    pub fn those_there(&self, keys: &[u32], ends: &[u32], there: &mut Vec<u32>, there_ends: &mut Vec<u32>) {
        there.clear();
        there.resize(keys.len(), 0);
        there_ends.clear();
        let (mut start, mut count) = (0, 0);
        for &end in ends {
            for &key in &keys[start..end as usize] {
                there[count] = key;
                count += usize::from(self.may_be_there(key));
            }
            start = end as usize;
            there_ends.push(count as u32);
        }
        there.truncate(count);
    }

    /// Puts in place of each key where its weights lie.
    pub fn find(&self, keys: &mut [u32]) {
        for key in keys {
            *key = self.place(*key).unwrap_or(self.nothing()) as u32;
        }
    }

    /// The sums of the weights that lie there.
    #[inline]
    pub fn sum_at(&self, places: &[u32]) -> WeightSums {
        let mut sums = [0; LANES];
        for &place in places {
            add(&mut sums, self.weights_at(place as usize));
        }
        sums
    }

    /// The weights of the feature of a key.
    #[inline]
    pub fn weights(&self, key: u32) -> Option<&WeightRow> {
        if !self.may_be_there(key) {
            return None;
        }
        self.place(key).map(|place| self.weights_at(place))
    }

    #[inline]
    fn weights_at(&self, place: usize) -> &WeightRow {
        &self.buckets[place / WAYS].0[place % WAYS].weights
    }

    /// The place of a free entry, whose weights are 0.
    fn nothing(&self) -> usize {
        self.buckets.len() * WAYS - 1
    }

    /// The place of the entry of a key.
    #[inline]
    fn place(&self, key: u32) -> Option<usize> {
        let home = self.home(key);
        for (bucket, Bucket(entries)) in self.buckets.iter().enumerate().skip(home) {
            let here = (0..WAYS).fold(0u32, |here, way| here | u32::from(entries[way].key == key) << way);
            if here != 0 {
                return Some(bucket * WAYS + here.trailing_zeros() as usize);
            }
            // Free entries come last, and keys ascend.
            let last = entries[WAYS - 1].key;
            if last == 0 || last > key {
                break;
            }
        }
        None
    }

    /// Whether there may be weights for the feature of a key.
    #[inline]
    fn may_be_there(&self, key: u32) -> bool {
        let part = key >> self.low;
        self.there[part as usize / 64] >> (part % 64) & 1 == 1
    }

    #[inline]
    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.home_buckets as u64) >> u32::BITS) as usize
    }
}

#[inline]
fn add(sums: &mut WeightSums, weights: &WeightRow) {
    for (sum, &weight) in sums.iter_mut().zip(weights) {
        *sum = sum.wrapping_add(i16::from(weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_weights_of_features_are_found_and_summed(
            rows in prop::collection::btree_map(0u32..300, any::<[i8; LANES]>(), 0..60),
            keys in prop::collection::vec(0u32..300, 0..150),
            scale in prop::sample::select(vec![(1, 0), (u32::MAX / 299, 0), (1, u32::MAX - 299)]),
        ) {
            // Keys close together share a bucket, which overflows; keys far apart do not.
            let (far, base) = scale;
            let rows: Vec<(u32, WeightRow)> = rows.into_iter().map(|(key, row)| (base + key * far, row)).collect();
            let table = WeightTable::new(&rows);
            prop_assert_eq!(table.len(), rows.len());
            prop_assert!(table.rows().eq(rows.iter().copied()));
            let keys: Vec<u32> = keys.into_iter().map(|key| base + key * far).collect();
            let mut sums = [0; LANES];
            for key in &keys {
                let row = rows.iter().find(|(there, _)| there == key).map(|(_, row)| row);
                prop_assert_eq!(table.weights(*key), row);
                let row = row.copied().unwrap_or_default();
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i16::from(weight));
            }
            prop_assert_eq!(table.sums(&keys), sums);
        }
    }
}

//! Numbers by hash: a table in which a look-up reads one line of the processor's cache.
//!
//! Not here: what the numbers stand for (`table`).

/// The fewest slots, as a power of two.
const LEAST_BITS: u32 = 10;

/// Numbers by the hashes of what they stand for. Each slot has the high half of a hash above a number; what is
/// looked for and not in its slot is in the next ones, before the first free one.
pub struct NumberTable {
    slots: Vec<u64>,
    bits: u32,
    taken: usize,
}

/// No number is so large.
const FREE: u64 = u64::MAX;

impl Default for NumberTable {
    fn default() -> NumberTable {
        NumberTable { slots: vec![FREE; 1 << LEAST_BITS], bits: LEAST_BITS, taken: 0 }
    }
}

impl NumberTable {
    /// The number of a hash; `is_it` says of a number whether it is the one, for half of the hash is not kept.
    #[inline]
    pub fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let mut slot = self.home(hash);
        while self.slots[slot] != FREE {
            let number = self.slots[slot] as u32;
            if self.slots[slot] >> 32 == hash >> 32 && is_it(number) {
                return Some(number);
            }
            slot = (slot + 1) % self.slots.len();
        }
        None
    }

    /// Adds the number of a hash that has none yet. A number is any but the largest.
    pub fn insert(&mut self, hash: u64, number: u32) {
        if (self.taken + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        self.put(hash >> 32 << 32 | u64::from(number));
        self.taken += 1;
    }

    fn put(&mut self, entry: u64) {
        let mut slot = self.home(entry);
        while self.slots[slot] != FREE {
            slot = (slot + 1) % self.slots.len();
        }
        self.slots[slot] = entry;
    }

    fn grow(&mut self) {
        self.bits += 1;
        let old = std::mem::replace(&mut self.slots, vec![FREE; 1 << self.bits]);
        old.into_iter().filter(|&entry| entry != FREE).for_each(|entry| self.put(entry));
    }

    /// The first slot of a hash. The high half is spread over all slots, how many there are.
    #[inline]
    fn home(&self, hash: u64) -> usize {
        ((hash >> 32) as usize) & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_found_by_their_hashes(hashes in prop::collection::hash_set(0u64..5000, 0..3000)) {
            // Few high halves, so that many share one.
            let hashes: Vec<u64> = hashes.into_iter().map(|hash| ((hash % 70) << 32) | hash).collect();
            let mut table = NumberTable::default();
            let find = |table: &NumberTable, hash: u64| table.find(hash, |number| hashes[number as usize] == hash);
            for (number, &hash) in hashes.iter().enumerate() {
                prop_assert_eq!(find(&table, hash), None);
                table.insert(hash, number as u32);
            }
            for (number, &hash) in hashes.iter().enumerate() {
                prop_assert_eq!(find(&table, hash), Some(number as u32));
            }
        }
    }
}

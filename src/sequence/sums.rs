//! Sums of weights that are kept from one place to the next: what many places have in common is looked
//! up in the model once.
//!
//! Not here: which features are summed together, which is for the user of a model to say.

use super::lanes::WeightSums;

/// Where sums are.
#[derive(Clone, Copy, Debug)]
pub struct Kept(u32);

/// A bounded store of `N` sums a key. Two keys that fall on one slot take turns: what is met often comes
/// back soon, and nothing has to be remembered of the order of use.
pub struct SumCache<const N: usize> {
    slots: Vec<Slot<N>>,
    /// The bits of a hash that are no part of the number of a slot.
    shift: u32,
}

/// A key with its sums, beside each other in memory.
#[derive(Clone)]
#[repr(align(32))]
struct Slot<const N: usize> {
    /// [`NO_KEY`] for none.
    key: u64,
    sums: [WeightSums; N],
}

/// No key is so large.
const NO_KEY: u64 = u64::MAX;

impl<const N: usize> SumCache<N> {
    /// With 2 to the power of `bits` slots, each of 8 bytes and 24 more for each of its sums, rounded up to 32 bytes.
    pub fn new(bits: u32) -> SumCache<N> {
        let none = Slot { key: NO_KEY, sums: [WeightSums::default(); N] };
        SumCache { slots: vec![none; 1 << bits], shift: u64::BITS - bits }
    }

    /// Where the sums of a key are, if they are there: those of many keys are best asked for before those of the
    /// first are used. A key is any number but the largest.
    #[inline]
    pub fn find(&self, key: u64) -> Option<Kept> {
        let slot = self.slot(key);
        (self.slots[slot].key == key).then_some(Kept(slot as u32))
    }

    /// Sums that were found, and since which nothing was kept.
    #[inline]
    pub fn get(&self, kept: Kept) -> &[WeightSums; N] {
        &self.slots[kept.0 as usize].sums
    }

    /// Keeps the sums of a key.
    pub fn keep(&mut self, key: u64, sums: [WeightSums; N]) {
        let slot = self.slot(key);
        self.slots[slot] = Slot { key, sums };
    }

    #[inline]
    fn slot(&self, key: u64) -> usize {
        // The multiplier is the golden ratio in 64 bits (Knuth's multiplicative hashing).
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    /// Forgets everything: keys have a new meaning.
    pub fn clear(&mut self) {
        self.slots.iter_mut().for_each(|slot| slot.key = NO_KEY);
    }
}

/// Adds sums to others.
#[inline]
pub fn add_sums(all: &mut WeightSums, sums: &WeightSums) {
    for (all, &sum) in all.iter_mut().zip(sums) {
        *all = all.wrapping_add(sum);
    }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::LANES;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_sums_of_a_key_are_always_its_own(keys in prop::collection::vec(0u64..40, 0..200), cleared in 0usize..200) {
            let mut cache = SumCache::<1>::new(3);
            let mut offset = 0;
            for (at, &key) in keys.iter().enumerate() {
                if at == cleared {
                    cache.clear();
                    offset = 100;
                }
                let own = [[key as i16 + offset; LANES]];
                prop_assert!(cache.find(key).is_none_or(|kept| *cache.get(kept) == own));
                cache.keep(key, own);
                prop_assert_eq!(cache.find(key).map(|kept| cache.get(kept)), Some(&own));
            }
        }
    }
}

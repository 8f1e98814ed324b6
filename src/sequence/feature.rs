//! Features as hashes. No table of their names is kept, so that a model holds only weights.

/// A property of a place in a sequence, as a hash.
///
/// A reader numbers its kinds of feature; a feature is a kind and then the values it joins:
/// `Feature::of(7).with(length).with(shape)`. Equal kinds and values are equal features. Of two
/// different ones, one pair in 2³² shares a [`Feature::key`], which costs a little accuracy
/// and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Feature(u64);

impl Feature {
    /// The feature of a kind, without values.
    pub const fn of(kind: u64) -> Feature {
        Feature(0xcbf2_9ce4_8422_2325).with(kind)
    }

    /// The feature joined with a value.
    #[must_use]
    pub const fn with(self, value: u64) -> Feature {
        // The multiplier is the golden ratio in 64 bits (Knuth's multiplicative hashing).
        let mixed = (self.0.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Feature(mixed ^ (mixed >> 29))
    }

    /// The feature joined with a text.
    #[must_use]
    pub fn text(self, text: &str) -> Feature {
        self.with(xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
    }

    /// What a model knows it by.
    pub const fn key(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_value_and_order_make_different_features() {
        let all = [
            Feature::of(1),
            Feature::of(2),
            Feature::of(1).with(0),
            Feature::of(1).with(1).with(2),
            Feature::of(1).with(2).with(1),
            Feature::of(1).text("1"),
            Feature::of(1).text(""),
        ];
        for (at, a) in all.iter().enumerate() {
            assert!(all[at + 1..].iter().all(|b| a.key() != b.key()), "{at}");
        }
        assert_eq!(Feature::of(3).text("x"), Feature::of(3).text("x"));
    }
}

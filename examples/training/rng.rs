//! Numbers that look random and are the same in every run, so that learning can be repeated.

/// Numbers that look random and are the same each time (Marsaglia's xorshift).
pub struct Rng(pub u64);

impl Rng {
    /// A number from 0 to below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

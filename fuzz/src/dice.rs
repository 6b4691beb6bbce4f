//! Random numbers that are the same everywhere: SplitMix64.
//!
//! Source: Steele, Lea and Flood (2014), *Fast splittable pseudorandom number
//! generators*, OOPSLA, figure 17.

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The stream of one input.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut dice = Self(seed);
        Self(dice.throw() ^ stream.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    /// Sixty-four random bits.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `n`, or 0 when `n` is. The bias of the remainder is far
    /// below anything a mutation could notice.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.throw() % n as u64) as usize }
    }

    /// True once in `n` throws.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of several.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reference implementation's first numbers for seed 1234567
    /// (Vigna, splitmix64.c, as quoted in the tests of several libraries).
    #[test]
    fn the_stream_is_splitmix64() {
        let mut dice = Dice(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| dice.throw()).collect();
        let known =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(first, known);
    }
}

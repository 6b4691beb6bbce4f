//! Counter-based random numbers.
//!
//! A number is a function of where it belongs, not of how many were taken before it: the
//! generator enciphers the counter (draw, index) under the key (seed, variable). Any number can
//! be had at once, in any order, on any thread.
//!
//! Source: Salmon, Moraes, Dror and Shaw (2011), *Parallel random numbers: as easy as 1, 2, 3*,
//! SC'11, the generator Philox 4×32 with ten rounds.

/// The two multipliers and the two increments of the key, from the paper.
const MULTIPLIER: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// The numbers of one variable under one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    key: [u32; 2],
    /// What of seed and variable does not fit into the key goes into the counter.
    salt: u32,
}

impl Stream {
    /// The stream of a variable, named by its number, under a seed.
    pub fn new(seed: u64, variable: u32) -> Self {
        let (low, high) = halves(seed);
        Self { key: [low, high], salt: variable }
    }

    /// The stream of a variable known by its name, which stays the same when others come or go.
    pub fn named(seed: u64, name: &str) -> Self {
        // FNV-1a, 32 bits: Fowler, Noll and Vo; any fixed hash would do.
        let hash = name
            .bytes()
            .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Self::new(seed, hash)
    }

    /// Four random words for the `index`th need of a draw.
    pub fn words(&self, draw: u64, index: u32) -> [u32; 4] {
        self.words_of::<1>(draw, index).map(|[word]| word as u32)
    }

    /// Two numbers above 0 and below 1 for each of `L` draws from `draw` on, side by side.
    #[inline(always)]
    pub fn pairs<const L: usize>(&self, draw: u64) -> [[f64; L]; 2] {
        let [a, b, c, d] = self.words_of::<L>(draw, 0);
        let units = |high: [u64; L], low: [u64; L]| {
            let mut units = [0.0; L];
            for lane in 0..L {
                units[lane] = open_unit(high[lane] << 32 | low[lane]);
            }
            units
        };
        [units(a, b), units(c, d)]
    }

    #[inline(always)]
    fn words_of<const L: usize>(&self, draw: u64, index: u32) -> [[u64; L]; 4] {
        let [mut lows, mut highs] = [[0; L]; 2];
        for ((slot, high), lane) in lows.iter_mut().zip(&mut highs).zip(0..) {
            let draw = draw.wrapping_add(lane);
            (*slot, *high) = (low(draw), draw >> 32);
        }
        let counter = [lows, highs, [index.into(); L], [self.salt.into(); L]];
        philox(counter, self.key)
    }

    /// A number above 0 and below 1, evenly spread.
    pub fn uniform(&self, draw: u64, index: u32) -> f64 {
        let [a, b, ..] = self.words(draw, index);
        open_unit(u64::from(a) << 32 | u64::from(b))
    }
}

/// The number above 0 and below 1 that 64 random bits stand for: the middle of one of 2⁵² cells.
#[inline]
pub fn open_unit(bits: u64) -> f64 {
    // The bits become the fraction of a number from 2⁵² to 2⁵³: vectors have no other way.
    let cell = f64::from_bits(CELLS.to_bits() | (bits >> 12)) - CELLS;
    (cell + 0.5) / CELLS
}

const CELLS: f64 = (1_u64 << 52) as f64;

fn halves(word: u64) -> (u32, u32) {
    (word as u32, (word >> 32) as u32)
}

fn low(word: u64) -> u64 {
    word & u64::from(u32::MAX)
}

/// Enciphers `L` counters side by side; each word lies in the low half of its 64 bits.
#[inline(always)]
fn philox<const L: usize>(mut counter: [[u64; L]; 4], mut key: [u32; 2]) -> [[u64; L]; 4] {
    let [over, under] = MULTIPLIER.map(u64::from);
    for _ in 0..ROUNDS {
        let [a, b, c, d] = &mut counter;
        for lane in 0..L {
            let (ab, cd) = (over * a[lane], under * c[lane]);
            a[lane] = cd >> 32 ^ b[lane] ^ u64::from(key[0]);
            b[lane] = low(cd);
            c[lane] = ab >> 32 ^ d[lane] ^ u64::from(key[1]);
            d[lane] = low(ab);
        }
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers that the authors publish with their code (Random123, `kat_vectors`).
    const KNOWN: &[([u32; 4], [u32; 2], [u32; 4])] = &[
        ([0; 4], [0; 2], [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
        ([!0; 4], [!0; 2], [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]),
        (
            [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344],
            [0xA409_3822, 0x299F_31D0],
            [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1],
        ),
    ];

    #[test]
    fn the_generator_gives_its_authors_answers() {
        for &(counter, key, expected) in KNOWN {
            assert_eq!(
                philox(counter.map(|word| [word.into()]), key),
                expected.map(|w| [w.into()])
            );
        }
    }

    #[test]
    fn draws_side_by_side_are_the_same() {
        let stream = Stream::new(7, 1);
        let first = (1 << 32) - 3;
        let [units, _] = stream.pairs::<8>(first);
        for (draw, unit) in (first..).zip(units) {
            assert_eq!(unit, stream.uniform(draw, 0));
        }
    }

    #[test]
    fn numbers_lie_strictly_between_nought_and_one() {
        assert!(0.0 < open_unit(0) && open_unit(u64::MAX) < 1.0);
    }

    #[test]
    fn another_variable_or_draw_is_another_number() {
        let stream = Stream::new(7, 1);
        assert_eq!(stream.uniform(3, 0), Stream::new(7, 1).uniform(3, 0));
        for other in [Stream::new(7, 2).uniform(3, 0), Stream::new(8, 1).uniform(3, 0)] {
            assert_ne!(stream.uniform(3, 0), other);
        }
        assert_ne!(stream.uniform(3, 0), stream.uniform(4, 0));
        assert_ne!(stream.uniform(3, 0), stream.uniform(3, 1));
        assert_ne!(Stream::named(7, "price/copper"), Stream::named(7, "price/gold"));
    }

    /// Mean 1/2 and variance 1/12, each within five standard errors of 10⁵ draws.
    #[test]
    fn numbers_are_evenly_spread() {
        let n = 100_000;
        let stream = Stream::new(1, 1);
        let (mut sum, mut squares) = (0.0, 0.0);
        for draw in 0..n {
            let u = stream.uniform(draw, 0) - 0.5;
            (sum, squares) = (sum + u, squares + u * u);
        }
        let n = n as f64;
        assert!((sum / n).abs() < 5.0 * (1.0 / 12.0 / n).sqrt());
        assert!((squares / n - 1.0 / 12.0).abs() < 5.0 * (1.0 / 180.0 / n).sqrt());
    }
}

//! Sobol points with nested uniform scrambling.

use std::sync::LazyLock;

/// How many variables can be given points.
pub const MAX_DIMENSIONS: usize = 512;

const BITS: usize = 32;

/// The direction numbers of each dimension.
static DIRECTIONS: LazyLock<Vec<[u32; BITS]>> = LazyLock::new(|| {
    let mut first = [0; BITS];
    for (at, direction) in first.iter_mut().enumerate() {
        *direction = 1 << (BITS - 1 - at);
    }
    let rows = include_str!("joe-kuo.csv").lines().filter(|line| !line.starts_with('#'));
    std::iter::once(first).chain(rows.map(directions)).collect()
});

/// The directions that a polynomial and its first numbers give, by Bratley and Fox's recurrence.
fn directions(row: &str) -> [u32; BITS] {
    let mut numbers = row.split(',').map(|n| n.parse::<u32>().expect("the table holds numbers"));
    let polynomial = numbers.next().expect("a row has a polynomial");
    let first: Vec<u32> = numbers.collect();
    let degree = first.len();
    let mut directions = [0; BITS];
    for at in 0..BITS {
        directions[at] = if at < degree {
            first[at] << (BITS - 1 - at)
        } else {
            let mut next = directions[at - degree] ^ (directions[at - degree] >> degree);
            for k in 1..degree {
                if polynomial >> (degree - k) & 1 == 1 {
                    next ^= directions[at - k];
                }
            }
            next
        };
    }
    directions
}

/// The `at`th point of a dimension, scrambled, as 32 bits after the point.
///
/// Index and value are scrambled alike: the first keeps each power of two of points a net.
pub(super) fn scrambled(at: u32, dimension: usize, salt: u32) -> u32 {
    let mut bits = 0;
    for (digit, direction) in DIRECTIONS[dimension].iter().enumerate() {
        if at >> digit & 1 == 1 {
            bits ^= direction;
        }
    }
    scramble(bits.reverse_bits(), salt).reverse_bits()
}

/// Owen's scrambling of the reversed bits: each bit is flipped by a hash of those below it.
///
/// Source: Laine and Karras (2011), with the constants of Vegdahl (2021), *Building a better
/// LK hash*, as in Burley (2020) and its successors.
fn scramble(mut x: u32, salt: u32) -> u32 {
    x ^= x.wrapping_mul(0x3D20_ADEA);
    x = x.wrapping_add(salt);
    x = x.wrapping_mul(salt >> 16 | 1);
    x ^= x.wrapping_mul(0x0552_6C56);
    x ^= x.wrapping_mul(0x53A2_2864);
    x
}

/// A number mixed with another; every bit hangs on every bit.
///
/// Source: the finaliser of MurmurHash3 (Appleby 2011).
pub(super) fn hash(x: u32, salt: u32) -> u32 {
    let mut h = x ^ salt.wrapping_mul(0x9E37_79B9);
    h ^= h >> 16;
    h = h.wrapping_mul(0x85EB_CA6B);
    h ^= h >> 13;
    h = h.wrapping_mul(0xC2B2_AE35);
    h ^ h >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first eight points of the first three dimensions, times 8, as `scipy.stats.qmc.Sobol`
    /// (SciPy 1.17) gives them without scrambling, brought from Gray order to natural order.
    #[test]
    fn unscrambled_points_are_the_published_ones() {
        let point = |at: u32, dimension: usize| {
            let mut bits = 0_u32;
            for (digit, direction) in DIRECTIONS[dimension].iter().enumerate() {
                if at >> digit & 1 == 1 {
                    bits ^= direction;
                }
            }
            bits >> (BITS - 3)
        };
        let expected: [[u32; 8]; 3] =
            [[0, 4, 2, 6, 1, 5, 3, 7], [0, 4, 6, 2, 5, 1, 3, 7], [0, 4, 6, 2, 3, 7, 5, 1]];
        for (dimension, expected) in expected.iter().enumerate() {
            let got: Vec<u32> = (0..8).map(|at| point(at, dimension)).collect();
            assert_eq!(got, expected, "dimension {dimension}");
        }
        assert_eq!(DIRECTIONS.len(), MAX_DIMENSIONS);
    }
}

//! The Matérn correlation, whose smoothness is a choice.
//!
//! With smoothness `ν`, and `x` a length in units that make the correlation exp(-3), so that 95 % of
//! the sill is reached, at the range:
//!
//! ```text
//! C(x) = 2^(1-ν) / Γ(ν) · x^ν · K_ν(x)        K_ν(x) = ∫ exp(-x cosh t) cosh(ν t) dt,  t from 0
//! ```
//!
//! A smoothness of one half is the exponential model; a large one nears the Gaussian. The integral
//! is summed at equal steps, which for such an integrand is right to the last digits.
//!
//! Source: Chilès and Delfiner (2012), *Geostatistics*, 2nd edition, section 2.5.1; for K_ν, DLMF
//! 10.32.9.

use serde::{Deserialize, Serialize};

use crate::error::GroundError;

/// A smoothness that has been checked, with what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Matern {
    smoothness: f64,
    /// One range, in units of `x`.
    range: f64,
    /// The logarithm of what stands before the integral.
    front: f64,
}

/// Step of the sum.
const STEP: f64 = 0.125;

/// Terms this much smaller than the largest, as powers of e, add nothing.
const NOTHING: f64 = 42.0;

impl Matern {
    /// The model with this smoothness.
    ///
    /// # Errors
    ///
    /// When it is not between 0.1 and 10: a rougher model is a nugget, a smoother one Gaussian.
    pub fn new(smoothness: f64) -> Result<Self, GroundError> {
        if !(0.1..=10.0).contains(&smoothness) {
            let (parameter, needs) = ("smoothness of a Matérn model", "from 0.1 to 10");
            return Err(GroundError::OutOfRange { parameter, value: smoothness, needs });
        }
        let front = (1.0 - smoothness) * std::f64::consts::LN_2 - libm::lgamma(smoothness);
        let unscaled = Self { smoothness, range: 1.0, front };
        Ok(Self { range: unscaled.falls_to(libm::exp(-3.0)), ..unscaled })
    }

    /// The smoothness.
    pub fn smoothness(self) -> f64 {
        self.smoothness
    }

    /// The correlation at a squared length in ranges.
    #[inline(never)]
    pub(crate) fn correlation(self, squared: f64) -> f64 {
        let x = self.range * squared.sqrt();
        if x == 0.0 {
            return 1.0;
        }
        // Closed forms, and many times faster.
        match self.smoothness {
            0.5 => libm::exp(-x),
            1.5 => (1.0 + x) * libm::exp(-x),
            2.5 => (1.0 + x * (1.0 + x / 3.0)) * libm::exp(-x),
            _ => self.summed(x).min(1.0),
        }
    }

    fn summed(self, x: f64) -> f64 {
        let nu = self.smoothness;
        let front = self.front + nu * libm::log(x);
        // The logarithm of the larger half of a term, which rises to where sinh t = ν / x.
        let power = |t: f64| front + nu * t - x * libm::cosh(t);
        let top = libm::asinh(nu / x);
        let least = power(top) - NOTHING;
        let term = |t: f64, power: f64| libm::exp(power) * (1.0 + libm::exp(-2.0 * nu * t));
        let mut sum = 0.5 * term(0.0, power(0.0));
        for step in 1_u32.. {
            let t = STEP * f64::from(step);
            let power = power(t);
            if power < least && top < t {
                break;
            }
            sum += term(t, power);
        }
        0.5 * STEP * sum
    }

    /// How many ranges away the correlation has fallen to this share.
    pub(crate) fn falls_to(self, share: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        while share < self.correlation(high * high) {
            (low, high) = (high, 2.0 * high);
        }
        loop {
            let middle = 0.5 * (low + high);
            if middle <= low || high <= middle {
                return middle;
            }
            if share < self.correlation(middle * middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}

impl TryFrom<f64> for Matern {
    type Error = GroundError;

    fn try_from(smoothness: f64) -> Result<Self, GroundError> {
        Self::new(smoothness)
    }
}

impl From<Matern> for f64 {
    fn from(of: Matern) -> f64 {
        of.smoothness
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By mpmath's besselk with thirty digits: the range in units of `x`, and the correlation at a
    /// hundredth, three tenths and two ranges.
    const REFERENCE: [(f64, f64, [f64; 3]); 5] = [
        (
            0.25,
            2.222_547_453_789_766,
            [0.857_631_428_760_833, 0.301_209_927_395_328_17, 0.004_609_892_411_767_538],
        ),
        (
            0.7,
            3.451_369_757_796_759_2,
            [0.989_789_889_782_307_1, 0.462_275_829_094_335_5, 0.001_787_001_658_678_425],
        ),
        (
            1.0,
            4.003_296_189_493_937,
            [0.996_927_020_085_065_4, 0.521_133_017_691_320_6, 0.001_235_252_749_064_118_7],
        ),
        (
            3.3,
            6.703_215_574_206_255,
            [0.999_511_807_530_501_4, 0.674_515_061_602_833_4, 0.000_299_776_883_986_798_45],
        ),
        (
            8.0,
            10.089_297_275_248_638,
            [0.999_636_527_372_621_6, 0.726_907_447_860_307_6, 9.418_428_472_192_621e-5],
        ),
    ];

    #[test]
    fn correlations_are_those_of_mpmath() {
        for (smoothness, range, expected) in REFERENCE {
            let of = Matern::new(smoothness).unwrap();
            assert!((of.range / range - 1.0).abs() < 1e-13, "{smoothness}: {}", of.range);
            for (h, expected) in [0.01_f64, 0.3, 2.0].into_iter().zip(expected) {
                let found = of.correlation(h * h);
                assert!((found / expected - 1.0).abs() < 1e-12, "{smoothness}, {h}: {found}");
            }
        }
    }

    #[test]
    fn halves_have_closed_forms_and_one_half_is_exponential() {
        for half in [0.5, 1.5, 2.5] {
            let of = Matern::new(half).unwrap();
            for h in [1e-6_f64, 0.02, 0.7, 1.0, 3.0] {
                let (closed, summed) = (of.correlation(h * h), of.summed(of.range * h));
                assert!((closed / summed - 1.0).abs() < 1e-12, "{half}, {h}: {closed}, {summed}");
            }
            assert!((of.correlation(1.0) - (-3.0_f64).exp()).abs() < 1e-14);
        }
        let exponential = Matern::new(0.5).unwrap();
        assert!((exponential.correlation(0.09) - (-0.9_f64).exp()).abs() < 1e-14);
        assert_eq!(exponential.correlation(0.0), 1.0);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for smoothness in [0.0, 0.09, 10.5, f64::NAN, f64::INFINITY] {
            assert!(Matern::new(smoothness).is_err(), "{smoothness}");
        }
    }

    proptest::proptest! {
        /// Falling from one, and smoother models stay higher close by.
        #[test]
        fn it_falls_with_distance(smoothness in 0.1..10.0_f64, a in 1e-9..4.0_f64, b in 1e-9..4.0_f64) {
            let of = Matern::new(smoothness).unwrap();
            let (near, far) = (a.min(b), a.max(b));
            let (high, low) = (of.correlation(near * near), of.correlation(far * far));
            proptest::prop_assert!(low <= high * (1.0 + 1e-12) && high <= 1.0 && 0.0 <= low);
        }
    }
}

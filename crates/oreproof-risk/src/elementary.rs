//! The exponential, the logarithm and the circle in steps that a compiler can run side by side.
//!
//! Each splits off what is whole and sums the series of what is left. No fused steps, so the bits
//! are the same everywhere.

use std::f64::consts::{FRAC_1_SQRT_2, LOG2_E, TAU};

/// The natural logarithm of 2 in two parts; whole multiples of the first are exact.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Adding this leaves the nearest whole number in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// 2⁵²: a number from here to its double has whole numbers for its fraction's bits.
const WHOLE: f64 = (1_u64 << 52) as f64;

/// How far the exponents of numbers are shifted in their bits.
const SHIFT: f64 = 1023.0;

/// The exponential of a finite number, within two units of the last place; held between 1e-307
/// and 8e307.
///
/// What is left is at most 0.35 in size; its series is summed to the thirteenth power, the rest
/// of which is below 4e-18.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let x = x.clamp(-706.0, 709.0);
    let rounded = x * LOG2_E + ROUND;
    let power = rounded - ROUND;
    let r = (x - power * LN_2_HIGH) - power * LN_2_LOW;
    let mut sum = 1.0 / 6_227_020_800.0;
    for divisor in [
        479_001_600.0,
        39_916_800.0,
        3_628_800.0,
        362_880.0,
        40_320.0,
        5_040.0,
        720.0,
        120.0,
        24.0,
        6.0,
        2.0,
        1.0,
        1.0,
    ] {
        sum = sum * r + 1.0 / divisor;
    }
    f64::from_bits(sum.to_bits().wrapping_add(rounded.to_bits() << 52))
}

/// The natural logarithm of a number from 1e-307 on, within two units of the last place.
///
/// Of `m` between √½ and √2 it is 2 artanh s with s = (m − 1)/(m + 1), at most 0.172 in size;
/// the series is summed to s²¹, the rest of which is below 1e-18 of the first term.
#[inline(always)]
pub fn log(x: f64) -> f64 {
    let from_half = x.to_bits() + (1.0_f64.to_bits() - FRAC_1_SQRT_2.to_bits());
    let power = f64::from_bits(WHOLE.to_bits() | from_half >> 52) - (WHOLE + SHIFT);
    let fraction = from_half & ((1 << 52) - 1);
    let m = f64::from_bits(fraction + FRAC_1_SQRT_2.to_bits());
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let mut sum = 1.0 / 21.0;
    for odd in [19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0] {
        sum = sum * z + 1.0 / odd;
    }
    let rest = 2.0 * s * z * sum;
    power * LN_2_HIGH + (2.0 * s + (rest + power * LN_2_LOW))
}

/// Sine and cosine of so many turns, 0 to 1, within 3e-16.
///
/// What is left of the nearest quarter is at most π/4; the series are summed to its fifteenth and
/// sixteenth power, the rest of which is below 5e-17.
#[inline(always)]
pub fn sin_cos_of_turns(turns: f64) -> (f64, f64) {
    let rounded = 4.0 * turns + ROUND;
    let x = (turns - (rounded - ROUND) / 4.0) * TAU;
    let z = x * x;
    let (mut sin, mut cos) = (-1.0 / 1_307_674_368_000.0, 1.0 / 20_922_789_888_000.0);
    for (over_x, even) in [
        (6_227_020_800.0, -87_178_291_200.0),
        (-39_916_800.0, 479_001_600.0),
        (362_880.0, -3_628_800.0),
        (-5_040.0, 40_320.0),
        (120.0, -720.0),
        (-6.0, 24.0),
        (1.0, -2.0),
    ] {
        sin = sin * z + 1.0 / over_x;
        cos = cos * z + 1.0 / even;
    }
    let (sin, cos) = (sin * x, cos * z + 1.0);
    let quarter = rounded.to_bits();
    let (a, b) = if quarter & 1 == 0 { (sin, cos) } else { (cos, sin) };
    let negative = |value: f64, half: u64| f64::from_bits(value.to_bits() ^ (half & 2) << 62);
    (negative(a, quarter), negative(b, quarter.wrapping_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_the_exponential() {
        for step in -70_000..=70_000 {
            let x = 0.01 * f64::from(step);
            let (found, expected) = (exp(x), libm::exp(x));
            assert!((found - expected).abs() <= 4.5e-16 * expected, "at {x}: {found}, {expected}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1e9) < 1e-300);
        assert!(1e307 < exp(1e9) && exp(1e9) < f64::INFINITY);
    }

    #[test]
    fn turns_go_round() {
        for step in 0..=100_000 {
            let turns = 1e-5 * f64::from(step);
            let (sin, cos) = sin_cos_of_turns(turns);
            assert!((sin - libm::sin(TAU * turns)).abs() <= 1.2e-15, "at {turns}: {sin}");
            assert!((cos - libm::cos(TAU * turns)).abs() <= 1.2e-15, "at {turns}: {cos}");
            assert!((sin * sin + cos * cos - 1.0).abs() <= 6e-16, "at {turns}");
        }
        assert_eq!(
            [0.0, 0.25, 0.5, 0.75].map(sin_cos_of_turns).map(|(sin, _)| sin),
            [0.0, 1.0, 0.0, -1.0]
        );
    }

    #[test]
    fn log_is_the_logarithm() {
        let far = (-70_000..=70_000).map(|step| libm::exp(0.01 * f64::from(step)));
        let near = (-70_000..=70_000).map(|step| 1.0 + 1e-5 * f64::from(step));
        for x in far.chain(near).chain([f64::EPSILON, 0.5, 1.0 - f64::EPSILON / 2.0, 2.0]) {
            let (found, expected) = (log(x), libm::log(x));
            let slack = 4.5e-16 * expected.abs();
            assert!((found - expected).abs() <= slack, "at {x}: {found}, {expected}");
        }
        assert_eq!(log(1.0), 0.0);
    }
}

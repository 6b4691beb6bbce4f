//! The exponential of numbers at or below zero, in steps that a compiler can run side by side.
//!
//! Splits off the power of two and sums the series of what is left, at most 0.35 in size, to the
//! thirteenth power: the rest is below 4e-18. No fused steps, so the bits are the same everywhere.

/// Adding this leaves the nearest whole number in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// `exp(x)` for `x ≤ 0`, within two units of the last place; at least 1e-307.
#[inline(always)]
pub(crate) fn exp_negative(x: f64) -> f64 {
    let x = if x < -706.0 { -706.0 } else { x };
    let rounded = x * std::f64::consts::LOG2_E + ROUND;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_exponential() {
        for step in 0..70_000 {
            let x = -0.01 * f64::from(step);
            let (found, expected) = (exp_negative(x), libm::exp(x));
            assert!((found - expected).abs() <= 4.5e-16 * expected, "at {x}: {found}, {expected}");
        }
        assert_eq!(exp_negative(0.0), 1.0);
        assert!(exp_negative(-1e9) < 1e-300);
    }
}

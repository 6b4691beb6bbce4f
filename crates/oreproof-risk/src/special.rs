//! The functions behind the distributions, in plain Rust.
//!
//! The normal distribution and its inverse, and the regularised incomplete beta and gamma
//! functions with theirs. Accuracy is some 1e-14 for the functions and 1e-12 of the inverse in
//! probability; the tests hold them to values from outside.

use libm::{erfc, exp, lgamma, log, log1p, pow, sqrt};

use crate::elementary;

/// Where an iteration stops: one unit in the last place, and a little.
const TINY: f64 = 1e-300;
const CLOSE: f64 = 3e-16;

/// The chance that a standard normal variable is at most `x`.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// The value that a standard normal variable stays below with chance `p`.
///
/// Source: Wichura (1988), Algorithm AS 241, *Applied Statistics* 37(3), routine PPND16: about
/// one part in 10¹⁶. `p` lies strictly between 0 and 1.
pub fn normal_quantile(p: f64) -> f64 {
    if (p - 0.5).abs() <= CENTRE {
        return centre_quantile(p);
    }
    let mut quantile = [p];
    normal_quantiles(&mut quantile);
    quantile[0]
}

/// The same of several chances in place, side by side.
#[inline(always)]
pub(crate) fn normal_quantiles<const L: usize>(chances: &mut [f64; L]) {
    let given = *chances;
    let mut depths = [0.0; L];
    for ((slot, depth), p) in chances.iter_mut().zip(&mut depths).zip(given) {
        let q = p - 0.5;
        let centre = centre_quantile(p);
        *depth = (-elementary::log(p.min(1.0 - p))).sqrt();
        let r = *depth - 1.6;
        let middle = polynomial(&MIDDLE_OVER, r) / polynomial(&MIDDLE_UNDER, r);
        *slot = if q.abs() <= CENTRE { centre } else { middle.copysign(q) };
    }
    // Once in 10¹⁰ chances.
    if depths.iter().any(|depth| 5.0 < *depth) {
        for ((slot, depth), p) in chances.iter_mut().zip(depths).zip(given) {
            if 5.0 < depth {
                *slot = tail_quantile(p);
            }
        }
    }
}

/// How far the middle of the distribution reaches from a half.
const CENTRE: f64 = 0.425;

#[inline(always)]
fn centre_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    let r = 0.180_625 - q * q;
    q * polynomial(&CENTRE_OVER, r) / polynomial(&CENTRE_UNDER, r)
}

#[cold]
fn tail_quantile(p: f64) -> f64 {
    let r = sqrt(-log(p.min(1.0 - p))) - 5.0;
    let tail = polynomial(&TAIL_OVER, r) / polynomial(&TAIL_UNDER, r);
    tail.copysign(p - 0.5)
}

/// Horner's rule, constant term first.
#[inline(always)]
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const CENTRE_OVER: [f64; 8] = [
    3.387_132_872_796_366_5,
    1.331_416_678_917_843_8e2,
    1.971_590_950_306_551_3e3,
    1.373_169_376_550_946e4,
    4.592_195_393_154_987e4,
    6.726_577_092_700_87e4,
    3.343_057_558_358_813e4,
    2.509_080_928_730_122_7e3,
];
const CENTRE_UNDER: [f64; 8] = [
    1.0,
    4.231_333_070_160_091e1,
    6.871_870_074_920_579e2,
    5.394_196_021_424_751e3,
    2.121_379_430_158_659_7e4,
    3.930_789_580_009_271e4,
    2.872_908_573_572_194_3e4,
    5.226_495_278_852_854e3,
];
const MIDDLE_OVER: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    2.417_807_251_774_506e-1,
    2.272_384_498_926_918_4e-2,
    7.745_450_142_783_414e-4,
];
const MIDDLE_UNDER: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    6.897_673_349_851e-1,
    1.481_039_764_274_800_8e-1,
    1.519_866_656_361_645_7e-2,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const TAIL_OVER: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    2.965_605_718_285_048_7e-1,
    2.653_218_952_657_612_4e-2,
    1.242_660_947_388_078_4e-3,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const TAIL_UNDER: [f64; 8] = [
    1.0,
    5.998_322_065_558_88e-1,
    1.369_298_809_227_358e-1,
    1.487_536_129_085_061_5e-2,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

/// The regularised incomplete beta function, the chance that a beta variable is at most `x`.
///
/// Source: the continued fraction of *NIST Digital Library of Mathematical Functions* 8.17.22
/// by the modified Lentz method.
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if 1.0 <= x {
        return 1.0;
    }
    beta_tails([x, 1.0 - x], [log(x), log1p(-x)], a, b).0
}

/// The chances that a beta variable is at most `x` and that it is more, each to its own last
/// digits, from `x` and what it leaves of 1 and the logarithms of both.
pub(crate) fn beta_tails([x, rest]: [f64; 2], logs: [f64; 2], a: f64, b: f64) -> (f64, f64) {
    let front = exp(a * logs[0] + b * logs[1] - ln_beta(a, b));
    // The fraction converges fast on the side of the mean where `x` is small.
    if x < (a + 1.0) / (a + b + 2.0) {
        let below = front * beta_fraction(x, a, b) / a;
        (below, 1.0 - below)
    } else {
        let above = front * beta_fraction(rest, b, a) / b;
        (1.0 - above, above)
    }
}

fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..500 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        value *= d * c;
        if (d * c - 1.0).abs() < CLOSE {
            break;
        }
    }
    value
}

pub(crate) fn ln_beta(a: f64, b: f64) -> f64 {
    lgamma(a) + lgamma(b) - lgamma(a + b)
}

/// The value that a beta variable stays below with chance `p`.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let norm = ln_beta(a, b);
    let density = |x: f64| exp((a - 1.0) * log(x) + (b - 1.0) * log1p(-x) - norm);
    // The leading term near the nearer end: p = xᵃ / (a · B(a, b)).
    let mean = a / (a + b);
    let low = pow(p * a * exp(norm), 1.0 / a);
    let high = 1.0 - pow((1.0 - p) * b * exp(norm), 1.0 / b);
    let start = if low < mean { low } else { high.max(mean) };
    invert(p, start, (0.0, 1.0), |x| beta_cdf(x, a, b), density)
}

/// The regularised lower incomplete gamma function, the chance that a gamma variable of shape
/// `a` and scale 1 is at most `x`.
///
/// Source: the series of *NIST Digital Library of Mathematical Functions* 8.7.1 below the
/// shape, and the continued fraction 8.9.2 above it.
pub fn gamma_cdf(x: f64, a: f64) -> f64 {
    if x <= 0.0 { 0.0 } else { gamma_tails(x, log(x), a).0 }
}

/// The chances that a gamma variable of shape `a` and scale 1 is at most `x` and that it is more,
/// each to its own last digits, from `x` and its logarithm, which may be that of a number too
/// small to be held.
pub(crate) fn gamma_tails(x: f64, log_x: f64, a: f64) -> (f64, f64) {
    let front = exp(a * log_x - x - lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while CLOSE * sum < term {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        return (front * sum, 1.0 - front * sum);
    }
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut value = d;
    for i in 1..10_000 {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        value *= d * c;
        if (d * c - 1.0).abs() < CLOSE {
            break;
        }
    }
    (1.0 - front * value, front * value)
}

/// The value that a gamma variable of shape `a` and scale 1 stays below with chance `p`.
pub fn gamma_quantile(p: f64, a: f64) -> f64 {
    let density = |x: f64| exp((a - 1.0) * log(x) - x - lgamma(a));
    // Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
    let cube = 1.0 - 1.0 / (9.0 * a) + normal_quantile(p) / (3.0 * sqrt(a));
    let start =
        if cube > 0.2 { a * cube * cube * cube } else { pow(p * exp(lgamma(a + 1.0)), 1.0 / a) };
    invert(p, start, (0.0, f64::INFINITY), |x| gamma_cdf(x, a), density)
}

/// Newton's steps, kept by bisection between ends that close in.
fn invert(
    p: f64,
    start: f64,
    (mut low, mut high): (f64, f64),
    cdf: impl Fn(f64) -> f64,
    density: impl Fn(f64) -> f64,
) -> f64 {
    let inside = |x: f64, low: f64, high: f64| {
        if low < x && x < high {
            x
        } else if high.is_finite() {
            f64::midpoint(low, high)
        } else {
            2.0 * low.max(1.0)
        }
    };
    let mut x = inside(start, low, high);
    for _ in 0..200 {
        let miss = cdf(x) - p;
        if miss == 0.0 {
            break;
        }
        if miss < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let next = inside(x - miss / density(x), low, high);
        let done = (next - x).abs() <= 4.0 * f64::EPSILON * x.abs();
        x = next;
        if done {
            break;
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, tolerance: f64) {
        assert!((got - expected).abs() <= tolerance * expected.abs(), "{got} is not {expected}");
    }

    /// Abramowitz and Stegun (1964), tables 26.1 and 26.5, and the worked values of AS 241.
    #[test]
    fn normal_quantiles_are_the_printed_ones() {
        close(normal_quantile(0.25), -0.674_489_750_196_081_7, 1e-14);
        close(normal_quantile(0.001), -3.090_232_306_167_813_5, 1e-14);
        close(normal_quantile(1e-20), -9.262_340_089_798_408, 1e-14);
        close(normal_quantile(0.975), 1.959_963_984_540_054, 1e-14);
        close(normal_cdf(1.0), 0.841_344_746_068_542_9, 1e-14);
    }

    /// By hand: I_x(2, 2) = x²(3 − 2x), I_x(1, b) = 1 − (1 − x)ᵇ, I_x(a, 1) = xᵃ.
    #[test]
    fn the_beta_function_has_its_closed_forms() {
        for x in [1e-9, 0.01, 0.3, 0.5, 0.77, 0.999] {
            close(beta_cdf(x, 2.0, 2.0), x * x * (3.0 - 2.0 * x), 1e-13);
            close(beta_cdf(x, 1.0, 4.5), -libm::expm1(4.5 * log1p(-x)), 1e-13);
            close(beta_cdf(x, 3.7, 1.0), pow(x, 3.7), 1e-13);
        }
    }

    /// By hand: P(1, x) = 1 − e⁻ˣ and P(2, x) = 1 − (1 + x) e⁻ˣ.
    #[test]
    fn the_gamma_function_has_its_closed_forms() {
        for x in [1e-3, 0.4, 1.0, 2.5, 9.0, 30.0] {
            close(gamma_cdf(x, 1.0), -libm::expm1(-x), 1e-13);
        }
        for x in [0.4, 1.0, 2.5, 9.0, 30.0] {
            close(gamma_cdf(x, 2.0), 1.0 - (1.0 + x) * exp(-x), 1e-13);
        }
    }

    #[test]
    fn inverses_invert() {
        for p in [1e-12, 1e-4, 0.03, 0.5, 0.9, 0.999_99] {
            for (a, b) in [(1.0, 1.0), (1.8, 4.2), (0.3, 0.7), (50.0, 3.0)] {
                close(beta_cdf(beta_quantile(p, a, b), a, b), p, 1e-10);
            }
            for a in [0.1, 0.9, 1.0, 3.5, 400.0] {
                close(gamma_cdf(gamma_quantile(p, a), a), p, 1e-10);
            }
            close(normal_cdf(normal_quantile(p)), p, 1e-13);
        }
    }
}

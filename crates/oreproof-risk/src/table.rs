//! Quantiles without closed form, laid out once and read many times.
//!
//! A value that a gamma or a beta variable stays below is looked up by the normal score `z` that
//! has the same chance. Of it, the logarithm `ln x` (gamma) or `ln x/(1 − x)` (beta) is smooth
//! and nearly straight, with derivatives in closed form:
//!
//! ```text
//! gamma   y = ln x            y' = φ(z) / x f(x)          y″ = y' (−z + (x − a) y')
//! beta    y = ln x/(1 − x)    y' = φ(z) / x (1 − x) f(x)  y″ = y' (−z + (b x − a (1 − x)) y')
//! ```
//!
//! Between nodes a thirty-second apart runs the quintic that has value and both derivatives of
//! its two nodes. It is off by h⁶/46080 of the sixth derivative: one part in 10¹³ of the value, and
//! as many times more as a shape is less than 1.
//!
//! Source: Hermite's interpolation as in Davis (1975), *Interpolation and Approximation*, chapter 2.

use libm::{exp, lgamma, log, log1p};

use crate::special::{beta_tails, gamma_tails, ln_beta, normal_cdf};

/// Scores that are laid out; beyond lies one draw in 10¹⁶.
const REACH: f64 = 8.25;
const PER_UNIT: f64 = 32.0;
const INTERVALS: usize = 528;

/// Half the logarithm of 2π.
const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_8;

/// A quantile laid out over the normal score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// The quintic of each interval over its own length, constant term first.
    quintics: Vec<[f64; 6]>,
}

/// A node: value and derivatives by the score.
#[derive(Clone, Copy)]
struct Node {
    y: f64,
    slope: f64,
    bend: f64,
}

/// What a kind of distribution says of a value.
struct Said {
    /// The chance of at most it, and of more.
    tails: (f64, f64),
    /// The logarithm of the density of `y`.
    log_density: f64,
    /// By how much that density's logarithm falls as `y` grows.
    fall: f64,
}

impl Table {
    /// The table of a gamma variable of scale 1; none where no step finds its values.
    pub fn gamma(a: f64) -> Option<Self> {
        let norm = lgamma(a);
        Self::new(gamma_start(a), |y| {
            let x = exp(y);
            Said { tails: gamma_tails(x, y, a), log_density: a * y - x - norm, fall: x - a }
        })
    }

    /// The table of a beta variable; none where no step finds its values.
    pub fn beta(a: f64, b: f64) -> Option<Self> {
        let norm = ln_beta(a, b);
        Self::new(log(a / b), |y| {
            // The logarithms of x and 1 − x, whichever end is near.
            let (of, rest) = (-log1p(exp(-y)), -log1p(exp(y)));
            let (x, other) = (exp(of), exp(rest));
            let log_density = a * of + b * rest - norm;
            Said {
                tails: beta_tails([x, other], [of, rest], a, b),
                log_density,
                fall: b * x - a * other,
            }
        })
    }

    fn new(start: f64, of: impl Fn(f64) -> Said) -> Option<Self> {
        let score = |at: usize| at as f64 / PER_UNIT - REACH;
        let middle = INTERVALS / 2;
        let first = node(score(middle), start, &of)?;
        let mut nodes = vec![first; INTERVALS + 1];
        for (step, way) in [
            (-1.0, (0..middle).rev().collect()),
            (1.0, (middle + 1..=INTERVALS).collect::<Vec<_>>()),
        ] {
            let mut last = first;
            for at in way {
                let h = step / PER_UNIT;
                let guess = last.y + h * last.slope + h * h / 2.0 * last.bend;
                last = node(score(at), guess, &of)?;
                nodes[at] = last;
            }
        }
        Some(Self { quintics: nodes.windows(2).map(|pair| quintic(pair[0], pair[1])).collect() })
    }

    /// `y` at a score; none beyond what is laid out.
    pub fn at(&self, z: f64) -> Option<f64> {
        let place = (z + REACH) * PER_UNIT;
        let interval = place as usize;
        if !(0.0 <= place && interval < self.quintics.len()) {
            return None;
        }
        let t = place - interval as f64;
        Some(self.quintics[interval].iter().rev().fold(0.0, |sum, c| sum * t + c))
    }
}

/// The logarithm of a value near the median: Wilson and Hilferty's, or for a small shape the
/// leading term.
fn gamma_start(a: f64) -> f64 {
    let cube = 1.0 - 1.0 / (9.0 * a);
    if 0.2 < cube { log(a) + 3.0 * log(cube) } else { (log(0.5) + lgamma(a + 1.0)) / a }
}

/// Newton's steps on the logarithm of the smaller tail.
fn node(z: f64, mut y: f64, of: &impl Fn(f64) -> Said) -> Option<Node> {
    let wanted = log(normal_cdf(-z.abs()));
    for _ in 0..60 {
        let said = of(y);
        let (tail, sign) = if z <= 0.0 { (said.tails.0, 1.0) } else { (said.tails.1, -1.0) };
        let slope = exp(said.log_density - log(tail));
        let step = sign * (log(tail) - wanted) / slope;
        y -= step;
        if !y.is_finite() {
            return None;
        }
        if step.abs() <= 1e-12 * y.abs().max(1.0) {
            let said = of(y);
            let slope = exp(-z * z / 2.0 - LN_SQRT_2PI - said.log_density);
            return Some(Node { y, slope, bend: slope * (said.fall * slope - z) });
        }
    }
    None
}

/// The quintic with the values and derivatives of two nodes.
fn quintic(from: Node, to: Node) -> [f64; 6] {
    let h = 1.0 / PER_UNIT;
    let (d0, d1) = (h * from.slope, h * to.slope);
    let (s0, s1) = (h * h * from.bend, h * h * to.bend);
    let rise = to.y - from.y;
    [
        from.y,
        d0,
        s0 / 2.0,
        10.0 * rise - 6.0 * d0 - 4.0 * d1 - (3.0 * s0 - s1) / 2.0,
        -15.0 * rise + 8.0 * d0 + 7.0 * d1 + (3.0 * s0 - 2.0 * s1) / 2.0,
        6.0 * rise - 3.0 * (d0 + d1) - (s0 - s1) / 2.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::{beta_quantile, gamma_quantile, normal_quantile};

    /// Between nodes, against Newton's steps of the quantile itself. In the upper tail a chance
    /// near 1 leaves only so many digits of what is left, so the value is held to the chance.
    fn holds(
        table: &Table,
        value: impl Fn(f64) -> f64,
        quantile: impl Fn(f64) -> f64,
        shape: f64,
        what: &str,
    ) {
        for step in -1600..=1600 {
            let z = f64::from(step) / 200.0 + 0.001_7;
            let u = normal_cdf(z);
            let (got, expected) = (value(table.at(z).unwrap()), quantile(u));
            let beside = quantile((u + 4.0 * f64::EPSILON).min(1.0 - f64::EPSILON / 2.0));
            // Of a large shape the logarithm of the density is a difference of large numbers.
            let lost = 20.0 * f64::EPSILON * shape.max(1.0).sqrt();
            let slack = (1e-13 / shape.min(1.0) + lost) * expected + (beside - expected).abs();
            assert!((got - expected).abs() <= slack, "{what} at {z}: {got}, {expected}");
        }
    }

    #[test]
    fn a_gamma_quantile_is_the_one_that_newton_finds() {
        for a in [0.1, 0.5, 0.9, 1.0, 2.5, 14.5, 400.5, 3e4] {
            let table = Table::gamma(a).unwrap();
            holds(&table, exp, |u| gamma_quantile(u, a), a, &format!("shape {a}"));
        }
    }

    #[test]
    fn a_beta_quantile_is_the_one_that_newton_finds() {
        for (a, b) in [(1.0, 5.0), (5.0, 1.0), (1.8, 4.2), (3.0, 3.0), (0.3, 0.7), (50.0, 3.0)] {
            let table = Table::beta(a, b).unwrap();
            let value = |y: f64| 1.0 / (1.0 + exp(-y));
            holds(&table, value, |u| beta_quantile(u, a, b), a.min(b), &format!("{a}, {b}"));
        }
    }

    #[test]
    fn a_score_beyond_the_table_has_none() {
        let table = Table::gamma(2.0).unwrap();
        assert!(table.at(-8.26).is_none() && table.at(8.26).is_none() && table.at(8.2).is_some());
        assert!(normal_quantile(1e-16) > -REACH);
    }
}

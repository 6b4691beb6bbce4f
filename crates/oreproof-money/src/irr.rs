//! Internal rates of return: every real one, or none.
//!
//! A rate `r` is internal when the present value at `r` is nought. With
//! `x = 1 / (1 + r)` and whole exponents `e` that is a root of the polynomial
//! `Σ cash · x^e` on `0 < x < ∞`, so there may be several, or none, and each
//! sign change in the row allows one more (Descartes).
//!
//! Roots are found by the derivative chain: dividing by the lowest power and
//! differentiating drops the first term, so a row of `k` terms has its roots
//! between the roots of a row of `k - 1`, and a row with one sign change has
//! exactly one. No starting guess enters. A root that touches nought without
//! crossing it is recognised by its size against the rounding of the sum.

use crate::discount::{Times, sum};

/// The internal rates of return of a row of cash, for a year, in rising order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Irr {
    /// The rates; a rate that the row only touches is listed once.
    pub roots: Vec<f64>,
    /// How often the row changes sign, and so how many rates there can be.
    pub sign_changes: usize,
}

impl Irr {
    /// The rate, where there is exactly one.
    pub fn only(&self) -> Option<f64> {
        match self.roots[..] {
            [rate] => Some(rate),
            _ => None,
        }
    }

    /// The rate that studies quote: the only one, or the only one that is not below nought.
    ///
    /// Closure costs after the last production change the sign of a row once more, so that most
    /// mines have a second rate far below nought.
    pub fn quoted(&self) -> Option<f64> {
        let mut above = self.roots.iter().copied().filter(|rate| *rate >= 0.0);
        match (self.only(), above.next(), above.next()) {
            (Some(only), ..) => Some(only),
            (None, Some(rate), None) => Some(rate),
            _ => None,
        }
    }
}

/// A power and what it is multiplied by.
#[derive(Clone, Copy, Debug)]
struct Term {
    coefficient: f64,
    exponent: f64,
}

/// Every internal rate of return of `cash`, whose periods stand where `times` says.
///
/// # Examples
///
/// ```
/// # use oreproof_money::{irr_of_equal_periods};
/// let rates = irr_of_equal_periods(&[-100.0, 230.0, -132.0]).roots;
/// assert_eq!(rates.iter().map(|r| format!("{r:.6}")).collect::<Vec<_>>(), ["0.100000", "0.200000"]);
/// assert!(irr_of_equal_periods(&[-100.0, 230.0, -140.0]).roots.is_empty());
/// ```
pub fn irr(cash: &[f64], times: &Times) -> Irr {
    let stands: Vec<u32> = times.half_months.clone();
    let counted: Vec<f64> = cash
        .iter()
        .zip(&times.counts)
        .map(|(cash, counts)| if *counts { *cash } else { 0.0 })
        .collect();
    roots_at(&counted, &stands)
}

/// Every internal rate of return of yearly cash.
pub fn irr_of_equal_periods(cash: &[f64]) -> Irr {
    let years: Vec<u32> = (0_u32..).take(cash.len()).map(|year| 24 * year).collect();
    roots_at(cash, &years)
}

/// Roots of cash at whole half-months.
fn roots_at(cash: &[f64], half_months: &[u32]) -> Irr {
    let used: Vec<(f64, u32)> =
        cash.iter().zip(half_months).map(|(c, e)| (*c, *e)).filter(|(c, _)| *c != 0.0).collect();
    let first = used.first().map_or(0, |(_, e)| *e);
    let step = used.iter().fold(0, |step, (_, e)| gcd(step, e - first)).max(1);
    // Equal exponents, as of a quarter's end and the next one's start, are one term.
    let mut terms: Vec<Term> = Vec::new();
    for (coefficient, e) in used {
        let exponent = f64::from((e - first) / step);
        match terms.last_mut() {
            Some(last) if last.exponent == exponent => last.coefficient += coefficient,
            _ => terms.push(Term { coefficient, exponent }),
        }
    }
    terms.retain(|term| term.coefficient != 0.0);
    let sign_changes = sign_changes(&terms);
    let years = f64::from(step) / 24.0;
    let mut roots: Vec<f64> =
        positive_roots(&terms).into_iter().map(|x| rate_of(&terms, x, years)).collect();
    roots.sort_by(f64::total_cmp);
    Irr { roots, sign_changes }
}

/// The yearly rate of a root, polished where the rounding of `x` still shows.
fn rate_of(terms: &[Term], x: f64, years: f64) -> f64 {
    // One Newton step on y = ln x costs nothing and removes the last halving's error.
    let y = libm::log(x);
    let value = sum(terms.iter().map(|t| t.coefficient * libm::exp(t.exponent * y)));
    let slope = sum(terms.iter().map(|t| t.coefficient * t.exponent * libm::exp(t.exponent * y)));
    let step = value / slope;
    let polished =
        if step.is_finite() && step.abs() < 1e-9 * (1.0 + y.abs()) { y - step } else { y };
    libm::expm1(-polished / years)
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn sign_changes(terms: &[Term]) -> usize {
    terms
        .windows(2)
        .filter(|pair| (pair[0].coefficient < 0.0) != (pair[1].coefficient < 0.0))
        .count()
}

/// Where `Σ c · x^e` is nought on `0 < x < ∞`, in rising order, touching roots once.
fn positive_roots(terms: &[Term]) -> Vec<f64> {
    let changes = sign_changes(terms);
    if changes == 0 {
        return Vec::new();
    }
    let turning = if changes == 1 { Vec::new() } else { positive_roots(&derived(terms)) };
    let mut roots: Vec<f64> = Vec::new();
    let mut low = 0.0;
    let mut sign_low = terms[0].coefficient.signum();
    for &turn in turning.iter().chain(&[f64::INFINITY]) {
        let (value, noise) = if turn.is_finite() {
            evaluate(terms, turn)
        } else {
            (terms[terms.len() - 1].coefficient, 0.0)
        };
        if value.abs() <= noise {
            // The row touches nought at a turning point: a root of even order, or of
            // odd order if the sign differs beyond it; either way one rate.
            roots.push(turn);
            low = turn;
            sign_low = sign_beyond(terms, turn, &turning);
            continue;
        }
        if value.signum() != sign_low {
            roots.push(cross(terms, low, turn, sign_low));
        }
        (low, sign_low) = (turn, value.signum());
    }
    roots
}

/// The sign just above a turning point at which the row is nought.
fn sign_beyond(terms: &[Term], turn: f64, turning: &[f64]) -> f64 {
    let next = turning.iter().copied().find(|t| *t > turn);
    let probe = next.map_or(turn * 2.0, |next| turn + (next - turn) / 2.0);
    evaluate(terms, probe).0.signum()
}

/// The terms divided by their lowest power, and differentiated.
fn derived(terms: &[Term]) -> Vec<Term> {
    let lowest = terms[0].exponent;
    let largest = terms[1..]
        .iter()
        .map(|t| (t.coefficient * (t.exponent - lowest)).abs())
        .fold(f64::MIN_POSITIVE, f64::max);
    // Scaling by one number moves no root and keeps long rows from overflowing.
    let term = |t: &Term| Term {
        coefficient: t.coefficient * (t.exponent - lowest) / largest,
        exponent: t.exponent - lowest,
    };
    terms[1..].iter().map(term).collect()
}

/// The value at `x` divided by the largest power, and the size of its rounding.
fn evaluate(terms: &[Term], x: f64) -> (f64, f64) {
    let y = libm::log(x);
    // Powers are taken of the ratio to the largest, so that none overflows.
    let most = terms.iter().map(|t| t.exponent * y).fold(f64::NEG_INFINITY, f64::max);
    let parts = || terms.iter().map(|t| t.coefficient * libm::exp(t.exponent * y - most));
    let size: f64 = parts().map(f64::abs).sum();
    let reach = terms.iter().map(|t| (t.exponent * y).abs()).fold(1.0, f64::max);
    (sum(parts()), size * 8.0 * f64::EPSILON * reach)
}

/// The crossing between `low` and `high`, by halving the exponent and then the fraction.
fn cross(terms: &[Term], low: f64, high: f64, sign_low: f64) -> f64 {
    let is_low = |x: f64| evaluate(terms, x).0.signum() == sign_low;
    let mut low = if low > 0.0 {
        low
    } else {
        let mut x = if high.is_finite() { high / 2.0 } else { 0.5 };
        while !is_low(x) && x > f64::MIN_POSITIVE {
            x /= 2.0;
        }
        x
    };
    let mut high = if high.is_finite() {
        high
    } else {
        let mut x = (2.0 * low).max(1.0);
        while is_low(x) && x < f64::MAX / 2.0 {
            x *= 2.0;
        }
        x
    };
    for _ in 0..400 {
        let middle =
            if high / low > 4.0 { libm::sqrt(low * high) } else { low + (high - low) / 2.0 };
        if middle <= low || middle >= high {
            break;
        }
        if is_low(middle) { low = middle } else { high = middle }
    }
    low + (high - low) / 2.0
}

/// The one rate at which yearly-equivalent cash crosses from worth having to not,
/// for use inside simulations: no allocation, and only for rows that start negative
/// and end with a sum above nought at some rate.
///
/// `None` when there is no crossing above −99 %, or the row is of another shape; then
/// [`irr`] says what there is.
pub fn quick_irr(cash: &[f64], times: &Times, guess: f64) -> Option<f64> {
    let first = cash.iter().zip(&times.counts).position(|(c, counts)| *counts && *c != 0.0)?;
    if cash[first] > 0.0 {
        return None;
    }
    let equal = times.half_months.get(first + 1).map_or(24, |next| next - times.half_months[first]);
    let is_even = times.half_months[first..].windows(2).all(|pair| pair[1] - pair[0] == equal);
    if !is_even {
        return irr(cash, times).only();
    }
    let row = &cash[first..];
    let horner = |x: f64| {
        row.iter().rev().fold((0.0, 0.0), |(value, slope), c| (value * x + c, slope * x + value))
    };
    // Present value rises with x: nought at x = 0 less the first outlay, more beyond.
    let years = f64::from(equal) / 24.0;
    let to_x = |rate: f64| libm::pow(1.0 + rate, -years);
    let (mut low, mut high) = (0.0, to_x(-0.5));
    if horner(high).0 <= 0.0 {
        return irr(cash, times).only();
    }
    let mut x = to_x(guess).clamp(low, high);
    for _ in 0..100 {
        let (value, slope) = horner(x);
        if value > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let next = x - value / slope;
        let next = if next > low && next < high { next } else { low + (high - low) / 2.0 };
        if (next - x).abs() <= 4.0 * f64::EPSILON * x {
            x = next;
            break;
        }
        x = next;
    }
    Some(libm::pow(x, -1.0 / years) - 1.0)
}

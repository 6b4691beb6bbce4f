//! A number and how far it may be off: the lowest, the best and the highest it can be.

use std::ops::{Add, Div, Mul, Neg, Sub};

use oreproof_units::Amount;
use serde::{Deserialize, Serialize};

/// Three values in order: `low <= best <= high`, in the unit of the figure that holds them.
///
/// An open end is infinite: “at least two trillion” is `2e12, 2e12, ∞`. Arithmetic bounds what
/// may come out when each operand may be anything within its bounds, independently of the other
/// (interval arithmetic: Moore, Kearfott and Cloud (2009), *Introduction to Interval Analysis*,
/// chapter 2); the best value goes through on its own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The lowest it can be.
    pub low: f64,
    /// The value to name where only one is named.
    pub best: f64,
    /// The highest it can be.
    pub high: f64,
}

impl Spread {
    /// A number that is what it is.
    pub const fn exact(value: f64) -> Self {
        Self { low: value, best: value, high: value }
    }

    /// Anything from `low` to `high`, with `best` between them.
    ///
    /// None where the three are not in order, or one is no number.
    pub fn new(low: f64, best: f64, high: f64) -> Option<Self> {
        (low <= best && best <= high).then_some(Self { low, best, high })
    }

    /// A number as printed, good to `half` a unit of its last digit.
    pub fn rounded(value: f64, half: f64) -> Self {
        Self { low: value - half.abs(), best: value, high: value + half.abs() }
    }

    /// The narrowest spread that holds both, with the middle of the two best values: how
    /// sources in conflict are kept.
    pub fn hull(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            best: f64::midpoint(self.best, other.best),
            high: self.high.max(other.high),
        }
    }

    /// Whether there is room between the ends.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Whether a value lies within the ends.
    pub fn holds(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether some value lies within both.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The amount that a text states; none where it states neither end.
impl TryFrom<&Amount> for Spread {
    type Error = ();

    fn try_from(amount: &Amount) -> Result<Self, ()> {
        let best = amount.middle().ok_or(())?;
        let low = amount.low.unwrap_or(f64::NEG_INFINITY);
        let high = amount.high.unwrap_or(f64::INFINITY);
        Self::new(low, best, high).ok_or(())
    }
}

impl Add for Spread {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            best: self.best + other.best,
            high: self.high + other.high,
        }
    }
}

impl Neg for Spread {
    type Output = Self;

    fn neg(self) -> Self {
        Self { low: -self.high, best: -self.best, high: -self.low }
    }
}

impl Sub for Spread {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Spread {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let (low, high) = ends(|a, b| a * b, self, other);
        Self { low, best: self.best * other.best, high }
    }
}

impl Div for Spread {
    type Output = Self;

    /// Where the divisor may be zero, nothing bounds the quotient.
    fn div(self, other: Self) -> Self {
        let best = self.best / other.best;
        if other.low <= 0.0 && 0.0 <= other.high {
            return Self { low: f64::NEG_INFINITY, best, high: f64::INFINITY };
        }
        let (low, high) = ends(|a, b| a / b, self, other);
        Self { low, best, high }
    }
}

impl Mul<f64> for Spread {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        self * Self::exact(factor)
    }
}

impl Div<f64> for Spread {
    type Output = Self;

    fn div(self, divisor: f64) -> Self {
        self / Self::exact(divisor)
    }
}

/// The least and the greatest of an operation at the four corners.
///
/// An open end times nothing is nothing, and over an open end likewise.
fn ends(operation: fn(f64, f64) -> f64, a: Spread, b: Spread) -> (f64, f64) {
    let corners = [(a.low, b.low), (a.low, b.high), (a.high, b.low), (a.high, b.high)];
    corners.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (a, b)| {
        let value = operation(a, b);
        let value = if value.is_nan() { 0.0 } else { value };
        (low.min(value), high.max(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By hand: $138 bn and 15 Mt, each good to half a unit of its last digit, give
    /// 137.5/15.5 to 138.5/14.5 thousand dollars a tonne.
    #[test]
    fn a_quotient_of_rounded_figures_is_bounded_by_their_corners() {
        let price = Spread::rounded(138e9, 0.5e9) / Spread::rounded(15e6, 0.5e6);
        assert_eq!(price.best, 9_200.0);
        assert_eq!((price.low.round(), price.high.round()), (8_871.0, 9_552.0));
    }

    #[test]
    fn an_open_end_stays_open_and_a_divisor_of_nothing_bounds_nothing() {
        let trillions = Spread::new(2e12, 2e12, f64::INFINITY).unwrap();
        let cover = trillions / Spread::exact(1.9e11);
        assert_eq!(cover.high, f64::INFINITY);
        assert!((cover.low - 10.526).abs() < 1e-3);
        let unbounded = Spread::exact(1.0) / Spread::new(-1.0, 0.5, 1.0).unwrap();
        assert_eq!((unbounded.low, unbounded.high), (f64::NEG_INFINITY, f64::INFINITY));
    }

    #[test]
    fn what_is_out_of_order_is_no_spread() {
        assert_eq!(Spread::new(2.0, 1.0, 3.0), None);
        assert_eq!(Spread::new(1.0, f64::NAN, 3.0), None);
        assert!(Spread::try_from(&Amount { low: None, high: None }).is_err());
    }

    fn spread() -> impl Strategy<Value = Spread> {
        prop::array::uniform3(-1e6..1e6_f64).prop_map(|mut values| {
            values.sort_by(f64::total_cmp);
            Spread { low: values[0], best: values[1], high: values[2] }
        })
    }

    /// A point `t` of the way through a spread.
    fn within(spread: Spread, t: f64) -> f64 {
        (spread.low + (spread.high - spread.low) * t).clamp(spread.low, spread.high)
    }

    proptest! {
        #[test]
        fn whatever_the_operands_are_the_result_is_held(
            a in spread(), b in spread(), s in 0.0..=1.0_f64, t in 0.0..=1.0_f64,
        ) {
            let (x, y) = (within(a, s), within(b, t));
            // Outward rounding is left out; the ends are good to a few units of the last place.
            let held = |spread: Spread, value: f64| {
                let slack = 1e-9 * (1.0 + value.abs());
                spread.low - slack <= value && value <= spread.high + slack
            };
            prop_assert!(held(a + b, x + y));
            prop_assert!(held(a - b, x - y));
            prop_assert!(held(a * b, x * y));
            prop_assert!(y == 0.0 || held(a / b, x / y));
        }

        #[test]
        fn results_stay_in_order(a in spread(), b in spread()) {
            for result in [a + b, a - b, a * b, a.hull(b)] {
                prop_assert!(result.low <= result.best && result.best <= result.high);
            }
        }
    }
}

//! What a rounded number may stand for.

use oreproof_promise::Quantity;
use oreproof_units::{Base, Bound};

/// From the smallest to the largest value that a number as written may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// How far “about” lets a number stray, beyond the rounding that its digits show.
const ABOUT: f64 = 0.025;

impl Interval {
    /// The values a quantity may stand for, in its unit: half a unit of the last written
    /// place either way, more behind “about”, and no end where the text leaves one open.
    pub(crate) fn of(quantity: &Quantity) -> Self {
        let about = quantity.bound == Some(Bound::Approx);
        let margin =
            |value: f64| quantity.rounding.max(if about { ABOUT * value.abs() } else { 0.0 });
        let low = quantity.amount.low.map_or(0.0, |value| value - margin(value));
        let high = quantity.amount.high.map_or(f64::INFINITY, |value| value + margin(value));
        match quantity.bound {
            Some(Bound::Min) => Self { low, high: f64::INFINITY },
            Some(Bound::Max) => Self { low: 0.0, high },
            _ => Self { low, high },
        }
    }

    /// The same in tonnes, where the unit is a mass. A bare ton is any of its three.
    pub(crate) fn tonnes(quantity: &Quantity) -> Option<Self> {
        let base = quantity.unit?.of;
        let tonnes = oreproof_promise::quantity::tonnes_per(base)?;
        let (least, most) = if base == Base::Ton { (0.907, 1.017) } else { (tonnes, tonnes) };
        let Self { low, high } = Self::of(quantity);
        Some(Self { low: low * least, high: high * most })
    }

    /// All products of a value of each.
    pub(crate) fn times(self, other: Self) -> Self {
        Self { low: self.low * other.low, high: self.high * other.high }
    }

    /// All quotients of a value of each; `other` above zero.
    pub(crate) fn over(self, other: Self) -> Self {
        Self { low: self.low / other.high, high: self.high / other.low }
    }

    /// Every value times a factor above zero.
    pub(crate) fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// How far the two lie apart; zero where they share a value.
    pub(crate) fn gap(self, other: Self) -> f64 {
        (self.low - other.high).max(other.low - self.high).max(0.0)
    }

    /// Whether they share a value.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.gap(other) == 0.0
    }
}

//! How much: an exact value, a range, or one end of a range.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much of a unit a text states.
///
/// An open end is `None`: “trillions” is `low: Some(1e12), high: None`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// The lower end, or the value itself.
    pub low: Option<f64>,
    /// The upper end, or the value itself.
    pub high: Option<f64>,
}

impl Amount {
    /// One value.
    pub fn exact(value: f64) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// From `low` to `high`, put in order when they are not.
    pub fn range(low: f64, high: f64) -> Self {
        Self { low: Some(low.min(high)), high: Some(low.max(high)) }
    }

    /// At least `low`, with no upper end stated.
    pub fn from(low: f64) -> Self {
        Self { low: Some(low), high: None }
    }

    /// The value where there is just one.
    pub fn value(&self) -> Option<f64> {
        if self.low == self.high { self.low } else { None }
    }

    /// Whether the text gives two ends, or one end of two.
    pub fn is_range(&self) -> bool {
        self.low != self.high
    }

    /// The middle of a closed range, or the only end there is.
    pub fn middle(&self) -> Option<f64> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => Some(low + (high - low) / 2.0),
            (end, None) | (None, end) => end,
        }
    }

    /// Both ends multiplied.
    pub fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low.map(|v| v * factor), high: self.high.map(|v| v * factor) }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => write!(f, "{low}"),
            (Some(low), Some(high)) => write!(f, "{low}–{high}"),
            (Some(low), None) => write!(f, "≥ {low}"),
            (None, Some(high)) => write!(f, "≤ {high}"),
            (None, None) => f.write_str("?"),
        }
    }
}

/// How the words around a number bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// At least, over, more than.
    Min,
    /// At most, up to, within, less than.
    Max,
    /// About, roughly, some.
    Approx,
}

//! The periods that a model computes on, and how a stated series comes onto them.

use oreproof_units::{Series, Timeline};

use crate::problem::Problem;

/// A timeline, and spare periods after it for production that comes late.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The stated periods.
    pub timeline: Timeline,
    /// How many more of the last length follow.
    pub spare: usize,
}

/// What turns stated money into computed money, period by period.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// For prices.
    pub prices: Vec<f64>,
    /// For charges, costs and capital.
    pub charges: Vec<f64>,
}

impl Indices {
    /// No inflation anywhere.
    pub fn none(n: usize) -> Self {
        Self { prices: vec![1.0; n], charges: vec![1.0; n] }
    }
}

impl Grid {
    /// How many periods there are with the spare ones.
    pub fn len(&self) -> usize {
        self.timeline.len() + self.spare
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One number for each period, the last one holding through the spare ones.
    pub fn hold<T: Copy>(
        &self,
        series: &Series<T>,
        number: impl Fn(T) -> f64,
        at: &str,
        problems: &mut Vec<Problem>,
    ) -> Vec<f64> {
        let resolved = series.resolve(&self.timeline).unwrap_or_else(|source| {
            problems.push(Problem::Series { at: at.to_owned(), source });
            Vec::new()
        });
        let mut numbers: Vec<f64> = resolved.into_iter().map(number).collect();
        let last = numbers.last().copied().unwrap_or(0.0);
        numbers.resize(self.len(), last);
        numbers
    }
}

/// Notes a number that is no part of a whole.
pub fn part(value: f64, at: &str, problems: &mut Vec<Problem>) -> f64 {
    if !(0.0..=1.0).contains(&value) {
        problems.push(Problem::NotAPart { at: at.to_owned(), value });
    }
    value
}

/// Notes a number that is not above nought.
pub fn positive(value: f64, at: &str, problems: &mut Vec<Problem>) -> f64 {
    if !(value.is_finite() && value > 0.0) {
        problems.push(Problem::NotPositive { at: at.to_owned(), value });
    }
    value
}

/// Notes a number below nought.
pub fn not_negative(value: f64, at: &str, problems: &mut Vec<Problem>) -> f64 {
    if !(value.is_finite() && value >= 0.0) {
        problems.push(Problem::Negative { at: at.to_owned(), value });
    }
    value
}

//! Why shares, a concentration or a price at the mine cannot be had.

use miette::Diagnostic;
use thiserror::Error;

/// Why something about dependence cannot be worked out.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum BalanceError {
    /// A number is not finite or lies outside what it can be.
    #[error("{what} is {value}, and must be {needs}")]
    #[diagnostic(code("balance::out-of-range"), help("correct it at its source"))]
    OutOfRange {
        /// What it is: `the share of CHN`.
        what: String,
        /// What was given.
        value: f64,
        /// What it must be: `0 or more`.
        needs: &'static str,
    },
    /// Shares that are stated add up to more than the whole.
    #[error("shares add up to {sum}, which is more than the whole")]
    #[diagnostic(code("balance::above-whole"), help("shares are parts of one; leave out totals"))]
    AboveWhole {
        /// What they add up to.
        sum: f64,
    },
    /// There is nothing to take shares of.
    #[error("no amounts above nought")]
    #[diagnostic(code("balance::nothing"), help("give at least one amount above nought"))]
    Nothing,
    /// One holder has two rows.
    #[error("{who} stands there twice")]
    #[diagnostic(code("balance::twice"), help("add the amounts up, or name the source of each"))]
    Twice {
        /// Who.
        who: String,
    },
    /// A change is asked of somebody who holds no part.
    #[error("{who} holds no part that could change")]
    #[diagnostic(code("balance::not-there"), help("name one of the holders"))]
    NotThere {
        /// Who.
        who: String,
    },
}

/// A finite number in a range, or why not.
pub(crate) fn within(
    what: impl Into<String>,
    value: f64,
    low: f64,
    high: f64,
    needs: &'static str,
) -> Result<f64, BalanceError> {
    if value.is_finite() && low <= value && value <= high {
        return Ok(value);
    }
    Err(BalanceError::OutOfRange { what: what.into(), value, needs })
}

/// A finite number of 0 or more, or why not.
pub(crate) fn not_negative(what: impl Into<String>, value: f64) -> Result<f64, BalanceError> {
    within(what, value, 0.0, f64::MAX, "0 or more")
}

/// A part of one, or why not.
pub(crate) fn part(what: impl Into<String>, value: f64) -> Result<f64, BalanceError> {
    within(what, value, 0.0, 1.0, "from 0 to 1")
}

//! Why a draw, a distribution or a summary cannot be had.

use miette::Diagnostic;
use thiserror::Error;

/// Why something cannot be drawn or summed up.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum RiskError {
    /// A parameter is no finite number.
    #[error("{parameter} is {value}, which is no finite number")]
    #[diagnostic(code("risk::not-finite"), help("give a number"))]
    NotFinite {
        /// Which parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
    },
    /// A spread, a rate or a shape is below what it can be.
    #[error("{parameter} is {value}, and must be {needs}")]
    #[diagnostic(code("risk::out-of-range"), help("correct it, or use another distribution"))]
    OutOfRange {
        /// Which parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
        /// What it must be: `above 0`.
        needs: &'static str,
    },
    /// The least, the likeliest and the greatest value are not in that order.
    #[error("{low}, {mode} and {high} are not in order")]
    #[diagnostic(code("risk::out-of-order"), help("write low, best and high in rising order"))]
    OutOfOrder {
        /// The least.
        low: f64,
        /// The likeliest.
        mode: f64,
        /// The greatest.
        high: f64,
    },
    /// The odds of a list of values do not make a whole.
    #[error("odds add up to {sum}, not to 1")]
    #[diagnostic(code("risk::odds-not-whole"), help("odds are shares of 1 and count every case"))]
    OddsNotWhole {
        /// What they add up to.
        sum: f64,
    },
    /// A list is empty.
    #[error("no {what}")]
    #[diagnostic(code("risk::empty"), help("give at least one, or leave the variable out"))]
    Empty {
        /// Of what.
        what: &'static str,
    },
    /// A truncation leaves nothing.
    #[error("nothing of the distribution lies between {low} and {high}")]
    #[diagnostic(code("risk::nothing-left"), help("widen the ends of the truncation"))]
    NothingLeft {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
    /// A correlation matrix is not square, or not as large as there are variables.
    #[error("{rows} correlations for {n_variables} variables")]
    #[diagnostic(code("risk::matrix-size"), help("give each variable a row and a column"))]
    MatrixSize {
        /// Rows, or the length of the first row that differs.
        rows: usize,
        /// Variables.
        n_variables: usize,
    },
    /// A correlation differs from its mirror image, or the diagonal from 1.
    #[error("correlation of {a} with {b} is {value}, the other way round {mirrored}")]
    #[diagnostic(code("risk::not-symmetric"), help("write each pair once, or the same twice"))]
    NotSymmetric {
        /// The row.
        a: usize,
        /// The column.
        b: usize,
        /// What stands there.
        value: f64,
        /// What stands in its mirror image, or what the diagonal must be.
        mirrored: f64,
    },
    /// No variables can be correlated like this: two that go with a third go with each other.
    #[error("correlations contradict each other at variable {at}")]
    #[diagnostic(
        code("risk::impossible-correlations"),
        help("bring the correlations of this variable nearer to 0 until all can hold at once")
    )]
    ImpossibleCorrelations {
        /// The first variable that cannot be correlated with those before it as asked.
        at: usize,
    },
    /// A plan of points has fewer dimensions than the model needs.
    #[error("{needed} dimensions are needed, and this plan has {available}")]
    #[diagnostic(
        code("risk::too-many-dimensions"),
        help("use the plain or the Latin hypercube plan")
    )]
    TooManyDimensions {
        /// Asked for.
        needed: usize,
        /// There are.
        available: usize,
    },
    /// Too few values to say anything.
    #[error("{given} values, and at least {needed} are needed for {what}")]
    #[diagnostic(code("risk::too-few"), help("give a longer series, or state the parameters"))]
    TooFew {
        /// For what.
        what: &'static str,
        /// How many there are.
        given: usize,
        /// How many it takes.
        needed: usize,
    },
}

/// The value where it is finite.
pub(crate) fn finite(parameter: &'static str, value: f64) -> Result<f64, RiskError> {
    if value.is_finite() { Ok(value) } else { Err(RiskError::NotFinite { parameter, value }) }
}

/// The value where it is finite and above zero.
pub(crate) fn positive(parameter: &'static str, value: f64) -> Result<f64, RiskError> {
    match finite(parameter, value)? {
        value if 0.0 < value => Ok(value),
        value => Err(RiskError::OutOfRange { parameter, value, needs: "above 0" }),
    }
}

/// The value where it is finite and not below zero.
pub(crate) fn not_negative(parameter: &'static str, value: f64) -> Result<f64, RiskError> {
    match finite(parameter, value)? {
        value if 0.0 <= value => Ok(value),
        value => Err(RiskError::OutOfRange { parameter, value, needs: "0 or more" }),
    }
}

/// The value where it lies from 0 to 1.
pub(crate) fn odds(parameter: &'static str, value: f64) -> Result<f64, RiskError> {
    match finite(parameter, value)? {
        value if (0.0..=1.0).contains(&value) => Ok(value),
        value => Err(RiskError::OutOfRange { parameter, value, needs: "from 0 to 1" }),
    }
}

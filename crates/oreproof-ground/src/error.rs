//! Why a step from holes to a resource cannot be taken.

use miette::Diagnostic;
use thiserror::Error;

/// Why something in the ground cannot be worked out.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum GroundError {
    /// A parameter is no finite number.
    #[error("{parameter} is {value}, which is no finite number")]
    #[diagnostic(code("ground::not-finite"), help("give a number"))]
    NotFinite {
        /// Which parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
    },
    /// A parameter is outside what it can be.
    #[error("{parameter} is {value}, and must be {needs}")]
    #[diagnostic(code("ground::out-of-range"), help("correct it where the choices are made"))]
    OutOfRange {
        /// Which parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
        /// What it must be: `above 0`.
        needs: &'static str,
    },
    /// A sample has a coordinate or a value that is no finite number.
    #[error("{what} of sample {sample_idx} is {value}, which is no finite number")]
    #[diagnostic(code("ground::sample-not-finite"), help("mend or leave out the sample"))]
    SampleNotFinite {
        /// `x`, `y`, `z` or the name of the variable.
        what: String,
        /// Which sample, counted from 0.
        sample_idx: usize,
        /// What stands there.
        value: f64,
    },
    /// Two lists that go together have different lengths.
    #[error("{what} has {given} entries where {expected} were expected")]
    #[diagnostic(code("ground::lengths-differ"), help("give one entry for each"))]
    LengthsDiffer {
        /// Which list.
        what: String,
        /// How many there are.
        given: usize,
        /// How many it takes.
        expected: usize,
    },
    /// Too few of something to go on.
    #[error("{given} {what}, and at least {needed} are needed")]
    #[diagnostic(code("ground::too-few"), help("add data, or ask for less"))]
    TooFew {
        /// Of what.
        what: &'static str,
        /// How many there are.
        given: usize,
        /// How many it takes.
        needed: usize,
    },
    /// A variable that nobody measured.
    #[error("no variable {name:?}; there are {known:?}")]
    #[diagnostic(code("ground::unknown-variable"), help("use one of the names that are there"))]
    UnknownVariable {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A matrix that must be positive definite is not.
    #[error("{what} is not positive definite at row {row}")]
    #[diagnostic(
        code("ground::not-positive-definite"),
        help("look for duplicated points, or a model that is not valid in this dimension")
    )]
    NotPositiveDefinite {
        /// Which matrix.
        what: &'static str,
        /// The first row that fails, counted from 0.
        row: usize,
    },
    /// A model has no spectrum on the grid: the variance of some wave is below nought.
    #[error("the model has no spectrum on the grid: a wave has {share:e} of the variance")]
    #[diagnostic(
        code("ground::not-embeddable"),
        help(
            "a hole effect is not valid in every dimension, and a long range needs a wider grid; \
             sequential simulation needs no spectrum"
        )
    )]
    NotEmbeddable {
        /// The lowest variance of a wave over the sum of all.
        share: f64,
    },
    /// A surface with holes has no inside.
    #[error("the surface is open along {edges} edges, the first at {}, {}, {}", at[0], at[1], at[2])]
    #[diagnostic(code("ground::solid-open"), help("close the wireframe where it was drawn"))]
    SolidOpen {
        /// How many edges belong to an odd number of triangles.
        edges: usize,
        /// An end of the first.
        at: [f64; 3],
    },
    /// The receiver of a stream of results asked to stop.
    #[error("stopped before the end")]
    #[diagnostic(code("ground::stopped"), help("run it again to finish"))]
    Stopped,
}

/// The value where it is finite.
pub(crate) fn finite(parameter: &'static str, value: f64) -> Result<f64, GroundError> {
    if value.is_finite() { Ok(value) } else { Err(GroundError::NotFinite { parameter, value }) }
}

/// The value where it is finite and above zero.
pub(crate) fn positive(parameter: &'static str, value: f64) -> Result<f64, GroundError> {
    match finite(parameter, value)? {
        value if 0.0 < value => Ok(value),
        value => Err(GroundError::OutOfRange { parameter, value, needs: "above 0" }),
    }
}

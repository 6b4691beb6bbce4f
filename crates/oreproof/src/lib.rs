//! The front door: weigh a mineral promise against its proof.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod labels;

/// Why a check could not start.
#[derive(Clone, Debug, miette::Diagnostic, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionsError {
    /// The form of the document is not one of the eight.
    #[error("unknown form {name:?}")]
    #[diagnostic(code("check::unknown-form"))]
    UnknownForm {
        /// As written.
        name: String,
    },
}

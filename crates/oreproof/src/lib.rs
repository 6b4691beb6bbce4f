//! The front door: weigh a mineral promise against its proof.
//!
//! Today it holds the first station's whole road, from a text to its findings:
//! [`check`]. The stations behind it are re-exported in road order.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod check;
pub mod inline;
pub mod lines;
pub mod report;
pub mod suggest;
pub mod labels;
pub mod page;

pub use check::{Checked, Options, check};
pub use inline::DirectiveProblem;
pub use lines::{LineColumn, Lines};

pub use oreproof_promise as promise;
pub use oreproof_reference as reference;
pub use oreproof_rules as rules;
pub use oreproof_units as units;

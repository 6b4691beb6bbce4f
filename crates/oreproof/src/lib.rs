//! The front door: weigh a mineral promise against its proof.
//!
//! Two roads start here: from a text to its findings, [`check()`], and from the files of a case to
//! its weighing, [`weigh()`](weigh::weigh). The stations behind them are re-exported in road order.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod check;
pub mod inline;
pub mod lines;
pub mod report;
pub mod suggest;
pub mod labels;
pub mod page;
mod remarks;
pub mod weigh;

pub use check::{Checked, Options, check};
pub use inline::DirectiveProblem;
pub use lines::{LineColumn, Lines};
pub use weigh::{Road, RoadError, Walked};

pub use oreproof_case as case;
pub use oreproof_promise as promise;
pub use oreproof_reference as reference;
pub use oreproof_rules as rules;
pub use oreproof_units as units;
pub use oreproof_weigh as weighing;

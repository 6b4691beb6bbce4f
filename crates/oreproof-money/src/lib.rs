//! Station `money`: a schedule and its factors to a cash flow.
//!
//! [`Project`] is what a case states. Everything is before royalty and tax, which
//! are shares of the result and belong to the next station.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod project;

pub use project::{
    Amount, Capital, CapitalKind, Convention, Discounting, End, Line, Moment, MoneyTerms, Past,
    Phase, Production, Project, Spend, StatedLine, StatedMetal, StatedProduction, Supply,
    UnitOfCost, WorkingCapital, WorkingCapitalRule,
};

//! Station `money`: a schedule and its factors to a cash flow.
//!
//! [`Project`] is what a case states. Everything is before royalty and tax, which
//! are shares of the result and belong to the next station.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod project;
pub mod problem;
pub mod discount;
pub mod irr;
pub mod inflation;
pub mod schedule;
pub mod draw;
pub mod model;
pub mod cash_flow;
pub mod measures;

pub use cash_flow::{CashFlow, CashLine, LineKind};
pub use discount::{Times, npv};
pub use draw::{Draw, DrawError, Prices, Workspace};
pub use irr::{Irr, irr, irr_of_equal_periods, quick_irr};
pub use measures::{Measures, Payback, UnitCosts, crossing, payback};
pub use model::Model;
pub use problem::Problem;
pub use project::{
    Amount, Capital, CapitalKind, Convention, Discounting, End, Line, Moment, MoneyTerms, Past,
    Phase, Production, Project, Spend, StatedLine, StatedMetal, StatedProduction, Supply,
    UnitOfCost, WorkingCapital, WorkingCapitalRule,
};

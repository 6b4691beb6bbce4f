//! Station `shares`: a cash flow, fiscal terms and ownership to who gets what, when.
//!
//! [`Regime`] is what a case states. Its instruments are an ordered list: each is
//! computed on what those before it left, and the order is shown.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod regime;
pub mod instrument;
pub mod problem;
pub mod flow;
mod ready;
pub mod model;
pub mod table;
pub mod measures;

pub use flow::{Account, FlowKind};
pub use instrument::{
    AdvanceRoyalty, Base, Bearer, Bonus, BonusEvent, Bracket, BracketMode, CarryForward, Credit,
    Depreciable, Depreciation, DepreciationRule, Holiday, HolidayLosses, HolidayStart, IncomeTax,
    Instrument, Levy, Losses, MinimumTax, ProductionSharing, Rate, RentTax, RentTier, StatedTake,
    TakeKind, Terms, ThinCapitalisation, Withholding, WithholdingOn,
};
pub use measures::{AtRate, ClauseValue, Measures, ProgressivityPoint, clause_values};
pub use model::{Model, Net, Workspace};
pub use problem::Problem;
pub use regime::{
    Carry, Covenant, Debt, DebtSize, Funders, Holding, Party, PartyKind, Receipts, Regime,
    Repayment, Transfer, Until,
};
pub use table::{CoverWarning, Flow, Shares};

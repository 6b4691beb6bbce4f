//! Station `shares`: a cash flow, fiscal terms and ownership to who gets what, when.
//!
//! [`Regime`] is what a case states. Its instruments are an ordered list: each is
//! computed on what those before it left, and the order is shown.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod regime;
pub mod instrument;

pub use instrument::{
    AdvanceRoyalty, Base, Bearer, Bonus, BonusEvent, Bracket, BracketMode, CarryForward, Credit,
    Depreciable, Depreciation, DepreciationRule, Holiday, HolidayLosses, HolidayStart, IncomeTax,
    Instrument, Levy, Losses, MinimumTax, ProductionSharing, Rate, RentTax, RentTier, StatedTake,
    TakeKind, Terms, ThinCapitalisation, Withholding, WithholdingOn,
};
pub use regime::{
    Carry, Covenant, Debt, DebtSize, Funders, Holding, Party, PartyKind, Receipts, Regime,
    Repayment, Transfer, Until,
};

//! Modifying factors: what stands between rock and a sale.
//!
//! Prices, selling terms as the trade writes them, recoveries, dilution and unit
//! costs; and from them the net smelter return of a tonne, its cut-off, and the
//! worth of a block. Knows no year's cash flow, no tax and no owner.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod prices;
pub mod terms;
pub mod costs;
pub mod ore;
pub mod problem;
pub mod grid;
pub mod selling;
pub mod worth;

pub use costs::{Cost, CostGroup, Driver};
pub use grid::{Grid, Indices};
pub use ore::{Dilution, DilutionOf, Modifying, Recovery};
pub use prices::{Exchange, PriceDeck};
pub use problem::Problem;
pub use selling::{Charge, N_CHARGES, Selling, Slot, Sold};
pub use terms::{
    Concentrate, Dore, MetalTerms, Oxide, PaidMetal, Pay, PayStep, Penalty, Product, RareEarths,
    RefinedMetal, Terms,
};
pub use worth::{
    Cutoff, Destination, Nsr, OreCosts, OreScratch, OreValue, block_worth, cutoff_grade, cutoff_nsr,
};

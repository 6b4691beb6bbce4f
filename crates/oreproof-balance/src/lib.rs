//! Who depends on whom: shares, concentration, dependence and tariffs, and what changes them.
//!
//! Whoever holds a part of something (a producer of the world's copper, a buyer of a country's
//! ore, a lender of a mine) is a row of [`Shares`], and what nobody is named for stays unknown
//! and widens every answer into bounds. Answers stand side by side, each with its own meaning:
//! a balance between powers is a table of shares with the largest single dependence named,
//! never one blended score. Where sources disagree, each gives its own shares, and an answer is
//! had for each.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod error;
pub mod shares;
pub mod concentration;
pub mod governance;
pub mod supply;
pub mod tariff;
pub mod change;
pub mod power;

pub use change::{Ban, Change, Event, Flow, ban, change};
pub use concentration::{Bounds, Unknown, Weighted, hhi, weighted_hhi};
pub use error::BalanceError;
pub use shares::{Share, Shares};

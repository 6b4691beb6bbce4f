//! Claims against everything that stands behind them.
//!
//! A weighing gives each claim a verdict with its reasons and what would settle it, and shows in
//! the value ladder where a headline shrinks on its way to money per person. Every number in it
//! is a [`Figure`], and every figure leads back to words, to a stated source, to a row of a
//! reference table, or to the figures it was worked out from.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod spread;
pub mod figure;
pub mod desk;
pub mod check;
pub mod project;
pub mod scenario;
pub mod odds;
pub mod balance;
pub mod estimate;
pub mod ladder;
pub mod verdict;
pub mod remark;
pub mod weighing;

pub use balance::{Balance, balance};
pub use check::{Check, checks};
pub use desk::{Desk, Need, Tick, Watch};
pub use figure::{Figure, FigureId, Figures, Origin};
pub use ladder::{Ladder, Rung};
pub use project::Worked;
pub use remark::Remark;
pub use spread::Spread;
pub use verdict::{Verdict, Weighed};
pub use weighing::{Weighing, weigh, weigh_watched};

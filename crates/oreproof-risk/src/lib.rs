//! Draws and what they add up to; knows no mining.
//!
//! A [`Plan`](sample::Plan) turns a draw's number into a point of the unit cube, a
//! [`Distribution`] turns each coordinate into a value, and a model, which this crate knows
//! nothing of, turns the values into outcomes. What comes out is summed up as quantiles with
//! their sampling error, exceedance curves, tornado bars and Sobol indices.
//!
//! Every number is keyed by seed, variable and draw: adding a variable moves no other, and any
//! range of draws can be worked out anywhere, by any number of threads, with the same bits.
//! Logarithms and exponentials are our own or those of the `libm` crate, so that no result hangs
//! on the platform.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod error;
pub mod wide;
pub mod elementary;
pub mod stream;
pub mod special;
mod table;
pub mod distribution;
pub mod correlation;
pub mod sample;
pub mod path;
pub mod walk;
pub mod event;
pub mod run;
pub mod summary;
pub mod sensitivity;

pub use distribution::{Distribution, Quantile};
pub use error::RiskError;
pub use stream::Stream;

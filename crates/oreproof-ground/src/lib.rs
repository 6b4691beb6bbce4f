//! Station `ground`: from drill holes to a classified resource.
//!
//! Takes holes and the estimator's choices; hands on a block model and a resource table. Knows
//! no price: a cut-off grade arrives as a number.
//!
//! Coordinates keep the unit of the data, feet or metres; `x` is east, `y` north, `z` up.
//! Azimuth is clockwise from north, dip negative downwards, both in degrees.
//! Every loop is parallel over independent targets, never inside a sum, so that the answers have
//! the same bits on any number of threads and on any instruction set.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod error;
pub mod samples;
pub mod grid;
pub mod solid;
pub mod surface;
pub mod rotation;
pub mod matern;
pub mod variogram;
pub mod hole;
pub mod explore;
pub mod sector;
pub mod search;
mod solve;
mod covariance;
pub mod krige;
pub mod validate;
pub mod experimental;
pub mod fit;
pub mod near;
pub mod domain;
pub mod implicit;
pub mod blocks;
pub mod resource;
pub mod deposit;
pub mod smooth;
pub mod support;
pub mod coregion;
pub mod cokrige;
pub mod indicator;
pub mod simulate;
pub mod realise;

pub use error::GroundError;
pub use grid::Grid;
pub use krige::{Drift, Estimate, Kriging, NoEstimate, Outcome, Support, krige, krige_grid};
pub use matern::Matern;
pub use rotation::{Angles, Rotation};
pub use samples::{Points, Samples, Variable};
pub use search::Search;
pub use sector::{SectorCut, Sectors};
pub use solid::Solid;
pub use surface::Surface;
pub use validate::{Withhold, cross_validate};
pub use variogram::{Shape, Structure, Variogram};

//! Drill holes: tables as read, what is wrong in them, where the holes run, and composites.

mod trace;

pub use trace::{Desurvey, Station, Trace, angle_between};

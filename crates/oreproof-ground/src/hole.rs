//! Drill holes: tables as read, what is wrong in them, where the holes run, and composites.

mod trace;
mod table;
mod choices;
mod problem;
mod read;
mod overlay;
mod composite;
mod control;

pub use choices::{Bounds, DipSign, HoleChoices, Outline, Topography};
pub use composite::{CompositeChoices, Composited, Composites, Cut, Density, Tail, composite};
pub use control::{ControlReport, ControlTable, Controls, review_controls};
pub use overlay::overlay;
pub use problem::{Alike, BelowDetection, Overlap, Place, Problem, Suspicion, Unsurveyed};
pub use read::{Codes, Hole, Holes, Intervals, read_holes};
pub use table::{
    Assay, Cell, CollarTable, DrillTables, IntervalTable, Numbers, SurveyTable, Unit, Words,
};
pub use trace::{Desurvey, Station, Trace, angle_between};

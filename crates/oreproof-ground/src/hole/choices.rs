//! The estimator's choices in reading drill tables, and the bounds that only raise questions.

use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite};
use crate::surface::Surface;

use super::problem::{BelowDetection, Overlap, Unsurveyed};
use super::trace::Desurvey;

/// Choices that move an answer: each is written out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoleChoices {
    /// Which sign of dip is downwards in the tables.
    pub dip: DipSign,
    /// How holes run between stations.
    pub desurvey: Desurvey,
    /// What holes without a survey do.
    pub unsurveyed: Unsurveyed,
    /// What counts where intervals of one table overlap.
    pub overlap: Overlap,
    /// What a measurement below the detection limit counts as.
    pub below_detection: BelowDetection,
    /// Numbers that stand for a missing measurement, such as -999.
    pub missing: Vec<f64>,
}

/// Which sign of dip is downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DipSign {
    /// A hole straight down dips -90.
    NegativeDown,
    /// A hole straight down dips 90.
    PositiveDown,
}

/// Where questions are raised; no number in an answer depends on these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounds {
    /// The least and greatest east and north of the area, where it is known.
    pub area: Option<[[f64; 2]; 2]>,
    /// The outline of the area in the coordinates of the holes, where it is known so.
    pub outline: Option<Outline>,
    /// The ground, where it is known.
    pub topography: Option<Topography>,
    /// The ground as a surface, where it is known so.
    pub surface: Option<Surface>,
    /// How far a collar may be off the ground.
    pub off_topography: f64,
    /// How many times the spread of the middle half of the collars one may be away from it.
    pub apart: f64,
    /// How much a hole may bend over a length, or over any shorter step: degrees and the length.
    pub bend: (f64, f64),
    /// How much the plan and the first survey may differ, in degrees.
    pub plan: f64,
    /// How much of a length is rounding: overlaps and gaps up to this are none.
    pub rounding: f64,
    /// The least and greatest density of rock, in tonnes per cubic metre.
    pub density: [f64; 2],
    /// The HARD, half the absolute relative difference, beyond which a pair of duplicates is told.
    pub pair_apart: f64,
    /// The share of duplicates that should have a HARD of no more than 0.1.
    pub pairs_within: f64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            area: None,
            outline: None,
            topography: None,
            surface: None,
            off_topography: 5.0,
            apart: 20.0,
            bend: (10.0, 30.0),
            plan: 10.0,
            rounding: 1e-3,
            density: [1.0, 8.0],
            pair_apart: 0.5,
            pairs_within: 0.8,
        }
    }
}

/// The outline of an area: rings of corners, east and north. A place is inside where a line from it
/// crosses them an odd number of times, so that a ring in a ring is a hole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    rings: Vec<Vec<[f64; 2]>>,
}

impl Outline {
    /// An outline from its rings; the last corner of a ring may repeat the first.
    ///
    /// # Errors
    ///
    /// When there is no ring, a ring has fewer than three corners, or a coordinate is not finite.
    pub fn new(rings: Vec<Vec<[f64; 2]>>) -> Result<Self, GroundError> {
        let fewest = rings.iter().map(Vec::len).min().unwrap_or(0);
        if fewest < 3 {
            let what = "corners of a ring of the area";
            return Err(GroundError::TooFew { what, given: fewest, needed: 3 });
        }
        for &coordinate in rings.iter().flatten().flatten() {
            finite("a corner of the area", coordinate)?;
        }
        Ok(Self { rings })
    }

    /// Whether a place is inside.
    pub fn holds(&self, [x, y]: [f64; 2]) -> bool {
        let crosses = |[a, b]: &[[f64; 2]; 2]| {
            (y < a[1]) != (y < b[1]) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        };
        self.edges().filter(crosses).count() % 2 == 1
    }

    /// How far a place is from the nearest edge.
    pub fn away(&self, [x, y]: [f64; 2]) -> f64 {
        let from_edge = |[a, b]: [[f64; 2]; 2]| {
            let along = [b[0] - a[0], b[1] - a[1]];
            let squared = along[0] * along[0] + along[1] * along[1];
            let part = ((x - a[0]) * along[0] + (y - a[1]) * along[1]) / squared;
            let part = if squared > 0.0 { part.clamp(0.0, 1.0) } else { 0.0 };
            libm::hypot(x - a[0] - part * along[0], y - a[1] - part * along[1])
        };
        self.edges().map(from_edge).fold(f64::INFINITY, f64::min)
    }

    fn edges(&self) -> impl Iterator<Item = [[f64; 2]; 2]> {
        self.rings.iter().flat_map(|ring| {
            ring.iter().zip(ring.iter().cycle().skip(1)).map(|(from, to)| [*from, *to])
        })
    }
}

/// Elevations of the ground on a regular grid, first axis east and fastest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topography {
    /// East and north of the first point.
    pub first: [f64; 2],
    /// The step between points.
    pub step: [f64; 2],
    /// How many points there are each way.
    pub counts: [usize; 2],
    /// Elevations; `None` where unknown.
    pub elevation: Vec<Option<f64>>,
}

impl Topography {
    /// The elevation at a place, straight between the four points around it.
    pub fn at(&self, x: f64, y: f64) -> Option<f64> {
        let mut cell = [0; 2];
        let mut part = [0.0; 2];
        for (axis, value) in [x, y].into_iter().enumerate() {
            let steps = (value - self.first[axis]) / self.step[axis];
            if !(0.0..=self.counts[axis].checked_sub(1)? as f64).contains(&steps) {
                return None;
            }
            cell[axis] = (steps as usize).min(self.counts[axis].saturating_sub(2));
            part[axis] = steps - cell[axis] as f64;
        }
        let corner = |i: usize, j: usize| {
            let (i, j) =
                ((cell[0] + i).min(self.counts[0] - 1), (cell[1] + j).min(self.counts[1] - 1));
            *self.elevation.get(i + self.counts[0] * j)?
        };
        let south = corner(0, 0)? * (1.0 - part[0]) + corner(1, 0)? * part[0];
        let north = corner(0, 1)? * (1.0 - part[0]) + corner(1, 1)? * part[0];
        Some(south * (1.0 - part[1]) + north * part[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ground_is_straight_between_its_points() {
        let ground = Topography {
            first: [0.0, 100.0],
            step: [10.0, 10.0],
            counts: [2, 2],
            elevation: vec![Some(0.0), Some(10.0), Some(20.0), Some(30.0)],
        };
        assert_eq!(ground.at(5.0, 105.0), Some(15.0));
        assert_eq!(ground.at(10.0, 110.0), Some(30.0));
        assert_eq!(ground.at(11.0, 105.0), None);
        let hole = Topography { elevation: vec![None, Some(1.0), Some(1.0), Some(1.0)], ..ground };
        assert_eq!(hole.at(5.0, 105.0), None);
    }
}

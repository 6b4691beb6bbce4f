//! Where a hole runs: from angles measured down it to places in the ground.
//!
//! Between two stations with unit directions `a` and `b`, `s` apart along the hole and `β` apart
//! in direction, the hole advances by
//!
//! ```text
//! tangential            s · a
//! balanced tangential   s · (a + b) / 2
//! minimum curvature     s · (a + b) / 2 · tan(β/2) / (β/2)
//! ```
//!
//! The last is the arc of a circle. A depth inside a step lies on the same arc: the direction
//! turns evenly from `a` to `b`, and the formula is applied to the part of the step.
//!
//! Azimuth clockwise from north and dip negative downwards, in degrees; depths in the unit of the
//! coordinates.
//!
//! Source: Taylor and Mason (1972), *A systematic approach to well surveying calculations*,
//! SPE Journal 12(6); Sawaryn and Thorogood (2005), *A compendium of directional calculations
//! based on the minimum curvature method*, SPE 84246.

use serde::{Deserialize, Serialize};

/// One reading of the direction of a hole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Station {
    /// Length along the hole from the collar.
    pub depth: f64,
    /// Clockwise from north, in degrees.
    pub azimuth: f64,
    /// Negative downwards, in degrees.
    pub dip: f64,
}

/// How the hole is taken to run between two stations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Desurvey {
    /// Along the arc of a circle.
    MinimumCurvature,
    /// Half along each of the two directions.
    BalancedTangential,
    /// Along the upper direction.
    Tangential,
}

/// A desurveyed hole: the place and the direction at each station.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    method: Desurvey,
    depth: Vec<f64>,
    place: Vec<[f64; 3]>,
    direction: Vec<[f64; 3]>,
}

impl Trace {
    /// Runs a hole down from its collar through its stations, in any order.
    ///
    /// The first direction holds up to the collar and the last one below the last station. Of
    /// several stations at one depth the first counts. Without a station the hole is vertical.
    pub fn new(collar: [f64; 3], stations: &[Station], method: Desurvey) -> Self {
        let mut sorted = stations.to_vec();
        sorted.sort_by(|a, b| a.depth.total_cmp(&b.depth));
        sorted.dedup_by(|later, first| later.depth == first.depth);
        let mut trace = Self { method, depth: vec![], place: vec![], direction: vec![] };
        let first = sorted.first().map_or(DOWN, Station::direction);
        if sorted.first().is_none_or(|station| 0.0 < station.depth) {
            trace.push(0.0, collar, first);
        }
        for station in &sorted {
            let direction = station.direction();
            let place = match trace.depth.len().checked_sub(1) {
                None => along(collar, station.depth, direction, direction, method),
                Some(above) => {
                    let step = station.depth - trace.depth[above];
                    along(trace.place[above], step, trace.direction[above], direction, method)
                }
            };
            trace.push(station.depth, place, direction);
        }
        trace
    }

    /// Where the hole is at a depth along it.
    pub fn at(&self, depth: f64) -> [f64; 3] {
        let (above, part) = self.step(depth);
        let from = self.direction[above];
        match (self.direction.get(above + 1), part) {
            (Some(&to), Some(part)) if self.method == Desurvey::MinimumCurvature => {
                let here = turned(from, to, part);
                along(self.place[above], depth - self.depth[above], from, here, self.method)
            }
            (Some(_), Some(part)) => {
                let (start, end) = (self.place[above], self.place[above + 1]);
                std::array::from_fn(|axis| start[axis] + part * (end[axis] - start[axis]))
            }
            _ => {
                let step = depth - self.depth[above];
                along(self.place[above], step, from, from, self.method)
            }
        }
    }

    /// Which way the hole points at a depth along it: a unit vector east, north and up.
    pub fn direction(&self, depth: f64) -> [f64; 3] {
        let (above, part) = self.step(depth);
        match (self.direction.get(above + 1), part) {
            (Some(&to), Some(part)) if self.method == Desurvey::MinimumCurvature => {
                turned(self.direction[above], to, part)
            }
            _ => self.direction[above],
        }
    }

    /// The depths of the stations, the collar among them.
    pub fn depths(&self) -> &[f64] {
        &self.depth
    }

    /// The places of the stations.
    pub fn places(&self) -> &[[f64; 3]] {
        &self.place
    }

    /// The station above a depth, and how far down to the next the depth is, if there is one.
    fn step(&self, depth: f64) -> (usize, Option<f64>) {
        let below = self.depth.partition_point(|&station| station <= depth);
        let above = below.saturating_sub(1);
        let part = (0 < below && below < self.depth.len())
            .then(|| (depth - self.depth[above]) / (self.depth[below] - self.depth[above]));
        (above, part)
    }

    fn push(&mut self, depth: f64, place: [f64; 3], direction: [f64; 3]) {
        self.depth.push(depth);
        self.place.push(place);
        self.direction.push(direction);
    }
}

impl Station {
    /// The unit vector east, north and up along the hole.
    pub fn direction(&self) -> [f64; 3] {
        if self.dip == -90.0 {
            // A vertical hole stays on its collar to the last bit.
            return DOWN;
        }
        let (sin_azimuth, cos_azimuth) = libm::sincos(self.azimuth.to_radians());
        let (sin_dip, cos_dip) = libm::sincos(self.dip.to_radians());
        [cos_dip * sin_azimuth, cos_dip * cos_azimuth, sin_dip]
    }
}

/// The angle between two unit vectors, in radians; exact for small angles, unlike an arc cosine.
pub fn angle_between(a: [f64; 3], b: [f64; 3]) -> f64 {
    let norm =
        |sign: f64| (0..3).map(|axis| (a[axis] + sign * b[axis]).powi(2)).sum::<f64>().sqrt();
    2.0 * libm::atan2(norm(-1.0), norm(1.0))
}

const DOWN: [f64; 3] = [0.0, 0.0, -1.0];

/// Below this the formulas are replaced by their first terms, which are then exact to the bit.
const SMALL: f64 = 1e-5;

/// From here on a turn is taken for one straight back, which has no plane.
const STRAIGHT_BACK: f64 = std::f64::consts::PI - 1e-6;

fn along(start: [f64; 3], step: f64, a: [f64; 3], b: [f64; 3], method: Desurvey) -> [f64; 3] {
    let half_ratio = match method {
        Desurvey::Tangential => {
            return std::array::from_fn(|axis| start[axis] + step * a[axis]);
        }
        Desurvey::BalancedTangential => 0.5,
        Desurvey::MinimumCurvature => {
            let half = 0.5 * angle_between(a, b);
            if half < SMALL {
                0.5 + half * half / 6.0
            } else if 2.0 * half < STRAIGHT_BACK {
                0.5 * libm::tan(half) / half
            } else {
                // A hole that turns straight back has no circle; the checks report the step.
                0.5
            }
        }
    };
    std::array::from_fn(|axis| start[axis] + step * half_ratio * (a[axis] + b[axis]))
}

/// The direction `part` of the way from `a` to `b` along the great circle.
fn turned(a: [f64; 3], b: [f64; 3], part: f64) -> [f64; 3] {
    let angle = angle_between(a, b);
    let (of_a, of_b) = if SMALL < angle && angle < STRAIGHT_BACK {
        let sin = libm::sin(angle);
        (libm::sin((1.0 - part) * angle) / sin, libm::sin(part * angle) / sin)
    } else {
        (1.0 - part, part)
    };
    std::array::from_fn(|axis| of_a * a[axis] + of_b * b[axis])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const METHODS: [Desurvey; 3] =
        [Desurvey::MinimumCurvature, Desurvey::BalancedTangential, Desurvey::Tangential];

    fn station(depth: f64, azimuth: f64, dip: f64) -> Station {
        Station { depth, azimuth, dip }
    }

    /// A quarter circle by hand: from straight down to level north over 100 m the radius is
    /// 200/π, so the hole ends that far down and that far north.
    #[test]
    fn a_quarter_circle_ends_a_radius_down_and_a_radius_on() {
        let stations = [station(0.0, 0.0, -90.0), station(100.0, 0.0, 0.0)];
        let trace = Trace::new([10.0, 20.0, 30.0], &stations, Desurvey::MinimumCurvature);
        let radius = 200.0 / std::f64::consts::PI;
        let close = |a: [f64; 3], b: [f64; 3]| (0..3).all(|axis| (a[axis] - b[axis]).abs() < 1e-9);
        assert!(close(trace.at(100.0), [10.0, 20.0 + radius, 30.0 - radius]));
        let half = std::f64::consts::FRAC_1_SQRT_2;
        assert!(close(trace.at(50.0), [10.0, 20.0 + radius * (1.0 - half), 30.0 - radius * half]));
        assert!(close(trace.direction(50.0), [0.0, half, -half]));
        assert!(close(trace.at(150.0), [10.0, 70.0 + radius, 30.0 - radius]));
    }

    #[test]
    fn a_hole_without_stations_goes_straight_down() {
        let trace = Trace::new([1.0, 2.0, 3.0], &[], Desurvey::MinimumCurvature);
        assert_eq!(trace.at(250.0), [1.0, 2.0, -247.0]);
    }

    #[test]
    fn a_hole_that_turns_straight_back_has_places_all_the_same() {
        let stations = [station(0.0, 0.0, -90.0), station(10.0, 0.0, 90.0)];
        for method in METHODS {
            let trace = Trace::new([0.0; 3], &stations, method);
            for depth in [0.0, 2.5, 5.0, 10.0, 20.0] {
                assert!(trace.at(depth).iter().all(|c| c.is_finite()), "{method:?} at {depth}");
            }
        }
    }

    proptest! {
        /// On a circle the chord is never longer than the arc, the order of the stations does
        /// not matter, and the place at a station is the same from above and from below.
        #[test]
        fn holes_are_continuous_and_no_longer_than_drilled(
            raw in proptest::collection::vec((0.0..500.0f64, 0.0..360.0f64, -90.0..-20.0f64), 1..8),
            depth in 0.0..600.0f64,
        ) {
            let stations: Vec<Station> =
                raw.iter().map(|&(d, azimuth, dip)| station(d, azimuth, dip)).collect();
            for method in METHODS {
                let trace = Trace::new([5.0, -7.0, 100.0], &stations, method);
                let backwards: Vec<Station> = stations.iter().rev().copied().collect();
                prop_assert_eq!(&trace, &Trace::new([5.0, -7.0, 100.0], &backwards, method));
                let (a, b) = (trace.at(depth), trace.at(depth + 1e-6));
                let moved = (0..3).map(|axis| (a[axis] - b[axis]).powi(2)).sum::<f64>().sqrt();
                prop_assert!(moved < 1.01e-6 + 1e-9, "{:?}: {}", method, moved);
                for &at in trace.depths() {
                    let (a, b) = (trace.at(at - 1e-7), trace.at(at));
                    let moved = (0..3).map(|axis| (a[axis] - b[axis]).abs()).sum::<f64>();
                    prop_assert!(moved < 1e-6, "{:?} jumps {} at {}", method, moved, at);
                }
            }
        }

        /// A straight hole is the same line by every method.
        #[test]
        fn straight_holes_do_not_depend_on_the_method(
            azimuth in 0.0..360.0f64, dip in -90.0..90.0f64, depth in 0.0..400.0f64,
        ) {
            let stations = [0.0, 50.0, 250.0].map(|d| station(d, azimuth, dip));
            let direction = stations[0].direction();
            for method in METHODS {
                let place = Trace::new([0.0; 3], &stations, method).at(depth);
                for axis in 0..3 {
                    prop_assert!((place[axis] - depth * direction[axis]).abs() < 1e-9);
                }
            }
        }
    }
}

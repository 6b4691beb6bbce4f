//! Experimental variograms: how unlike samples are, by how far apart they lie.
//!
//! Each pair counts once. A lag holds the pairs that are more than its lower end and at most its
//! upper end apart, as gstat and GSTools cut them; pairs in one place belong to none. The distance
//! of a lag is the mean of its pairs.
//!
//! Samples lie in a bucket grid with cells of a quarter of the longest lag, and each cell is paired
//! with the half of its neighbours that come after it, so that far pairs are never looked at. Sums
//! are taken cell by cell and added up in the order of cells: the same bits on any number of
//! threads.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};
use crate::samples::Points;

/// What is worked out of the pairs of a lag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Half the mean squared difference (Matheron).
    Semivariogram,
    /// The same by roots of differences, which outliers move less (Cressie and Hawkins 1980).
    Robust,
    /// Half the mean absolute difference.
    Madogram,
    /// Half the mean squared difference over the squared mean of the pair; values above nought.
    PairwiseRelative,
    /// The covariance of the two ends, each pair counted both ways round.
    Covariance,
    /// The same over the variance of the ends.
    Correlogram,
}

/// Which pairs count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pairs {
    /// All.
    All,
    /// Those of one hole: the variogram down the hole, from which the nugget is read.
    SameHole,
    /// Those along a direction.
    Along(Direction),
}

/// A direction and how far off it a pair may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// Clockwise from north, in degrees.
    pub azimuth: f64,
    /// Negative downwards, in degrees.
    pub dip: f64,
    /// The most that a pair may be turned away from it, in degrees.
    pub tolerance: f64,
    /// The most that a pair may lie beside it, level.
    pub bandwidth: Option<f64>,
    /// The most that a pair may lie above or below it.
    pub height: Option<f64>,
}

impl Direction {
    /// A direction by its parts east, north and up, of any length above nought.
    pub fn towards([east, north, up]: [f64; 3], tolerance: f64) -> Self {
        let level = (east * east + north * north).sqrt();
        Self {
            azimuth: libm::atan2(east, north).to_degrees(),
            dip: libm::atan2(up, level).to_degrees(),
            tolerance,
            bandwidth: None,
            height: None,
        }
    }
}

/// Lags of one width, from nought on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lags {
    /// The width of each.
    pub width: f64,
    /// How many.
    pub count: usize,
}

impl Lags {
    /// The lag of a distance above nought, from 0: the ends of lags are whole multiples of the
    /// width as they are computed, so that 3 · 0.1 is the end of the third.
    fn holding(&self, distance: f64) -> usize {
        let lag = (distance / self.width).ceil().max(1.0);
        // The quotient may round to the other side of an end.
        match lag {
            lag if lag * self.width < distance => lag as usize,
            lag if lag > 1.0 && distance <= (lag - 1.0) * self.width => lag as usize - 2,
            lag => lag as usize - 1,
        }
    }
}

/// A lag and what its pairs come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lag {
    /// The mean distance of its pairs.
    pub distance: f64,
    /// What was asked for.
    pub value: f64,
    /// How many pairs.
    pub pairs: u64,
}

/// Works out a measure for each lag; none where a lag has no pairs.
///
/// # Errors
///
/// When a width or tolerance is not above nought, there is no lag, or a pairwise relative variogram
/// meets a value of nought or less.
pub fn experimental(
    points: &Points,
    lags: &Lags,
    pairs: &Pairs,
    measure: Measure,
) -> Result<Vec<Option<Lag>>, GroundError> {
    positive("lag width", lags.width)?;
    if lags.count == 0 {
        return Err(GroundError::TooFew { what: "lags", given: 0, needed: 1 });
    }
    if measure == Measure::PairwiseRelative
        && let Some(value) = points.value.iter().find(|value| **value <= 0.0)
    {
        let parameter = "value in a pairwise relative variogram";
        return Err(GroundError::OutOfRange { parameter, value: *value, needs: "above 0" });
    }
    let gate = Gate::new(pairs)?;
    let buckets = Buckets::new(points, lags.width * lags.count as f64);
    let sums: Vec<Vec<Sums>> = (0..buckets.counts.iter().product::<usize>())
        .into_par_iter()
        .map(|cell| buckets.pair(cell, points, lags, &gate, measure))
        .collect();
    let mut totals = vec![Sums::default(); lags.count];
    for cell in sums {
        for (total, sum) in totals.iter_mut().zip(cell) {
            total.add(&sum);
        }
    }
    Ok(totals.iter().map(|sums| sums.lag(measure)).collect())
}

/// What is summed over the pairs of a lag.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    pairs: u64,
    distance: f64,
    /// Of the measure's own term.
    term: f64,
    /// Of both ends, and of their squares.
    ends: f64,
    squares: f64,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.pairs += other.pairs;
        self.distance += other.distance;
        self.term += other.term;
        self.ends += other.ends;
        self.squares += other.squares;
    }

    fn lag(&self, measure: Measure) -> Option<Lag> {
        if self.pairs == 0 {
            return None;
        }
        let n = self.pairs as f64;
        let (mean, end) = (self.term / n, 0.5 * self.ends / n);
        let covariance = mean - end * end;
        let value = match measure {
            Measure::Semivariogram | Measure::Madogram | Measure::PairwiseRelative => 0.5 * mean,
            Measure::Robust => 0.5 * mean * mean * mean * mean / (0.457 + 0.494 / n),
            Measure::Covariance => covariance,
            Measure::Correlogram => covariance / (0.5 * self.squares / n - end * end),
        };
        Some(Lag { distance: self.distance / n, value, pairs: self.pairs })
    }
}

/// The term of one pair.
fn term(measure: Measure, a: f64, b: f64) -> f64 {
    let difference = a - b;
    match measure {
        Measure::Semivariogram => difference * difference,
        Measure::Robust => difference.abs().sqrt(),
        Measure::Madogram => difference.abs(),
        Measure::PairwiseRelative => {
            let relative = difference / (0.5 * (a + b));
            relative * relative
        }
        Measure::Covariance | Measure::Correlogram => a * b,
    }
}

/// Whether a pair counts.
struct Gate {
    same_hole: bool,
    along: Option<Along>,
}

struct Along {
    direction: [f64; 3],
    /// The level direction across it.
    across: [f64; 3],
    /// The squared cosine of the tolerance.
    cosine: f64,
    bandwidth: f64,
    height: f64,
}

impl Gate {
    fn new(pairs: &Pairs) -> Result<Self, GroundError> {
        let Pairs::Along(direction) = pairs else {
            return Ok(Self { same_hole: *pairs == Pairs::SameHole, along: None });
        };
        finite("azimuth", direction.azimuth)?;
        finite("dip", direction.dip)?;
        positive("tolerance", direction.tolerance)?;
        for band in [direction.bandwidth, direction.height].into_iter().flatten() {
            positive("bandwidth", band)?;
        }
        let (sin_a, cos_a) = libm::sincos(direction.azimuth.to_radians());
        let (sin_d, cos_d) = libm::sincos(direction.dip.to_radians());
        // A tolerance of a right angle or more lets every pair in.
        let cosine = libm::cos(direction.tolerance.min(90.0).to_radians()).max(0.0);
        let along = Along {
            direction: [cos_d * sin_a, cos_d * cos_a, sin_d],
            across: [cos_a, -sin_a, 0.0],
            // Pairs exactly at the tolerance, as between the nodes of a grid, are in.
            cosine: if direction.tolerance >= 90.0 { 0.0 } else { cosine * cosine * (1.0 - 1e-12) },
            bandwidth: direction.bandwidth.unwrap_or(f64::INFINITY),
            height: direction.height.unwrap_or(f64::INFINITY),
        };
        Ok(Self { same_hole: false, along: Some(along) })
    }

    #[inline]
    fn lets_in(&self, step: [f64; 3], squared: f64, holes: (u32, u32)) -> bool {
        if self.same_hole && holes.0 != holes.1 {
            return false;
        }
        let Some(along) = &self.along else { return true };
        let dot = |a: [f64; 3]| a[0] * step[0] + a[1] * step[1] + a[2] * step[2];
        let forward = dot(along.direction);
        if forward * forward < along.cosine * squared {
            return false;
        }
        let across = dot(along.across);
        let off = squared - forward * forward - across * across;
        across.abs() <= along.bandwidth && off <= along.height * along.height
    }
}

/// Samples by cell, in the order of cells.
struct Buckets {
    counts: [usize; 3],
    starts: Vec<u32>,
    order: Vec<u32>,
    place: [Vec<f64>; 3],
    longest: f64,
}

/// Cells in the longest lag.
const CELLS: usize = 4;

impl Buckets {
    fn new(points: &Points, longest: f64) -> Self {
        let axes = [&points.x, &points.y, &points.z];
        let low = axes.map(|axis| axis.iter().copied().fold(f64::INFINITY, f64::min));
        let high = axes.map(|axis| axis.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        let mut size = longest / CELLS as f64;
        let spans = |size: f64| {
            [0, 1, 2].map(|axis| {
                let span = (high[axis] - low[axis]) / size;
                if span.is_finite() { span.max(0.0) } else { 0.0 }
            })
        };
        // No more cells than a few per sample, however short the lags.
        while spans(size).iter().map(|span| span + 1.0).product::<f64>()
            > 8.0 * points.len() as f64 + 64.0
        {
            size *= 1.5;
        }
        let counts = spans(size).map(|span| span as usize + 1);
        let cell_of = |idx: usize| {
            let along = |axis: usize| {
                (((axes[axis][idx] - low[axis]) / size) as usize).min(counts[axis] - 1)
            };
            along(0) + counts[0] * (along(1) + counts[1] * along(2))
        };
        let cells: Vec<usize> = (0..points.len()).map(cell_of).collect();
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        order.sort_by_key(|&idx| cells[idx as usize]);
        let mut starts = vec![0_u32; counts.iter().product::<usize>() + 1];
        for &cell in &cells {
            starts[cell + 1] += 1;
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let place = axes.map(|axis| order.iter().map(|&idx| axis[idx as usize]).collect());
        Self { counts, starts, order, place, longest }
    }

    /// The pairs of a cell with itself and with the cells that come after it.
    fn pair(
        &self,
        cell: usize,
        points: &Points,
        lags: &Lags,
        gate: &Gate,
        measure: Measure,
    ) -> Vec<Sums> {
        let mut sums = vec![Sums::default(); lags.count];
        let own = self.starts[cell] as usize..self.starts[cell + 1] as usize;
        if own.is_empty() {
            return sums;
        }
        let [nx, ny, nz] = self.counts;
        let [i, j, k] = [cell % nx, cell / nx % ny, cell / (nx * ny)];
        let mut squared = Vec::new();
        let reach = self.longest * self.longest;
        for row_k in k..(k + CELLS + 2).min(nz) {
            for row_j in j.saturating_sub(CELLS + 1)..(j + CELLS + 2).min(ny) {
                if row_k == k && row_j < j {
                    continue;
                }
                let own_row = row_k == k && row_j == j;
                let from = if own_row { i } else { i.saturating_sub(CELLS + 1) };
                let to = (i + CELLS + 2).min(nx);
                let row = nx * (row_j + ny * row_k);
                // The cells of a row lie one after the other.
                let first = self.starts[row + from] as usize;
                let last = self.starts[row + to] as usize;
                for a in own.clone() {
                    let first = if own_row { a + 1 } else { first };
                    let at = [0, 1, 2].map(|axis| self.place[axis][a]);
                    squared.clear();
                    squared.extend((first..last).map(|b| {
                        let x = self.place[0][b] - at[0];
                        let y = self.place[1][b] - at[1];
                        let z = self.place[2][b] - at[2];
                        x * x + y * y + z * z
                    }));
                    for (b, &squared) in (first..last).zip(&squared) {
                        // Rounding must not lose a pair at the end of the last lag.
                        if squared == 0.0 || squared > reach * (1.0 + 1e-12) {
                            continue;
                        }
                        let step = [0, 1, 2].map(|axis| self.place[axis][b] - at[axis]);
                        let (one, other) = (self.order[a] as usize, self.order[b] as usize);
                        let holes = (points.hole_idx[one], points.hole_idx[other]);
                        if !gate.lets_in(step, squared, holes) {
                            continue;
                        }
                        let distance = squared.sqrt();
                        if let Some(sums) = sums.get_mut(lags.holding(distance)) {
                            let (p, q) = (points.value[one], points.value[other]);
                            sums.pairs += 1;
                            sums.distance += distance;
                            sums.term += term(measure, p, q);
                            sums.ends += p + q;
                            sums.squares += p * p + q * q;
                        }
                    }
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(values: &[f64]) -> Points {
        let n = values.len();
        let x = (0..n).map(|idx| idx as f64).collect();
        Points::new([x, vec![0.0; n], vec![0.0; n]], values.to_vec(), vec![0; n]).unwrap()
    }

    fn one(points: &Points, measure: Measure) -> Vec<Option<Lag>> {
        experimental(points, &Lags { width: 1.0, count: 3 }, &Pairs::All, measure).unwrap()
    }

    /// By hand: differences of one step 1, 2, 1; of two steps 3, 1; of three 2.
    #[test]
    fn each_measure_is_what_its_formula_says() {
        let points = line(&[1.0, 2.0, 4.0, 3.0]);
        let lags = one(&points, Measure::Semivariogram);
        let value = |lag: usize| lags[lag].unwrap().value;
        assert_eq!([value(0), value(1), value(2)], [1.0, 2.5, 2.0]);
        assert_eq!(lags[1].unwrap(), Lag { distance: 2.0, value: 2.5, pairs: 2 });
        assert_eq!(one(&points, Measure::Madogram)[0].unwrap().value, 0.5 * 4.0 / 3.0);
        let relative = one(&points, Measure::PairwiseRelative)[2].unwrap().value;
        assert_eq!(relative, 0.5);
        let covariance = one(&points, Measure::Covariance)[1].unwrap().value;
        // Ends 1, 4 and 2, 3: mean 2.5, mean product 5.
        assert!((covariance - (5.0 - 6.25)).abs() < 1e-12);
        let correlogram = one(&points, Measure::Correlogram)[1].unwrap().value;
        assert!((correlogram + 1.0).abs() < 1e-12);
        let robust = one(&points, Measure::Robust)[2].unwrap().value;
        assert!((robust - 0.5 * 4.0 / (0.457 + 0.494)).abs() < 1e-12);
    }

    #[test]
    fn holes_and_directions_part_pairs() {
        let x = vec![0.0, 0.0, 10.0, 10.0];
        let z = vec![0.0, -1.0, 0.0, -1.0];
        let points =
            Points::new([x, vec![0.0; 4], z], vec![1.0, 2.0, 5.0, 7.0], vec![0, 0, 1, 1]).unwrap();
        let lags = Lags { width: 12.0, count: 1 };
        let along = |azimuth, dip, tolerance, height| {
            Pairs::Along(Direction { azimuth, dip, tolerance, bandwidth: None, height })
        };
        let found = |pairs: &Pairs| {
            let lag = experimental(&points, &lags, pairs, Measure::Semivariogram).unwrap()[0];
            lag.map(|lag| (lag.pairs, lag.value))
        };
        assert_eq!(found(&Pairs::SameHole), Some((2, 0.5 * (1.0 + 4.0) / 2.0)));
        assert_eq!(found(&along(0.0, 90.0, 5.0, None)), found(&Pairs::SameHole));
        assert_eq!(found(&along(90.0, 0.0, 1.0, None)).unwrap().0, 2);
        assert_eq!(found(&along(270.0, 0.0, 20.0, None)).unwrap().0, 4);
        assert_eq!(found(&along(90.0, 0.0, 20.0, Some(0.5))).unwrap().0, 2);
        assert_eq!(found(&along(0.0, 0.0, 10.0, None)), None);
        assert_eq!(found(&along(0.0, 0.0, 90.0, None)).unwrap().0, 6);
    }

    #[test]
    fn an_end_of_a_lag_is_in_it_whatever_the_width() {
        for width in [0.1, 0.2, 0.3, 0.7, 1.1, 10.0, 1e-3] {
            let lags = Lags { width, count: 60 };
            for lag in 1..=60 {
                let end = f64::from(lag) * width;
                assert_eq!(lags.holding(end), lag as usize - 1, "{lag} of {width}");
                assert_eq!(lags.holding(end * (1.0 + 1e-12)), lag as usize, "{lag} of {width}");
            }
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let points = line(&[0.0, 1.0]);
        let lags = Lags { width: 1.0, count: 1 };
        let of = |lags, measure| experimental(&points, &lags, &Pairs::All, measure);
        assert!(of(Lags { width: 0.0, count: 1 }, Measure::Robust).is_err());
        assert!(of(Lags { width: 1.0, count: 0 }, Measure::Robust).is_err());
        assert!(of(lags, Measure::PairwiseRelative).is_err());
        let empty = Points::default();
        let none = experimental(&empty, &lags, &Pairs::All, Measure::Semivariogram).unwrap();
        assert_eq!(none, [None]);
    }

    proptest! {
        /// The buckets lose no pair and count none twice.
        #[test]
        fn buckets_find_the_pairs_of_a_plain_double_loop(
            samples in proptest::collection::vec((-50.0..50.0_f64, -50.0..50.0_f64, -9.0..9.0_f64, 0.1..9.0_f64), 2..80),
            width in 1.0..15.0_f64,
        ) {
            let n = samples.len();
            let axis = |pick: fn(&(f64, f64, f64, f64)) -> f64| samples.iter().map(pick).collect::<Vec<_>>();
            let points = Points::new(
                [axis(|s| s.0), axis(|s| s.1), axis(|s| s.2)], axis(|s| s.3), vec![0; n],
            ).unwrap();
            let lags = Lags { width, count: 5 };
            let found = experimental(&points, &lags, &Pairs::All, Measure::Semivariogram).unwrap();
            let mut pairs = vec![0; 5];
            for a in 0..n {
                for b in a + 1..n {
                    let (p, q) = (points.at(a), points.at(b));
                    let squared: f64 = (0..3).map(|axis| (p[axis] - q[axis]).powi(2)).sum();
                    let lag = (squared.sqrt() / width).ceil() as usize;
                    if (1..=5).contains(&lag) {
                        pairs[lag - 1] += 1;
                    }
                }
            }
            let counted: Vec<u64> = found.iter().map(|lag| lag.map_or(0, |lag| lag.pairs)).collect();
            prop_assert_eq!(counted, pairs);
        }
    }
}

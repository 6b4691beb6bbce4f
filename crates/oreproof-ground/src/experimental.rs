//! Experimental variograms: how unlike samples are, by how far apart they lie.
//!
//! Each pair counts once. A lag holds the pairs that are more than its lower end and at most its
//! upper end apart, as gstat and GSTools cut them; pairs in one place belong to none. The distance
//! of a lag is the mean of its pairs.
//!
//! Samples lie in strips along east, a quarter of the longest lag wide and high, and are sorted
//! from west to east in each. A sample is paired with those after it in its own strip and with the
//! near ones of the strips that come after, a run of numbers each, so that few far pairs are looked
//! at and distances are taken side by side. Sums are taken run by run of samples and added up in
//! their order: the same bits on any number of threads.

use oreproof_risk::on_widest;
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
    /// The lag of a distance, from 0: the ends of lags are whole multiples of the width as they are
    /// computed, so that 3 · 0.1 is the end of the third. The number of lags stands for none: at
    /// nought, or beyond the last.
    #[inline(always)]
    fn holding(&self, per_width: f64, distance: f64) -> u32 {
        // The nearest end, whichever way the product rounds; then the side of it.
        let end = (distance * per_width + ROUND) - ROUND;
        let lag = if end * self.width < distance { end } else { end - 1.0 };
        let none = self.count as f64;
        let lag = if lag < none { lag } else { none };
        // Below nought it wraps round to far above the last.
        ((lag + ROUND).to_bits() as u32).min(self.count as u32)
    }
}

/// Adding this leaves the nearest whole number, and in the low bits; vectors have no other way that
/// all machines share.
const ROUND: f64 = 6_755_399_441_055_744.0;

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
    if points.len() < 2 {
        return Ok(vec![None; lags.count]);
    }
    let gate = Gate::new(pairs)?;
    let strips = Strips::new(points, lags.width * lags.count as f64, gate.same_hole);
    let runs = strips.runs();
    let work = Work { strips: &strips, lags, gate: &gate, measure };
    let sums: Vec<Vec<Sums>> = runs
        .par_iter()
        .map(|run| {
            let work = &work;
            on_widest!(pair_run(work: &Work<'_>, run: &Run) -> Vec<Sums>)
        })
        .collect();
    let mut totals = vec![Sums::default(); lags.count];
    for run in sums {
        for (total, sum) in totals.iter_mut().zip(run) {
            total.add(&sum);
        }
    }
    Ok(totals.iter().map(|sums| sums.lag(measure)).collect())
}

/// What is summed over the pairs of a lag.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// How many pairs: a whole number.
    pairs: f64,
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
        if self.pairs == 0.0 {
            return None;
        }
        let n = self.pairs;
        let (mean, end) = (self.term / n, 0.5 * self.ends / n);
        let covariance = mean - end * end;
        let value = match measure {
            Measure::Semivariogram | Measure::Madogram | Measure::PairwiseRelative => 0.5 * mean,
            Measure::Robust => 0.5 * mean * mean * mean * mean / (0.457 + 0.494 / n),
            Measure::Covariance => covariance,
            Measure::Correlogram => covariance / (0.5 * self.squares / n - end * end),
        };
        Some(Lag { distance: self.distance / n, value, pairs: self.pairs as u64 })
    }
}

impl Measure {
    /// The terms of the pairs of one value with others.
    #[inline(always)]
    fn terms(self, a: f64, others: &[f64], into: &mut Vec<f64>) {
        #[inline(always)]
        fn each(others: &[f64], into: &mut Vec<f64>, term: impl Fn(f64) -> f64) {
            into.clear();
            into.extend(others.iter().map(|&b| term(b)));
        }
        match self {
            Self::Semivariogram => each(others, into, |b| (a - b) * (a - b)),
            Self::Robust => each(others, into, |b| (a - b).abs().sqrt()),
            Self::Madogram => each(others, into, |b| (a - b).abs()),
            Self::PairwiseRelative => each(others, into, |b| {
                let relative = (a - b) / (0.5 * (a + b));
                relative * relative
            }),
            Self::Covariance | Self::Correlogram => each(others, into, |b| a * b),
        }
    }

    /// Whether it takes the values at the ends of pairs as well.
    fn needs_ends(self) -> bool {
        matches!(self, Self::Covariance | Self::Correlogram)
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
}

impl Along {
    /// Whether it lets in a pair that lies this step and distance apart.
    #[inline(always)]
    fn lets_in(&self, step: [f64; 3], squared: f64) -> bool {
        let dot = |a: [f64; 3]| a[0] * step[0] + a[1] * step[1] + a[2] * step[2];
        let forward = dot(self.direction);
        let across = dot(self.across);
        let off = squared - forward * forward - across * across;
        // All are asked, so that pairs can be asked side by side.
        (self.cosine * squared <= forward * forward)
            & (across.abs() <= self.bandwidth)
            & (off <= self.height * self.height)
    }
}

/// Samples by strip, and from west to east in each.
struct Strips {
    /// How many strips lie side by side, and how many above one another.
    counts: [usize; 2],
    starts: Vec<usize>,
    /// The least and the greatest place north and up of each strip's samples.
    boxes: Vec<[[f64; 2]; 2]>,
    place: [Vec<f64>; 3],
    value: Vec<f64>,
    longest: f64,
    /// Whether strips are holes, which are paired with themselves only.
    by_hole: bool,
}

/// Some samples of a strip.
struct Run {
    strip: usize,
    samples: std::ops::Range<usize>,
}

/// Strips in the longest lag.
const CELLS: usize = 4;

/// Samples whose pairs are summed in a go.
const PER_RUN: usize = 128;

impl Strips {
    fn new(points: &Points, longest: f64, by_hole: bool) -> Self {
        let (counts, strips) = if by_hole {
            let mut holes = points.hole_idx.clone();
            holes.sort_unstable();
            holes.dedup();
            let rank = |hole| holes.binary_search(hole).unwrap_or(0);
            ([holes.len(), 1], points.hole_idx.iter().map(rank).collect())
        } else {
            cut(points, longest)
        };
        let mut order: Vec<usize> = (0..points.len()).collect();
        order.sort_by(|&a, &b| strips[a].cmp(&strips[b]).then(points.x[a].total_cmp(&points.x[b])));
        let mut starts = vec![0; counts[0] * counts[1] + 1];
        for &strip in &strips {
            starts[strip + 1] += 1;
        }
        for strip in 1..starts.len() {
            starts[strip] += starts[strip - 1];
        }
        let sorted = |from: &[f64]| order.iter().map(|&idx| from[idx]).collect::<Vec<f64>>();
        let place = [sorted(&points.x), sorted(&points.y), sorted(&points.z)];
        let span = |along: &[f64]| {
            let low = along.iter().copied().fold(f64::INFINITY, f64::min);
            [low, along.iter().copied().fold(f64::NEG_INFINITY, f64::max)]
        };
        let boxes = starts.windows(2).map(|strip| {
            let samples = strip[0]..strip[1];
            [span(&place[1][samples.clone()]), span(&place[2][samples])]
        });
        let boxes = boxes.collect();
        let value = sorted(&points.value);
        Self { counts, starts, boxes, place, value, longest, by_hole }
    }

    fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        for strip in 0..self.starts.len() - 1 {
            let end = self.starts[strip + 1];
            for first in (self.starts[strip]..end).step_by(PER_RUN) {
                runs.push(Run { strip, samples: first..(first + PER_RUN).min(end) });
            }
        }
        runs
    }

    /// The strips after one that samples of it can have pairs in.
    fn after(&self, strip: usize) -> Vec<usize> {
        let [side_by_side, above] = self.counts;
        if self.by_hole {
            return Vec::new();
        }
        let (j, k) = (strip % side_by_side, strip / side_by_side);
        let mut found = Vec::new();
        for row in k..(k + CELLS + 2).min(above) {
            let from = if row == k { j + 1 } else { j.saturating_sub(CELLS + 1) };
            found.extend(
                (from..(j + CELLS + 2).min(side_by_side)).map(|other| other + side_by_side * row),
            );
        }
        found
    }
}

/// Cuts samples into strips: how many side by side and above one another, and the strip of each.
fn cut(points: &Points, longest: f64) -> ([usize; 2], Vec<usize>) {
    let axes = [&points.y, &points.z];
    let low = axes.map(|axis| axis.iter().copied().fold(f64::INFINITY, f64::min));
    let high = axes.map(|axis| axis.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    let mut size = longest / CELLS as f64;
    let spans = |size: f64| {
        [0, 1].map(|axis| {
            let span = (high[axis] - low[axis]) / size;
            if span.is_finite() { span.max(0.0) } else { 0.0 }
        })
    };
    // No more strips than a few per sample, however short the lags.
    while spans(size).iter().map(|span| span + 1.0).product::<f64>()
        > 8.0 * points.len() as f64 + 64.0
    {
        size *= 1.5;
    }
    let counts = spans(size).map(|span| span as usize + 1);
    let strip_of = |idx: usize| {
        let along =
            |axis: usize| (((axes[axis][idx] - low[axis]) / size) as usize).min(counts[axis] - 1);
        along(0) + counts[0] * along(1)
    };
    (counts, (0..points.len()).map(strip_of).collect())
}

/// What pairs are taken from and what for.
struct Work<'a> {
    strips: &'a Strips,
    lags: &'a Lags,
    gate: &'a Gate,
    measure: Measure,
}

/// How many histograms are filled in turn: one pair need not wait for the sum of the one before.
const TURNS: usize = 4;

/// Where the pairs of a sample are worked out side by side.
#[derive(Default)]
struct Columns {
    squared: Vec<f64>,
    distance: Vec<f64>,
    term: Vec<f64>,
    lag: Vec<u32>,
}

/// The pairs of a run of samples with those after them.
#[inline(always)]
fn pair_run(work: &Work<'_>, run: &Run) -> Vec<Sums> {
    let Work { strips, lags, .. } = *work;
    // One more lag, for pairs that belong to none.
    let mut sums = vec![Sums::default(); (lags.count + 1) * TURNS];
    let mut columns = Columns::default();
    // Rounding must not lose a pair at the end of the last lag.
    let longest = strips.longest * (1.0 + 1e-12);
    let x = &strips.place[0];
    let own_end = strips.starts[run.strip + 1];
    let mut last = run.samples.start;
    for a in run.samples.clone() {
        while last < own_end && x[last] - x[a] <= longest {
            last += 1;
        }
        columns.pair(work, a, a + 1..last, &mut sums);
    }
    for other in strips.after(run.strip) {
        let (start, end) = (strips.starts[other], strips.starts[other + 1]);
        let (mut first, mut last) = (start, start);
        for a in run.samples.clone() {
            let beside = [0, 1].map(|axis| {
                let ([low, high], at) = (strips.boxes[other][axis], strips.place[axis + 1][a]);
                (low - at).max(at - high).max(0.0)
            });
            let left = longest * longest - beside[0] * beside[0] - beside[1] * beside[1];
            if left < 0.0 {
                continue;
            }
            let reach = left.sqrt() * (1.0 + 1e-12);
            // From where the sample before had its pairs.
            let west_of = |other: usize| x[a] - x[other];
            while first < end && reach < west_of(first) {
                first += 1;
            }
            while start < first && west_of(first - 1) <= reach {
                first -= 1;
            }
            while last < end && -west_of(last) <= reach {
                last += 1;
            }
            while start < last && reach < -west_of(last - 1) {
                last -= 1;
            }
            if first < last {
                columns.pair(work, a, first..last, &mut sums);
            }
        }
    }
    let mut totals = vec![Sums::default(); lags.count];
    for (total, turns) in totals.iter_mut().zip(sums.chunks_exact(TURNS)) {
        for turn in turns {
            total.add(turn);
        }
    }
    totals
}

impl Columns {
    /// Adds the pairs of one sample with others.
    #[inline(always)]
    fn pair(
        &mut self,
        work: &Work<'_>,
        a: usize,
        others: std::ops::Range<usize>,
        sums: &mut [Sums],
    ) {
        let Work { strips, lags, gate, measure } = *work;
        let at = [0, 1, 2].map(|axis| strips.place[axis][a]);
        let [x, y, z] = [0, 1, 2].map(|axis| &strips.place[axis][others.clone()]);
        let steps = || {
            let places = x.iter().zip(y).zip(z);
            places.map(move |((x, y), z)| [x - at[0], y - at[1], z - at[2]])
        };
        self.squared.clear();
        self.squared.extend(steps().map(|[x, y, z]| x * x + y * y + z * z));
        self.distance.clear();
        self.distance.extend(self.squared.iter().map(|squared| squared.sqrt()));
        let per_width = 1.0 / lags.width;
        self.lag.clear();
        self.lag.extend(self.distance.iter().map(|&distance| lags.holding(per_width, distance)));
        if let Some(along) = &gate.along {
            let none = lags.count as u32;
            for ((lag, step), &squared) in self.lag.iter_mut().zip(steps()).zip(&self.squared) {
                *lag = if along.lets_in(step, squared) { *lag } else { none };
            }
        }
        let (p, values) = (strips.value[a], &strips.value[others]);
        measure.terms(p, values, &mut self.term);
        let lags = self.lag.iter().enumerate();
        for ((turn, &lag), (distance, term)) in lags.zip(self.distance.iter().zip(&self.term)) {
            let sums = &mut sums[lag as usize * TURNS + turn % TURNS];
            sums.pairs += 1.0;
            sums.distance += distance;
            sums.term += term;
        }
        if measure.needs_ends() {
            for (&lag, q) in self.lag.iter().zip(values) {
                let sums = &mut sums[lag as usize * TURNS];
                sums.ends += p + q;
                sums.squares += p * p + q * q;
            }
        }
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
            for lag in 1..=60_u32 {
                let end = f64::from(lag) * width;
                let holding = |distance| lags.holding(1.0 / width, distance);
                assert_eq!(holding(end), lag - 1, "{lag} of {width}");
                assert_eq!(holding(end * (1.0 + 1e-12)), lag, "{lag} of {width}");
            }
            for none in [0.0, 61.5 * width, 1e6 * width] {
                assert_eq!(lags.holding(1.0 / width, none), 60, "{none} of {width}");
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

//! Co-kriging: a grade estimated from its own samples and those of others.
//!
//! As kriging, with the samples of all grades in one system and the covariances of a linear model
//! of coregionalisation between them:
//!
//! ```text
//! ordinary    Σ weights of the grade = 1, Σ weights of each other grade = 0
//! rescaled    others are brought to the grade's mean, and Σ all weights = 1
//! simple      all means are known
//! ```
//!
//! Each grade's samples are searched by themselves, by the same rules.
//!
//! Source: Goovaerts (1997), *Geostatistics for Natural Resources Evaluation*, sections 6.2.2 to
//! 6.2.4; Chilès and Delfiner (2012), section 5.4.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::coregion::Coregionalisation;
use crate::error::{GroundError, finite};
use crate::krige::{Estimate, NoEstimate, Outcome, Support, check_support, inside};
use crate::samples::Points;
use crate::search::{Index, Neighbour, Scratch, Search};
use crate::solve::{LANES, Lanes, backward, dot, factorise};

/// What is known of the means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// Nothing: ordinary co-kriging.
    Unknown,
    /// How they differ, the grade's own first: rescaled ordinary co-kriging.
    Apart(Vec<f64>),
    /// All, the grade's own first: simple co-kriging.
    Known(Vec<f64>),
}

/// The choices of a co-kriging.
#[derive(Clone, Debug)]
pub struct Cokriging {
    /// How the grades go with distance; the one that is estimated is the first.
    pub model: Coregionalisation,
    /// Which samples of each grade are used.
    pub search: Search,
    /// Whether only the sample nearest to the target is used of every other grade (collocated).
    pub collocated: bool,
    /// What is known of the means.
    pub means: Means,
    /// What a target stands for.
    pub support: Support,
}

/// Estimates the first of some grades at every target, in the order of the targets; `points` has
/// the samples of each grade of the model.
///
/// The search's least number is of the first grade's samples; samples of all grades are counted,
/// holes and the sum of weights are those of the first.
///
/// # Errors
///
/// When a choice cannot be, there are not samples and a mean for each grade, a target is not finite,
/// or collocated samples are to have weights that sum to nought.
pub fn cokrige(
    points: &[Points],
    targets: &[[f64; 3]],
    cokriging: &Cokriging,
) -> Result<Vec<Outcome>, GroundError> {
    let ready = Ready::new(points, cokriging)?;
    for coordinate in targets.iter().flatten() {
        finite("coordinate of a target", *coordinate)?;
    }
    let solved: Vec<Vec<Outcome>> = targets
        .par_chunks(LANES)
        .map_init(Work::default, |work, targets| ready.solve(targets, work))
        .collect();
    Ok(solved.into_iter().flatten().collect())
}

/// All that the systems share.
struct Ready<'a> {
    points: &'a [Points],
    cokriging: &'a Cokriging,
    indices: Vec<Index<'a>>,
    inside: Vec<[f64; 3]>,
    of_target: f64,
    /// What is taken off the values of each grade before, and put on the estimate after.
    shift: Vec<f64>,
    /// Which drift function the samples of each grade are of.
    drift: Vec<usize>,
    n_drift: usize,
}

/// A sample in a system.
#[derive(Clone, Copy)]
struct Row {
    grade: usize,
    sample: usize,
    squared: f64,
}

#[derive(Default)]
struct Work {
    scratch: Scratch,
    chosen: Vec<Neighbour>,
    rows: Vec<Vec<Row>>,
    matrix: Vec<Lanes>,
    rights: Vec<Lanes>,
}

impl<'a> Ready<'a> {
    fn new(points: &'a [Points], cokriging: &'a Cokriging) -> Result<Self, GroundError> {
        let Cokriging { model, search, collocated, means, support } = cokriging;
        let n = model.len();
        let same = |what: &str, given: usize| {
            let what = what.to_owned();
            if given == n {
                Ok(())
            } else {
                Err(GroundError::LengthsDiffer { what, given, expected: n })
            }
        };
        same("samples of grades", points.len())?;
        check_support(support)?;
        let (shift, drift, n_drift) = match means {
            Means::Unknown if *collocated && 1 < n => {
                let parameter = "number of samples of another grade whose weights sum to nought";
                let needs = "2 or more: say the means, or leave out collocated";
                return Err(GroundError::OutOfRange { parameter, value: 1.0, needs });
            }
            Means::Unknown => (vec![0.0; n], (0..n).collect(), n),
            Means::Apart(means) => (means.clone(), vec![0; n], 1),
            Means::Known(means) => (means.clone(), vec![0; n], 0),
        };
        same("means of grades", shift.len())?;
        for mean in &shift {
            finite("mean", *mean)?;
        }
        let index = |(grade, points)| {
            let one = Search { min_samples: 1, max_samples: 1, ..*search };
            Index::new(points, if *collocated && 0 < grade { one } else { *search })
        };
        let indices = points.iter().enumerate().map(index).collect::<Result<_, _>>()?;
        let inside = inside(*support)?;
        let mut of_target = 0.0;
        for a in &inside {
            for b in &inside {
                let step = std::array::from_fn(|axis| a[axis] - b[axis]);
                of_target += model.smooth_covariance(0, 0, step);
            }
        }
        of_target /= (inside.len() * inside.len()) as f64;
        if *support == Support::Point {
            of_target += model.nugget()[0][0];
        }
        Ok(Self { points, cokriging, indices, inside, of_target, shift, drift, n_drift })
    }

    fn at(&self, row: Row) -> [f64; 3] {
        self.points[row.grade].at(row.sample)
    }

    fn covariance(&self, a: Row, b: Row) -> f64 {
        let model = &self.cokriging.model;
        let (from, to) = (self.at(a), self.at(b));
        let step: [f64; 3] = std::array::from_fn(|axis| from[axis] - to[axis]);
        let nugget = if step == [0.0; 3] { model.nugget()[a.grade][b.grade] } else { 0.0 };
        model.smooth_covariance(a.grade, b.grade, step) + nugget
    }

    fn to_target(&self, row: Row, target: [f64; 3]) -> f64 {
        let model = &self.cokriging.model;
        let from = self.at(row);
        let sum: f64 = self
            .inside
            .iter()
            .map(|inside| {
                let step = std::array::from_fn(|axis| target[axis] + inside[axis] - from[axis]);
                model.smooth_covariance(row.grade, 0, step)
            })
            .sum();
        let on_it = self.cokriging.support == Support::Point && from == target;
        sum / self.inside.len() as f64 + if on_it { model.nugget()[row.grade][0] } else { 0.0 }
    }

    /// Up to [`LANES`] targets side by side.
    fn solve(&self, targets: &[[f64; 3]], work: &mut Work) -> Vec<Outcome> {
        let Work { scratch, chosen, rows, matrix, rights } = work;
        rows.resize(LANES, Vec::new());
        let mut found = [0; LANES];
        for (lane, rows) in rows.iter_mut().enumerate() {
            rows.clear();
            let Some(&target) = targets.get(lane) else { continue };
            for (grade, index) in self.indices.iter().enumerate() {
                index.gather(index.place(target), 0.0, None, scratch);
                index.choose((lane, target), None, scratch, chosen);
                if grade == 0 {
                    found[lane] = chosen.len();
                    if chosen.len() < self.cokriging.search.min_samples {
                        break;
                    }
                }
                rows.extend(chosen.iter().map(|of| Row {
                    grade,
                    sample: of.sample as usize,
                    squared: of.squared,
                }));
            }
        }
        let n = rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = 2 + self.n_drift;
        matrix.clear();
        matrix.resize(n * (n + 1) / 2, [0.0; LANES]);
        rights.clear();
        rights.resize(n * columns, [0.0; LANES]);
        for (lane, rows) in rows.iter().enumerate() {
            for i in 0..n {
                let start = i * (i + 1) / 2;
                let Some(&row) = rows.get(i) else {
                    matrix[start + i][lane] = 1.0;
                    continue;
                };
                for j in 0..=i {
                    matrix[start + j][lane] = self.covariance(row, rows[j]);
                }
                let value = self.points[row.grade].value[row.sample] - self.shift[row.grade];
                rights[i][lane] = self.to_target(row, targets[lane]);
                rights[n + i][lane] = value;
                if 0 < self.n_drift {
                    rights[(2 + self.drift[row.grade]) * n + i][lane] = 1.0;
                }
            }
        }
        let singular = factorise(n, matrix, rights);
        let (right, rest) = rights.split_at(n);
        let (values, drift) = rest.split_at(n);
        let drift: Vec<&[Lanes]> = drift.chunks_exact(n.max(1)).collect();
        // The means of grades without a sample near are not asked for.
        let mut normal = Vec::new();
        let mut multipliers = Vec::new();
        for (i, column) in drift.iter().enumerate() {
            normal.extend(drift[..=i].iter().map(|other| dot(column, other)));
            let explained = dot(column, right);
            let asked = if i == 0 { 1.0 } else { 0.0 };
            multipliers.push(explained.map(|explained| asked - explained));
            let last = normal.len() - 1;
            for lane in 0..LANES {
                if 0 < i && normal[last][lane] == 0.0 {
                    normal[last][lane] = 1.0;
                    multipliers[i][lane] = 0.0;
                }
            }
        }
        let undetermined = factorise(drift.len(), &mut normal, &mut multipliers);
        let gain = dot(&multipliers, &multipliers);
        backward(drift.len(), &normal, &mut multipliers);
        let mut weights = right.to_vec();
        for (column, multiplier) in drift.iter().zip(&multipliers) {
            for (weight, drift) in weights.iter_mut().zip(*column) {
                for lane in 0..LANES {
                    weight[lane] += drift[lane] * multiplier[lane];
                }
            }
        }
        let estimate = dot(&weights, values);
        let (explained, with_truth) = (dot(right, right), dot(&weights, right));
        let spread = dot(&weights, &weights);
        backward(n, matrix, &mut weights);
        (0..targets.len())
            .map(|lane| {
                let rows = &rows[lane];
                if rows.is_empty() {
                    return Err(NoEstimate::TooFewSamples { found: found[lane] as u32 });
                }
                if singular[lane] {
                    return Err(NoEstimate::SingularSystem);
                }
                if undetermined[lane] {
                    return Err(NoEstimate::DriftNotDetermined);
                }
                let variance = (self.of_target - explained[lane] + gain[lane]).max(0.0);
                let mut of = Weighed::default();
                for (row, weight) in rows.iter().zip(&weights) {
                    of.add(*row, weight[lane], self.points[row.grade].hole_idx[row.sample]);
                }
                let slope = with_truth[lane] / spread[lane];
                let efficiency = (self.of_target - variance) / self.of_target;
                Ok(Estimate {
                    value: self.shift[0] + estimate[lane],
                    variance,
                    n_samples: rows.len() as u32,
                    n_holes: of.holes.len() as u32,
                    mean_distance: of.distance / rows.len() as f64,
                    slope: slope.is_finite().then_some(slope),
                    efficiency: efficiency.is_finite().then_some(efficiency),
                    negative_share: if of.total == 0.0 { 0.0 } else { of.negative / of.total },
                    lagrange: multipliers.first().map_or(0.0, |multiplier| -multiplier[lane]),
                    weight_sum: of.own,
                })
            })
            .collect()
    }
}

/// Sums over the samples of a system.
#[derive(Default)]
struct Weighed {
    holes: Vec<u32>,
    distance: f64,
    negative: f64,
    total: f64,
    own: f64,
}

impl Weighed {
    fn add(&mut self, row: Row, weight: f64, hole: u32) {
        self.distance += row.squared.sqrt();
        self.negative += (-weight).max(0.0);
        self.total += weight.abs();
        if row.grade == 0 {
            self.own += weight;
            if !self.holes.contains(&hole) {
                self.holes.push(hole);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coregion::SharedStructure;
    use crate::krige::{Drift, Kriging, krige};
    use crate::rotation::Angles;
    use crate::variogram::Shape;

    const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

    fn model(together: f64) -> Coregionalisation {
        let structure = SharedStructure {
            shape: Shape::Spherical,
            sills: vec![vec![0.9, 0.9 * together], vec![0.9 * together, 0.9]],
            ranges: [60.0; 3],
            angles: LEVEL,
        };
        let nugget = vec![vec![0.1, 0.1 * together], vec![0.1 * together, 0.1]];
        Coregionalisation::new(nugget, vec![structure]).unwrap()
    }

    fn points(n: u32, seed: u32) -> Points {
        let at = |k: u32, prime: u32| {
            f64::from((k + seed).wrapping_mul(prime) >> 8) / f64::from(1 << 24) * 100.0
        };
        let axis = |prime| (1..=n).map(|k| at(k, prime)).collect::<Vec<f64>>();
        let places = [axis(0x9E37_79B1), axis(0x85EB_CA77), vec![0.0; n as usize]];
        Points::new(places, axis(0xC2B2_AE3D), (0..n).collect()).unwrap()
    }

    fn cokriging(together: f64, means: Means) -> Cokriging {
        let search = Search {
            radii: [50.0; 3],
            angles: LEVEL,
            min_samples: 3,
            max_samples: 10,
            sectors: None,
            max_per_hole: None,
        };
        let (model, support) = (model(together), Support::Point);
        Cokriging { model, search, collocated: false, means, support }
    }

    fn targets() -> Vec<[f64; 3]> {
        (0..30).map(|n| [f64::from(n % 6) * 19.0, f64::from(n / 6) * 23.0, 0.0]).collect()
    }

    #[test]
    fn grades_that_have_nothing_to_do_with_each_other_are_kriged_apart() {
        let both = [points(60, 0), points(80, 1000)];
        for (means, drift) in [
            (Means::Unknown, Drift::Ordinary),
            (Means::Known(vec![50.0, 10.0]), Drift::Simple { mean: 50.0 }),
        ] {
            let choices = cokriging(0.0, means);
            let kriging = Kriging {
                variogram: choices.model.variogram(0).unwrap(),
                search: choices.search,
                drift,
                support: Support::Point,
            };
            let alone = krige(&both[0], &targets(), &kriging).unwrap();
            let found = cokrige(&both, &targets(), &choices).unwrap();
            for (alone, found) in alone.iter().zip(&found) {
                let (Ok(alone), Ok(found)) = (alone, found) else {
                    assert_eq!(alone, found);
                    continue;
                };
                assert!((alone.value - found.value).abs() < 1e-9);
                assert!((alone.variance - found.variance).abs() < 1e-9);
                assert_eq!(alone.n_holes, found.n_holes);
            }
        }
    }

    #[test]
    fn another_grade_never_makes_an_estimate_less_sure() {
        let both = [points(40, 0), points(90, 1000)];
        let variance = |together| {
            let choices = cokriging(together, Means::Unknown);
            let found = cokrige(&both, &targets(), &choices).unwrap();
            found.into_iter().filter_map(Result::ok).map(|of| (of.variance, of.weight_sum))
        };
        let mut helped = 0;
        for ((alone, _), (together, sum)) in variance(0.0).zip(variance(0.9)) {
            assert!(together <= alone + 1e-9);
            assert!((sum - 1.0).abs() < 1e-9);
            helped += usize::from(together < 0.9 * alone);
        }
        assert!(helped > 10, "{helped}");
    }

    #[test]
    fn a_sample_is_given_back_and_collocated_samples_need_means() {
        let both = [points(40, 0), points(40, 0)];
        let own: Vec<[f64; 3]> = (0..40).map(|idx| both[0].at(idx)).collect();
        let mut choices = cokriging(0.7, Means::Apart(vec![50.0, 50.0]));
        choices.collocated = true;
        let found = cokrige(&both, &own, &choices).unwrap();
        let mut n_found = 0;
        for (outcome, value) in found.iter().zip(&both[0].value) {
            let Ok(found) = outcome else { continue };
            assert!((found.value - value).abs() < 1e-9 && found.variance < 1e-9);
            n_found += 1;
        }
        assert!(n_found > 30);
        choices.means = Means::Unknown;
        assert!(cokrige(&both, &own, &choices).is_err());
        choices.means = Means::Known(vec![1.0]);
        assert!(cokrige(&both, &own, &choices).is_err());
        assert!(cokrige(&both[..1], &own, &cokriging(0.5, Means::Unknown)).is_err());
    }
}

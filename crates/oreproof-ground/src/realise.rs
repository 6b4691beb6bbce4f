//! Realisations of block grades: what the ground may be like, each as rough as the ground itself.
//!
//! The grades of a domain become normal scores by their declustered distribution. Where there are
//! several, their scores `y` are parted into factors by the Cholesky factor of their correlation,
//! `R = L Lᵀ`, `f = L⁻¹ y`; factors are simulated each by itself on nodes finer than blocks, put
//! together again as `y = L f`, turned back into grades, and averaged over each block. This is
//! exact where all scores share one variogram, which is what is assumed.
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, sections V.2 and V.7; Chilès and
//! Delfiner (2012), *Geostatistics*, 2nd edition, section 7.9.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::blocks::Blocks;
use crate::error::GroundError;
use crate::explore::{Distribution, NormalScores, Tails};
use crate::grid::Grid;
use crate::samples::Points;
use crate::simulate::{Near, Simulation, simulate};
use crate::variogram::Variogram;

mod bands;

pub use bands::{
    Accuracy, Band, BandRow, above, accuracy, band_curve, band_table, half_widths, quantiles,
};

/// How many realisations are made, and of what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Realise {
    /// How many.
    pub n_realisations: usize,
    /// How many share a path.
    pub per_path: usize,
    /// How many coarser grids are simulated first.
    pub coarse_grids: u32,
    /// How many nodes stand for a block along each side.
    pub nodes: [usize; 3],
    /// Another seed is another set of realisations.
    pub seed: u64,
}

/// The grades of a domain as factors that can be simulated.
#[derive(Clone, Debug)]
pub struct DomainScores {
    /// Its number among the domains of the blocks.
    pub domain: u16,
    /// Its name, which its random numbers hang on.
    pub name: String,
    /// The table of each grade.
    pub scores: Vec<NormalScores>,
    /// The factors at the samples.
    pub factors: Vec<Points>,
    /// How scores are put together from factors: lower triangular.
    pub mix: Vec<Vec<f64>>,
    /// How likeness of the scores falls with distance; its sill is one.
    pub variogram: Variogram,
    /// What informs a node.
    pub near: Near,
    /// Samples left out as they lack one of the grades.
    pub n_partial: usize,
    /// Samples left out as they share a place with an earlier one.
    pub n_duplicates: usize,
}

/// A grade of a domain, as it goes into a simulation.
#[derive(Clone, Copy, Debug)]
pub struct GradeSamples<'a> {
    /// The samples.
    pub points: &'a Points,
    /// Their declustering weights.
    pub weights: &'a [f64],
    /// What lies beyond the least and the greatest of them.
    pub tails: Tails,
}

impl DomainScores {
    /// Scores and factors of a domain's grades.
    ///
    /// # Errors
    ///
    /// When no sample has all grades, a tail cannot be, or two grades say the same.
    pub fn new(
        domain: u16,
        name: &str,
        grades: &[GradeSamples<'_>],
        variogram: Variogram,
        near: Near,
    ) -> Result<Self, GroundError> {
        let mut scores = Vec::new();
        for grade in grades {
            let spread = Distribution::weighted(&grade.points.value, grade.weights)?;
            scores.push(NormalScores::new(&spread, grade.tails)?);
        }
        let Some(first) = grades.first() else {
            return Err(GroundError::TooFew { what: "grades", given: 0, needed: 1 });
        };
        let others: Vec<BTreeMap<u32, usize>> = grades[1..]
            .iter()
            .map(|of| of.points.sample_idx.iter().copied().zip(0..).collect())
            .collect();
        let twins = first.points.duplicates();
        let mut is_first = vec![true; first.points.len()];
        twins.iter().for_each(|&(second, _)| is_first[second] = false);
        // Where each grade stands in its own list, of the samples that have them all.
        let known: Vec<Vec<usize>> = (0..first.points.len())
            .filter(|&at| is_first[at])
            .filter_map(|at| {
                let sample = first.points.sample_idx[at];
                let rest = others.iter().map(|known| known.get(&sample).copied());
                std::iter::once(Some(at)).chain(rest).collect()
            })
            .collect();
        if known.is_empty() {
            let what = "samples with all grades";
            return Err(GroundError::TooFew { what, given: 0, needed: 1 });
        }
        let values: Vec<Vec<f64>> = grades
            .iter()
            .zip(&scores)
            .enumerate()
            .map(|(nth, (of, table))| {
                known.iter().map(|at| table.score(of.points.value[at[nth]])).collect()
            })
            .collect();
        let mix = cholesky(&correlations(&values))?;
        let mut factors = values;
        for (nth, row) in mix.iter().enumerate() {
            let (before, own) = factors.split_at_mut(nth);
            for (sample, value) in own[0].iter_mut().enumerate() {
                let parts = before.iter().zip(row);
                let rest: f64 = parts.map(|(factor, part)| part * factor[sample]).sum();
                *value = (*value - rest) / row[nth];
            }
        }
        let at = |pick: &dyn Fn(usize) -> f64| known.iter().map(|at| pick(at[0])).collect();
        let places: [Vec<f64>; 3] = [
            at(&|at| first.points.x[at]),
            at(&|at| first.points.y[at]),
            at(&|at| first.points.z[at]),
        ];
        let holes: Vec<u32> = known.iter().map(|at| first.points.hole_idx[at[0]]).collect();
        let factors = factors
            .into_iter()
            .map(|values| Points::new(places.clone(), values, holes.clone()))
            .collect::<Result<Vec<_>, _>>()?;
        let (name, n_duplicates) = (name.to_owned(), twins.len());
        let n_partial = first.points.len() - n_duplicates - known.len();
        Ok(Self { domain, name, scores, factors, mix, variogram, near, n_partial, n_duplicates })
    }
}

/// Realisations of the blocks.
#[derive(Clone, Debug)]
pub struct Realisations {
    /// How many.
    pub n: usize,
    /// By grade and realisation, one value a block; NaN for blocks of no domain that was simulated.
    /// Single precision: there are very many, and none is known to seven digits.
    pub values: Vec<Vec<Vec<f32>>>,
    /// By domain and grade, the mean and standard deviation of all nodes of its blocks.
    pub nodes: Vec<Vec<[f64; 2]>>,
    /// Systems that were solved with fewer neighbours than asked for, as all were singular.
    pub n_repaired: usize,
}

/// Simulates the grades of the blocks; `each` is told how many fields of how many are done.
///
/// # Errors
///
/// When a choice cannot be, or `each` stops.
pub fn realise(
    blocks: &Blocks,
    domains: &[DomainScores],
    of: &Realise,
    each: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Realisations, GroundError> {
    for (what, given) in [
        ("realisations", of.n_realisations),
        ("realisations along one path", of.per_path),
        ("nodes along a block", of.nodes.into_iter().min().unwrap_or(0)),
    ] {
        if given == 0 {
            return Err(GroundError::TooFew { what, given, needed: 1 });
        }
    }
    let n_grades = blocks.grades.len();
    let mut found = Realisations {
        n: of.n_realisations,
        values: vec![vec![vec![f32::NAN; blocks.len()]; of.n_realisations]; n_grades],
        nodes: Vec::new(),
        n_repaired: 0,
    };
    let whole = of.n_realisations * domains.iter().map(|of| of.factors.len()).sum::<usize>();
    let mut done = 0;
    for scores in domains {
        let Some(nodes) = Nodes::new(blocks, scores.domain, of.nodes)? else {
            found.nodes.push(vec![[0.0; 2]; n_grades]);
            continue;
        };
        let mut sums = vec![[0.0; 2]; n_grades];
        for (batch, first) in (0..of.n_realisations).step_by(of.per_path).enumerate() {
            let n = of.per_path.min(of.n_realisations - first);
            let mut fields: Vec<Vec<Vec<f64>>> = Vec::new();
            for (number, factor) in scores.factors.iter().enumerate() {
                let mut of_factor = Vec::with_capacity(n);
                let simulation = Simulation {
                    variogram: scores.variogram.clone(),
                    mean: 0.0,
                    near: scores.near,
                    coarse_grids: of.coarse_grids,
                    n_realisations: n,
                    per_path: n,
                    seed: seed(of.seed, &scores.name, number, batch),
                };
                let report = simulate(factor, &nodes.grid, &simulation, |_, field| {
                    of_factor.push(nodes.inside.iter().map(|&node| field[node as usize]).collect());
                    done += 1;
                    each(done, whole)
                })?;
                found.n_repaired += report.n_repaired;
                fields.push(of_factor);
            }
            for (grade, sum) in sums.iter_mut().enumerate() {
                let means = |realisation: usize| {
                    nodes.means(|node| {
                        let row = scores.mix[grade].iter().zip(&fields);
                        let score = row.map(|(part, of)| part * of[realisation][node]).sum();
                        scores.scores[grade].value(score)
                    })
                };
                let all: Vec<(Vec<f32>, [f64; 2])> = (0..n).into_par_iter().map(means).collect();
                for (realisation, (values, of_nodes)) in all.into_iter().enumerate() {
                    let target = &mut found.values[grade][first + realisation];
                    for (&block, value) in nodes.blocks.iter().zip(values) {
                        target[block] = value;
                    }
                    sum[0] += of_nodes[0];
                    sum[1] += of_nodes[1];
                }
            }
        }
        let n = of.n_realisations as f64;
        let moments = |[mean, square]: [f64; 2]| {
            let mean = mean / n;
            [mean, (square / n - mean * mean).max(0.0).sqrt()]
        };
        found.nodes.push(sums.into_iter().map(moments).collect());
    }
    Ok(found)
}

/// The nodes of a domain's blocks, and the part of the grid that holds them.
struct Nodes {
    grid: Grid,
    /// The domain's blocks.
    blocks: Vec<usize>,
    /// The nodes of the first block, then those of the next.
    inside: Vec<u32>,
    per_block: usize,
}

impl Nodes {
    /// None for a domain without a block.
    fn new(
        blocks: &Blocks,
        domain: u16,
        per_side: [usize; 3],
    ) -> Result<Option<Self>, GroundError> {
        let of: Vec<usize> = (0..blocks.len()).filter(|&b| blocks.domain[b] == domain).collect();
        let grid = &blocks.grid;
        let place = |block: usize| grid.position(blocks.cell[block] as usize);
        let Some(&first) = of.first() else { return Ok(None) };
        let (mut low, mut high) = (place(first), place(first));
        for &block in &of {
            let place = place(block);
            for axis in 0..3 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let size: [f64; 3] =
            std::array::from_fn(|axis| grid.block_size[axis] / per_side[axis] as f64);
        let counts: [usize; 3] =
            std::array::from_fn(|axis| (high[axis] + 1 - low[axis]) * per_side[axis]);
        let n = counts.iter().map(|count| *count as f64).product::<f64>();
        if n > f64::from(u32::MAX) {
            let (parameter, needs) = ("number of nodes", "below 2^32");
            return Err(GroundError::OutOfRange { parameter, value: n, needs });
        }
        let middle = grid.centre(low);
        let back: [f64; 3] = std::array::from_fn(|axis| 0.5 * (size[axis] - grid.block_size[axis]));
        let back = grid.turned(back);
        let first = std::array::from_fn(|axis| middle[axis] + back[axis]);
        let nodes = Grid::from_first_centre(first, size, counts, grid.azimuth)?;
        let mut inside = Vec::new();
        for &block in &of {
            let place = place(block);
            let corner: [usize; 3] =
                std::array::from_fn(|axis| (place[axis] - low[axis]) * per_side[axis]);
            for k in 0..per_side[2] {
                for j in 0..per_side[1] {
                    for i in 0..per_side[0] {
                        let at = [corner[0] + i, corner[1] + j, corner[2] + k];
                        inside.push(nodes.index(at) as u32);
                    }
                }
            }
        }
        let per_block = per_side.iter().product();
        Ok(Some(Self { grid: nodes, blocks: of, inside, per_block }))
    }

    /// The mean of each block, and the mean and mean square of all nodes.
    fn means(&self, value: impl Fn(usize) -> f64) -> (Vec<f32>, [f64; 2]) {
        let (mut sum, mut squares) = (0.0, 0.0);
        let means = (0..self.blocks.len()).map(|block| {
            let mut of_block = 0.0;
            for node in block * self.per_block..(block + 1) * self.per_block {
                let value = value(node);
                of_block += value;
                squares += value * value;
            }
            sum += of_block;
            (of_block / self.per_block as f64) as f32
        });
        let means = means.collect();
        let n = self.inside.len() as f64;
        (means, [sum / n, squares / n])
    }
}

/// The seed of a factor's batch: it hangs on the name of the domain, so that another domain beside
/// it moves nothing.
fn seed(seed: u64, domain: &str, factor: usize, batch: usize) -> u64 {
    // FNV-1a over all of it.
    let parts = [factor as u64, batch as u64].map(u64::to_le_bytes);
    let bytes =
        seed.to_le_bytes().into_iter().chain(domain.bytes()).chain(parts.into_iter().flatten());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn correlations(values: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let moment = |a: &[f64], b: &[f64]| {
        let n = a.len() as f64;
        let (mean_a, mean_b) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
        a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f64>() / n
    };
    let spread: Vec<f64> = values.iter().map(|list| moment(list, list).sqrt()).collect();
    let entry = |i: usize, j: usize| match spread[i] * spread[j] {
        _ if i == j => 1.0,
        whole if whole > 0.0 => moment(&values[i], &values[j]) / whole,
        _ => 0.0,
    };
    (0..values.len()).map(|i| (0..values.len()).map(|j| entry(i, j)).collect()).collect()
}

/// The lower triangular factor of a correlation matrix.
fn cholesky(of: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, GroundError> {
    let n = of.len();
    let mut lower = vec![vec![0.0; n]; n];
    for row in 0..n {
        for column in 0..=row {
            let rest: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
            let left = of[row][column] - rest;
            if row == column {
                if left < 1e-9 {
                    let what = "the correlation of the grades";
                    return Err(GroundError::NotPositiveDefinite { what, row });
                }
                lower[row][row] = left.sqrt();
            } else {
                lower[row][column] = left / lower[column][column];
            }
        }
    }
    Ok(lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Blocks, Class, Quality};
    use crate::explore::{LowerTail, UpperTail};
    use crate::resource::CutoffGrade;
    use crate::rotation::Angles;
    use crate::variogram::{Shape, Structure};

    const ANGLES: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

    fn blocks(counts: [usize; 3]) -> Blocks {
        let grid = Grid::from_first_centre([0.0; 3], [10.0; 3], counts, 30.0).unwrap();
        let n = grid.len();
        let quality = Quality {
            pass: 1,
            n_samples: 1,
            n_holes: 1,
            hole_distance: None,
            variance: 0.0,
            slope: None,
            lagrange: 0.0,
        };
        Blocks {
            grid,
            domains: vec!["ore".into()],
            grades: vec!["cu".into(), "au".into()],
            cell: (0..n as u32).collect(),
            domain: vec![0; n],
            part: vec![1.0; n],
            density: vec![2.0; n],
            values: vec![vec![Some(1.0); n]; 2],
            quality: vec![quality; n],
            class: vec![Some(Class::Inferred); n],
        }
    }

    /// Samples in the middle of every third block, the second grade much like the first.
    fn samples(blocks: &Blocks) -> [Points; 2] {
        let at: Vec<[f64; 3]> = (0..blocks.len()).step_by(3).map(|b| blocks.centre(b)).collect();
        let axis = |axis: usize| at.iter().map(|at| at[axis]).collect();
        let value: Vec<f64> = (0..at.len()).map(|nth| 1.0 + (nth as f64 * 0.7).sin()).collect();
        let other = value.iter().zip(0..).map(|(v, nth)| 2.0 * v + f64::from(nth % 5)).collect();
        let holes = (0..at.len() as u32).collect();
        let points = Points::new([axis(0), axis(1), axis(2)], value, holes).unwrap();
        let second = points.with_values(other).unwrap();
        [points, second]
    }

    fn scores(samples: &[Points; 2]) -> DomainScores {
        let weights = vec![1.0; samples[0].len()];
        let tails = Tails {
            lower: LowerTail::Linear { least: 0.0 },
            upper: UpperTail::Linear { greatest: 20.0 },
        };
        let grades =
            samples.each_ref().map(|points| GradeSamples { points, weights: &weights, tails });
        let structure =
            Structure { shape: Shape::Spherical, sill: 1.0, ranges: [40.0; 3], angles: ANGLES };
        let variogram = Variogram::new(0.0, vec![structure]).unwrap();
        let near = Near { radii: [60.0; 3], angles: ANGLES, max_data: 8, max_nodes: 12 };
        DomainScores::new(0, "ore", &grades, variogram, near).unwrap()
    }

    const OF: Realise =
        Realise { n_realisations: 25, per_path: 10, coarse_grids: 1, nodes: [1; 3], seed: 7 };

    #[test]
    fn realisations_keep_what_was_measured_and_the_likeness_of_grades() {
        let blocks = blocks([9, 8, 4]);
        let samples = samples(&blocks);
        let found =
            realise(&blocks, &[scores(&samples)], &OF, &mut |_, _| ControlFlow::Continue(()))
                .unwrap();
        for (grade, points) in samples.iter().enumerate() {
            for realisation in &found.values[grade] {
                for (nth, truth) in points.value.iter().enumerate() {
                    assert!(
                        (f64::from(realisation[3 * nth]) - truth).abs() < 1e-5 * truth.abs() + 1e-6
                    );
                }
            }
        }
        // Grades that go together do so between the samples too.
        let pairs = (0..blocks.len()).filter(|block| block % 3 != 0);
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for block in pairs {
            a.push(f64::from(found.values[0][3][block]));
            b.push(f64::from(found.values[1][3][block]));
        }
        assert!(correlations(&[a, b])[0][1] > 0.3);
        let again =
            realise(&blocks, &[scores(&samples)], &OF, &mut |_, _| ControlFlow::Continue(()));
        assert_eq!(format!("{:?}", again.unwrap().values), format!("{:?}", found.values));
        let stopped =
            realise(&blocks, &[scores(&samples)], &OF, &mut |_, _| ControlFlow::Break(()));
        assert_eq!(stopped.unwrap_err(), GroundError::Stopped);
    }

    #[test]
    fn a_period_of_more_rock_is_known_better_and_bands_are_in_order() {
        let blocks = blocks([9, 8, 4]);
        let of = Realise { nodes: [2, 2, 1], ..OF };
        let found = realise(&blocks, &[scores(&samples(&blocks))], &of, &mut |_, _| {
            ControlFlow::Continue(())
        })
        .unwrap();
        let copper = CutoffGrade(vec![(0, 1.0)]);
        let mean = |panel| {
            let widths = half_widths(&found, &blocks, &copper, panel).unwrap();
            widths.iter().flatten().sum::<f64>() / blocks.len() as f64
        };
        let (one, many) = (mean([10.0; 3]), mean([50.0; 3]));
        assert!(many < 0.6 * one, "{one} and {many}");
        let curve = band_curve(&found, &blocks, 1.0, &copper, &[0.0, 0.5, 1.0, 1.5]);
        for pair in curve.windows(2) {
            assert!(pair[1].tonnes.p50 <= pair[0].tonnes.p50);
        }
        let whole = blocks.len() as f64 * 2000.0;
        assert!(
            (curve[0].tonnes.p10 - whole).abs() < 1e-6
                && curve[2].tonnes.p10 <= curve[2].tonnes.p90
        );
        let reaches = above(&found, &blocks, &copper, 0.0);
        assert!(reaches.iter().all(|share| *share == Some(1.0)));
    }

    #[test]
    fn grades_that_say_the_same_are_refused() {
        let blocks = blocks([9, 8, 4]);
        let [first, _] = samples(&blocks);
        let weights = vec![1.0; first.len()];
        let tails = Tails { lower: LowerTail::None, upper: UpperTail::None };
        let grade = GradeSamples { points: &first, weights: &weights, tails };
        let of = scores(&samples(&blocks));
        let twice = DomainScores::new(0, "ore", &[grade, grade], of.variogram, of.near);
        assert!(matches!(twice, Err(GroundError::NotPositiveDefinite { row: 1, .. })));
    }
}

//! What realisations say together: bands, curves, precision of a period's production, and whether
//! their intervals hold.

use oreproof_risk::special::normal_cdf;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{DomainScores, Realisations};
use crate::blocks::{Blocks, Class};
use crate::error::{GroundError, positive};
use crate::krige::{Drift, Kriging, Support};
use crate::resource::CutoffGrade;
use crate::search::Search;
use crate::validate::{Withhold, cross_validate};

/// The tenth, the fiftieth and the ninetieth part of some numbers, counted from below.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// A tenth of the realisations are below.
    pub p10: f64,
    /// Half of them are.
    pub p50: f64,
    /// Nine tenths are.
    pub p90: f64,
}

/// What realisations hold above a cut-off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandRow {
    /// The class; none for all classes together.
    pub class: Option<Class>,
    /// The cut-off.
    pub cutoff: f64,
    /// Tonnes.
    pub tonnes: Band,
    /// What is cut off at; none where a realisation has nothing above.
    pub cutoff_grade: Option<Band>,
    /// Each grade.
    pub grades: Vec<Option<Band>>,
}

/// Quantiles of numbers in any order, between two of them in proportion.
pub fn quantiles<const N: usize>(numbers: &mut [f64], shares: [f64; N]) -> Option<[f64; N]> {
    if numbers.is_empty() {
        return None;
    }
    numbers.sort_by(f64::total_cmp);
    let last = numbers.len() - 1;
    Some(shares.map(|share| {
        let at = share * last as f64;
        let below = (at as usize).min(last);
        let above = (below + 1).min(last);
        numbers[below] + (at - below as f64) * (numbers[above] - numbers[below])
    }))
}

fn band(numbers: &mut [f64]) -> Option<Band> {
    let [p10, p50, p90] = quantiles(numbers, [0.1, 0.5, 0.9])?;
    Some(Band { p10, p50, p90 })
}

/// What a realisation's block has of what is cut off at.
fn value(of: &Realisations, cutoff: &CutoffGrade, realisation: usize, block: usize) -> f64 {
    let parts = cutoff.0.iter();
    parts.map(|&(grade, factor)| f64::from(of.values[grade][realisation][block]) * factor).sum()
}

/// For each block, the share of realisations in which it reaches a cut-off.
pub fn above(
    of: &Realisations,
    blocks: &Blocks,
    cutoff: &CutoffGrade,
    at: f64,
) -> Vec<Option<f64>> {
    (0..blocks.len())
        .into_par_iter()
        .map(|block| {
            let values = (0..of.n).map(|realisation| value(of, cutoff, realisation, block));
            let (mut n, mut is_known) = (0, true);
            for value in values {
                is_known &= !value.is_nan();
                n += usize::from(at <= value);
            }
            is_known.then(|| n as f64 / of.n as f64)
        })
        .collect()
}

/// The bands of each class at a cut-off.
pub fn band_table(
    of: &Realisations,
    blocks: &Blocks,
    metres: f64,
    cutoff: &CutoffGrade,
    at: f64,
) -> Vec<BandRow> {
    [Class::Measured, Class::Indicated, Class::Inferred]
        .into_iter()
        .filter(|class| blocks.class.contains(&Some(*class)))
        .filter_map(|class| row(of, blocks, metres, cutoff, at, Some(class)))
        .collect()
}

/// The bands of all classes together at each cut-off.
pub fn band_curve(
    of: &Realisations,
    blocks: &Blocks,
    metres: f64,
    cutoff: &CutoffGrade,
    cutoffs: &[f64],
) -> Vec<BandRow> {
    cutoffs.iter().filter_map(|at| row(of, blocks, metres, cutoff, *at, None)).collect()
}

fn row(
    of: &Realisations,
    blocks: &Blocks,
    metres: f64,
    cutoff: &CutoffGrade,
    at: f64,
    class: Option<Class>,
) -> Option<BandRow> {
    let counts = |block: &usize| {
        let of = blocks.class[*block];
        if class.is_some() { of == class } else { of.is_some() }
    };
    let members: Vec<(usize, f64)> = (0..blocks.len())
        .filter(counts)
        .map(|block| (block, blocks.tonnes(block, metres)))
        .collect();
    let n_grades = of.values.len();
    // Tonnes, then metal of what is cut off at and of each grade.
    let sums: Vec<Vec<f64>> = (0..of.n)
        .into_par_iter()
        .map(|realisation| {
            let mut sums = vec![0.0; 2 + n_grades];
            for &(block, tonnes) in &members {
                let value = value(of, cutoff, realisation, block);
                if value < at || value.is_nan() {
                    continue;
                }
                sums[0] += tonnes;
                sums[1] += tonnes * value;
                for (sum, values) in sums[2..].iter_mut().zip(&of.values) {
                    *sum += tonnes * f64::from(values[realisation][block]);
                }
            }
            sums
        })
        .collect();
    let mean = |nth: usize| {
        let grades: Option<Vec<f64>> =
            sums.iter().map(|sums| (sums[0] > 0.0).then(|| sums[nth] / sums[0])).collect();
        grades.and_then(|mut grades| band(&mut grades))
    };
    Some(BandRow {
        class,
        cutoff: at,
        tonnes: band(&mut sums.iter().map(|sums| sums[0]).collect::<Vec<f64>>())?,
        cutoff_grade: mean(1),
        grades: (0..n_grades).map(|grade| mean(2 + grade)).collect(),
    })
}

/// For each block, half of the 90 % interval of the grade of a period's production about it, as a
/// part of its mean: the rock of a box of this size, along the axes of the grid, with its middle in
/// the block. None where the mean is nought.
///
/// # Errors
///
/// When the box has no size.
pub fn half_widths(
    of: &Realisations,
    blocks: &Blocks,
    cutoff: &CutoffGrade,
    panel: [f64; 3],
) -> Result<Vec<Option<f64>>, GroundError> {
    for size in panel {
        positive("size of a period's production", size)?;
    }
    let grid = &blocks.grid;
    let wide: [usize; 3] =
        std::array::from_fn(|axis| ((panel[axis] / grid.block_size[axis]).round() as usize).max(1));
    let places: Vec<[usize; 3]> =
        blocks.cell.iter().map(|cell| grid.position(*cell as usize)).collect();
    let mass: Vec<f64> = (0..blocks.len()).map(|block| blocks.tonnes(block, 1.0)).collect();
    let boxed = |weights: &dyn Fn(usize) -> f64| {
        let sums =
            Sums::new(grid.counts, places.iter().enumerate().map(|(b, at)| (*at, weights(b))));
        places.iter().map(|at| sums.around(*at, wide)).collect::<Vec<f64>>()
    };
    let masses =
        boxed(&|block| if value(of, cutoff, 0, block).is_nan() { 0.0 } else { mass[block] });
    let means: Vec<Vec<f32>> = (0..of.n)
        .into_par_iter()
        .map(|realisation| {
            let metal = boxed(&|block| {
                let value = value(of, cutoff, realisation, block);
                if value.is_nan() { 0.0 } else { value * mass[block] }
            });
            metal.iter().zip(&masses).map(|(metal, mass)| (metal / mass) as f32).collect()
        })
        .collect();
    let half = |block: usize| {
        let mut numbers: Vec<f64> = means.iter().map(|of| f64::from(of[block])).collect();
        let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
        let [low, high] = quantiles(&mut numbers, [0.05, 0.95])?;
        (mean > 0.0).then(|| 0.5 * (high - low) / mean)
    };
    Ok((0..blocks.len()).into_par_iter().map(half).collect())
}

/// Sums over all cells up to each one, from which the sum of any box follows at once.
struct Sums {
    counts: [usize; 3],
    upto: Vec<f64>,
}

impl Sums {
    fn new(counts: [usize; 3], cells: impl Iterator<Item = ([usize; 3], f64)>) -> Self {
        let [nx, ny, nz] = counts.map(|count| count + 1);
        let mut upto = vec![0.0; nx * ny * nz];
        let at = |i: usize, j: usize, k: usize| i + nx * (j + ny * k);
        for ([i, j, k], weight) in cells {
            upto[at(i + 1, j + 1, k + 1)] += weight;
        }
        for k in 0..nz {
            for j in 0..ny {
                for i in 1..nx {
                    upto[at(i, j, k)] += upto[at(i - 1, j, k)];
                }
            }
        }
        for k in 0..nz {
            for j in 1..ny {
                for i in 0..nx {
                    upto[at(i, j, k)] += upto[at(i, j - 1, k)];
                }
            }
        }
        for k in 1..nz {
            for j in 0..ny {
                for i in 0..nx {
                    upto[at(i, j, k)] += upto[at(i, j, k - 1)];
                }
            }
        }
        Self { counts, upto }
    }

    /// The sum over the box so many cells wide about a cell, as far as the grid goes.
    fn around(&self, at: [usize; 3], wide: [usize; 3]) -> f64 {
        let [nx, ny, _] = self.counts.map(|count| count + 1);
        let low: [usize; 3] =
            std::array::from_fn(|axis| at[axis].saturating_sub((wide[axis] - 1) / 2));
        let high: [usize; 3] =
            std::array::from_fn(|axis| (at[axis] + wide[axis] / 2 + 1).min(self.counts[axis]));
        let upto = |i: usize, j: usize, k: usize| self.upto[i + nx * (j + ny * k)];
        let layer = |k: usize| {
            upto(high[0], high[1], k) - upto(low[0], high[1], k) - upto(high[0], low[1], k)
                + upto(low[0], low[1], k)
        };
        layer(high[2]) - layer(low[2])
    }
}

/// Whether intervals hold what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accuracy {
    /// How many samples could be looked at.
    pub n_samples: usize,
    /// The width of a symmetric interval as a share, and the share of samples inside it.
    pub inside: Vec<(f64, f64)>,
}

/// Takes each hole away in turn and looks whether its scores lie in the intervals that the others
/// give, which are those that realisations draw from at its samples.
///
/// # Errors
///
/// As cross-validation.
pub fn accuracy(of: &DomainScores, search: &Search) -> Result<Accuracy, GroundError> {
    let kriging = Kriging {
        variogram: of.variogram.clone(),
        search: Search { min_samples: 1, ..*search },
        drift: Drift::Simple { mean: 0.0 },
        support: Support::Point,
    };
    // The first factor is the score of the first grade.
    let Some(points) = of.factors.first() else {
        return Ok(Accuracy { n_samples: 0, inside: Vec::new() });
    };
    let outcomes = cross_validate(points, &kriging, &Withhold::Hole)?;
    let centred: Vec<f64> = outcomes
        .iter()
        .zip(&points.value)
        .filter_map(|(outcome, truth)| {
            let found = outcome.as_ref().ok().filter(|found| found.variance > 0.0)?;
            let share = normal_cdf((truth - found.value) / found.variance.sqrt());
            // The width of the narrowest symmetric interval that holds the truth.
            Some(2.0 * (share - 0.5).abs())
        })
        .collect();
    let n = centred.len();
    let inside = (1..20)
        .map(|step| {
            let width = f64::from(step) / 20.0;
            let within = centred.iter().filter(|of| **of <= width).count();
            (width, if n == 0 { 0.0 } else { within as f64 / n as f64 })
        })
        .collect();
    Ok(Accuracy { n_samples: n, inside })
}

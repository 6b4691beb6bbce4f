//! Co-simulation: fields of several grades that go together as a model of coregionalisation says.
//!
//! With `B_k = A_k A_kᵀ` the sills of structure `k`, and `u_kj` unit fields of that structure that
//! know nothing of each other:
//!
//! ```text
//! y_i = Σ_k Σ_j A_k[i][j] · u_kj
//! field_i = mean_i + y_i + simple co-kriging of (value - mean - y) at the data of all grades
//! ```
//!
//! Unit fields are drawn by waves. Data are moved to the middle of the block that they lie in, of
//! several in a block the nearest to it.
//!
//! Source: Chilès and Delfiner (2012), *Geostatistics*, 2nd edition, sections 5.6.5 and 7.5.5.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rustfft::num_complex::Complex64;

use super::embedding::Embedding;
use super::spectral::draw;
use super::{Near, at_least_one, check_field};
use crate::cokrige::{Cokriging, Means, cokrige};
use crate::coregion::{Coregionalisation, SharedStructure};
use crate::error::{GroundError, finite};
use crate::grid::Grid;
use crate::krige::Support;
use crate::samples::Points;
use crate::search::Search;
use crate::variogram::{Structure, Variogram};

/// The choices of a co-simulation.
#[derive(Clone, Debug)]
pub struct Together {
    /// How the grades go with distance and with each other; of normal scores, sills are one.
    pub model: Coregionalisation,
    /// The mean of each grade; of normal scores, nought.
    pub means: Vec<f64>,
    /// Half-axes of the ellipsoid in which data inform a node, the most of each grade; nodes do not
    /// inform each other here.
    pub near: Near,
    /// How many realisations are made.
    pub n_realisations: usize,
    /// Another seed is another set of realisations.
    pub seed: u64,
}

/// What was done to get the realisations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TogetherDone {
    /// Data that were moved to the middle of their block.
    pub n_moved: usize,
    /// Data left out: outside the grid, or in a block with a nearer one of their grade.
    pub n_left_out: usize,
}

/// Simulates several grades on a grid and hands each realisation on, a field a grade; `points` has
/// the data of each grade, of which there may be none.
///
/// # Errors
///
/// When a choice cannot be, there are not data and a mean for each grade, a structure has no spectrum
/// on the grid, co-kriging fails, or `each` stops.
pub fn simulate_together(
    points: &[Points],
    grid: &Grid,
    together: &Together,
    mut each: impl FnMut(usize, &[Vec<f64>]) -> ControlFlow<()>,
) -> Result<TogetherDone, GroundError> {
    let Together { model, means, near, n_realisations, seed } = together;
    let n = model.len();
    for (what, given) in [("samples of grades", points.len()), ("means of grades", means.len())] {
        if given != n {
            return Err(GroundError::LengthsDiffer { what: what.to_owned(), given, expected: n });
        }
    }
    at_least_one("realisations", *n_realisations)?;
    for &mean in means {
        finite("mean of a grade", mean)?;
    }
    let mut done = TogetherDone::default();
    let mut on_nodes = Vec::new();
    for (grade, points) in points.iter().enumerate() {
        let moved = to_nodes(points, grid, &mut done)?;
        check_field(&moved.1, grid, &model.variogram(grade)?, means[grade], *near, 1)?;
        on_nodes.push(moved);
    }
    let parts = parts(model, grid)?;
    let targets: Vec<[f64; 3]> =
        (0..grid.len()).map(|node| grid.centre(grid.position(node))).collect();
    for first in (0..*n_realisations).step_by(2) {
        // The real and the imaginary parts of waves are fields of two realisations.
        let mut pair = [vec![vec![0.0; grid.len()]; n], vec![vec![0.0; grid.len()]; n]];
        for (number, part) in parts.iter().enumerate() {
            part.add(
                grid,
                seed.wrapping_add(STRIDE.wrapping_mul(number as u64 + 1)),
                first / 2,
                &mut pair,
            );
        }
        for (realisation, mut fields) in (first..*n_realisations).zip(pair) {
            tie(&on_nodes, &targets, together, &mut fields)?;
            if each(realisation, &fields).is_break() {
                return Err(GroundError::Stopped);
            }
        }
    }
    Ok(done)
}

/// Parts of the model have seeds this far apart: an odd number with bits all over.
const STRIDE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The nugget or a structure: unit waves, and what each of its unit fields adds to each grade.
struct Part {
    embedding: Embedding,
    /// The root of the sills: rows are grades.
    root: Vec<Vec<f64>>,
}

impl Part {
    /// Adds the part's fields of two realisations.
    fn add(&self, grid: &Grid, seed: u64, pair: usize, fields: &mut [Vec<Vec<f64>>; 2]) {
        let n = self.root.len();
        let (mut waves, mut spare) = (Vec::new(), Vec::new());
        let [nx, ny, _] = grid.counts;
        let [width, height, _] = self.embedding.sizes;
        for unit in (0..n).filter(|&unit| self.root.iter().any(|row| row[unit] != 0.0)) {
            draw(&self.embedding, seed, pair * n + unit, &mut waves);
            self.embedding.transform.forward(&mut waves, &mut spare);
            let at = |node: usize| -> Complex64 {
                let row = node / nx;
                waves[width * (row % ny + height * (row / ny)) + node % nx]
            };
            let [even, odd] = &mut *fields;
            for ((even, odd), row) in even.iter_mut().zip(odd).zip(&self.root) {
                let share = row[unit];
                for (node, (even, odd)) in even.iter_mut().zip(odd).enumerate() {
                    let wave = at(node);
                    *even += share * wave.re;
                    *odd += share * wave.im;
                }
            }
        }
    }
}

fn parts(model: &Coregionalisation, grid: &Grid) -> Result<Vec<Part>, GroundError> {
    let varies = |sills: &[Vec<f64>]| sills.iter().flatten().any(|sill| *sill != 0.0);
    let mut parts = Vec::new();
    if varies(model.nugget()) {
        let embedding = Embedding::new(grid, &Variogram::new(1.0, Vec::new())?)?;
        parts.push(Part { embedding, root: root(model.nugget()) });
    }
    for of in model.structures().iter().filter(|of| varies(&of.sills)) {
        let unit = Structure { shape: of.shape, sill: 1.0, ranges: of.ranges, angles: of.angles };
        let embedding = Embedding::new(grid, &Variogram::new(0.0, vec![unit])?)?;
        parts.push(Part { embedding, root: root(&of.sills) });
    }
    Ok(parts)
}

/// The lower root of a matrix without negative eigenvalues; columns that add nothing are nought.
fn root(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = matrix.len();
    let mut root = vec![vec![0.0; n]; n];
    for column in 0..n {
        let left = |row: usize, root: &[Vec<f64>]| {
            let known: f64 = (0..column).map(|k| root[row][k] * root[column][k]).sum();
            matrix[row][column] - known
        };
        let pivot = left(column, &root);
        // What rounding leaves of a matrix of lower rank is no pivot.
        if pivot <= 1e-12 * matrix[column][column] {
            continue;
        }
        let pivot = pivot.sqrt();
        for row in column..n {
            root[row][column] = left(row, &root) / pivot;
        }
        root[column][column] = pivot;
    }
    root
}

/// The data at the middles of the blocks that hold them, with those blocks.
fn to_nodes(
    points: &Points,
    grid: &Grid,
    done: &mut TogetherDone,
) -> Result<(Vec<usize>, Points), GroundError> {
    let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for datum in 0..points.len() {
        let Some(position) = grid.holding(points.at(datum)) else { continue };
        let (centre, at) = (grid.centre(position), points.at(datum));
        let away = (0..3).map(|axis| (centre[axis] - at[axis]).powi(2)).sum::<f64>();
        let kept = best.entry(grid.index(position)).or_insert((away, datum));
        if away < kept.0 {
            *kept = (away, datum);
        }
    }
    done.n_left_out += points.len() - best.len();
    done.n_moved += best.values().filter(|(away, _)| *away > 0.0).count();
    let nodes: Vec<usize> = best.keys().copied().collect();
    let axis = |axis: usize| {
        nodes.iter().map(|&node| grid.centre(grid.position(node))[axis]).collect::<Vec<f64>>()
    };
    let value = best.values().map(|&(_, datum)| points.value[datum]).collect();
    let holes = best.values().map(|&(_, datum)| points.hole_idx[datum]).collect();
    let places = [axis(0), axis(1), axis(2)];
    Ok((nodes, Points::new(places, value, holes)?))
}

/// Ties fields without means to the data of all grades, and puts the means on.
fn tie(
    on_nodes: &[(Vec<usize>, Points)],
    targets: &[[f64; 3]],
    together: &Together,
    fields: &mut [Vec<f64>],
) -> Result<(), GroundError> {
    let Together { model, means, near, .. } = together;
    let n = model.len();
    let residuals: Vec<Points> = on_nodes
        .iter()
        .enumerate()
        .map(|(grade, (nodes, points))| {
            let off = |(value, node): (&f64, &usize)| value - means[grade] - fields[grade][*node];
            points.with_values(points.value.iter().zip(nodes).map(off).collect())
        })
        .collect::<Result<_, _>>()?;
    for grade in 0..n {
        let (nodes, points) = &on_nodes[grade];
        if !points.is_empty() {
            let order: Vec<usize> =
                std::iter::once(grade).chain((0..n).filter(|&other| other != grade)).collect();
            let ordered: Vec<Points> = order.iter().map(|&of| residuals[of].clone()).collect();
            let cokriging = Cokriging {
                model: reordered(model, &order)?,
                search: Search {
                    radii: near.radii,
                    angles: near.angles,
                    min_samples: 1,
                    max_samples: near.max_data,
                    sectors: None,
                    max_per_hole: None,
                },
                collocated: false,
                means: Means::Known(vec![0.0; n]),
                support: Support::Point,
            };
            let kriged = cokrige(&ordered, targets, &cokriging)?;
            for (value, outcome) in fields[grade].iter_mut().zip(&kriged) {
                // Without data near, the mean of a residual is nought.
                *value += outcome.as_ref().map_or(0.0, |of| of.value);
            }
        }
        for value in &mut fields[grade] {
            *value += means[grade];
        }
        for (node, value) in nodes.iter().zip(&points.value) {
            fields[grade][*node] = *value;
        }
    }
    Ok(())
}

/// The model with its grades in another order.
fn reordered(model: &Coregionalisation, order: &[usize]) -> Result<Coregionalisation, GroundError> {
    let matrix = |of: &[Vec<f64>]| -> Vec<Vec<f64>> {
        order.iter().map(|&i| order.iter().map(|&j| of[i][j]).collect()).collect()
    };
    let structures = model.structures().iter();
    let structures =
        structures.map(|of| SharedStructure { sills: matrix(&of.sills), ..of.clone() }).collect();
    Coregionalisation::new(matrix(model.nugget()), structures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rotation::Angles;
    use crate::variogram::Shape;

    const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

    fn choices(n_realisations: usize) -> Together {
        let structure = SharedStructure {
            shape: Shape::Spherical,
            sills: vec![vec![0.8, 0.6], vec![0.6, 0.9]],
            ranges: [6.0; 3],
            angles: LEVEL,
        };
        let nugget = vec![vec![0.2, 0.0], vec![0.0, 0.1]];
        let model = Coregionalisation::new(nugget, vec![structure]).unwrap();
        let near = Near { radii: [14.0; 3], angles: LEVEL, max_data: 8, max_nodes: 1 };
        Together { model, means: vec![1.0, -2.0], near, n_realisations, seed: 77 }
    }

    fn grid(side: usize) -> Grid {
        Grid::from_first_centre([0.0; 3], [1.0; 3], [side, side - 3, 1], 0.0).unwrap()
    }

    fn fields(points: &[Points], grid: &Grid, of: &Together) -> (Vec<Vec<Vec<f64>>>, TogetherDone) {
        let mut all = Vec::new();
        let done = simulate_together(points, grid, of, |number, fields| {
            assert_eq!(number, all.len());
            all.push(fields.to_vec());
            ControlFlow::Continue(())
        });
        (all, done.unwrap())
    }

    #[test]
    fn a_root_gives_the_matrix_back_even_of_lower_rank() {
        for matrix in [
            vec![vec![4.0, 2.0, 1.0], vec![2.0, 3.0, 0.5], vec![1.0, 0.5, 2.0]],
            vec![vec![1.0, 2.0, 3.0], vec![2.0, 4.0, 6.0], vec![3.0, 6.0, 9.0]],
            vec![vec![0.0, 0.0, 0.0], vec![0.0, 2.0, 1.0], vec![0.0, 1.0, 0.5]],
        ] {
            let root = root(&matrix);
            for i in 0..3 {
                for j in 0..3 {
                    let found: f64 = (0..3).map(|k| root[i][k] * root[j][k]).sum();
                    assert!((found - matrix[i][j]).abs() < 1e-12, "{matrix:?}");
                }
            }
        }
    }

    /// Without data, the covariances of and between fields are the model's, within four standard
    /// errors as the realisations tell them.
    #[test]
    fn fields_go_together_as_the_model_says() {
        let (grid, of, n) = (grid(24), choices(200), 200.0);
        let none = [Points::default(), Points::default()];
        let (all, done) = fields(&none, &grid, &of);
        assert_eq!(done, TogetherDone::default());
        for (a, b, step) in [(0, 0, 0), (1, 1, 0), (0, 1, 0), (0, 1, 2), (0, 0, 2), (1, 0, 5)] {
            let each: Vec<f64> = all
                .iter()
                .map(|fields| {
                    let (mut sum, mut pairs) = (0.0, 0.0);
                    for node in 0..grid.len() {
                        let [i, j, k] = grid.position(node);
                        if i + step < grid.counts[0] {
                            let other = grid.index([i + step, j, k]);
                            sum +=
                                (fields[a][node] - of.means[a]) * (fields[b][other] - of.means[b]);
                            pairs += 1.0;
                        }
                    }
                    sum / pairs
                })
                .collect();
            let mean = each.iter().sum::<f64>() / n;
            let spread = each.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (n - 1.0);
            let slack = 4.0 * (spread / n).sqrt();
            let zero = [[1.0, 0.6], [0.6, 1.0]][a][b];
            let expected = zero - of.model.semivariance(a, b, [step as f64, 0.0, 0.0]);
            assert!(slack < 0.15, "{a} {b} {step}: a test too slack to fail, {slack}");
            assert!((mean - expected).abs() < slack, "{a} {b} {step}: {mean} {expected} {slack}");
        }
    }

    /// Data are kept to the bit, and over many realisations the mean of a node is its simple
    /// co-kriging from the data of both grades.
    #[test]
    fn data_of_both_grades_tie_the_fields() {
        let (grid, n) = (grid(10), 1500);
        let of = choices(n);
        let at = |x: Vec<f64>, y: Vec<f64>, value: Vec<f64>| {
            let (z, holes) = (vec![0.0; x.len()], vec![0; x.len()]);
            Points::new([x, y, z], value, holes).unwrap()
        };
        let points = [
            at(vec![2.0, 7.0, 7.2], vec![2.0, 4.0, 4.2], vec![2.5, 0.0, 9.0]),
            at(vec![4.0, 8.3, 50.0], vec![3.0, 1.0, 0.0], vec![-3.5, -1.0, 9.0]),
        ];
        let (all, done) = fields(&points, &grid, &of);
        assert_eq!(done, TogetherDone { n_moved: 1, n_left_out: 2 });
        for fields in &all {
            assert_eq!(fields[0][grid.index([2, 2, 0])].to_bits(), 2.5_f64.to_bits());
            assert_eq!(fields[1][grid.index([8, 1, 0])].to_bits(), (-1.0_f64).to_bits());
        }
        let kept = [
            at(vec![2.0, 7.0], vec![2.0, 4.0], vec![2.5, 0.0]),
            at(vec![4.0, 8.0], vec![3.0, 1.0], vec![-3.5, -1.0]),
        ];
        let search = Search {
            radii: of.near.radii,
            angles: LEVEL,
            min_samples: 1,
            max_samples: 8,
            sectors: None,
            max_per_hole: None,
        };
        let cokriging = Cokriging {
            model: of.model.clone(),
            search,
            collocated: false,
            means: Means::Known(of.means.clone()),
            support: Support::Point,
        };
        let targets: Vec<_> =
            (0..grid.len()).map(|node| grid.centre(grid.position(node))).collect();
        for (node, kriged) in cokrige(&kept, &targets, &cokriging).unwrap().iter().enumerate() {
            let kriged = kriged.unwrap();
            let mean = all.iter().map(|fields| fields[0][node]).sum::<f64>() / n as f64;
            let slack = 5.0 * (kriged.variance.max(0.0) / n as f64).sqrt() + 1e-9;
            assert!((mean - kriged.value).abs() < slack, "{node}: {mean}, {}", kriged.value);
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let none = [Points::default(), Points::default()];
        let go = |_: usize, _: &[Vec<f64>]| ControlFlow::Continue(());
        let wrong = simulate_together(&none[..1], &grid(6), &choices(1), go);
        assert!(matches!(wrong, Err(GroundError::LengthsDiffer { .. })));
        let wrong = simulate_together(&none, &grid(6), &choices(0), go);
        assert!(matches!(wrong, Err(GroundError::TooFew { .. })));
        let stop = |_: usize, _: &[Vec<f64>]| ControlFlow::Break(());
        assert_eq!(
            simulate_together(&none, &grid(6), &choices(2), stop),
            Err(GroundError::Stopped)
        );
    }
}

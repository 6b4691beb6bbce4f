//! A variogram model fitted to experimental lags by weighted least squares.
//!
//! The shapes and the directions of their axes are given; nugget, sills and ranges are sought. The
//! weight of a lag is its pairs over its squared distance, as gstat weighs them (Pebesma 2004), so
//! that what is near and well known counts most. For given ranges the best nugget and sills at or
//! above nought follow exactly; the ranges are found by a compass search on their logarithms, which
//! takes no derivatives and gives the same answer everywhere.

use serde::{Deserialize, Serialize};

use crate::error::{GroundError, positive};
use crate::experimental::Lag;
use crate::rotation::{Angles, Rotation};
use crate::variogram::{Shape, Structure, Variogram};

/// Lags along a direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Along {
    /// The direction, of any length: east, north, up. None for pairs of all directions, which only
    /// an isotropic model can be fitted to.
    pub direction: Option<[f64; 3]>,
    /// The lags.
    pub lags: Vec<Option<Lag>>,
}

/// What is fitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nested {
    /// The shapes of the structures, the shortest range first. Those without a sill are refused.
    pub shapes: Vec<Shape>,
    /// The directions of their axes.
    pub angles: Angles,
    /// Whether all three ranges of a structure are one.
    pub isotropic: bool,
    /// The least and greatest range.
    pub ranges: [f64; 2],
}

/// A model and how far off the lags it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The model.
    pub variogram: Variogram,
    /// The nugget.
    pub nugget: f64,
    /// The structures.
    pub structures: Vec<Structure>,
    /// The weighted mean of the squared differences.
    pub misfit: f64,
}

/// A lag with its place and weight.
struct Point {
    step: [f64; 3],
    value: f64,
    weight: f64,
}

/// Fits nested structures.
///
/// # Errors
///
/// When there is no shape, a shape has no sill, the ranges are no interval above nought, a direction
/// is missing for a model that needs it, or there are fewer lags than parameters.
pub fn fit(along: &[Along], nested: &Nested) -> Result<Fitted, GroundError> {
    let [least, greatest] = nested.ranges;
    positive("least range", least)?;
    if greatest <= least {
        let parameter = "greatest range";
        return Err(GroundError::OutOfRange {
            parameter,
            value: greatest,
            needs: "above the least",
        });
    }
    if nested.shapes.is_empty() {
        return Err(GroundError::TooFew { what: "structures", given: 0, needed: 1 });
    }
    if nested.shapes.iter().any(|shape| matches!(shape, Shape::Power(_))) {
        let (parameter, value) = ("sill of a power model", f64::INFINITY);
        return Err(GroundError::NotFinite { parameter, value });
    }
    let points = points(along, nested)?;
    let per = if nested.isotropic { 1 } else { 3 };
    let needed = 1 + nested.shapes.len() * (1 + per);
    if points.len() < needed {
        return Err(GroundError::TooFew { what: "lags with pairs", given: points.len(), needed });
    }
    let far = points.iter().map(|point| length(point.step)).fold(0.0, f64::max);
    let within = |range: f64| libm::log(range.clamp(least, greatest));
    // The structures part the distances between them.
    let n = nested.shapes.len() as f64;
    let start = (0..nested.shapes.len())
        .flat_map(|number| std::iter::repeat_n(within(0.7 * far * (number as f64 + 1.0) / n), per))
        .collect::<Vec<f64>>();
    let mut best = Trial::new(start, &points, nested)?;
    let mut stride = 0.5;
    while stride > 1e-7 {
        let mut moved = false;
        for parameter in 0..best.logs.len() {
            for side in [stride, -stride] {
                let mut logs = best.logs.clone();
                logs[parameter] = within(libm::exp(logs[parameter] + side));
                let trial = Trial::new(logs, &points, nested)?;
                if trial.misfit < best.misfit {
                    (best, moved) = (trial, true);
                }
            }
        }
        if !moved {
            stride *= 0.5;
        }
    }
    let mut structures = best.structures(nested);
    structures.retain(|structure| structure.sill > 0.0);
    let nugget = best.sills[0];
    let variogram = Variogram::new(nugget, structures.clone())?;
    Ok(Fitted { variogram, nugget, structures, misfit: best.misfit })
}

fn points(along: &[Along], nested: &Nested) -> Result<Vec<Point>, GroundError> {
    let mut points = Vec::new();
    for Along { direction, lags } in along {
        let direction = match direction {
            None if nested.isotropic => [1.0, 0.0, 0.0],
            None => {
                let (parameter, value) = ("direction of the lags", f64::NAN);
                return Err(GroundError::NotFinite { parameter, value });
            }
            Some(direction) => {
                let whole = positive("direction of the lags", length(*direction))?;
                direction.map(|part| part / whole)
            }
        };
        for lag in lags.iter().flatten() {
            points.push(Point {
                step: direction.map(|part| part * lag.distance),
                value: lag.value,
                weight: lag.pairs as f64 / (lag.distance * lag.distance),
            });
        }
    }
    Ok(points)
}

fn length(of: [f64; 3]) -> f64 {
    of.iter().map(|part| part * part).sum::<f64>().sqrt()
}

/// Ranges with the nugget and sills that suit them best.
struct Trial {
    logs: Vec<f64>,
    /// The nugget, then one sill a structure.
    sills: Vec<f64>,
    misfit: f64,
}

impl Trial {
    fn new(logs: Vec<f64>, points: &[Point], nested: &Nested) -> Result<Self, GroundError> {
        let rotations = (0..nested.shapes.len())
            .map(|number| Rotation::new(nested.angles, ranges(&logs, nested, number)))
            .collect::<Result<Vec<_>, _>>()?;
        let columns = 1 + nested.shapes.len();
        let rows: Vec<Vec<f64>> = points
            .iter()
            .map(|point| {
                let rises = nested.shapes.iter().zip(&rotations);
                let rises = rises.map(|(shape, rotation)| shape.rise(rotation.squared(point.step)));
                std::iter::once(1.0).chain(rises).collect()
            })
            .collect();
        let whole: f64 = points.iter().map(|point| point.weight).sum();
        let misfit = |sills: &[f64]| {
            let squares = points.iter().zip(&rows).map(|(point, row)| {
                let model: f64 = row.iter().zip(sills).map(|(rise, sill)| rise * sill).sum();
                point.weight * (point.value - model) * (point.value - model)
            });
            squares.sum::<f64>() / whole
        };
        // Few enough to try every choice of which parts are nought.
        let mut best: Option<(Vec<f64>, f64)> = None;
        for kept in 1_u32..1 << columns {
            let used: Vec<usize> = (0..columns).filter(|part| kept >> part & 1 == 1).collect();
            let Some(solved) = solve(&used, &rows, points) else { continue };
            if solved.iter().any(|sill| *sill < 0.0) {
                continue;
            }
            let mut sills = vec![0.0; columns];
            for (part, sill) in used.iter().zip(solved) {
                sills[*part] = sill;
            }
            let off = misfit(&sills);
            if best.as_ref().is_none_or(|(_, least)| off < *least) {
                best = Some((sills, off));
            }
        }
        let (sills, misfit) = best.unwrap_or_else(|| (vec![0.0; columns], f64::INFINITY));
        Ok(Self { logs, sills, misfit })
    }

    fn structures(&self, nested: &Nested) -> Vec<Structure> {
        let shapes = nested.shapes.iter().enumerate();
        shapes
            .map(|(number, shape)| Structure {
                shape: *shape,
                sill: self.sills[number + 1],
                ranges: ranges(&self.logs, nested, number),
                angles: nested.angles,
            })
            .collect()
    }
}

fn ranges(logs: &[f64], nested: &Nested, number: usize) -> [f64; 3] {
    if nested.isotropic {
        return [libm::exp(logs[number]); 3];
    }
    std::array::from_fn(|axis| libm::exp(logs[3 * number + axis]))
}

/// Least squares of some of the parts, by the normal equations; none where they tell nothing apart.
fn solve(used: &[usize], rows: &[Vec<f64>], points: &[Point]) -> Option<Vec<f64>> {
    let n = used.len();
    let mut matrix = vec![vec![0.0; n + 1]; n];
    for (row, point) in rows.iter().zip(points) {
        for (a, &part) in used.iter().enumerate() {
            for (b, &other) in used.iter().enumerate() {
                matrix[a][b] += point.weight * row[part] * row[other];
            }
            matrix[a][n] += point.weight * row[part] * point.value;
        }
    }
    for step in 0..n {
        let pivot =
            (step..n).max_by(|&a, &b| matrix[a][step].abs().total_cmp(&matrix[b][step].abs()))?;
        matrix.swap(step, pivot);
        let whole = matrix[step][step];
        if whole.abs() <= 1e-12 * points.iter().map(|point| point.weight).sum::<f64>() {
            return None;
        }
        let known = matrix[step].clone();
        for row in &mut matrix[step + 1..] {
            let part = row[step] / whole;
            for (entry, known) in row.iter_mut().zip(&known) {
                *entry -= part * known;
            }
        }
    }
    let mut solved = vec![0.0; n];
    for step in (0..n).rev() {
        let known: f64 = (step + 1..n).map(|column| matrix[step][column] * solved[column]).sum();
        solved[step] = (matrix[step][n] - known) / matrix[step][step];
    }
    Some(solved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lags(model: &Variogram, direction: [f64; 3], count: usize) -> Along {
        let value = |distance: f64| {
            let step = direction.map(|part| part * distance);
            model.covariance([0.0; 3]) - model.covariance(step)
        };
        let lag = |number: usize| {
            let distance = 5.0 * (number as f64 + 1.0);
            Some(Lag { distance, value: value(distance), pairs: 100 })
        };
        Along { direction: Some(direction), lags: (0..count).map(lag).collect() }
    }

    #[test]
    fn a_model_is_found_again_in_its_own_lags() {
        let angles = Angles { azimuth: 90.0, dip: 0.0, rake: 0.0 };
        let structure = |shape, sill, ranges| Structure { shape, sill, ranges, angles };
        let structures = vec![structure(Shape::Spherical, 2.0, [80.0, 50.0, 20.0])];
        let model = Variogram::new(0.5, structures).unwrap();
        // Along the major, minor and vertical axes: east, south, up.
        let along = [[1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, 1.0]]
            .map(|direction| lags(&model, direction, 24));
        let nested = Nested {
            shapes: vec![Shape::Spherical],
            angles,
            isotropic: false,
            ranges: [1.0, 500.0],
        };
        let fitted = fit(&along, &nested).unwrap();
        assert!((fitted.nugget - 0.5).abs() < 1e-5, "{fitted:?}");
        let found = fitted.structures[0];
        assert!((found.sill - 2.0).abs() < 1e-5, "{fitted:?}");
        for (range, expected) in found.ranges.iter().zip([80.0, 50.0, 20.0]) {
            assert!((range / expected - 1.0).abs() < 1e-4, "{fitted:?}");
        }
    }

    #[test]
    fn two_structures_are_told_apart() {
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        let structure = |shape, sill, range| Structure { shape, sill, ranges: [range; 3], angles };
        let model = Variogram::new(
            0.3,
            vec![structure(Shape::Spherical, 1.0, 20.0), structure(Shape::Spherical, 1.5, 100.0)],
        )
        .unwrap();
        let along = Along { direction: None, ..lags(&model, [0.0, 1.0, 0.0], 40) };
        let nested = Nested {
            shapes: vec![Shape::Spherical; 2],
            angles,
            isotropic: true,
            ranges: [1.0, 500.0],
        };
        let fitted = fit(&[along], &nested).unwrap();
        assert!(fitted.misfit < 1e-8, "{fitted:?}");
        assert!((fitted.structures[1].ranges[0] / 100.0 - 1.0).abs() < 0.02, "{fitted:?}");
    }

    #[test]
    fn no_part_is_below_nought_and_what_cannot_be_is_refused() {
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        // Falling lags would ask for a negative sill.
        let falling = (1..12).map(|n| {
            Some(Lag { distance: f64::from(n), value: 10.0 - f64::from(n) * 0.5, pairs: 50 })
        });
        let along = Along { direction: None, lags: falling.collect() };
        let nested = Nested {
            shapes: vec![Shape::Exponential],
            angles,
            isotropic: true,
            ranges: [0.5, 50.0],
        };
        let fitted = fit(std::slice::from_ref(&along), &nested).unwrap();
        assert!(fitted.nugget >= 0.0 && fitted.structures.iter().all(|s| s.sill > 0.0));
        let few = Along { lags: along.lags[..2].to_vec(), ..along.clone() };
        assert!(matches!(fit(&[few], &nested), Err(GroundError::TooFew { .. })));
        let turned = Nested { isotropic: false, ..nested.clone() };
        assert!(matches!(
            fit(std::slice::from_ref(&along), &turned),
            Err(GroundError::NotFinite { .. })
        ));
        let power = Nested { shapes: vec![Shape::Power(1.0)], ..nested.clone() };
        assert!(fit(std::slice::from_ref(&along), &power).is_err());
        let narrow = Nested { ranges: [5.0, 5.0], ..nested };
        assert!(fit(&[along], &narrow).is_err());
    }
}

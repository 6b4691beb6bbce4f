//! The linear model of coregionalisation: how several grades go with distance, each by itself and
//! with the others.
//!
//! All share a nugget and nested structures of unit sill, with a matrix of sills each:
//!
//! ```text
//! γ_ij(h) = Σ_s b_ij(s) g_s(h)        every b(s) positive semidefinite
//! ```
//!
//! Sills are fitted to experimental variograms structure by structure, each by least squares of
//! what the others leave and then moved to the nearest matrix without a negative eigenvalue, until
//! nothing moves. Lags weigh by their pairs over their squared distance, and each variogram by the
//! variances of its two grades.
//!
//! Source: Goulard and Voltz (1992), *Linear coregionalization model: tools for estimation and
//! choice of cross-variogram matrix*, Mathematical Geology 24(3), 269–286.

use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};
use crate::experimental::{Lag, Lags, Measure, Pairs, experimental};
use crate::fit::{Along, Nested, fit};
use crate::rotation::{Angles, Rotation};
use crate::samples::Points;
use crate::variogram::{Shape, Structure, Variogram};

/// A structure that several grades share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedStructure {
    /// How it rises.
    pub shape: Shape,
    /// The sill of each pair of grades.
    pub sills: Vec<Vec<f64>>,
    /// Major, minor and vertical range.
    pub ranges: [f64; 3],
    /// The directions of the ranges.
    pub angles: Angles,
}

/// A model of several grades whose parameters have been checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Coregionalisation {
    nugget: Vec<Vec<f64>>,
    structures: Vec<SharedStructure>,
    rotations: Vec<Rotation>,
}

/// The experimental variograms of some grades: `lags[i][j]` of grades `i` and `j ≤ i`, along the
/// same directions.
pub type CrossLags = Vec<Vec<Vec<Along>>>;

/// A fitted model and how far off it is.
#[derive(Clone, Debug, PartialEq)]
pub struct FittedCoregionalisation {
    /// The model.
    pub model: Coregionalisation,
    /// The weighted mean of the squared differences, each over the variances of its grades.
    pub misfit: f64,
    /// How often all structures were fitted.
    pub rounds: usize,
}

impl Coregionalisation {
    /// A model from its matrices.
    ///
    /// # Errors
    ///
    /// When matrices differ in size or are not symmetric, one has a negative eigenvalue, a structure
    /// has no sill or cannot be, or a grade does not vary.
    pub fn new(
        nugget: Vec<Vec<f64>>,
        structures: Vec<SharedStructure>,
    ) -> Result<Self, GroundError> {
        let n = nugget.len();
        if n == 0 {
            return Err(GroundError::TooFew { what: "grades", given: 0, needed: 1 });
        }
        let mut rotations = Vec::new();
        check_matrix("the nugget of the coregionalisation", &nugget, n)?;
        for structure in &structures {
            check_matrix("the sills of a structure", &structure.sills, n)?;
            rotations.push(Rotation::new(structure.angles, structure.ranges)?);
        }
        let model = Self { nugget, structures, rotations };
        for grade in 0..n {
            // The checks of a single variogram, for each grade.
            let of = model.variogram(grade)?;
            of.sill().ok_or(GroundError::NotFinite {
                parameter: "sill of a structure that grades share",
                value: f64::INFINITY,
            })?;
        }
        Ok(model)
    }

    /// How many grades there are.
    pub fn len(&self) -> usize {
        self.nugget.len()
    }

    /// A model has at least one grade.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The nugget of each pair of grades.
    pub fn nugget(&self) -> &[Vec<f64>] {
        &self.nugget
    }

    /// The structures.
    pub fn structures(&self) -> &[SharedStructure] {
        &self.structures
    }

    /// The variogram of one grade.
    ///
    /// # Errors
    ///
    /// When the grade does not vary.
    pub fn variogram(&self, grade: usize) -> Result<Variogram, GroundError> {
        let structure = |of: &SharedStructure| Structure {
            shape: of.shape,
            sill: of.sills[grade][grade],
            ranges: of.ranges,
            angles: of.angles,
        };
        let structures = self.structures.iter().map(structure).collect();
        Variogram::new(self.nugget[grade][grade], structures)
    }

    /// The semivariance of two grades this step apart.
    pub fn semivariance(&self, i: usize, j: usize, step: [f64; 3]) -> f64 {
        if step == [0.0; 3] {
            return 0.0;
        }
        let rises = self.structures.iter().zip(&self.rotations);
        rises.fold(self.nugget[i][j], |sum, (of, rotation)| {
            sum + of.sills[i][j] * of.shape.rise(rotation.squared(step))
        })
    }

    /// The covariance of two grades this step apart, without their nugget.
    pub(crate) fn smooth_covariance(&self, i: usize, j: usize, step: [f64; 3]) -> f64 {
        let parts = self.structures.iter().zip(&self.rotations);
        parts
            .map(|(of, rotation)| of.sills[i][j] * of.shape.correlation(rotation.squared(step)))
            .sum()
    }
}

fn check_matrix(what: &'static str, matrix: &[Vec<f64>], n: usize) -> Result<(), GroundError> {
    let lengths = std::iter::once(matrix.len()).chain(matrix.iter().map(Vec::len));
    if let Some(given) = lengths.into_iter().find(|&given| given != n) {
        return Err(GroundError::LengthsDiffer { what: what.to_owned(), given, expected: n });
    }
    for (i, row) in matrix.iter().enumerate() {
        for (&sill, other) in row.iter().zip(matrix) {
            finite("sill of two grades", sill)?;
            if (sill - other[i]).abs() > 1e-9 * sill.abs() {
                let needs = "the same whichever of the two is named first";
                let parameter = "sill of two grades";
                return Err(GroundError::OutOfRange { parameter, value: sill, needs });
            }
        }
    }
    let (values, _) = eigen(matrix);
    let whole: f64 = values.iter().map(|value| value.abs()).sum();
    match values.iter().position(|&value| value < -1e-6 * whole) {
        Some(row) => Err(GroundError::NotPositiveDefinite { what, row }),
        None => Ok(()),
    }
}

/// The experimental cross-variogram of two grades of the same samples: half the mean product of
/// their differences, worked out from the variograms of the sum and the difference of both over
/// their standard deviations.
///
/// # Errors
///
/// When there is not a second value for each point, or the lags cannot be.
pub fn cross_experimental(
    points: &Points,
    second: &[f64],
    lags: &Lags,
    pairs: &Pairs,
) -> Result<Vec<Option<Lag>>, GroundError> {
    let spread = |values: &[f64]| match deviation(values) {
        0.0 => 1.0,
        spread => spread,
    };
    let (a, b) = (spread(&points.value), spread(second));
    let with = |sign: f64| -> Result<_, GroundError> {
        let pairs_of = points.value.iter().zip(second);
        let values = pairs_of.map(|(one, other)| one / a + sign * other / b).collect();
        if second.len() != points.len() {
            let (what, given) = ("second grade".to_owned(), second.len());
            return Err(GroundError::LengthsDiffer { what, given, expected: points.len() });
        }
        experimental(&points.with_values(values)?, lags, pairs, Measure::Semivariogram)
    };
    let (sum, difference) = (with(1.0)?, with(-1.0)?);
    Ok(sum
        .into_iter()
        .zip(difference)
        .map(|(sum, difference)| {
            let (sum, difference) = (sum?, difference?);
            Some(Lag { value: 0.25 * a * b * (sum.value - difference.value), ..sum })
        })
        .collect())
}

fn deviation(values: &[f64]) -> f64 {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n).sqrt()
}

/// A lag of all pairs of grades: how far each structure has risen there, and for each pair of
/// grades the value over their standard deviations and its weight.
struct Place {
    rises: Vec<f64>,
    values: Vec<Vec<(f64, f64)>>,
}

/// Fits the shapes of `nested`: its ranges to the mean of the grades' own variograms over their
/// variances, then the sills of all pairs.
///
/// `variances` are those of the grades.
///
/// # Errors
///
/// As [`fit`], and when lags or variances are missing for a grade.
pub fn fit_coregionalisation(
    lags: &CrossLags,
    variances: &[f64],
    nested: &Nested,
) -> Result<FittedCoregionalisation, GroundError> {
    let n = variances.len();
    for &variance in variances {
        positive("variance of a grade", variance)?;
    }
    let rows = lags.iter().enumerate().map(|(i, row)| (row.len(), i + 1));
    if let Some((given, expected)) =
        std::iter::once((lags.len(), n)).chain(rows).find(|(given, expected)| given != expected)
    {
        let what = "experimental variograms of grades".to_owned();
        return Err(GroundError::LengthsDiffer { what, given, expected });
    }
    let ranges = fit(&mean_of(lags, variances), nested)?;
    let structures: Vec<(Structure, Rotation)> = ranges
        .structures
        .iter()
        .map(|of| Ok((*of, Rotation::new(of.angles, of.ranges)?)))
        .collect::<Result<_, GroundError>>()?;
    let places = places(lags, variances, &structures);
    let mut sills = vec![vec![vec![0.0; n]; n]; 1 + structures.len()];
    let mut misfit = off(&places, &sills, n);
    let mut rounds = 0;
    while rounds < MOST_ROUNDS {
        rounds += 1;
        for part in 0..sills.len() {
            improve(&places, &mut sills, part, n);
        }
        let now = off(&places, &sills, n);
        let moved = misfit - now;
        misfit = now;
        if moved <= 1e-12 * misfit {
            break;
        }
    }
    let scaled = |matrix: &[Vec<f64>]| -> Vec<Vec<f64>> {
        let scale = |i: usize, j: usize| (variances[i] * variances[j]).sqrt();
        (0..n).map(|i| (0..n).map(|j| matrix[i][j] * scale(i, j)).collect()).collect()
    };
    let shared = structures.iter().zip(&sills[1..]).map(|((of, _), matrix)| SharedStructure {
        shape: of.shape,
        sills: scaled(matrix),
        ranges: of.ranges,
        angles: of.angles,
    });
    let model = Coregionalisation::new(scaled(&sills[0]), shared.collect())?;
    Ok(FittedCoregionalisation { model, misfit, rounds })
}

const MOST_ROUNDS: usize = 10_000;

/// The mean of the grades' own variograms, each over its variance, weighed by pairs.
fn mean_of(lags: &CrossLags, variances: &[f64]) -> Vec<Along> {
    let mut mean: Vec<Along> = lags[0][0].clone();
    for (direction, along) in mean.iter_mut().enumerate() {
        for (number, slot) in along.lags.iter_mut().enumerate() {
            let (mut pairs, mut distance, mut value) = (0, 0.0, 0.0);
            for (grade, variance) in variances.iter().enumerate() {
                let own = lags[grade][grade].get(direction);
                let lag = own.and_then(|own| own.lags.get(number)).copied().flatten();
                let Some(lag) = lag else { continue };
                pairs += lag.pairs;
                distance += lag.pairs as f64 * lag.distance;
                value += lag.pairs as f64 * lag.value / variance;
            }
            let n = pairs as f64;
            *slot = (0 < pairs).then(|| Lag { distance: distance / n, value: value / n, pairs });
        }
    }
    mean
}

fn places(lags: &CrossLags, variances: &[f64], structures: &[(Structure, Rotation)]) -> Vec<Place> {
    let n = variances.len();
    let mut places = Vec::new();
    for (direction, along) in lags[0][0].iter().enumerate() {
        let towards = along.direction.unwrap_or([1.0, 0.0, 0.0]);
        let whole = towards.iter().map(|part| part * part).sum::<f64>().sqrt();
        for number in 0..along.lags.len() {
            let lag = |i: usize, j: usize| -> Option<Lag> {
                *lags[i.max(j)][i.min(j)].get(direction)?.lags.get(number)?
            };
            let known: Vec<Lag> = (0..n).filter_map(|grade| lag(grade, grade)).collect();
            let Some(pairs) = known.iter().map(|lag| lag.pairs).reduce(u64::max) else { continue };
            let distance = known.iter().map(|lag| lag.distance).sum::<f64>() / known.len() as f64;
            let step = towards.map(|part| part / whole * distance);
            let rises =
                structures.iter().map(|(of, rotation)| of.shape.rise(rotation.squared(step)));
            let value = |i: usize, j: usize| {
                lag(i, j).map_or((0.0, 0.0), |lag| {
                    let scale = (variances[i] * variances[j]).sqrt();
                    // One weight for all pairs of grades known there, so that each round comes closer.
                    (lag.value / scale, pairs as f64 / (distance * distance))
                })
            };
            places.push(Place {
                rises: std::iter::once(1.0).chain(rises).collect(),
                values: (0..n).map(|i| (0..n).map(|j| value(i, j)).collect()).collect(),
            });
        }
    }
    places
}

/// Fits one part to what the others leave, and moves it to the nearest that can be.
fn improve(places: &[Place], sills: &mut [Vec<Vec<f64>>], part: usize, n: usize) {
    let mut fitted = vec![vec![0.0; n]; n];
    for (i, row) in fitted.iter_mut().enumerate() {
        for (j, entry) in row.iter_mut().enumerate() {
            let (mut along, mut whole) = (0.0, 0.0);
            for place in places {
                let (value, weight) = place.values[i][j];
                let others: f64 = (0..sills.len())
                    .filter(|&other| other != part)
                    .map(|other| sills[other][i][j] * place.rises[other])
                    .sum();
                along += weight * place.rises[part] * (value - others);
                whole += weight * place.rises[part] * place.rises[part];
            }
            *entry = if whole > 0.0 { along / whole } else { 0.0 };
        }
    }
    sills[part] = nearest_valid(&fitted);
}

fn off(places: &[Place], sills: &[Vec<Vec<f64>>], n: usize) -> f64 {
    let (mut sum, mut whole) = (0.0, 0.0);
    for place in places {
        for i in 0..n {
            for j in 0..n {
                let (value, weight) = place.values[i][j];
                let parts = sills.iter().zip(&place.rises);
                let model: f64 = parts.map(|(matrix, rise)| matrix[i][j] * rise).sum();
                sum += weight * (value - model) * (value - model);
                whole += weight;
            }
        }
    }
    if whole > 0.0 { sum / whole } else { 0.0 }
}

/// The nearest symmetric matrix without a negative eigenvalue.
fn nearest_valid(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = matrix.len();
    let (values, vectors) = eigen(matrix);
    let entry = |i: usize, j: usize| -> f64 {
        (0..n).map(|k| values[k].max(0.0) * vectors[i][k] * vectors[j][k]).sum()
    };
    (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect()
}

/// The eigenvalues of a symmetric matrix, and its eigenvectors as columns (Jacobi's rotations).
fn eigen(matrix: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = matrix.len();
    let mut a: Vec<Vec<f64>> = matrix.to_vec();
    let mut vectors: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    let whole: f64 = a.iter().flatten().map(|entry| entry * entry).sum();
    for _ in 0..100 {
        let beside: f64 =
            (0..n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[i][j] * a[i][j]).sum();
        if beside <= 1e-30 * whole {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q] == 0.0 {
                    continue;
                }
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let sign = if theta < 0.0 { -1.0 } else { 1.0 };
                let t = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for row in &mut a {
                    let (x, y) = (row[p], row[q]);
                    (row[p], row[q]) = (c * x - s * y, s * x + c * y);
                }
                let (above, below) = a.split_at_mut(q);
                for (one, other) in above[p].iter_mut().zip(&mut below[0]) {
                    let (x, y) = (*one, *other);
                    (*one, *other) = (c * x - s * y, s * x + c * y);
                }
                for row in &mut vectors {
                    let (x, y) = (row[p], row[q]);
                    (row[p], row[q]) = (c * x - s * y, s * x + c * y);
                }
            }
        }
    }
    ((0..n).map(|i| a[i][i]).collect(), vectors)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

    fn shared(shape: Shape, range: f64, sills: [[f64; 2]; 2]) -> SharedStructure {
        let sills = sills.map(|row| row.to_vec()).to_vec();
        SharedStructure { shape, sills, ranges: [range; 3], angles: LEVEL }
    }

    fn model() -> Coregionalisation {
        let structures = vec![
            shared(Shape::Spherical, 20.0, [[1.0, 4.0], [4.0, 30.0]]),
            shared(Shape::Spherical, 100.0, [[2.0, -3.0], [-3.0, 60.0]]),
        ];
        Coregionalisation::new(vec![vec![0.5, 1.0], vec![1.0, 9.0]], structures).unwrap()
    }

    fn lags_of(model: &Coregionalisation) -> CrossLags {
        let along = |i: usize, j: usize| {
            let lag = |n: usize| {
                let distance = 4.0 * (n as f64 + 1.0);
                let value = model.semivariance(i, j, [distance, 0.0, 0.0]);
                Some(Lag { distance, value, pairs: 80 })
            };
            vec![Along { direction: None, lags: (0..40).map(lag).collect() }]
        };
        (0..2).map(|i| (0..=i).map(|j| along(i, j)).collect()).collect()
    }

    #[test]
    fn a_model_is_found_again_in_its_own_lags() {
        let model = model();
        let nested = Nested {
            shapes: vec![Shape::Spherical; 2],
            angles: LEVEL,
            isotropic: true,
            ranges: [2.0, 400.0],
        };
        let fitted = fit_coregionalisation(&lags_of(&model), &[3.5, 99.0], &nested).unwrap();
        assert!(fitted.misfit < 1e-8, "{fitted:?}");
        for step in [5.0, 15.0, 40.0, 90.0, 150.0] {
            for (i, j) in [(0, 0), (1, 0), (1, 1)] {
                let at = |of: &Coregionalisation| of.semivariance(i, j, [0.0, step, 0.0]);
                let (found, expected) = (at(&fitted.model), at(&model));
                assert!((found - expected).abs() < 1e-3 * expected.abs(), "{i}{j} at {step}");
            }
        }
    }

    #[test]
    fn a_matrix_that_cannot_be_is_refused() {
        let nugget = |off: f64| vec![vec![1.0, off], vec![off, 1.0]];
        assert!(Coregionalisation::new(nugget(0.9), vec![]).is_ok());
        let refused = Coregionalisation::new(nugget(1.1), vec![]).unwrap_err();
        assert!(matches!(refused, GroundError::NotPositiveDefinite { .. }));
        let lopsided = vec![vec![1.0, 0.5], vec![0.1, 1.0]];
        assert!(Coregionalisation::new(lopsided, vec![]).is_err());
        assert!(Coregionalisation::new(vec![vec![1.0, 0.0]], vec![]).is_err());
        let power = shared(Shape::Power(1.0), 10.0, [[1.0, 0.0], [0.0, 1.0]]);
        assert!(Coregionalisation::new(nugget(0.0), vec![power]).is_err());
    }

    /// By hand: steps of 1, 2, -1 and of 2, -1, 3 between neighbours.
    #[test]
    fn a_cross_variogram_by_hand() {
        let x = vec![0.0, 1.0, 2.0, 3.0];
        let points =
            Points::new([x, vec![0.0; 4], vec![0.0; 4]], vec![1.0, 2.0, 4.0, 3.0], vec![0; 4])
                .unwrap();
        let second = [0.0, 2.0, 1.0, 4.0];
        let lags = Lags { width: 1.0, count: 2 };
        let found = cross_experimental(&points, &second, &lags, &Pairs::All).unwrap();
        assert!((found[0].unwrap().value - (2.0 - 2.0 - 3.0) / 6.0).abs() < 1e-12);
        assert!((found[1].unwrap().value - (3.0 + 2.0) / 4.0).abs() < 1e-12);
        assert!(cross_experimental(&points, &second[1..], &lags, &Pairs::All).is_err());
    }

    proptest! {
        #[test]
        fn the_nearest_valid_matrix_has_no_negative_eigenvalue(
            entries in proptest::collection::vec(-5.0..5.0f64, 6),
        ) {
            let [a, b, c, d, e, f] = entries[..] else { unreachable!() };
            let matrix = vec![vec![a, b, c], vec![b, d, e], vec![c, e, f]];
            let valid = nearest_valid(&matrix);
            prop_assert!(eigen(&valid).0.iter().all(|&value| value > -1e-9));
            let again = nearest_valid(&valid);
            for (row, other) in valid.iter().zip(&again) {
                for (one, other) in row.iter().zip(other) {
                    prop_assert!((one - other).abs() < 1e-9);
                }
            }
            let trace: f64 = eigen(&matrix).0.iter().sum();
            prop_assert!((trace - (a + d + f)).abs() < 1e-9);
        }
    }
}

//! Blocks with what was estimated in them, and how sure it is.

use serde::{Deserialize, Serialize};

use crate::domain::Piece;
use crate::error::{GroundError, positive};
use crate::grid::Grid;
use crate::krige::{Kriging, krige};
use crate::near::hole_distance;
use crate::samples::Points;

/// How sure a resource is, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Measured.
    Measured,
    /// Indicated.
    Indicated,
    /// Inferred.
    Inferred,
}

impl Class {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Indicated => "indicated",
            Self::Inferred => "inferred",
        }
    }
}

/// What a block must have to be of a class.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassRule {
    /// The class.
    pub class: Class,
    /// The last pass whose blocks count, from 1.
    pub pass: Option<u8>,
    /// The fewest holes among its samples.
    pub min_holes: Option<u32>,
    /// The greatest mean distance to its nearest holes, in the unit of the coordinates.
    pub max_distance: Option<f64>,
    /// The least slope of the regression of truth on estimate.
    pub min_slope: Option<f64>,
}

impl ClassRule {
    /// Whether what a block rests on is enough for the class.
    pub fn is_met(&self, quality: &Quality) -> bool {
        let near = |most| quality.hole_distance.is_some_and(|distance| distance <= most);
        quality.pass > 0
            && self.pass.is_none_or(|last| quality.pass <= last)
            && self.min_holes.is_none_or(|fewest| fewest <= quality.n_holes)
            && self.max_distance.is_none_or(near)
            && self.min_slope.is_none_or(|least| quality.slope.is_some_and(|slope| least <= slope))
    }
}

/// A domain as it is estimated.
#[derive(Clone, Debug)]
pub struct DomainRun {
    /// Its name.
    pub name: String,
    /// The composites of each grade, in the order of the grades.
    pub grades: Vec<Points>,
    /// Densities that were measured; without any, `density` stands everywhere.
    pub densities: Option<Points>,
    /// The density where none was measured near, in t/m³.
    pub density: f64,
    /// For each grade, the kriging of each pass, the nearest first.
    pub passes: Vec<Vec<Kriging>>,
}

/// What the first grade's estimate of a block rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// The pass that estimated it, from 1; 0 where none did.
    pub pass: u8,
    /// How many samples.
    pub n_samples: u32,
    /// From how many holes.
    pub n_holes: u32,
    /// The mean distance to its nearest holes, where there are as many as classes ask for.
    pub hole_distance: Option<f64>,
    /// The kriging variance.
    pub variance: f64,
    /// The slope of the regression of truth on estimate.
    pub slope: Option<f64>,
    /// The Lagrange multiplier, as [`crate::Estimate`] counts it.
    pub lagrange: f64,
}

/// Estimated blocks: one for each part of a cell in a domain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blocks {
    /// The grid that the cells are of.
    pub grid: Grid,
    /// The domains by number.
    pub domains: Vec<String>,
    /// The grades by number.
    pub grades: Vec<String>,
    /// The cell of each block.
    pub cell: Vec<u32>,
    /// The domain of each block.
    pub domain: Vec<u16>,
    /// The part of its cell.
    pub part: Vec<f64>,
    /// In t/m³.
    pub density: Vec<f64>,
    /// For each grade, one a block, in the grade's unit; none where it could not be estimated.
    pub values: Vec<Vec<Option<f64>>>,
    /// What the first grade rests on.
    pub quality: Vec<Quality>,
    /// The class, where it has one.
    pub class: Vec<Option<Class>>,
}

impl Blocks {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cell.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cell.is_empty()
    }

    /// The middle of a block's cell.
    pub fn centre(&self, block: usize) -> [f64; 3] {
        self.grid.centre(self.grid.position(self.cell[block] as usize))
    }

    /// The mass of a block in tonnes, where a unit of the coordinates is `metres` long.
    pub fn tonnes(&self, block: usize, metres: f64) -> f64 {
        self.grid.block_volume() * metres * metres * metres * self.part[block] * self.density[block]
    }
}

/// Estimates every grade of every domain in its blocks, pass by pass, and classifies them.
///
/// Negative estimates, which kriging can give next to a single high sample, are taken as nought
/// and counted.
///
/// # Errors
///
/// When a kriging cannot be, or a domain has not one list of composites for each grade.
pub fn estimate_blocks(
    grid: &Grid,
    pieces: &[Piece],
    grades: &[String],
    domains: &[DomainRun],
    rules: &[ClassRule],
) -> Result<(Blocks, usize), GroundError> {
    let n = pieces.len();
    let mut blocks = Blocks {
        grid: *grid,
        domains: domains.iter().map(|domain| domain.name.clone()).collect(),
        grades: grades.to_vec(),
        cell: pieces.iter().map(|piece| piece.cell).collect(),
        domain: pieces.iter().map(|piece| piece.domain).collect(),
        part: pieces.iter().map(|piece| piece.part).collect(),
        density: vec![0.0; n],
        values: vec![vec![None; n]; grades.len()],
        quality: vec![NOTHING; n],
        class: vec![None; n],
    };
    let mut n_negative = 0;
    for (number, domain) in domains.iter().enumerate() {
        for given in [domain.grades.len(), domain.passes.len()] {
            if given != grades.len() {
                let what = format!("grades of {}", domain.name);
                return Err(GroundError::LengthsDiffer { what, given, expected: grades.len() });
            }
        }
        positive("density", domain.density)?;
        let of: Vec<usize> =
            (0..n).filter(|&at| usize::from(blocks.domain[at]) == number).collect();
        estimate_domain(&mut blocks, domain, &of, rules, &mut n_negative)?;
    }
    for block in 0..n {
        blocks.class[block] = rules
            .iter()
            .find(|rule| rule.is_met(&blocks.quality[block]))
            .filter(|_| blocks.values.iter().all(|values| values[block].is_some()))
            .map(|rule| rule.class);
    }
    Ok((blocks, n_negative))
}

const NOTHING: Quality = Quality {
    pass: 0,
    n_samples: 0,
    n_holes: 0,
    hole_distance: None,
    variance: 0.0,
    slope: None,
    lagrange: 0.0,
};

fn estimate_domain(
    blocks: &mut Blocks,
    domain: &DomainRun,
    of: &[usize],
    rules: &[ClassRule],
    n_negative: &mut usize,
) -> Result<(), GroundError> {
    for (grade, points) in domain.grades.iter().enumerate() {
        let mut left = of.to_vec();
        for (pass, kriging) in domain.passes[grade].iter().enumerate() {
            let targets: Vec<[f64; 3]> = left.iter().map(|&block| blocks.centre(block)).collect();
            let outcomes = krige(points, &targets, kriging)?;
            for (&block, outcome) in left.iter().zip(&outcomes) {
                let Ok(estimate) = outcome else { continue };
                *n_negative += usize::from(estimate.value < 0.0);
                blocks.values[grade][block] = Some(estimate.value.max(0.0));
                if grade == 0 {
                    blocks.quality[block] = Quality {
                        pass: pass as u8 + 1,
                        n_samples: estimate.n_samples,
                        n_holes: estimate.n_holes,
                        hole_distance: None,
                        variance: estimate.variance,
                        slope: estimate.slope,
                        lagrange: estimate.lagrange,
                    };
                }
            }
            let values = &blocks.values[grade];
            left.retain(|&block| values[block].is_none());
        }
    }
    for &block in of {
        blocks.density[block] = domain.density;
    }
    let targets: Vec<[f64; 3]> = of.iter().map(|&block| blocks.centre(block)).collect();
    if let Some(measured) = domain.densities.as_ref().filter(|points| !points.is_empty()) {
        let mut left: Vec<usize> = (0..of.len()).collect();
        for kriging in domain.passes.first().into_iter().flatten() {
            let places: Vec<[f64; 3]> = left.iter().map(|&at| targets[at]).collect();
            let outcomes = krige(measured, &places, kriging)?;
            let mut next = Vec::new();
            for (&at, outcome) in left.iter().zip(&outcomes) {
                match outcome {
                    // A density is no less than that of ice.
                    Ok(estimate) if estimate.value > 0.9 => {
                        blocks.density[of[at]] = estimate.value;
                    }
                    _ => next.push(at),
                }
            }
            left = next;
        }
    }
    let holes = rules.iter().filter(|rule| rule.max_distance.is_some());
    let holes = holes.filter_map(|rule| rule.min_holes).max().unwrap_or(1).max(1) as usize;
    if let (Some(points), true) =
        (domain.grades.first(), rules.iter().any(|r| r.max_distance.is_some()))
    {
        for (&block, distance) in of.iter().zip(hole_distance(points, &targets, holes)?) {
            blocks.quality[block].hole_distance = distance;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::everywhere;
    use crate::krige::{Drift, Support};
    use crate::resource::{CutoffGrade, grade_tonnage, swath, table};
    use crate::rotation::Angles;
    use crate::search::Search;
    use crate::variogram::{Shape, Structure, Variogram};

    fn kriging(radius: f64) -> Kriging {
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        let structure = Structure { shape: Shape::Spherical, sill: 0.9, ranges: [50.0; 3], angles };
        let search = Search {
            radii: [radius; 3],
            angles,
            min_samples: 2,
            max_samples: 12,
            sectors: None,
            max_per_hole: None,
        };
        let variogram = Variogram::new(0.1, vec![structure]).unwrap();
        Kriging { variogram, search, drift: Drift::Ordinary, support: Support::Point }
    }

    /// Nine upright holes, 20 apart, richer to the east; blocks reach beyond them.
    fn model() -> Blocks {
        let (mut at, mut value, mut hole) = ([vec![], vec![], vec![]], vec![], vec![]);
        for number in 0..9 {
            for depth in 0..4 {
                let x = f64::from(number % 3) * 20.0;
                at[0].push(x);
                at[1].push(f64::from(number / 3) * 20.0);
                at[2].push(-5.0 * f64::from(depth));
                value.push(1.0 + x / 40.0);
                hole.push(number as u32);
            }
        }
        let points = Points::new(at, value, hole).unwrap();
        let grid =
            Grid::from_first_centre([0.0, 0.0, -15.0], [10.0, 10.0, 5.0], [8, 5, 4], 0.0).unwrap();
        let run = DomainRun {
            name: "ore".into(),
            grades: vec![points],
            densities: None,
            density: 2.5,
            passes: vec![vec![kriging(15.0), kriging(40.0)]],
        };
        let rule = |class, pass, min_holes, max_distance| ClassRule {
            class,
            pass,
            min_holes,
            max_distance,
            min_slope: None,
        };
        let rules = [
            rule(Class::Indicated, Some(1), Some(2), Some(15.0)),
            rule(Class::Inferred, Some(2), None, None),
        ];
        estimate_blocks(&grid, &everywhere(&grid), &["cu".into()], &[run], &rules).unwrap().0
    }

    #[test]
    fn passes_and_classes_follow_the_holes() {
        let blocks = model();
        let at = |i, j, k| blocks.grid.index([i, j, k]);
        assert_eq!(blocks.class[at(1, 1, 1)], Some(Class::Indicated));
        // Between holes of one pass, and two blocks past the last of them.
        assert_eq!(blocks.quality[at(6, 2, 1)].pass, 2);
        assert_eq!(blocks.class[at(6, 2, 1)], Some(Class::Inferred));
        assert_eq!(blocks.class[at(7, 4, 3)], Some(Class::Inferred));
        assert!(blocks.quality.iter().all(|quality| quality.hole_distance.is_some()));
    }

    #[test]
    fn the_table_holds_every_classified_tonne_once() {
        let blocks = model();
        let copper = CutoffGrade(vec![(0, 1.0)]);
        let rows = table(&blocks, 1.0, &copper, 0.0);
        let sum: f64 = rows.iter().map(|row| row.amount.tonnes).sum();
        let whole: f64 = (0..blocks.len())
            .filter(|&block| blocks.class[block].is_some())
            .map(|block| blocks.tonnes(block, 1.0))
            .sum();
        assert!((sum - whole).abs() < 1e-6 * whole);
        assert!((blocks.tonnes(0, 1.0) - 10.0 * 10.0 * 5.0 * 2.5).abs() < 1e-9);
        // A foot is 0.3048 m, and its cube is what a volume is in.
        let feet = blocks.tonnes(0, 0.3048) / blocks.tonnes(0, 1.0);
        assert!((feet - 0.028_316_846_592).abs() < 1e-12);
    }

    #[test]
    fn more_cutoff_is_less_rock_and_more_grade() {
        let blocks = model();
        let classes = [Class::Measured, Class::Indicated, Class::Inferred];
        let cutoffs: Vec<f64> = (0..12).map(|step| f64::from(step) * 0.2).collect();
        let curve = grade_tonnage(&blocks, 1.0, &CutoffGrade(vec![(0, 1.0)]), &classes, &cutoffs);
        for pair in curve.windows(2) {
            assert!(pair[1].1.tonnes <= pair[0].1.tonnes);
            if let (Some(low), Some(high)) = (pair[0].1.cutoff_grade, pair[1].1.cutoff_grade) {
                assert!(low <= high);
            }
        }
        assert_eq!(curve.last().unwrap().1.cutoff_grade, None);
    }

    #[test]
    fn swaths_follow_the_samples() {
        let blocks = model();
        let samples =
            Points::new([vec![0.0, 40.0], vec![0.0; 2], vec![0.0; 2]], vec![1.0, 2.0], vec![0, 1])
                .unwrap();
        let twice: Vec<Option<f64>> = blocks.values[0].iter().map(|v| v.map(|v| 2.0 * v)).collect();
        let values = (&blocks.values[0][..], &[&twice[..]][..]);
        let slices = swath(&blocks, 1.0, values, 0, &samples, &[1.0, 1.0]);
        let other = slices[3].others[0].unwrap();
        assert!((other - 2.0 * slices[3].blocks.unwrap()).abs() < 1e-12);
        assert_eq!(slices.len(), 8);
        assert_eq!(slices[0].samples, Some(1.0));
        assert!(slices[0].blocks.unwrap() < slices[4].blocks.unwrap());
        assert_eq!(slices[1].n_samples, 0);
    }
}

//! The rock of each domain: its composites, with what can be said of them.

use std::collections::BTreeSet;

use oreproof_case::model::Estimate;
use oreproof_ground::experimental::Lag;
use oreproof_ground::hole::{Codes, Composites, Holes, Intervals, composite, overlay};
use oreproof_ground::{GroundError, Points, Solid, domain};
use serde::Serialize;

use super::{CrossValidation, EstimateError, choices};

/// A domain's composites.
#[derive(Clone, Debug)]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// Its composites, from all holes.
    pub composites: Composites,
    /// Each grade of it.
    pub grades: Vec<GradeOf>,
    /// Where density was measured.
    pub densities: Option<Points>,
    /// The density where none was measured near: the case's, or the mean of those measured.
    pub density: f64,
}

/// A grade in a domain.
#[derive(Clone, Debug)]
pub struct GradeOf {
    /// Its name.
    pub name: String,
    /// The composites that have it, capped.
    pub points: Points,
    /// The weight of each: the blocks that it is nearest to.
    pub weights: Vec<f64>,
    /// The mean by those weights.
    pub mean: f64,
    /// The variance by those weights.
    pub variance: f64,
    /// The plain mean.
    pub plain_mean: f64,
    /// How many were capped.
    pub n_capped: usize,
    /// What the cap took off the plain mean, as a part of it.
    pub capped_part: f64,
    /// Its samples estimated from other holes.
    pub validation: CrossValidation,
    /// Its experimental semivariograms.
    pub likeness: Vec<Likeness>,
}

/// An experimental semivariogram along a direction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Likeness {
    /// Along what: `major`, `down the holes`.
    pub along: &'static str,
    /// Its lags; none where a lag has no pairs.
    pub lags: Vec<Option<Lag>>,
}

impl GradeOf {
    /// Takes weights, and works out the mean and variance by them; plain ones where all are nought.
    pub(super) fn weigh(&mut self, weights: Vec<f64>) {
        let whole: f64 = weights.iter().sum();
        self.weights = if whole > 0.0 { weights } else { vec![1.0; self.points.len()] };
        let whole: f64 = self.weights.iter().sum();
        let weighted = self.weights.iter().zip(&self.points.value);
        self.mean = weighted.clone().map(|(weight, value)| weight * value).sum::<f64>() / whole;
        let squares = weighted.map(|(weight, value)| weight * (value - self.mean).powi(2));
        self.variance = squares.sum::<f64>() / whole;
    }
}

/// All domains, and what the blocks' domains go by.
pub(super) struct Rock {
    pub domains: Vec<Domain>,
    /// The composites of all rock, and for each domain whether each is of it.
    pub all: Composites,
    pub inside: Vec<Vec<bool>>,
    /// The table that the domain column stands in, where there is one.
    log: Option<(usize, String)>,
}

/// What intervals that are of no domain are called.
const OUTSIDE: &str = "outside";

impl Rock {
    pub(super) fn new(
        of: &Estimate,
        holes: &Holes,
        solids: &[Option<Solid>],
    ) -> Result<Self, EstimateError> {
        let assays = &holes.intervals[0];
        for grade in &of.grades {
            if !assays.assays.iter().any(|assay| assay.name == grade.column) {
                return Err(EstimateError::NoColumn {
                    column: grade.column.clone(),
                    file: assays.file.clone(),
                    known: assays.assays.iter().map(|assay| assay.name.clone()).collect(),
                });
            }
        }
        let log = Self::log(of, holes)?;
        let mut samples = match &log {
            Some((table, _)) if *table > 0 => {
                overlay(assays, &holes.intervals[*table], of.composites.length * 1e-6)?
            }
            _ => assays.clone(),
        };
        let known = log.as_ref().map(|(_, column)| recode(of, &mut samples, column));
        let composites = choices::composites(of, known.as_ref().map(|_| "domain".to_owned()));
        let all = composite(holes, &samples, &composites)?;
        let (mut domains, mut inside_of) = (Vec::new(), Vec::new());
        for (number, chosen) in of.domains.iter().enumerate() {
            let by_code = known.is_some() && !chosen.codes.is_empty();
            let solid = solids.get(number).and_then(Option::as_ref).filter(|_| !by_code);
            let is_inside: Vec<bool> = (0..all.len())
                .map(|at| match solid {
                    Some(solid) => solid.holds([all.x[at], all.y[at], all.z[at]]),
                    None => !by_code || is_of(&all, at, &chosen.name),
                })
                .collect();
            let inside = those(&all, &is_inside);
            inside_of.push(is_inside);
            let codes: Vec<String> = known.iter().flatten().cloned().collect();
            domains.push(domain(of, &chosen.name, inside, &codes)?);
        }
        Ok(Self { domains, all, inside: inside_of, log })
    }

    /// Where the codes of the domains stand: in a table of their own, or with the assays.
    fn log(of: &Estimate, holes: &Holes) -> Result<Option<(usize, String)>, EstimateError> {
        if of.domains.iter().all(|domain| domain.codes.is_empty()) {
            return Ok(None);
        }
        let (table, chosen) = match &of.holes.domains {
            Some(log) => (1, log.domain.clone()),
            None => (0, of.holes.assays.domain.clone()),
        };
        let intervals = &holes.intervals[table];
        let known: Vec<String> = intervals.codes.iter().map(|codes| codes.name.clone()).collect();
        // With one column of codes there is nothing to choose.
        let column = chosen.or_else(|| (known.len() == 1).then(|| known[0].clone()));
        match column {
            Some(column) if known.contains(&column) => Ok(Some((table, column))),
            column => {
                let column = column.unwrap_or_else(|| "domain".to_owned());
                Err(EstimateError::NoColumn { column, file: intervals.file.clone(), known })
            }
        }
    }

    /// The domain along every hole, a point each step.
    pub(super) fn along(
        &self,
        of: &Estimate,
        holes: &Holes,
        step: f64,
    ) -> Result<Points, GroundError> {
        let outside = of.domains.len() as u16;
        let Some((table, column)) = &self.log else {
            // One domain, wherever there are samples.
            let everywhere = Codes::default();
            let bare = Intervals { codes: Vec::new(), ..holes.intervals[0].clone() };
            let codes =
                Codes { of: vec![Some(0); bare.len()], names: vec![String::new()], ..everywhere };
            return domain::along_holes(holes, &bare, &codes, |_| Some(0), outside, step);
        };
        let log = &holes.intervals[*table];
        let codes = log.codes.iter().find(|codes| codes.name == *column);
        let none = Codes::default();
        let named = |code: &str| number_of(of, code).map(|number| number as u16);
        domain::along_holes(holes, log, codes.unwrap_or(&none), named, outside, step)
    }

    /// The lowest and highest coordinates of all composites.
    pub(super) fn bounds(&self) -> [[f64; 3]; 2] {
        let mut bounds = [[f64::INFINITY; 3], [f64::NEG_INFINITY; 3]];
        for composites in self.domains.iter().map(|domain| &domain.composites) {
            for (axis, list) in [&composites.x, &composites.y, &composites.z].iter().enumerate() {
                for at in *list {
                    bounds[0][axis] = f64::min(bounds[0][axis], *at);
                    bounds[1][axis] = f64::max(bounds[1][axis], *at);
                }
            }
        }
        bounds
    }
}

fn number_of(of: &Estimate, code: &str) -> Option<usize> {
    of.domains.iter().position(|domain| domain.codes.iter().any(|known| known == code))
}

/// Gives the intervals one column of codes, by domain instead of by rock. Hands back the codes
/// there were.
fn recode(of: &Estimate, samples: &mut Intervals, column: &str) -> BTreeSet<String> {
    let written = samples.codes.iter().find(|codes| codes.name == column).cloned();
    let written = written.unwrap_or_default();
    let mut names: Vec<String> = of.domains.iter().map(|domain| domain.name.clone()).collect();
    names.push(OUTSIDE.to_owned());
    let outside = names.len() as u32 - 1;
    let numbers: Vec<u32> = written
        .names
        .iter()
        .map(|code| number_of(of, code).map_or(outside, |number| number as u32))
        .collect();
    let of = (0..samples.len())
        .map(|interval| {
            let code = written.of.get(interval).copied().flatten();
            Some(code.map_or(outside, |code| numbers[code as usize]))
        })
        .collect();
    samples.codes = vec![Codes { name: "domain".to_owned(), names, of }];
    written.names.into_iter().collect()
}

/// Whether a composite is of the domain of this name.
fn is_of(composites: &Composites, at: usize, name: &str) -> bool {
    let codes = composites.domain.as_ref();
    let code = codes.and_then(|codes| Some(codes.names[codes.of[at]? as usize].as_str()));
    code == Some(name)
}

/// Some of the composites.
fn those(composites: &Composites, is_inside: &[bool]) -> Composites {
    let names = vec!["inside".to_owned()];
    let of = is_inside.iter().map(|&inside| inside.then_some(0)).collect();
    let coded = Codes { name: "inside".to_owned(), names, of };
    Composites { domain: Some(coded), ..composites.clone() }.in_domain("inside")
}

fn domain(
    of: &Estimate,
    name: &str,
    composites: Composites,
    codes: &[String],
) -> Result<Domain, EstimateError> {
    let samples = composites.samples();
    let mut grades = Vec::new();
    for grade in &of.grades {
        let raw = samples.points(&grade.column)?;
        if raw.is_empty() {
            let (domain, grade) = (name.to_owned(), grade.name.clone());
            return Err(EstimateError::EmptyDomain { domain, grade, codes: codes.to_vec() });
        }
        let cap = grade.cap.unwrap_or(f64::INFINITY);
        let n_capped = raw.value.iter().filter(|value| cap < **value).count();
        let plain = |points: &Points| points.value.iter().sum::<f64>() / points.len() as f64;
        let points = raw.with_values(raw.value.iter().map(|value| value.min(cap)).collect())?;
        let (before, after) = (plain(&raw), plain(&points));
        let mut of = GradeOf {
            name: grade.name.clone(),
            weights: Vec::new(),
            mean: 0.0,
            variance: 0.0,
            plain_mean: after,
            n_capped,
            capped_part: if before == 0.0 { 0.0 } else { 1.0 - after / before },
            validation: CrossValidation {
                pairs: Vec::new(),
                n_without: points.len(),
                mean_error: 0.0,
                squared_ratio: 0.0,
                correlation: None,
                slope: None,
                inside_90: 0.0,
            },
            likeness: Vec::new(),
            points,
        };
        of.weigh(Vec::new());
        grades.push(of);
    }
    let measured = of.density.column.as_ref().map(|column| samples.points(column)).transpose()?;
    let measured = measured.filter(|points| !points.is_empty());
    let mean =
        measured.as_ref().map(|points| points.value.iter().sum::<f64>() / points.len() as f64);
    let density = of.density.value.or(mean).unwrap_or(0.0);
    Ok(Domain { name: name.to_owned(), composites, grades, densities: measured, density })
}

//! Composites: samples of equal support, averaged down the hole.
//!
//! The value of a composite is the mean of the pieces of sample in it, weighted by length, or by
//! length and density. Where nothing was measured nothing is assumed: such pieces weigh nothing,
//! and each composite says how much of its length was sampled.

mod cut;

use serde::{Deserialize, Serialize};

use super::read::{Codes, Holes, Intervals};
use crate::error::{GroundError, finite, positive};
use crate::samples::{Samples, Variable};

pub use cut::{Cut, Tail};

/// How composites are made; every part moves the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompositeChoices {
    /// Where they are cut.
    pub cut: Cut,
    /// The column of codes that no composite crosses; what has no code is left out.
    pub domain: Option<String>,
    /// What else than length they are weighted by.
    pub density: Option<Density>,
    /// The share of its length that must be sampled for a value to stand, from 0 to 1.
    pub minimum_coverage: f64,
}

/// A column of density to weight by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Density {
    /// Its name.
    pub column: String,
    /// What is taken where it was not measured; without it such pieces weigh nothing.
    pub missing: Option<f64>,
}

/// Samples of equal support.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Composites {
    /// The hole of each.
    pub hole_idx: Vec<u32>,
    /// Length along the hole to its start.
    pub from: Vec<f64>,
    /// Length along the hole to its end.
    pub to: Vec<f64>,
    /// The middle of the whole interval: east.
    pub x: Vec<f64>,
    /// North.
    pub y: Vec<f64>,
    /// Up.
    pub z: Vec<f64>,
    /// The domain of each, where they are cut by one.
    pub domain: Option<Codes>,
    /// What was measured.
    pub variables: Vec<Composited>,
    /// How many values were refused because too little of the length was sampled.
    pub n_refused: usize,
    /// How many pieces of sample weigh nothing because their density is not known.
    pub n_without_density: usize,
}

/// One variable of composites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Composited {
    /// Its name.
    pub name: String,
    /// The mean of each; `None` where too little was measured.
    pub values: Vec<Option<f64>>,
    /// The length over which it was measured.
    pub sampled: Vec<f64>,
}

impl Composites {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.from.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty()
    }

    /// The composites as samples.
    pub fn samples(&self) -> Samples {
        let variable =
            |of: &Composited| Variable { name: of.name.clone(), values: of.values.clone() };
        Samples {
            x: self.x.clone(),
            y: self.y.clone(),
            z: self.z.clone(),
            hole_idx: self.hole_idx.clone(),
            variables: self.variables.iter().map(variable).collect(),
        }
    }

    /// Only the composites in one domain.
    pub fn in_domain(&self, name: &str) -> Self {
        let code =
            self.domain.as_ref().and_then(|codes| codes.names.iter().position(|n| n == name));
        let is_in = |idx: &usize| {
            let of = self.domain.as_ref().and_then(|codes| codes.of[*idx]);
            of.is_some() && of.map(|code| code as usize) == code
        };
        let kept: Vec<usize> = (0..self.len()).filter(is_in).collect();
        let pick = |list: &[f64]| kept.iter().map(|&idx| list[idx]).collect();
        let variables = self.variables.iter().map(|variable| Composited {
            name: variable.name.clone(),
            values: kept.iter().map(|&idx| variable.values[idx]).collect(),
            sampled: pick(&variable.sampled),
        });
        Self {
            hole_idx: kept.iter().map(|&idx| self.hole_idx[idx]).collect(),
            from: pick(&self.from),
            to: pick(&self.to),
            x: pick(&self.x),
            y: pick(&self.y),
            z: pick(&self.z),
            domain: self.domain.as_ref().map(|codes| Codes {
                of: kept.iter().map(|&idx| codes.of[idx]).collect(),
                ..codes.clone()
            }),
            variables: variables.collect(),
            ..*self
        }
    }
}

/// Averages the measurements of a table of intervals over composites.
///
/// A composite in which nothing is known is left out.
///
/// # Errors
///
/// When a named column is not there, or a number of the choices is out of range.
pub fn composite(
    holes: &Holes,
    intervals: &Intervals,
    choices: &CompositeChoices,
) -> Result<Composites, GroundError> {
    let coverage = finite("minimum coverage", choices.minimum_coverage)?;
    if !(0.0..=1.0).contains(&coverage) {
        let needs = "from 0 to 1";
        return Err(GroundError::OutOfRange {
            parameter: "minimum coverage",
            value: coverage,
            needs,
        });
    }
    choices.cut.check()?;
    let domain =
        choices.domain.as_deref().map(|name| column(&intervals.codes, name)).transpose()?;
    let density =
        choices.density.as_ref().map(|density| weights(intervals, density)).transpose()?;
    let names = intervals.assays.iter().map(|assay| assay.name.clone());
    let empty = |name| Composited { name, values: vec![], sampled: vec![] };
    let mut out = Composites {
        domain: domain.map(|codes| Codes { of: vec![], ..codes.clone() }),
        variables: names.map(empty).collect(),
        ..Composites::default()
    };
    let mut sums = Sums::new(intervals.assays.len());
    for (hole_idx, hole) in holes.holes.iter().enumerate() {
        let of_hole = intervals.of_hole(hole_idx);
        if of_hole.is_empty() {
            continue;
        }
        let windows = choices.cut.windows(&hole.trace, intervals, of_hole.clone(), domain)?;
        sums.start(windows.len());
        for idx in of_hole {
            let code = match domain.map(|codes| codes.of[idx]) {
                Some(None) => continue,
                Some(code) => code,
                None => None,
            };
            let weight = match density.as_ref().map(|weights| weights[idx]) {
                None => 1.0,
                Some(Some(weight)) => weight,
                Some(None) => {
                    out.n_without_density += 1;
                    continue;
                }
            };
            sums.add(&windows, intervals, idx, code, weight);
        }
        sums.finish(&windows, |at, code, sums| {
            out.push(hole_idx as u32, windows[at], code, sums, coverage, |depth| {
                hole.trace.at(depth)
            });
        });
    }
    Ok(out)
}

impl Composites {
    fn push(
        &mut self,
        hole_idx: u32,
        [from, to]: [f64; 2],
        code: Option<u32>,
        sums: &[Sum],
        coverage: f64,
        place: impl Fn(f64) -> [f64; 3],
    ) {
        let is_known = |sum: &Sum| 0.0 < sum.weight;
        let stands = |sum: &Sum| is_known(sum) && coverage * (to - from) <= sum.sampled + SLIVER;
        self.n_refused += sums.iter().filter(|sum| is_known(sum) && !stands(sum)).count();
        if !sums.iter().any(stands) {
            return;
        }
        let [x, y, z] = place(0.5 * (from + to));
        self.hole_idx.push(hole_idx);
        self.from.push(from);
        self.to.push(to);
        self.x.push(x);
        self.y.push(y);
        self.z.push(z);
        if let Some(domain) = &mut self.domain {
            domain.of.push(code);
        }
        for (variable, sum) in self.variables.iter_mut().zip(sums) {
            variable.values.push(stands(sum).then(|| sum.weighted / sum.weight));
            variable.sampled.push(sum.sampled);
        }
    }
}

/// Lengths up to this are differences of rounding between depths that should be equal.
const SLIVER: f64 = 1e-9;

/// What is known of one variable in one composite so far.
#[derive(Clone, Copy, Default)]
struct Sum {
    sampled: f64,
    weight: f64,
    weighted: f64,
}

/// The sums of one hole: for each window one set for each domain met in it.
struct Sums {
    n_variables: usize,
    /// The first set of each window.
    heads: Vec<Option<usize>>,
    /// The domain of each set, and the next set of the same window.
    sets: Vec<(Option<u32>, Option<usize>)>,
    sums: Vec<Sum>,
}

impl Sums {
    fn new(n_variables: usize) -> Self {
        Self { n_variables, heads: vec![], sets: vec![], sums: vec![] }
    }

    fn start(&mut self, n_windows: usize) {
        self.heads.clear();
        self.heads.resize(n_windows, None);
        self.sets.clear();
        self.sums.clear();
    }

    /// Adds one interval to every window that it touches.
    fn add(
        &mut self,
        windows: &[[f64; 2]],
        intervals: &Intervals,
        idx: usize,
        code: Option<u32>,
        density: f64,
    ) {
        let (from, to) = (intervals.from[idx], intervals.to[idx]);
        let first = windows.partition_point(|window| window[1] <= from);
        for (at, window) in windows.iter().enumerate().skip(first) {
            if to <= window[0] {
                break;
            }
            let length = to.min(window[1]) - from.max(window[0]);
            if length <= SLIVER {
                continue;
            }
            let set = self.set(at, code);
            for (nth, assay) in intervals.assays.iter().enumerate() {
                let Some(value) = assay.values[idx] else { continue };
                let sum = &mut self.sums[set * self.n_variables + nth];
                sum.sampled += length;
                sum.weight += length * density;
                sum.weighted += length * density * value;
            }
        }
    }

    fn set(&mut self, window: usize, code: Option<u32>) -> usize {
        let mut last = None;
        let mut next = self.heads[window];
        while let Some(set) = next {
            if self.sets[set].0 == code {
                return set;
            }
            last = Some(set);
            next = self.sets[set].1;
        }
        let set = self.sets.len();
        match last {
            Some(last) => self.sets[last].1 = Some(set),
            None => self.heads[window] = Some(set),
        }
        self.sets.push((code, None));
        self.sums.resize(self.sums.len() + self.n_variables, Sum::default());
        set
    }

    fn finish(&self, windows: &[[f64; 2]], mut each: impl FnMut(usize, Option<u32>, &[Sum])) {
        for at in 0..windows.len() {
            let mut next = self.heads[at];
            while let Some(set) = next {
                let sums = &self.sums[set * self.n_variables..][..self.n_variables];
                each(at, self.sets[set].0, sums);
                next = self.sets[set].1;
            }
        }
    }
}

fn column<'i>(codes: &'i [Codes], name: &str) -> Result<&'i Codes, GroundError> {
    codes.iter().find(|codes| codes.name == name).ok_or_else(|| GroundError::UnknownVariable {
        name: name.to_owned(),
        known: codes.iter().map(|codes| codes.name.clone()).collect(),
    })
}

/// The density of each interval.
fn weights(intervals: &Intervals, density: &Density) -> Result<Vec<Option<f64>>, GroundError> {
    let missing = density.missing.map(|value| positive("density where it was not measured", value));
    let missing = missing.transpose()?;
    let is_named = |assay: &&Variable| assay.name == density.column;
    let Some(column) = intervals.assays.iter().find(is_named) else {
        return Err(GroundError::UnknownVariable {
            name: density.column.clone(),
            known: intervals.assays.iter().map(|assay| assay.name.clone()).collect(),
        });
    };
    Ok(column.values.iter().map(|value| value.filter(|v| 0.0 < *v).or(missing)).collect())
}

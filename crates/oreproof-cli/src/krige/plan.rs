//! The model file of `krige`: what is estimated how, and where.

use std::path::PathBuf;

use miette::Diagnostic;
use oreproof_ground::{Drift, Grid, Kriging, Support};
use serde::Deserialize;

use super::{Args, KrigeFault};
use crate::model::{PassWords, VariogramWords};
use crate::samples::columns;
use crate::ui::{Done, Stop};

/// A model file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    method: Method,
    /// Of simple kriging.
    mean: Option<f64>,
    /// Of universal kriging: 1 for a plane, 2 with squares and products.
    order: Option<u8>,
    /// Of universal kriging: along which of east, north and up the mean changes.
    axes: Option<[bool; 3]>,
    /// Of kriging with an external drift: its columns, in samples and targets.
    #[serde(default)]
    drift: Vec<String>,
    variogram: VariogramWords,
    passes: Vec<PassWords>,
    blocks: Option<Blocks>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Method {
    OrdinaryKriging,
    SimpleKriging,
    UniversalKriging,
    ExternalDrift,
}

/// The blocks, in the words of a case. Without `points` their middles are estimated as points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Blocks {
    corner: Option<[f64; 3]>,
    size: [f64; 3],
    counts: Option<[usize; 3]>,
    azimuth: Option<f64>,
    points: Option<[usize; 3]>,
}

/// The choices of a model file do not go together.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum PlanFault {
    #[error("`{key}` is missing in the model file")]
    #[diagnostic(code("model::missing"), help("{why}"))]
    Missing { key: &'static str, why: &'static str },
    #[error("`{key}` is given, and the method has none")]
    #[diagnostic(code("model::spare"), help("leave it out, or choose the method that uses it"))]
    Spare { key: &'static str },
    #[error("{n} passes")]
    #[diagnostic(code("model::passes"), help("give from one to 250 [[passes]]"))]
    Passes { n: usize },
    #[error("blocks with an external drift have no table to take it from")]
    #[diagnostic(code("model::no-targets"), help("give --targets with the columns of the drift"))]
    NoTargets,
    #[error("{} targets are too many to hold", .n)]
    #[diagnostic(code("model::too-many"), help("make the blocks larger or the grid smaller"))]
    TooMany { n: f64 },
}

/// Where values are wanted.
pub(super) struct Targets {
    pub at: Vec<[f64; 3]>,
    /// Each drift at each target.
    pub drifts: Vec<Vec<f64>>,
}

impl Plan {
    /// The columns of the drift, once everything is there that the method needs, and nothing else.
    pub(super) fn check(&self) -> Done<&[String]> {
        let keys = [
            ("mean", self.mean.is_some(), Method::SimpleKriging, "simple kriging knows the mean"),
            ("order", self.order.is_some(), Method::UniversalKriging, "1 or 2"),
            ("axes", self.axes.is_some(), Method::UniversalKriging, "such as [true, true, false]"),
            ("drift", !self.drift.is_empty(), Method::ExternalDrift, "the columns of the drift"),
        ];
        for (key, is_given, method, why) in keys {
            match (is_given, self.method == method) {
                (false, true) => return Err(Stop::of(PlanFault::Missing { key, why })),
                (true, false) => return Err(Stop::of(PlanFault::Spare { key })),
                _ => {}
            }
        }
        if self.passes.is_empty() || self.passes.len() > 250 {
            return Err(Stop::of(PlanFault::Passes { n: self.passes.len() }));
        }
        Ok(&self.drift)
    }

    /// The kriging of each pass; over blocks where they are discretised and asked for.
    pub(super) fn passes(&self, drifts: &[Vec<f64>], over_blocks: bool) -> Done<Vec<Kriging>> {
        let variogram = self.variogram.variogram()?;
        let drift = match self.method {
            Method::OrdinaryKriging => Drift::Ordinary,
            Method::SimpleKriging => Drift::Simple { mean: self.mean.unwrap_or_default() },
            Method::UniversalKriging => Drift::Trend {
                order: self.order.unwrap_or_default(),
                axes: self.axes.unwrap_or_default(),
            },
            Method::ExternalDrift => {
                Drift::External { at_samples: drifts.to_vec(), at_targets: Vec::new() }
            }
        };
        let blocks = self.blocks.as_ref().filter(|_| over_blocks);
        let support = match blocks.and_then(|of| Some((of, of.points?))) {
            Some((of, points)) => {
                Support::Block { size: of.size, points, azimuth: of.azimuth.unwrap_or(0.0) }
            }
            None => Support::Point,
        };
        let pass = |pass: &PassWords| Kriging {
            variogram: variogram.clone(),
            search: pass.search(),
            drift: drift.clone(),
            support,
        };
        Ok(self.passes.iter().map(pass).collect())
    }

    fn grid(&self) -> Done<Grid> {
        let missing = |key, why| Stop::of(PlanFault::Missing { key, why });
        let why = "say where the blocks are, or give --targets";
        let of = self.blocks.as_ref().ok_or_else(|| missing("blocks", why))?;
        let corner = of.corner.ok_or_else(|| missing("corner", why))?;
        let counts = of.counts.ok_or_else(|| missing("counts", why))?;
        let n = counts.iter().map(|count| *count as f64).product::<f64>();
        if 2e9 < n {
            return Err(Stop::of(PlanFault::TooMany { n }));
        }
        let azimuth = of.azimuth.unwrap_or(0.0);
        Grid::from_corner(corner, of.size, counts, azimuth).map_err(Stop::of)
    }
}

/// The targets: the rows of a table, or the middles of the model's blocks.
pub(super) fn targets(args: &Args, plan: &Plan) -> Done<Targets> {
    let Some(path) = &args.targets else {
        if !plan.drift.is_empty() {
            return Err(Stop::of(PlanFault::NoTargets));
        }
        let grid = plan.grid()?;
        let at = (0..grid.len()).map(|index| grid.centre(grid.position(index))).collect();
        return Ok(Targets { at, drifts: Vec::new() });
    };
    let named = if args.targets_at.is_empty() { &args.of.at } else { &args.targets_at };
    if named.len() != args.of.at.len() {
        let (given, expected) = (named.len(), args.of.at.len());
        return Err(Stop::of(KrigeFault::TargetsAt { given, expected }));
    }
    let names: Vec<&str> = named.iter().chain(&plan.drift).map(String::as_str).collect();
    let (_, table) = columns(path, &names, &args.of.missing)?;
    let mut known: Vec<Vec<f64>> = Vec::new();
    for (name, column) in names.iter().zip(&table.columns) {
        let whole: Option<Vec<f64>> = column.iter().copied().collect();
        known.push(whole.ok_or_else(|| {
            let at = column.iter().position(Option::is_none).unwrap_or_default();
            let (path, row): (PathBuf, u32) = (path.clone(), table.rows[at]);
            Stop::of(KrigeFault::Target { path, row, column: (*name).to_owned() })
        })?);
    }
    let drifts = known.split_off(named.len());
    let z = known.get(2);
    let at = (0..table.rows.len())
        .map(|row| [known[0][row], known[1][row], z.map_or(0.0, |z| z[row])])
        .collect();
    Ok(Targets { at, drifts })
}

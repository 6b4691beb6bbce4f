//! The model file of `krige`: what is estimated how, and where.

use std::path::PathBuf;

use miette::Diagnostic;
use oreproof_ground::cokrige::{Cokriging, Means};
use oreproof_ground::explore::{LowerTail, Tails, UpperTail};
use oreproof_ground::near::Weighing;
use oreproof_ground::{Drift, Grid, Kriging, Search, Support, Variogram};
use serde::Deserialize;

use super::{Args, KrigeFault};
use crate::model::{CoregionWords, PassWords, VariogramWords};
use crate::samples::columns;
use crate::ui::{Done, Stop};

/// A model file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    method: Method,
    /// Of simple kriging.
    mean: Option<f64>,
    /// Of inverse distance: to which power.
    power: Option<f64>,
    /// Of universal kriging: 1 for a plane, 2 with squares and products.
    order: Option<u8>,
    /// Of universal kriging: along which of east, north and up the mean changes.
    axes: Option<[bool; 3]>,
    /// Of kriging with an external drift: its columns, in samples and targets.
    #[serde(default)]
    drift: Vec<String>,
    variogram: Option<VariogramWords>,
    /// Of co-kriging: the variograms of all grades.
    coregionalisation: Option<CoregionWords>,
    /// Of co-kriging: the mean of each grade, the estimated one's first.
    #[serde(default)]
    means: Vec<f64>,
    /// Of co-kriging: only the nearest sample of every other grade.
    #[serde(default)]
    collocated: bool,
    /// Of indicator kriging: how low and how high the grade goes.
    tails: Option<TailWords>,
    /// Of indicator kriging: variograms of the indicators at cut-offs, where they differ.
    #[serde(default)]
    indicators: Vec<IndicatorWords>,
    passes: Vec<PassWords>,
    blocks: Option<Blocks>,
}

/// The tails of a grade: straight, or a hyperbola above where `omega` is given.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TailWords {
    least: f64,
    greatest: f64,
    omega: Option<f64>,
}

/// The variogram of the indicators at a cut-off.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorWords {
    cutoff: f64,
    variogram: VariogramWords,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Method {
    OrdinaryKriging,
    SimpleKriging,
    UniversalKriging,
    ExternalDrift,
    Nearest,
    InverseDistance,
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
    #[error("the model is of {known:?}, and {asked:?} are asked for")]
    #[diagnostic(
        code("model::columns"),
        help("name the same grades in the same order, the estimated one first")
    )]
    Columns { known: Vec<String>, asked: Vec<String> },
    #[error("no variogram of the indicators at {cutoff}")]
    #[diagnostic(
        code("model::indicator"),
        help("give [[indicators]] for every cut-off, or none to use [variogram] for all")
    )]
    Indicator { cutoff: f64 },
    #[error("co-kriging is ordinary or simple")]
    #[diagnostic(code("model::cokriging"), help("choose ordinary-kriging or simple-kriging"))]
    Cokriging,
    #[error("indicators are kriged with an unknown mean")]
    #[diagnostic(code("model::indicators"), help("choose ordinary-kriging"))]
    NotOrdinary,
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
    pub(super) fn check(&self, args: &Args) -> Done<&[String]> {
        let several = !args.with.is_empty();
        let is_by_distance = matches!(self.method, Method::Nearest | Method::InverseDistance);
        let spare = [
            ("coregionalisation", self.coregionalisation.is_some() && !several),
            ("means", !self.means.is_empty() && !several),
            ("collocated", self.collocated && !several),
            ("mean", self.mean.is_some() && several),
            ("tails", self.tails.is_some() && args.cutoffs.is_empty()),
            ("indicators", !self.indicators.is_empty() && args.cutoffs.is_empty()),
            ("variogram", self.variogram.is_some() && is_by_distance),
        ];
        if let Some((key, _)) = spare.into_iter().find(|(_, is_spare)| *is_spare) {
            return Err(Stop::of(PlanFault::Spare { key }));
        }
        let mean = (
            "mean",
            self.mean.is_some() || (several && self.method == Method::SimpleKriging),
            Method::SimpleKriging,
            "simple kriging knows the mean",
        );
        let keys = [
            mean,
            ("power", self.power.is_some(), Method::InverseDistance, "2 is the usual one"),
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

    /// How samples are weighed, and the search of each pass, where they are not kriged.
    pub(super) fn by_distance(&self) -> Done<Option<(Weighing, Vec<Search>)>> {
        let weighing = match (self.method, self.power) {
            (Method::Nearest, _) => Weighing::Nearest,
            (Method::InverseDistance, Some(power)) => Weighing::InverseDistance(power),
            _ => return Ok(None),
        };
        let searches = self.passes.iter().map(PassWords::search).collect::<Done<_>>()?;
        Ok(Some((weighing, searches)))
    }

    /// The kriging of each pass; over blocks where they are discretised and asked for.
    pub(super) fn passes(&self, drifts: &[Vec<f64>], over_blocks: bool) -> Done<Vec<Kriging>> {
        let variogram = self.variogram()?.variogram()?;
        let drift = match self.method {
            // Those two are not kriged, and have been told apart before.
            Method::OrdinaryKriging | Method::Nearest | Method::InverseDistance => Drift::Ordinary,
            Method::SimpleKriging => Drift::Simple { mean: self.mean.unwrap_or_default() },
            Method::UniversalKriging => Drift::Trend {
                order: self.order.unwrap_or_default(),
                axes: self.axes.unwrap_or_default(),
            },
            Method::ExternalDrift => {
                Drift::External { at_samples: drifts.to_vec(), at_targets: Vec::new() }
            }
        };
        let support = self.support(over_blocks);
        let pass = |pass: &PassWords| {
            let (variogram, drift) = (variogram.clone(), drift.clone());
            Ok(Kriging { variogram, search: pass.search()?, drift, support })
        };
        self.passes.iter().map(pass).collect()
    }

    fn variogram(&self) -> Done<&VariogramWords> {
        let why = "give [variogram], as `oreproof variogram --fit` writes it";
        let missing = || Stop::of(PlanFault::Missing { key: "variogram", why });
        self.variogram.as_ref().ok_or_else(missing)
    }

    /// What a target stands for: a block where blocks are discretised and asked for.
    fn support(&self, over_blocks: bool) -> Support {
        let blocks = self.blocks.as_ref().filter(|_| over_blocks);
        match blocks.and_then(|of| Some((of, of.points?))) {
            Some((of, points)) => {
                Support::Block { size: of.size, points, azimuth: of.azimuth.unwrap_or(0.0) }
            }
            None => Support::Point,
        }
    }

    /// The co-kriging of each pass, of these grades.
    pub(super) fn copasses(&self, asked: &[String]) -> Done<Vec<Cokriging>> {
        let why = "give [coregionalisation], as `oreproof variogram --with GRADE --fit` writes it";
        let missing = |key, why| Stop::of(PlanFault::Missing { key, why });
        let of =
            self.coregionalisation.as_ref().ok_or_else(|| missing("coregionalisation", why))?;
        if of.columns != asked {
            let (known, asked) = (of.columns.clone(), asked.to_vec());
            return Err(Stop::of(PlanFault::Columns { known, asked }));
        }
        let means = match (self.method, self.means.as_slice()) {
            (Method::OrdinaryKriging, []) if self.collocated => {
                return Err(missing("means", "collocated samples are brought to one mean first"));
            }
            (Method::OrdinaryKriging, []) => Means::Unknown,
            (Method::OrdinaryKriging, means) => Means::Apart(means.to_vec()),
            (Method::SimpleKriging, []) => {
                return Err(missing("means", "simple co-kriging knows the mean of each grade"));
            }
            (Method::SimpleKriging, means) => Means::Known(means.to_vec()),
            _ => return Err(Stop::of(PlanFault::Cokriging)),
        };
        let model = of.coregionalisation()?;
        let pass = |pass: &PassWords| {
            let (model, means, support) = (model.clone(), means.clone(), self.support(true));
            let search = pass.search()?;
            Ok(Cokriging { model, search, collocated: self.collocated, means, support })
        };
        self.passes.iter().map(pass).collect()
    }

    /// For each pass, the kriging of the indicators at each cut-off, or one for all.
    pub(super) fn indicator_passes(&self, cutoffs: &[f64]) -> Done<Vec<Vec<Kriging>>> {
        if self.method != Method::OrdinaryKriging {
            return Err(Stop::of(PlanFault::NotOrdinary));
        }
        let variograms = if self.indicators.is_empty() {
            vec![self.variogram()?.variogram()?]
        } else {
            let of = |&cutoff: &f64| {
                let of = self.indicators.iter().find(|of| of.cutoff == cutoff);
                of.ok_or_else(|| Stop::of(PlanFault::Indicator { cutoff }))?.variogram.variogram()
            };
            cutoffs.iter().map(of).collect::<Done<_>>()?
        };
        let kriging = |pass: &PassWords, variogram: &Variogram| {
            let (variogram, search) = (variogram.clone(), pass.search()?);
            Ok(Kriging { variogram, search, drift: Drift::Ordinary, support: self.support(true) })
        };
        let pass = |pass| variograms.iter().map(|variogram| kriging(pass, variogram)).collect();
        self.passes.iter().map(pass).collect()
    }

    /// The tails of the grade.
    pub(super) fn tails(&self) -> Done<Tails> {
        let why = "say how low and how high the grade goes, as in { least = 0, greatest = 12 }";
        let of = self.tails.ok_or_else(|| Stop::of(PlanFault::Missing { key: "tails", why }))?;
        let (greatest, lower) = (of.greatest, LowerTail::Linear { least: of.least });
        let upper = match of.omega {
            Some(omega) => UpperTail::Hyperbolic { greatest, omega },
            None => UpperTail::Linear { greatest },
        };
        Ok(Tails { lower, upper })
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

//! From drill holes to a classified resource, as a case's `[[estimates]]` choose.
//!
//! Reads nothing: the tables and solids come in as they were read, and what comes out is handed to
//! the report and to files.

mod choices;
mod declared;
mod explored;
mod rock;
mod simulated;
mod support;

use std::ops::ControlFlow;

use miette::Diagnostic;
use oreproof_case::model::{BlockDomains, Estimate, EstimateMethod, VariogramChoice};
use oreproof_ground::blocks::{Blocks, ClassRule, DomainRun, estimate_blocks};
use oreproof_ground::domain::{self, Piece};
use oreproof_ground::experimental::{Direction, Lags, Measure, Pairs, experimental};
use oreproof_ground::hole::{Bounds, DrillTables, Holes, Problem, read_holes};
use oreproof_ground::implicit::{Field, by_fields, signed_distances};
use oreproof_ground::near::{inverse_distance, nearest};
use oreproof_ground::resource::{Amount, CutoffGrade, Row, Slice, grade_tonnage, swath, table};
use oreproof_ground::smooth::{Smoothed, smooth};
use oreproof_ground::{
    Drift, Grid, GroundError, Kriging, Points, Search, Solid, Support, Surface, Variogram,
    Withhold, cross_validate,
};
use serde::Serialize;
use thiserror::Error;

pub use choices::variogram;
pub use declared::{Beside, BesideGrade, beside};
pub use explored::Explored;
pub use rock::{Domain, GradeOf, Likeness};
pub use simulated::{BlockSpread, Precision, Simulated, SimulatedDomain};
pub use support::{DomainSupport, Reached, Roughness, Selection, SupportRow, UnitSupport};

/// A resource, and everything that it rests on.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The holes, placed.
    pub holes: Holes,
    /// What is wrong in their tables.
    pub problems: Vec<Problem>,
    /// How long a unit of the coordinates is, in metres.
    pub metres: f64,
    /// The rock by domain: composites, statistics, models.
    pub domains: Vec<Domain>,
    /// The surface of each domain, where domains are implicit: triangles that face outwards.
    pub surfaces: Vec<Vec<[[f64; 3]; 3]>>,
    /// What pictures of the first grade show, by domain.
    pub explored: Vec<Explored>,
    /// The blocks.
    pub blocks: Blocks,
    /// How many negative estimates were taken as nought.
    pub n_negative: usize,
    /// What is cut off at.
    pub cutoff_grade: CutoffGrade,
    /// The resource table at the reported cut-off.
    pub table: Vec<Row>,
    /// What all classes hold at each cut-off.
    pub curve: Vec<(f64, Amount)>,
    /// Each grade of the blocks by other ways than kriging.
    pub others: Vec<Others>,
    /// Whether the blocks are as rough as blocks are.
    pub roughness: Roughness,
    /// What selection of smaller units would take, where the case names them.
    pub selection: Option<Selection>,
    /// The first grade of the first domain in slices along east, north and up.
    pub swaths: Vec<Vec<Slice>>,
    /// What the ground took off the blocks, where the case names it.
    pub cut: Option<Cut>,
    /// What smoothing did to the classes, where the case asks for it.
    pub smoothed: Option<Smoothed>,
    /// What realisations say, where the case asks for them.
    pub simulated: Option<Simulated>,
}

/// A grade of the blocks by other ways than kriging, to hold the estimate against. Samples are those
/// that the domain's last pass finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Others {
    /// That of the nearest sample.
    pub nearest: Vec<Option<f64>>,
    /// By the inverse square of the distance.
    pub inverse_distance: Vec<Option<f64>>,
    /// By domain, the means by mass where all three are known.
    pub means: Vec<Option<OtherMeans>>,
}

/// The mean of a grade by each way, over the same blocks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OtherMeans {
    /// By kriging.
    pub kriged: f64,
    /// By the nearest sample: the mean of the declustered samples of these blocks.
    pub nearest: f64,
    /// By the inverse square of the distance.
    pub inverse_distance: f64,
}

/// What the ground took off the blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// Blocks that are wholly above it, and not estimated.
    pub n_above: usize,
    /// Blocks that it cuts, of which only the part below counts.
    pub n_cut: usize,
    /// Blocks that reach beside it, whose part there counts as below.
    pub n_beside: usize,
}

/// Samples estimated from other holes, beside what they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CrossValidation {
    /// Estimate and truth, of the samples that could be estimated.
    pub pairs: Vec<(f64, f64)>,
    /// How many could not.
    pub n_without: usize,
    /// The mean of estimate less truth.
    pub mean_error: f64,
    /// The mean of the squared error over the kriging variance: one where the model is honest.
    pub squared_ratio: f64,
    /// The correlation of estimate and truth; none where one of them does not vary.
    pub correlation: Option<f64>,
    /// The slope of truth on estimate: one where there is no conditional bias.
    pub slope: Option<f64>,
    /// The share of truths inside the 90 % interval of their estimate.
    pub inside_90: f64,
}

/// Why holes do not come to a resource.
#[derive(Debug, Diagnostic, Error)]
#[non_exhaustive]
pub enum EstimateError {
    /// The choices themselves are wrong.
    #[error("{id} is not estimated: {first}")]
    #[diagnostic(
        code("estimate::choices"),
        help("mend the choices; `oreproof validate` tells all")
    )]
    Choices {
        /// The estimate.
        id: String,
        /// The first thing that is wrong.
        first: String,
    },
    /// There is no table of intervals to take grades from.
    #[error("no assays, or no log of domains where one is chosen")]
    #[diagnostic(code("estimate::no-tables"), help("give the assays first and the log second"))]
    NoTables,
    /// A grade's column is not in the assays.
    #[error("no column `{column}` in {file}")]
    #[diagnostic(code("estimate::no-column"), help("it has {}", known.join(", ")))]
    NoColumn {
        /// The column.
        column: String,
        /// The file.
        file: String,
        /// The columns that are there.
        known: Vec<String>,
    },
    /// No sample is of a domain.
    #[error("no composite of {grade} in {domain}")]
    #[diagnostic(
        code("estimate::empty-domain"),
        help("the codes there are: {}", codes.join(", "))
    )]
    EmptyDomain {
        /// The domain.
        domain: String,
        /// The grade.
        grade: String,
        /// The codes of the holes.
        codes: Vec<String>,
    },
    /// No block is in a domain.
    #[error("no block of the grid is in a domain")]
    #[diagnostic(
        code("estimate::no-blocks"),
        help("the composites lie from {low:?} to {high:?}: does the grid?")
    )]
    NoBlocks {
        /// The lowest coordinates of the composites.
        low: [f64; 3],
        /// The highest.
        high: [f64; 3],
    },
    /// A domain has no solid.
    #[error("blocks go by solids, and {domain} has none")]
    #[diagnostic(code("estimate::no-solid"), help("add `solid` to the domain"))]
    NoSolid {
        /// The domain.
        domain: String,
    },
    /// No hole enters or leaves a domain.
    #[error("no hole crosses the contact of {domain}, and blocks go by an implicit model")]
    #[diagnostic(
        code("estimate::no-contact"),
        help("look at the codes of the domain, or choose `nearest`")
    )]
    NoContact {
        /// The domain.
        domain: String,
    },
    /// The ground that cuts the blocks is not at hand.
    #[error("blocks are cut by {file}, and it was not given")]
    #[diagnostic(code("estimate::no-surface"), help("read the surface and give it too"))]
    NoSurface {
        /// The file.
        file: String,
    },
    /// A step cannot be taken.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Ground(#[from] GroundError),
}

/// Runs an estimate: the first table of intervals holds the assays, the second the log of domains
/// where there is one. `solids` has one entry a domain.
///
/// # Errors
///
/// What the choices and the holes do not have in common.
pub fn estimate(
    choices: &Estimate,
    tables: &DrillTables,
    solids: &[Option<Solid>],
) -> Result<Ground, EstimateError> {
    estimate_watched(choices, tables, solids, None, &mut |_, _| ControlFlow::Continue(()))
}

/// The same, below the surface of the ground; `watch` is told how many simulated fields of how many are done, and may stop it.
///
/// # Errors
///
/// As [`estimate`], and when `watch` stops it.
pub fn estimate_watched(
    choices: &Estimate,
    tables: &DrillTables,
    solids: &[Option<Solid>],
    ground: Option<&Surface>,
    watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Ground, EstimateError> {
    if let Some(first) = choices.problems().first() {
        let (id, first) = (choices.id.to_string(), first.to_string());
        return Err(EstimateError::Choices { id, first });
    }
    if tables.intervals.len() < 1 + usize::from(choices.holes.domains.is_some()) {
        return Err(EstimateError::NoTables);
    }
    let (holes, problems) = read_holes(tables, &choices::holes(&choices.holes), &Bounds::default());
    let metres = choices::metres(choices.holes.unit);
    let mut rock = rock::Rock::new(choices, &holes, solids)?;
    let grid = choices::grid(&choices.blocks)?;
    let fields = fields(choices, &holes, &rock, &grid)?;
    let mut pieces = pieces(choices, &holes, &rock, &grid, (solids, &fields))?;
    let cut = match (&choices.blocks.topography, ground) {
        (None, _) => None,
        (Some(_), Some(ground)) => Some(cut(&mut pieces, &grid, ground)),
        (Some(file), None) => return Err(EstimateError::NoSurface { file: file.clone() }),
    };
    if pieces.is_empty() {
        let [low, high] = rock.bounds();
        return Err(EstimateError::NoBlocks { low, high });
    }
    weigh(&mut rock.domains, &grid, &pieces, choices)?;
    let runs = rock
        .domains
        .iter()
        .enumerate()
        .map(|(number, domain)| run(choices, number, domain))
        .collect::<Result<Vec<_>, GroundError>>()?;
    for ((domain, run), chosen) in rock.domains.iter_mut().zip(&runs).zip(&choices.domains) {
        for (grade, passes) in domain.grades.iter_mut().zip(&run.passes) {
            grade.validation = validate(&grade.points, &passes[0])?;
            grade.likeness = likeness(&grade.points, &chosen.variogram, choices.composites.length)?;
        }
    }
    let rules: Vec<ClassRule> = choices.classes.iter().map(choices::class_rule).collect();
    let names: Vec<String> = choices.grades.iter().map(|grade| grade.name.clone()).collect();
    let (mut blocks, n_negative) = estimate_blocks(&grid, &pieces, &names, &runs, &rules)?;
    let cutoff_grade = choices::cutoff_grade(choices);
    let made = match &choices.simulation {
        Some(chosen) => Some(simulated::simulate(choices, chosen, &rock.domains, &blocks, watch)?),
        None => None,
    };
    let mut precisions = Vec::new();
    if let Some((realisations, _)) = &made {
        precisions = simulated::precisions(choices, realisations, &blocks, &cutoff_grade)?;
        simulated::classify(&mut blocks, &rules, &precisions);
    }
    let smoothed = match &choices.smoothing {
        Some(chosen) => Some(smooth(&mut blocks, &choices::smoothing(chosen))?),
        None => None,
    };
    let report = choices.cutoff.report;
    let table = table(&blocks, metres, &cutoff_grade, report);
    let classes: Vec<_> = rules.iter().map(|rule| rule.class).collect();
    let mut cutoffs = choices.cutoff.curve.clone();
    cutoffs.push(report);
    cutoffs.sort_by(f64::total_cmp);
    cutoffs.dedup();
    let curve = grade_tonnage(&blocks, metres, &cutoff_grade, &classes, &cutoffs);
    let simulated = made.map(|made| {
        let at = (report, cutoffs.as_slice());
        Simulated::new(made, precisions, &blocks, metres, &cutoff_grade, at)
    });
    let others = others(choices, &rock.domains, &blocks, metres)?;
    let first = &rock.domains[0].grades[0];
    let by_others = [&others[0].nearest[..], &others[0].inverse_distance[..]];
    let values = (&blocks.values[0][..], &by_others[..]);
    let swaths = [0, 1, 2]
        .map(|axis| swath(&blocks, metres, values, axis, &first.points, &first.weights))
        .into();
    let samples = support::Samples::of(&rock.domains, &cutoff_grade)?;
    let roughness =
        support::roughness(choices, &samples, &blocks, metres, &cutoff_grade, &cutoffs)?;
    let selection = match &choices.selection {
        Some(chosen) => {
            let (rock, at) = ((&samples[..], &rock.domains[..]), (&cutoff_grade, &cutoffs[..]));
            Some(support::select(choices, chosen, rock, &blocks, metres, at)?)
        }
        None => None,
    };
    let explored = explored::explore(choices, &rock, &blocks, metres)?;
    Ok(Ground {
        holes,
        problems,
        metres,
        surfaces: fields.iter().map(Field::surface).collect(),
        explored,
        domains: rock.domains,
        blocks,
        n_negative,
        cutoff_grade,
        table,
        curve,
        others,
        roughness,
        selection,
        swaths,
        cut,
        smoothed,
        simulated,
    })
}

/// The composites of an estimate by domain, before anything is estimated from them; means and
/// variances are plain.
///
/// # Errors
///
/// What the choices and the holes do not have in common.
pub fn composites(
    choices: &Estimate,
    tables: &DrillTables,
    solids: &[Option<Solid>],
) -> Result<Vec<Domain>, EstimateError> {
    if tables.intervals.len() < 1 + usize::from(choices.holes.domains.is_some()) {
        return Err(EstimateError::NoTables);
    }
    let (holes, _) = read_holes(tables, &choices::holes(&choices.holes), &Bounds::default());
    Ok(rock::Rock::new(choices, &holes, solids)?.domains)
}

/// Cuts pieces to their part below the ground; what is wholly above is left out.
fn cut(pieces: &mut Vec<Piece>, grid: &Grid, ground: &Surface) -> Cut {
    /// Columns of a block, each cut exactly.
    const COLUMNS: [usize; 2] = [8, 8];
    let mut done = Cut::default();
    pieces.retain_mut(|piece| {
        let (part, is_beside) = ground.part_below(grid, piece.cell as usize, COLUMNS);
        done.n_beside += usize::from(is_beside);
        done.n_above += usize::from(part == 0.0);
        done.n_cut += usize::from(0.0 < part && part < 1.0);
        piece.part *= part;
        part > 0.0
    });
    done
}

/// For each domain the radii of its last pass, as many times as blocks may be from samples.
fn reaches(choices: &Estimate) -> impl Iterator<Item = Search> {
    let reach = choices.blocks.reach.unwrap_or(1.0);
    let last = choices.domains.iter().filter_map(|domain| domain.passes.last());
    last.map(move |pass| choices::reaching(pass, reach))
}

/// The field of each domain, where domains are implicit.
fn fields(
    choices: &Estimate,
    holes: &Holes,
    rock: &rock::Rock,
    grid: &Grid,
) -> Result<Vec<Field>, EstimateError> {
    if choices.blocks.domains != BlockDomains::Implicit {
        return Ok(Vec::new());
    }
    // Contacts are known to half a step.
    let along = rock.along(choices, holes, 0.5 * choices.composites.length)?;
    let field = |(number, search): (usize, Search)| -> Result<Field, EstimateError> {
        let signed = signed_distances(&along, number as u16, &search).map_err(|error| {
            let domain = choices.domains[number].name.clone();
            match error {
                GroundError::TooFew { .. } => EstimateError::NoContact { domain },
                error => error.into(),
            }
        })?;
        Ok(Field::new(grid, &signed, &search)?)
    };
    reaches(choices).enumerate().map(field).collect()
}

fn pieces(
    choices: &Estimate,
    holes: &Holes,
    rock: &rock::Rock,
    grid: &Grid,
    (solids, fields): (&[Option<Solid>], &[Field]),
) -> Result<Vec<Piece>, EstimateError> {
    let blocks = &choices.blocks;
    match blocks.domains {
        BlockDomains::All => Ok(domain::everywhere(grid)),
        BlockDomains::Nearest => {
            let along = rock.along(choices, holes, choices.composites.length)?;
            let searches: Vec<_> = reaches(choices).collect();
            Ok(domain::by_nearest(grid, &along, &searches)?)
        }
        BlockDomains::Implicit => Ok(by_fields(grid, fields, choices::counts(blocks.points))),
        BlockDomains::Solids => {
            let named = choices.domains.iter().zip(solids);
            let solids: Vec<Solid> = named
                .map(|(domain, solid)| {
                    let missing = || EstimateError::NoSolid { domain: domain.name.clone() };
                    solid.clone().ok_or_else(missing)
                })
                .collect::<Result<_, _>>()?;
            Ok(domain::by_solids(grid, &solids, choices::counts(blocks.points)))
        }
    }
}

/// Weighs every composite by the number of blocks of its domain that it is nearest to, and works
/// out means and variances by those weights: samples crowd where the grade is high.
fn weigh(
    domains: &mut [Domain],
    grid: &Grid,
    pieces: &[Piece],
    choices: &Estimate,
) -> Result<(), GroundError> {
    for (number, domain) in domains.iter_mut().enumerate() {
        let inside = pieces.iter().filter(|piece| usize::from(piece.domain) == number);
        let (targets, parts): (Vec<_>, Vec<_>) = inside
            .map(|piece| (grid.centre(grid.position(piece.cell as usize)), piece.part))
            .unzip();
        let search = choices.domains[number].passes.last().map(choices::search);
        for grade in &mut domain.grades {
            let Some(search) = &search else { continue };
            let mut weights = vec![0.0; grade.points.len()];
            for (found, part) in nearest(&grade.points, &targets, search)?.iter().zip(&parts) {
                if let Some((sample, _)) = found {
                    weights[*sample] += part;
                }
            }
            grade.weigh(weights);
        }
    }
    Ok(())
}

fn run(choices: &Estimate, number: usize, domain: &Domain) -> Result<DomainRun, GroundError> {
    let chosen = &choices.domains[number];
    let blocks = &choices.blocks;
    let support = Support::Block {
        size: blocks.size,
        points: choices::counts(blocks.points),
        azimuth: blocks.azimuth.unwrap_or(0.0),
    };
    let kriging = |grade: &GradeOf| -> Result<Vec<Kriging>, GroundError> {
        // A grade that does not vary is estimated by any model.
        let sill = if grade.variance > 0.0 { grade.variance } else { 1.0 };
        let variogram: Variogram = variogram(&chosen.variogram, sill)?;
        let drift = match choices.method {
            EstimateMethod::OrdinaryKriging => Drift::Ordinary,
            EstimateMethod::SimpleKriging => Drift::Simple { mean: grade.mean },
        };
        let pass = |pass| Kriging {
            variogram: variogram.clone(),
            search: choices::search(pass),
            drift: drift.clone(),
            support,
        };
        Ok(chosen.passes.iter().map(pass).collect())
    };
    let passes = domain.grades.iter().map(kriging).collect::<Result<_, _>>()?;
    Ok(DomainRun {
        name: domain.name.clone(),
        grades: domain.grades.iter().map(|grade| grade.points.clone()).collect(),
        densities: domain.densities.clone(),
        density: domain.density,
        passes,
    })
}

/// Every grade of the blocks by the nearest sample and by inverse distance.
fn others(
    choices: &Estimate,
    domains: &[Domain],
    blocks: &Blocks,
    metres: f64,
) -> Result<Vec<Others>, GroundError> {
    let mut all = Vec::new();
    for (grade, kriged) in blocks.values.iter().enumerate() {
        let none = || vec![None; blocks.len()];
        let mut of =
            Others { nearest: none(), inverse_distance: none(), means: vec![None; domains.len()] };
        for (number, domain) in domains.iter().enumerate() {
            let Some(pass) = choices.domains[number].passes.last() else { continue };
            let members: Vec<usize> = (0..blocks.len())
                .filter(|&block| usize::from(blocks.domain[block]) == number)
                .collect();
            let centres: Vec<[f64; 3]> =
                members.iter().map(|&block| blocks.centre(block)).collect();
            let (points, search) = (&domain.grades[grade].points, choices::search(pass));
            let found = nearest(points, &centres, &search)?;
            let weighed = inverse_distance(points, &centres, &search, 2.0)?;
            let (mut tonnes, mut sums) = (0.0, [0.0; 3]);
            for ((&block, found), weighed) in members.iter().zip(found).zip(weighed) {
                of.nearest[block] = found.map(|(sample, _)| points.value[sample]);
                of.inverse_distance[block] = weighed;
                if let [Some(a), Some(b), Some(c)] = [kriged[block], of.nearest[block], weighed] {
                    let mass = blocks.tonnes(block, metres);
                    tonnes += mass;
                    for (sum, value) in sums.iter_mut().zip([a, b, c]) {
                        *sum += mass * value;
                    }
                }
            }
            of.means[number] = (tonnes > 0.0).then(|| {
                let [kriged, nearest, inverse_distance] = sums.map(|sum| sum / tonnes);
                OtherMeans { kriged, nearest, inverse_distance }
            });
        }
        all.push(of);
    }
    Ok(all)
}

/// Experimental variograms along the axes of the model's longest structure, and down the holes.
fn likeness(
    points: &Points,
    chosen: &VariogramChoice,
    length: f64,
) -> Result<Vec<Likeness>, GroundError> {
    /// Lags that reach a little past the range.
    const LAGS: usize = 14;
    /// Half of the angle between two directions of eight.
    const TOLERANCE: f64 = 22.5;
    let down = Lags { width: length, count: LAGS };
    let lags = experimental(points, &down, &Pairs::SameHole, Measure::Semivariogram)?;
    let mut all = vec![Likeness { along: "down the holes", lags }];
    let longest = chosen.structures.iter().max_by(|a, b| a.ranges[0].total_cmp(&b.ranges[0]));
    let Some(longest) = longest else { return Ok(all) };
    let axes = choices::rotation(longest)?.axes();
    for ((along, axis), range) in
        ["major", "minor", "vertical"].iter().zip(axes).zip(longest.ranges)
    {
        let width = f64::max(1.2 * range / LAGS as f64, length);
        let pairs = Pairs::Along(Direction::towards(axis, TOLERANCE));
        let lags = Lags { width, count: LAGS };
        let lags = experimental(points, &lags, &pairs, Measure::Semivariogram)?;
        all.push(Likeness { along, lags });
    }
    Ok(all)
}

/// Each sample from the samples of other holes, as points.
fn validate(points: &Points, kriging: &Kriging) -> Result<CrossValidation, GroundError> {
    /// Half the 90 % interval of a normal distribution, in standard deviations.
    const NINETY: f64 = 1.644_853_626_951_472_2;
    let kriging = Kriging { support: Support::Point, ..kriging.clone() };
    let outcomes = cross_validate(points, &kriging, &Withhold::Hole)?;
    let found: Vec<(f64, f64, f64)> = outcomes
        .iter()
        .zip(&points.value)
        .filter_map(|(outcome, truth)| {
            outcome.as_ref().ok().map(|found| (found.value, *truth, found.variance))
        })
        .collect();
    let n = found.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64, f64)) -> f64| found.iter().map(of).sum::<f64>() / n;
    let (mean_estimate, mean_truth) = (mean(&|f| f.0), mean(&|f| f.1));
    let estimate_variance = mean(&|f| (f.0 - mean_estimate).powi(2));
    let truth_variance = mean(&|f| (f.1 - mean_truth).powi(2));
    let together = mean(&|f| (f.0 - mean_estimate) * (f.1 - mean_truth));
    let varies = estimate_variance > 0.0 && truth_variance > 0.0;
    Ok(CrossValidation {
        n_without: points.len() - found.len(),
        mean_error: if found.is_empty() { 0.0 } else { mean_estimate - mean_truth },
        squared_ratio: if found.is_empty() {
            0.0
        } else {
            mean(&|f| if f.2 > 0.0 { (f.0 - f.1).powi(2) / f.2 } else { 0.0 })
        },
        correlation: varies.then(|| together / (estimate_variance * truth_variance).sqrt()),
        slope: varies.then(|| together / estimate_variance),
        inside_90: if found.is_empty() {
            0.0
        } else {
            mean(&|f| f64::from(u8::from((f.0 - f.1).abs() <= NINETY * f.2.sqrt())))
        },
        pairs: found.iter().map(|f| (f.0, f.1)).collect(),
    })
}

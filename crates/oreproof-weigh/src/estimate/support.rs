//! Whether blocks are as rough as rock is at their size, and what would be taken of them by
//! selecting smaller units.

use oreproof_case::model as case;
use oreproof_case::model::{Estimate, EstimateMethod};
use oreproof_ground::blocks::{Blocks, Class};
use oreproof_ground::explore::Distribution;
use oreproof_ground::resource::CutoffGrade;
use oreproof_ground::support::{
    Above, Anamorphosis, BlockGrades, Panel, SmuGrades, SmuGrid, affine, condition, informed_part,
    kept_part, localised,
};
use oreproof_ground::{Drift, GroundError, Kriging, Points, Support, krige};
use serde::Serialize;

use super::{Domain, choices};

/// The estimate beside what theory expects of blocks, for what is cut off at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Roughness {
    /// Each domain with composites of all grades that are cut off at.
    pub domains: Vec<DomainSupport>,
    /// All estimated blocks of these, of whatever class, at each cut-off.
    pub curve: Vec<SupportRow>,
}

/// The variance of a domain's samples and blocks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DomainSupport {
    /// The domain.
    pub name: String,
    /// The mean of the composites, declustered.
    pub mean: f64,
    /// The mean of the estimated blocks, by mass.
    pub estimated_mean: Option<f64>,
    /// The variance of the composites, declustered.
    pub variance: f64,
    /// The part of it that blocks keep by the variogram.
    pub kept: f64,
    /// The support coefficient; none where composites do not vary.
    pub coefficient: Option<f64>,
    /// The variance of the estimated blocks over that of blocks: what is missing to one is how much
    /// the estimate smooths.
    pub estimated_part: Option<f64>,
    /// The same of the selective mining unit, where the case names one.
    pub unit: Option<UnitSupport>,
}

/// The variance of a domain's selective mining units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct UnitSupport {
    /// The part of the composites' variance that units keep.
    pub kept: f64,
    /// The part that is left to select by, with the samples there will be; as `kept` where units
    /// are taken to be known.
    pub informed: f64,
    /// The support coefficient of that part.
    pub coefficient: Option<f64>,
}

/// What reaches a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reached {
    /// Tonnes.
    pub tonnes: f64,
    /// Their mean of what is cut off at.
    pub grade: Option<f64>,
}

/// Estimate and theory at a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SupportRow {
    /// The cut-off.
    pub cutoff: f64,
    /// The estimated blocks.
    pub estimated: Reached,
    /// Blocks by the discrete Gaussian model.
    pub gaussian: Reached,
    /// Blocks by the affine correction.
    pub affine: Reached,
    /// Selective mining units by the discrete Gaussian model, where the case names them.
    pub units: Option<Reached>,
}

/// What selection of units would take of the classified blocks, each block taken as the panel that
/// its estimate is known of (uniform conditioning).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Selection {
    /// How many units a block has.
    pub per_block: usize,
    /// What of each class reaches the reported cut-off.
    pub table: Vec<(Class, Reached)>,
    /// What of all classes together reaches each cut-off.
    pub curve: Vec<(f64, Reached)>,
    /// Blocks whose estimate lies beyond what their samples let one expect: the grades of their
    /// units were scaled to it.
    pub n_scaled: usize,
    /// The units of all estimated blocks, their grades dealt out by what kriging says of each
    /// (localisation).
    #[serde(skip)]
    pub units: Blocks,
}

/// What a domain's composites are of what is cut off at.
pub(super) struct Samples {
    domain: usize,
    points: Points,
    distribution: Distribution,
    anamorphosis: Option<Anamorphosis>,
}

impl Samples {
    /// Those of each domain that has some; the weights are those of the first grade that is cut
    /// off at.
    pub(super) fn of(domains: &[Domain], cutoff: &CutoffGrade) -> Result<Vec<Self>, GroundError> {
        let mut found = Vec::new();
        for (number, domain) in domains.iter().enumerate() {
            let Some(&(first, factor)) = cutoff.0.first() else { continue };
            let first = &domain.grades[first];
            let mut values: Vec<Option<f64>> =
                first.points.value.iter().map(|value| Some(value * factor)).collect();
            for &(grade, factor) in &cutoff.0[1..] {
                let other = &domain.grades[grade].points;
                for (value, sample) in values.iter_mut().zip(&first.points.sample_idx) {
                    let at = other.sample_idx.binary_search(sample).ok();
                    *value = value.zip(at).map(|(sum, at)| sum + factor * other.value[at]);
                }
            }
            let kept: Vec<usize> = (0..values.len()).filter(|&at| values[at].is_some()).collect();
            let pick = |list: &[f64]| kept.iter().map(|&at| list[at]).collect::<Vec<f64>>();
            let weights = pick(&first.weights);
            if weights.iter().sum::<f64>() <= 0.0 {
                continue;
            }
            let points = Points::new(
                [pick(&first.points.x), pick(&first.points.y), pick(&first.points.z)],
                values.into_iter().flatten().collect(),
                kept.iter().map(|&at| first.points.hole_idx[at]).collect(),
            )?;
            let distribution = Distribution::weighted(&points.value, &weights)?;
            let varies = distribution.variance() > 0.0;
            let anamorphosis = varies.then(|| Anamorphosis::new(&distribution)).transpose()?;
            found.push(Self { domain: number, points, distribution, anamorphosis });
        }
        Ok(found)
    }

    /// The support coefficient of a part of the variance.
    fn coefficient(&self, part: f64) -> Result<Option<f64>, GroundError> {
        let Some(anamorphosis) = self.anamorphosis.as_ref().filter(|_| part > 0.0) else {
            return Ok(None);
        };
        anamorphosis.coefficient(part * anamorphosis.variance()).map(Some)
    }

    /// The grades of blocks of a support coefficient; none where all are the mean.
    fn grades(&self, coefficient: Option<f64>) -> Option<BlockGrades> {
        Some(self.anamorphosis.as_ref()?.grades(coefficient?))
    }

    /// What of blocks reaches a cut-off.
    fn above(&self, grades: Option<&BlockGrades>, cutoff: f64) -> Above {
        let mean = self.distribution.mean();
        let share = if cutoff <= mean { 1.0 } else { 0.0 };
        grades.map_or(Above { cutoff, share, metal: share * mean }, |grades| grades.above(cutoff))
    }
}

/// Tonnes, and tonnes times grade.
#[derive(Clone, Copy, Default)]
struct Sum {
    tonnes: f64,
    metal: f64,
}

impl Sum {
    fn add(&mut self, tonnes: f64, above: Above) {
        self.tonnes += tonnes * above.share;
        self.metal += tonnes * above.metal;
    }

    fn reached(self) -> Reached {
        let grade = (self.tonnes > 0.0).then(|| self.metal / self.tonnes);
        Reached { tonnes: self.tonnes, grade }
    }
}

/// The support of a block of the case.
fn block(of: &case::BlockChoice) -> Support {
    let (points, azimuth) = (choices::counts(of.points), of.azimuth.unwrap_or(0.0));
    Support::Block { size: of.size, points, azimuth }
}

fn unit(
    of: &Estimate,
    chosen: &case::SelectionChoice,
    number: usize,
    samples: &Samples,
) -> Result<UnitSupport, GroundError> {
    let model = choices::variogram(&of.domains[number].variogram, 1.0)?;
    let (points, azimuth) = (choices::counts(chosen.points), of.blocks.azimuth.unwrap_or(0.0));
    let support = Support::Block { size: chosen.smu, points, azimuth };
    let kept = kept_part(&model, support)?;
    let informed = match chosen.control {
        Some(spacing) => informed_part(&model, support, spacing)?,
        None => kept,
    };
    Ok(UnitSupport { kept, informed, coefficient: samples.coefficient(informed)? })
}

/// Lays the estimate beside the theory of blocks.
pub(super) fn roughness(
    of: &Estimate,
    all: &[Samples],
    blocks: &Blocks,
    metres: f64,
    cutoff: &CutoffGrade,
    cutoffs: &[f64],
) -> Result<Roughness, GroundError> {
    let mut domains = Vec::new();
    let mut sums = vec![([Sum::default(); 3], Sum::default()); cutoffs.len()];
    for samples in all {
        let chosen = &of.domains[samples.domain];
        let model = choices::variogram(&chosen.variogram, 1.0)?;
        let kept = kept_part(&model, block(&of.blocks))?;
        let coefficient = samples.coefficient(kept)?;
        let unit = of.selection.as_ref().map(|chosen| unit(of, chosen, samples.domain, samples));
        let unit = unit.transpose()?;
        let estimated: Vec<(f64, f64)> = (0..blocks.len())
            .filter(|&block| usize::from(blocks.domain[block]) == samples.domain)
            .filter_map(|block| Some((blocks.tonnes(block, metres), cutoff.of(blocks, block)?)))
            .collect();
        let tonnes: f64 = estimated.iter().map(|(tonnes, _)| tonnes).sum();
        let mean = |of: &dyn Fn(f64) -> f64| {
            let sum: f64 = estimated.iter().map(|(tonnes, grade)| tonnes * of(*grade)).sum();
            (tonnes > 0.0).then(|| sum / tonnes)
        };
        let estimated_mean = mean(&|grade| grade);
        let middle = estimated_mean.unwrap_or(0.0);
        let estimated_variance = mean(&|grade| (grade - middle) * (grade - middle));
        let variance = samples.distribution.variance();
        let of_blocks = kept * variance;
        let (grades, of_units) =
            (samples.grades(coefficient), unit.map(|unit| samples.grades(unit.coefficient)));
        for ((three, units), &at) in sums.iter_mut().zip(cutoffs) {
            for &(tonnes, grade) in &estimated {
                let share = f64::from(u8::from(at <= grade));
                three[0].add(tonnes, Above { cutoff: at, share, metal: share * grade });
            }
            three[1].add(tonnes, samples.above(grades.as_ref(), at));
            three[2].add(tonnes, affine(&samples.distribution, kept, at)?);
            if let Some(of_units) = &of_units {
                units.add(tonnes, samples.above(of_units.as_ref(), at));
            }
        }
        domains.push(DomainSupport {
            name: chosen.name.clone(),
            mean: samples.distribution.mean(),
            estimated_mean,
            variance,
            kept,
            coefficient,
            estimated_part: estimated_variance.filter(|_| 0.0 < of_blocks).map(|v| v / of_blocks),
            unit,
        });
    }
    let row = |(&cutoff, (three, units)): (&f64, &([Sum; 3], Sum))| SupportRow {
        cutoff,
        estimated: three[0].reached(),
        gaussian: three[1].reached(),
        affine: three[2].reached(),
        units: of.selection.as_ref().map(|_| units.reached()),
    };
    Ok(Roughness { domains, curve: cutoffs.iter().zip(&sums).map(row).collect() })
}

/// Selects units within blocks.
pub(super) fn select(
    of: &Estimate,
    chosen: &case::SelectionChoice,
    (all, domains): (&[Samples], &[Domain]),
    blocks: &Blocks,
    metres: f64,
    (cutoff, cutoffs): (&CutoffGrade, &[f64]),
) -> Result<Selection, GroundError> {
    let cut = SmuGrid::new(&blocks.grid, chosen.smu)?;
    let name = of.cutoff.name.clone().unwrap_or_else(|| {
        of.cutoff.parts.first().map_or_else(String::new, |part| part.grade.clone())
    });
    let mut units = Blocks {
        grid: cut.grid,
        domains: blocks.domains.clone(),
        grades: vec![name],
        cell: Vec::new(),
        domain: Vec::new(),
        part: Vec::new(),
        density: Vec::new(),
        values: vec![Vec::new()],
        quality: Vec::new(),
        class: Vec::new(),
    };
    let mut by_class =
        [Class::Measured, Class::Indicated, Class::Inferred].map(|class| (class, Sum::default()));
    let mut sums = vec![Sum::default(); cutoffs.len()];
    let mut n_scaled = 0;
    for samples in all {
        let members: Vec<usize> = (0..blocks.len())
            .filter(|&block| usize::from(blocks.domain[block]) == samples.domain)
            .filter(|&block| cutoff.of(blocks, block).is_some())
            .collect();
        let grades: Vec<f64> =
            members.iter().filter_map(|&block| cutoff.of(blocks, block)).collect();
        let coefficient = unit(of, chosen, samples.domain, samples)?.coefficient;
        let (rising, above): (Vec<Vec<f64>>, Vec<Vec<Above>>) =
            match samples.anamorphosis.as_ref().zip(coefficient) {
                Some((anamorphosis, coefficient)) => {
                    let smus = SmuGrades::new(anamorphosis, coefficient, cut.n_smus())?;
                    let panels =
                        panels(of, (samples, &domains[samples.domain]), blocks, &members, &grades)?;
                    let given = condition(&smus, &panels);
                    n_scaled += given.iter().filter(|given| given.is_scaled()).count();
                    let above = |given| cutoffs.iter().map(|&at| smus.above(given, at)).collect();
                    (
                        given.iter().map(|given| smus.rising(given)).collect(),
                        given.iter().map(above).collect(),
                    )
                }
                // Where composites do not vary, neither do units.
                None => grades
                    .iter()
                    .map(|&grade| {
                        let above = |&cutoff: &f64| {
                            let share = f64::from(u8::from(cutoff <= grade));
                            Above { cutoff, share, metal: share * grade }
                        };
                        (vec![grade; cut.n_smus()], cutoffs.iter().map(above).collect())
                    })
                    .unzip(),
            };
        let thought = thought(of, samples, blocks, &members, &cut)?;
        for (((&block, rising), above), thought) in
            members.iter().zip(&rising).zip(&above).zip(thought.chunks_exact(cut.n_smus()))
        {
            let tonnes = blocks.tonnes(block, metres);
            if let Some(class) = blocks.class[block] {
                for (sum, above) in sums.iter_mut().zip(above) {
                    sum.add(tonnes, *above);
                }
                let at_report = cutoffs.iter().position(|at| *at == of.cutoff.report);
                let row = by_class.iter_mut().find(|(of, _)| *of == class);
                if let (Some((_, sum)), Some(at)) = (row, at_report) {
                    sum.add(tonnes, above[at]);
                }
            }
            let position = blocks.grid.position(blocks.cell[block] as usize);
            units.cell.extend(cut.units(position).map(|unit| unit as u32));
            units.values[0].extend(localised(rising, thought).into_iter().map(Some));
            let n = cut.n_smus();
            units.domain.extend(std::iter::repeat_n(blocks.domain[block], n));
            units.part.extend(std::iter::repeat_n(blocks.part[block], n));
            units.density.extend(std::iter::repeat_n(blocks.density[block], n));
            units.quality.extend(std::iter::repeat_n(blocks.quality[block], n));
            units.class.extend(std::iter::repeat_n(blocks.class[block], n));
        }
    }
    Ok(Selection {
        per_block: cut.n_smus(),
        table: by_class
            .into_iter()
            .filter(|(class, _)| blocks.class.contains(&Some(*class)))
            .map(|(class, sum)| (class, sum.reached()))
            .collect(),
        curve: cutoffs.iter().zip(sums).map(|(&at, sum)| (at, sum.reached())).collect(),
        n_scaled,
        units,
    })
}

/// Blocks as panels: their estimates, with the variance of such estimates by the first grade's
/// kriging.
fn panels(
    of: &Estimate,
    (samples, domain): (&Samples, &Domain),
    blocks: &Blocks,
    members: &[usize],
    grades: &[f64],
) -> Result<Vec<Panel>, GroundError> {
    let model = choices::variogram(&of.domains[samples.domain].variogram, 1.0)?;
    let kept = kept_part(&model, block(&of.blocks))?;
    let first = domain.grades.first().map_or(0.0, |grade| grade.variance);
    // A grade that does not vary is kriged with a sill of one.
    let sill = if first > 0.0 { first } else { 1.0 };
    let panel = |(&block, &estimate): (&usize, &f64)| {
        let quality = &blocks.quality[block];
        let part = kept - (quality.variance + 2.0 * quality.lagrange) / sill;
        Panel { estimate, variance: part * samples.distribution.variance() }
    };
    Ok(members.iter().zip(grades).map(panel).collect())
}

/// What kriging says of the middle of each unit of some blocks, block after block, by the pass that
/// estimated the block.
fn thought(
    of: &Estimate,
    samples: &Samples,
    blocks: &Blocks,
    members: &[usize],
    cut: &SmuGrid,
) -> Result<Vec<Option<f64>>, GroundError> {
    let chosen = &of.domains[samples.domain];
    let n = cut.n_smus();
    let mut thought = vec![None; members.len() * n];
    for (pass, number) in chosen.passes.iter().zip(1_u8..) {
        let of_pass: Vec<usize> =
            (0..members.len()).filter(|&at| blocks.quality[members[at]].pass == number).collect();
        let mut targets = Vec::with_capacity(of_pass.len() * n);
        for &at in &of_pass {
            let position = blocks.grid.position(blocks.cell[members[at]] as usize);
            targets
                .extend(cut.units(position).map(|unit| cut.grid.centre(cut.grid.position(unit))));
        }
        let kriging = Kriging {
            variogram: choices::variogram(&chosen.variogram, 1.0)?,
            search: choices::search(pass),
            drift: match of.method {
                EstimateMethod::OrdinaryKriging => Drift::Ordinary,
                EstimateMethod::SimpleKriging => {
                    Drift::Simple { mean: samples.distribution.mean() }
                }
            },
            support: Support::Point,
        };
        let found = krige(&samples.points, &targets, &kriging)?;
        for (&at, outcomes) in of_pass.iter().zip(found.chunks_exact(n)) {
            for (slot, outcome) in thought[at * n..].iter_mut().zip(outcomes) {
                *slot = outcome.as_ref().ok().map(|found| found.value);
            }
        }
    }
    Ok(thought)
}

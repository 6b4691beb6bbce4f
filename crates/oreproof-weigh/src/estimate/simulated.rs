//! Realisations of an estimate's grades, and what they say together.

use std::ops::ControlFlow;

use oreproof_case::model as case;
use oreproof_case::model::Estimate;
use oreproof_ground::blocks::{Blocks, ClassRule};
use oreproof_ground::explore::{LowerTail, Tails, UpperTail};
use oreproof_ground::realise::{
    Accuracy, BandRow, DomainScores, GradeSamples, Realisations, Realise, above, accuracy,
    band_curve, band_table, half_widths, quantiles, realise,
};
use oreproof_ground::resource::CutoffGrade;
use oreproof_ground::simulate::Near;
use oreproof_ground::{GroundError, Search};
use oreproof_units::{Base, Unit};
use serde::Serialize;

use super::{Domain, choices};

/// What realisations say of an estimate.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// The realisations.
    pub realisations: Realisations,
    /// By grade, for each block its mean and its P10, P50 and P90 over all realisations.
    pub spread: Vec<Vec<Option<BlockSpread>>>,
    /// For each block, the share of realisations in which it reaches the cut-off.
    pub above: Vec<Option<f64>>,
    /// For each rule of classes that asks for a precision, that of each block.
    pub precisions: Vec<Precision>,
    /// Each class above the cut-off.
    pub table: Vec<BandRow>,
    /// All classes together above each cut-off.
    pub curve: Vec<BandRow>,
    /// How realisations reproduce what they are made from, by domain and grade.
    pub domains: Vec<SimulatedDomain>,
}

/// A block over all realisations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BlockSpread {
    /// The mean: the E-type estimate.
    pub mean: f64,
    /// P10, P50 and P90, counted from below.
    pub quantiles: [f64; 3],
}

/// What a rule of classes asks for, and what each block has of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// The most that half the 90 % interval of a period's grade may be, as a part of the grade.
    pub most: f64,
    /// What it is about each block; none where there is no grade.
    pub half_widths: Vec<Option<f64>>,
}

/// A domain's realisations beside its samples.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SimulatedDomain {
    /// The domain.
    pub name: String,
    /// Samples left out as they lack a grade.
    pub n_partial: usize,
    /// Samples left out as they share a place with an earlier one.
    pub n_duplicates: usize,
    /// By grade: the mean and standard deviation of the declustered samples, and of the nodes.
    pub grades: Vec<[[f64; 2]; 2]>,
    /// Whether intervals hold what they say.
    pub accuracy: Accuracy,
}

/// Simulates the grades of the blocks; `watch` is told how much of it is done.
pub(super) fn simulate(
    of: &Estimate,
    chosen: &case::SimulationChoice,
    domains: &[Domain],
    blocks: &Blocks,
    watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<(Realisations, Vec<SimulatedDomain>), GroundError> {
    let mut scores = Vec::new();
    let mut checked = Vec::new();
    for (number, (domain, choice)) in domains.iter().zip(&of.domains).enumerate() {
        let variogram = choice.score_variogram.as_ref().unwrap_or(&choice.variogram);
        let variogram = choices::variogram(variogram, 1.0)?;
        let search = choice.passes.last().map(choices::search);
        let Some(Search { radii, angles, .. }) = search else { continue };
        let (max_data, max_nodes) = (chosen.max_data as usize, chosen.max_nodes as usize);
        let near = Near { radii, angles, max_data, max_nodes };
        let grades: Vec<GradeSamples<'_>> = domain
            .grades
            .iter()
            .map(|grade| GradeSamples {
                points: &grade.points,
                weights: &grade.weights,
                tails: tails(chosen, &grade.name),
            })
            .collect();
        let of_domain = DomainScores::new(number as u16, &domain.name, &grades, variogram, near)?;
        let first = choices::search(&choice.passes[0]);
        checked.push(SimulatedDomain {
            name: domain.name.clone(),
            n_partial: of_domain.n_partial,
            n_duplicates: of_domain.n_duplicates,
            grades: domain
                .grades
                .iter()
                .map(|of| [[of.mean, of.variance.sqrt()], [0.0; 2]])
                .collect(),
            accuracy: accuracy(&of_domain, &first)?,
        });
        scores.push(of_domain);
    }
    let run = Realise {
        n_realisations: chosen.realisations as usize,
        per_path: chosen.per_path as usize,
        coarse_grids: chosen.coarse_grids as u32,
        nodes: choices::counts(chosen.nodes),
        seed: chosen.seed,
    };
    let realisations = realise(blocks, &scores, &run, watch)?;
    for (domain, nodes) in checked.iter_mut().zip(&realisations.nodes) {
        for (grade, of_nodes) in domain.grades.iter_mut().zip(nodes) {
            grade[1] = *of_nodes;
        }
    }
    Ok((realisations, checked))
}

fn tails(chosen: &case::SimulationChoice, grade: &str) -> Tails {
    let of = chosen.tails.iter().find(|tails| tails.grade == grade);
    of.map_or(Tails { lower: LowerTail::None, upper: UpperTail::None }, |of| Tails {
        lower: LowerTail::Linear { least: of.least },
        upper: UpperTail::Linear { greatest: of.greatest },
    })
}

/// For each rule that asks for a precision, what it asks for and what each block has.
pub(super) fn precisions(
    of: &Estimate,
    realisations: &Realisations,
    blocks: &Blocks,
    cutoff: &CutoffGrade,
) -> Result<Vec<Option<Precision>>, GroundError> {
    let percent = Unit::of(Base::Percent);
    let mut found = Vec::new();
    for rule in &of.classes {
        let (Some(panel), Some(most)) = (rule.production, &rule.max_half_width) else {
            found.push(None);
            continue;
        };
        let most = most.value_in(percent).ok().flatten().unwrap_or(0.0) / 100.0;
        let half_widths = half_widths(realisations, blocks, cutoff, panel)?;
        found.push(Some(Precision { most, half_widths }));
    }
    Ok(found)
}

/// Gives each block the first class whose rule it meets, precision included.
pub(super) fn classify(blocks: &mut Blocks, rules: &[ClassRule], precisions: &[Option<Precision>]) {
    for block in 0..blocks.len() {
        let is_precise = |asked: &Option<Precision>| {
            asked.as_ref().is_none_or(|asked| {
                asked.half_widths[block].is_some_and(|width| width <= asked.most)
            })
        };
        let rule = rules
            .iter()
            .zip(precisions)
            .find(|(rule, asked)| rule.is_met(&blocks.quality[block]) && is_precise(asked))
            .filter(|_| blocks.values.iter().all(|values| values[block].is_some()));
        blocks.class[block] = rule.map(|(rule, _)| rule.class);
    }
}

impl Simulated {
    /// What realisations say of classified blocks.
    pub(super) fn new(
        (realisations, domains): (Realisations, Vec<SimulatedDomain>),
        precisions: Vec<Option<Precision>>,
        blocks: &Blocks,
        metres: f64,
        cutoff: &CutoffGrade,
        (report, cutoffs): (f64, &[f64]),
    ) -> Self {
        let spread = |grade: &Vec<Vec<f32>>| -> Vec<Option<BlockSpread>> {
            (0..blocks.len())
                .map(|block| {
                    let of = grade.iter().map(|realisation| f64::from(realisation[block]));
                    let mut values: Vec<f64> = of.collect();
                    let mean = values.iter().sum::<f64>() / values.len() as f64;
                    let quantiles = quantiles(&mut values, [0.1, 0.5, 0.9])?;
                    (!mean.is_nan()).then_some(BlockSpread { mean, quantiles })
                })
                .collect()
        };
        Self {
            spread: realisations.values.iter().map(spread).collect(),
            above: above(&realisations, blocks, cutoff, report),
            precisions: precisions.into_iter().flatten().collect(),
            table: band_table(&realisations, blocks, metres, cutoff, report),
            curve: band_curve(&realisations, blocks, metres, cutoff, cutoffs),
            domains,
            realisations,
        }
    }
}

//! The worth of a tonne of ore and of a block, and the grade at which ore begins.
//!
//! Net smelter return is payable value less what the buyer and the road take, for
//! each tonne of ore, before any cost of mining or milling. The three cut-offs
//! differ in what is already spent when the choice is made:
//!
//! ```text
//! break-even   mining + processing + general   is it worth digging for?
//! mill         processing + general            it is dug: mill or dump?
//! marginal     processing                      the site runs anyway: mill or dump?
//! ```
//!
//! Source: Rendu (2014), *An Introduction to Cut-off Grade Estimation*, 2nd ed.,
//! chapters 2 and 3 for the distinction.

use oreproof_units::{Grade, Tonnes};

use crate::ore::Recovery;
use crate::problem::Problem;
use crate::selling::{Charge, N_CHARGES, Selling, Sold};
use crate::terms::Product;

/// A tonne of ore valued: which metals it has and what becomes of them.
#[derive(Clone, Debug)]
pub struct OreValue<'a> {
    selling: &'a Selling,
    period: usize,
    metals: Vec<String>,
    /// For each slot, the metal and the part of it recovered.
    into: Vec<Option<(usize, f64)>>,
    prices: Vec<f64>,
}

/// Room for valuing ore, to be kept and used again block after block.
#[derive(Clone, Debug)]
pub struct OreScratch {
    recovered: Vec<f64>,
    mass: Vec<f64>,
    payable: Vec<f64>,
    revenue: Vec<f64>,
}

/// The value of a tonne of ore and what was taken from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Nsr {
    /// Payable value.
    pub gross: f64,
    /// What is taken, by [`Charge`].
    pub charges: [f64; N_CHARGES],
    /// Payable value less what is taken.
    pub nsr: f64,
}

/// Costs of a tonne of ore, in the project's money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OreCosts {
    /// Mining a tonne.
    pub mining: f64,
    /// Treating a tonne, with what it costs more to bring ore to the mill than waste to the dump.
    pub processing: f64,
    /// Running the site, for each tonne milled.
    pub general_and_admin: f64,
}

/// What is already spent when ore is told from waste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cutoff {
    /// Nothing.
    Breakeven,
    /// Mining.
    Mill,
    /// Mining, and the running of the site.
    Marginal,
}

/// Where a block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To the mill.
    Mill,
    /// To the dump.
    Waste,
}

impl<'a> OreValue<'a> {
    /// Values ore that holds `metals`, at the prices of one period.
    ///
    /// # Errors
    ///
    /// When a recovery names a product or metal without terms, or is no part.
    pub fn new(
        selling: &'a Selling,
        products: &[Product],
        period: usize,
        metals: &[&str],
        recoveries: &[Recovery],
        timeline: &oreproof_units::Timeline,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut into = vec![None; selling.slots().len()];
        for (i, recovery) in recoveries.iter().enumerate() {
            let at = format!("recoveries[{i}]");
            let product = products.iter().position(|product| product.name == recovery.product);
            let slot = product.and_then(|product| selling.slot(product, &recovery.metal));
            let metal = metals.iter().position(|metal| *metal == recovery.metal);
            let (Some(slot), Some(metal)) = (slot, metal) else {
                let (product, metal) = (recovery.product.clone(), recovery.metal.clone());
                problems.push(Problem::NoTerms { at, product, metal });
                continue;
            };
            match recovery.fraction.resolve(timeline) {
                Ok(parts) => match parts.get(period) {
                    Some(part) if part.is_part() => into[slot] = Some((metal, part.0)),
                    part => problems
                        .push(Problem::NotAPart { at, value: part.map_or(f64::NAN, |p| p.0) }),
                },
                Err(source) => problems.push(Problem::Series { at, source }),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let n = timeline.len().max(period + 1);
        let rows = selling.prices().len() / selling.priced().len().max(1);
        let prices =
            (0..selling.priced().len()).map(|m| selling.prices()[m * rows + period.min(n - 1)]);
        Ok(Self {
            selling,
            period,
            metals: metals.iter().map(|&metal| metal.to_owned()).collect(),
            into,
            prices: prices.collect(),
        })
    }

    /// The metals, in the order their grades are given in.
    pub fn metals(&self) -> &[String] {
        &self.metals
    }

    /// Room for [`Self::nsr_with`].
    pub fn scratch(&self) -> OreScratch {
        let slots = vec![0.0; self.into.len()];
        OreScratch {
            recovered: slots.clone(),
            mass: vec![0.0; self.selling.n_products()],
            payable: slots.clone(),
            revenue: slots,
        }
    }

    /// The net smelter return of a tonne whose head grades, as mass per mass, are `grades`.
    pub fn nsr(&self, grades: &[f64]) -> Nsr {
        self.nsr_with(grades, &mut self.scratch())
    }

    /// The same without allocating, for the blocks of a model.
    pub fn nsr_with(&self, grades: &[f64], scratch: &mut OreScratch) -> Nsr {
        for (recovered, into) in scratch.recovered.iter_mut().zip(&self.into) {
            *recovered = into.map_or(0.0, |(metal, part)| grades[metal] * part);
        }
        let mut charges = [0.0; N_CHARGES];
        let mut sold = Sold {
            mass: &mut scratch.mass,
            payable: &mut scratch.payable,
            revenue: &mut scratch.revenue,
            charges: &mut charges,
        };
        let range = self.period..self.period + 1;
        self.selling.sell(range, &scratch.recovered, &self.prices, &mut sold);
        let gross: f64 = scratch.revenue.iter().sum();
        Nsr { gross, charges, nsr: gross - charges.iter().sum::<f64>() }
    }
}

impl Nsr {
    /// One of the charges.
    pub fn charge(&self, charge: Charge) -> f64 {
        self.charges[charge as usize]
    }
}

/// The net smelter return at which a tonne is ore.
pub fn cutoff_nsr(cutoff: Cutoff, costs: &OreCosts) -> f64 {
    match cutoff {
        Cutoff::Breakeven => costs.mining + costs.processing + costs.general_and_admin,
        Cutoff::Mill => costs.processing + costs.general_and_admin,
        Cutoff::Marginal => costs.processing,
    }
}

/// The grade of `metal` at which ore returns `nsr`, the other grades being in the
/// given proportion to it.
///
/// `None` when no grade up to the pure metal does.
pub fn cutoff_grade(
    value: &OreValue<'_>,
    metal: usize,
    per_unit: &[f64],
    nsr: f64,
) -> Option<Grade> {
    let at = |grade: f64| {
        let grades: Vec<f64> = per_unit
            .iter()
            .enumerate()
            .map(|(i, r)| if i == metal { grade } else { grade * r })
            .collect();
        value.nsr(&grades).nsr
    };
    let (mut low, mut high) = (0.0, 1.0);
    if at(high) < nsr {
        return None;
    }
    // NSR does not fall as grade rises, so halving finds the one crossing.
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if at(middle) < nsr { low = middle } else { high = middle }
    }
    Some(Grade::percent(100.0 * high))
}

/// What a block is worth, and where it goes: to the mill where that returns more
/// than it costs beyond mining, which is paid either way.
pub fn block_worth(nsr: f64, tonnes: Tonnes, costs: &OreCosts) -> (f64, Destination) {
    let milled = nsr - costs.processing - costs.general_and_admin;
    // Material at the cut-off is ore.
    let (margin, destination) =
        if milled >= 0.0 { (milled, Destination::Mill) } else { (0.0, Destination::Waste) };
    (tonnes.0 * (margin - costs.mining), destination)
}

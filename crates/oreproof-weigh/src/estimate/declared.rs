//! What was declared, beside what the holes give.

use oreproof_case::Case;
use oreproof_case::model::{Category, Estimate};
use oreproof_case::quantity::{Grade, Quantity};
use oreproof_ground::blocks::Class;
use oreproof_ground::realise::Band;
use oreproof_units::{Base, Unit};
use serde::Serialize;

use super::Ground;

/// A class of a published statement beside the sum of the estimates that are laid beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Beside {
    /// The statement.
    pub inventory: String,
    /// The class.
    pub class: Class,
    /// Tonnes as declared.
    pub declared_tonnes: f64,
    /// Tonnes from the holes, at the estimates' own cut-off.
    pub tonnes: f64,
    /// The tonnes of realisations, where one estimate is laid beside and its case asks for them:
    /// bands of several do not add up.
    pub band: Option<Band>,
    /// Each grade that was declared or estimated.
    pub grades: Vec<BesideGrade>,
}

/// A grade of a statement beside that of the holes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BesideGrade {
    /// The commodity.
    pub commodity: String,
    /// What both are in.
    pub unit: String,
    /// As declared; none where the statement does not say.
    pub declared: Option<f64>,
    /// From the holes; none where there are no tonnes.
    pub estimated: Option<f64>,
    /// That of realisations.
    pub band: Option<Band>,
}

/// Every class of every statement that the estimates name, beside the sum of those estimates.
pub fn beside(case: &Case, runs: &[(&Estimate, &Ground)]) -> Vec<Beside> {
    let mut rows = Vec::new();
    for inventory in &case.inventories {
        let runs: Vec<_> = runs
            .iter()
            .filter(|(of, _)| of.declared.iter().any(|named| named.id == inventory.id.id))
            .collect();
        if runs.is_empty() {
            continue;
        }
        for row in &inventory.rows {
            let class = match row.category {
                Category::Measured => Class::Measured,
                Category::Indicated => Class::Indicated,
                Category::Inferred => Class::Inferred,
                _ => continue,
            };
            let tonnes = row.ore.as_ref().and_then(|ore| ore.best_in(TONNE).ok().flatten());
            let Some(declared_tonnes) = tonnes else { continue };
            let amounts: Vec<_> = runs
                .iter()
                .flat_map(|(of, ground)| {
                    let whole = |row: &&oreproof_ground::resource::Row| {
                        row.class == Some(class) && row.domain.is_none()
                    };
                    ground.table.iter().filter(whole).map(move |row| (of, &row.amount))
                })
                .collect();
            let tonnes = amounts.iter().map(|(_, amount)| amount.tonnes).sum();
            let simulated = match runs.as_slice() {
                [(_, ground)] => ground.simulated.as_ref(),
                _ => None,
            };
            let bands = simulated.and_then(|of| of.table.iter().find(|of| of.class == Some(class)));
            let grades = runs[0].0.grades.iter().enumerate().map(|(nth, grade)| {
                let unit = Quantity::<Grade>::parse(&format!("1 {}", grade.unit)).ok();
                let declared = row.grades.iter().find(|of| of.commodity == grade.commodity);
                let declared = declared
                    .zip(unit)
                    .and_then(|(of, unit)| of.grade.best_in(unit.unit).ok().flatten());
                // The estimates may have their grades in another order; not in another unit.
                let metal: Option<f64> = amounts
                    .iter()
                    .map(|(of, amount)| {
                        let at = of.grades.iter().position(|other| {
                            other.commodity == grade.commodity && other.unit == grade.unit
                        })?;
                        Some(amount.grades[at]? * amount.tonnes)
                    })
                    .sum();
                BesideGrade {
                    commodity: grade.commodity.clone(),
                    unit: grade.unit.to_string(),
                    declared,
                    estimated: metal.filter(|_| tonnes > 0.0).map(|metal| metal / tonnes),
                    band: bands.and_then(|of| of.grades.get(nth).copied().flatten()),
                }
            });
            let (inventory, grades) = (inventory.id.to_string(), grades.collect());
            let band = bands.map(|of| of.tonnes);
            rows.push(Beside { inventory, class, declared_tonnes, tonnes, band, grades });
        }
    }
    rows
}

const TONNE: Unit = Unit::of(Base::Tonne);

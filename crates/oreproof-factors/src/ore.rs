//! From rock in place to feed: mining recovery, dilution, plant recovery.

use std::collections::BTreeMap;

use oreproof_units::{Fraction, Grade, Series, Tonnes};
use serde::{Deserialize, Serialize};

/// What mining does to ore in place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modifying {
    /// The part of the ore that is mined at all.
    pub mining_recovery: Fraction,
    /// The waste taken along.
    pub dilution: Dilution,
}

/// Waste taken along with the ore.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dilution {
    /// How much.
    pub fraction: Fraction,
    /// What it is a fraction of; the two differ by the dilution itself.
    pub of: DilutionOf,
    /// What the waste carries; a metal not named is not in it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<String, Grade>,
}

/// What a dilution is a fraction of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DilutionOf {
    /// Waste over ore.
    Ore,
    /// Waste over ore and waste together.
    Feed,
}

/// How much of a metal fed goes into a product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// Which metal.
    pub metal: String,
    /// Into which product.
    pub product: String,
    /// The part of the metal fed.
    pub fraction: Series<Fraction>,
}

impl Modifying {
    /// The feed that ore in place gives.
    pub fn feed(&self, in_place: Tonnes) -> Tonnes {
        let mined = in_place.0 * self.mining_recovery.0;
        Tonnes(mined * (1.0 + self.waste_per_ore()))
    }

    /// The head grade, as mass per mass, of ore in place of grade `in_place`.
    pub fn head_grade(&self, metal: &str, in_place: f64) -> f64 {
        let waste = self.waste_per_ore();
        let carried = self.dilution.grades.get(metal).map_or(0.0, |grade| grade.fraction());
        (in_place + waste * carried) / (1.0 + waste)
    }

    /// Tonnes of waste taken along with each tonne of ore.
    fn waste_per_ore(&self) -> f64 {
        let fraction = self.dilution.fraction.0;
        match self.dilution.of {
            DilutionOf::Ore => fraction,
            DilutionOf::Feed => fraction / (1.0 - fraction),
        }
    }
}

//! Quantities: the type that everything after the grammar reads.

use std::ops::Range;

use oreproof_units::{Amount, Basis, Bound, Ownership, Period, Unit};
use serde::Serialize;

use crate::category::Categories;
use crate::commodity::Commodity;

/// What a quantity is a quantity of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the field's own and are defined in docs/grammar.md")]
pub enum Kind {
    OreTonnage,
    Contained,
    Grade,
    GradeEquivalent,
    Cutoff,
    Intercept,
    Depth,
    DrillingLength,
    Production,
    SalesVolume,
    ExportVolume,
    Recovery,
    Price,
    Revenue,
    ExportValue,
    ValuationGross,
    Npv,
    Irr,
    DiscountRate,
    Capex,
    Cost,
    Investment,
    Funding,
    Cash,
    Debt,
    RoyaltyRate,
    TaxRate,
    Ownership,
    Share,
    Change,
    Jobs,
    Count,
    Duration,
    MineLife,
    Area,
    Distance,
    Other,
}

impl Kind {
    /// Rock or metal that has not been mined.
    pub fn is_in_ground(self) -> bool {
        matches!(self, Self::OreTonnage | Self::Contained)
    }
}

/// How a statement stands to the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// A plan, target, forecast, offer or expectation.
    Promise,
    /// A judgement of something present that was not directly observed.
    Estimate,
    /// Recorded as fact.
    Measured,
    /// An estimate or record of an earlier time, given as such.
    Historic,
    /// Denied, withdrawn, or said not to hold.
    Negated,
}

/// A number with its unit, and what the text says of it.
///
/// Byte and token ranges lie in the reading it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// From the first digit, sign or number word to the end of the unit, in bytes.
    pub bytes: Range<usize>,
    /// The same in tokens.
    pub tokens: Range<usize>,
    /// The sentence it stands in, in `Reading::sentences`.
    pub sentence: usize,
    /// The paragraph it stands in, in `Reading::paragraphs`.
    pub paragraph: usize,
    /// How much, with scale words multiplied out.
    pub amount: Amount,
    /// Half of one unit of the last written place, in the unit: how far rounding may have moved it.
    pub rounding: f64,
    /// Significant figures as written.
    pub figures: u8,
    /// The unit; `None` where the text gives none and needs one.
    pub unit: Option<Unit>,
    /// For counts, the token of the noun; where the noun is left out, the noun of the sentence before.
    pub noun: Option<usize>,
    /// What it is a quantity of.
    pub kind: Kind,
    /// What the words around it say of its bounds.
    pub bound: Option<Bound>,
    /// The first token of the words that bound it (`up to`), where there are any.
    pub bound_token: Option<usize>,
    /// The commodity.
    pub commodity: Option<Commodity>,
    /// The place, as a token range.
    pub place: Option<Range<usize>>,
    /// The date or period that the value refers to.
    pub as_of: Option<Period>,
    /// Resource and reserve categories it carries, its own or inherited from a repeat.
    pub category: Categories,
    /// The quantity it repeats, and inherits category, grade and date from.
    pub repeats: Option<usize>,
    /// Where on the road from rock to sale it stands, when the text says.
    pub basis: Option<Basis>,
    /// Whose share it counts, when the text says.
    pub ownership: Option<Ownership>,
    /// Who says so, in `Reading::speakers`.
    pub speaker: Option<usize>,
    /// How it stands to the facts.
    pub modality: Modality,
}

impl Quantity {
    /// The one value, or the middle of a closed range.
    pub fn value(&self) -> f64 {
        self.amount.middle().unwrap_or(f64::NAN)
    }

    /// Rock or metal in the ground, not negated.
    pub fn is_in_ground(&self) -> bool {
        self.kind.is_in_ground() && self.modality != Modality::Negated
    }

    /// A sum of money, whatever it is for.
    pub fn is_money(&self) -> bool {
        self.unit.is_some_and(Unit::is_money)
    }

    /// The value turned into tonnes, where the unit is a mass or a mass a year.
    ///
    /// A bare ton counts as a tonne here: good enough to compare sizes, never to print.
    pub fn tonnes(&self) -> Option<f64> {
        let unit = self.unit.filter(|unit| unit.of.is_mass())?;
        Some(self.value() * tonnes_per(unit.of)?)
    }
}

/// Tonnes in one of a unit of mass; a bare ton counts as a tonne.
pub fn tonnes_per(base: oreproof_units::Base) -> Option<f64> {
    use oreproof_units::Base;
    Some(match base {
        Base::Tonne | Base::Ton => 1.0,
        Base::ShortTon => 0.907_184_74,
        Base::LongTon => 1.016_046_908_8,
        Base::Kilogram => 1e-3,
        Base::Gram => 1e-6,
        Base::Pound => 0.453_592_37e-3,
        Base::TroyOunce => 31.103_476_8e-6,
        Base::Carat => 0.2e-6,
        _ => return None,
    })
}

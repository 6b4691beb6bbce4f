//! Quantities of an exploration target.

use oreproof_promise::{Category, Kind, Modality, Quantity};
use oreproof_units::Unit;

/// A tonnage or grade of an exploration target that is not denied.
pub(crate) fn is_target(quantity: &Quantity) -> bool {
    let kind = is_target_tonnage(quantity)
        || quantity.kind == Kind::Grade && quantity.unit.is_some_and(Unit::is_grade);
    kind && quantity.category.has(Category::Target) && quantity.modality != Modality::Negated
}

/// A tonnage or content of one.
pub(crate) fn is_target_tonnage(quantity: &Quantity) -> bool {
    quantity.kind.is_in_ground()
        && quantity.category.has(Category::Target)
        && quantity.modality != Modality::Negated
}

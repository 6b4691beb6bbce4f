//! What an estimate carries, as several rules of this family ask.

use oreproof_promise::{Kind, Modality, Quantity, Reading};

/// A rock tonnage or contained amount in the ground that is not denied.
pub(crate) fn is_stock(quantity: &Quantity) -> bool {
    quantity.kind.is_in_ground()
        && quantity.modality != Modality::Negated
        && quantity.unit.is_some_and(|u| u.is_mass())
}

/// One that carries a category of a code.
pub(crate) fn is_categorised(quantity: &Quantity) -> bool {
    is_stock(quantity) && quantity.category.is_categorised()
}

/// One that carries a resource category.
pub(crate) fn is_resource(quantity: &Quantity) -> bool {
    is_stock(quantity) && quantity.category.is_resource()
}

/// One that carries a reserve category.
pub(crate) fn is_reserve(quantity: &Quantity) -> bool {
    is_stock(quantity) && quantity.category.is_reserve()
}

/// The first quantity of a document that passes a test.
pub(crate) fn first<'a>(
    reading: &'a Reading<'_>,
    test: impl Fn(&Quantity) -> bool,
) -> Option<&'a Quantity> {
    reading.quantities.iter().find(|quantity| test(quantity))
}

/// For each paragraph, whether a quantity with a category of a code stands in it.
pub(crate) fn categorised_paragraphs(reading: &Reading<'_>) -> Vec<bool> {
    let mut paragraphs = vec![false; reading.paragraphs.len()];
    for quantity in &reading.quantities {
        paragraphs[quantity.paragraph] |= quantity.category.is_categorised();
    }
    paragraphs
}

/// Whether a quantity is a grade, of one metal or equivalent.
pub(crate) fn is_grade(quantity: &Quantity) -> bool {
    matches!(quantity.kind, Kind::Grade | Kind::GradeEquivalent)
}

//! Whether two quantities speak of the same thing.

use oreproof_promise::{Kind, Modality, Quantity, Reading, Sentence};

/// Where a quantity begins, with the words that bound it.
pub(crate) fn begins(quantity: &Quantity) -> usize {
    let bound = quantity.bound_token.filter(|token| *token < quantity.tokens.start);
    bound.unwrap_or(quantity.tokens.start)
}

/// Whether one of these words stands right before a quantity and its “about” or “over”.
pub(crate) fn follows(reading: &Reading<'_>, quantity: &Quantity, words: &[&str]) -> bool {
    let start = begins(quantity);
    let cursor = reading.cursor();
    let article = start > 0 && cursor.is_any(start - 1, &["a", "an", "the", "some"]);
    let before = start.checked_sub(if article { 2 } else { 1 });
    before.is_some_and(|at| cursor.is_any(at, words))
}

/// Whether a quantity is the value that another is compared with.
pub(crate) fn is_compared(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let joined = follows(reading, quantity, &["with", "to"]);
    let at = begins(quantity);
    let compared =
        joined && at >= 2 && reading.cursor().is_any(at - 2, &["compared", "comparison"]);
    compared || follows(reading, quantity, &["from", "against", "than", "versus", "vs"])
}

/// Whether neither names a commodity that the other does not.
pub(crate) fn same_commodity(a: &Quantity, b: &Quantity) -> bool {
    match (a.commodity, b.commodity) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Whether neither names a place that the other does not.
pub(crate) fn same_place(reading: &Reading<'_>, a: &Quantity, b: &Quantity) -> bool {
    match (&a.place, &b.place) {
        (Some(a), Some(b)) => {
            reading.words(a.clone()).eq_ignore_ascii_case(reading.words(b.clone()))
        }
        _ => true,
    }
}

/// Whether two quantities could be added: one unit and one kind.
///
/// Money of different metals adds up; tonnes of different metals do not.
pub(crate) fn adds(a: &Quantity, b: &Quantity) -> bool {
    let volume = |kind| matches!(kind, Kind::Production | Kind::SalesVolume | Kind::ExportVolume);
    let length = |q: &Quantity| q.unit.is_some_and(|unit| unit.of.is_length());
    let kinds = a.kind == b.kind
        || volume(a.kind) && volume(b.kind)
        || length(a) && length(b)
        || a.kind == Kind::Other
        || b.kind == Kind::Other;
    a.unit.is_some() && a.unit == b.unit && kinds && (a.is_money() || same_commodity(a, b))
}

/// Whether two rows of a table could be added, whatever their few words make of their kind.
pub(crate) fn adds_as_rows(a: &Quantity, b: &Quantity) -> bool {
    let mass = a.unit.is_some_and(|unit| unit.of.is_mass());
    // Rock and the metal in it are both masses in the ground, and never add.
    let both_in_ground = a.kind.is_in_ground() && b.kind.is_in_ground();
    adds(a, b) || mass && !both_in_ground && a.unit == b.unit && same_commodity(a, b)
}

/// Whether a number can be reckoned with: one value, not denied.
pub(crate) fn is_plain(quantity: &Quantity) -> bool {
    quantity.modality != Modality::Negated && quantity.amount.value().is_some()
}

/// How many quantities a sentence may hold for its sums to be looked for. Running text has
/// a dozen; a data dump without a full stop has more, and means no sum.
const MOST: usize = 128;

/// Whether a sentence has quantities, and few enough to be prose or a row.
pub(crate) fn is_prose(sentence: &Sentence) -> bool {
    (1..=MOST).contains(&sentence.quantities.len()) && is_short(sentence)
}

/// Whether a sentence is short enough for its words to be looked at from each of them.
/// Longer ones are data without full stops, whose reading must stay linear.
pub(crate) fn is_short(sentence: &Sentence) -> bool {
    sentence.tokens.len() <= 2_000
}

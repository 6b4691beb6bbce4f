//! Amounts of money said of what lies in the ground.

use oreproof_promise::{Kind, Modality, Quantity, Sentence};

use crate::document::Document;
use crate::words;

/// The amounts of a sentence that are said to be the worth of what lies in the ground.
///
/// None where the sentence denies it or speaks of trade, investment or a net value.
pub(crate) fn amounts<'a>(document: &Document<'a>, sentence: &'a Sentence) -> impl Iterator<Item = &'a Quantity> + use<'a> {
    let silent = sentence.quantities.is_empty() || sentence.cues.has(words::TRADE) || document.denies(sentence);
    let quantities = if silent { &[] } else { document.reading.quantities_in(sentence) };
    quantities.iter().filter(|quantity| {
        quantity.kind == Kind::ValuationGross && quantity.modality != Modality::Negated && quantity.is_money()
    })
}

//! Estimates of an earlier time.

use oreproof_promise::{Quantity, Sentence, TokenKind, vocabulary as v};

use crate::cat::{basis, words};
use crate::document::Document;

/// How many years make an estimate historical.
const YEARS: i16 = 20;

/// Whether an in-ground quantity is given as an estimate of an earlier time: a word that says so,
/// or the year, twenty or more before the document, of the work that gave it.
pub(crate) fn is_old(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    if !basis::is_stock(quantity) || quantity.category.is_categorised() && quantity.repeats.is_some() {
        return false;
    }
    document.paragraph_says(sentence.paragraph, v::HISTORIC) || sentence.cues.has(words::OLD_WORK) && !quantity.category.is_categorised() && old_year(document, sentence)
}

/// Whether a year at least twenty before the document stands in a sentence.
fn old_year(document: &Document<'_>, sentence: &Sentence) -> bool {
    let Some(date) = document.date() else { return false };
    let cursor = document.reading.cursor();
    sentence.tokens.clone().any(|at| {
        let raw = cursor.raw(at);
        let year = (cursor.kind(at) == TokenKind::Number && raw.len() == 4).then(|| raw.parse::<i16>().ok()).flatten();
        year.is_some_and(|year| (1800..=date.year() - YEARS).contains(&year) && !is_amount(document, sentence, at))
    })
}

/// Whether the number at a token belongs to a quantity.
fn is_amount(document: &Document<'_>, sentence: &Sentence, at: usize) -> bool {
    document.reading.quantities_in(sentence).iter().any(|quantity| quantity.tokens.contains(&at))
}

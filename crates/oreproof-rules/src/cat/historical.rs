//! Estimates of an earlier time.

use oreproof_promise::{Modality, Quantity, Sentence};

use crate::cat::{basis, words as cat};
use crate::document::Document;
use crate::words;

/// How many years make an estimate historical.
const YEARS: i16 = 20;

/// Whether an in-ground quantity is given as an estimate of an earlier time: by a word or a year
/// that says so, and not by the code in force.
pub(crate) fn is_old(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    if !basis::is_stock(quantity) {
        return false;
    }
    if !quantity.category.is_categorised() {
        return quantity.modality == Modality::Historic
            || is_dated_long_ago(document, quantity)
            || continues_old(document, quantity, sentence);
    }
    // “The old estimate was replaced by an Indicated Resource (JORC)” is of today.
    quantity.repeats.is_none()
        && !sentence.cues.has(words::REPORTING_CODE)
        && !sentence.cues.has(cat::REPLACED)
        && (quantity.modality == Modality::Historic || is_dated_long_ago(document, quantity))
}

/// Whether the day or period that a quantity refers to lies twenty years back.
fn is_dated_long_ago(document: &Document<'_>, quantity: &Quantity) -> bool {
    let years = document.date().zip(quantity.as_of);
    years.is_some_and(|(date, as_of)| as_of.last.year() <= date.year() - YEARS)
}

/// “The only estimate dates from 1971. It put the field at 8 million tonnes.”: the sentence goes
/// on from one that is dated twenty years back.
fn continues_old(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (Some(date), Some(before)) = (document.date(), quantity.sentence.checked_sub(1)) else {
        return false;
    };
    let before = &reading.sentences[before];
    let goes_on = cursor.is_any(sentence.tokens.start, &["it", "they", "that", "this"])
        || sentence.cues.has(cat::THAT_YEAR);
    let dates = reading.dates_in(before);
    goes_on
        && before.paragraph == sentence.paragraph
        && !dates.is_empty()
        && dates.iter().all(|dated| dated.period.last.year() <= date.year() - YEARS)
}

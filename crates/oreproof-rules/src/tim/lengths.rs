//! How long the period is that a value refers to.

use std::ops::Range;

use oreproof_promise::{Sentence, What};
use oreproof_units::Base;

use crate::document::Document;
use crate::tim::words;

/// The months of the first period named in a stretch of a sentence; a day has none.
///
/// A period may be named without its year: `in the quarter`, `for the nine months`.
pub(crate) fn months(
    document: &Document<'_>,
    sentence: &Sentence,
    tokens: Range<usize>,
) -> Option<i32> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let dated = reading
        .dates_in(sentence)
        .iter()
        .filter(|dated| !matches!(dated.what, What::Day | What::Week | What::Decade))
        .map(|dated| (dated.tokens.start, dated.period.months()));
    let counted = reading.quantities_in(sentence).iter().filter_map(|q| {
        let months = q
            .unit
            .filter(|unit| unit.of == Base::Month && unit.per.is_none())
            .and(q.amount.value())?;
        Some((q.tokens.start, months as i32))
    });
    let named = reading.hits_in(sentence, words::PERIOD).filter_map(|hit| {
        let at = hit.token as usize;
        // “An increase of a quarter” is no period.
        let definite = at > 0
            && cursor.is_any(
                at - 1,
                &[
                    "the", "this", "last", "that", "first", "second", "third", "fourth", "full",
                    "whole", "previous",
                ],
            );
        let months = if cursor.is(at, "quarter") {
            3
        } else if cursor.is(at, "half") {
            6
        } else {
            12
        };
        definite.then_some((at, months))
    });
    let first = dated
        .chain(counted)
        .chain(named)
        .filter(|(at, _)| tokens.contains(at))
        .min_by_key(|(at, _)| *at);
    first.map(|(_, months)| months)
}

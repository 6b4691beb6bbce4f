//! Drill intercepts: a length with its grade.

use oreproof_promise::{Kind, Modality, Quantity};

use crate::document::Document;

/// The first length of a document that is reported with its grade.
pub(crate) fn first<'a>(document: &Document<'a>) -> Option<&'a Quantity> {
    let quantities = &document.reading.quantities;
    let graded = |pair: &&[Quantity]| {
        let [length, grade] = pair else { return false };
        length.kind == Kind::Intercept
            && grade.kind == Kind::Grade
            && length.sentence == grade.sentence
            && grade.tokens.start - length.tokens.end <= 4
            && length.modality != Modality::Negated
    };
    quantities.windows(2).find(graded).map(|pair| &pair[0])
}

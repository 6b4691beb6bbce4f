//! Whether a sentence says that something is so, or only that it may be.

use oreproof_promise::{Case, Hit, Sentence};

use crate::document::Document;
use crate::stg::words;

/// Whether a sentence hangs on a condition: subject to, if, may, could.
pub(crate) fn is_conditional(document: &Document<'_>, sentence: &Sentence) -> bool {
    document.reading.hits_in(sentence, words::CONDITIONAL).any(|hit| !is_month(document, hit))
}

/// Whether a phrase is the month of May rather than the verb.
pub(crate) fn is_month(document: &Document<'_>, hit: &Hit) -> bool {
    let cursor = document.reading.cursor();
    let at = hit.token as usize;
    cursor.is(at, "may") && cursor.tokens[at].case != Case::Lower
}

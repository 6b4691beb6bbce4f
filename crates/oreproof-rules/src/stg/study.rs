//! Whether a document shows a study that can carry a decision to mine.

use oreproof_promise::Hit;

use crate::document::Document;
use crate::stg::words;

/// Whether a feasibility or pre-feasibility study is named that is neither denied nor still to come.
pub(crate) fn is_shown(document: &Document<'_>) -> bool {
    let reading = document.reading;
    reading.sentences_with(words::COMPLETED_STUDY).any(|(_, sentence)| {
        !document.denies(sentence)
            && reading
                .hits_in(sentence, words::COMPLETED_STUDY)
                .any(|hit| !is_to_come(document, hit))
    })
}

/// Whether a preliminary assessment is named that is neither denied nor still to come.
pub(crate) fn is_begun(document: &Document<'_>) -> bool {
    let reading = document.reading;
    reading.sentences_with(words::PRELIMINARY).any(|(_, sentence)| {
        !document.denies(sentence)
            && reading.hits_in(sentence, words::PRELIMINARY).any(|hit| !is_to_come(document, hit))
    })
}

/// Whether every preliminary assessment that a text names is still to come.
pub(crate) fn is_all_to_come(document: &Document<'_>) -> bool {
    document.reading.hits_of(words::PRELIMINARY).all(|hit| is_to_come(document, hit))
}

/// Whether words close to a study say that it is still to come: `under way`, `will be completed`.
fn is_to_come(document: &Document<'_>, study: &Hit) -> bool {
    let reading = document.reading;
    let sentence = &reading.sentences[reading.sentence_at(study.token as usize)];
    let clause = |from: u32, to: u32| {
        !(from..to).any(|at| matches!(reading.cursor().raw(at as usize), "," | ";" | "and"))
    };
    reading.hits_in(sentence, words::NOT_DONE).any(|hit| {
        let behind =
            hit.token >= study.end && hit.token - study.end <= 5 && clause(study.end, hit.token);
        behind || hit.end <= study.token && study.token - hit.end <= 2
    })
}

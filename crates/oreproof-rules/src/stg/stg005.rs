//! # A non-binding instrument called secure
//!
//! A letter of interest owes nobody a dollar.
//!
//! ## Fires when
//!
//! Secured, fully funded, committed, guaranteed, locked in or the like is said of money or
//! buyers, and the same sentence or paragraph shows that the instrument is soft (letter of
//! interest or intent, term sheet, indicative, non-binding, subject to).
//!
//! ## Silent when
//!
//! The sentence holds a NEGATION word.
//!
//! ## Underlines
//!
//! The word with its object.
//! Every use.

use std::ops::Range;

use oreproof_promise::{Hit, Sentence, vocabulary as v};

use crate::stg::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const STG005: Rule = Rule {
    code: "STG005",
    name: "nonbinding-as-secured",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "“{phrase}” rests on a non-binding instrument",
    help: "say indicative, and list what must happen before the money or the purchase is owed",
    norm: "ASIC INFO 214 (funding); ASX GN 8; NI 51-102 s.4A.2",
    fires_on: &[
        Example::new("Funding is secured under a letter of interest."),
        Example::new("The project is fully funded under a non-binding term sheet."),
        Example::new("Financing of €210 million is locked in through an indicative term sheet."),
        Example::new(
            "Buyers are guaranteed: two firms have sent letters of intent for the output, and sales are secured.",
        ),
        Example::new("We have guaranteed buyers for ten years under memoranda of understanding."),
    ],
    silent_on: &[
        Example::new("A bank has sent a letter of interest; no funding is committed."),
        Example::new("The letter of interest commits nobody, and no funding is secured."),
        Example::new("The bank has committed US$40 million under a signed loan."),
        Example::new("The fence has been secured."),
        Example::new("A letter of intent was signed; an older loan is secured on the plant."),
    ],
    source: include_str!("stg005.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let is_soft = |sentence: &Sentence| {
        sentence.cues.has(v::SOFT_INSTRUMENT) || sentence.cues.has(words::SOFT_FUND)
    };
    for (_, sentence) in reading.sentences_with(words::SECURED) {
        if document.denies(sentence) {
            continue;
        }
        // The soft instrument belongs to this sentence, or to a neighbour that does not deny it.
        let neighbours = reading.sentences_of(sentence.paragraph);
        let soft =
            is_soft(sentence) || neighbours.iter().any(|s| is_soft(s) && !document.denies(s));
        if !soft {
            continue;
        }
        for hit in reading.hits_in(sentence, words::SECURED) {
            let Some(tokens) = object(document, sentence, hit) else { continue };
            let bytes = reading.bytes(tokens);
            let message = format!("“{}” rests on a non-binding instrument", reading.quote(&bytes));
            sink.fire(bytes, message);
        }
    }
}

/// The word with the money or the buyers it is said of, behind or before it.
fn object(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let (token, end) = (hit.token as usize, hit.end as usize);
    // A loan secured on the plant has a pledge behind it, not a promise.
    if reading.cursor().is_any(end, &["on", "against", "over"])
        && reading.cursor().is(token, "secured")
    {
        return None;
    }
    let amount = reading
        .quantities_in(sentence)
        .iter()
        .find(|q| q.is_money() && q.tokens.start >= end && q.tokens.start - end <= 3);
    if let Some(amount) = amount {
        return Some(token..amount.tokens.end);
    }
    let object = |reach: usize| {
        reading
            .hits_in(sentence, words::FUND_OBJECT)
            .find(move |o| o.token as usize >= end && o.token as usize - end <= reach)
    };
    let before = reading
        .hits_in(sentence, words::FUND_OBJECT)
        .any(|o| o.end as usize <= token && token - o.end as usize <= 10)
        || reading
            .quantities_in(sentence)
            .iter()
            .any(|q| q.is_money() && q.tokens.end <= token && token - q.tokens.end <= 10);
    match object(4) {
        Some(object) => Some(token..object.end as usize),
        // “Fully funded” names its object itself.
        None => (before || reading.cursor().is(token, "fully")).then_some(token..end),
    }
}

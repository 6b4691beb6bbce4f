//! # Production announced without a study
//!
//! A start date without a feasibility study rests on nothing that a lender would read.
//!
//! ## Fires when
//!
//! The start of construction, mining, production or extraction is stated as certain (will
//! start, will begin, will mine, will extract, production decision) and no completed pre-
//! feasibility or feasibility study is mentioned.
//!
//! ## Silent when
//!
//! The project already produces; or a completed study is named.
//!
//! ## Underlines
//!
//! The verb phrase with its date or quantity; the first one.
//! Once per document.

use std::ops::Range;

use oreproof_promise::{FormGroup, Hit, Sentence};

use crate::stg::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const STG004: Rule = Rule {
    code: "STG004",
    name: "production-without-study",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer, FormGroup::State]),
    tier: 2,
    message: "production announced with no feasibility study shown",
    help: "name the study and its date, or say that the decision was taken without one and what that risks",
    norm: "43-101CP s.4.2(6) (production decision); JORC 2012 cl.29; ASIC INFO 214",
    fires_on: &[
        Example::new("Mining will begin next spring."),
        Example::new("Construction of the pit will start in May, the minister told the House."),
        Example::new("The company has taken a production decision."),
        Example::new("From March the consortium will extract 4,000 tonnes of ore a month."),
    ],
    silent_on: &[
        Example::new("Mining will begin next spring, on the feasibility study completed in March."),
        Example::new("The pre-feasibility study is complete, and construction will start in May."),
        Example::new(
            "The mine produced 4,000 tonnes last year; mining will begin in the south pit in May.",
        ),
        Example::new("Drilling will begin in May."),
    ],
    source: include_str!("stg004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if document.shows_operation() || shows_study(document) {
        return;
    }
    for sentence in &reading.sentences {
        if document.denies(sentence) {
            continue;
        }
        let mine = reading.hits_in(sentence, words::WILL_MINE).next();
        let start = reading
            .hits_in(sentence, words::START)
            .find(|hit| starts_mining(document, sentence, hit));
        if let Some(hit) = mine.into_iter().chain(start).min_by_key(|hit| hit.token) {
            sink.fire(
                reading.bytes(phrase(document, sentence, hit)),
                "production announced with no feasibility study shown",
            );
            return;
        }
    }
}

/// Whether a completed feasibility or pre-feasibility study is named without being denied.
fn shows_study(document: &Document<'_>) -> bool {
    document
        .reading
        .sentences_with(words::COMPLETED_STUDY)
        .any(|(_, sentence)| !document.denies(sentence))
}

/// Whether it is mining, production or construction that starts: named closely before the verb, or as its object.
fn starts_mining(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let near = |what: &Hit| {
        what.end <= hit.token && hit.token - what.end <= 6
            || what.token >= hit.end && what.token - hit.end <= 4
    };
    document.reading.hits_in(sentence, words::START_WHAT).any(near)
}

/// The verb with its subject, date or quantity: `production will start in 2026`.
fn phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Range<usize> {
    let reading = document.reading;
    let (token, end) = (hit.token as usize, hit.end as usize);
    let subject = reading
        .hits_in(sentence, words::START_WHAT)
        .filter(|what| what.end as usize == token)
        .last();
    let quantity = reading
        .quantities_in(sentence)
        .iter()
        .find(|q| q.tokens.start >= end && q.tokens.start <= end + 6);
    let year = || {
        (end..(end + 6).min(sentence.tokens.end))
            .find(|&at| document.year_at(at).is_some())
            .map(|at| at + 1)
    };
    let last = quantity.map(|q| q.tokens.end).or_else(year).unwrap_or(end);
    subject.map_or(token, |what| what.token as usize)..last
}

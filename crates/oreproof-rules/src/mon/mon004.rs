//! # Jobs of what kind
//!
//! A thousand builders for a year and a thousand miners for thirty are not the same thousand.
//!
//! ## Fires when
//!
//! A number of jobs is promised without direct or indirect, building or running, or the study
//! it comes from, in the sentence.
//!
//! ## Silent when
//!
//! Any of these is given.
//!
//! ## Underlines
//!
//! The number with its noun.
//! Every number.

use oreproof_promise::{Hit, Kind, Modality, Quantity, Sentence, vocabulary as v};

use crate::mon::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const MON004: Rule = Rule {
    code: "MON004",
    name: "jobs-unqualified",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "jobs of what kind, and for how long?",
    help: "split direct from indirect and construction from operation, and name the source",
    norm: "EITI Standard 2023 Req. 6.3; ASIC INFO 214",
    fires_on: &[
        Example::new("The smelter will create 9,000 jobs."),
        Example::new("The mine will bring 2,000 jobs to the valley."),
        Example::new("Up to 45,000 jobs are on their way, the ministry says."),
        Example::new("It will give work to 6,000 young people."),
        Example::new("Employment of 5,000 nationals is foreseen."),
    ],
    silent_on: &[
        Example::new("The smelter would need 900 people to build it and 250 to run it."),
        Example::new("The study counts 320 people to build the mine and 180 to run it."),
        Example::new("The mine employs 400 people."),
        Example::new("About 850 people would be employed directly."),
        Example::new("The plan would not create 9,000 jobs."),
    ],
    source: include_str!("mon004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for (quantity, sentence) in document.quantities() {
        if is_promised(document, quantity, sentence)
            && !sentence.cues.has(words::JOB_KIND)
            && !document.denies(sentence)
        {
            sink.fire(quantity.bytes.clone(), "jobs of what kind, and for how long?");
        }
    }
}

/// Jobs that are to come, or people for whom there is to be work.
fn is_promised(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    match quantity.kind {
        Kind::Jobs => quantity.modality == Modality::Promise,
        Kind::Count => {
            let near = |hit: &Hit| {
                hit.end as usize <= quantity.tokens.start
                    && quantity.tokens.start - hit.end as usize <= 3
            };
            let people =
                quantity.noun.is_some_and(|noun| document.reading.cursor().is_any(noun, PEOPLE));
            people
                && sentence.cues.has(v::PROMISE)
                && document.reading.hits_in(sentence, words::WORK).any(near)
        }
        _ => false,
    }
}

/// Count nouns for people.
const PEOPLE: &[&str] = &["people", "person", "persons", "nationals", "workers", "employees"];

//! # A promise that nobody mentions again
//!
//! A date was set, the date went by, and no later document of the case says what became of it.
//!
//! ## Fires when
//!
//! A dated promise of this document falls before the date of the latest document of the dossier,
//! and no later document shows it kept, moved or withdrawn.
//!
//! ## Silent when
//!
//! A later document reports the outcome, or speaks of the same thing with a date of its own; or
//! there is no dossier, in which case the rule says what it lacks.
//!
//! ## Underlines
//!
//! The date of the promise, with its verb.
//! Every promise.

use std::ops::Range;

use jiff::civil::Date;
use oreproof_promise::{Dated, Reading, Sentence};
use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::dos::{rank, words};
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::words as shared;

/// The rule.
pub const DOS003: Rule = Rule {
    code: "DOS003",
    name: "promise-lapsed",
    severity: Severity::Warn,
    decided_by: DecidedBy::Dossier,
    forms: Forms::All,
    tier: 3,
    message: "promised for {date}; nothing since",
    help: "write to the promiser, and record the answer or its absence",
    norm: "NI 51-102 s.5.8; IFCN commitment 5",
    fires_on: &[],
    silent_on: &[
        Example::new("A 2023 notice moved the refinery to 2026."),
        Example::new("The refinery opened in 2023."),
    ],
    source: include_str!("dos003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(today) = document.date() else { return };
    let mut promises =
        document.reading.sentences_with(shared::FUTURE).filter_map(|(_, sentence)| {
            promise(document, sentence, today).map(|(tokens, due)| (sentence, tokens, due))
        });
    let Some(dossier) = document.dossier else {
        if let Some((_, tokens, _)) = promises.next() {
            sink.needs(document.reading.bytes(tokens), "the later documents of the case");
        }
        return;
    };
    let later: Vec<&Reading<'_>> = dossier
        .documents
        .iter()
        .map(|(_, reading)| reading)
        .filter(|reading| rank::is_later(reading, document.reading))
        .collect();
    let Some(latest) = later.iter().filter_map(|reading| reading.about.date).max() else { return };
    let mut answered: Option<FxHashSet<u16>> = None;
    for (sentence, tokens, due) in promises {
        if due.period.last >= latest {
            continue;
        }
        let answered = answered
            .get_or_insert_with(|| later.iter().flat_map(|reading| outcomes(reading)).collect());
        let things = document.reading.hits_in(sentence, words::THING);
        if things.map(|hit| hit.phrase).any(|thing| answered.contains(&thing)) {
            continue;
        }
        let date = document.reading.quote(&due.bytes);
        sink.fire(document.reading.bytes(tokens), format!("promised for {date}; nothing since"));
    }
}

/// A dated promise of a sentence: from its verb to its date.
fn promise<'a>(
    document: &Document<'a>,
    sentence: &Sentence,
    today: Date,
) -> Option<(Range<usize>, &'a Dated)> {
    let reading = document.reading;
    if document.denies(sentence) || !sentence.cues.has(words::THING) {
        return None;
    }
    reading.hits_in(sentence, shared::FUTURE).find_map(|verb| {
        let due = reading.dates_in(sentence).iter().find(|dated| {
            let (start, end) = (dated.tokens.start, verb.end as usize);
            start >= end && start - end <= 16 && dated.period.last > today
        })?;
        Some((verb.token as usize..due.tokens.end, due))
    })
}

/// The things of which a document says what became of them, or names a new date.
fn outcomes(reading: &Reading<'_>) -> Vec<u16> {
    let tells = |sentence: &Sentence| {
        sentence.cues.has(words::OUTCOME) || !reading.dates_in(sentence).is_empty()
    };
    let sentences = reading.sentences_with(words::THING).filter(|(_, sentence)| tells(sentence));
    sentences
        .flat_map(|(_, sentence)| reading.hits_in(sentence, words::THING))
        .map(|hit| hit.phrase)
        .collect()
}

//! # Export before exploration
//!
//! Rock is looked for, measured, mined, treated and sold, in that order. A plan that begins
//! with the sale can only be served from a mine or a stock that is there already.
//!
//! ## Fires when
//!
//! One sentence puts steps in order (first, then, followed by, lastly), and looking or
//! studying comes after mining, treating or selling.
//!
//! ## Silent when
//!
//! The steps stand in their order; the sentence tells what was done; or the text gives the
//! output or sales of a mine that works, from which the first sale can come.
//!
//! ## Underlines
//!
//! From the first step to the last.
//! Every sentence.

use oreproof_promise::{Cue, Hit, Kind, Modality, Sentence};

use crate::tim::words;
use crate::words as shared;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const TIM007: Rule = Rule {
    code: "TIM007",
    name: "steps-out-of-order",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 3,
    message: "{late} is to come after {early}",
    help: "say what stock or mine the first step is to be served from; without one, exploration and a study come first",
    norm: "CRIRSCO Template (exploration results, resources, reserves); 43-101CP s.4.2(6)",
    fires_on: &[
        Example::new(
            "The plan is to first export antimony and copper, followed by processing plants, and lastly exploration in various areas.",
        ),
        Example::new(
            "Shipments will start this year, then a refinery will be built, and exploration will follow later.",
        ),
        Example::new("We shall first sell the ore; drilling comes after that."),
        Example::new(
            "Initially the partners will export concentrate, and subsequently they will carry out a feasibility study.",
        ),
        Example::new("The company will begin by mining the ridge and only then explore it."),
    ],
    silent_on: &[
        Example::new(
            "The company will first explore the ridge, then study it, and finally build a mine.",
        ),
        Example::new("The plan is to first drill, followed by mining and, lastly, export."),
        Example::new(
            "The mine produced 4,000 t of tin in 2024. It will first ship the stock and then resume exploration.",
        ),
        Example::new(
            "The company first exported ore, then explored the north, the historian wrote.",
        ),
        Example::new("First exports are planned for 2030."),
        Example::new("Exploration will be followed by a feasibility study and then by mining."),
    ],
    source: include_str!("tim007.rs"),
    check,
};

/// The steps of the road, each with the words for it and its place.
const STEPS: [(Cue, u8, &str); 5] = [
    (words::STEP_EXPLORE, 0, "exploration"),
    (words::STEP_STUDY, 1, "the study"),
    (words::STEP_MINE, 3, "mining"),
    (words::STEP_PROCESS, 4, "processing"),
    (words::STEP_SELL, 5, "export"),
];

/// Places from here on need what the earlier ones find out.
const LATE: u8 = 3;

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !document.says(words::STEP_NEXT) || gives_output(document) {
        return;
    }
    for (_, sentence) in reading.sentences_with(words::STEP_NEXT) {
        let planned = [shared::FUTURE, shared::INTEND, words::PLANNED]
            .iter()
            .any(|list| sentence.cues.has(*list));
        if !planned || sentence.tokens.len() > 120 {
            continue;
        }
        let steps = steps(document, sentence);
        let reversed = steps.windows(2).find(|pair| {
            let (early, late) = (pair[0].1, pair[1].1);
            early >= LATE && late < LATE
        });
        if let (Some(pair), Some(first), Some(last)) = (reversed, steps.first(), steps.last()) {
            let bytes = reading.bytes(first.0.token as usize..last.0.end as usize);
            sink.fire(bytes, format!("{} is to come after {}", pair[1].2, pair[0].2));
        }
    }
}

/// Whether the text gives the output or sales of a mine that works.
fn gives_output(document: &Document<'_>) -> bool {
    document.reading.quantities.iter().any(|q| {
        matches!(q.kind, Kind::Production | Kind::SalesVolume | Kind::ExportVolume)
            && q.modality == Modality::Measured
    })
}

/// One step for each part of the sentence that a word of order opens: the first that it names.
fn steps<'a>(document: &Document<'a>, sentence: &'a Sentence) -> Vec<(&'a Hit, u8, &'static str)> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let mut marks: Vec<usize> = [words::STEP_FIRST, words::STEP_NEXT]
        .iter()
        .flat_map(|list| reading.hits_in(sentence, *list))
        .map(|hit| hit.token as usize)
        .collect();
    marks.sort_unstable();
    marks.dedup();
    let mut named: Vec<(&Hit, u8, &'static str)> = STEPS
        .iter()
        .flat_map(|(list, place, name)| {
            reading.hits_in(sentence, *list).map(move |hit| (hit, *place, *name))
        })
        .collect();
    named.sort_by_key(|(hit, ..)| hit.token);
    // “Exploration will follow later”, “drilling comes after that”: the word of order stands
    // behind its step, so a clause opens at the comma before it.
    let part = |token: usize| {
        let opens = |at: &usize| matches!(cursor.raw(*at), "," | ";") || cursor.is(*at, "and");
        let clause = (sentence.tokens.start..token).rev().find(opens);
        let clause_marked = clause.is_some_and(|at| {
            let end = (token..sentence.tokens.end).find(opens).unwrap_or(sentence.tokens.end);
            marks.iter().any(|mark| (at..end).contains(mark))
        });
        match clause {
            Some(at) if clause_marked => at,
            _ => marks.iter().rev().find(|mark| **mark <= token).copied().unwrap_or(0),
        }
    };
    let mut found: Vec<(usize, (&Hit, u8, &'static str))> = Vec::new();
    for step in named {
        let part = part(step.0.token as usize);
        if found.last().is_none_or(|(last, _)| *last != part) {
            found.push((part, step));
        }
    }
    found.into_iter().map(|(_, step)| step).collect()
}

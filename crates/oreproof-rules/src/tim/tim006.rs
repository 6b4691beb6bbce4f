//! # A deadline that has passed
//!
//! A promise that is still printed after its date is either a mistake or a habit.
//!
//! ## Fires when
//!
//! A future-tense promise carries a date before that of the document.
//!
//! ## Silent when
//!
//! The text says that the date was missed.
//!
//! ## Underlines
//!
//! The date.
//! Every promise.

use oreproof_promise::{Dated, Hit, Sentence, vocabulary as v};

use crate::tim::words;
use crate::words as shared;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const TIM006: Rule = Rule {
    code: "TIM006",
    name: "deadline-already-passed",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "promised for {date}, which has passed",
    help: "ask what happened, and what the new date rests on",
    norm: "NI 51-102 s.5.8 (updating forward-looking information); IFCN commitment 5",
    fires_on: &[
        Example::new("Production will begin in 2023, the website says."),
        Example::new("The brochure says that the smelter will open in 2022."),
        Example::new("“Exports will start by June 2024,” reads the banner over the gate."),
        Example::new(
            "According to the website, the plant is to be finished before the end of 2021.",
        ),
        Example::new("By March 2025 every village will have power from the mine."),
    ],
    silent_on: &[
        Example::new("Production was to begin in 2023 and did not."),
        Example::new("The plant will open in 2027."),
        Example::new("The mine was to open in 2022 and did not."),
        Example::new("The Act of 2019 will be amended."),
        Example::new("The minister will defend the 2024 budget in the House."),
    ],
    source: include_str!("tim006.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(today) = document.date() else { return };
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(shared::FUTURE) {
        let dates = reading.dates_in(sentence);
        let passed = |dated: &&Dated| dated.period.last < today && !dated.relative;
        if !dates.iter().any(|dated| passed(&dated))
            || sentence.cues.has(words::MISSED)
            || document.denies(sentence)
        {
            continue;
        }
        for hit in reading.hits_in(sentence, shared::FUTURE) {
            let promised =
                |dated: &&Dated| passed(dated) && is_deadline(document, sentence, hit, dated);
            if let Some(dated) = dates.iter().find(promised) {
                let quote = reading.quote(&dated.bytes);
                sink.fire(dated.bytes.clone(), format!("promised for {quote}, which has passed"));
                break;
            }
        }
    }
}

/// Whether a date says when the promise falls due: `will open in 2023`, `In March the plant will open`.
fn is_deadline(document: &Document<'_>, sentence: &Sentence, promise: &Hit, dated: &Dated) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (start, end) = (dated.tokens.start, dated.tokens.end);
    let of_something = cursor.is_any(end, NAMED_BY_YEAR);
    let mut before = start.wrapping_sub(1);
    if cursor.is(before, "the") {
        before = before.wrapping_sub(1);
    }
    let timed = cursor.is_any(before, WHEN) || cursor.is_any(start, &["by", "in", "before"]);
    if !timed || of_something {
        return false;
    }
    let promise_end = promise.end as usize;
    if start < promise.token as usize {
        // “By June 2025 the road will be open”: at the head, with no other verb between.
        let head = reading.opens_sentence(before.min(start)) && !cursor.is(before, "of");
        let spoken = |hit: &Hit| (end..promise.token as usize).contains(&(hit.token as usize));
        return head && !reading.hits_in(sentence, v::SAY).any(spoken);
    }
    let clause = promise_end..before;
    let whole = !clause.clone().any(|at| matches!(cursor.raw(at), ";" | "." | "”" | "("));
    // “will be filed under the permit granted in March 2024”: the date of something else.
    let participle = before.checked_sub(1).filter(|at| clause.contains(at)).is_some_and(|at| {
        let word = cursor.lower(at);
        let passive = word.as_str().ends_with("ed") || PARTICIPLES.contains(&word.as_str());
        let own = (promise_end..at)
            .all(|i| cursor.is_any(i, &["be", "have", "been", "all", "also", "then", "finally"]));
        passive && !own
    });
    whole && clause.len() <= 16 && !participle
}

/// Words before the date of a promise.
const WHEN: &[&str] = &[
    "in", "by", "before", "from", "during", "until", "for", "on", "of", "early", "late", "mid",
    "-", "around", "about",
];

/// Participles without -ed whose date is their own.
const PARTICIPLES: &[&str] = &[
    "made", "done", "built", "given", "found", "begun", "held", "won", "drawn", "written", "sold",
    "taken",
];

/// What is named after a year rather than due in it.
const NAMED_BY_YEAR: &[&str] = &[
    "act",
    "law",
    "code",
    "survey",
    "estimate",
    "report",
    "study",
    "statement",
    "census",
    "agreement",
    "memorandum",
    "map",
    "budget",
    "accounts",
    "price",
    "prices",
    "dollars",
    "terms",
    "edition",
    "figures",
    "results",
    "season",
    "decree",
    "resource",
];

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

use std::ops::Range;

use jiff::civil::Date;
use oreproof_promise::vocabulary as v;

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
    ],
    silent_on: &[
        Example::new("Production was to begin in 2023 and did not."),
        Example::new("The plant will open in 2027."),
        Example::new("The mine was to open in 2022 and did not."),
        Example::new("The Act of 2019 will be amended."),
    ],
    source: include_str!("tim006.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(date) = document.date() else { return };
    let reading = document.reading;
    let cursor = reading.cursor();
    for (_, sentence) in reading.sentences_with(shared::FUTURE) {
        if sentence.cues.has(words::MISSED) || document.denies(sentence) {
            continue;
        }
        for hit in reading.hits_in(sentence, shared::FUTURE) {
            let end = hit.end as usize;
            let reach = end..(end + 14).min(sentence.tokens.end);
            let mut clause = reach.take_while(|&at| !matches!(cursor.raw(at), ";" | "." | "”"));
            let past = clause
                .find_map(|at| passed(document, at, date).filter(|_| is_deadline(document, at)));
            if let Some(tokens) = past {
                let bytes = reading.bytes(tokens);
                sink.fire(
                    bytes.clone(),
                    format!("promised for {}, which has passed", reading.quote(&bytes)),
                );
                break;
            }
        }
    }
}

/// The year, or the month and year, at a token, where it lies before the document.
fn passed(document: &Document<'_>, at: usize, date: Date) -> Option<Range<usize>> {
    let year = document.year_at(at)?;
    let reading = document.reading;
    let month = reading
        .hits_in(&reading.sentences[reading.sentence_at(at)], v::MONTH)
        .find(|hit| hit.end as usize == at);
    let first = month.map_or(at, |hit| hit.token as usize);
    // The list has the twelve months and then their abbreviations.
    let number = month.and_then(|hit| v::month_number(hit.phrase));
    let earlier = year == date.year() && number.is_some_and(|number| number < date.month());
    (year < date.year() || earlier).then_some(first..at + 1)
}

/// Whether the year stands where a deadline does: `in 2023`, `by June 2023`, `before the end of 2023`.
fn is_deadline(document: &Document<'_>, at: usize) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let Some(before) = at.checked_sub(1) else { return false };
    let month = reading
        .hits_in(&reading.sentences[reading.sentence_at(at)], v::MONTH)
        .any(|hit| hit.end as usize == at);
    let end_of = cursor.is(before, "of")
        && before > 0
        && cursor.is_any(
            before - 1,
            &[
                "end",
                "start",
                "beginning",
                "quarter",
                "half",
                "summer",
                "spring",
                "autumn",
                "winter",
                "middle",
            ],
        );
    let law = cursor.is_any(
        at + 1,
        &[
            "Act",
            "act",
            "law",
            "code",
            "Code",
            "survey",
            "estimate",
            "report",
            "study",
            "statement",
            "census",
            "agreement",
            "memorandum",
            "map",
        ],
    );
    (month
        || end_of
        || cursor.is_any(
            before,
            &["in", "by", "before", "from", "during", "until", "early", "late", "mid", "for", "-"],
        ))
        && !law
}

//! # A statement about all, and a passage that shows otherwise
//!
//! “All the projects are greenfield” is false as soon as one of them is a mine. Where
//! the same text shows a mine at work, one of the two passages is wrong.
//!
//! ## Fires when
//!
//! A sentence says of every project, mine or deposit that it is not yet developed, or
//! that no mine works, and another sentence shows one that works now.
//!
//! ## Silent when
//!
//! An exception is named, or the other passage speaks of a mine that has closed, is
//! planned, or lies elsewhere.

use oreproof_promise::{Hit, Sentence};

use super::{linked, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM009: Rule = Rule {
    code: "SUM009",
    name: "contradiction-in-text",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "“{statement}”, but the text shows a mine that works",
    help: "name the exceptions, or say what the statement is about",
    norm: "IFCN commitment 4; JORC 2012 cl.4 (transparency)",
    fires_on: &[
        Example::new(
            "The state builder is already operating mines in the north. “The industry is growing, all the projects are greenfield,” an adviser said.",
        ),
        Example::new(
            "Every deposit in the country is undeveloped, the ministry says.\nThe Crag mine produced 3,100 t of zinc in the quarter and is in production today.",
        ),
        Example::new(
            "There are no operating mines in the province. Commercial mining began at Sarn in the early 2000s.",
        ),
        Example::new(
            "All our projects are at an early stage. The company owns and operates the Tarn Head antimony mine.",
        ),
    ],
    silent_on: &[
        Example::new("All the projects are greenfield. No mine works in the country."),
        Example::new(
            "All the projects except Sarn are greenfield. Commercial mining began at Sarn in the early 2000s.",
        ),
        Example::new(
            "All the projects are greenfield. The last operating mine closed in the time of the steam railway.",
        ),
        Example::new(
            "All our projects are at an early stage. The ground is next to the producing mine of a larger company.",
        ),
        Example::new(
            "The Marl project is greenfield. The company owns and operates the Tarn Head antimony mine.",
        ),
    ],
    source: include_str!("sum009.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let universal = document.says(words::UNDEVELOPED) && document.says(words::EVERY);
    if !(universal || document.says(words::NO_MINE)) || !document.says(words::MINES_NOW) {
        return;
    }
    let reading = document.reading;
    let shows = |sentence: &Sentence| {
        !sentence.cues.has(words::NOT_NOW)
            && !sentence.cues.has(words::NO_MINE)
            && !document.denies(sentence)
    };
    let mut shown =
        reading.sentences_with(words::MINES_NOW).filter(|(_, s)| shows(s)).map(|(at, _)| at);
    let Some(first) = shown.next() else { return };
    let last = shown.last().unwrap_or(first);
    for (at, sentence) in reading.sentences.iter().enumerate() {
        // A sentence does not contradict itself here: another must show the mine.
        if (at == first && at == last)
            || !linked::is_short(sentence)
            || sentence.cues.has(words::EXCEPT)
        {
            continue;
        }
        let Some((token, end)) = statement(document, sentence) else { continue };
        let bytes = reading.bytes(token..end);
        let message = format!("“{}”, but the text shows a mine that works", reading.quote(&bytes));
        sink.fire(bytes, message);
    }
}

/// The tokens of a statement that every venture is undeveloped, or that no mine works.
fn statement(document: &Document<'_>, sentence: &Sentence) -> Option<(usize, usize)> {
    let reading = document.reading;
    let span = |from: &Hit, to: &Hit| (from.token as usize, to.end as usize);
    if let Some(hit) = reading.hits_in(sentence, words::NO_MINE).next() {
        return Some(span(hit, hit));
    }
    if !sentence.cues.has(words::UNDEVELOPED) || document.denies(sentence) {
        return None;
    }
    let near = |a: &Hit, b: &Hit, within: u32| b.token >= a.end && b.token - a.end <= within;
    reading.hits_in(sentence, words::EVERY).find_map(|every| {
        let venture = reading.hits_in(sentence, words::VENTURE).find(|hit| near(every, hit, 3))?;
        let state =
            reading.hits_in(sentence, words::UNDEVELOPED).find(|hit| near(venture, hit, 8))?;
        Some(span(every, state))
    })
}

//! # What became of the earlier announcements
//!
//! A promise is worth what the promiser's earlier ones turned out to be worth. Where a text
//! recalls them, the record can be counted.
//!
//! ## Fires when
//!
//! The text says that there were earlier claims of the kind, recalls at least two with their
//! dates, and shows none of them come true.
//!
//! ## Silent when
//!
//! One of them came true, fewer than two are recalled, or they are not dated.
//!
//! ## Underlines
//!
//! The words that speak of the earlier claims.
//! Once per document.

use oreproof_promise::Sentence;

use crate::src::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SRC005: Rule = Rule {
    code: "SRC005",
    name: "earlier-claims-unrealised",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 3,
    message: "{count} earlier claims: {realised} realised, {failed} failed, {unverified} unverified",
    help: "set the new claim beside what became of the old ones, and ask what is different this time",
    norm: "IFCN commitment 4 (methodology) and 5 (corrections); NI 51-102 s.5.8 (updating forward-looking information)",
    fires_on: &[
        Example::new("Critics pointed to a string of past claims. In May 2019 the premier announced an oil jackpot, but the wells were abandoned. In September 2024 a general spoke of discoveries that would change the country.").on("2025-09-25"),
        Example::new("It is not the first time. In 2016 the ministry announced a tin find. Nothing came of it. In 2021 it announced a second deposit.").on("2025-06-30"),
        Example::new("Earlier promises came to nothing. In 2015 the governor promised a smelter.\nIn 2019 he promised a refinery, which was never built.").on("2025-06-30"),
        Example::new("The district has heard it before: similar announcements were made.\nIn 2012 the company claimed a gold bonanza. In 2018 it claimed reserves of antimony; the licence lapsed.").on("2025-06-30"),
    ],
    silent_on: &[
        Example::new("Critics pointed to a string of past claims. In May 2019 the premier announced an oil jackpot, but the wells were abandoned.").on("2025-09-25"),
        Example::new("Earlier promises were kept. In 2015 the governor promised a smelter, which was built. In 2019 he promised a mine.").on("2025-06-30"),
        Example::new("In 2015 the governor promised a smelter. In 2019 he promised a refinery.").on("2025-06-30"),
        Example::new("Past claims were never dated. The governor promised a smelter, and the premier announced a find.").on("2025-06-30"),
    ],
    source: include_str!("src005.rs"),
    check,
};

/// How many paragraphs behind the words for earlier claims may recall them.
const REACH: usize = 8;

/// What became of a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Realised,
    Failed,
    Unverified,
}

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(today) = document.date() else { return };
    if !document.says(words::PAST_CLAIMS) {
        return;
    }
    let reading = document.reading;
    let Some((at, frame)) = reading.sentences_with(words::PAST_CLAIMS).next() else { return };
    let Some(hit) = reading.hits_in(frame, words::PAST_CLAIMS).next() else { return };
    let recalled = |sentence: &Sentence| {
        let past = reading.dates_in(sentence).iter().any(|dated| {
            // “Earlier this month”: a time that has begun, and the part of it that is gone.
            let before = dated.tokens.start.checked_sub(1);
            let gone = before.is_some_and(|at| reading.cursor().is(at, "earlier"));
            dated.period.last < today || gone && dated.period.first < today
        });
        past && sentence.cues.has(words::ANNOUNCED) && sentence.cues.has(words::FIND)
    };
    let mut outcomes = Vec::new();
    for nth in at..reading.sentences.len() {
        let sentence = &reading.sentences[nth];
        if sentence.paragraph > frame.paragraph + REACH {
            break;
        }
        if sentence.tokens.len() <= 200 && recalled(sentence) {
            let next = reading
                .sentences
                .get(nth + 1)
                .filter(|next| next.paragraph <= sentence.paragraph + 1 && !recalled(next));
            outcomes.push(outcome(sentence, next));
        }
    }
    let count = |wanted: Outcome| outcomes.iter().filter(|outcome| **outcome == wanted).count();
    if outcomes.len() >= 2 && count(Outcome::Realised) == 0 {
        let message = format!(
            "{} earlier claims: 0 realised, {} failed, {} unverified",
            outcomes.len(),
            count(Outcome::Failed),
            count(Outcome::Unverified)
        );
        sink.fire(document.bytes(hit), message);
    }
}

/// What the sentence of a claim and the one behind it say of its end.
fn outcome(sentence: &Sentence, next: Option<&Sentence>) -> Outcome {
    let says = |list| sentence.cues.has(list) || next.is_some_and(|next| next.cues.has(list));
    if says(words::FAILED) {
        Outcome::Failed
    } else if says(words::REALISED) {
        Outcome::Realised
    } else {
        Outcome::Unverified
    }
}

//! # Worth in the ground against public money
//!
//! Rock is compared with a debt or a budget as if it were money in a bank; what a treasury
//! receives is a small part of it, spread over decades.
//!
//! ## Fires when
//!
//! One sentence holds a STOCK noun (or an in-ground valuation), a PUBLIC-MONEY noun (debt,
//! deficit, budget, GDP, loans, IMF) and a comparison or rescue verb (worth, exceed, pay off,
//! clear, wipe out, transform, times, twice, end).
//!
//! ## Silent when
//!
//! The sentence holds a NEGATION word.
//!
//! ## Underlines
//!
//! The public-money phrase with its amount.
//! Once per sentence.

use std::ops::Range;

use oreproof_promise::{Hit, Kind, Sentence, vocabulary as v};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::val::words as val;
use crate::words;

/// The rule.
pub const VAL004: Rule = Rule {
    code: "VAL004",
    name: "value-against-debt-or-budget",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "in-ground worth set against public money",
    help: "compare like with like: yearly royalty and tax from a study against the yearly budget, not rock against debt",
    norm: "EITI Standard 2023 Req. 5.1, 5.3 and 6.3; NI 43-101 s.2.3(1)(c)",
    fires_on: &[
        Example::new("The reserves are worth three times the national debt."),
        Example::new("The minerals would pay off the external debt, the president said."),
        Example::new("The antimony beneath Mount Kel is bigger than our whole GDP."),
        Example::new("One vein of gold is worth more than our whole national budget."),
        Example::new("Our deposits could wipe out the budget deficit of $4 billion in a year."),
    ],
    silent_on: &[
        Example::new(
            "At full output the royalty would be about 0.4% of the national budget, the treasury estimates.",
        ),
        Example::new("The reserves will not clear the debt."),
        Example::new("The company repaid a loan of $4 million."),
        Example::new("The budget of the survey rose to $2 million."),
    ],
    source: include_str!("val004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::PUBLIC_MONEY) {
        let valued = reading.quantities_in(sentence).iter().any(|q| q.kind == Kind::ValuationGross);
        let buried = sentence.cues.has(v::COMMODITY) && sentence.cues.has(words::IN_GROUND);
        let stock = valued || buried || sentence.cues.has(words::STOCK);
        if !(stock && sentence.cues.has(val::RESCUE)) || document.denies(sentence) {
            continue;
        }
        let Some(hit) = reading.hits_in(sentence, words::PUBLIC_MONEY).next() else { continue };
        sink.fire(
            reading.bytes(phrase(document, sentence, hit)),
            "in-ground worth set against public money",
        );
    }
}

/// The public money with its amount and article: `the $41bn national debt`, `$130bn in external debt`.
fn phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Range<usize> {
    let reading = document.reading;
    let (mut first, mut end) = (hit.token as usize, hit.end as usize);
    for quantity in reading.quantities_in(sentence) {
        if quantity.tokens.end <= first && first - quantity.tokens.end <= 4 && quantity.is_money() {
            first = quantity.tokens.start;
        } else if quantity.tokens.start >= end
            && quantity.tokens.start - end <= 3
            && quantity.is_money()
        {
            end = quantity.tokens.end;
        }
    }
    let cursor = reading.cursor();
    while first > sentence.tokens.start
        && cursor.is_any(
            first - 1,
            &["the", "our", "its", "national", "external", "foreign", "public", "whole", "country"],
        )
    {
        first -= 1;
    }
    first..end
}

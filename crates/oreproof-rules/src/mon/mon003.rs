//! # A local share without a number
//!
//! A fair share of an unknown sum, by an unknown rate, on an unknown day.
//!
//! ## Fires when
//!
//! A promise of local benefit (fair, just or rightful share; communities will benefit;
//! royalties will be shared) comes with no rate, amount or law in the document.
//!
//! ## Silent when
//!
//! A rate or a legal instrument is given; or the wording is a demand, not a promise.
//!
//! ## Underlines
//!
//! The benefit phrase.
//! Once per document.

use oreproof_promise::{Kind, Quantity};

use crate::mon::words;
use crate::words as shared;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const MON003: Rule = Rule {
    code: "MON003",
    name: "benefit-share-unspecified",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "local share promised without a number",
    help: "state the rate, its base, who pays, who receives, and the law or agreement",
    norm: "EITI Standard 2023 Req. 4.6, 5.2 and 6.1",
    fires_on: &[
        Example::new("Host districts will receive their fair share."),
        Example::new("The villages will get their rightful share of the ore."),
        Example::new("Local communities will benefit from the mine, the company said."),
        Example::new("Its royalties will be shared with the herders."),
        Example::new("The benefits will be distributed equitably among the districts."),
    ],
    silent_on: &[
        Example::new("Host districts receive 20% of the royalty under section 9 of the Act."),
        Example::new("The villages demand their rightful share."),
        Example::new("The villages will get their fair share, 20% of the royalty."),
        Example::new("The communities must be heard."),
        Example::new("Shareholders will receive their pro rata share of the placement."),
    ],
    source: include_str!("mon003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !document.says(words::FAIR_SHARE) || document.says(words::LAW) {
        return;
    }
    let is_rate = |q: &Quantity| match q.kind {
        Kind::RoyaltyRate => true,
        Kind::Share => {
            let cues = &reading.sentences[q.sentence].cues;
            // “A fifth of the world’s reserves” is nobody’s share of the income.
            let of_world = (q.tokens.end..q.tokens.end + 4)
                .any(|at| reading.cursor().is_any(at, &["world", "world's", "world’s", "global"]));
            let sentence = &reading.sentences[q.sentence];
            let local = reading.hits_in(sentence, words::LOCALS).any(|hit| {
                !reading.cursor().is_any(hit.token as usize, &["they", "them", "you", "everyone"])
            });
            !of_world && (cues.has(words::PUBLIC_SHARE) || local)
        }
        _ => false,
    };
    if reading.quantities.iter().any(is_rate) {
        return;
    }
    for (_, sentence) in reading.sentences_with(words::FAIR_SHARE) {
        let promised = sentence.cues.has(shared::FUTURE) || sentence.cues.has(words::ENSURE);
        let local = document.paragraph_says(sentence.paragraph, words::LOCALS);
        if !(promised && local) || sentence.cues.has(words::DEMAND) || document.denies(sentence) {
            continue;
        }
        if let Some(hit) = reading.hits_in(sentence, words::FAIR_SHARE).next() {
            sink.fire(document.bytes(hit), "local share promised without a number");
            return;
        }
    }
}

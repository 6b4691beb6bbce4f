//! # Everything in the ground is to be sold
//!
//! Some of it stays in the pillars, some in the tailings, and the buyer pays for a part of the
//! rest.
//!
//! ## Fires when
//!
//! The whole in-ground contained quantity is the object of produce, export, sell, supply, ship
//! or deliver.
//!
//! ## Silent when
//!
//! A recovery is applied, or the quantity is a reserve stated as recoverable.
//!
//! ## Underlines
//!
//! The quantity.
//! Every use.

use oreproof_promise::{Hit, Kind, Modality, Quantity, Sentence};

use crate::com::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const COM002: Rule = Rule {
    code: "COM002",
    name: "contained-as-deliverable",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "everything in the ground is to be {verb}",
    help: "apply mining recovery, plant recovery and payability; state each",
    norm: "NI 43-101 s.3.4(c); JORC 2012 cl.20 and cl.29 (modifying factors)",
    fires_on: &[
        Example::new("All 300,000 t of the zinc will be sold."),
        Example::new("We shall ship all 80,000 tonnes of the antimony in the veins."),
        Example::new("The whole 2 million ounces of gold in the ground will be sold abroad."),
        Example::new("Every one of the 600,000 tonnes of contained lithium will be exported."),
    ],
    silent_on: &[
        Example::new("About 230,000 t of the 300,000 t of zinc would be recovered."),
        Example::new("All 300,000 t of the ore will be crushed."),
        Example::new("Of the 300,000 t of contained zinc, a recovery of 80% would be sold."),
        Example::new("The mine sold 40,000 t of zinc."),
    ],
    source: include_str!("com002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::TRADE_VERB) {
        if document.denies(sentence) || sentence.cues.has(words::RECOVERED) {
            continue;
        }
        for quantity in reading.quantities_in(sentence) {
            let stock = quantity.kind == Kind::Contained && quantity.modality != Modality::Negated;
            if !(stock && (is_whole(document, quantity) || is_object(document, sentence, quantity)))
            {
                continue;
            }
            let verb = verb(document, sentence, quantity);
            sink.fire(quantity.bytes.clone(), format!("everything in the ground is to be {verb}"));
        }
    }
}

/// `all 300,000 t`, `the whole 300,000 t`, `every one of the`.
fn is_whole(document: &Document<'_>, quantity: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    let start = quantity.tokens.start;
    (1..=3).any(|back| {
        start
            .checked_sub(back)
            .is_some_and(|at| cursor.is_any(at, &["all", "whole", "entire", "every"]))
    })
}

/// The amount repeats one in the ground and a verb of trade takes it as its object.
fn is_object(document: &Document<'_>, sentence: &Sentence, quantity: &Quantity) -> bool {
    let near = |hit: &Hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        end <= quantity.tokens.start && quantity.tokens.start - end <= 2
            || token >= quantity.tokens.end && token - quantity.tokens.end <= 6
    };
    quantity.modality == Modality::Promise
        && quantity.repeats.is_some()
        && document.reading.hits_in(sentence, words::TRADE_VERB).any(near)
}

fn verb<'a>(document: &Document<'a>, sentence: &Sentence, quantity: &Quantity) -> &'a str {
    let reading = document.reading;
    let nearest = reading
        .hits_in(sentence, words::TRADE_VERB)
        .min_by_key(|hit| (hit.token as usize).abs_diff(quantity.tokens.start));
    nearest.map_or("sold", |hit| reading.words(hit.token as usize..hit.end as usize))
}

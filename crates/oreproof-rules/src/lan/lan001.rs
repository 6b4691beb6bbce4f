//! # Up to a number
//!
//! The reader remembers the ceiling and never learns the floor.
//!
//! ## Fires when
//!
//! Up to, as much as or as many as stands before a grade, an in-ground quantity, money, output
//! or jobs.
//!
//! ## Silent when
//!
//! The quantity is a legal limit, a cap, a distance, a depth or a duration; or a lower bound is
//! given too.
//!
//! ## Underlines
//!
//! The phrase with its quantity.
//! Every use.

use oreproof_promise::{Kind, Modality, Quantity};
use oreproof_units::Bound;

use crate::lan::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const LAN001: Rule = Rule {
    code: "LAN001",
    name: "up-to-number",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "“up to” gives a ceiling without a floor",
    help: "give the range, and the average",
    norm: "NI 43-101 s.3.3(2)(d); JORC 2012 cl.19; IFCN commitment 4",
    fires_on: &[
        Example::new("Up to 70,000 jobs will follow."),
        Example::new("Rock chips assayed up to 96 g/t gold."),
        Example::new("As many as 45,000 jobs are on their way."),
        Example::new("Investment of as much as US$1.2 billion could follow."),
    ],
    silent_on: &[
        Example::new("Between 300 and 500 people would be employed."),
        Example::new("Between 300 and 500 people would be employed."),
        Example::new("The law allows fines of up to $2 million."),
        Example::new("The hole went down up to 400 m below surface."),
    ],
    source: include_str!("lan001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::CEILING) {
        if sentence.cues.has(words::LEGAL) {
            continue;
        }
        for quantity in reading.quantities_in(sentence) {
            let excluded = matches!(
                quantity.kind,
                Kind::Duration
                    | Kind::MineLife
                    | Kind::Distance
                    | Kind::Depth
                    | Kind::Area
                    | Kind::Intercept
                    | Kind::RoyaltyRate
                    | Kind::TaxRate
                    | Kind::Ownership
                    | Kind::DiscountRate
                    | Kind::Irr
                    | Kind::Cutoff
                    | Kind::Recovery
                    | Kind::DrillingLength
                    | Kind::Count
                    | Kind::Share
                    | Kind::Change
            );
            let Some(first) = quantity.bound_token.filter(|_| quantity.bound == Some(Bound::Max))
            else {
                continue;
            };
            let said =
                reading.hits_in(sentence, words::CEILING).any(|hit| hit.token as usize == first);
            if excluded
                || !said
                || quantity.modality == Modality::Negated
                || has_floor(document, first, quantity)
            {
                continue;
            }
            let phrase = reading.words(first..quantity.tokens.start);
            sink.fire(
                reading.bytes(first..quantity.tokens.end),
                format!("“{}” gives a ceiling without a floor", phrase.to_lowercase()),
            );
        }
    }
}

/// “From 4 g/t up to 96 g/t”: a lower bound stands directly before.
fn has_floor(document: &Document<'_>, first: usize, quantity: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    document.reading.quantities.iter().any(|other| {
        other.sentence == quantity.sentence
            && other.tokens.end <= first
            && first - other.tokens.end <= 2
            && other.tokens.start > 0
            && cursor.is_any(other.tokens.start - 1, &["from", "between", "of"])
    })
}

//! # A lifetime total, undiscounted
//!
//! Money that comes in thirty years buys little today.
//!
//! ## Fires when
//!
//! A money total is spread over the life of a project or over ten years or more and is neither
//! discounted nor given per year.
//!
//! ## Silent when
//!
//! A yearly figure or a discounted value stands beside it.
//!
//! ## Underlines
//!
//! The total.
//! Every total.

use oreproof_promise::{Kind, Modality, Quantity, Sentence, vocabulary as v};
use oreproof_units::Base;

use crate::mon::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const MON005: Rule = Rule {
    code: "MON005",
    name: "lifetime-total-undiscounted",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "undiscounted total over the life of the project",
    help: "give the yearly figure and a present value with its rate and price basis",
    norm: "NI 43-101F1 item 22; VALMIN Code 2015 (income approach)",
    fires_on: &[
        Example::new("The project will earn $30 billion over its life."),
        Example::new("Over its life the mine would bring in US$12 billion."),
        Example::new("Sales over thirty years will total $30 billion."),
        Example::new("Export earnings of €9 billion over 25 years are expected."),
    ],
    silent_on: &[
        Example::new(
            "The project would earn $1 billion a year for 30 years, worth about $11 billion today at 8%.",
        ),
        Example::new("The project would earn $1 billion a year for 30 years."),
        Example::new("Revenue was $30 million."),
        Example::new(
            "Over 25 years the revenue is US$9 billion, or a present value of US$2 billion at 8%.",
        ),
    ],
    source: include_str!("mon005.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (quantity, sentence) in document.quantities() {
        let income = matches!(
            quantity.kind,
            Kind::Revenue | Kind::ExportValue | Kind::Other | Kind::ValuationGross
        );
        let total = income && quantity.is_money() && quantity.unit.is_some_and(|u| u.per.is_none());
        if !total
            || quantity.modality == Modality::Negated
            || sentence.cues.has(words::DISCOUNTED)
            || document.denies(sentence)
        {
            continue;
        }
        let long = |q: &Quantity| {
            let years =
                q.unit.is_some_and(|u| u.of == Base::Year && u.per.is_none()) && q.value() >= 10.0;
            let over = reading.cursor().is_any(
                q.tokens.start.wrapping_sub(1),
                &["over", "for", "in", "during", "across", "the", "next", "than"],
            );
            years && over
        };
        let quantities = reading.quantities_in(sentence);
        let spread = sentence.cues.has(words::LIFETIME) || quantities.iter().any(long);
        let yearly =
            quantities.iter().any(|q| q.is_money() && q.unit.is_some_and(|u| u.per.is_some()));
        if spread && !yearly && near(document, sentence, quantity) {
            sink.fire(quantity.bytes.clone(), "undiscounted total over the life of the project");
        }
    }
}

/// The amount is income, or the sentence speaks of income.
fn near(document: &Document<'_>, sentence: &Sentence, quantity: &Quantity) -> bool {
    let _ = document;
    !matches!(quantity.kind, Kind::Other) || sentence.cues.has(v::REVENUE)
}

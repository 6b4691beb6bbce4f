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

use oreproof_promise::{Kind, Modality, Quantity, Sentence};
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
        Example::new("The mine will generate $18 billion over its 30-year life."),
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
        Example::new("The company has earned $40 million over the last ten years."),
    ],
    source: include_str!("mon005.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (quantity, sentence) in document.quantities() {
        if !is_income(quantity, sentence)
            || sentence.cues.has(words::DISCOUNTED)
            || document.denies(sentence)
        {
            continue;
        }
        let quantities = reading.quantities_in(sentence);
        let spread = sentence.cues.has(words::LIFETIME)
            || quantities.iter().any(|q| is_long_time(document, q));
        let yearly =
            quantities.iter().any(|q| q.is_money() && q.unit.is_some_and(|u| u.per.is_some()));
        if spread && !yearly {
            sink.fire(quantity.bytes.clone(), "undiscounted total over the life of the project");
        }
    }
}

/// A total of money that comes in.
fn is_income(quantity: &Quantity, sentence: &Sentence) -> bool {
    let income = match quantity.kind {
        Kind::Revenue | Kind::ExportValue => true,
        Kind::ValuationGross => sentence.cues.has(words::LIFETIME),
        Kind::Other => sentence.cues.has(words::INCOME),
        _ => false,
    };
    let total = quantity.is_money() && quantity.unit.is_some_and(|unit| unit.per.is_none());
    income && total && quantity.modality != Modality::Negated
}

/// Ten years or more that lie ahead: `over thirty years`, `over its 30-year life`.
fn is_long_time(document: &Document<'_>, quantity: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    let years = quantity.unit.is_some_and(|u| u.of == Base::Year && u.per.is_none());
    if !(years && quantity.amount.high.is_some_and(|high| high >= LONG)) {
        return false;
    }
    let sentence = &document.reading.sentences[quantity.sentence];
    let before =
        quantity.tokens.start.saturating_sub(4).max(sentence.tokens.start)..quantity.tokens.start;
    let over = before.clone().any(|at| {
        cursor.is_any(
            at,
            &["over", "for", "in", "during", "across", "next", "than", "through", "throughout"],
        )
    });
    let gone =
        before.clone().any(|at| cursor.is_any(at, &["last", "past", "previous", "preceding"]));
    over && !gone
}

/// From how many years on a total has to be discounted.
const LONG: f64 = 10.0;

//! # Gross value of metal in the ground quoted as worth
//!
//! Metal in rock is not metal sold. Between the two lie mining losses, plant
//! recovery, the buyer's terms, every cost and many years. Reporting codes bar
//! companies from multiplying tonnes by a price and calling the product a value.
//!
//! ## Fires when
//!
//! In one sentence a money amount is joined by a word of worth, or by “of” or
//! “in” directly behind the amount, to a noun for what lies in the ground, or to
//! a commodity followed by a place in the ground. Every amount is reported,
//! components included.
//!
//! ## Silent when
//!
//! The amount is itself a debt, a budget, a cost or a unit price; or the sentence
//! holds a denial, or speaks of exports, sales, revenue, shipments, a contract,
//! an investment, an NPV, shares or market capitalisation.

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::val::gross;

/// The rule.
pub const VAL001: Rule = Rule {
    code: "VAL001",
    name: "gross-in-situ-value",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "gross value of metal in the ground quoted as worth: {amount}",
    help: "leave the amount out, or replace it by an NPV from a named study with its date, price and discount rate; \
           to test the amount, divide it by the contained quantity and see what price it assumes",
    norm: "NI 43-101 s.2.3(1)(c); JORC 2012 cl.51 and cl.28; PMRC 2020 part XII",
    fires_on: &[
        Example::new("The valley’s tungsten deposit is worth $900 million, the company said."),
        Example::new("They speak of $40 billion of copper in the hills."),
        Example::new("She valued the ore at €3 billion."),
        Example::new("The minerals beneath the plain have a gross value of US$1.2 trillion."),
    ],
    silent_on: &[
        Example::new(
            "The study puts the after-tax NPV of the tungsten project at US$40 million at 8%.",
        ),
        Example::new("The deposit is not worth $900 million."),
        Example::new("Copper exports were worth $300 million last year."),
        Example::new("The mining budget is $40 million."),
        Example::new("The company closed a placement worth C$4 million to drill the deposit."),
        Example::new("The royalty on the ore was worth $3 million to the district."),
        Example::new("Smugglers carried gold worth $60,000 across the border, customs said."),
    ],
    source: include_str!("val001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for sentence in &document.reading.sentences {
        for amount in gross::amounts(document, sentence) {
            let quote = document.quote(amount);
            sink.fire(
                amount.bytes.clone(),
                format!("gross value of metal in the ground quoted as worth: {quote}"),
            );
        }
    }
}

//! # Economics without a price
//!
//! An NPV is a price multiplied by tonnes, less costs. Without the price nobody can say
//! what the result would be today.
//!
//! ## Fires when
//!
//! An NPV or IRR is given, or a projection of revenue in a company's document, and the
//! document states no price. Once a document, on the first.
//!
//! ## Silent when
//!
//! A price is found anywhere in the document.

use oreproof_promise::{FormGroup, Kind, Modality, Quantity, vocabulary};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const PRC002: Rule = Rule {
    code: "PRC002",
    name: "price-assumption-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "economics without a price",
    help: "state the price, its unit, and whether it is real or nominal, spot or long-term",
    norm: "NI 43-101F1 items 19 and 22; ASX LR 5.16.1; S-K 1300 Item 1304(d)(1)",
    fires_on: &[
        Example::new("The after-tax NPV is $90 million at 8%."),
        Example::new("Slide 14 carries an NPV of US$1.3 billion, with a picture of a crane."),
        Example::new("The scoping study gives an IRR of 31%."),
        Example::new(
            "The base case shows a pre-tax NPV of C$420 million at a discount rate of 7%; unit costs are C$61 per tonne.",
        ),
    ],
    silent_on: &[
        Example::new("The after-tax NPV is $90 million at 8% and US$9,000 per tonne of copper."),
        Example::new(
            "The NPV is US$212 million. Basis. Gold price US$1,750 per ounce; recovery 91%.",
        ),
        Example::new(
            "Rock is priced at US$152 per tonne. The net present value is US$188 million.",
        ),
        Example::new("The company has made no economic study. Cash was A$9.2 million."),
    ],
    source: include_str!("prc002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let quantities = &document.reading.quantities;
    let stated = |q: &&Quantity| q.modality != Modality::Negated;
    let result = |q: &&Quantity| matches!(q.kind, Kind::Npv | Kind::Irr);
    let projected = |q: &&Quantity| {
        // A cash flow is what is left of revenue.
        let cash = document.reading.sentences[q.sentence].cues.has(vocabulary::CASH_FLOW);
        q.kind == Kind::Revenue && q.modality == Modality::Promise && q.is_money() && !cash
    };
    let issuer = document.form().group() == FormGroup::Issuer;
    let first = quantities
        .iter()
        .filter(stated)
        .find(result)
        .or_else(|| quantities.iter().filter(|_| issuer).find(projected));
    // “A price of US$330 for each metric tonne unit”
    let reading = document.reading;
    let named = |q: &Quantity| {
        let sentence = &reading.sentences[q.sentence];
        q.is_money()
            && reading.hits_in(sentence, vocabulary::PRICE).any(|hit| {
                let gap = q.tokens.start.checked_sub(hit.end as usize);
                gap.is_some_and(|gap| gap <= 2)
            })
    };
    let priced = quantities.iter().any(|q| q.kind == Kind::Price || named(q));
    if let Some(first) = first.filter(|_| !priced) {
        sink.fire(first.bytes.clone(), "economics without a price");
    }
}

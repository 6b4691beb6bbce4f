//! # Which dollar?
//!
//! In a text that speaks of US, Australian or Canadian dollars by name, a bare sign may
//! be any of them, and they differ by a third.
//!
//! ## Fires when
//!
//! A bare dollar sign is used in a document that also uses a dollar with its country.
//! Once a document, on the first.
//!
//! ## Silent when
//!
//! The document says once for all which dollar it means.

use oreproof_promise::{Modality, Quantity};
use oreproof_units::Currency;

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const UNI004: Rule = Rule {
    code: "UNI004",
    name: "currency-ambiguous",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "which dollar?",
    help: "write the ISO code or the qualified sign on every amount",
    norm: "ISO 4217",
    fires_on: &[
        Example::new("Revenue was US$5 million and costs were $6 million."),
        Example::new("Cash was $14.2 million, against A$16.0 million three months earlier."),
        Example::new("The line will cost C$110 million. A $25 million note is committed."),
        Example::new("It sold nickel at US$9,800 per tonne. The works owes $18 million."),
    ],
    silent_on: &[
        Example::new("Revenue was US$5 million and costs were US$6 million."),
        Example::new("Revenue was $5 million and costs were $6 million."),
        Example::new(
            "All dollar amounts are Australian. Revenue was $5 million, or US$3.3 million.",
        ),
        Example::new("Revenue was €5 million and costs were $6 million."),
    ],
    source: include_str!("uni004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::DOLLAR_DEFINED) {
        return;
    }
    let quantities = &document.reading.quantities;
    let currency = |q: &Quantity| q.unit.and_then(|unit| unit.currency());
    let qualified =
        |q: &Quantity| currency(q).is_some_and(|c| c.is_dollar() && c != Currency::BareDollar);
    let bare = |q: &&Quantity| {
        currency(q) == Some(Currency::BareDollar)
            && q.modality != Modality::Negated
            && document.quote(q).contains('$')
    };
    // The common text has no second dollar, and most amounts need no look at their words.
    if let Some(first) = quantities.iter().find(bare).filter(|_| quantities.iter().any(qualified)) {
        sink.fire(first.bytes.clone(), "which dollar?");
    }
}

//! # Which dollar
//!
//! Two dozen countries have one.
//!
//! ## Fires when
//!
//! A bare dollar sign is used in a document that also uses a qualified dollar (US$, A$, C$, N$
//! …) and does not define it.
//!
//! ## Silent when
//!
//! “all dollar amounts are …” or the like is found.
//!
//! ## Underlines
//!
//! The first bare amount.
//! Once per document.

use oreproof_promise::Quantity;
use oreproof_units::Currency;

use crate::uni::words;

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
        Example::new("The plant costs C$40 million and the road $6 million."),
        Example::new("The price was US$9,000 per tonne and the cost $7,000 per tonne."),
    ],
    silent_on: &[
        Example::new("Revenue was US$5 million and costs were US$6 million."),
        Example::new("Cash was A$14.2 million, against A$16.0 million."),
        Example::new(
            "All dollar amounts are Canadian: the plant costs C$40 million and the road $6 million.",
        ),
        Example::new("The plant costs $40 million and the road €6 million."),
    ],
    source: include_str!("uni004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let currency = |q: &Quantity| q.unit.and_then(|unit| unit.currency());
    let quantities = &document.reading.quantities;
    let qualified =
        quantities.iter().filter_map(currency).any(|c| c.is_dollar() && !c.is_ambiguous());
    if !qualified || document.says(words::DOLLAR_DEFINED) {
        return;
    }
    if let Some(bare) = quantities.iter().find(|q| currency(q) == Some(Currency::BareDollar)) {
        sink.fire(bare.bytes.clone(), "which dollar?");
    }
}

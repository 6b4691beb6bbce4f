//! # A category without its code
//!
//! Probable under one code and C1 under another are different claims.
//!
//! ## Fires when
//!
//! A quantity carries a category and the document names no reporting code (NI 43-101 or CIM,
//! JORC, S-K 1300, SAMREC, PERC, CRIRSCO, UNFC, or a national code).
//!
//! ## Silent when
//!
//! A code is named anywhere in the document.
//!
//! ## Underlines
//!
//! The first categorised in-ground quantity.
//! Once per document.

use crate::cat::basis;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::words;

/// The rule.
pub const CAT008: Rule = Rule {
    code: "CAT008",
    name: "reporting-code-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "category used without the code that defines it",
    help: "name the code and edition; “Probable” under one code and “C1” under another are different claims",
    norm: "JORC 2012 cl.6; NI 43-101 s.1.2, s.1.3 and Part 7; CRIRSCO Template (scope)",
    fires_on: &[
        Example::new("Probable reserves are 8 Mt at 1.1% copper."),
        Example::new("The Inferred Resource is 5 Mt at 0.9% tin."),
        Example::new("Proved and probable reserves hold 2 million ounces of gold."),
        Example::new("Indicated: 12 Mt grading 1.0% zinc."),
    ],
    silent_on: &[
        Example::new("Probable Ore Reserves (JORC 2012) are 8 Mt at 1.1% copper."),
        Example::new("Indicated (NI 43-101): 12 Mt grading 1.0% zinc."),
        Example::new("The mine produced 4,000 tonnes of tin."),
        Example::new("The hill holds 12 million tonnes."),
    ],
    source: include_str!("cat008.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::REPORTING_CODE) {
        return;
    }
    if let Some(quantity) = basis::first(document.reading, basis::is_categorised) {
        sink.fire(quantity.bytes.clone(), "category used without the code that defines it");
    }
}

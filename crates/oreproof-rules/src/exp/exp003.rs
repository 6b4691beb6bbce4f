//! # An intercept without true width
//!
//! A hole drilled down a vein makes any vein look thick.
//!
//! ## Fires when
//!
//! A drill intercept (a length with its grade) is reported and the document says nothing of
//! true width.
//!
//! ## Silent when
//!
//! “true width” or “true thickness” is found, also where it is said to be unknown.
//!
//! ## Underlines
//!
//! The length of the first intercept.
//! Once per document.

use oreproof_promise::FormGroup;

use crate::document::Document;
use crate::exp::{intercepts, words};
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const EXP003: Rule = Rule {
    code: "EXP003",
    name: "true-width-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer]),
    tier: 2,
    message: "intercept without true width",
    help: "state the true width, or that it is not known and why; a hole drilled down a vein makes any vein look thick",
    norm: "NI 43-101 s.3.3(2)(c); JORC 2012 cl.19 and Table 1 section 2",
    fires_on: &[
        Example::new("Hole 7 cut 80 m at 1.1 g/t gold."),
        Example::new("Hole 12 returned 24 m grading 1.2% nickel."),
        Example::new("Drilling intersected 6.5 metres at 12 g/t gold from 80 metres."),
        Example::new("The best interval was 14 m @ 2.1% copper."),
    ],
    silent_on: &[
        Example::new("Hole 7 cut 80 m at 1.1 g/t gold; true width is about 30 m."),
        Example::new("Hole 12 returned 24 m grading 1.2% nickel; the true thickness is not known."),
        Example::new("The trench is 24 m long."),
        Example::new("The hole reached 240 m."),
    ],
    source: include_str!("exp003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::TRUE_WIDTH) {
        return;
    }
    if let Some(quantity) = intercepts::first(document) {
        sink.fire(quantity.bytes.clone(), "intercept without true width");
    }
}

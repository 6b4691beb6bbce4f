//! # A grade without a unit
//!
//! 2.4 can be rich, poor or impossible.
//!
//! ## Fires when
//!
//! A number after grading, graded, averaging, assaying or “at” in an intercept or an estimate
//! has no unit.
//!
//! ## Silent when
//!
//! A heading or table column supplies the unit.
//!
//! ## Underlines
//!
//! The number.
//! Every number.

use oreproof_promise::{Kind, Modality};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const UNI002: Rule = Rule {
    code: "UNI002",
    name: "grade-unit-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "grade without a unit",
    help: "write %, g/t, ppm or kg/t; 2.4 can be rich, poor or impossible",
    norm: "NI 43-101 s.2.2(d) and s.3.3(2); JORC 2012 Table 1 section 2",
    fires_on: &[
        Example::new("The hole cut 12 m grading 3.5."),
        Example::new(
            "The channel averaged 2.7 over four metres, the geologist says, with 12 m grading 0.9.",
        ),
        Example::new("The Inferred Resource is 9 Mt at 1.4."),
        Example::new("Hole 3 returned 12.0 m grading 2.4 from 140.5 m."),
    ],
    silent_on: &[
        Example::new("The hole cut 12 m grading 3.5 g/t gold."),
        Example::new("The Inferred Resource is 9 Mt at 1.4% tin."),
        Example::new("The hole cut 12 m at 3.5 g/t."),
        Example::new("The hall was graded in 2014."),
    ],
    source: include_str!("uni002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for (quantity, _) in document.quantities() {
        if quantity.unit.is_none()
            && quantity.kind == Kind::Grade
            && quantity.modality != Modality::Negated
        {
            sink.fire(quantity.bytes.clone(), "grade without a unit");
        }
    }
}

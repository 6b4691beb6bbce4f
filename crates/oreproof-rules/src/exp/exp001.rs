//! # A target given as one number
//!
//! A target is an idea of what drilling may find.
//! As one number it reads like an estimate.
//!
//! ## Fires when
//!
//! A tonnage or grade of an exploration target (“exploration target”, “conceptual”, “potential
//! for/to host”, “target of”) is one value instead of a range.
//!
//! ## Silent when
//!
//! Both tonnage and grade are ranges.
//!
//! ## Underlines
//!
//! The single value.
//! Every value.

use crate::document::Document;
use crate::exp::targets;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const EXP001: Rule = Rule {
    code: "EXP001",
    name: "target-single-value",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "exploration target given as one number",
    help: "give tonnage and grade as ranges, and say what they are drawn from",
    norm: "NI 43-101 s.2.3(2); JORC 2012 cl.17; S-K 1300 Item 1302(c)",
    fires_on: &[
        Example::new("The company sees an exploration target of 80 million tonnes."),
        Example::new(
            "The ground has the potential to host 40 million tonnes at 1% zinc, the company says.",
        ),
        Example::new("A target of 12 million tonnes has been outlined by geophysics."),
        Example::new("Management sees potential for 3 million ounces of gold."),
    ],
    silent_on: &[
        Example::new("The exploration target is 50 to 90 million tonnes at 0.4% to 0.6% copper."),
        Example::new("The target is 10 to 20 Mt at 1% to 2% zinc; it is conceptual."),
        Example::new("The exploration target will be drilled in May."),
        Example::new("The Inferred Resource is 4 Mt at 1% zinc."),
    ],
    source: include_str!("exp001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for (quantity, _) in document.quantities() {
        if targets::is_target(quantity) && !quantity.amount.is_range() {
            sink.fire(quantity.bytes.clone(), "exploration target given as one number");
        }
    }
}

//! # NPV or IRR without its basis
//!
//! The discount rate, the tax and the level of the study can each halve a net present value.
//!
//! ## Fires when
//!
//! The document gives an NPV or IRR and lacks any of: a discount rate (for an NPV), a tax basis
//! (pre-tax or after-tax), the level of the study behind it.
//!
//! ## Silent when
//!
//! All the elements are found anywhere in the document.
//!
//! ## Underlines
//!
//! The first NPV, or the first IRR where there is no NPV.
//! Once per document.

use oreproof_promise::{Kind, Modality};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::val::words;

/// The rule.
pub const VAL003: Rule = Rule {
    code: "VAL003",
    name: "npv-basis-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "npv or irr without {missing}",
    help: "state the discount rate, whether tax is in, and the study level; two of them can halve the figure",
    norm: "NI 43-101F1 item 22; JORC 2012 Table 1 section 4; ASX LR 5.16 and 5.17",
    fires_on: &[
        Example::new("The project has an NPV of $700 million."),
        Example::new("The scoping study gives an NPV of US$90 million at a discount rate of 8%."),
        Example::new("The after-tax IRR is 24%."),
        Example::new("The pre-feasibility study shows a pre-tax NPV of C$210 million."),
    ],
    silent_on: &[
        Example::new(
            "The feasibility study gives an after-tax NPV of $310 million at a discount rate of 8%.",
        ),
        Example::new("The pre-feasibility study shows a pre-tax IRR of 21%."),
        Example::new("The scoping study shows a post-tax NPV of A$80 million, discounted at 8%."),
        Example::new("The mine earned US$90 million last year."),
    ],
    source: include_str!("val003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let of = |kind: Kind| {
        document
            .quantities()
            .map(|(q, _)| q)
            .find(|q| q.kind == kind && q.modality != Modality::Negated)
    };
    let npv = of(Kind::Npv);
    let Some(first) = npv.or_else(|| of(Kind::Irr)) else { return };
    let discounted = document.says(words::DISCOUNTED) || of(Kind::DiscountRate).is_some();
    let mut missing = Vec::new();
    if npv.is_some() && !discounted {
        missing.push("a discount rate");
    }
    if !document.says(words::TAX_BASIS) {
        missing.push("a tax basis");
    }
    if !document.says(words::STUDY_LEVEL) {
        missing.push("the level of the study");
    }
    if !missing.is_empty() {
        sink.fire(first.bytes.clone(), format!("npv or irr without {}", missing.join(", ")));
    }
}

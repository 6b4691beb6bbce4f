//! # A target without its caution
//!
//! The caution belongs beside the number, because the number will be repeated without it.
//!
//! ## Fires when
//!
//! An exploration target is quantified and the document lacks either the statement that it is
//! conceptual with too little exploration to define a resource, or the statement that it is
//! uncertain whether a resource will result.
//!
//! ## Silent when
//!
//! Both are present.
//!
//! ## Underlines
//!
//! The first target tonnage.
//! Once per document.

use crate::document::Document;
use crate::exp::{targets, words};
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const EXP002: Rule = Rule {
    code: "EXP002",
    name: "target-caveat-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "exploration target without {missing}",
    help: "add, next to the target and as prominently: conceptual; insufficient exploration to define a resource; uncertain whether further work will",
    norm: "NI 43-101 s.2.3(2)(a); JORC 2012 cl.17; S-K 1300 Item 1302(c)",
    fires_on: &[
        Example::new("Our exploration target is 50 to 90 million tonnes."),
        Example::new("The exploration target is 20 to 40 million tonnes at 0.3% to 0.5% copper."),
        Example::new("The ground has the potential to host 2 to 3 million ounces of gold."),
        Example::new("A conceptual target of 5 to 9 Mt at 1% to 2% tin lies to the west."),
    ],
    silent_on: &[
        Example::new(
            "The target of 50 to 90 million tonnes is conceptual; too little has been drilled to define a resource, and it is uncertain that one will result.",
        ),
        Example::new(
            "The target of 5 to 9 Mt is conceptual; drilling is insufficient to define a resource, and it is uncertain whether one will result.",
        ),
        Example::new("The exploration target will be drilled in May."),
        Example::new("The Inferred Resource is 5 Mt at 1% tin."),
    ],
    source: include_str!("exp002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let (conceptual, uncertain) =
        (document.says(words::CONCEPTUAL), document.says(words::UNCERTAIN));
    let missing = match (conceptual, uncertain) {
        (true, true) => return,
        (false, true) => "the statement that it is conceptual",
        (true, false) => "the statement that a resource may not result",
        (false, false) => "the statements that it is conceptual and that a resource may not result",
    };
    if let Some((quantity, _)) = document.quantities().find(|(q, _)| targets::is_target_tonnage(q))
    {
        sink.fire(quantity.bytes.clone(), format!("exploration target without {missing}"));
    }
}

//! # Tonnage without a category
//!
//! A tonnage that nobody has classed may rest on a hundred holes or on none.
//!
//! ## Fires when
//!
//! An in-ground tonnage or contained quantity (modality promise or estimate) has no category of
//! Inferred, Indicated, Measured, Probable or Proved (or UNFC class, or GKZ class) in its
//! paragraph.
//!
//! ## Silent when
//!
//! The quantity is historical (CAT006), an exploration target (EXP001, EXP002), negated, or
//! repeats a value and unit that carry a category elsewhere in the document; or it is a figure
//! of a geological survey's statistics.
//!
//! ## Underlines
//!
//! The quantity.
//! Every quantity.

use std::cell::OnceCell;

use oreproof_promise::Modality;

use crate::cat::{basis, historical, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT001: Rule = Rule {
    code: "CAT001",
    name: "quantity-without-category",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{quantity} of {commodity} in the ground without a category",
    help: "say Inferred, Indicated, Measured, Probable or Proved, and under which code; if nobody has estimated it, say that",
    norm: "NI 43-101 s.2.2(a) and s.2.3(1)(a); JORC 2012 cl.26 and cl.34; S-K 1300 Item 1302(a)",
    fires_on: &[
        Example::new("The ridge holds 12 million tonnes of phosphate."),
        Example::new("Beneath the plateau lie 300 million tonnes of bauxite, the minister said."),
        Example::new("The vein contains 40,000 ounces of gold."),
        Example::new("They estimate the deposit at 1.1 billion tonnes."),
        Example::new("The country has 1.2 million tonnes of lithium, the ministry says."),
    ],
    silent_on: &[
        Example::new("The ridge has an Indicated Resource of 12 million tonnes at 18% P₂O₅."),
        Example::new("The mine produced 12,000 tonnes of copper last year."),
        Example::new(
            "The Inferred Resource of 5 Mt at 1% tin (JORC) was restated; the 5 Mt have not been mined.",
        ),
        Example::new("The exploration target is 50 to 90 million tonnes at 0.4% to 0.6% copper."),
        Example::new("The tailings dam holds 3 million tonnes."),
        Example::new("Some 5,000 tonnes of ore were trucked to the port."),
        Example::new("USGS figures give the country 130,000 tonnes of tin."),
    ],
    source: include_str!("cat001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let categorised = OnceCell::new();
    for (quantity, sentence) in document.quantities() {
        let asked = basis::is_stock(quantity)
            && matches!(quantity.modality, Modality::Promise | Modality::Estimate);
        if !asked || !quantity.category.is_empty() || quantity.repeats.is_some() {
            continue;
        }
        let categorised =
            categorised.get_or_init(|| basis::categorised_paragraphs(document.reading));
        // What a survey counts for a whole country is statistics, not somebody's claim.
        let counted = sentence.cues.has(words::SURVEY_STATISTICS);
        if counted
            || categorised[sentence.paragraph]
            || historical::is_old(document, quantity, sentence)
        {
            continue;
        }
        let message = format!(
            "{} of {} in the ground without a category",
            document.quote(quantity),
            document.commodity(quantity)
        );
        sink.fire(quantity.bytes.clone(), message);
    }
}

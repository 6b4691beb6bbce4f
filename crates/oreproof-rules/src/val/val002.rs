//! # Value without a quantity
//!
//! An amount of money cannot be tested when nobody says how many tonnes of what it is the worth
//! of.
//!
//! ## Fires when
//!
//! VAL001 fires on an amount and no in-ground quantity (tonnage, contained metal or grade)
//! stands in the same paragraph or in the paragraph before or after it.
//!
//! ## Silent when
//!
//! Any in-ground quantity is found in that window.
//!
//! ## Underlines
//!
//! The first money amount of the sentence.
//! Once per sentence.

use std::cell::OnceCell;

use oreproof_promise::Kind;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::val::gross;

/// The rule.
pub const VAL002: Rule = Rule {
    code: "VAL002",
    name: "value-without-quantity",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "value {amount} has no tonnage or grade behind it",
    help: "ask for the deposit, the tonnage, the grade and the category that the amount was worked out from",
    norm: "NI 43-101 s.2.1 and s.2.2; JORC 2012 cl.4 (transparency, materiality)",
    fires_on: &[
        Example::new("Our mountains contain minerals worth half a trillion dollars."),
        Example::new("The hills hold ores worth US$60 billion, he said."),
        Example::new("Geologists put the value of the deposit at €4 billion."),
        Example::new("There is $5 billion of gold in the ground, the governor announced."),
    ],
    silent_on: &[
        Example::new(
            "The Inferred Resource of 3 Mt at 0.4% tin was wrongly described in a post as worth $400 million.",
        ),
        Example::new(
            "The deposit holds 2 Mt at 1% copper (Inferred) and is worth $180 million, he said.",
        ),
        Example::new("The study gives an NPV of $60 million."),
        Example::new("The deposit is not worth $60 billion."),
    ],
    source: include_str!("val002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let with_ore_in = OnceCell::new();
    for sentence in &reading.sentences {
        let Some(amount) = gross::amounts(document, sentence).next() else { continue };
        let with_ore = with_ore_in.get_or_init(|| paragraphs_with_ore(document));
        let paragraph = sentence.paragraph;
        let window = paragraph.saturating_sub(1)..(paragraph + 2).min(with_ore.len());
        if !with_ore[window].contains(&true) {
            sink.fire(
                amount.bytes.clone(),
                format!("value {} has no tonnage or grade behind it", document.quote(amount)),
            );
        }
    }
}

/// For each paragraph, whether a tonnage, contained metal or grade stands in it.
fn paragraphs_with_ore(document: &Document<'_>) -> Vec<bool> {
    let mut paragraphs = vec![false; document.reading.paragraphs.len()];
    for quantity in &document.reading.quantities {
        paragraphs[quantity.paragraph] |= quantity.kind.is_in_ground()
            || matches!(quantity.kind, Kind::Grade | Kind::GradeEquivalent);
    }
    paragraphs
}

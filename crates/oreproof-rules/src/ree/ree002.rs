//! # Which rare earths
//!
//! Cerium and lanthanum weigh most and sell for least.
//!
//! ## Fires when
//!
//! A TREO quantity is given and the document holds no split by oxide (at least Nd and Pr, and
//! Dy and Tb or the heavy share).
//!
//! ## Silent when
//!
//! A split is found.
//!
//! ## Underlines
//!
//! The first TREO grade or content.
//! Once per document.

use oreproof_promise::{Kind, Modality, Quantity};

use crate::ree::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const REE002: Rule = Rule {
    code: "REE002",
    name: "ree-distribution-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "which rare earths?",
    help: "give the share of each oxide: cerium and lanthanum weigh most and sell for least",
    norm: "CIM guidance on rare-earth disclosure (Whyte 2011)",
    fires_on: &[
        Example::new("The resource is 10 Mt at 2% TREO."),
        Example::new("The Inferred Resource of 23 Mt at 1.3% TREO contains 304,000 tonnes TREO."),
        Example::new("The clay grades 1,200 ppm TREO."),
        Example::new("The body holds 90,000 t of rare-earth oxides."),
    ],
    silent_on: &[
        Example::new("The resource is 10 Mt at 2% TREO, of which NdPr is 22% and DyTb 1%."),
        Example::new(
            "The clay grades 1,200 ppm TREO, of which Nd and Pr are a quarter and heavy rare earths 4%.",
        ),
        Example::new("The cut-off is 0.5% TREO."),
        Example::new("Rare earths have been reported."),
    ],
    source: include_str!("ree002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::TREO) || document.says(words::LIGHT) && document.says(words::HEAVY) {
        return;
    }
    let reading = document.reading;
    let total = |q: &Quantity| {
        let sentence = &reading.sentences[q.sentence];
        let behind = reading
            .hits_in(sentence, words::TREO)
            .any(|hit| (q.tokens.end..q.tokens.end + 3).contains(&(hit.token as usize)));
        matches!(q.kind, Kind::Grade | Kind::Contained) && behind && q.modality != Modality::Negated
    };
    if let Some(quantity) = reading.quantities.iter().find(|q| total(q)) {
        sink.fire(quantity.bytes.clone(), "which rare earths?");
    }
}

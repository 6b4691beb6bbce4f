//! # Which ton
//!
//! A short ton is 907 kg, a tonne 1,000, a long ton 1,016; and MT has been read as a tonne and
//! as a million of them.
//!
//! ## Fires when
//!
//! A quantity uses bare ton(s), MT, MMT, oz/ton or opt, and the document does not say short,
//! long or metric.
//!
//! ## Silent when
//!
//! A definition is found anywhere in the document.
//!
//! ## Underlines
//!
//! The first such quantity.
//! Once per document.

use oreproof_promise::{Modality, Quantity};
use oreproof_units::Base;

use crate::uni::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const UNI001: Rule = Rule {
    code: "UNI001",
    name: "mass-unit-ambiguous",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "which ton?",
    help: "write tonne (1,000 kg), short ton (907.18474 kg) or long ton (1,016.0469088 kg); write Mt for a million tonnes and t for one",
    norm: "SI Brochure, 9th ed., table 8 (tonne); NIST SP 811, appendix B",
    fires_on: &[
        Example::new("The hill contains 5 million tons of ore."),
        Example::new("The vein ran 18.4 oz/ton silver."),
        Example::new("The plant will treat 3 MT a year."),
        Example::new("They shipped 40,000 tons of ore."),
    ],
    silent_on: &[
        Example::new("The hill contains 5 million tonnes of ore."),
        Example::new("The hill contains 5 million metric tons of ore."),
        Example::new("The hill contains 5 million tons of ore; a ton is 1,000 kg here."),
        Example::new("The hill contains 5 Mt of ore."),
    ],
    source: include_str!("uni001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::TON_DEFINED) {
        return;
    }
    let first = document
        .quantities()
        .map(|(q, _)| q)
        .find(|q| is_ambiguous(document, q) && q.modality != Modality::Negated);
    if let Some(quantity) = first {
        sink.fire(quantity.bytes.clone(), "which ton?");
    }
}

/// A bare ton, or an MT that may be a tonne or a million.
fn is_ambiguous(document: &Document<'_>, quantity: &Quantity) -> bool {
    let bare =
        quantity.unit.is_some_and(|unit| unit.of == Base::Ton || unit.per == Some(Base::Ton));
    let written = || {
        let cursor = document.reading.cursor();
        quantity.tokens.clone().any(|at| matches!(cursor.raw(at), "MT" | "MMT" | "opt"))
    };
    bare || quantity.unit.is_some_and(|unit| unit.of == Base::Tonne) && written()
}

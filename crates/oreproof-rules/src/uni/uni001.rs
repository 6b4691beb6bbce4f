//! # Which ton?
//!
//! A ton is 907 kg in the United States, 1,016 kg in old British texts and 1,000 kg
//! where somebody dropped the “ne” of tonne. `MT` is a million tonnes to one reader
//! and a metric ton to another.
//!
//! ## Fires when
//!
//! A quantity uses a bare ton, `MT`, `MMT`, `oz/ton` or `opt`. Once a document, on the
//! first.
//!
//! ## Silent when
//!
//! The document says short, long or metric anywhere.

use oreproof_promise::{Modality, Quantity};
use oreproof_units::Base;

use super::words;
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
        Example::new("A fresh channel ran 18.4 oz/ton silver."),
        Example::new("The plant treats 400 tons a day."),
        Example::new("Resources are 12 MT at 1.1% copper."),
        Example::new("Copper sold at $9,200 per ton."),
    ],
    silent_on: &[
        Example::new("The hill contains 5 million tonnes of ore."),
        Example::new("The hill contains 5 million tons of ore. Tons are metric throughout."),
        Example::new("The hill contains 5 million short tons of ore."),
        Example::new("Resources are 12 Mt at 1.1% copper."),
    ],
    source: include_str!("uni001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::TON_DEFINED) {
        return;
    }
    let quantities = &document.reading.quantities;
    let first =
        quantities.iter().find(|q| q.modality != Modality::Negated && is_ambiguous(document, q));
    if let Some(quantity) = first {
        sink.fire(quantity.bytes.clone(), "which ton?");
    }
}

/// A bare ton, or letters that stand for two units.
fn is_ambiguous(document: &Document<'_>, quantity: &Quantity) -> bool {
    let Some(unit) = quantity.unit else { return false };
    let bare = unit.of == Base::Ton || unit.per == Some(Base::Ton);
    let tonnes = unit.of == Base::Tonne || unit.per == Some(Base::Tonne);
    bare || tonnes && {
        let cursor = document.reading.cursor();
        quantity.tokens.clone().any(|at| matches!(cursor.raw(at), "MT" | "MMT" | "MTPA" | "MMTPA"))
    }
}

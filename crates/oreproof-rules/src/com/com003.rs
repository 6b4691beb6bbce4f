//! # Metal or concentrate
//!
//! A tonne of concentrate may hold a quarter of a tonne of metal.
//!
//! ## Fires when
//!
//! Output, sales or exports are given as a mass “of {metal}” in a document that also speaks of
//! concentrate of that metal, and the phrase does not say contained, payable, in concentrate,
//! concentrate or metal product.
//!
//! ## Silent when
//!
//! One of these words stands with the quantity.
//!
//! ## Underlines
//!
//! The quantity.
//! Once per distinct value.

use std::collections::HashSet;

use oreproof_promise::{Case, Kind, Modality, Quantity, Sentence, vocabulary as v};
use oreproof_units::Base;

use crate::com::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const COM003: Rule = Rule {
    code: "COM003",
    name: "ore-concentrate-metal-unclear",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "tonnes of metal or of concentrate?",
    help: "say contained, payable or gross weight; the three differ severalfold",
    norm: "EITI Standard 2023 Req. 3.2 and 3.3; UN Comtrade (HS 26 against HS 74 to 81)",
    fires_on: &[
        Example::new("It shipped 40,000 t of lead; concentrate stocks fell."),
        Example::new(
            "The company shipped 1,150 tonnes of antimony under its concentrate contract.",
        ),
        Example::new(
            "Sales of copper concentrate rose. The mine exported 12,000 tonnes of copper.",
        ),
        Example::new("It sold 900 t of tin in the quarter, and concentrate stocks were low."),
    ],
    silent_on: &[
        Example::new("It shipped 40,000 t of lead concentrate."),
        Example::new("The mine sold 2,190 tonnes of payable nickel; concentrate stocks fell."),
        Example::new("The mine produced 2,310 tonnes of nickel in concentrate."),
        Example::new("The smelter made 900 t of tin metal from imported concentrate."),
    ],
    source: include_str!("com003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::CONCENTRATE_WORD) {
        return;
    }
    let mut seen: HashSet<u64> = HashSet::new();
    for (quantity, sentence) in document.quantities() {
        let flow =
            matches!(quantity.kind, Kind::Production | Kind::SalesVolume | Kind::ExportVolume);
        let mass = quantity.unit.is_some_and(|unit| matches!(unit.of, Base::Tonne | Base::Ton));
        if !(flow && mass)
            || quantity.modality == Modality::Negated
            || !of_bare_metal(document, sentence, quantity)
        {
            continue;
        }
        if seen.insert(quantity.value().to_bits()) {
            sink.fire(quantity.bytes.clone(), "tonnes of metal or of concentrate?");
        }
    }
}

/// `1,150 tonnes of antimony` with no word for the form of it beside the quantity.
fn of_bare_metal(document: &Document<'_>, sentence: &Sentence, quantity: &Quantity) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let metal = reading.hits_in(sentence, v::COMMODITY).find(|hit| {
        let at = hit.token as usize;
        let behind = at == end + 1 && cursor.is(end, "of") || quantity.tokens.contains(&at);
        let name = cursor.tokens[at].case != Case::Upper;
        behind
            && name
            && !matches!(
                reading.commodity(hit).name(),
                "iron ore"
                    | "coal"
                    | "phosphate"
                    | "bauxite"
                    | "potash"
                    | "graphite"
                    | "salt"
                    | "manganese"
                    | "chromite"
                    | "diamonds"
            )
    });
    let Some(metal) = metal else { return false };
    let formed = reading.hits_in(sentence, words::FORM).any(|hit| {
        let (token, hit_end) = (hit.token as usize, hit.end as usize);
        let behind = token >= metal.end as usize && token - metal.end as usize <= 2;
        let inside = token >= start && hit_end <= end;
        behind || inside || hit_end <= start && start - hit_end <= 1
    });
    !formed
}

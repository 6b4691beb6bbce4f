//! # Immediate supply without a mine
//!
//! What is not mined cannot be shipped.
//!
//! ## Fires when
//!
//! Immediately, at once, straight away, from day one or readily available is said of export,
//! supply or production, and the document shows no operating mine or output for that commodity
//! and seller.
//!
//! ## Silent when
//!
//! Output or stocks of the same product are quantified.
//!
//! ## Underlines
//!
//! The immediacy phrase; the first one.
//! Once per document.

use oreproof_promise::{FormGroup, Hit, Kind, Modality, Sentence};

use crate::tim::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const TIM002: Rule = Rule {
    code: "TIM002",
    name: "immediate-supply-claim",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "immediate supply with no production shown",
    help: "ask for the mine, its output last year, the stock on hand and the export permit",
    norm: "NI 51-102 s.4A.2; EITI Standard 2023 Req. 3.2 and 3.3",
    fires_on: &[
        Example::new("Exports of antimony will begin immediately."),
        Example::new("The copper is readily available and will be shipped from the port."),
        Example::new("From day one the company will supply tungsten to our allies."),
        Example::new("We can deliver lithium straight away, the governor said."),
        Example::new("The ministry said that shipments of copper would leave without delay."),
    ],
    silent_on: &[
        Example::new("Exports will continue from the 900 t of ingot in stock."),
        Example::new("Exports will not begin immediately."),
        Example::new(
            "The mine produced 4,000 t of tin last year, and more can be delivered at once.",
        ),
        Example::new("The minister left immediately."),
        Example::new("The company was told to stop exports immediately."),
    ],
    source: include_str!("tim002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let issuer = document.form().group() == FormGroup::Issuer;
    if issuer && document.shows_operation() {
        return;
    }
    for (_, sentence) in reading.sentences_with(words::IMMEDIATE) {
        if document.denies(sentence) {
            continue;
        }
        let near = |hit: &Hit| is_supply(document, sentence, hit);
        let Some(hit) = reading.hits_in(sentence, words::IMMEDIATE).find(|hit| near(hit)) else {
            continue;
        };
        if quantified(document, sentence) {
            continue;
        }
        sink.fire(document.bytes(hit), "immediate supply with no production shown");
        return;
    }
}

/// Whether it is a supply that comes at once: named in the same clause, and not one that ends.
fn is_supply(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let reading = document.reading;
    let clause = |from: u32, to: u32| {
        !(from..to).any(|at| matches!(reading.cursor().raw(at as usize), "," | ";" | "–" | "”"))
    };
    let near = |other: &Hit| {
        other.token >= hit.end && other.token - hit.end <= 8 && clause(hit.end, other.token)
            || other.end <= hit.token && hit.token - other.end <= 8 && clause(other.end, hit.token)
            || other.token >= hit.token && other.end <= hit.end
    };
    reading.hits_in(sentence, words::SUPPLY).any(near)
        && !reading.hits_in(sentence, words::STOPPING).any(near)
}

/// Whether output or stocks of the same product are quantified: in the sentence, or as recorded output.
fn quantified(document: &Document<'_>, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let stock =
        reading.quantities_in(sentence).iter().any(|q| q.unit.is_some_and(|u| u.of.is_mass()));
    let made = reading.quantities.iter().any(|q| {
        matches!(q.kind, Kind::Production | Kind::SalesVolume | Kind::ExportVolume)
            && q.modality == Modality::Measured
    });
    stock || made
}

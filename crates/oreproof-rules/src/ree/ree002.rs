//! # Which rare earths?
//!
//! Cerium and lanthanum weigh most and sell for least; neodymium, praseodymium,
//! dysprosium and terbium carry the worth. A total without its split says little.
//!
//! ## Fires when
//!
//! A TREO quantity is given and the document has no split by oxide: at least
//! neodymium and praseodymium, and dysprosium and terbium or the heavy share. Once a
//! document, on the first grade or content.
//!
//! ## Silent when
//!
//! A split is found.

use oreproof_promise::{Cue, Kind, Modality, Quantity};

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

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
        Example::new("Inferred: 85 Mt at 0.9% TREO, containing 765,000 t of TREO."),
        Example::new(
            "The clay averages 1,200 ppm total rare earth oxides; the magnets need neodymium.",
        ),
        Example::new("The resource is 10 Mt at 2% TREO, of which NdPr is 22%."),
    ],
    silent_on: &[
        Example::new("The resource is 10 Mt at 2% TREO, of which NdPr is 22% and DyTb 1%."),
        Example::new(
            "The resource is 10 Mt at 2% TREO. Neodymium and praseodymium make 21% of the oxides and the heavy rare earths 4%.",
        ),
        Example::new("The cut-off is 0.5% TREO."),
        Example::new("The resource is 10 Mt at 2% copper."),
    ],
    source: include_str!("ree002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::TREO) {
        return;
    }
    let reading = document.reading;
    let is_treo = |q: &&Quantity| {
        let sentence = &reading.sentences[q.sentence];
        let range = q.tokens.start..q.tokens.end + 4;
        let named = || {
            reading.hits_in(sentence, words::TREO).any(|hit| range.contains(&(hit.token as usize)))
        };
        linked::is_short(sentence)
            && matches!(q.kind, Kind::Grade | Kind::Contained)
            && q.modality != Modality::Negated
            && named()
    };
    let Some(first) = reading.quantities.iter().find(is_treo) else { return };
    if !(is_split(document, words::LIGHT_SPLIT) && is_split(document, words::HEAVY_SPLIT)) {
        sink.fire(first.bytes.clone(), "which rare earths?");
    }
}

/// Whether a share or grade of these rare earths is given anywhere.
fn is_split(document: &Document<'_>, list: Cue) -> bool {
    let reading = document.reading;
    let grade = |q: &Quantity| q.unit.is_some_and(|unit| unit.is_grade() || unit.is_mass());
    reading
        .sentences_with(list)
        .any(|(_, sentence)| reading.quantities_in(sentence).iter().any(grade))
}

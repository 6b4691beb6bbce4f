//! # Lithium as what
//!
//! A tonne of lithium is two tonnes of oxide and more than five of carbonate.
//!
//! ## Fires when
//!
//! A tonnage, content, grade or output of lithium is given without Li, Li₂O, LCE, carbonate,
//! hydroxide or spodumene concentrate in its paragraph.
//!
//! ## Silent when
//!
//! A basis is found, or the value repeats one that has it.
//!
//! ## Underlines
//!
//! The first such grade or quantity of the paragraph.
//! Once per paragraph.

use oreproof_promise::{Hit, Kind, Modality, vocabulary as v};

use crate::com::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const COM001: Rule = Rule {
    code: "COM001",
    name: "lithium-basis-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "lithium as what?",
    help: "state the basis: 1 Li = 2.153 Li₂O = 5.323 Li₂CO₃ by mass",
    norm: "JORC 2012 cl.49; ASX compliance notes on lithium reporting",
    fires_on: &[
        Example::new("The brine project will make 20,000 t of lithium a year."),
        Example::new("The Inferred Resource is 120 million tonnes grading 0.5% lithium."),
        Example::new("The plain holds 600,000 tonnes of lithium."),
        Example::new("Output of 4,000 t of lithium is planned."),
    ],
    silent_on: &[
        Example::new("The brine project will make 20,000 t of lithium carbonate a year."),
        Example::new("The Inferred Resource is 14 Mt at 1.1% Li₂O."),
        Example::new("The project would make 20,000 t of LCE a year."),
        Example::new("Lithium was found in 2019."),
    ],
    source: include_str!("com001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let mut last = usize::MAX;
    for (quantity, sentence) in document.quantities() {
        let asked = matches!(
            quantity.kind,
            Kind::Grade
                | Kind::Contained
                | Kind::Production
                | Kind::SalesVolume
                | Kind::ExportVolume
                | Kind::Cutoff
        );
        let plain = asked
            && quantity.modality != Modality::Negated
            && quantity.repeats.is_none()
            && sentence.paragraph != last;
        if !plain || document.paragraph_says(sentence.paragraph, words::LITHIUM_BASIS) {
            continue;
        }
        let end = quantity.tokens.end;
        let lithium = |hit: &Hit| reading.commodity(hit).name() == "lithium";
        let named = reading.hits_in(sentence, v::COMMODITY).any(|hit| {
            let at = hit.token as usize;
            lithium(hit) && ((end..end + 4).contains(&at) || quantity.tokens.contains(&at))
        });
        // The symbol says lithium as the element.
        let symbol = reading
            .hits_in(sentence, v::COMMODITY)
            .any(|hit| lithium(hit) && reading.cursor().raw(hit.token as usize) == "Li");
        if named && !symbol {
            last = sentence.paragraph;
            sink.fire(quantity.bytes.clone(), "lithium as what?");
        }
    }
}

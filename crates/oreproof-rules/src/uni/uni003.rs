//! # A grade above what a deposit can average
//!
//! A percentage in place of a gram per tonne makes any hill a treasure.
//!
//! ## Fires when
//!
//! A grade of a deposit, zone or estimate exceeds the ceiling of the built-in table for its
//! commodity (see the appendix), or a concentration exceeds the stoichiometric limit of the ore
//! mineral.
//!
//! ## Silent when
//!
//! The grade is of a concentrate, a product or a single selected sample.
//!
//! ## Underlines
//!
//! The grade.
//! Every grade.

use oreproof_promise::{Kind, Modality, Quantity, Sentence};
use oreproof_units::{Base, Unit};

use crate::exp::words::SELECTED;
use crate::uni::{ceilings, words};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const UNI003: Rule = Rule {
    code: "UNI003",
    name: "grade-implausible",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{grade} is above what a {commodity} deposit can average",
    help: "check percent against g/t and ppm, and whether the figure belongs to a concentrate",
    norm: "built-in table of stoichiometric limits",
    fires_on: &[
        Example::new("The orebody averages 55% nickel."),
        Example::new("The core of the lens averages 48% copper."),
        Example::new("The ore grades 900 g/t gold over the whole vein."),
        Example::new("The zone runs 12% lithium."),
    ],
    silent_on: &[
        Example::new("The concentrate runs 55% zinc."),
        Example::new("The orebody averages 1.2% nickel."),
        Example::new("Hand-picked specimens ran 30% antimony and are not representative."),
        Example::new("The cathode is 99.9% copper."),
    ],
    source: include_str!("uni003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (quantity, sentence) in document.quantities() {
        let graded = quantity.kind == Kind::Grade && quantity.modality != Modality::Negated;
        let Some(percent) = (graded).then(|| in_percent(quantity)).flatten() else { continue };
        let Some(commodity) = quantity.commodity else { continue };
        let product = sentence.cues.has(words::CONCENTRATE);
        let above = match mineral_limit(document, sentence, commodity.name()) {
            Some(limit) if product => percent > limit,
            _ if product || sentence.cues.has(SELECTED) => false,
            limit => {
                let basis = reading.cursor().lower(quantity.tokens.end);
                let ceiling = ceilings::ceiling(commodity.name(), basis.as_str());
                ceiling.into_iter().chain(limit).any(|most| percent > most)
            }
        };
        if above {
            let message = format!(
                "{} is above what a {commodity} deposit can average",
                document.quote(quantity),
                commodity = commodity.name()
            );
            sink.fire(quantity.bytes.clone(), message);
        }
    }
}

fn in_percent(quantity: &Quantity) -> Option<f64> {
    let value = quantity.amount.low.or(quantity.amount.high)?;
    let unit = quantity.unit?;
    oreproof_units::convert(value, unit, Unit::of(Base::Percent)).ok()
}

/// The limit of a mineral that the sentence names.
fn mineral_limit(document: &Document<'_>, sentence: &Sentence, commodity: &str) -> Option<f64> {
    let cursor = document.reading.cursor();
    sentence.tokens.clone().find_map(|at| ceilings::limit(cursor.lower(at).as_str(), commodity))
}

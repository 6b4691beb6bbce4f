//! # Lithium as what?
//!
//! A tonne of lithium makes 2.15 tonnes of oxide or 5.32 tonnes of carbonate. A figure
//! without its basis can be wrong by five times either way.
//!
//! ## Fires when
//!
//! A content, grade or output of lithium is given and its paragraph names neither Li,
//! Li₂O, LCE, carbonate, hydroxide nor spodumene concentrate. Once a paragraph.
//!
//! ## Silent when
//!
//! A basis is found, or the value repeats one that was given before.

use oreproof_promise::{Kind, Modality, Quantity, vocabulary};

use super::words;
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
        Example::new("The basin contains 600,000 tonnes of lithium."),
        Example::new(
            "A plant for 40,000 tonnes of lithium a year, subject to a feasibility study.",
        ),
    ],
    silent_on: &[
        Example::new("The brine project will make 20,000 t of lithium carbonate a year."),
        Example::new("The Inferred Resource is 14 million tonnes at 1.1% Li₂O."),
        Example::new("The basin contains 600,000 tonnes of lithium, in carbonate equivalent."),
        Example::new(
            "The lithium deposit lies 40 km from the railhead and was drilled with 74 holes.",
        ),
        Example::new(
            "The Inferred Resource of the lithium field is 120 million tonnes of pegmatite.",
        ),
    ],
    source: include_str!("com001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for paragraph in
        reading.paragraphs.iter().filter(|paragraph| !paragraph.cues.has(words::LITHIUM_BASIS))
    {
        if !paragraph.cues.has(vocabulary::COMMODITY) || paragraph.quantities.is_empty() {
            continue;
        }
        let quantities = &reading.quantities[paragraph.quantities.clone()];
        if let Some(first) = quantities.iter().find(|q| is_asked(document, q)) {
            sink.fire(first.bytes.clone(), "lithium as what?");
        }
    }
}

/// A grade or a mass of lithium that repeats no other, and no mass of rock.
fn is_asked(document: &Document<'_>, quantity: &Quantity) -> bool {
    let lithium = quantity.commodity.is_some_and(|commodity| commodity.name() == "lithium");
    let mass = quantity.unit.is_some_and(|unit| unit.of.is_mass());
    let kind = match quantity.kind {
        Kind::Grade => true,
        Kind::Contained | Kind::Production | Kind::SalesVolume | Kind::ExportVolume => {
            mass && of_lithium(document, quantity)
        }
        Kind::OreTonnage => mass && of_lithium(document, quantity),
        _ => false,
    };
    lithium && kind && quantity.modality != Modality::Negated && quantity.repeats.is_none()
}

/// Whether “of lithium” stands in or right behind the mass, and no word for rock behind it.
fn of_lithium(document: &Document<'_>, quantity: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    let end = quantity.tokens.end;
    let inside = quantity.tokens.clone().any(|at| cursor.is(at, "lithium"));
    let of = cursor.is(end, "of") || cursor.is(end + 1, "of");
    let range = if inside { quantity.tokens.clone() } else { end..end + if of { 5 } else { 2 } };
    range.into_iter().any(|at| {
        cursor.is(at, "lithium")
            && !cursor.is_any(
                at + 1,
                &[
                    "ore",
                    "rock",
                    "brine",
                    "pegmatite",
                    "mineralisation",
                    "concentrate",
                    "clay",
                    "deposit",
                    "resource",
                    "resources",
                    "mica",
                ],
            )
    })
}

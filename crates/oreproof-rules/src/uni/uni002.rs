//! # A grade without a unit
//!
//! 2.4 per cent of copper is rich, 2.4 grams a tonne is nothing, and of gold it is the
//! other way round.
//!
//! ## Fires when
//!
//! A number stands as a grade – after grading, averaging, assaying, or “at” behind a
//! length or a tonnage – and has no unit.
//!
//! ## Silent when
//!
//! A heading or a column above supplies the unit.

use oreproof_promise::{Kind, Modality, Quantity, TokenKind};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const UNI002: Rule = Rule {
    code: "UNI002",
    name: "grade-unit-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "grade without a unit",
    help: "write %, g/t, ppm or kg/t; 2.4 can be rich, poor or impossible",
    norm: "NI 43-101 s.2.2(d) and s.3.3(2); JORC 2012 Table 1 section 2",
    fires_on: &[
        Example::new("The hole cut 12 m grading 3.5."),
        Example::new("Indicated: 31 Mt at 23.9% P₂O₅. Inferred: 12 Mt at 22."),
        Example::new("Hole 7 returned 12.0 m grading 2.4 from 140.5 m."),
        Example::new("Hole 9 intersected 42 m at 0.9% copper, including 6.0 m at 2.7."),
    ],
    silent_on: &[
        Example::new("The hole cut 12 m grading 3.5 g/t gold."),
        Example::new("Measured 1.2 Mt at 1.6%, Indicated 3.4 Mt at 1.4% nickel."),
        Example::new("Hole, length in m, grade in g/t gold\nHole 7 cut 12 m grading 2.4"),
        Example::new("The hole cut 12 m at 0.9% copper from 88 m at 60 degrees."),
    ],
    source: include_str!("uni002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for quantity in &document.reading.quantities {
        let grade = matches!(quantity.kind, Kind::Grade | Kind::GradeEquivalent);
        let bare = grade && quantity.unit.is_none() && quantity.modality != Modality::Negated;
        if bare && !is_angle(document, quantity) && !has_heading(document, quantity) {
            sink.fire(quantity.bytes.clone(), "grade without a unit");
        }
    }
}

/// Whether the number is the dip or azimuth of a hole.
fn is_angle(document: &Document<'_>, quantity: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    cursor.is_any(quantity.tokens.end, &["degrees", "degree", "deg", "°", "º"])
}

/// How many lines above a number its heading may stand.
const ABOVE: usize = 24;

/// Whether a line above gives a unit of grade and no number: the head of a table.
fn has_heading(document: &Document<'_>, quantity: &Quantity) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let lines = reading.paragraphs[..quantity.paragraph].iter().rev().take(ABOVE);
    lines.into_iter().any(|line| {
        let sentences = &reading.sentences[line.sentences.clone()];
        let tokens = || sentences.iter().flat_map(|sentence| sentence.tokens.clone()).take(40);
        let unit = |at: usize| {
            cursor.is_any(at, &["%", "ppm", "percent", "ppb"])
                || cursor.is_any(at, &["g", "kg", "grams", "oz"])
                    && cursor.is_any(at + 1, &["/", "per"])
                || cursor.is(at, "g/t")
        };
        line.quantities.is_empty()
            && tokens().any(unit)
            && !tokens().any(|at| cursor.kind(at) == TokenKind::Number)
    })
}

//! # Grades of selected samples without a caution
//!
//! A geologist picks up the stone that shines.
//! Its grade is not the deposit’s.
//!
//! ## Fires when
//!
//! A grade is given for grab, rock-chip, float, hand-picked, selected or dump samples without
//! saying that they are selective or not representative.
//!
//! ## Silent when
//!
//! Such a statement is in the same paragraph.
//!
//! ## Underlines
//!
//! The grade.
//! Once per paragraph.

use oreproof_promise::{Kind, Modality};

use crate::document::Document;
use crate::exp::words;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const EXP004: Rule = Rule {
    code: "EXP004",
    name: "selective-sample",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "grade of selected samples without a caution",
    help: "say that the samples were selected and do not represent the average, and give the number taken and the lowest result too",
    norm: "NI 43-101 s.3.3(2); JORC 2012 cl.19 and Table 1 section 2; ASX GN 31",
    fires_on: &[
        Example::new("Grab samples returned 60 g/t gold."),
        Example::new("Rock-chip samples assayed up to 96 g/t gold."),
        Example::new("Float found in the creek ran 14% lead."),
        Example::new("Hand-picked ore from the dump assayed 30% antimony."),
    ],
    silent_on: &[
        Example::new(
            "Grab samples, which are selective and not representative, returned 0.2 to 60 g/t gold.",
        ),
        Example::new("Channel samples averaged 2.2% copper."),
        Example::new(
            "Rock-chip samples, which do not represent the vein as a whole, assayed 4 to 90 g/t gold.",
        ),
        Example::new("Grab samples were sent to the laboratory."),
    ],
    source: include_str!("exp004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let mut last = usize::MAX;
    for (_, sentence) in reading.sentences_with(words::SELECTED) {
        if sentence.paragraph == last
            || document.paragraph_says(sentence.paragraph, words::SELECTIVE)
        {
            continue;
        }
        let grade = reading
            .quantities_in(sentence)
            .iter()
            .find(|q| q.kind == Kind::Grade && q.modality != Modality::Negated);
        if let Some(grade) = grade {
            last = sentence.paragraph;
            sink.fire(grade.bytes.clone(), "grade of selected samples without a caution");
        }
    }
}

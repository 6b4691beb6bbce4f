//! # A historical estimate without its source or caution
//!
//! An old estimate was made with other methods, other prices and other words; it says where to
//! look, not what is there.
//!
//! ## Fires when
//!
//! An in-ground quantity carries a HISTORIC word in its sentence (historical, colonial, Soviet-
//! era, legacy, a year at least twenty years before the document) and the document lacks either
//! the source and date or a statement that it is unverified and not treated as current.
//!
//! ## Silent when
//!
//! Both are present.
//!
//! ## Underlines
//!
//! The quantity.
//! Once per estimate.

use crate::cat::{historical, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT006: Rule = Rule {
    code: "CAT006",
    name: "historical-estimate-bare",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "historical estimate without {missing}",
    help: "name the report and its year, say how it was made, what would verify it, and that nobody treats it as current",
    norm: "NI 43-101 s.2.4(a) to (g); ASX LR 5.10 to 5.14; S-K 1300 Item 1304(h)",
    fires_on: &[
        Example::new("A 1958 survey found 40 million tonnes of iron ore."),
        Example::new(
            "The only estimate dates from 1971. It put the field at 8 million tonnes of manganese ore.",
        ),
        Example::new("Soviet-era geologists found 30 million tonnes of phosphate there."),
        Example::new("A colonial survey put the seam at 12 million tonnes."),
        Example::new("In 1974 a drilling campaign outlined 4 million tonnes of copper ore."),
    ],
    silent_on: &[
        Example::new(
            "A 1958 survey (Fund file 12/58) gave 40 million tonnes; it is unverified and is not treated as current.",
        ),
        Example::new(
            "The Soviet-era figure of 30 million tonnes (Fund report 88/71) has not been verified and is not treated as current.",
        ),
        Example::new("It was a historic day for the valley."),
        Example::new(
            "The Soviet-era estimate was replaced in 2024 by an Indicated Resource of 4 Mt at 1% tin (JORC 2012).",
        ),
        Example::new("The 2021 survey reported an Inferred Resource of 4 Mt at 1% tin."),
    ],
    source: include_str!("cat006.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let sourced = document.says(words::OLD_SOURCE);
    let cautioned = document.says(words::UNVERIFIED) && document.says(words::NOT_CURRENT);
    if sourced && cautioned {
        return;
    }
    let reading = document.reading;
    for sentence in &reading.sentences {
        let old = reading
            .quantities_in(sentence)
            .iter()
            .filter(|q| historical::is_old(document, q, sentence));
        for quantity in old {
            let missing = match (sourced, cautioned) {
                (false, false) => {
                    "its source, its date and a statement that it is unverified and not current"
                }
                (false, true) => "its source and date",
                _ => "a statement that it is unverified and not current",
            };
            sink.fire(quantity.bytes.clone(), format!("historical estimate without {missing}"));
        }
    }
}

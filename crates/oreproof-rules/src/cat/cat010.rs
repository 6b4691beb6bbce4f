//! # Resources inclusive or exclusive of reserves
//!
//! When it is not said, readers add the two up and count the same rock twice.
//!
//! ## Fires when
//!
//! The document gives both reserves and resources of one deposit and does not say whether the
//! resources include the reserves.
//!
//! ## Silent when
//!
//! A phrase with “inclusive of”, “exclusive of”, “in addition to” or “including those” and
//! reserves is found.
//!
//! ## Underlines
//!
//! The first quantity in a resource category.
//! Once per document.

use oreproof_promise::Hit;

use crate::cat::{basis, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// How many words may stand between the relation and the reserves behind or before it.
const BEHIND: u32 = 7;
const BEFORE: u32 = 4;

/// The rule.
pub const CAT010: Rule = Rule {
    code: "CAT010",
    name: "inclusive-exclusive-unclear",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "resources inclusive or exclusive of reserves?",
    help: "say which; otherwise readers will add them up and count the same rock twice",
    norm: "NI 43-101 s.2.2(b); JORC 2012 cl.36; S-K 1300 Item 1304(d)",
    fires_on: &[
        Example::new("Probable Reserves are 5 Mt and Indicated Resources 9 Mt."),
        Example::new(
            "Proved Reserves of 3 Mt at 1% tin; Measured and Indicated Resources of 8 Mt at 0.9% tin (JORC 2012).",
        ),
        Example::new(
            "The Inferred Resource is 9 Mt at 1% zinc. The Probable Reserve is 2 Mt at 2% zinc.",
        ),
        Example::new(
            "Probable Reserves are 8 Mt at 2% zinc (JORC), in addition to the stockpile. Indicated Resources are 14 Mt.",
        ),
        Example::new(
            "Reserves (Probable) are 12 Mt at 0.5% copper, and Indicated resources are 40 Mt at 0.4% copper.",
        ),
    ],
    silent_on: &[
        Example::new(
            "Probable Reserves are 5 Mt; Indicated Resources, exclusive of reserves, are 4 Mt.",
        ),
        Example::new(
            "Measured Resources, inclusive of reserves, are 8 Mt at 1%; Proved Reserves are 3 Mt at 1.1%.",
        ),
        Example::new("The Inferred Resource is 9 Mt at 1% zinc."),
        Example::new("Probable Reserves are 2 Mt at 2% zinc."),
        Example::new(
            "Probable Reserves are 8 Mt at 2% zinc. Measured Resources, which include the reserves, are 14 Mt.",
        ),
    ],
    source: include_str!("cat010.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !reading.quantities.iter().any(basis::is_reserve) || says_which(document) {
        return;
    }
    if let Some(quantity) =
        basis::first(reading, |q| basis::is_resource(q) && !q.category.is_reserve())
    {
        sink.fire(quantity.bytes.clone(), "resources inclusive or exclusive of reserves?");
    }
}

/// Whether a word for how the two relate stands close to the word reserves: “exclusive of
/// Mineral Reserves”, but not “in addition to the stockpile”.
fn says_which(document: &Document<'_>) -> bool {
    let reading = document.reading;
    reading.sentences_with(words::RELATION).any(|(_, sentence)| {
        reading.hits_in(sentence, words::RELATION).any(|relation| {
            let near = |reserve: &Hit| {
                let behind = reserve.token.checked_sub(relation.end);
                let before = relation.token.checked_sub(reserve.end);
                behind.is_some_and(|gap| gap <= BEHIND) || before.is_some_and(|gap| gap <= BEFORE)
            };
            reading.hits_in(sentence, words::RESERVE).any(near)
        })
    })
}

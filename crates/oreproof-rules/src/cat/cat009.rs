//! # An estimate without date or cut-off
//!
//! Without the day and the cut-off a tonnage cannot be repeated by anybody.
//!
//! ## Fires when
//!
//! An issuer document states a categorised estimate and lacks an effective date (“effective”,
//! “as at”, “at” with a date) or a cut-off or the prices and recoveries behind it.
//!
//! ## Silent when
//!
//! Both are present.
//!
//! ## Underlines
//!
//! The first categorised in-ground quantity.
//! Once per document.

use oreproof_promise::{FormGroup, Kind, TokenKind, vocabulary as v};

use crate::cat::{basis, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT009: Rule = Rule {
    code: "CAT009",
    name: "estimate-basis-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer]),
    tier: 1,
    message: "estimate without {missing}",
    help: "state the effective date and the cut-off with its price and recovery; without them the tonnage cannot be repeated",
    norm: "NI 43-101 s.3.4(a) and (c); ASX LR 5.8.1; S-K 1300 Item 1304(d)(1); CSA Staff Notice 43-311",
    fires_on: &[
        Example::new("The Indicated Resource is 30 Mt at 0.6% copper (JORC)."),
        Example::new("The company reports an Inferred Resource of 9 Mt at 1% zinc (JORC 2012)."),
        Example::new(
            "The Probable Reserve, effective 31 December 2024, is 4 Mt at 2% tin (NI 43-101).",
        ),
        Example::new(
            "The Inferred Resource is 4 Mt at 1.1% nickel above a 0.5% nickel cut-off (JORC 2012).",
        ),
    ],
    silent_on: &[
        Example::new(
            "The Indicated Resource at 31 May 2025 is 30 Mt at 0.6% copper (JORC 2012, 0.2% copper cut-off).",
        ),
        Example::new(
            "Effective 1 May 2025, the Probable Reserve is 4 Mt at 2% tin above a 0.8% cut-off (NI 43-101).",
        ),
        Example::new("The mine produced 4,000 tonnes of tin."),
        Example::new("Hole 4 cut 12 m at 1% tin."),
    ],
    source: include_str!("cat009.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let Some(quantity) = basis::first(reading, basis::is_categorised) else { return };
    let dated = document.says(words::EFFECTIVE) || at_a_date(document);
    let cut = document.says(words::CUTOFF) || priced(document);
    let missing = match (dated, cut) {
        (true, true) => return,
        (false, false) => "an effective date, a cut-off or its prices and recoveries",
        (false, true) => "an effective date",
        (true, false) => "a cut-off or its prices and recoveries",
    };
    sink.fire(quantity.bytes.clone(), format!("estimate without {missing}"));
}

/// `at 30 June 2024`: a day that an estimate is stated at.
fn at_a_date(document: &Document<'_>) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    reading.hits_of(v::MONTH).any(|hit| {
        let month = hit.token as usize;
        let day = month.checked_sub(1).is_some_and(|at| cursor.kind(at) == TokenKind::Number);
        // “Ore Reserve, 31 March 2025:” — the day stands right behind what it is the day of.
        let heads = || {
            month >= 3
                && cursor.is_any(month - 2, &[",", "("])
                && cursor.is_any(month - 3, &["reserve", "reserves", "resource", "resources"])
        };
        day && month >= 2 && (cursor.is(month - 2, "at") || heads())
    })
}

/// Prices and recoveries stand in for a cut-off.
fn priced(document: &Document<'_>) -> bool {
    let has = |kind: Kind| document.reading.quantities.iter().any(|q| q.kind == kind);
    has(Kind::Price) && has(Kind::Recovery)
}

//! # A stale estimate
//!
//! What was ore at the prices of ten years ago may be rock now, and part of it may be gone.
//!
//! ## Fires when
//!
//! A categorised estimate is dated more than five and fewer than twenty years before the
//! document and is not said to be still current.
//!
//! ## Silent when
//!
//! The text says that it was reviewed or restated; older estimates belong to CAT006.
//!
//! ## Underlines
//!
//! The first quantity of the estimate.
//! Once per estimate.

use oreproof_promise::Quantity;

use crate::tim::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const TIM004: Rule = Rule {
    code: "TIM004",
    name: "stale-estimate",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "estimate is {years} years old",
    help: "ask what has been mined, drilled and priced since; name the latest statement",
    norm: "NI 43-101 s.3.4(a) and s.4.2; JORC 2012 cl.14 and cl.15 (annual review); ASX LR 5.21",
    fires_on: &[
        Example::new("A 2014 statement gave Probable Reserves of 6 Mt at 2% zinc."),
        Example::new("The 2017 report gave an Indicated Resource of 4 Mt at 1% tin."),
        Example::new(
            "In a statement dated May 2013 the company declared Proved Reserves of 2 Mt at 3% lead.",
        ),
        Example::new(
            "An estimate published in 2015 lists an Inferred Resource of 30 Mt at 0.4% copper.",
        ),
    ],
    silent_on: &[
        Example::new("The 2014 estimate was restated without change in 2024."),
        Example::new("The 2023 report gave an Indicated Resource of 4 Mt at 1% tin."),
        Example::new("Probable Reserves (JORC Code 2012) are 4 Mt at 1% tin."),
        Example::new(
            "The 2017 estimate of 4 Mt at 1% tin, Indicated, was reviewed last year and is still current.",
        ),
    ],
    source: include_str!("tim004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(date) = document.date() else { return };
    let reading = document.reading;
    let mut told: Vec<i16> = Vec::new();
    for sentence in &reading.sentences {
        let categorised =
            |q: &&Quantity| q.is_in_ground() && q.category.is_categorised() && q.repeats.is_none();
        let Some(quantity) = reading.quantities_in(sentence).iter().find(categorised) else {
            continue;
        };
        if !sentence.cues.has(words::STATED) || document.says(words::RESTATED) {
            continue;
        }
        let Some(year) = sentence.tokens.clone().find_map(|at| statement_year(document, at)) else {
            continue;
        };
        let age = date.year() - year;
        if (6..20).contains(&age) && !told.contains(&year) {
            told.push(year);
            sink.fire(quantity.bytes.clone(), format!("estimate is {age} years old"));
        }
    }
}

/// The year of a statement: `the 2014 statement`, `a statement of 2016`, `dated 3 May 2015`, `in 2016`.
fn statement_year(document: &Document<'_>, at: usize) -> Option<i16> {
    let year = document.year_at(at)?;
    let reading = document.reading;
    let cursor = reading.cursor();
    // “JORC 2012” names a code.
    let code = at > 0
        && cursor.is_any(at - 1, &["jorc", "code", "perc", "samrec", "unfc", "cim", "the"])
        && !cursor.is(at - 1, "the");
    let cim = cursor.is(at + 1, "CIM") || cursor.is(at + 1, "JORC") || cursor.is(at + 1, "edition");
    (!code && !cim).then_some(year)
}

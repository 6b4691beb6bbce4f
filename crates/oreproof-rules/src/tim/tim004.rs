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

use jiff::ToSpan;
use jiff::civil::Date;
use oreproof_promise::{Quantity, Sentence};
use rustc_hash::FxHashSet;

use crate::tim::words;
use crate::words as shared;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// Beyond how many years an estimate is stale.
const FRESH: i16 = 5;

/// From how many years on it is historical, which CAT006 looks after.
const HISTORICAL: i16 = 20;

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
        Example::new(
            "The effective date of the estimate is 30 June 2018.\nIndicated: 14 Mt at 1.2% nickel.",
        ),
    ],
    silent_on: &[
        Example::new("The 2014 estimate was restated without change in 2024."),
        Example::new("The 2023 report gave an Indicated Resource of 4 Mt at 1% tin."),
        Example::new("Probable Reserves (JORC Code 2012) are 4 Mt at 1% tin."),
        Example::new(
            "The 2017 estimate of 4 Mt at 1% tin, Indicated, was reviewed last year and is still current.",
        ),
        Example::new(
            "The Indicated Resource of 12 Mt at 1.1% copper was reported in March 2024 and follows drilling done in 2016.",
        ),
    ],
    source: include_str!("tim004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(today) = document.date() else { return };
    let reading = document.reading;
    let mut told: FxHashSet<Date> = FxHashSet::default();
    let effective = effective(document);
    for sentence in &reading.sentences {
        let categorised =
            |q: &&Quantity| q.is_in_ground() && q.category.is_categorised() && q.repeats.is_none();
        let Some(quantity) = reading.quantities_in(sentence).iter().find(categorised) else {
            continue;
        };
        let Some(dated) = stated(document, sentence, quantity, today).or(effective) else {
            continue;
        };
        let is_old = |years: i16| dated.saturating_add(i64::from(years).years()) < today;
        if is_old(FRESH) && !is_old(HISTORICAL) && !told.contains(&dated) && !is_restated(document)
        {
            told.insert(dated);
            let years = (i32::from(today.year()) * 12 + i32::from(today.month())
                - i32::from(dated.year()) * 12
                - i32::from(dated.month()))
                / 12;
            sink.fire(quantity.bytes.clone(), format!("estimate is {years} years old"));
        }
    }
}

/// The day on which an estimate was made, at the latest: the newest date of its sentence that has
/// passed, else the date that governs it.
fn stated(
    document: &Document<'_>,
    sentence: &Sentence,
    quantity: &Quantity,
    today: Date,
) -> Option<Date> {
    let dates = document.reading.dates_in(sentence).iter().map(|dated| dated.period.last);
    dates.filter(|day| *day <= today).max().or_else(|| quantity.as_of.map(|period| period.last))
}

/// The day that the document gives for its estimates as a whole.
fn effective(document: &Document<'_>) -> Option<Date> {
    let reading = document.reading;
    reading
        .sentences_with(words::EFFECTIVE)
        .find_map(|(_, sentence)| reading.dates_in(sentence).first())
        .map(|dated| dated.period.last)
}

/// Whether the text says of an estimate, and not of the text itself, that somebody looked at it again.
fn is_restated(document: &Document<'_>) -> bool {
    document.reading.sentences_with(words::RESTATED).any(|(_, sentence)| {
        sentence.cues.has(words::STATED)
            && !sentence.cues.has(shared::QUALIFIED)
            && !document.denies(sentence)
    })
}

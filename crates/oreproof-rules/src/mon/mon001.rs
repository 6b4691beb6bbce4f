//! # A gap in the capital
//!
//! Money for a tenth of a mine builds no tenth of a mine.
//!
//! ## Fires when
//!
//! Money promised or secured and capital required are both stated for one project, the first is
//! below 80% of the second, and no sentence speaks of the difference.
//!
//! ## Silent when
//!
//! “balance”, “remaining”, “shortfall”, “gap” or “to be raised” is said of the capital.
//!
//! ## Underlines
//!
//! The promised amount.
//! Once per project.

use oreproof_promise::{Cue, Kind, Modality, Quantity, Sentence, vocabulary as v};
use oreproof_units::Unit;

use crate::mon::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const MON001: Rule = Rule {
    code: "MON001",
    name: "capital-gap",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{promised} promised, {needed} needed",
    help: "say who is to find the rest; allow for the usual overrun on the estimate",
    norm: "ASIC INFO 214 (funding); base rates: Bertisen and Davis 2008, McKinsey, EY",
    fires_on: &[
        Example::new("The $80 million loan will build the $700 million plant."),
        Example::new(
            "A bank has pledged a loan of US$40 million. The mine requires US$600 million.",
        ),
        Example::new(
            "The fund secured financing of €90 million for a plant whose capital cost is €1.1 billion.",
        ),
        Example::new(
            "The Treasury has set aside $40 million, and the scheme requires $900 million.",
        ),
        Example::new(
            "A fund has promised $60 million for the mine. Building it will cost $480 million.",
        ),
    ],
    silent_on: &[
        Example::new("The loan covers $80 million; the balance of $620 million is to be raised."),
        Example::new("The loan covers $80 million; the capital cost is $90 million."),
        Example::new(
            "The loan of $80 million leaves a shortfall of $620 million on the capital cost of $700 million.",
        ),
        Example::new("The mine requires US$600 million."),
        Example::new(
            "The study will cost US$2 million, which the bank has promised; the plant is not costed.",
        ),
    ],
    source: include_str!("mon001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::PROMISED) {
        return;
    }
    let reading = document.reading;
    let sums = || document.quantities().filter(|(q, _)| is_sum(q));
    let largest = |a: &(&Quantity, &Sentence), b: &(&Quantity, &Sentence)| {
        a.0.value().total_cmp(&b.0.value())
    };
    let Some((needed, _)) = sums().filter(|(q, s)| is_needed(document, q, s)).max_by(largest)
    else {
        return;
    };
    let promised = || {
        sums().filter(|(q, s)| {
            alike(q.unit, needed.unit) && *q != needed && is_promised(document, q, s)
        })
    };
    let Some((first, _)) = promised().next() else { return };
    let total: f64 = promised().filter(|(q, _)| q.repeats.is_none()).map(|(q, _)| q.value()).sum();
    let speaks_of_rest = reading.sentences_with(words::BALANCE).any(|(_, s)| {
        s.cues.has(v::CAPEX) || s.cues.has(words::PROMISED) || !s.quantities.is_empty()
    });
    if total.max(first.value()) < ENOUGH * needed.value() && !speaks_of_rest {
        let message =
            format!("{} promised, {} needed", document.quote(first), document.quote(needed));
        sink.fire(first.bytes.clone(), message);
    }
}

/// The part of the capital that has to be in sight.
const ENOUGH: f64 = 0.8;

/// A sum of money that stands once, not by the year or the tonne.
fn is_sum(quantity: &Quantity) -> bool {
    quantity.is_money()
        && quantity.modality != Modality::Negated
        && quantity.unit.is_some_and(|unit| unit.per.is_none())
}

/// Capital that a mine or plant needs: by its kind, or by a word of need close before it.
fn is_needed(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let open = matches!(quantity.kind, Kind::Investment | Kind::Cost | Kind::Other);
    let studied = || near(document, quantity, sentence, words::STUDYING, 8, 4);
    quantity.kind == Kind::Capex
        || open && near(document, quantity, sentence, words::NEEDED, 4, 0) && !studied()
}

/// Money promised or secured for it.
fn is_promised(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let needed = near(document, quantity, sentence, words::NEEDED, 4, 0);
    let promised = match quantity.kind {
        Kind::Funding => true,
        Kind::Investment | Kind::Other => near(document, quantity, sentence, words::PROMISED, 6, 5),
        _ => false,
    };
    promised
        && !needed
        && !near(document, quantity, sentence, words::STUDYING, 8, 6)
        && !document.denies(sentence)
}

/// Whether a phrase of a list stands so many tokens before or behind a quantity, with no other
/// sum of money between.
fn near(
    document: &Document<'_>,
    quantity: &Quantity,
    sentence: &Sentence,
    list: Cue,
    before: usize,
    behind: usize,
) -> bool {
    let reading = document.reading;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let clear = |from: usize, to: usize| {
        !reading
            .quantities_in(sentence)
            .iter()
            .any(|q| q.is_money() && (from..to).contains(&q.tokens.start))
    };
    reading.hits_in(sentence, list).any(|hit| {
        let (token, hit_end) = (hit.token as usize, hit.end as usize);
        hit_end <= start && start - hit_end <= before && clear(hit_end, start)
            || token >= end && token - end < behind && clear(end, token)
    })
}

/// The same currency; a bare dollar may be any.
fn alike(a: Option<Unit>, b: Option<Unit>) -> bool {
    let (a, b) = (a.and_then(Unit::currency), b.and_then(Unit::currency));
    a == b
        || a.zip(b).is_some_and(|(a, b)| {
            a.is_dollar() && b.is_dollar() && (a.is_ambiguous() || b.is_ambiguous())
        })
}

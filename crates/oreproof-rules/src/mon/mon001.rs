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

use oreproof_promise::{Kind, Modality, vocabulary as v};
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
    ],
    silent_on: &[
        Example::new("The loan covers $80 million; the balance of $620 million is to be raised."),
        Example::new("The loan covers $80 million; the capital cost is $90 million."),
        Example::new(
            "The loan of $80 million leaves a shortfall of $620 million on the capital cost of $700 million.",
        ),
        Example::new("The mine requires US$600 million."),
    ],
    source: include_str!("mon001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let sums = |kind: Kind| {
        reading
            .quantities
            .iter()
            .filter(move |q| q.kind == kind && q.modality != Modality::Negated && q.is_money())
    };
    let Some(needed) = sums(Kind::Capex).max_by(|a, b| a.value().total_cmp(&b.value())) else {
        return;
    };
    let promised = sums(Kind::Funding).next().or_else(|| sums(Kind::Investment).next());
    let Some(promised) = promised.filter(|q| alike(q.unit, needed.unit)) else { return };
    let total: f64 =
        sums(Kind::Funding).filter(|q| alike(q.unit, needed.unit)).map(|q| q.value()).sum();
    let speaks_of_rest = reading
        .sentences_with(words::BALANCE)
        .any(|(_, s)| s.cues.has(v::CAPEX) || s.cues.has(v::FUND) || !s.quantities.is_empty());
    if total.max(promised.value()) < 0.8 * needed.value() && !speaks_of_rest {
        let message =
            format!("{} promised, {} needed", document.quote(promised), document.quote(needed));
        sink.fire(promised.bytes.clone(), message);
    }
}

/// The same currency; a bare dollar may be any.
fn alike(a: Option<Unit>, b: Option<Unit>) -> bool {
    let (a, b) = (a.and_then(Unit::currency), b.and_then(Unit::currency));
    a == b
        || a.zip(b).is_some_and(|(a, b)| {
            a.is_dollar() && b.is_dollar() && (a.is_ambiguous() || b.is_ambiguous())
        })
}

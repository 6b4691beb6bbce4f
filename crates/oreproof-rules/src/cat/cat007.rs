//! # Economics of resources without the viability statement
//!
//! A net present value of rock that is not a reserve looks like a mine and is only a
//! calculation.
//!
//! ## Fires when
//!
//! The document gives economic results (NPV, IRR, payback or cash flow) of mineral resources,
//! no reserves stand behind them, and the statement that resources which are not reserves have
//! no demonstrated economic viability is missing.
//!
//! ## Silent when
//!
//! The code is JORC or SAMREC, or the analysis is stated to be of reserves.
//!
//! ## Underlines
//!
//! The first quantity in a resource category.
//! Once per document.

use oreproof_promise::{FormGroup, Kind, Modality, Quantity, vocabulary};

use crate::cat::{basis, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT007: Rule = Rule {
    code: "CAT007",
    name: "viability-statement-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer]),
    tier: 2,
    message: "economics of resources without the viability statement",
    help: "add, as prominently as the result, that mineral resources that are not mineral reserves have no demonstrated economic viability",
    norm: "NI 43-101 s.3.4(e)",
    fires_on: &[
        Example::new("On an Inferred Resource of 20 Mt at 0.5% copper the NPV is C$300 million."),
        Example::new(
            "The Indicated Resource of 31 Mt at 0.4% nickel supports an IRR of 22% (NI 43-101).",
        ),
        Example::new(
            "Measured and Indicated resources of 9 Mt at 2% zinc give an after-tax NPV of US$120 million at 8%.",
        ),
        Example::new(
            "The assessment of an Inferred Resource of 4 Mt at 1% tin shows an NPV of €60 million.",
        ),
    ],
    silent_on: &[
        Example::new(
            "On an Inferred Resource of 20 Mt at 0.5% copper the NPV is C$300 million. Mineral resources that are not mineral reserves do not have demonstrated economic viability.",
        ),
        Example::new(
            "The Indicated Resource (JORC 2012) of 9 Mt at 2% zinc gives an NPV of A$120 million.",
        ),
        Example::new("Probable Reserves of 9 Mt at 2% zinc give an NPV of C$120 million."),
        Example::new("The Indicated Resource is 9 Mt at 2% zinc."),
    ],
    source: include_str!("cat007.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let results =
        |q: &Quantity| matches!(q.kind, Kind::Npv | Kind::Irr) && q.modality != Modality::Negated;
    let economics = reading.quantities.iter().any(results)
        || document.says(words::ECONOMICS)
            && reading.quantities.iter().any(|q| q.kind == Kind::Capex)
        || reading.sentences_with(vocabulary::CASH_FLOW).any(|(_, sentence)| {
            let income = |q: &Quantity| q.kind == Kind::Revenue && q.modality != Modality::Negated;
            reading.quantities_in(sentence).iter().any(income)
        });
    if !economics || document.says(words::NO_VIABILITY_NEEDED) || document.says(words::VIABILITY) {
        return;
    }
    if reading.quantities.iter().any(basis::is_reserve) {
        return;
    }
    if let Some(quantity) = basis::first(reading, basis::is_resource) {
        sink.fire(quantity.bytes.clone(), "economics of resources without the viability statement");
    }
}

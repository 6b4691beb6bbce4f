//! # Whose tonnes?
//!
//! A company that holds part of a project may give the figures of the whole project or only of
//! its own part. A reader who takes one for the other is wrong by the size of the stake.
//!
//! ## Fires when
//!
//! The issuer holds less than the whole of a project and gives tonnages, contained metal, an NPV
//! or output without saying whether they are on a 100% basis or attributable.
//!
//! ## Silent when
//!
//! “100% basis”, “attributable”, “net share” or the like stands in the document; the percentage is
//! of a company's shares; the stake has been sold or has still to be earned.
//!
//! ## Underlines
//!
//! The first in-ground quantity, else the first NPV, else the first output.
//! Once per document.

use oreproof_promise::{FormGroup, Kind, Modality, Quantity, Sentence};
use oreproof_units::Base;

use crate::geo::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const GEO001: Rule = Rule {
    code: "GEO001",
    name: "interest-basis-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer]),
    tier: 2,
    message: "holds {stake}; whose tonnes are these?",
    help: "say whether figures are for the whole project or for the company's share",
    norm: "S-K 1300 Item 1303(b)(3) and 1304(d); JORC 2012 Table 1 section 2 (tenure)",
    fires_on: &[
        Example::new("The company (40%) reports a resource of 10 Mt."),
        Example::new(
            "Orrin, which holds 60% of the joint venture, reports an Inferred Resource of 5 Mt at 1% tin (JORC 2012).",
        ),
        Example::new(
            "Larch Gold owns 51% of the project. The after-tax NPV is US$90 million at 8%.",
        ),
        Example::new(
            "The company’s 49% interest in the project carries a resource of 12 Mt at 0.5% copper.",
        ),
        Example::new("Kestrel owns 80% of the mine, which produced 4,000 t of tin in the quarter."),
    ],
    silent_on: &[
        Example::new("The company (40%) reports a resource of 10 Mt on a 100% basis."),
        Example::new(
            "The company holds 60% of the mine; its attributable reserves are 4 Mt at 2% zinc.",
        ),
        Example::new(
            "The company owns all of the project, with an Inferred Resource of 5 Mt at 1% tin.",
        ),
        Example::new(
            "A fund holds 12% of the company’s shares. The Indicated Resource is 9.4 Mt at 3% tin.",
        ),
        Example::new(
            "Norvik may earn 51% by spending US$4 million. The Inferred Resource is 3 Mt at 1% tin.",
        ),
        Example::new("The royalty is 5%, and the resource 4 Mt at 1% tin."),
    ],
    source: include_str!("geo001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::INTEREST_BASIS) {
        return;
    }
    let Some((stake, _)) = document.quantities().find(|(q, s)| is_stake(document, q, s)) else {
        return;
    };
    let reading = document.reading;
    let first = |test: &dyn Fn(&Quantity) -> bool| {
        reading.quantities.iter().find(|q| q.modality != Modality::Negated && test(q))
    };
    let figure = first(&|q| q.kind.is_in_ground() && q.unit.is_some_and(|u| u.is_mass()))
        .or_else(|| first(&|q| q.kind == Kind::Npv))
        .or_else(|| first(&|q| q.kind == Kind::Production));
    if let Some(figure) = figure {
        let message = format!("holds {}; whose tonnes are these?", document.quote(stake));
        sink.fire(figure.bytes.clone(), message);
    }
}

/// A part of the ground that is held now.
fn is_stake(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let percent = quantity.unit.is_some_and(|unit| unit.of == Base::Percent);
    let part = quantity.amount.value().is_some_and(|value| 0.0 < value && value < 100.0);
    let other =
        || [words::COMPANY_SHARES, words::NOT_HELD].iter().any(|list| sentence.cues.has(*list));
    quantity.kind == Kind::Ownership && percent && part && !other() && !document.denies(sentence)
}

//! # Whose tonnes are these
//!
//! A holder of two fifths does not own five fifths of the ore, and does not always say so.
//!
//! ## Fires when
//!
//! The issuer holds less than the whole of a project and gives quantities, NPV or output
//! without saying 100% basis or attributable.
//!
//! ## Silent when
//!
//! “100% basis”, “attributable” or “net share” is found.
//!
//! ## Underlines
//!
//! The first in-ground quantity, else the first NPV.
//! Once per document.

use oreproof_promise::{Case, FormGroup, Kind, Quantity, vocabulary as v};

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
            "Orrin, which owns 60% of the joint venture, reports an Inferred Resource of 5 Mt at 1% tin (JORC 2012).",
        ),
        Example::new(
            "The company’s 49% interest in the project carries a resource of 12 Mt at 0.5% copper.",
        ),
        Example::new("We hold 30% of the Lorne mine, where Probable Reserves are 4 Mt at 2% zinc."),
    ],
    silent_on: &[
        Example::new("The company (40%) reports a resource of 10 Mt on a 100% basis."),
        Example::new(
            "The company owns all of the project, with an Inferred Resource of 5 Mt at 1% tin.",
        ),
        Example::new(
            "The company holds 60% of the mine; its attributable reserves are 4 Mt at 2% zinc.",
        ),
        Example::new("The royalty is 5%, and the resource 4 Mt at 1% tin."),
    ],
    source: include_str!("geo001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::WHOSE) || whole_basis(document) {
        return;
    }
    let reading = document.reading;
    let Some(stake) = reading.quantities.iter().find(|q| is_stake(document, q)) else { return };
    let stock =
        reading.quantities.iter().find(|q| q.is_in_ground() && q.unit.is_some_and(|u| u.is_mass()));
    let first = stock.or_else(|| reading.quantities.iter().find(|q| q.kind == Kind::Npv));
    if let Some(first) = first {
        sink.fire(
            first.bytes.clone(),
            format!("holds {}; whose tonnes are these?", document.quote(stake)),
        );
    }
}

/// A part of a project that the company itself holds.
fn is_stake(document: &Document<'_>, quantity: &Quantity) -> bool {
    let part = quantity.kind == Kind::Ownership && quantity.amount.high.is_some_and(|v| v < 100.0);
    if !part {
        return false;
    }
    let reading = document.reading;
    let sentence = &reading.sentences[quantity.sentence];
    let cursor = reading.cursor();
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let of_project = reading
        .hits_in(sentence, words::HELD)
        .any(|hit| hit.token as usize >= end && hit.token as usize - end <= 8);
    let bracketed = start > 0 && cursor.raw(start - 1) == "(";
    let of_name = cursor.is(end, "of")
        && reading.tokens.get(end + 1).is_some_and(|t| t.case != Case::Lower)
        && sentence.cues.has(v::OWN);
    of_project || of_name || bracketed || sentence.cues.has(words::HELD)
}

/// “All figures are on a 100% basis.”
fn whole_basis(document: &Document<'_>) -> bool {
    let cursor = document.reading.cursor();
    document.reading.quantities.iter().any(|q| {
        q.amount.value() == Some(100.0)
            && (cursor.is(q.tokens.end, "basis") || cursor.is(q.tokens.end + 1, "basis"))
    })
}

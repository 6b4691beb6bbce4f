//! # At odds with the dossier
//!
//! The same thing has two values, and another document of the case is the better witness: it is
//! later, or it weighs more as evidence.
//!
//! ## Fires when
//!
//! A quantity agrees in kind, commodity, place and category with one in another document of the
//! dossier that is later or ranks higher (technical report before release before article), and
//! differs from it by more than 2% and by more than rounding.
//!
//! ## Silent when
//!
//! The text gives the other figure too; the other document gives both; or there is no dossier, in
//! which case the rule says what it lacks.
//!
//! ## Underlines
//!
//! The quantity.
//! Once for each document that it contradicts.

use std::ops::Range;

use oreproof_promise::{Categories, Commodity, Kind, Modality, Quantity, Reading};
use oreproof_units::{Base, Unit, convert};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use crate::dos::rank;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const DOS001: Rule = Rule {
    code: "DOS001",
    name: "conflicts-with-dossier",
    severity: Severity::Error,
    decided_by: DecidedBy::Dossier,
    forms: Forms::All,
    tier: 2,
    message: "{value} here, {other} in {document}",
    help: "use the figure of the highest-ranking, latest document, and cite it",
    norm: "NI 43-101 s.2.1; JORC 2012 cl.14",
    fires_on: &[],
    silent_on: &[
        Example::new("The article gives 12 Mt, as the technical report does."),
        Example::new("The Indicated Resource is 12 Mt at 1.1% copper (JORC 2012)."),
    ],
    source: include_str!("dos001.rs"),
    check,
};

/// How far two values may lie apart, as a part of the larger.
const TOLERANCE: f64 = 0.02;

/// What must agree before two values can contradict each other.
#[derive(PartialEq, Eq, Hash)]
struct Subject {
    kind: Kind,
    commodity: Option<Commodity>,
    category: Categories,
}

/// The values of one document, by what they are values of.
type Values<'r> = FxHashMap<Subject, Vec<&'r Quantity>>;

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let Some(dossier) = document.dossier else {
        if let Some(first) = reading.quantities.iter().find(|q| q.is_in_ground()) {
            sink.needs(first.bytes.clone(), "the other documents of the case");
        }
        return;
    };
    let others: Vec<_> = dossier
        .documents
        .iter()
        .filter(|(_, other)| rank::outweighs(other, reading))
        .map(|(name, other)| (name, other, values(other)))
        .collect();
    let ours = values(reading);
    for quantity in
        reading.quantities.iter().filter(|q| subject(q).is_some() && q.repeats.is_none())
    {
        let Some(subject) = subject(quantity) else { continue };
        for (name, other, theirs) in &others {
            let theirs = theirs.get(&subject).map_or(&[][..], Vec::as_slice);
            let theirs: Vec<_> =
                theirs.iter().filter(|q| same_place(reading, quantity, other, q)).collect();
            let known = |value: &Quantity| ours[&subject].iter().any(|own| agree(own, value));
            let supported = theirs.iter().any(|value| agree(quantity, value));
            let Some(first) = theirs.first().filter(|first| !supported && !known(first)) else {
                continue;
            };
            let (value, other) = (document.quote(quantity), other.quote(&first.bytes));
            sink.fire(quantity.bytes.clone(), format!("{value} here, {other} in {name}"));
        }
    }
}

/// The values of a document that can be set against another's.
fn values<'r>(reading: &'r Reading<'_>) -> Values<'r> {
    let mut values = Values::default();
    for quantity in &reading.quantities {
        if let Some(subject) = subject(quantity) {
            values.entry(subject).or_default().push(quantity);
        }
    }
    values
}

/// What a quantity is a value of, where it is one that a document can be held to: an estimate
/// or the result of a study, and neither a target nor an old figure given as such.
fn subject(quantity: &Quantity) -> Option<Subject> {
    let kind = quantity.kind;
    let held = matches!(
        kind,
        Kind::OreTonnage
            | Kind::Contained
            | Kind::Grade
            | Kind::Npv
            | Kind::Irr
            | Kind::Capex
            | Kind::MineLife
    );
    let stands = !matches!(quantity.modality, Modality::Negated | Modality::Historic);
    // A grade without a category may be any sample's.
    let vague = matches!(kind, Kind::Grade) && quantity.category.is_empty();
    (held && stands && !vague && quantity.amount.value().is_some()).then_some(Subject {
        kind,
        commodity: quantity.commodity,
        category: quantity.category,
    })
}

/// Whether two quantities are of one place, as far as the texts say.
fn same_place(a: &Reading<'_>, of_a: &Quantity, b: &Reading<'_>, of_b: &Quantity) -> bool {
    match (&of_a.place, &of_b.place) {
        (Some(ours), Some(theirs)) => {
            words(a, ours.clone()).intersection(&words(b, theirs.clone())).next().is_some()
        }
        // Tonnes of no category may be anybody's, unless the place says whose.
        _ => !of_a.kind.is_in_ground() || !of_a.category.is_empty(),
    }
}

/// The words of a place, in lower case, without those that stand in every name.
fn words(reading: &Reading<'_>, tokens: Range<usize>) -> FxHashSet<String> {
    let cursor = reading.cursor();
    tokens
        .map(|at| cursor.raw(at).to_lowercase())
        .filter(|word| {
            !matches!(
                word.as_str(),
                "the"
                    | "of"
                    | "mine"
                    | "project"
                    | "deposit"
                    | "mount"
                    | "north"
                    | "south"
                    | "east"
                    | "west"
            )
        })
        .collect()
}

/// Whether two values are equal within the tolerance or within their rounding. Values whose units
/// measure different things are not compared, and so agree.
fn agree(a: &Quantity, b: &Quantity) -> bool {
    let Some((x, y, factor)) = comparable(a, b) else { return true };
    let rounding = a.rounding + b.rounding * factor;
    let apart = (x - y).abs();
    apart <= TOLERANCE * x.abs().max(y.abs()) || apart <= rounding
}

/// Both values in the first one's unit, with the factor that turned the second.
fn comparable(a: &Quantity, b: &Quantity) -> Option<(f64, f64, f64)> {
    let (unit_a, unit_b) = (a.unit?, b.unit?);
    // A bare ton counts as a tonne here, as everywhere where sizes are compared.
    let plain = |mut unit: Unit| {
        if unit.of == Base::Ton {
            unit.of = Base::Tonne;
        }
        unit
    };
    let (from, to) = (plain(unit_b), plain(unit_a));
    let other = convert(b.value(), from, to).ok()?;
    let factor = if b.value() == 0.0 { 1.0 } else { other / b.value() };
    Some((a.value(), other, factor))
}

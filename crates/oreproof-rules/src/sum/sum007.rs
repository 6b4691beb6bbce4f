//! # One thing, two values
//!
//! When one document gives two figures for one thing, one of them is wrong, and a
//! reader cannot tell which.
//!
//! ## Fires when
//!
//! Two quantities agree in kind, commodity, place, category, period and speaker, and
//! their values differ by more than two per cent and by more than rounding. Looked at
//! are figures of which a document has one: cash, ore mined or milled in a period, a
//! resource or reserve of one category, the life of a mine, an NPV or IRR, the initial
//! capital, the discount rate.
//!
//! ## Silent when
//!
//! One is marked as an update, a correction, a previous figure, another case or another
//! definition.

use oreproof_promise::{Categories, Kind, Modality, Quantity, Sentence};
use oreproof_units::Unit;
use rustc_hash::FxHashMap;

use super::interval::Interval;
use super::linked;
use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM007: Rule = Rule {
    code: "SUM007",
    name: "same-thing-two-values",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "{value} here, {other} above",
    help: "find out which is right and say why the other appeared",
    norm: "JORC 2012 cl.4 (transparency); IFCN commitment 5 (corrections)",
    fires_on: &[
        Example::new(
            "Ore mined was 40,000 t, a little behind plan. The school bus was repaired.\nThe hauliers were kept busy by the 52,000 t mined in the quarter.",
        ),
        Example::new(
            "Treasury. Cash at 31 March 2025 was A$9.2 million.\nCorporate. With A$11.6 million of cash in the bank at 31 March 2025 the directors look forward to a busy winter.",
        ),
        Example::new(
            "The Indicated Resource is 12 Mt at 1.1% copper (JORC 2012).\nDrilling continues.\nThe Indicated Resource of 15 Mt will be the base of the study.",
        ),
        Example::new(
            "The after-tax NPV is US$310 million at a discount rate of 8%.\nThe permit is in hand.\nWith an after-tax NPV of US$350 million the project is robust.",
        ),
    ],
    silent_on: &[
        Example::new("Ore mined was 40,000 t, revised from 52,000 t."),
        Example::new(
            "Cash at 31 March 2025 was A$9.2 million.\nCash at 31 December 2024 was A$11.6 million.",
        ),
        Example::new(
            "The Indicated Resource is 12 Mt at 1.1% copper.\nThe previous Indicated Resource was 15 Mt.",
        ),
        Example::new(
            "The after-tax NPV is US$310 million. At a gold price of US$1,800 the NPV would be US$150 million.",
        ),
        Example::new(
            "The Inferred Resource at Nettle is 12 Mt at 2% zinc.\nA second body, Mato South, has an Inferred Resource of 8 Mt at 2% zinc.",
        ),
        Example::new("Cash stood at US$33.5 million.\nThe company holds US$33 million in cash."),
    ],
    source: include_str!("sum007.rs"),
    check,
};

/// A thing of which a document gives one value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Thing {
    Cash,
    OreMined,
    OreMilled,
    Rock(Categories),
    Metal(Categories),
    MineLife,
    NpvAfterTax,
    NpvPreTax,
    IrrAfterTax,
    IrrPreTax,
    InitialCapital,
    DiscountRate,
}

/// A thing, its commodity and its unit.
type Key = (Thing, Option<&'static str>, Option<Unit>);

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let mut known: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (at, quantity) in reading.quantities.iter().enumerate() {
        let sentence = &reading.sentences[quantity.sentence];
        let Some(thing) = thing(document, quantity, sentence) else { continue };
        let commodity =
            quantity.commodity.filter(|_| !matches!(thing, Thing::Cash)).map(|c| c.name());
        let unit = quantity.unit;
        let values = known.entry((thing, commodity, unit)).or_default();
        let earlier = values.iter().map(|&other| &reading.quantities[other]);
        let mut of_one = earlier.filter(|other| agrees(document, other, quantity));
        if let Some(other) = of_one.find(|other| differs(other, quantity)) {
            let (here, above) = (document.quote(quantity), document.quote(other));
            sink.fire(quantity.bytes.clone(), format!("{here} here, {above} above"));
        }
        // The first values are what later ones are held against.
        if values.len() < 8 {
            values.push(at);
        }
    }
}

/// What a quantity is the one value of; `None` where the sentence gives several, or speaks
/// of an old, new, other or conditional one.
fn thing(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Thing> {
    let reading = document.reading;
    let plain = linked::is_plain(quantity) && quantity.modality != Modality::Historic;
    let near = |cue| {
        let range = quantity.tokens.start.saturating_sub(8)..quantity.tokens.end + 6;
        reading.hits_in(sentence, cue).any(|hit| range.contains(&(hit.token as usize)))
    };
    let alone = || {
        reading
            .quantities_in(sentence)
            .iter()
            .filter(|q| q.kind == quantity.kind && q.unit == quantity.unit)
            .count()
            == 1
    };
    let after_tax = sentence.cues.has(words::AFTER_TAX);
    let pre_tax = sentence.cues.has(words::PRE_TAX);
    let thing = match quantity.kind {
        Kind::Cash => Thing::Cash,
        Kind::Production if quantity.unit.is_some_and(Unit::is_mass) => match () {
            () if near(words::WASTE) => return None,
            () if near(words::ORE_MINED) => Thing::OreMined,
            () if near(words::ORE_MILLED) => Thing::OreMilled,
            () => return None,
        },
        Kind::OreTonnage if quantity.category.is_categorised() => Thing::Rock(quantity.category),
        Kind::Contained if quantity.category.is_categorised() => Thing::Metal(quantity.category),
        Kind::MineLife => Thing::MineLife,
        Kind::Npv if after_tax && !pre_tax => Thing::NpvAfterTax,
        Kind::Npv if pre_tax && !after_tax => Thing::NpvPreTax,
        Kind::Irr if after_tax && !pre_tax => Thing::IrrAfterTax,
        Kind::Irr if pre_tax && !after_tax => Thing::IrrPreTax,
        Kind::Capex if near(words::INITIAL_CAPITAL) => Thing::InitialCapital,
        Kind::DiscountRate => Thing::DiscountRate,
        _ => return None,
    };
    let marked = match thing {
        // “Initial” is the name of this capital, and no mark of an old value.
        Thing::InitialCapital => sentence.cues.has(words::COMPARED),
        _ => sentence.cues.has(words::REVISED),
    };
    (plain && !marked && linked::is_prose(sentence) && alone()).then_some(thing)
}

/// Whether nothing in the text sets two values of one thing apart.
fn agrees(document: &Document<'_>, a: &Quantity, b: &Quantity) -> bool {
    let reading = document.reading;
    let speakers = match (a.speaker, b.speaker) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let days = match (a.as_of, b.as_of) {
        (Some(a), Some(b)) => a == b,
        // A balance without a day may be of any day.
        (None, None) => true,
        _ => a.kind != Kind::Cash,
    };
    // “A little behind plan” does not make a plan of what was mined.
    let recorded = |q: &Quantity| {
        q.modality == Modality::Measured
            || q.kind == Kind::Production
                && !reading.sentences[q.sentence].cues.has(crate::words::FUTURE)
    };
    a.sentence != b.sentence
        && (a.modality == b.modality || recorded(a) && recorded(b))
        && speakers
        && days
        && a.ownership == b.ownership
        && linked::same_place(reading, a, b)
        && (a.place.is_some() == b.place.is_some() || !a.kind.is_in_ground())
}

/// Whether two values differ by more than two per cent and by more than rounding.
fn differs(a: &Quantity, b: &Quantity) -> bool {
    let larger = a.value().abs().max(b.value().abs());
    (a.value() - b.value()).abs() > 0.02 * larger && !Interval::of(a).meets(Interval::of(b))
}

//! # Tonnes of metal or of concentrate?
//!
//! A thousand tonnes of lead concentrate hold some six hundred of lead and pay for
//! fewer. Where both are traded, “of lead” can mean either.
//!
//! ## Fires when
//!
//! Output, sales or exports are given as a mass “of” a metal, in a document that also
//! speaks of concentrate, and neither contained, payable, in concentrate, concentrate nor
//! a metal product stands with it. Once for each value.
//!
//! ## Silent when
//!
//! One of these words stands with the quantity.

use oreproof_promise::{Commodity, Kind, Modality, Quantity, commodity, vocabulary};
use oreproof_units::Base;
use rustc_hash::FxHashSet;

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

/// The rule.
pub const COM003: Rule = Rule {
    code: "COM003",
    name: "ore-concentrate-metal-unclear",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "tonnes of metal or of concentrate?",
    help: "say contained, payable or gross weight; the three differ severalfold",
    norm: "EITI Standard 2023 Req. 3.2 and 3.3; UN Comtrade (HS 26 against HS 74 to 81)",
    fires_on: &[
        Example::new("It shipped 40,000 t of lead; concentrate stocks fell."),
        Example::new(
            "The company shipped 1,150 tonnes of antimony under its concentrate contract.",
        ),
        Example::new(
            "Brae Head produced 12,400 t of copper. The concentrate assayed 24.1% copper.",
        ),
        Example::new(
            "Exports of zinc concentrate resumed. In March the port loaded 3,000 tonnes of zinc for export.",
        ),
    ],
    silent_on: &[
        Example::new("It shipped 40,000 t of lead concentrate."),
        Example::new(
            "The mine produced 2,310 tonnes of nickel in concentrate and sold 2,190 tonnes of payable nickel.",
        ),
        Example::new(
            "The smelter made 90,000 tonnes of zinc metal a year from imported concentrate.",
        ),
        Example::new("The mine produced 12,400 t of copper."),
        Example::new("The mine shipped 30,000 ounces of gold and 4,000 t of copper concentrate."),
    ],
    source: include_str!("com003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::CONCENTRATE) {
        return;
    }
    let concentrates = concentrates(document);
    let mut seen: FxHashSet<(u64, &'static str)> = FxHashSet::default();
    for quantity in &document.reading.quantities {
        let asked =
            matches!(quantity.kind, Kind::Production | Kind::SalesVolume | Kind::ExportVolume)
                && quantity.modality != Modality::Negated
                && quantity.unit.is_some_and(|unit| {
                    matches!(
                        unit.of,
                        Base::Tonne | Base::Ton | Base::ShortTon | Base::LongTon | Base::Pound
                    )
                });
        let Some(commodity) = quantity.commodity.filter(|_| asked) else { continue };
        let sentence = &document.reading.sentences[quantity.sentence];
        let metal = linked::is_short(sentence) && METALS.contains(&commodity.name());
        if metal
            && (concentrates.contains(&None) || concentrates.contains(&Some(commodity)))
            && is_of_metal(document, quantity)
            && seen.insert((quantity.value().to_bits(), commodity.name()))
        {
            sink.fire(quantity.bytes.clone(), "tonnes of metal or of concentrate?");
        }
    }
}

/// The commodities whose concentrate the document speaks of; `None` for one that it does not name.
fn concentrates(document: &Document<'_>) -> FxHashSet<Option<Commodity>> {
    let reading = document.reading;
    let mut all = FxHashSet::default();
    for (_, sentence) in reading.sentences_with(words::CONCENTRATE) {
        for hit in reading.hits_in(sentence, words::CONCENTRATE) {
            let before = reading
                .hits_in(sentence, vocabulary::COMMODITY)
                .find(|metal| metal.end == hit.token)
                .map(|metal| commodity::of_phrase(metal.phrase));
            all.insert(before);
        }
    }
    all
}

/// Metals that are sold both in concentrate and refined.
const METALS: &[&str] = &[
    "copper",
    "lead",
    "zinc",
    "tin",
    "nickel",
    "antimony",
    "tungsten",
    "molybdenum",
    "cobalt",
    "silver",
    "gold",
    "niobium",
    "tantalum",
    "bismuth",
];

/// Whether a metal's bare name stands in or right behind the mass.
fn is_of_metal(document: &Document<'_>, quantity: &Quantity) -> bool {
    let reading = document.reading;
    let sentence = &reading.sentences[quantity.sentence];
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let name = reading
        .hits_in(sentence, vocabulary::COMMODITY)
        .find(|hit| (start..end + 3).contains(&(hit.token as usize)));
    let Some(name) = name else { return false };
    let cursor = reading.cursor();
    // “61,200 lb of Ta2O5”: an oxide, written out.
    let formula = reading.words(name.token as usize..name.end as usize);
    if formula.chars().any(|c| c.is_numeric()) {
        return false;
    }
    let of = cursor.is_any((name.token as usize).wrapping_sub(1), &["of", "the"]);
    let behind = name.end as usize;
    let with = start.saturating_sub(3)..behind.max(end) + 4;
    let form = reading.hits_in(sentence, words::PRODUCT_FORM).any(|hit| {
        let token = hit.token as usize;
        // “shipped 1,150 tonnes of antimony under its concentrate contract” names no form.
        // “The plant recovered 212 tonnes of tin”: what was done, no form of it.
        let verb = token < start && cursor.is_any(token, &["recovered", "refined"]);
        with.contains(&token)
            && !verb
            && !(behind..token)
                .any(|at| cursor.is_any(at, &["under", ";", ",", ".", "from", "as", "while"]))
    });
    of && !form
}

//! # Rare earths on what basis?
//!
//! A tonne of rare-earth oxide holds a sixth less metal, and total oxide with yttrium is
//! more than without. “Rare earths” alone leaves a fifth of the figure open.
//!
//! ## Fires when
//!
//! A tonnage, content, output or grade of rare earths is given and its paragraph has
//! neither REO, TREO, oxide, nor element or metal content.
//!
//! ## Silent when
//!
//! A basis stands in the paragraph, or the value repeats one that has it.

use oreproof_promise::{Kind, Modality, Quantity};

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

/// The rule.
pub const REE001: Rule = Rule {
    code: "REE001",
    name: "ree-basis-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "rare earths on what basis?",
    help: "state total rare-earth oxide (TREO) and whether yttrium is in; oxide weighs 14% to 23% more than the metal for the lanthanides and 27% more for yttrium",
    norm: "CIM guidance on rare-earth disclosure (Whyte 2011); JORC 2012 cl.49 (industrial minerals: specification)",
    fires_on: &[
        Example::new("The clay grades 0.12% rare earths."),
        Example::new("Beneath the salt crust lie 18,642,500 tonnes of rare earths."),
        Example::new("They confirm 40 million tons of rare earth minerals in the valley."),
        Example::new("The plant will produce 3,000 tonnes of rare earths a year."),
    ],
    silent_on: &[
        Example::new("The clay grades 1,200 ppm TREO."),
        Example::new("The plant will produce 3,000 tonnes of rare-earth oxides a year."),
        Example::new("The clay grades 0.12% rare earths, all on an oxide basis."),
        Example::new("The exploration target is 50 to 90 million tonnes of rare-earth ore."),
        Example::new("The survey listed 15 countries with rare-earth deposits."),
    ],
    source: include_str!("ree001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for quantity in &reading.quantities {
        let group = quantity.commodity.is_some_and(|commodity| commodity.name() == "rare earths");
        if !(group || of_rare_earths(document, quantity))
            || !linked::is_short(&reading.sentences[quantity.sentence])
            || quantity.modality == Modality::Negated
            || !is_asked(document, quantity)
        {
            continue;
        }
        let based = |q: &Quantity| document.paragraph_says(q.paragraph, words::REE_BASIS);
        let original = quantity.repeats.map(|at| &reading.quantities[at]);
        if !based(quantity) && !original.is_some_and(based) {
            sink.fire(quantity.bytes.clone(), "rare earths on what basis?");
        }
    }
}

/// A grade or a mass of rare earths, and no mass of the rock that holds them.
fn is_asked(document: &Document<'_>, quantity: &Quantity) -> bool {
    let mass = quantity.unit.is_some_and(|unit| unit.of.is_mass());
    match quantity.kind {
        Kind::Grade => true,
        Kind::Contained | Kind::Production | Kind::SalesVolume | Kind::ExportVolume => {
            let named = || {
                let sentence = &document.reading.sentences[quantity.sentence];
                sentence.cues.has(words::RARE_EARTH)
            };
            mass && !is_rock(document, quantity) && (quantity.kind == Kind::Contained || named())
        }
        Kind::OreTonnage => {
            mass && of_rare_earths(document, quantity) && !is_rock(document, quantity)
        }
        _ => false,
    }
}

/// Whether “of rare earths” stands right behind the mass.
fn of_rare_earths(document: &Document<'_>, quantity: &Quantity) -> bool {
    let reading = document.reading;
    let sentence = &reading.sentences[quantity.sentence];
    let range = quantity.tokens.start..quantity.tokens.end + 3;
    // “… rare earths, 6 million tons of them”
    let cursor = reading.cursor();
    let end = quantity.tokens.end;
    if cursor.is(end, "of") && cursor.is_any(end + 1, &["them", "these", "those"]) {
        let from = quantity.tokens.start.saturating_sub(24);
        return reading
            .hits_of(words::RARE_EARTH)
            .any(|hit| (from..quantity.tokens.start).contains(&(hit.token as usize)));
    }
    reading.hits_in(sentence, words::RARE_EARTH).any(|hit| range.contains(&(hit.token as usize)))
}

/// Whether the mass is one of rock or concentrate: “of rare-earth ore”.
fn is_rock(document: &Document<'_>, quantity: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    let words = [
        "ore",
        "ores",
        "rock",
        "clay",
        "clays",
        "sand",
        "sands",
        "concentrate",
        "concentrates",
        "carbonatite",
        "material",
        "mineralisation",
        "feed",
        "resource",
        "deposit",
    ];
    (quantity.tokens.start..quantity.tokens.end + 5).any(|at| cursor.is_any(at, &words))
}

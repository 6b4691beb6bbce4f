//! # Everything in the ground is to be sold
//!
//! Mining leaves some rock behind, the plant loses some metal and the buyer pays for
//! part of the rest. What lies in the ground is never what is delivered.
//!
//! ## Fires when
//!
//! The whole contained quantity in the ground is the object of producing, exporting,
//! selling, supplying, shipping or delivering.
//!
//! ## Silent when
//!
//! A recovery is applied, or the quantity is said to be recoverable.

use oreproof_promise::{Hit, Kind, Modality, Quantity, Sentence};
use oreproof_units::Unit;
use rustc_hash::FxHashSet;

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

/// The rule.
pub const COM002: Rule = Rule {
    code: "COM002",
    name: "contained-as-deliverable",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "everything in the ground is to be {verb}",
    help: "apply mining recovery, plant recovery and payability; state each",
    norm: "NI 43-101 s.3.4(c); JORC 2012 cl.20 and cl.29 (modifying factors)",
    fires_on: &[
        Example::new("All 300,000 t of the zinc will be sold."),
        Example::new(
            "We shall ship all 80,000 tonnes of the antimony in the Ghazan veins to friendly nations.",
        ),
        Example::new(
            "The basin holds 600,000 tonnes of contained lithium.\nAll 600,000 tonnes would be exported as battery chemicals.",
        ),
        Example::new(
            "The deposit contains 210,000 tonnes of tin.\nThe company will produce the 210,000 tonnes of tin and sell them abroad.",
        ),
    ],
    silent_on: &[
        Example::new("About 230,000 t of the 300,000 t of zinc would be recovered."),
        Example::new("From 300,000 t of zinc the mine will ship 18,000 t a year for 15 years."),
        Example::new("All 40,000 t of zinc concentrate will be sold to Aldous."),
        Example::new(
            "The deposit contains 210,000 tonnes of tin.\nAfter losses the company will produce 160,000 tonnes of tin.",
        ),
        Example::new("All 620 tonnes of the antimony were exported in March."),
    ],
    source: include_str!("com002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::DELIVER) {
        return;
    }
    let reading = document.reading;
    // What was said to lie in the ground so far, by its words of amount.
    let mut held: FxHashSet<(u64, Unit, Option<&'static str>)> = FxHashSet::default();
    for quantity in &reading.quantities {
        let Some(unit) = quantity.unit.filter(|unit| unit.is_mass()) else { continue };
        let Some(value) = quantity.amount.value() else { continue };
        let key = (value.to_bits(), unit, quantity.commodity.map(|c| c.name()));
        let known = held.contains(&key);
        if quantity.kind == Kind::Contained && quantity.modality != Modality::Negated {
            held.insert(key);
        }
        let sentence = &reading.sentences[quantity.sentence];
        if let Some(verb) = delivered(document, quantity, sentence, known) {
            let message = format!("everything in the ground is to be {}", past(document, verb));
            sink.fire(quantity.bytes.clone(), message);
        }
    }
}

/// The verb of which the whole of a quantity in the ground is the object.
fn delivered<'a>(
    document: &Document<'a>,
    quantity: &Quantity,
    sentence: &'a Sentence,
    known: bool,
) -> Option<&'a Hit> {
    let reading = document.reading;
    let kinds = matches!(
        quantity.kind,
        Kind::Contained | Kind::SalesVolume | Kind::ExportVolume | Kind::Production
    );
    let gated = kinds
        && sentence.cues.has(words::DELIVER)
        && !sentence.cues.has(words::RECOVERED)
        && quantity.modality != Modality::Negated
        && linked::is_prose(sentence)
        && !document.denies(sentence);
    if !gated || is_product(document, quantity) {
        return None;
    }
    let start = linked::begins(quantity);
    let cursor = reading.cursor();
    let whole = reading.hits_in(sentence, words::WHOLE).any(|hit| {
        let end = hit.end as usize;
        end <= start && start - end <= 2 && !cursor.is_any(hit.token as usize, &["full"])
    });
    let of_the = cursor.is(quantity.tokens.end, "of")
        && cursor.is_any(quantity.tokens.end + 1, &["the", "its", "our", "this", "that"]);
    // Of a mass not yet met in the ground, “all … of the” says that it lies there.
    let in_ground =
        quantity.kind == Kind::Contained || known || of_the || sentence.cues.has(words::LYING);
    let promised = quantity.modality == Modality::Promise
        || sentence.cues.has(crate::words::FUTURE)
        || (sentence.tokens.clone())
            .any(|at| cursor.is_any(at, &["would", "could", "can", "must"]));
    let object = whole && in_ground
        || known && (quantity.kind != Kind::Contained || is_object(document, quantity, sentence));
    if !object || !promised {
        return None;
    }
    let gap = |hit: &&Hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        start.saturating_sub(end) + token.saturating_sub(quantity.tokens.end)
    };
    reading.hits_in(sentence, words::DELIVER).min_by_key(gap)
}

/// Whether a verb of delivery stands right before the quantity and its article.
fn is_object(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let start = linked::begins(quantity);
    let close = |hit: &Hit| hit.end as usize <= start && start - hit.end as usize <= 2;
    document.reading.hits_in(sentence, words::DELIVER).any(close)
}

/// Whether the mass is one of a product: “of zinc concentrate”.
fn is_product(document: &Document<'_>, quantity: &Quantity) -> bool {
    let reading = document.reading;
    let sentence = &reading.sentences[quantity.sentence];
    let range = quantity.tokens.end..quantity.tokens.end + 5;
    reading.hits_in(sentence, words::PRODUCT_FORM).any(|hit| {
        range.contains(&(hit.token as usize))
            && !reading.cursor().is(hit.token as usize, "contained")
    })
}

/// A verb as it reads behind “is to be”.
fn past(document: &Document<'_>, verb: &Hit) -> &'static str {
    let word = document.reading.cursor().lower(verb.token as usize);
    let stem = |stem: &str| word.as_str().starts_with(stem);
    const VERBS: &[(&str, &str)] = &[("export", "exported"), ("s", "sold")];
    match () {
        () if stem("produc") => "produced",
        () if stem("suppl") => "supplied",
        () if stem("ship") => "shipped",
        () if stem("deliver") => "delivered",
        () if stem("mine") || stem("mining") => "mined",
        () if stem("extract") => "extracted",
        () if stem("refin") => "refined",
        () => VERBS.iter().find(|(start, _)| stem(start)).map_or("delivered", |(_, past)| past),
    }
}

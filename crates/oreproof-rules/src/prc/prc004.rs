//! # Exports at a price nobody pays
//!
//! Declared value over declared weight is a unit value. Far below the market it points
//! to transfer pricing or a wrong unit, far above it to a missing cargo.
//!
//! ## Fires when
//!
//! Export or sales value divided by its volume lies outside half the lowest to one and a
//! half times the highest reference price of that product form in the period.
//!
//! ## Silent when
//!
//! The form is not stated and one of the forms would fit. Where the table has no price
//! of the form, the answer is “not computable”.

use oreproof_promise::{Kind, Modality, Quantity, Sentence};
use oreproof_units::{Base, Currency, Unit, human};

use super::{reference, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::interval::Interval;
use crate::sum::linked;
use oreproof_reference::Form;

/// The rule.
pub const PRC004: Rule = Rule {
    code: "PRC004",
    name: "export-unit-value-out-of-range",
    severity: Severity::Warn,
    decided_by: DecidedBy::Reference,
    forms: Forms::All,
    tier: 2,
    message: "exports at {price}, outside {low} to {high}",
    help: "compare with the partner country's import records; look for transfer pricing, a wrong unit or a missing cargo",
    norm: "EITI Standard 2023 Req. 3.3 and 4.2; UN Comtrade mirror statistics",
    fires_on: &[
        Example::new("The customs list 500 t of tin ingot exported for $400,000."),
        Example::new("The customs declaration for the quarter shows 620 tonnes of antimony ingot exported for US$1.1 million."),
        Example::new("The September return lists 410 t of refined cobalt metal with a declared export value of US$820,000.").on("2024-12-12"),
        Example::new("Exports of copper cathode came to 2,000 t and earned US$190 million."),
    ],
    silent_on: &[
        Example::new("The customs list 500 t of tin ingot exported for $15 million."),
        Example::new("Exports of copper cathode came to 2,000 t and earned US$19 million."),
        Example::new("The customs list 500 t of tin concentrate exported for $4 million."),
        Example::new("Shipments of copper concentrate earned US$212 million in the first nine months of 2023."),
    ],
    source: include_str!("prc004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(date) = document.date() else { return };
    let reading = document.reading;
    for sentence in reading.sentences.iter().filter(|sentence| linked::is_prose(sentence)) {
        let Some((volume, value)) = shipment(document, sentence) else { continue };
        let Some(commodity) = volume.commodity.filter(|c| c.name() != "rare earths") else {
            continue;
        };
        let currency = value.unit.and_then(Unit::currency);
        if !reference::is_table_currency(currency) {
            let code = currency.map_or("that currency", Currency::code);
            sink.needs(
                value.bytes.clone(),
                format!("an exchange rate of {code} to the US dollar around {date}"),
            );
            continue;
        }
        let stated = form(sentence);
        let during =
            value.as_of.or(volume.as_of).filter(|period| period.last <= date && !period.is_day());
        let range = during.or_else(|| reference::year_before(date)).and_then(|during| {
            reference::range(document.tables, commodity.name(), during, |form| {
                stated.is_none_or(|stated| stated == form)
            })
        });
        let Some(range) = range else {
            let form = stated.map_or("", |form| match form {
                Form::Concentrate => " concentrate",
                Form::Ore => " ore",
                Form::Metal => " metal",
                _ => " chemicals",
            });
            sink.needs(
                value.bytes.clone(),
                format!("reference prices of {}{form} around {date}", commodity.name()),
            );
            continue;
        };
        // A mass without a form may be rock or concentrate, of which any low value is possible.
        let low = if stated.is_some() { 0.5 * range.low } else { 0.0 };
        let allowed = Interval { low, high: 1.5 * range.high };
        let Some(tonnes) = Interval::tonnes(volume) else { continue };
        let price = Interval::of(value).over(tonnes);
        if !price.meets(allowed) {
            let print = |price: f64| {
                human::amount(price, Unit::per(Base::Money(Currency::Usd), Base::Tonne))
            };
            let central = value.value() / volume.tonnes().unwrap_or(f64::NAN);
            let message = format!(
                "exports at {}, outside {} to {}",
                print(central),
                print(range.low),
                print(range.high)
            );
            sink.fire(value.bytes.clone(), message);
        }
    }
}

/// The one volume and the one value of a sentence about a shipment.
fn shipment<'a>(
    document: &Document<'a>,
    sentence: &'a Sentence,
) -> Option<(&'a Quantity, &'a Quantity)> {
    let quantities = document.reading.quantities_in(sentence);
    if quantities.iter().any(|q| q.kind == Kind::Price) {
        return None;
    }
    let value = |q: &&Quantity| {
        matches!(q.kind, Kind::ExportValue | Kind::Revenue)
            && q.unit.is_some_and(|unit| unit.is_money() && unit.per.is_none())
    };
    let volume = |q: &&Quantity| {
        matches!(q.kind, Kind::ExportVolume | Kind::SalesVolume | Kind::Production)
            && q.unit.is_some_and(Unit::is_mass)
    };
    let value = only(quantities.iter().filter(value))?;
    let volume = only(quantities.iter().filter(volume))?;
    let record = sentence.cues.has(words::RECORD);
    let recorded =
        |q: &Quantity| linked::is_plain(q) && (q.modality == Modality::Measured || record);
    (recorded(value) && recorded(volume)).then_some((volume, value))
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// The form that a sentence says was shipped; `None` where it names none or several.
fn form(sentence: &Sentence) -> Option<Form> {
    let forms = [
        (words::CONCENTRATE_FORM, Form::Concentrate),
        (words::ORE_FORM, Form::Ore),
        (words::CHEMICAL_FORM, Form::Carbonate),
        (words::METAL_FORM, Form::Metal),
    ];
    forms.into_iter().find(|(cue, _)| sentence.cues.has(*cue)).map(|(_, form)| form)
}

//! # Price times quantity is not the sum of money
//!
//! So many tonnes at such a price make one sum and no other. Where the text prints
//! all three and they disagree, a deduction, another currency or another period has
//! been left out, or a figure is wrong.
//!
//! ## Fires when
//!
//! A sum of money, a quantity and a price per unit are linked in one paragraph, and
//! quantity times price misses the sum by more than ten per cent – two per cent where
//! the sum is reported revenue.
//!
//! ## Silent when
//!
//! The text names a deduction between them: a payable share, royalty, freight, tax.

use oreproof_promise::{Kind, Modality, Quantity};
use oreproof_units::{Base, Currency, human};

use super::interval::Interval;
use super::linked;
use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM004: Rule = Rule {
    code: "SUM004",
    name: "price-times-quantity",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{quantity} at {price} is {computed}, not {total}",
    help: "recalculate; look for a payable share, another currency or another period",
    norm: "IFCN commitment 4; EITI Standard 2023 Req. 3.2 and 3.3",
    fires_on: &[
        Example::new("It sold 1,000 t at US$9,000 per tonne for US$14 million."),
        Example::new(
            "The smelter shipped 4,200 tonnes of tin at an average of US$27,000 per tonne. Revenue was US$148.3 million.",
        ),
        Example::new(
            "Revenue of A$88 million came from 30,000 ounces of gold sold at A$2,400 an ounce.",
        ),
        Example::new(
            "The receivers sold 3,200 tonnes of nickel matte in July at US$9,800 per tonne for US$44.8 million.",
        ),
    ],
    silent_on: &[
        Example::new("It sold 1,000 t at US$9,000 per tonne for US$9.0 million."),
        Example::new(
            "It sold 1,000 t at US$9,000 per tonne for US$7.1 million after treatment charges and freight.",
        ),
        Example::new(
            "The company sold 2,190 tonnes of payable nickel at an average realised price of A$24,600 per tonne, for revenue of A$53.9 million.",
        ),
        Example::new("It sold 1,000 t at US$9,000 per tonne and holds US$14 million in cash."),
    ],
    source: include_str!("sum004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for price in &reading.quantities {
        let is_price = price.unit.is_some_and(|unit| unit.is_price());
        if !is_price || price.kind != Kind::Price || !linked::is_plain(price) {
            continue;
        }
        let Some((quantity, total)) = triple(document, price) else { continue };
        let Some(product) = product(quantity, price) else { continue };
        let computed = (product.low + product.high) / 2.0;
        let reported = total.kind == Kind::Revenue && total.modality == Modality::Measured;
        let bare =
            |q: &Quantity| q.unit.is_some_and(|u| u.of == Base::Ton || u.per == Some(Base::Ton));
        let tolerance = match reported && !bare(quantity) && !bare(price) {
            true => 0.02,
            false => 0.10,
        };
        let stated = Interval::of(total);
        let far = (computed - total.value()).abs() > tolerance * total.value();
        if far && !product.meets(stated) {
            let unit = total.unit.expect("money has a unit");
            let message = format!(
                "{} at {} is {}, not {}",
                document.quote(quantity),
                document.quote(price),
                human::amount(computed, unit),
                document.quote(total)
            );
            sink.fire(total.bytes.clone(), message);
        }
    }
}

/// The quantity sold at a price and the sum it fetched.
fn triple<'a>(document: &Document<'a>, price: &Quantity) -> Option<(&'a Quantity, &'a Quantity)> {
    let reading = document.reading;
    let sentence = &reading.sentences[price.sentence];
    let own = reading.quantities_in(sentence);
    if !linked::is_prose(sentence) || own.iter().filter(|q| q.kind == Kind::Price).count() > 1 {
        return None;
    }
    let sold = |q: &&Quantity| is_sold(q, price);
    let gap = |q: &Quantity| {
        price.tokens.start.saturating_sub(q.tokens.end)
            + q.tokens.start.saturating_sub(price.tokens.end)
    };
    let quantity = own
        .iter()
        .filter(sold)
        .filter(|q| !linked::follows(reading, q, &["against", "than", "versus", "vs"]))
        .min_by_key(|q| gap(q))
        .filter(|q| gap(q) <= 16)?;
    let fetched =
        |q: &&Quantity| is_fetched(q, price, quantity) && !linked::is_compared(reading, q);
    let mut totals = own.iter().filter(fetched);
    let (first, second) = (totals.next(), totals.next());
    let next =
        reading.sentences.get(price.sentence + 1).filter(|s| s.paragraph == sentence.paragraph);
    let (total, spoken) = match (first, second, next) {
        (Some(total), None, _) => (total, sentence.cues),
        (None, _, Some(next)) => {
            let mut totals = reading.quantities_in(next).iter().filter(fetched);
            let only = totals.next().filter(|_| totals.next().is_none());
            let only = only.filter(|q| q.kind == Kind::Revenue || q.kind == Kind::ExportValue)?;
            let mut cues = sentence.cues;
            cues.extend(&next.cues);
            (only, cues)
        }
        _ => return None,
    };
    (!spoken.has(words::DEDUCTION)).then_some((quantity, total))
}

/// A mass that a price per mass may be for.
fn is_sold(quantity: &Quantity, price: &Quantity) -> bool {
    let kinds = matches!(
        quantity.kind,
        Kind::SalesVolume | Kind::ExportVolume | Kind::Production | Kind::Contained
    ) || quantity.kind == Kind::OreTonnage && quantity.commodity.is_some();
    kinds
        && quantity.unit.is_some_and(|unit| unit.of.is_mass())
        && linked::is_plain(quantity)
        && linked::same_commodity(quantity, price)
}

/// Money of the price's currency that the quantity may have fetched.
fn is_fetched(total: &Quantity, price: &Quantity, quantity: &Quantity) -> bool {
    let kinds = matches!(
        total.kind,
        Kind::Revenue | Kind::ExportValue | Kind::ValuationGross | Kind::Other
    );
    let currency = |q: &Quantity| q.unit.and_then(|unit| unit.currency());
    let one = |a: Option<Currency>, b: Option<Currency>| {
        let dollar = |c: Option<Currency>| c == Some(Currency::BareDollar);
        a == b || dollar(a) && b == Some(Currency::Usd) || dollar(b) && a == Some(Currency::Usd)
    };
    kinds
        && total.is_money()
        && linked::is_plain(total)
        && one(currency(total), currency(price))
        && total.unit.map(|unit| unit.per) == quantity.unit.map(|unit| unit.per)
}

/// What so much fetches at such a price.
fn product(quantity: &Quantity, price: &Quantity) -> Option<Interval> {
    let per = oreproof_promise::quantity::tonnes_per(price.unit?.per?)?;
    let mass = oreproof_promise::quantity::tonnes_per(quantity.unit?.of)?;
    Some(Interval::of(quantity).times(Interval::of(price)).scaled(mass / per))
}

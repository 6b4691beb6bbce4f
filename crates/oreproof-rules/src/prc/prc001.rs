//! # The price that a valuation implies
//!
//! Money divided by tonnes is a price. When a deposit is said to be worth so much, the
//! price hidden in the figure can be laid beside what the metal really cost.
//!
//! ## Fires when
//!
//! A valuation of what lies in the ground, divided by its contained quantity, gives a
//! unit price that after rounding of both lies outside 0.9 times the lowest to 1.1 times
//! the highest reference price of the twelve months before the document. Where several
//! quantities could be meant, it fires only if none of them fits.
//!
//! ## Silent when
//!
//! The commodity is the rare earths as a group, which has no price, or the valuation is
//! an NPV. Where the table has no price of the commodity and time, the answer is “not
//! computable”.

use oreproof_promise::{Kind, Modality, Quantity};
use oreproof_units::{Base, Currency, Unit, human};

use super::reference;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::interval::Interval;
use crate::sum::linked;

/// The rule.
pub const PRC001: Rule = Rule {
    code: "PRC001",
    name: "implied-price-out-of-range",
    severity: Severity::Error,
    decided_by: DecidedBy::Reference,
    forms: Forms::All,
    tier: 1,
    message: "implies {price}, outside {low} to {high}",
    help: "check the quantity, the unit and the price date; one of the three is wrong, and a low price often means an old study",
    norm: "reference price table; JORC 2012 cl.51",
    fires_on: &[
        Example::new("Its 100,000 t of copper is worth $40 billion."),
        Example::new("The hill holds 26 million ounces of gold. The gold in the ground is valued at about $53bn.").on("2025-09-25"),
        Example::new("They put the iron ore in the ground at 1.1 billion tonnes and value it at US$900 billion.").on("2024-11-21"),
        Example::new("The Inferred Resource holds 600,000 tonnes of contained lithium.\nShe put the value of the lithium in the ground at $400 billion.").on("2024-10-02"),
    ],
    silent_on: &[
        Example::new("Its 100,000 t of copper would fetch about $0.9 billion as cathode, before any cost."),
        Example::new("The reserves contain 15 million tonnes of copper, and the copper in the ground is worth about $138bn.").on("2025-09-25"),
        Example::new("The rare earths in the ground, 40,000 t of them, are worth $900 billion."),
        Example::new("On 100,000 t of copper the after-tax NPV is US$40 million at 8%."),
        Example::new("Its 100,000 t of nickel is worth A$40 billion."),
    ],
    source: include_str!("prc001.rs"),
    check,
};

/// How many paragraphs away the quantity of a valuation may stand.
const NEAR: usize = 3;

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(date) = document.date() else { return };
    let reading = document.reading;
    for (index, amount) in reading.quantities.iter().enumerate() {
        let valued = amount.kind == Kind::ValuationGross && amount.modality != Modality::Negated;
        if !valued || amount.unit.is_none_or(|unit| unit.per.is_some()) || !amount.is_money() {
            continue;
        }
        let Some(commodity) = amount.commodity.filter(|c| c.name() != "rare earths") else {
            continue;
        };
        let stocks = stocks(document, index);
        let Some(nearest) = stocks.first() else { continue };
        let rock = nearest.kind == Kind::OreTonnage;
        let currency = amount.unit.and_then(Unit::currency);
        let priced = |commodity: &str, currency: Option<Currency>| {
            if !reference::is_table_currency(currency) {
                let code = currency.map_or("that currency", Currency::code);
                return Err(format!("an exchange rate of {code} to the US dollar around {date}"));
            }
            let during = reference::year_before(date);
            during
                .and_then(|during| {
                    reference::range_of_content(document.tables, commodity, during, rock)
                })
                .ok_or_else(|| format!("reference prices of {commodity} in the year before {date}"))
        };
        let range = match priced(commodity.name(), currency) {
            Ok(range) => range,
            Err(needs) => {
                sink.needs(amount.bytes.clone(), needs);
                continue;
            }
        };
        let implied = |stock: &Quantity| Some(Interval::of(amount).over(Interval::tonnes(stock)?));
        let allowed = Interval { low: 0.9 * range.low, high: 1.1 * range.high };
        let fits = |stock: &&Quantity| implied(stock).is_none_or(|price| price.meets(allowed));
        if !stocks.iter().any(fits) {
            let Some(tonnes) = nearest.tonnes() else { continue };
            let per = if commodity.is_precious() { Base::TroyOunce } else { Base::Tonne };
            let of = oreproof_promise::quantity::tonnes_per(per).unwrap_or(1.0);
            let print =
                |price: f64| human::amount(price * of, Unit::per(Base::Money(Currency::Usd), per));
            let message = format!(
                "implies {}, outside {} to {}",
                print(amount.value() / tonnes),
                print(range.low),
                print(range.high)
            );
            sink.fire(amount.bytes.clone(), message);
        }
    }
}

/// What the amount may be the worth of: contained quantities of its commodity near it, the
/// nearest first; for what is sold as rock, its tonnage.
fn stocks<'a>(document: &Document<'a>, index: usize) -> Vec<&'a Quantity> {
    let reading = document.reading;
    let amount = &reading.quantities[index];
    let is_stock = |q: &&Quantity| {
        let rock = q.commodity.is_some_and(|commodity| {
            commodity.is_bulk() || SOLD_AS_ROCK.contains(&commodity.name())
        });
        (q.kind == Kind::Contained || q.kind == Kind::OreTonnage && rock)
            && q.unit.is_some_and(Unit::is_mass)
            && q.modality != Modality::Negated
            && q.commodity == amount.commodity
            && q.paragraph.abs_diff(amount.paragraph) <= NEAR
    };
    let window = index.saturating_sub(40)..(index + 20).min(reading.quantities.len());
    let mut stocks: Vec<&Quantity> = reading.quantities[window].iter().filter(is_stock).collect();
    // A valuation of a country may rest on one deposit in it; where the same place has a
    // quantity of its own, that is meant.
    let here =
        |q: &&Quantity| q.sentence == amount.sentence || linked::same_place(reading, q, amount);
    if stocks.iter().any(here) {
        stocks.retain(here);
    }
    stocks.sort_by_key(|q| q.tokens.start.abs_diff(amount.tokens.start));
    stocks
}

/// Commodities whose tonnes are sold as they come out of the ground, or nearly so.
const SOLD_AS_ROCK: &[&str] =
    &["iron ore", "phosphate", "bauxite", "chromite", "graphite", "barite", "fluorspar"];

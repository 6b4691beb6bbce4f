//! Reference prices over the time that a claim refers to.

use jiff::ToSpan;
use jiff::civil::Date;
use oreproof_units::{Currency, Period, oxide};

use crate::sum::interval::Interval;
use oreproof_reference::{Form, Price, Tables};

/// The twelve months up to a day.
pub(crate) fn year_before(day: Date) -> Option<Period> {
    let first = day.checked_sub(12.months()).ok()?;
    Some(Period { first, last: day })
}

/// Lowest and highest price of a tonne of some forms of a commodity in a stretch of time.
///
/// `None` where the table has no price that holds in the middle of it.
pub(crate) fn range(
    tables: &Tables,
    commodity: &str,
    during: Period,
    wanted: impl Fn(Form) -> bool,
) -> Option<Interval> {
    let middle = during.first.checked_add((during.months() / 2).months()).ok()?.min(during.last);
    let mut range: Option<Interval> = None;
    let mut reaches = false;
    let reaching = |row: &&Price| {
        row.period.first <= during.last && during.first <= row.period.last && wanted(row.form)
    };
    for row in tables.prices_of(commodity).filter(reaching) {
        let Some((low, high)) = row.per_tonne() else { continue };
        reaches |= row.period.first <= middle && middle <= row.period.last;
        range = Some(match range {
            None => Interval { low, high },
            Some(known) => Interval { low: known.low.min(low), high: known.high.max(high) },
        });
    }
    range.filter(|_| reaches)
}

/// Lowest and highest price of a tonne of a commodity as it may be counted in the ground:
/// the traded form, or the element in it.
pub(crate) fn range_of_content(
    tables: &Tables,
    commodity: &str,
    during: Period,
    rock: bool,
) -> Option<Interval> {
    let wanted = |form: Form| match rock {
        true => matches!(form, Form::Ore | Form::Concentrate),
        false => !matches!(form, Form::Ore | Form::Concentrate),
    };
    let Interval { low, high } = range(tables, commodity, during, wanted)
        .or_else(|| range(tables, commodity, during, |_| true))?;
    Some(Interval { low, high: high * element_factor(tables, commodity) })
}

/// How many tonnes of the traded compound hold a tonne of its element.
fn element_factor(tables: &Tables, commodity: &str) -> f64 {
    let compound =
        |row: &Price| matches!(row.form, Form::Oxide | Form::Carbonate | Form::InConcentrate);
    let sold_as = tables.prices_of(commodity).any(compound);
    let factor = match commodity {
        "lithium" => oxide::factor("Li", "LCE"),
        "tungsten" => oxide::factor("W", "WO3"),
        "vanadium" => oxide::factor("V", "V2O5"),
        "tantalum" => oxide::factor("Ta", "Ta2O5"),
        "potash" => oxide::factor("K", "K2O"),
        _ => None,
    };
    factor.filter(|_| sold_as).map_or(1.0, |factor| factor.as_f64())
}

/// Whether money is in the dollars of the table; a bare dollar is read as one.
pub(crate) fn is_table_currency(currency: Option<Currency>) -> bool {
    matches!(currency, Some(Currency::Usd | Currency::BareDollar))
}

//! Amounts as people read them: at most four significant digits, thousands
//! parted by commas, and the trade's own multiples.
//!
//! For messages only. What is printed here is rounded and is never read back.

use crate::amount::Amount;
use crate::currency::Currency;
use crate::unit::{Base, Unit};

/// The amount and its unit: `95,000 t`, `15 Mt`, `26 Moz`, `US$24.2 million`,
/// `$9,200/t`, `0.26 g/t`, `15 years`.
pub fn amount(value: f64, unit: Unit) -> String {
    dressed(value, &|multiple| number(value / multiple), unit)
}

/// Both ends of an amount in one multiple, or its one end in words: `5–6 Mt`,
/// `at least US$1 trillion`.
pub fn stated(stated: &Amount, unit: Unit) -> String {
    match (stated.low, stated.high) {
        (Some(low), Some(high)) if low == high => amount(low, unit),
        (Some(low), Some(high)) => {
            let both =
                |multiple: f64| format!("{}–{}", number(low / multiple), number(high / multiple));
            let larger = if low.abs() > high.abs() { low } else { high };
            dressed(larger, &both, unit)
        }
        (Some(low), None) => format!("at least {}", amount(low, unit)),
        (None, Some(high)) => format!("at most {}", amount(high, unit)),
        (None, None) => format!("an unstated amount of {unit}"),
    }
}

/// A number with at most four significant digits and commas between thousands.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let rounded = to_four_digits(value);
    let plain = format!("{}", rounded.abs());
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), ""), |parts| parts);
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if rounded < 0.0 { "−" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// Rounds through the decimal digits, which is how a person would.
fn to_four_digits(value: f64) -> f64 {
    format!("{value:.3e}").parse().expect("a printed number reads back")
}

/// Puts multiple, unit and currency around the number that `print` makes of a
/// multiple; `value` decides which multiple.
fn dressed(value: f64, print: &dyn Fn(f64) -> String, unit: Unit) -> String {
    match (unit.of, unit.per) {
        (Base::Money(currency), Some(per)) if unit.is_price() => {
            format!("{}/{}", money(value, print, currency), label(per))
        }
        (Base::Money(currency), None) => money(value, print, currency),
        (Base::Money(currency), Some(per)) => {
            format!("{} a {}", money(value, print, currency), label(per))
        }
        (of, None) => measured(value, print, of),
        (of, Some(per)) => {
            let per = match per {
                Base::Year => "a",
                Base::Day => "d",
                per => label(per),
            };
            format!("{}/{per}", measured(value, print, of))
        }
    }
}

fn money(value: f64, print: &dyn Fn(f64) -> String, currency: Currency) -> String {
    let (scale, word) = match to_four_digits(value).abs() {
        v if v >= 1e12 => (1e12, " trillion"),
        v if v >= 1e9 => (1e9, " billion"),
        v if v >= 1e6 => (1e6, " million"),
        _ => (1.0, ""),
    };
    let sign = currency_sign(currency);
    let space = if sign.ends_with(char::is_alphabetic) { " " } else { "" };
    format!("{sign}{space}{}{word}", print(scale))
}

/// What stands before an amount of a currency: `US$`, `C$`, `€`, `Rs`, or its code.
pub fn currency_sign(currency: Currency) -> &'static str {
    match currency {
        Currency::BareDollar => "$",
        Currency::BareRupee => "Rs",
        Currency::Usd => "US$",
        Currency::Aud => "A$",
        Currency::Cad => "C$",
        Currency::Nad => "N$",
        Currency::Nzd => "NZ$",
        Currency::Gbp => "£",
        Currency::Eur => "€",
        other => other.code(),
    }
}

fn measured(value: f64, print: &dyn Fn(f64) -> String, of: Base) -> String {
    let millions = to_four_digits(value).abs() >= 1e6;
    let plural = |one: &str| format!("{} {one}{}", print(1.0), if value == 1.0 { "" } else { "s" });
    match of {
        Base::Percent => format!("{}%", print(1.0)),
        Base::Count if value.fract() == 0.0 && value.abs() < 1e15 => grouped_whole(value),
        Base::Count => print(1.0),
        Base::Day | Base::Month | Base::Year | Base::Hour | Base::Acre if !millions => {
            plural(label(of))
        }
        Base::Ton | Base::ShortTon | Base::LongTon if !millions => plural(of.symbol()),
        Base::Ton | Base::ShortTon | Base::LongTon => {
            format!("{} million {}s", print(1e6), of.symbol())
        }
        Base::Tonne | Base::TroyOunce | Base::Pound | Base::Carat if millions => {
            format!("{} M{}", print(1e6), label(of))
        }
        other => format!("{} {}", print(1.0), label(other)),
    }
}

/// A count is exact, so all its digits are printed.
fn grouped_whole(value: f64) -> String {
    let (mut rest, mut groups) = (value.abs() as u64, Vec::new());
    while rest >= 1_000 {
        groups.push(format!(",{:03}", rest % 1_000));
        rest /= 1_000;
    }
    let sign = if value < 0.0 { "−" } else { "" };
    groups.iter().rev().fold(format!("{sign}{rest}"), |whole, group| whole + group)
}

/// The unit's letters for people. An ounce is troy throughout the trade.
fn label(base: Base) -> &'static str {
    match base {
        Base::TroyOunce => "oz",
        Base::SquareKilometre => "km²",
        Base::SquareMile => "sq mi",
        Base::CubicMetre => "m³",
        Base::Hour => "hour",
        Base::Count => "piece",
        other => other.symbol(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_unit;

    /// How the trade prints each, by hand.
    const PRINTED: &[(f64, &str, &str)] = &[
        (95_000.0, "t", "95,000 t"),
        (130_000.0, "t", "130,000 t"),
        (15e6, "t", "15 Mt"),
        (3_125e6, "t", "3,125 Mt"),
        (999_999.0, "t", "1 Mt"),
        (26e6, "ozt", "26 Moz"),
        (450_000.0, "ozt", "450,000 oz"),
        (52e6, "ton", "52 million tons"),
        (1.0, "ton", "1 ton"),
        (190e9, "$", "$190 billion"),
        (24.2e6, "USD", "US$24.2 million"),
        (3e12, "USD", "US$3 trillion"),
        (9_200.0, "$/t", "$9,200/t"),
        (4.173, "USD/lb", "US$4.173/lb"),
        (2_038.46, "USD/ozt", "US$2,038/oz"),
        (842e6, "$/a", "$842 million a year"),
        (5e9, "PKR", "PKR 5 billion"),
        (40_000.0, "t/a", "40,000 t/a"),
        (0.26, "g/t", "0.26 g/t"),
        (1.9, "%", "1.9%"),
        (1.0 / 3.0, "%", "0.3333%"),
        (15.0, "year", "15 years"),
        (1.0, "month", "1 month"),
        (12_345.0, "count", "12,345"),
        (1_234_567.0, "count", "1,234,567"),
        (150.0, "km", "150 km"),
        (620.5, "km2", "620.5 km²"),
        (-5e6, "USD", "US$−5 million"),
        (0.0, "t", "0 t"),
    ];

    #[test]
    fn amounts_print_as_the_trade_writes_them() {
        for &(value, unit, printed) in PRINTED {
            assert_eq!(amount(value, parse_unit(unit).unwrap()), printed);
        }
    }

    #[test]
    fn both_ends_of_a_range_share_the_multiple() {
        let unit = |symbol| parse_unit(symbol).unwrap();
        assert_eq!(stated(&Amount::range(5.5e9, 6e9), unit("USD")), "US$5.5–6 billion");
        assert_eq!(stated(&Amount::range(500e3, 1.5e6), unit("t")), "0.5–1.5 Mt");
        assert_eq!(stated(&Amount::from(1e12), unit("$")), "at least $1 trillion");
        assert_eq!(stated(&Amount { low: None, high: Some(3.0) }, unit("%")), "at most 3%");
        assert_eq!(stated(&Amount::exact(3.0), unit("g/t")), "3 g/t");
        assert_eq!(stated(&Amount::range(-4.0, 0.0), unit("%")), "−4–0%");
    }

    #[test]
    fn four_significant_digits_are_kept() {
        let cases = [
            (12_345.0, "12,340"),
            (12_355.0, "12,360"),
            (0.000_123_456, "0.0001235"),
            (9_999.6, "10,000"),
        ];
        for (value, printed) in cases {
            assert_eq!(number(value), printed);
        }
    }
}

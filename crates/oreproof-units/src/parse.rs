//! Numbers and units as people write them.
//!
//! Reads single symbols and numbers that have already been cut out of a text;
//! finding them in a sentence is the work of `promise`.

use miette::Diagnostic;
use thiserror::Error;

use crate::amount::Amount;
use crate::currency::{CODES, Currency};
use crate::unit::{Base, SYMBOLS, Unit};

/// Why a number or a unit was not understood.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// The symbol is not one of the trade's units.
    #[error("unknown unit {symbol:?}")]
    #[diagnostic(
        code("units::unknown-unit"),
        help("write it as t, ozt, g/t, %, km2, USD, USD/t, t/a …")
    )]
    UnknownUnit {
        /// The symbol as written.
        symbol: String,
    },
    /// The symbol carries a multiple, such as the million in `Mt`.
    #[error("unit {symbol:?} holds a multiple of {unit}")]
    #[diagnostic(
        code("units::scale-in-unit"),
        help("read it with `parse_scaled_unit`, which gives the multiple beside the unit")
    )]
    ScaleInUnit {
        /// The symbol as written.
        symbol: String,
        /// The unit without the multiple.
        unit: Unit,
    },
    /// The text is not a number, a range or a bound.
    #[error("not a number: {text:?}")]
    #[diagnostic(
        code("units::not-a-number"),
        help("write 12.4, 1,234.5, 5–6, >= 3 or <= 3, with a point before decimals")
    )]
    NotANumber {
        /// The text as written.
        text: String,
    },
    /// A comma that could part thousands or decimals.
    #[error("comma in {text:?} parts neither thousands nor lakhs")]
    #[diagnostic(
        code("units::ambiguous-comma"),
        help("write decimals with a point and group digits in threes, or by lakh and crore")
    )]
    AmbiguousComma {
        /// The text as written.
        text: String,
    },
    /// The text names no currency.
    #[error("no currency in {text:?}")]
    #[diagnostic(
        code("units::no-currency"),
        help("put a sign or an ISO 4217 code before or after the amount: US$5m, 5m EUR")
    )]
    NoCurrency {
        /// The text as written.
        text: String,
    },
    /// The text is neither a day, a month, a year nor an interval of two.
    #[error("not a date or period: {text:?}")]
    #[diagnostic(
        code("units::not-a-period"),
        help("write 2025-09-25, 2025-09, 2025, or two of them with a slash: 2024-07/2024-09")
    )]
    NotAPeriod {
        /// The text as written.
        text: String,
    },
}

/// Spellings beside the printed symbols, in small letters.
const SPELLINGS: &[(&str, Base)] = &[
    ("tonne", Base::Tonne),
    ("tonnes", Base::Tonne),
    ("metric ton", Base::Tonne),
    ("metric tons", Base::Tonne),
    ("metric tonne", Base::Tonne),
    ("metric tonnes", Base::Tonne),
    ("dmt", Base::Tonne),
    ("tons", Base::Ton),
    ("st", Base::ShortTon),
    ("short tons", Base::ShortTon),
    ("lt", Base::LongTon),
    ("long tons", Base::LongTon),
    ("kilogram", Base::Kilogram),
    ("kilograms", Base::Kilogram),
    ("kgs", Base::Kilogram),
    ("kilo", Base::Kilogram),
    ("kilos", Base::Kilogram),
    ("gram", Base::Gram),
    ("grams", Base::Gram),
    ("gm", Base::Gram),
    ("lbs", Base::Pound),
    ("pound", Base::Pound),
    ("pounds", Base::Pound),
    // An ounce in this trade is a troy ounce; no avoirdupois one is known here.
    ("oz", Base::TroyOunce),
    ("toz", Base::TroyOunce),
    ("oz t", Base::TroyOunce),
    ("troy oz", Base::TroyOunce),
    ("troy ounce", Base::TroyOunce),
    ("troy ounces", Base::TroyOunce),
    ("ounce", Base::TroyOunce),
    ("ounces", Base::TroyOunce),
    ("cts", Base::Carat),
    ("carat", Base::Carat),
    ("carats", Base::Carat),
    ("metre", Base::Metre),
    ("metres", Base::Metre),
    ("meter", Base::Metre),
    ("meters", Base::Metre),
    ("kilometre", Base::Kilometre),
    ("kilometres", Base::Kilometre),
    ("kilometer", Base::Kilometre),
    ("kilometers", Base::Kilometre),
    ("kms", Base::Kilometre),
    ("centimetre", Base::Centimetre),
    ("centimetres", Base::Centimetre),
    ("foot", Base::Foot),
    ("feet", Base::Foot),
    ("mile", Base::Mile),
    ("miles", Base::Mile),
    ("km²", Base::SquareKilometre),
    ("sq km", Base::SquareKilometre),
    ("square kilometre", Base::SquareKilometre),
    ("square kilometres", Base::SquareKilometre),
    ("square kilometers", Base::SquareKilometre),
    ("hectare", Base::Hectare),
    ("hectares", Base::Hectare),
    ("acres", Base::Acre),
    ("mi²", Base::SquareMile),
    ("sq mi", Base::SquareMile),
    ("square mile", Base::SquareMile),
    ("square miles", Base::SquareMile),
    ("m³", Base::CubicMetre),
    ("cubic metre", Base::CubicMetre),
    ("cubic metres", Base::CubicMetre),
    ("cubic meters", Base::CubicMetre),
    ("litre", Base::Litre),
    ("litres", Base::Litre),
    ("liter", Base::Litre),
    ("liters", Base::Litre),
    ("barrel", Base::Barrel),
    ("barrels", Base::Barrel),
    ("megawatt", Base::Megawatt),
    ("megawatts", Base::Megawatt),
    ("gigawatt-hour", Base::GigawattHour),
    ("gigawatt-hours", Base::GigawattHour),
    ("d", Base::Day),
    ("days", Base::Day),
    ("mo", Base::Month),
    ("months", Base::Month),
    ("a", Base::Year),
    ("y", Base::Year),
    ("yr", Base::Year),
    ("yrs", Base::Year),
    ("years", Base::Year),
    ("annum", Base::Year),
    ("hr", Base::Hour),
    ("hour", Base::Hour),
    ("hours", Base::Hour),
    ("percent", Base::Percent),
    ("per cent", Base::Percent),
    ("pct", Base::Percent),
];

/// Shorthand for a whole unit.
const WHOLE: &[(&str, Unit)] = &[
    ("tpa", Unit::per(Base::Tonne, Base::Year)),
    ("tpd", Unit::per(Base::Tonne, Base::Day)),
    ("tpy", Unit::per(Base::Tonne, Base::Year)),
    ("tph", Unit::per(Base::Tonne, Base::Hour)),
    ("gpt", Unit::per(Base::Gram, Base::Tonne)),
    // Ounces per ton, of which ton the text does not say.
    ("opt", Unit::per(Base::TroyOunce, Base::Ton)),
    ("bpd", Unit::per(Base::Barrel, Base::Day)),
];

/// Spellings of a currency beside its code.
const CURRENCY_SPELLINGS: &[(&str, Currency)] = &[
    ("US$", Currency::Usd),
    ("USD$", Currency::Usd),
    ("U.S.$", Currency::Usd),
    ("A$", Currency::Aud),
    ("AU$", Currency::Aud),
    ("C$", Currency::Cad),
    ("CA$", Currency::Cad),
    ("CDN$", Currency::Cad),
    ("N$", Currency::Nad),
    ("NZ$", Currency::Nzd),
    ("£", Currency::Gbp),
    ("€", Currency::Eur),
    ("PKR", Currency::Pkr),
    ("₹", Currency::Inr),
    ("Rs.", Currency::BareRupee),
    ("¥", Currency::Jpy),
    ("CN¥", Currency::Cny),
    ("RMB", Currency::Cny),
];

/// Units that carry a multiple: letters before, base, and the multiple.
const PREFIXED: &[(&str, f64)] = &[("G", 1e9), ("M", 1e6), ("k", 1e3)];

/// The bases that the trade writes with a multiple in front.
const TAKES_PREFIX: &[&str] = &["t", "oz", "ozt", "lb", "lbs", "ton", "tpa", "tpd", "ct"];

/// A currency from its code or sign.
pub fn parse_currency(text: &str) -> Option<Currency> {
    let text = text.trim();
    let spelt = || CURRENCY_SPELLINGS.iter().find(|(s, _)| *s == text).map(|(_, c)| *c);
    Currency::from_code(text).or_else(spelt)
}

/// A unit from its symbol, as `Unit` prints it, or from a common spelling.
///
/// # Errors
///
/// When the symbol is unknown, or holds a multiple as `Mt` does.
pub fn parse_unit(symbol: &str) -> Result<Unit, ParseError> {
    match parse_scaled_unit(symbol)? {
        (1.0, unit) => Ok(unit),
        (_, unit) => Err(ParseError::ScaleInUnit { symbol: symbol.to_owned(), unit }),
    }
}

/// A unit and the multiple in its symbol: `Mt` is a million times `t`.
///
/// A week is seven days and a decade ten years.
///
/// # Errors
///
/// When the symbol is unknown.
pub fn parse_scaled_unit(symbol: &str) -> Result<(f64, Unit), ParseError> {
    let unknown = || ParseError::UnknownUnit { symbol: symbol.to_owned() };
    let text = symbol.trim();
    if let Some((_, unit)) = WHOLE.iter().find(|(s, _)| *s == text) {
        return Ok((1.0, *unit));
    }
    let Some((of, per)) = split_per(text) else {
        return scaled_base(text).ok_or_else(unknown);
    };
    let (scale, of) = scaled_base(of).ok_or_else(unknown)?;
    let per = base(per).ok_or_else(unknown)?;
    match of.per {
        None => Ok((scale, Unit { of: of.of, per: Some(per) })),
        Some(_) => Err(unknown()),
    }
}

/// The two sides of `t/a`, `t per annum` or `t a year`.
fn split_per(text: &str) -> Option<(&str, &str)> {
    let sides = ["/", " per ", " a ", " an "].iter().find_map(|mark| text.split_once(mark));
    sides.map(|(of, per)| (of.trim(), per.trim())).filter(|(of, _)| !of.is_empty())
}

/// One base with its multiple, or a whole shorthand such as `Mtpa`.
fn scaled_base(text: &str) -> Option<(f64, Unit)> {
    if let Some(base) = base(text) {
        return Some((1.0, Unit::of(base)));
    }
    match text {
        "week" | "weeks" => return Some((7.0, Unit::of(Base::Day))),
        "decade" | "decades" => return Some((10.0, Unit::of(Base::Year))),
        _ => {}
    }
    PREFIXED.iter().find_map(|(prefix, scale)| {
        let rest = text.strip_prefix(prefix).filter(|rest| TAKES_PREFIX.contains(rest))?;
        let whole = WHOLE.iter().find(|(s, _)| *s == rest).map(|(_, unit)| *unit);
        whole.or_else(|| base(rest).map(Unit::of)).map(|unit| (*scale, unit))
    })
}

fn base(text: &str) -> Option<Base> {
    let symbol = || SYMBOLS.iter().find(|(_, s)| *s == text).map(|(base, _)| *base);
    let money = || parse_currency(text).map(Base::Money);
    let spelt = || {
        let small = text.to_lowercase();
        // A single capital is some other symbol: `A` is no year and `D` no day.
        let foreign = text.chars().count() == 1 && text != small;
        let same = |s: &&(&str, Base)| s.0 == small && !foreign;
        SPELLINGS.iter().find(same).map(|(_, base)| *base)
    };
    symbol().or_else(money).or_else(spelt)
}

/// A number, a range of two, or a bound.
///
/// Digits may be grouped in threes, or by lakh and crore. A range is parted by a
/// dash or “to”; a bound starts with `>=`, `≥`, `<=` or `≤`, or is an open end.
///
/// # Errors
///
/// When the text is something else, or a comma could be read two ways.
///
/// # Examples
///
/// ```
/// use oreproof_units::{Amount, parse_amount};
///
/// assert_eq!(parse_amount("1,234.5").unwrap(), Amount::exact(1234.5));
/// assert_eq!(parse_amount("5–6").unwrap(), Amount::range(5.0, 6.0));
/// assert_eq!(parse_amount(">= 3").unwrap(), Amount::from(3.0));
/// ```
pub fn parse_amount(text: &str) -> Result<Amount, ParseError> {
    let trimmed = text.trim();
    for (marks, is_floor) in [([">=", "≥", ">"], true), (["<=", "≤", "<"], false)] {
        if let Some(rest) = marks.iter().find_map(|mark| trimmed.strip_prefix(mark)) {
            let end = Some(parse_number(rest)?);
            let (low, high) = if is_floor { (end, None) } else { (None, end) };
            return Ok(Amount { low, high });
        }
    }
    match range_ends(trimmed) {
        Some((low, high)) => Ok(Amount::range(parse_number(low)?, parse_number(high)?)),
        None => Ok(Amount::exact(parse_number(trimmed)?)),
    }
}

/// The two sides of a range. A hyphen after the first character parts them, so
/// that a leading one stays a sign; `1e-3` is one number.
fn range_ends(text: &str) -> Option<(&str, &str)> {
    if let Some(ends) = ["–", "—", " to "].iter().find_map(|mark| text.split_once(mark)) {
        return Some(ends);
    }
    let hyphens = text.match_indices('-').map(|(at, _)| at);
    let parting = hyphens.skip_while(|&at| at == 0 || text[..at].ends_with(['e', 'E']));
    parting.map(|at| (&text[..at], &text[at + 1..])).next()
}

/// One number, with digits perhaps grouped by commas.
///
/// # Errors
///
/// When the text is no finite number, or a comma could be read two ways.
pub fn parse_number(text: &str) -> Result<f64, ParseError> {
    let trimmed = text.trim();
    let not_a_number = || ParseError::NotANumber { text: text.to_owned() };
    let plain = match trimmed.replace('−', "-") {
        grouped if grouped.contains(',') => {
            let whole = grouped.split_once('.').map_or(grouped.as_str(), |(whole, _)| whole);
            if !groups_well(whole.trim_start_matches(['-', '+']))
                || grouped.matches('.').count() > 1
            {
                return Err(ParseError::AmbiguousComma { text: text.to_owned() });
            }
            grouped.replace(',', "")
        }
        plain => plain,
    };
    let looks_like_one = plain.bytes().all(|b| b.is_ascii_digit() || b".eE+-".contains(&b));
    let value: f64 = plain.parse().ok().filter(|_| looks_like_one).ok_or_else(not_a_number)?;
    if value.is_finite() { Ok(value) } else { Err(not_a_number()) }
}

/// Whether commas group the digits in threes, or the Indian way: the last three,
/// and before them in twos.
fn groups_well(whole: &str) -> bool {
    let groups: Vec<&str> = whole.split(',').collect();
    let digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let (Some((first, middle)), true) = (groups.split_first(), digits) else { return false };
    let Some((last, middle)) = middle.split_last() else { return false };
    let inner = |n: usize| first.len() <= n && middle.iter().all(|g| g.len() == n);
    last.len() == 3 && (inner(3) || inner(2))
}

/// What a scale word multiplies by: “million”, “bn”, “crore”.
///
/// Letters stand for what the trade means beside an amount of money or a mass:
/// `m` and `mn` a million, `k` a thousand, `b` and `bn` a thousand million. `M`
/// alone and `MM` are a million as well.
pub fn scale_word(word: &str) -> Option<f64> {
    let factor = match word {
        "M" | "MM" => 1e6,
        "B" => 1e9,
        "T" => 1e12,
        "K" => 1e3,
        _ => match word.to_lowercase().trim_end_matches('.') {
            "hundred" | "hundreds" => 1e2,
            "thousand" | "thousands" | "k" => 1e3,
            "lakh" | "lakhs" | "lac" | "lacs" => 1e5,
            "million" | "millions" | "m" | "mn" | "mln" | "mil" => 1e6,
            "crore" | "crores" | "cr" => 1e7,
            "billion" | "billions" | "b" | "bn" | "bln" => 1e9,
            "trillion" | "trillions" | "tn" | "trn" => 1e12,
            _ => return None,
        },
    };
    Some(factor)
}

/// Every printed currency sign and code, the longest first, for reading a prefix.
pub(crate) fn currency_marks() -> Vec<(&'static str, Currency)> {
    let codes = CODES.iter().map(|(currency, code)| (*code, *currency));
    let mut marks: Vec<_> = codes.chain(CURRENCY_SPELLINGS.iter().copied()).collect();
    marks.sort_by_key(|(mark, _)| std::cmp::Reverse(mark.len()));
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn every_base() -> Vec<Base> {
        let money = CODES.iter().map(|(currency, _)| Base::Money(*currency));
        SYMBOLS.iter().map(|(base, _)| *base).chain(money).collect()
    }

    #[test]
    fn every_unit_reads_back_as_printed() {
        for of in every_base() {
            assert_eq!(parse_unit(&Unit::of(of).to_string()), Ok(Unit::of(of)));
            for per in every_base() {
                let unit = Unit::per(of, per);
                assert_eq!(parse_unit(&unit.to_string()), Ok(unit), "{unit}");
            }
        }
    }

    /// The symbols of the labelled corpus (scheme `mineral-claims-gold/1`), and
    /// what they are.
    const CORPUS: &[(&str, &str)] = &[
        ("t", "t"),
        ("ton", "ton"),
        ("t/a", "t/a"),
        ("t/d", "t/d"),
        ("ozt", "ozt"),
        ("ozt/a", "ozt/a"),
        ("oz/ton", "oz/ton"),
        ("g/t", "g/t"),
        ("ppm", "ppm"),
        ("%", "%"),
        ("m", "m"),
        ("km", "km"),
        ("km2", "km2"),
        ("day", "day"),
        ("month", "month"),
        ("year", "year"),
        ("count", "count"),
        ("USD", "USD"),
        ("$", "$"),
        ("USD/t", "USD/t"),
        ("USD/lb", "USD/lb"),
        ("USD/ozt", "USD/ozt"),
        ("$/a", "$/a"),
        ("AUD/t", "AUD/t"),
        // Spellings.
        ("tonnes", "t"),
        ("Tonnes per annum", "t/a"),
        ("US$/oz", "USD/ozt"),
        ("US$ a pound", "USD/lb"),
        ("ounces a year", "ozt/a"),
        ("metric tons", "t"),
        ("tons", "ton"),
        ("km²", "km2"),
        ("tpa", "t/a"),
        ("gpt", "g/t"),
        ("opt", "oz/ton"),
        ("per cent", "%"),
    ];

    #[test]
    fn corpus_symbols_and_spellings_are_known() {
        for &(written, printed) in CORPUS {
            let unit = parse_unit(written).unwrap_or_else(|e| panic!("{written}: {e}"));
            assert_eq!(unit.to_string(), printed, "{written}");
        }
    }

    #[test]
    fn multiples_in_a_symbol_are_told_apart_from_units() {
        for (symbol, scale, unit) in
            [("Mt", 1e6, "t"), ("koz", 1e3, "ozt"), ("Mtpa", 1e6, "t/a"), ("week", 7.0, "day")]
        {
            let unit = parse_unit(unit).unwrap();
            assert_eq!(parse_scaled_unit(symbol), Ok((scale, unit)));
            assert!(matches!(parse_unit(symbol), Err(ParseError::ScaleInUnit { .. })));
        }
        assert_eq!(parse_scaled_unit("Moz/a").unwrap().1.to_string(), "ozt/a");
    }

    #[test]
    fn what_is_no_unit_is_refused() {
        for text in ["", "/", "t/", "/t", "furlong", "A", "D", "g/t/a", "mt/Au", "t//a"] {
            assert!(matches!(parse_unit(text), Err(ParseError::UnknownUnit { .. })), "{text}");
        }
    }

    #[test]
    fn amounts_read_as_written() {
        let cases = [
            ("12.4", Amount::exact(12.4)),
            ("1,234.5", Amount::exact(1_234.5)),
            ("-3", Amount::exact(-3.0)),
            ("−3", Amount::exact(-3.0)),
            ("12,34,567", Amount::exact(1_234_567.0)),
            ("5–6", Amount::range(5.0, 6.0)),
            ("5-6", Amount::range(5.0, 6.0)),
            ("5 to 6", Amount::range(5.0, 6.0)),
            ("1e-3", Amount::exact(1e-3)),
            (">= 3", Amount::from(3.0)),
            ("≥3", Amount::from(3.0)),
            ("<= 3", Amount { low: None, high: Some(3.0) }),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_amount(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_comma_with_two_readings_is_refused() {
        for text in ["1,5", "12,34", "1,234,5", ",123", "1,,234", "1.5,000"] {
            assert!(parse_amount(text).is_err(), "{text}");
        }
        for text in ["", "inf", "NaN", "0x10", "1e999", "five", "1 2"] {
            assert!(matches!(parse_amount(text), Err(ParseError::NotANumber { .. })), "{text}");
        }
    }

    #[test]
    fn scale_words_multiply_out() {
        for (word, scale) in [
            ("thousand", 1e3),
            ("lakh", 1e5),
            ("m", 1e6),
            ("M", 1e6),
            ("Crore", 1e7),
            ("bn", 1e9),
            ("trillions", 1e12),
        ] {
            assert_eq!(scale_word(word), Some(scale), "{word}");
        }
        assert_eq!(scale_word("metres"), None);
    }

    proptest! {
        #[test]
        fn amounts_read_back_as_printed(low in -1e15..1e15_f64, high in -1e15..1e15_f64, kind in 0..4) {
            let amount = match kind {
                0 => Amount::exact(low),
                1 => Amount::range(low, high),
                2 => Amount::from(low),
                _ => Amount { low: None, high: Some(high) },
            };
            prop_assert_eq!(parse_amount(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn no_text_breaks_the_readers(text in "\\PC{0,24}") {
            let _ = parse_amount(&text);
            let _ = parse_scaled_unit(&text);
        }
    }
}

//! Quantities as a case writes them: `"3,000 Mt"`, `"0.48 %"`, `"US$ 5.57 billion"`.
//!
//! The text is kept with the amount and the unit it names, and the key says which
//! kinds of unit make sense there: a grade in dollars is a problem at its place.

use std::fmt;
use std::marker::PhantomData;

use oreproof_units::parse::{parse_currency, scale_word};
use oreproof_units::{Amount, Base, ConvertError, Currency, ParseError, Unit};
use oreproof_units::{convert_amount, parse_amount, parse_scaled_unit};
use serde_json::json;

use crate::field::{Field, Value, number, wrong};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::schema::Defs;

/// Which units make sense for a key.
pub trait Measure {
    /// What is measured, with its article: `a tonnage`.
    const NAME: &'static str;
    /// How one is written.
    const EXAMPLE: &'static str;
    /// Whether a unit fits.
    fn fits(unit: Unit) -> bool;
    /// The unit of a number that is written without one.
    const BARE: Option<Unit> = None;
}

macro_rules! measures {
    ($($(#[doc = $doc:literal])+ $name:ident = $what:literal, $example:literal, $fits:expr $(, $bare:expr)?;)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;

        impl Measure for $name {
            const NAME: &'static str = $what;
            const EXAMPLE: &'static str = $example;
            fn fits(unit: Unit) -> bool {
                let fits: fn(Unit) -> bool = $fits;
                fits(unit)
            }
            $( const BARE: Option<Unit> = Some($bare); )?
        }
    )+ };
}

/// Whether a unit is of one base that a test holds for.
fn alone(unit: Unit, of: fn(Base) -> bool) -> bool {
    unit.per.is_none() && of(unit.of)
}

fn is_share(base: Base) -> bool {
    matches!(base, Base::Percent)
}

fn is_named_money(unit: Unit) -> bool {
    unit.currency().is_some_and(|c| !matches!(c, Currency::BareDollar | Currency::BareRupee))
}

measures! {
    /// Anything that has a unit.
    Any = "a quantity", "15 million t", |_| true, Unit::of(Base::Count);
    /// A mass.
    Mass = "a mass", "3,000 Mt", |unit| unit.is_mass();
    /// A mass per time.
    MassRate = "a mass per time", "45 Mt/a", |unit| unit.is_mass_rate();
    /// A concentration.
    Grade = "a grade", "0.48 %", |unit| unit.is_grade();
    /// A part of a whole.
    Share = "a share", "5 %", |unit| alone(unit, is_share);
    /// Mass per mass that is no concentration, or a plain factor.
    Ratio = "a ratio", "1.07 t/t", |unit| {
        alone(unit, |base| base == Base::Count) || unit.per == Some(unit.of)
    }, Unit::of(Base::Count);
    /// A sum of money, of a named currency.
    Money = "a sum of money", "5.57 billion USD", |unit| is_named_money(unit) && unit.per.is_none();
    /// Money per time.
    MoneyRate = "money per year", "10 million USD/a", |unit| {
        is_named_money(unit) && unit.per.is_some_and(Base::is_time)
    };
    /// Money per mass or another measure.
    Price = "a price", "4.03 USD/lb", |unit| is_named_money(unit) && unit.is_price();
    /// A price, or money per year, or a sum: what a cost may be.
    Cost = "a cost", "13.2 USD/t", is_named_money;
    /// A span of time.
    Duration = "a length of time", "37 years", |unit| alone(unit, Base::is_time);
    /// A length.
    Length = "a length", "150 km", |unit| alone(unit, Base::is_length);
    /// An area.
    Area = "an area", "101 km2", |unit| alone(unit, |base| matches!(
        base, Base::SquareKilometre | Base::Hectare | Base::Acre | Base::SquareMile
    ));
    /// Things counted.
    Count = "a number of things", "240 million", |unit| {
        alone(unit, |base| base == Base::Count)
    }, Unit::of(Base::Count);
}

/// An amount of a unit, as written, of a measure that its key asks for.
pub struct Quantity<M = Any> {
    /// How much, in `unit`.
    pub amount: Amount,
    /// Of what.
    pub unit: Unit,
    /// The words it was read from.
    pub written: String,
    measure: PhantomData<fn() -> M>,
}

impl<M> Quantity<M> {
    /// The amount in another unit.
    ///
    /// # Errors
    ///
    /// When there is no exact conversion.
    pub fn amount_in(&self, unit: Unit) -> Result<Amount, ConvertError> {
        convert_amount(&self.amount, self.unit, unit)
    }

    /// The middle of the amount in another unit; one end where it has only one.
    ///
    /// # Errors
    ///
    /// When there is no exact conversion.
    pub fn value_in(&self, unit: Unit) -> Result<Option<f64>, ConvertError> {
        Ok(self.amount_in(unit)?.middle())
    }

    /// The same, whatever its key asks for.
    pub fn any(&self) -> Quantity {
        Quantity {
            amount: self.amount,
            unit: self.unit,
            written: self.written.clone(),
            measure: PhantomData,
        }
    }
}

impl<M> Clone for Quantity<M> {
    fn clone(&self) -> Self {
        Self { written: self.written.clone(), measure: PhantomData, ..*self }
    }
}

impl<M> fmt::Debug for Quantity<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} = {} {}", self.written, self.amount, self.unit)
    }
}

impl<M> fmt::Display for Quantity<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl<M> PartialEq for Quantity<M> {
    fn eq(&self, other: &Self) -> bool {
        self.amount == other.amount && self.unit == other.unit
    }
}

impl<M: Measure> Quantity<M> {
    /// Reads a quantity and holds it against its measure.
    ///
    /// # Errors
    ///
    /// When the text is no quantity, or of another measure.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let (amount, unit) = read(text, M::BARE)?;
        if !M::fits(unit) {
            let bare = matches!(unit.currency(), Some(Currency::BareDollar | Currency::BareRupee));
            return Err(match bare {
                true => QuantityError::BareCurrency { unit },
                false => QuantityError::OtherMeasure { unit },
            });
        }
        Ok(Self { amount, unit, written: text.trim().to_owned(), measure: PhantomData })
    }

    /// A number of the measure's own unit, where it has one.
    fn bare(value: f64, written: String) -> Option<Self> {
        let unit = M::BARE?;
        Some(Self { amount: Amount::exact(value), unit, written, measure: PhantomData })
    }
}

/// Why a text is no quantity of its key.
#[derive(Clone, Debug, PartialEq)]
pub enum QuantityError {
    /// The number or the unit is not understood.
    Unread(ParseError),
    /// There is no unit.
    NoUnit,
    /// A dollar or a rupee of no country.
    BareCurrency {
        /// The unit as read.
        unit: Unit,
    },
    /// The unit measures something else.
    OtherMeasure {
        /// The unit as read.
        unit: Unit,
    },
}

impl From<ParseError> for QuantityError {
    fn from(error: ParseError) -> Self {
        Self::Unread(error)
    }
}

/// The amount and the unit of a text.
fn read(text: &str, bare: Option<Unit>) -> Result<(Amount, Unit), QuantityError> {
    let text = text.trim();
    let starts = |c: char| c.is_ascii_digit() || "<>≤≥+-−.".contains(c);
    let at = text.find(starts).unwrap_or(text.len());
    let (sign, rest) = (text[..at].trim(), &text[at..]);
    let end = number_end(rest);
    let (digits, words) = (&rest[..end], rest[end..].trim());
    let amount = parse_amount(digits)?;
    let currency = match sign {
        "" => None,
        sign => {
            let unknown = || ParseError::UnknownUnit { symbol: sign.to_owned() };
            Some(Base::Money(parse_currency(sign).ok_or_else(unknown)?))
        }
    };
    let (scale, symbol) = scaled(words, currency.is_some());
    let (more, unit) = match (currency, symbol) {
        (None, "") => (1.0, bare.ok_or(QuantityError::NoUnit)?),
        (None, symbol) => symbol_unit(symbol)?,
        (Some(money), "") => (1.0, Unit::of(money)),
        (Some(money), per) => {
            let per = per.strip_prefix('/').or_else(|| per.strip_prefix("per ")).unwrap_or(per);
            let (more, per) = parse_scaled_unit(per.trim())?;
            // A dollar a thousand tonnes has no place here.
            if more != 1.0 || per.per.is_some() {
                let symbol = symbol.to_owned();
                return Err(ParseError::UnknownUnit { symbol }.into());
            }
            (1.0, Unit::per(money, per.of))
        }
    };
    Ok((amount.scaled(scale * more), unit))
}

/// A unit with its multiple; what is counted by name is a count.
fn symbol_unit(symbol: &str) -> Result<(f64, Unit), ParseError> {
    let counted = ["people", "persons", "holes", "attacks", "memoranda", "jobs", "things"];
    if counted.contains(&symbol) {
        return Ok((1.0, Unit::of(Base::Count)));
    }
    parse_scaled_unit(symbol)
}

/// Where a number, a range or a bound ends.
fn number_end(text: &str) -> usize {
    let number = |from: usize| -> Option<usize> {
        let rest = &text[from..];
        let body = rest.trim_start_matches([' ', '<', '>', '=', '≤', '≥', '+', '-', '−']);
        let begin = text.len() - body.len();
        let digits = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
        let mut end = begin + body.find(|c| !digits(c)).unwrap_or(body.len());
        // An exponent: `1e6`, `2.5e-3`.
        if let Some(power) = text[end..].strip_prefix(['e', 'E']) {
            let signed = power.strip_prefix(['+', '-']).unwrap_or(power);
            let n = signed.find(|c: char| !c.is_ascii_digit()).unwrap_or(signed.len());
            if n > 0 {
                end = text.len() - signed.len() + n;
            }
        }
        (end > begin).then_some(end)
    };
    let Some(first) = number(0) else { return 0 };
    let rest = &text[first..];
    let dash = ["–", "—", "-", " – ", " to "].iter().find(|dash| {
        rest.strip_prefix(**dash)
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    });
    match dash {
        Some(dash) => number(first + dash.len()).unwrap_or(first),
        None => first,
    }
}

/// The scale words before a unit, multiplied out, and the unit.
fn scaled(words: &str, is_money: bool) -> (f64, &str) {
    let (mut scale, mut rest) = (1.0, words);
    loop {
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        // A single letter scales money, and is a metre or a kelvin elsewhere.
        let may_scale = is_money || word.chars().count() > 1;
        match scale_word(word).filter(|_| may_scale && !word.is_empty()) {
            Some(factor) => {
                scale *= factor;
                rest = rest[word.len()..].trim_start();
            }
            None => return (scale, rest),
        }
    }
}

impl<M: Measure> Field for Quantity<M> {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        if let Some(plain) = number(value) {
            let quantity = Self::bare(plain, plain.to_string());
            if quantity.is_none() {
                let at = reader.place(value.span());
                reader.problem(Problem::NoUnit { key: key.to_owned(), example: M::EXAMPLE, at });
            }
            return quantity;
        }
        let Some(text) = value.get_ref().as_str() else {
            let expected = format!("{} in quotes, such as \"{}\"", M::NAME, M::EXAMPLE);
            return wrong(reader, key, &expected, value);
        };
        Self::parse(text).map_err(|error| reader.problem_of_quantity::<M>(key, error, value)).ok()
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.written.clone().into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        let what = format!("{}, such as \"{}\"", M::NAME, M::EXAMPLE);
        match M::BARE {
            None => json!({ "type": "string", "title": what, "examples": [M::EXAMPLE] }),
            Some(_) => {
                json!({ "type": ["string", "number"], "title": what, "examples": [M::EXAMPLE] })
            }
        }
    }
}

impl Reader<'_> {
    fn problem_of_quantity<M: Measure>(
        &mut self,
        key: &'static str,
        error: QuantityError,
        value: &Value<'_>,
    ) {
        let (key, at) = (key.to_owned(), self.place(value.span()));
        let text = value.get_ref().as_str().unwrap_or_default().to_owned();
        self.problem(match error {
            QuantityError::Unread(error) => Problem::BadQuantity { text, error, at },
            QuantityError::NoUnit => Problem::NoUnit { key, example: M::EXAMPLE, at },
            QuantityError::BareCurrency { unit } => Problem::BareCurrency { unit, at },
            QuantityError::OtherMeasure { unit } => {
                let (expected, example) = (M::NAME, M::EXAMPLE);
                Problem::WrongMeasure { key, expected, example, unit, at }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written, and its low and high ends in the unit.
    const WRITTEN: &[(&str, f64, f64, &str)] = &[
        ("3,000 Mt", 3e9, 3e9, "t"),
        ("3.0 billion t", 3e9, 3e9, "t"),
        ("0.48 %", 0.48, 0.48, "%"),
        ("0.26 g/t", 0.26, 0.26, "g/t"),
        ("5.57 billion USD", 5.57e9, 5.57e9, "USD"),
        ("US$5.6–6.0bn", 5.6e9, 6e9, "USD"),
        ("US$ 9,815/t", 9_815.0, 9_815.0, "USD/t"),
        ("4.03 USD/lb", 4.03, 4.03, "USD/lb"),
        ("2,045 USD/oz", 2_045.0, 2_045.0, "USD/ozt"),
        ("45 Mt/a", 45e6, 45e6, "t/a"),
        ("17.9 Moz", 17.9e6, 17.9e6, "ozt"),
        ("5 to 15 years", 5.0, 15.0, "year"),
        ("150 km", 150.0, 150.0, "km"),
        ("500 m", 500.0, 500.0, "m"),
        ("$500m", 5e8, 5e8, "$"),
        ("10,741 million PKR", 10_741e6, 10_741e6, "PKR"),
        ("1.07 t/t", 1.07, 1.07, "t/t"),
        ("240 million", 240e6, 240e6, "count"),
        ("20,000 people", 20_000.0, 20_000.0, "count"),
        ("-20 %", -20.0, -20.0, "%"),
    ];

    #[test]
    fn quantities_read_as_the_trade_writes_them() {
        for &(text, low, high, unit) in WRITTEN {
            let read = Quantity::<Any>::parse(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
            let close = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() <= 1e-9 * b.abs());
            assert!(close(read.amount.low, low), "{text}: {read:?}");
            assert!(close(read.amount.high, high), "{text}: {read:?}");
            assert_eq!(read.unit.to_string(), unit, "{text}");
        }
        let trillions = Quantity::<Any>::parse(">= 2 trillion USD").unwrap();
        assert_eq!(trillions.amount, Amount::from(2e12));
    }

    #[test]
    fn a_quantity_of_another_measure_is_refused() {
        assert!(matches!(
            Quantity::<Grade>::parse("3 Mt"),
            Err(QuantityError::OtherMeasure { .. })
        ));
        assert!(matches!(Quantity::<Money>::parse("$5m"), Err(QuantityError::BareCurrency { .. })));
        assert_eq!(Quantity::<Mass>::parse("3").unwrap_err(), QuantityError::NoUnit);
        assert!(matches!(Quantity::<Mass>::parse("3 furlongs"), Err(QuantityError::Unread(_))));
        assert!(matches!(Quantity::<Mass>::parse("lots"), Err(QuantityError::Unread(_))));
    }
}

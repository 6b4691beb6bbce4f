//! Plain quantities that a calculation takes: tonnes, money, fractions, grades, prices.
//!
//! A [`Grade`] and a [`Price`] keep the unit they were written in, so that
//! `0.48 %` and `4.03 USD/lb` read back as written; the arithmetic asks for
//! [`Grade::fraction`] and [`Price::per_tonne`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::convert;
use crate::currency::Currency;
use crate::parse::{ParseError, parse_number, parse_unit};
use crate::unit::{Base, Unit};

/// A mass in metric tonnes, dry unless the name says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tonnes(pub f64);

/// An amount of the project's money.
///
/// Currency, price year and real or nominal are stated once, beside it, because
/// a table in which each figure could have its own would not add.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cash(pub f64);

/// Whether amounts over several years count inflation, and from when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PriceBasis {
    /// In the prices of one year.
    Real {
        /// Which year, of the calendar or of a counted timeline.
        year: i32,
    },
    /// In the money of each day.
    Nominal,
}

/// How many units a printed figure stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// As printed.
    Units,
    /// Printed in thousands.
    Thousands,
    /// Printed in millions.
    Millions,
    /// Printed in billions of 10⁹.
    Billions,
}

impl Scale {
    /// What a printed figure is multiplied by.
    pub fn factor(self) -> f64 {
        match self {
            Self::Units => 1.0,
            Self::Thousands => 1e3,
            Self::Millions => 1e6,
            Self::Billions => 1e9,
        }
    }
}

/// A part of a whole: 5 % is `0.05`.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fraction(pub f64);

impl Fraction {
    /// From a percentage.
    pub fn percent(percent: f64) -> Self {
        Self(percent / 100.0)
    }

    /// Whether it lies from nought to one.
    pub fn is_part(self) -> bool {
        (0.0..=1.0).contains(&self.0)
    }
}

/// How much of a substance a mass holds, in the unit it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Grade {
    value: f64,
    unit: Unit,
}

impl Grade {
    /// Parts in a hundred.
    pub fn percent(value: f64) -> Self {
        Self { value, unit: Unit::of(Base::Percent) }
    }

    /// Grams in a tonne.
    pub fn grams_per_tonne(value: f64) -> Self {
        Self { value, unit: Unit::per(Base::Gram, Base::Tonne) }
    }

    /// Mass per mass.
    pub fn fraction(self) -> f64 {
        let share = match self.unit.per {
            None => {
                convert::factor(self.unit, Unit::of(Base::Percent)).map(|to| to.apply(self.value))
            }
            Some(per) => convert::factor(Unit::of(self.unit.of), Unit::of(per))
                .map(|to| 100.0 * to.apply(self.value)),
        };
        share.expect("a grade is only built from a unit of mass per mass") / 100.0
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

impl FromStr for Grade {
    type Err = ParseError;

    /// Reads `0.48 %`, `0.26 g/t`, `350 ppm`, `2.1 kg/t`.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (number, symbol) = split_number(text);
        let unit = parse_unit(symbol)?;
        let is_share = match unit.per {
            None => matches!(unit.of, Base::Percent | Base::Ppm | Base::Ppb),
            Some(per) => [unit.of, per].iter().all(|base| base.is_mass() && *base != Base::Ton),
        };
        if !is_share {
            return Err(ParseError::UnknownUnit { symbol: symbol.to_owned() });
        }
        Ok(Self { value: parse_number(number)?, unit })
    }
}

impl From<Grade> for String {
    fn from(grade: Grade) -> Self {
        grade.to_string()
    }
}

impl TryFrom<String> for Grade {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|error: ParseError| {
            format!("{text:?} is no grade ({error}); write `0.48 %`, `0.26 g/t` or `350 ppm`")
        })
    }
}

/// Money per mass, in the unit it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Price {
    /// How much money.
    pub amount: f64,
    /// Of which currency.
    pub currency: Currency,
    /// For how much mass.
    pub per: Base,
}

impl Price {
    /// US dollars for a mass.
    pub fn usd(amount: f64, per: Base) -> Self {
        Self { amount, currency: Currency::Usd, per }
    }

    /// Money for a metric tonne; for a price in grams or ounces a large number.
    pub fn per_tonne(self) -> f64 {
        self.amount * masses_per_tonne(self.per)
    }

    /// The price of `per_tonne`, said in the mass unit of this one.
    #[must_use]
    pub fn with_per_tonne(self, per_tonne: f64) -> Self {
        Self { amount: per_tonne / masses_per_tonne(self.per), ..self }
    }
}

/// How many of a mass unit make a tonne.
///
/// # Panics
///
/// Never for a unit of mass other than the bare ton, which no [`Price`] holds
/// that was read from text.
pub fn masses_per_tonne(per: Base) -> f64 {
    convert::factor(Unit::of(Base::Tonne), Unit::of(per)).map_or(f64::NAN, |to| to.apply(1.0))
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, Unit::per(Base::Money(self.currency), self.per))
    }
}

impl FromStr for Price {
    type Err = ParseError;

    /// Reads `4.03 USD/lb`, `2,045 USD/ozt`, `340 USD/mtu`.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (number, symbol) = split_number(text);
        match parse_unit(symbol)? {
            Unit { of: Base::Money(currency), per: Some(per) }
                if per.is_mass() && per != Base::Ton && !currency.is_ambiguous() =>
            {
                Ok(Self { amount: parse_number(number)?, currency, per })
            }
            _ => Err(ParseError::UnknownUnit { symbol: symbol.to_owned() }),
        }
    }
}

impl From<Price> for String {
    fn from(price: Price) -> Self {
        price.to_string()
    }
}

impl TryFrom<String> for Price {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|error: ParseError| {
            format!("{text:?} is no price ({error}); write `4.03 USD/lb`, `2045 USD/ozt` or `9500 USD/t`")
        })
    }
}

/// The number at the head of a text, and what follows it.
fn split_number(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−' | '+')))
        .map_or(text.len(), |(at, _)| at);
    let (number, unit) = text.split_at(end);
    (number, unit.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_read_back_as_written() {
        for (text, fraction) in
            [("0.48 %", 0.0048), ("0.26 g/t", 0.26e-6), ("350 ppm", 350e-6), ("2.1 kg/t", 0.0021)]
        {
            let grade: Grade = text.parse().unwrap();
            assert!((grade.fraction() - fraction).abs() <= 1e-12 * fraction, "{text}");
            assert_eq!(grade.to_string(), text);
        }
        for wrong in ["0.48", "3 t", "5 USD/t", "% 3", "1 g/m3", "1 oz/ton"] {
            assert!(wrong.parse::<Grade>().is_err(), "{wrong}");
        }
    }

    /// Pounds in a tonne: 1,000 / 0.45359237 (NIST SP 811); an mtu is 10 kg.
    #[test]
    fn prices_are_per_tonne() {
        let copper: Price = "4.03 USD/lb".parse().unwrap();
        assert!((copper.per_tonne() - 4.03 * 2_204.622_621_848_776).abs() < 1e-9);
        assert_eq!("340 USD/mtu".parse::<Price>().unwrap().per_tonne(), 34_000.0);
        assert_eq!(copper.to_string(), "4.03 USD/lb");
        for wrong in ["4.03", "4.03 $/lb", "4 USD", "4 USD/ton", "4 USD/m3"] {
            assert!(wrong.parse::<Price>().is_err(), "{wrong}");
        }
    }
}

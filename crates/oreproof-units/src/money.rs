//! Money of a currency, with the year and the terms of its prices.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::currency::Currency;
use crate::human;
use crate::parse::{ParseError, currency_marks, parse_amount, scale_word};
use crate::unit::{Base, Unit};

/// A sum of money.
///
/// Sums of different currencies, price years or terms are different things; a
/// bare “$500m” has neither year nor terms, and says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// How much, multiplied out: “$500m” is 500,000,000.
    pub amount: Amount,
    /// In which currency.
    pub currency: Currency,
    /// The year whose prices it is stated in.
    pub price_year: Option<i16>,
    /// Whether inflation is in it.
    pub real_or_nominal: Option<PriceTerms>,
}

/// Whether a sum over several years counts inflation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PriceTerms {
    /// In the prices of one year.
    Real,
    /// In the money of each day.
    Nominal,
}

impl Money {
    /// A sum that states neither price year nor terms.
    pub fn new(amount: Amount, currency: Currency) -> Self {
        Self { amount, currency, price_year: None, real_or_nominal: None }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&human::stated(&self.amount, Unit::of(Base::Money(self.currency))))?;
        let terms = self.real_or_nominal.map(|terms| match terms {
            PriceTerms::Real => "real",
            PriceTerms::Nominal => "nominal",
        });
        match (terms, self.price_year) {
            (None, None) => Ok(()),
            (Some(terms), None) => write!(f, " ({terms})"),
            (None, Some(year)) => write!(f, " ({year} prices)"),
            (Some(terms), Some(year)) => write!(f, " ({terms}, {year} prices)"),
        }
    }
}

impl FromStr for Money {
    type Err = ParseError;

    /// Reads “US$5.5–6.0bn”, “Rs 500 crore”, “$500m”, “24.2 million USD”.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let trimmed = text.trim();
        let (currency, rest) =
            split_currency(trimmed).ok_or_else(|| ParseError::NoCurrency { text: text.into() })?;
        let word_at = rest.find(|c: char| c.is_alphabetic()).unwrap_or(rest.len());
        let (number, words) = rest.split_at(word_at);
        // Several words multiply: nine lakh crore is 9 · 10⁵ · 10⁷.
        let scale = words.split_whitespace().try_fold(1.0, |scale, word| {
            let more = scale_word(word).ok_or(ParseError::NotANumber { text: text.into() })?;
            Ok(scale * more)
        })?;
        Ok(Self::new(parse_amount(number)?.scaled(scale), currency))
    }
}

/// The currency before or after an amount, and the amount.
fn split_currency(text: &str) -> Option<(Currency, &str)> {
    currency_marks().into_iter().find_map(|(mark, currency)| {
        let rest = text.strip_prefix(mark).or_else(|| text.strip_suffix(mark))?;
        Some((currency, rest.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spellings of the genre, several of which general extractors misread as
    /// barns, metres or electron charges.
    const WRITTEN: &[(&str, f64, f64, Currency)] = &[
        ("$500m", 5e8, 5e8, Currency::BareDollar),
        ("$190bn", 1.9e11, 1.9e11, Currency::BareDollar),
        ("US$5.5–6.0bn", 5.5e9, 6e9, Currency::Usd),
        ("Rs 500 crore", 5e9, 5e9, Currency::BareRupee),
        ("Rs 9 lakh crore", 9e12, 9e12, Currency::BareRupee),
        ("A$1,250", 1_250.0, 1_250.0, Currency::Aud),
        ("24.2 million USD", 24.2e6, 24.2e6, Currency::Usd),
        ("€40 million", 4e7, 4e7, Currency::Eur),
        ("PKR 12 lakh", 1.2e6, 1.2e6, Currency::Pkr),
    ];

    #[test]
    fn sums_read_as_the_genre_writes_them() {
        for &(text, low, high, currency) in WRITTEN {
            let money: Money = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(money, Money::new(Amount::range(low, high), currency), "{text}");
        }
    }

    #[test]
    fn a_sum_without_currency_or_number_is_refused() {
        assert!(matches!("500m".parse::<Money>(), Err(ParseError::NoCurrency { .. })));
        assert!(matches!("$ lots".parse::<Money>(), Err(ParseError::NotANumber { .. })));
        assert!("$".parse::<Money>().is_err());
    }

    #[test]
    fn a_sum_prints_its_year_and_terms() {
        let mut money: Money = "US$13bn".parse().unwrap();
        assert_eq!(money.to_string(), "US$13 billion");
        money.price_year = Some(2024);
        assert_eq!(money.to_string(), "US$13 billion (2024 prices)");
        money.real_or_nominal = Some(PriceTerms::Real);
        assert_eq!(money.to_string(), "US$13 billion (real, 2024 prices)");
    }
}

//! Exchange rates to the US dollar, and an index to bring dollars of two years together.

use jiff::civil::Date;
use oreproof_units::Period;
use serde::Serialize;

use crate::error::NotKnown;
use crate::price::{Averaged, BASES, shown};
use crate::sheet::{Entry, Row, finite};
use crate::source::SourceRef;

/// Units of a currency for one US dollar over a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExchangeRate {
    /// The currency, by its three letters.
    pub currency: String,
    /// When it held.
    #[serde(serialize_with = "shown")]
    pub period: Period,
    /// Lowest number of units for a dollar.
    pub low: f64,
    /// Highest.
    pub high: f64,
    /// Over how long each of the two was averaged.
    pub basis: Averaged,
    /// Where it was read.
    pub source: SourceRef,
}

impl Entry for ExchangeRate {
    const REQUIRED: &'static [&'static str] =
        &["currency", "first", "last", "low", "high", "basis", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let above_zero = |text: &str| finite(text).filter(|rate| *rate > 0.0);
        let currency = row.value("currency", "three capitals", |text| {
            crate::production::is_code(text).then(|| text.to_owned())
        });
        let (first, last) = (row.date("first"), row.date("last"));
        let low = row.value("low", "a rate above zero", above_zero);
        let high = row.value("high", "a rate above zero", above_zero);
        let basis = row.one_of("basis", "range, month or year", &BASES);
        let (first, last, low, high) = (first?, last?, low?, high?);
        row.ordered(first <= last, "first", "last")?;
        row.ordered(low <= high, "low", "high")?;
        Some(Self {
            currency: currency?,
            period: Period { first, last },
            low,
            high,
            basis: basis?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        format!("exchange-rates/{}/{}", self.currency, self.period)
    }
}

/// What a rate was over a stretch of time: the mean of a year for a whole year, the
/// lowest and highest where they are known, and never a mean for a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RateRange {
    /// The currency.
    pub currency: String,
    /// Lowest number of units for a dollar.
    pub low: f64,
    /// Highest.
    pub high: f64,
    /// Over how long each of the two was averaged.
    pub basis: Averaged,
    /// The time that the row covers.
    #[serde(serialize_with = "shown")]
    pub period: Period,
    /// The id of the row.
    pub row: String,
    /// Where it was read.
    pub source: SourceRef,
}

/// The narrowest row that covers a stretch of time and may speak for it: a mean speaks
/// for the whole time it was taken over, the extremes for every part of it.
pub(crate) fn rate<'e>(
    rows: impl Iterator<Item = &'e ExchangeRate>,
    currency: &str,
    during: Period,
) -> Result<RateRange, NotKnown> {
    let mut covered: Option<(Date, Date)> = None;
    let mut best: Option<&ExchangeRate> = None;
    for row in rows.filter(|row| row.currency == currency) {
        let Period { first, last } = row.period;
        covered = Some(covered.map_or((first, last), |(a, b)| (a.min(first), b.max(last))));
        let speaks = match row.basis {
            Averaged::No => first <= during.first && during.last <= last,
            Averaged::Month | Averaged::Year => row.period == during,
        };
        let narrower = |other: &ExchangeRate| {
            let width = |rate: &ExchangeRate| rate.high / rate.low;
            (row.period.months(), width(row)) < (other.period.months(), width(other))
        };
        if speaks && best.is_none_or(narrower) {
            best = Some(row);
        }
    }
    let needs = || format!("an exchange rate of {currency} to the US dollar for {during}");
    let row = best.ok_or_else(|| NotKnown::Row { needs: needs(), covered })?;
    Ok(RateRange {
        currency: currency.to_owned(),
        low: row.low,
        high: row.high,
        basis: row.basis,
        period: row.period,
        row: row.id(),
        source: row.source.clone(),
    })
}

/// The mean of a price index in one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndexYear {
    /// Which index, `US-CPI-U`.
    pub index: String,
    /// The year.
    pub year: i16,
    /// Its mean.
    pub value: f64,
    /// Where it was read.
    pub source: SourceRef,
}

impl Entry for IndexYear {
    const REQUIRED: &'static [&'static str] = &["index", "year", "value", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let year = row.value("year", "a year", |text| text.parse().ok());
        let value =
            row.value("value", "a number above zero", |text| finite(text).filter(|v| *v > 0.0));
        Some(Self { index: row.word("index")?, year: year?, value: value?, source: row.source()? })
    }

    fn id(&self) -> String {
        format!("price-index/{}/{}", self.index, self.year)
    }
}

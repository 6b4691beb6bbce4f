//! Dated prices, each the price of a form over a stretch of time.
//!
//! A mean hides how far a price swung while it was averaged. What a day's price may
//! have been is therefore a range around the mean: [`MONTH_HIDES`] and [`YEAR_HIDES`].

use jiff::civil::Date;
use oreproof_units::unit::Base;
use oreproof_units::{Factor, Period, Unit, factor, parse_unit};
use serde::{Serialize, Serializer};

use crate::error::NotKnown;
use crate::sheet::{Entry, Row};
use crate::source::SourceRef;

/// A monthly mean is taken to stand within 2 % of the prices of its days.
///
/// An assumption for well traded metals in ordinary months, not a bound.
pub const MONTH_HIDES: f64 = 0.02;

/// A yearly mean is taken to stand within 30 % of the prices of its days.
///
/// An assumption: the monthly means of copper and gold stay well inside it (see the tests).
pub const YEAR_HIDES: f64 = 0.3;

/// One row: the price of one form of a commodity over one stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// The commodity, by its plain English name.
    pub commodity: String,
    /// What the price is the price of.
    pub form: Form,
    /// The unit of both numbers, a currency per mass.
    #[serde(serialize_with = "shown")]
    pub unit: Unit,
    /// When it held.
    #[serde(serialize_with = "shown")]
    pub period: Period,
    /// Lowest price of that time.
    pub low: f64,
    /// Highest price of that time.
    pub high: f64,
    /// Over how long each of the two was averaged.
    pub basis: Averaged,
    /// Where it was read.
    pub source: SourceRef,
}

/// What a price is the price of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// Refined metal or bullion.
    Metal,
    /// An oxide, by its own weight.
    Oxide,
    /// A carbonate, by its own weight.
    Carbonate,
    /// A concentrate, by its own weight.
    Concentrate,
    /// Rock as it is sold, by its own weight.
    Ore,
    /// The element or oxide that an ore or concentrate holds.
    InConcentrate,
}

/// Every form with its name in the table.
pub(crate) const FORMS: [(Form, &str); 6] = [
    (Form::Metal, "metal"),
    (Form::Oxide, "oxide"),
    (Form::Carbonate, "carbonate"),
    (Form::Concentrate, "concentrate"),
    (Form::Ore, "ore"),
    (Form::InConcentrate, "in concentrate"),
];

impl Form {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        FORMS.iter().find(|(form, _)| *form == self).map_or("", |(_, name)| name)
    }

    /// The form of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        FORMS.iter().find(|(_, known)| *known == name).map(|(form, _)| *form)
    }
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

/// Over how long a price or rate was averaged, which hides how far it swung in that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Averaged {
    /// Not at all: the lowest and the highest of the time.
    #[serde(rename = "range")]
    No,
    /// A month.
    #[serde(rename = "month")]
    Month,
    /// A year.
    #[serde(rename = "year")]
    Year,
}

/// Every basis with its name in the table.
pub(crate) const BASES: [(Averaged, &str); 3] =
    [(Averaged::No, "range"), (Averaged::Month, "month"), (Averaged::Year, "year")];

impl Averaged {
    /// By what part of a mean the prices of its days may lie from it.
    pub fn hides(self) -> f64 {
        match self {
            Self::No => 0.0,
            Self::Month => MONTH_HIDES,
            Self::Year => YEAR_HIDES,
        }
    }
}

impl Price {
    /// Lowest and highest price of a tonne, with what averaging hides allowed for.
    pub fn per_tonne(&self) -> Option<(f64, f64)> {
        let tonnes = tonnes_per(self.unit)?.as_f64();
        let hidden = self.basis.hides();
        Some((self.low / tonnes * (1.0 - hidden), self.high / tonnes * (1.0 + hidden)))
    }
}

/// Tonnes in the mass that a price is per.
fn tonnes_per(unit: Unit) -> Option<Factor> {
    // A ton of a price list is read as a tonne, as it is in a text.
    let per = match unit.per? {
        Base::Ton => Base::Tonne,
        other => other,
    };
    factor(Unit::of(per), Unit::of(Base::Tonne)).ok()
}

impl Entry for Price {
    const REQUIRED: &'static [&'static str] =
        &["commodity", "form", "unit", "first", "last", "low", "high", "basis", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let above_zero = |text: &str| crate::sheet::finite(text).filter(|price| *price > 0.0);
        let form = row.one_of(
            "form",
            "metal, oxide, carbonate, concentrate, ore or in concentrate",
            &FORMS,
        );
        let unit = row.value("unit", "a price per mass", |text| {
            parse_unit(text).ok().filter(|unit| unit.is_price() && tonnes_per(*unit).is_some())
        });
        let (first, last) = (row.date("first"), row.date("last"));
        let low = row.value("low", "a price above zero", above_zero);
        let high = row.value("high", "a price above zero", above_zero);
        let basis = row.one_of("basis", "range, month or year", &BASES);
        let (first, last, low, high) = (first?, last?, low?, high?);
        row.ordered(first <= last, "first", "last")?;
        row.ordered(low <= high, "low", "high")?;
        Some(Self {
            commodity: row.word("commodity")?,
            form: form?,
            unit: unit?,
            period: Period { first, last },
            low,
            high,
            basis: basis?,
            source: row.source()?,
        })
    }

    /// `prices/copper/2025-03`; the form stands between for what is not metal.
    fn id(&self) -> String {
        let Self { commodity, form, period, .. } = self;
        match form {
            Form::Metal => format!("prices/{commodity}/{period}"),
            form => format!("prices/{commodity}/{}/{period}", form.name()),
        }
    }
}

/// What a price may have been on a day or during a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriceRange {
    /// The commodity, by the name of its table.
    pub commodity: String,
    /// What the price is the price of.
    pub form: Form,
    /// The unit of the numbers.
    #[serde(serialize_with = "shown")]
    pub unit: Unit,
    /// Lowest, with what averaging hides allowed for.
    pub low: f64,
    /// Highest, likewise.
    pub high: f64,
    /// Lowest as printed.
    pub printed_low: f64,
    /// Highest as printed.
    pub printed_high: f64,
    /// Over how long the printed figures were averaged.
    pub basis: Averaged,
    /// The time that the rows cover.
    #[serde(serialize_with = "shown")]
    pub period: Period,
    /// The ids of the rows.
    pub rows: Vec<String>,
    /// Where they were read.
    pub sources: Vec<SourceRef>,
}

impl PriceRange {
    /// The range per tonne.
    pub fn per_tonne(&self) -> Option<(f64, f64)> {
        let tonnes = tonnes_per(self.unit)?.as_f64();
        Some((self.low / tonnes, self.high / tonnes))
    }

    /// The printed figures per tonne, without the allowance.
    pub fn printed_per_tonne(&self) -> Option<(f64, f64)> {
        let tonnes = tonnes_per(self.unit)?.as_f64();
        Some((self.printed_low / tonnes, self.printed_high / tonnes))
    }
}

/// What rows of one commodity say of a stretch of time; the finest averaging that
/// reaches into all of it wins, and markets are kept as a range.
pub(crate) fn range<'p>(
    commodity: &str,
    rows: &[&'p Price],
    form: Option<Form>,
    during: Period,
) -> Result<PriceRange, NotKnown> {
    let overlapping: Vec<&&'p Price> = rows
        .iter()
        .filter(|row| form.is_none_or(|form| form == row.form))
        .filter(|row| row.period.first <= during.last && during.first <= row.period.last)
        .collect();
    let mut forms: Vec<Form> = overlapping.iter().map(|row| row.form).collect();
    forms.sort_unstable();
    forms.dedup();
    if forms.len() > 1 {
        let forms = forms.into_iter().map(|form| form.name().to_owned()).collect();
        return Err(NotKnown::SeveralForms { commodity: commodity.to_owned(), forms });
    }
    for basis in [Averaged::No, Averaged::Month, Averaged::Year] {
        let mut chosen: Vec<&'p Price> =
            overlapping.iter().filter(|row| row.basis == basis).map(|row| **row).collect();
        chosen.sort_by_key(|row| row.period);
        if covers(&chosen, during)
            && let Some(range) = union(commodity, &chosen)
        {
            return Ok(range);
        }
    }
    let known = rows.iter().filter(|row| form.is_none_or(|form| form == row.form));
    let covered = known.fold(None, |span: Option<(Date, Date)>, row| {
        let Period { first, last } = row.period;
        Some(span.map_or((first, last), |(from, to)| (from.min(first), to.max(last))))
    });
    let of = form.map_or(String::new(), |form| format!(" as {}", form.name()));
    Err(NotKnown::Row { needs: format!("a price of {commodity}{of} for {during}"), covered })
}

/// Whether rows in the order of their days leave no day of a stretch out.
fn covers(rows: &[&Price], during: Period) -> bool {
    let mut next = during.first;
    for row in rows {
        if next < row.period.first {
            return false;
        }
        if during.last <= row.period.last {
            return true;
        }
        let Ok(day) = row.period.last.tomorrow() else { return false };
        next = next.max(day);
    }
    false
}

/// The range over rows of one unit; `None` when there are none or their units differ.
fn union(commodity: &str, rows: &[&Price]) -> Option<PriceRange> {
    let first = rows.first()?;
    let mut range = PriceRange {
        commodity: commodity.to_owned(),
        form: first.form,
        unit: first.unit,
        low: f64::INFINITY,
        high: 0.0,
        printed_low: f64::INFINITY,
        printed_high: 0.0,
        basis: first.basis,
        period: first.period,
        rows: Vec::new(),
        sources: Vec::new(),
    };
    for row in rows {
        let to_unit = factor(row.unit, first.unit).ok()?;
        let (low, high) = (to_unit.apply(row.low), to_unit.apply(row.high));
        let hidden = row.basis.hides();
        range.printed_low = range.printed_low.min(low);
        range.printed_high = range.printed_high.max(high);
        range.low = range.low.min(low * (1.0 - hidden));
        range.high = range.high.max(high * (1.0 + hidden));
        range.period = Period {
            first: range.period.first.min(row.period.first),
            last: range.period.last.max(row.period.last),
        };
        range.rows.push(row.id());
        if !range.sources.contains(&row.source) {
            range.sources.push(row.source.clone());
        }
    }
    Some(range)
}

/// For units and periods, which are written as people write them.
pub(crate) fn shown<T: std::fmt::Display, S: Serializer>(
    value: &T,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

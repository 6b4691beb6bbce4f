//! Units of the trade: one base, alone or per another.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::currency::Currency;

/// What a unit is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Base {
    /// Metric tonne, 1,000 kg.
    Tonne,
    /// A bare “ton”: short, long or metric, the text does not say.
    Ton,
    /// Short ton, 907.18474 kg.
    ShortTon,
    /// Long ton, 1,016.0469088 kg.
    LongTon,
    /// Kilogram.
    Kilogram,
    /// Gram.
    Gram,
    /// Pound avoirdupois, 0.45359237 kg.
    Pound,
    /// Troy ounce, 31.1034768 g; the only ounce of precious metal.
    TroyOunce,
    /// Carat, 0.2 g.
    Carat,
    /// Metric ton unit, 10 kg: one per cent of a tonne, as tungsten trades.
    Mtu,
    /// Metre.
    Metre,
    /// Kilometre.
    Kilometre,
    /// Centimetre.
    Centimetre,
    /// Foot, 0.3048 m.
    Foot,
    /// Mile, 1,609.344 m.
    Mile,
    /// Square kilometre.
    SquareKilometre,
    /// Hectare, 0.01 km².
    Hectare,
    /// Acre, 0.0040468564224 km².
    Acre,
    /// Square mile.
    SquareMile,
    /// Cubic metre.
    CubicMetre,
    /// Litre.
    Litre,
    /// Barrel of oil, 158.987294928 l.
    Barrel,
    /// Megawatt.
    Megawatt,
    /// Gigawatt-hour.
    GigawattHour,
    /// Day.
    Day,
    /// Month.
    Month,
    /// Year.
    Year,
    /// Hour.
    Hour,
    /// One part in a hundred.
    Percent,
    /// One part in a million.
    Ppm,
    /// One part in a thousand million.
    Ppb,
    /// A counted thing: a hole, a job, a licence.
    Count,
    /// Money of a currency.
    Money(Currency),
}

/// A unit of the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Unit {
    /// What is counted.
    pub of: Base,
    /// Per what, where the unit is a rate, a grade or a price.
    pub per: Option<Base>,
}

/// Every base with its printed symbol, money apart.
pub const SYMBOLS: &[(Base, &str)] = &[
    (Base::Tonne, "t"),
    (Base::Ton, "ton"),
    (Base::ShortTon, "short ton"),
    (Base::LongTon, "long ton"),
    (Base::Kilogram, "kg"),
    (Base::Gram, "g"),
    (Base::Pound, "lb"),
    (Base::TroyOunce, "ozt"),
    (Base::Carat, "ct"),
    (Base::Mtu, "mtu"),
    (Base::Metre, "m"),
    (Base::Kilometre, "km"),
    (Base::Centimetre, "cm"),
    (Base::Foot, "ft"),
    (Base::Mile, "mi"),
    (Base::SquareKilometre, "km2"),
    (Base::Hectare, "ha"),
    (Base::Acre, "acre"),
    (Base::SquareMile, "mi2"),
    (Base::CubicMetre, "m3"),
    (Base::Litre, "l"),
    (Base::Barrel, "bbl"),
    (Base::Megawatt, "MW"),
    (Base::GigawattHour, "GWh"),
    (Base::Day, "day"),
    (Base::Month, "month"),
    (Base::Year, "year"),
    (Base::Hour, "h"),
    (Base::Percent, "%"),
    (Base::Ppm, "ppm"),
    (Base::Ppb, "ppb"),
    (Base::Count, "count"),
];

impl Base {
    /// The printed symbol.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Money(currency) => currency.code(),
            other => SYMBOLS.iter().find(|(base, _)| *base == other).map_or("?", |(_, s)| s),
        }
    }

    /// Whether it measures mass.
    pub fn is_mass(self) -> bool {
        matches!(
            self,
            Self::Tonne
                | Self::Ton
                | Self::ShortTon
                | Self::LongTon
                | Self::Kilogram
                | Self::Gram
                | Self::Pound
                | Self::TroyOunce
                | Self::Carat
                | Self::Mtu
        )
    }

    /// Whether it measures a span of time.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Day | Self::Month | Self::Year | Self::Hour)
    }

    /// Whether it measures a length.
    pub fn is_length(self) -> bool {
        matches!(self, Self::Metre | Self::Kilometre | Self::Centimetre | Self::Foot | Self::Mile)
    }
}

impl Unit {
    /// A unit of one base.
    pub const fn of(of: Base) -> Self {
        Self { of, per: None }
    }

    /// One base per another.
    pub const fn per(of: Base, per: Base) -> Self {
        Self { of, per: Some(per) }
    }

    /// Money, alone or per something.
    pub fn currency(self) -> Option<Currency> {
        match self.of {
            Base::Money(currency) => Some(currency),
            _ => None,
        }
    }

    /// A sum of money that is neither a price nor a yearly rate.
    pub fn is_money(self) -> bool {
        matches!(self.of, Base::Money(_)) && self.per.is_none_or(Base::is_time)
    }

    /// Money per mass or per another measure.
    pub fn is_price(self) -> bool {
        matches!(self.of, Base::Money(_)) && self.per.is_some_and(|per| !per.is_time())
    }

    /// A plain mass.
    pub fn is_mass(self) -> bool {
        self.of.is_mass() && self.per.is_none()
    }

    /// A mass per time.
    pub fn is_mass_rate(self) -> bool {
        self.of.is_mass() && self.per.is_some_and(Base::is_time)
    }

    /// A concentration: per cent, parts per million, or mass per mass.
    pub fn is_grade(self) -> bool {
        match self.per {
            None => matches!(self.of, Base::Percent | Base::Ppm | Base::Ppb),
            Some(per) => self.of.is_mass() && (per.is_mass() || per == Base::CubicMetre),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self == &Self::per(Base::TroyOunce, Base::Ton) {
            // The assay office's own spelling; its ounce is a troy ounce all the same.
            return f.write_str("oz/ton");
        }
        f.write_str(self.of.symbol())?;
        match self.per {
            None => Ok(()),
            // The trade writes a yearly rate with the year's symbol, `t/a`, and a daily one `t/d`.
            Some(Base::Year) => f.write_str("/a"),
            Some(Base::Day) => f.write_str("/d"),
            Some(per) => write!(f, "/{}", per.symbol()),
        }
    }
}

impl From<Base> for String {
    fn from(base: Base) -> Self {
        base.symbol().to_owned()
    }
}

impl TryFrom<String> for Base {
    type Error = String;

    fn try_from(symbol: String) -> Result<Self, String> {
        match crate::parse::parse_unit(&symbol).map_err(|error| error.to_string())? {
            Unit { of, per: None } => Ok(of),
            _ => Err(format!("{symbol:?} is a rate, where a single unit is wanted")),
        }
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.to_string()
    }
}

impl TryFrom<String> for Unit {
    type Error = String;

    fn try_from(symbol: String) -> Result<Self, String> {
        crate::parse::parse_unit(&symbol).map_err(|error| error.to_string())
    }
}

//! Exact conversion between units of the trade.
//!
//! Every base has its size as a fraction of whole numbers, so a chain of
//! conversions never drifts and the inverse of a factor is exact. Only
//! [`convert`] rounds, once, to the nearest `f64`.
//!
//! What has no exact factor is refused, with a reason: a bare ton, which is one
//! of three masses; one currency against another, which needs a dated rate; days
//! against months, which are of several lengths.
//!
//! Sources: NIST SP 811 (2008), appendix B.8, for ounce, pound, tons, foot, mile,
//! acre and barrel, and for the factors derived from them; BIPM, *SI Brochure*,
//! 9th edition, table 8, for tonne, litre, hectare, hour and day.

use std::fmt;

use miette::Diagnostic;
use thiserror::Error;

use crate::amount::Amount;
use crate::currency::Currency;
use crate::unit::{Base, Unit};

/// An exact positive factor, as a fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Factor {
    numerator: u128,
    denominator: u128,
}

/// Why an amount cannot be said in another unit.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConvertError {
    /// A bare ton may be short (907.18474 kg), long (1,016.0469088 kg) or metric
    /// (1,000 kg). The first and the second differ by 12 %, so none is assumed.
    #[error("cannot convert {from} to {to}: a bare ton may be short, long or metric")]
    #[diagnostic(
        code("units::bare-ton"),
        help("say `t` (1,000 kg), `short ton` (907.18474 kg) or `long ton` (1,016.0469088 kg)")
    )]
    BareTon {
        /// The unit to convert from.
        from: Unit,
        /// The unit asked for.
        to: Unit,
    },
    /// Two currencies stand in no fixed proportion.
    #[error(
        "cannot convert {from} to {to}: no fixed rate between {from_currency} and {to_currency}"
    )]
    #[diagnostic(
        code("units::two-currencies"),
        help(
            "multiply by an exchange rate of a stated date; a bare `$` or `Rs` must be named first"
        )
    )]
    TwoCurrencies {
        /// The unit to convert from.
        from: Unit,
        /// Its currency.
        from_currency: Currency,
        /// The unit asked for.
        to: Unit,
        /// Its currency.
        to_currency: Currency,
    },
    /// Months have 28 to 31 days and years 365 or 366.
    #[error("cannot convert {from} to {to}: months and years are of several lengths in days")]
    #[diagnostic(
        code("units::calendar"),
        help("use the two dates, or state how many days the year counts")
    )]
    Calendar {
        /// The unit to convert from.
        from: Unit,
        /// The unit asked for.
        to: Unit,
    },
    /// The two units measure different things.
    #[error("cannot convert {from} to {to}: they measure different things")]
    #[diagnostic(
        code("units::different-dimensions"),
        help("an amount converts only within its kind: mass, length, area, time, share, price")
    )]
    DifferentDimensions {
        /// The unit to convert from.
        from: Unit,
        /// The unit asked for.
        to: Unit,
    },
}

/// What a base measures. Only bases of one dimension convert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Kilograms.
    Mass,
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Megawatts.
    Power,
    /// Gigawatt-hours.
    Energy,
    /// Hours and days, which a clock counts.
    Clock,
    /// Months and years, which a calendar counts.
    Calendar,
    /// Parts of a whole.
    Share,
    /// Things counted.
    Count,
    /// Money of one currency.
    Money(Currency),
}

impl Base {
    /// What the base measures.
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Metre | Self::Kilometre | Self::Centimetre | Self::Foot | Self::Mile => {
                Dimension::Length
            }
            Self::SquareKilometre | Self::Hectare | Self::Acre | Self::SquareMile => {
                Dimension::Area
            }
            Self::CubicMetre | Self::Litre | Self::Barrel => Dimension::Volume,
            Self::Megawatt => Dimension::Power,
            Self::GigawattHour => Dimension::Energy,
            Self::Hour | Self::Day => Dimension::Clock,
            Self::Month | Self::Year => Dimension::Calendar,
            Self::Percent | Self::Ppm | Self::Ppb => Dimension::Share,
            Self::Count => Dimension::Count,
            Self::Money(currency) => Dimension::Money(currency),
            mass => {
                debug_assert!(mass.is_mass());
                Dimension::Mass
            }
        }
    }

    /// Its size in the unit of its dimension, or `None` for a bare ton.
    fn size(self) -> Option<Factor> {
        let (numerator, denominator) = match self {
            Self::Ton => return None,
            Self::Tonne => (1_000, 1),
            Self::ShortTon => (90_718_474, 100_000), // 2,000 lb
            Self::LongTon => (10_160_469_088, 10_000_000), // 2,240 lb
            Self::Kilogram => (1, 1),
            Self::Gram => (1, 1_000),
            Self::Pound => (45_359_237, 100_000_000),
            Self::TroyOunce => (311_034_768, 10_000_000_000),
            Self::Carat => (2, 10_000),
            Self::Mtu => (10, 1),
            Self::Metre | Self::CubicMetre => (1, 1),
            Self::Kilometre => (1_000, 1),
            Self::Centimetre => (1, 100),
            Self::Foot => (3_048, 10_000),
            Self::Mile => (1_609_344, 1_000),
            Self::SquareKilometre => (1_000_000, 1),
            Self::Hectare => (10_000, 1),
            // The international acre of 4,840 square yards of 0.9144 m.
            Self::Acre => (40_468_564_224, 10_000_000),
            Self::SquareMile => (2_589_988_110_336, 1_000_000),
            Self::Litre => (1, 1_000),
            // 42 US gallons of 231 cubic inches.
            Self::Barrel => (158_987_294_928, 1_000_000_000_000),
            Self::Hour | Self::Month => (1, 1),
            Self::Day => (24, 1),
            Self::Year => (12, 1),
            Self::Percent => (1, 100),
            Self::Ppm => (1, 1_000_000),
            Self::Ppb => (1, 1_000_000_000),
            Self::Megawatt | Self::GigawattHour | Self::Count | Self::Money(_) => (1, 1),
        };
        Some(Factor::new(numerator, denominator))
    }
}

/// How many `to` make one `from`, exactly.
///
/// # Errors
///
/// When the units measure different things, or no exact factor exists. A ton
/// that stands on both sides cancels; otherwise a bare ton is refused.
pub fn factor(from: Unit, to: Unit) -> Result<Factor, ConvertError> {
    let refused = |a: Base, b: Base| refusal(from, to, a, b);
    let ratio = |a: Base, b: Base| ratio(a, b).ok_or_else(|| refused(a, b));
    match (from.per, to.per) {
        (None, None) => ratio(from.of, to.of),
        (Some(a), Some(b)) => Ok(ratio(from.of, to.of)?.over(ratio(a, b)?)),
        // A grade is a share of the whole, however it is written.
        _ if from.is_grade() && to.is_grade() => {
            let share = |unit: Unit| match unit.per {
                None => unit.of.size().ok_or_else(|| refused(unit.of, unit.of)),
                Some(per) => ratio(unit.of, per),
            };
            Ok(share(from)?.over(share(to)?))
        }
        _ => Err(ConvertError::DifferentDimensions { from, to }),
    }
}

/// The value in another unit, rounded once.
///
/// # Errors
///
/// As [`factor`].
///
/// # Examples
///
/// ```
/// use oreproof_units::{Base, Unit, convert};
///
/// let ounces = Unit::of(Base::TroyOunce);
/// let tonnes = Unit::of(Base::Tonne);
/// assert_eq!(convert(26e6, ounces, tonnes).unwrap(), 808.6903968);
/// ```
pub fn convert(value: f64, from: Unit, to: Unit) -> Result<f64, ConvertError> {
    Ok(factor(from, to)?.apply(value))
}

/// Both ends of an amount in another unit.
///
/// # Errors
///
/// As [`factor`].
pub fn convert_amount(amount: &Amount, from: Unit, to: Unit) -> Result<Amount, ConvertError> {
    let factor = factor(from, to)?;
    Ok(Amount {
        low: amount.low.map(|v| factor.apply(v)),
        high: amount.high.map(|v| factor.apply(v)),
    })
}

/// How many `b` make one `a`.
fn ratio(a: Base, b: Base) -> Option<Factor> {
    if a == b {
        return Some(Factor::ONE);
    }
    if a.dimension() != b.dimension() {
        return None;
    }
    Some(a.size()?.over(b.size()?))
}

/// Why `a` and `b`, parts of `from` and `to`, stand in no exact proportion.
fn refusal(from: Unit, to: Unit, a: Base, b: Base) -> ConvertError {
    match (a.dimension(), b.dimension()) {
        (Dimension::Money(from_currency), Dimension::Money(to_currency)) => {
            ConvertError::TwoCurrencies { from, from_currency, to, to_currency }
        }
        (Dimension::Clock, Dimension::Calendar) | (Dimension::Calendar, Dimension::Clock) => {
            ConvertError::Calendar { from, to }
        }
        (Dimension::Mass, Dimension::Mass) => ConvertError::BareTon { from, to },
        _ => ConvertError::DifferentDimensions { from, to },
    }
}

impl Factor {
    /// No change.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// A fraction of two whole numbers, both above zero.
    pub(crate) fn new(numerator: u64, denominator: u64) -> Self {
        let common = gcd(numerator.into(), denominator.into());
        Self {
            numerator: u128::from(numerator) / common,
            denominator: u128::from(denominator) / common,
        }
    }

    /// The number above the line.
    pub fn numerator(self) -> u128 {
        self.numerator
    }

    /// The number below the line.
    pub fn denominator(self) -> u128 {
        self.denominator
    }

    /// One over it.
    pub fn inverse(self) -> Self {
        Self { numerator: self.denominator, denominator: self.numerator }
    }

    /// Both, one after the other.
    pub(crate) fn times(self, other: Self) -> Self {
        let across = gcd(self.numerator, other.denominator);
        let back = gcd(other.numerator, self.denominator);
        let product = |a: u128, b: u128| {
            a.checked_mul(b).expect("four bases of the trade stay within 127 bits")
        };
        Self {
            numerator: product(self.numerator / across, other.numerator / back),
            denominator: product(self.denominator / back, other.denominator / across),
        }
    }

    /// The first undone by the second.
    pub(crate) fn over(self, other: Self) -> Self {
        self.times(other.inverse())
    }

    /// The nearest `f64`.
    pub fn as_f64(self) -> f64 {
        self.apply(1.0)
    }

    /// `value` times the factor, rounded once to the nearest `f64`, ties to even.
    ///
    /// Infinities and NaN come back as they are.
    pub fn apply(self, value: f64) -> f64 {
        if !value.is_finite() || value == 0.0 {
            return value;
        }
        let (mantissa, exponent) = parts(value);
        let (quotient, inexact, places) = self.quotient(mantissa);
        nearest(quotient, inexact, exponent + places).copysign(value)
    }
}

impl Factor {
    /// The first sixty binary digits of `mantissa` times the factor, whether any
    /// follow, and the power of two they stand for: long division, bit by bit.
    fn quotient(self, mantissa: u64) -> (u64, bool, i32) {
        let mask = u128::from(u64::MAX);
        let low = u128::from(mantissa) * (self.numerator & mask);
        let high = u128::from(mantissa) * (self.numerator >> 64) + (low >> 64);
        let (mut rest, mut quotient, mut place) = (0_u128, 0_u64, 192);
        while quotient < 1 << 59 {
            place -= 1;
            let bit = match place {
                64.. => high >> (place - 64) & 1,
                0..64 => low >> place & 1,
                _ => 0,
            };
            rest = rest << 1 | bit;
            quotient <<= 1;
            if rest >= self.denominator {
                rest -= self.denominator;
                quotient |= 1;
            }
        }
        let unread = match place {
            64.. => high & ((1 << (place - 64)) - 1) | low & mask,
            0..64 => low & ((1 << place) - 1),
            _ => 0,
        };
        (quotient, rest != 0 || unread != 0, place)
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A finite value's size as a whole number times a power of two.
fn parts(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52) & 0x7ff {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased as i32 - 1075),
    }
}

/// The `f64` nearest to `quotient · 2^exponent`, or to a little more when
/// `inexact`. The quotient has sixty bits.
fn nearest(quotient: u64, inexact: bool, exponent: i32) -> f64 {
    // How many bits go: down to 53, or to the last place of a subnormal.
    let drop = (-1074 - exponent).max(7);
    if drop > 61 {
        return 0.0;
    }
    let (kept, below) = (quotient >> drop, quotient & ((1 << drop) - 1));
    let half = 1 << (drop - 1);
    let up = below > half || below == half && (inexact || kept & 1 == 1);
    // At most 2^53, which an `f64` holds exactly. In two steps the power of two
    // stays within range, and the product is exact.
    let mantissa = (kept + u64::from(up)) as f64;
    let scale = exponent + drop;
    let first = scale.clamp(-1000, 1000);
    mantissa * power_of_two(first) * power_of_two((scale - first).clamp(-1000, 1000))
}

fn power_of_two(exponent: i32) -> f64 {
    f64::from_bits(u64::from((exponent + 1023) as u32) << 52)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse_unit;
    use crate::unit::SYMBOLS;

    fn unit(symbol: &str) -> Unit {
        parse_unit(symbol).unwrap()
    }

    /// From, to and the exact factor: NIST SP 811, appendix B.8 (factors in bold
    /// there are exact), and products of these.
    const EXACT: &[(&str, &str, u64, u64)] = &[
        ("ozt", "g", 311_034_768, 10_000_000), // 3.110 347 68 E-02 kg
        ("lb", "kg", 45_359_237, 100_000_000), // 4.535 923 7 E-01
        ("short ton", "kg", 90_718_474, 100_000), // 2000 lb
        ("long ton", "kg", 10_160_469_088, 10_000_000), // 2240 lb
        ("short ton", "lb", 2_000, 1),
        ("long ton", "lb", 2_240, 1),
        ("t", "kg", 1_000, 1),
        ("kg", "ct", 5_000, 1),
        ("ft", "m", 3_048, 10_000),
        ("mi", "m", 1_609_344, 1_000),
        ("mi2", "km2", 2_589_988_110_336, 1_000_000_000_000),
        ("mi2", "acre", 640, 1),
        ("acre", "ha", 40_468_564_224, 100_000_000_000),
        ("bbl", "l", 158_987_294_928, 1_000_000_000),
        ("day", "h", 24, 1),
        ("year", "month", 12, 1),
        ("%", "ppm", 10_000, 1),
        ("g/t", "ppm", 1, 1),
        ("g/t", "%", 1, 10_000),
        ("ppm", "ppb", 1_000, 1),
        ("kg/t", "%", 1, 10),
        // 31.1034768 g in 0.90718474 t: 34.2857… g/t, which is 240/7 exactly.
        ("ozt/short ton", "g/t", 240, 7),
        ("USD/lb", "USD/t", 100_000_000_000, 45_359_237),
        ("USD/ozt", "USD/g", 10_000_000, 311_034_768),
        ("t/month", "t/a", 12, 1),
        ("bbl/d", "bbl/h", 1, 24),
    ];

    #[test]
    fn factors_are_the_exact_fractions_of_the_standard() {
        for &(from, to, numerator, denominator) in EXACT {
            let expected = Factor::new(numerator, denominator);
            assert_eq!(factor(unit(from), unit(to)).unwrap(), expected, "{from} to {to}");
            assert_eq!(factor(unit(to), unit(from)).unwrap(), expected.inverse(), "{to} to {from}");
        }
    }

    #[test]
    fn a_troy_ounce_is_heavier_than_a_sixteenth_of_a_pound() {
        let troy = convert(16.0, unit("ozt"), unit("lb")).unwrap();
        // 480 grains against 437.5: 9.7 % more.
        assert_eq!(troy, 480.0 / 437.5);
    }

    #[test]
    fn printed_headlines_imply_the_printed_prices() {
        // $9,200 a tonne is $4.173 a pound (worked check K02 of the seed article).
        let pound = convert(9_200.0, unit("USD/t"), unit("USD/lb")).unwrap();
        assert_eq!(format!("{pound:.3}"), "4.173");
    }

    #[test]
    fn a_bare_ton_never_converts_silently() {
        for other in ["t", "short ton", "long ton", "kg", "lb", "ozt"] {
            for (from, to) in [("ton", other), (other, "ton")] {
                let error = factor(unit(from), unit(to)).unwrap_err();
                assert_eq!(error, ConvertError::BareTon { from: unit(from), to: unit(to) });
            }
        }
        for (from, to) in [("ozt/ton", "g/t"), ("ozt/ton", "%"), ("$/ton", "$/t"), ("ton/a", "t/a")]
        {
            let error = factor(unit(from), unit(to)).unwrap_err();
            assert!(matches!(error, ConvertError::BareTon { .. }), "{from} to {to}: {error}");
        }
    }

    #[test]
    fn a_ton_on_both_sides_cancels() {
        assert_eq!(factor(unit("ton"), unit("ton")).unwrap(), Factor::ONE);
        assert_eq!(factor(unit("ton/month"), unit("ton/a")).unwrap(), Factor::new(12, 1));
    }

    #[test]
    fn currencies_and_calendars_and_kinds_do_not_mix() {
        let refused = |from, to| factor(unit(from), unit(to)).unwrap_err();
        assert!(matches!(refused("$", "USD"), ConvertError::TwoCurrencies { .. }));
        assert!(matches!(refused("AUD/t", "USD/t"), ConvertError::TwoCurrencies { .. }));
        assert!(matches!(refused("month", "day"), ConvertError::Calendar { .. }));
        assert!(matches!(refused("t/d", "t/a"), ConvertError::Calendar { .. }));
        for (from, to) in [("t", "km"), ("t", "t/a"), ("t", "%"), ("USD", "t"), ("count", "%")] {
            let error = refused(from, to);
            assert!(matches!(error, ConvertError::DifferentDimensions { .. }), "{from} to {to}");
        }
    }

    #[test]
    fn fractions_past_64_bits_stay_exact() {
        // A barrel is 158.987294928 l; the square of that has 21 digits.
        let factor = factor(unit("bbl/l"), unit("l/bbl")).unwrap();
        assert_eq!(factor.numerator(), (158_987_294_928_u128 / 16).pow(2));
        assert_eq!(factor.as_f64(), 25_276.959_948_522_854);
        assert_eq!(factor.inverse().apply(factor.as_f64()), 1.0);
    }

    #[test]
    fn values_round_once_to_the_nearest() {
        assert_eq!(convert(0.1, unit("%"), unit("ppm")).unwrap(), 1_000.0);
        assert_eq!(convert(-1.0, unit("ozt"), unit("g")).unwrap(), -31.1034768);
        assert_eq!(convert(0.0, unit("ozt"), unit("g")).unwrap(), 0.0);
        assert_eq!(Factor::new(1, 3).apply(f64::MIN_POSITIVE * 3.0), f64::MIN_POSITIVE);
        assert_eq!(Factor::new(1, 2).apply(5e-324), 0.0);
        assert_eq!(Factor::new(3, 4).apply(5e-324), 5e-324);
        assert_eq!(Factor::new(2, 1).apply(f64::MAX), f64::INFINITY);
        assert!(Factor::new(2, 1).apply(f64::NAN).is_nan());
    }

    fn any_base() -> impl Strategy<Value = Base> {
        prop::sample::select(SYMBOLS).prop_map(|(base, _)| base)
    }

    fn any_unit() -> impl Strategy<Value = Unit> {
        (any_base(), prop::option::of(any_base())).prop_map(|(of, per)| Unit { of, per })
    }

    proptest! {
        #[test]
        fn there_and_back_is_no_change(a in any_unit(), b in any_unit()) {
            if let Ok(there) = factor(a, b) {
                prop_assert_eq!(there.times(factor(b, a).unwrap()), Factor::ONE);
            } else {
                prop_assert!(factor(b, a).is_err());
            }
        }

        #[test]
        fn the_way_between_does_not_matter(a in any_base(), b in any_base(), c in any_base()) {
            let (a, b, c) = (Unit::of(a), Unit::of(b), Unit::of(c));
            if let (Ok(ab), Ok(bc)) = (factor(a, b), factor(b, c)) {
                prop_assert_eq!(ab.times(bc), factor(a, c).unwrap());
            }
        }

        /// Small whole numbers and fractions: the product and the quotient by hand
        /// are exact enough that IEEE division gives the nearest value.
        #[test]
        fn applying_agrees_with_one_ieee_operation(v in 1_u32.., n in 1_u64..1 << 21, d in 1_u64..) {
            let d = d >> 11;
            prop_assume!(d > 0);
            let expected = (f64::from(v) * n as f64) / d as f64;
            prop_assert_eq!(Factor::new(n, d).apply(f64::from(v)), expected);
        }

        #[test]
        fn a_factor_and_its_inverse_return_the_value(v in prop::num::f64::NORMAL, n in 1_u64..1 << 40, d in 1_u64..1 << 40) {
            prop_assume!(v.abs() > 1e-290 && v.abs() < 1e290);
            let factor = Factor::new(n, d);
            let back = factor.inverse().apply(factor.apply(v));
            prop_assert!(((back - v) / v).abs() <= 2.0 * f64::EPSILON, "{v} came back as {back}");
        }
    }
}

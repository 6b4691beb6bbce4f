//! A quantity over time: one value throughout, one a period, or one a calendar year.
//!
//! A year that a table does not name is refused rather than filled in; only the
//! years after the last may be covered, by a stated `then`.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use miette::Diagnostic;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IntoDeserializer};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::quantity::Scale;
use crate::timeline::Timeline;

/// A quantity over the periods of a project.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Series<T> {
    /// The same throughout.
    Flat(T),
    /// One for each period, in order.
    ByPeriod(Vec<T>),
    /// One for each calendar year; a period takes the year it starts in.
    ByYear(ByYear<T>),
}

/// A value for each of some years, and perhaps one for all years after them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByYear<T> {
    /// The years.
    #[serde(flatten)]
    pub years: BTreeMap<i32, T>,
    /// What holds after the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<T>,
}

/// Figures over time, of money or mass, as a table prints them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    /// What one printed unit stands for.
    #[serde(rename = "in")]
    pub scale: Scale,
    /// The printed figures.
    pub values: Series<f64>,
}

impl Amounts {
    /// The amounts of every period, in single units.
    ///
    /// # Errors
    ///
    /// When the figures do not cover the timeline.
    pub fn resolve(&self, timeline: &Timeline) -> Result<Vec<f64>, SeriesError> {
        let printed = self.values.resolve(timeline)?;
        Ok(printed.into_iter().map(|value| value * self.scale.factor()).collect())
    }
}

/// Why a series does not cover a project's periods.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum SeriesError {
    /// A list by period must have one value for each.
    #[error("{found} values for {expected} periods")]
    #[diagnostic(code("units::series-length"), help("give one value for each period, in order"))]
    Length {
        /// How many periods there are.
        expected: usize,
        /// How many values were given.
        found: usize,
    },
    /// A table by year lacks a year that the project has.
    #[error("no value for {year}")]
    #[diagnostic(
        code("units::series-year"),
        help("add the year, or `then` for every year after the last")
    )]
    MissingYear {
        /// The first year without a value.
        year: i32,
    },
}

impl<T: Copy> Series<T> {
    /// One value for each period.
    ///
    /// # Errors
    ///
    /// When a list has another length than the timeline, or a year is missing.
    pub fn resolve(&self, timeline: &Timeline) -> Result<Vec<T>, SeriesError> {
        let n = timeline.len();
        match self {
            Self::Flat(value) => Ok(vec![*value; n]),
            Self::ByPeriod(values) if values.len() == n => Ok(values.clone()),
            Self::ByPeriod(values) => Err(SeriesError::Length { expected: n, found: values.len() }),
            Self::ByYear(by) => timeline.periods().map(|period| by.at(period.year)).collect(),
        }
    }

    /// Every value it names.
    pub fn values(&self) -> Vec<T> {
        match self {
            Self::Flat(value) => vec![*value],
            Self::ByPeriod(values) => values.clone(),
            Self::ByYear(by) => by.years.values().copied().chain(by.then).collect(),
        }
    }
}

impl<T: Copy> ByYear<T> {
    fn at(&self, year: i32) -> Result<T, SeriesError> {
        let after = self.years.last_key_value().is_none_or(|(last, _)| *last < year);
        let value = self.years.get(&year).copied();
        value.or(self.then.filter(|_| after)).ok_or(SeriesError::MissingYear { year })
    }
}

impl<T> From<T> for Series<T> {
    fn from(value: T) -> Self {
        Self::Flat(value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Series<T> {
    fn deserialize<D: de::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(SeriesVisitor(PhantomData))
    }
}

/// Written out, because an untagged enum answers every mistake with the same words.
struct SeriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> de::Visitor<'de> for SeriesVisitor<T> {
    type Value = Series<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one value, a list with one for each period, or a table by year")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        T::deserialize((value as f64).into_deserializer()).map(Series::Flat)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        T::deserialize((value as f64).into_deserializer()).map(Series::Flat)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Series::Flat)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Series::Flat)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Series::ByPeriod)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut named: BTreeMap<String, T> =
            BTreeMap::deserialize(MapAccessDeserializer::new(map))?;
        let then = named.remove("then");
        let years = named.into_iter().map(|(key, value)| match key.parse() {
            Ok(year) => Ok((year, value)),
            Err(_) => Err(de::Error::custom(format!("{key:?} is no year, and not `then`"))),
        });
        Ok(Series::ByYear(ByYear { years: years.collect::<Result<_, _>>()?, then }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::{First, Run, Step};

    fn three_years() -> Timeline {
        Timeline {
            first: First::Month { year: 2025, month: 1 },
            runs: vec![Run { step: Step::Year, count: 3 }],
        }
    }

    #[test]
    fn a_missing_year_is_refused_and_then_covers_only_what_follows() {
        let by = |years: &[(i32, f64)], then| {
            Series::ByYear(ByYear { years: years.iter().copied().collect(), then })
                .resolve(&three_years())
        };
        assert_eq!(by(&[(2025, 1.0), (2026, 2.0)], Some(3.0)), Ok(vec![1.0, 2.0, 3.0]));
        assert_eq!(
            by(&[(2025, 1.0), (2026, 2.0)], None),
            Err(SeriesError::MissingYear { year: 2027 })
        );
        assert_eq!(
            by(&[(2025, 1.0), (2027, 2.0)], Some(3.0)),
            Err(SeriesError::MissingYear { year: 2026 })
        );
        assert_eq!(
            Series::ByPeriod(vec![1.0]).resolve(&three_years()),
            Err(SeriesError::Length { expected: 3, found: 1 })
        );
    }
}

//! A figure as an office of statistics prints it, which is not always a number.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::sheet::finite;

/// A printed figure. Only what is a number becomes one; the reason stays with the rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reported {
    /// A plain figure.
    Exactly(f64),
    /// `>`: more than.
    MoreThan(f64),
    /// `<`: less than.
    LessThan(f64),
    /// `330 - 390`.
    Between(f64, f64),
    /// `-`: zero.
    Nil,
    /// `s`: less than half of the last digit printed.
    Slight,
    /// `W`: known to the office and withheld to protect a company.
    Withheld,
    /// `NA`: not available to the office.
    NotAvailable,
    /// `XX`: not applicable.
    NotApplicable,
    /// `E`: a net exporter, in a column of import reliance.
    NetExporter,
    /// `Large`, `Moderate`, `Small`: a size without a number.
    Sized(Size),
    /// Left blank: withheld, nil or not available, and the source does not say which.
    Blank,
}

/// A size that a source gives in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Large.
    Large,
    /// Moderate to large.
    ModerateToLarge,
    /// Moderate.
    Moderate,
    /// Small.
    Small,
    /// Very small.
    VerySmall,
}

/// Every word that stands for a figure.
const WORDS: [(Reported, &str); 12] = [
    (Reported::Nil, "-"),
    (Reported::Slight, "s"),
    (Reported::Withheld, "W"),
    (Reported::NotAvailable, "NA"),
    (Reported::NotApplicable, "XX"),
    (Reported::NetExporter, "E"),
    (Reported::Sized(Size::Large), "Large"),
    (Reported::Sized(Size::ModerateToLarge), "Moderate to large"),
    (Reported::Sized(Size::Moderate), "Moderate"),
    (Reported::Sized(Size::Small), "Small"),
    (Reported::Sized(Size::VerySmall), "Very small"),
    (Reported::Blank, ""),
];

impl Reported {
    /// Reads a figure as printed; `None` for anything that is none.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| finite(text.trim()).filter(|number| *number >= 0.0);
        if let Some((value, _)) = WORDS.iter().find(|(_, word)| *word == text) {
            return Some(*value);
        }
        if let Some(above) = text.strip_prefix('>') {
            return number(above).map(Self::MoreThan);
        }
        if let Some(below) = text.strip_prefix('<') {
            return number(below).map(Self::LessThan);
        }
        if let Some((low, high)) = text.split_once(" - ") {
            let (low, high) = (number(low)?, number(high)?);
            return (low <= high).then_some(Self::Between(low, high));
        }
        number(text).map(Self::Exactly)
    }

    /// The figure where it is one: a plain one, or zero.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Exactly(value) => Some(value),
            Self::Nil => Some(0.0),
            _ => None,
        }
    }

    /// The least and the most it may be, as far as it says.
    pub fn bounds(self) -> (Option<f64>, Option<f64>) {
        match self {
            Self::Exactly(value) => (Some(value), Some(value)),
            Self::MoreThan(low) => (Some(low), None),
            Self::LessThan(high) => (Some(0.0), Some(high)),
            Self::Between(low, high) => (Some(low), Some(high)),
            Self::Nil => (Some(0.0), Some(0.0)),
            _ => (None, None),
        }
    }

    /// The same figure counted in another unit.
    pub fn scaled(self, numerator: f64, denominator: f64) -> Self {
        let to = |value: f64| value * numerator / denominator;
        match self {
            Self::Exactly(value) => Self::Exactly(to(value)),
            Self::MoreThan(value) => Self::MoreThan(to(value)),
            Self::LessThan(value) => Self::LessThan(to(value)),
            Self::Between(low, high) => Self::Between(to(low), to(high)),
            other => other,
        }
    }
}

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(value) => write!(f, "{value}"),
            Self::MoreThan(value) => write!(f, ">{value}"),
            Self::LessThan(value) => write!(f, "<{value}"),
            Self::Between(low, high) => write!(f, "{low} - {high}"),
            other => {
                let word = WORDS.iter().find(|(known, _)| known == other);
                f.write_str(word.map_or("", |(_, word)| word))
            }
        }
    }
}

impl Serialize for Reported {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exactly(value) => to.serialize_f64(*value),
            other => to.collect_str(other),
        }
    }
}

/// The unit that a table counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Tonnes.
    Tonne,
    /// Thousand tonnes.
    Kilotonne,
    /// Million tonnes.
    Megatonne,
    /// Kilograms.
    Kilogram,
    /// Million carats of 0.2 g.
    MillionCarat,
    /// Thousand carats of 0.2 g.
    ThousandCarat,
    /// Million cubic metres.
    MillionCubicMetre,
    /// Million litres.
    MillionLitre,
}

/// Every measure with its symbol in the tables.
pub(crate) const MEASURES: [(Measure, &str); 8] = [
    (Measure::Tonne, "t"),
    (Measure::Kilotonne, "kt"),
    (Measure::Megatonne, "Mt"),
    (Measure::Kilogram, "kg"),
    (Measure::MillionCarat, "Mct"),
    (Measure::ThousandCarat, "kct"),
    (Measure::MillionCubicMetre, "Mm3"),
    (Measure::MillionLitre, "Ml"),
];

impl Measure {
    /// The symbol.
    pub fn symbol(self) -> &'static str {
        MEASURES.iter().find(|(known, _)| *known == self).map_or("", |(_, symbol)| symbol)
    }

    /// A printed figure in tonnes; `None` for what is counted by volume.
    ///
    /// One multiplication and one division by whole numbers, so that a figure loses
    /// nothing on the way.
    pub fn tonnes(self, printed: Reported) -> Option<Reported> {
        let (numerator, denominator) = match self {
            Self::Tonne => (1.0, 1.0),
            Self::Kilotonne => (1e3, 1.0),
            Self::Megatonne => (1e6, 1.0),
            Self::Kilogram => (1.0, 1e3),
            Self::MillionCarat => (1.0, 5.0),
            Self::ThousandCarat => (1.0, 5e3),
            Self::MillionCubicMetre | Self::MillionLitre => return None,
        };
        Some(printed.scaled(numerator, denominator))
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.symbol())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_prints_as_it_was_read() {
        for text in ["530", ">2000000", "<200000", "330 - 390", "-", "s", "W", "NA", "XX", "E"] {
            assert_eq!(
                Reported::parse(text).map(|figure| figure.to_string()).as_deref(),
                Some(text)
            );
        }
        for (word, size) in [("Large", Size::Large), ("Very small", Size::VerySmall)] {
            assert_eq!(Reported::parse(word), Some(Reported::Sized(size)));
        }
        for none in ["about 5", "-3", "NaN", "inf", "9 - 5", "> x"] {
            assert_eq!(Reported::parse(none), None, "{none}");
        }
    }

    /// A metric carat is 200 mg: a million of them weigh 200 kg.
    #[test]
    fn measures_become_tonnes_exactly() {
        let of = |measure: Measure, value| {
            measure.tonnes(Reported::Exactly(value)).and_then(Reported::value)
        };
        assert_eq!(of(Measure::MillionCarat, 1.0), Some(0.2));
        assert_eq!(of(Measure::Kilotonne, 530.0), Some(530_000.0));
        assert_eq!(of(Measure::Kilogram, 120_000.0), Some(120.0));
        assert_eq!(of(Measure::MillionLitre, 1.0), None);
        assert_eq!(Measure::Kilotonne.tonnes(Reported::Withheld), Some(Reported::Withheld));
    }
}

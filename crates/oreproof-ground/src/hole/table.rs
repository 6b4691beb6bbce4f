//! Drill tables as they were read: cells with their rows, before anything is decided.
//!
//! Every cell keeps what was written, so that a problem can name its file, row and column, and a
//! mark such as `<0.005` is no number until the estimator says what it stands for.

use std::sync::Arc;

use super::control::ControlTable;

/// What stands in a cell that should hold a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Missing,
    /// A number, finite.
    Number(f64),
    /// A mark such as `<0.005`: below the detection limit.
    Below(f64),
    /// A mark such as `>100`: above what the method can measure.
    Above(f64),
    /// Anything else.
    Text(Box<str>),
}

impl Cell {
    /// Reads a cell: blanks and the usual words for nothing are [`Cell::Missing`].
    ///
    /// A decimal comma is no number here; how a file writes its decimals is for its reader.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        match text.parse() {
            Ok(number) if f64::is_finite(number) => return Self::Number(number),
            _ if text.is_empty() => return Self::Missing,
            _ => {}
        }
        let mark = |sign| text.strip_prefix(sign).and_then(|rest| rest.trim().parse().ok());
        if let Some(limit) = mark('<').filter(|limit: &f64| limit.is_finite()) {
            return Self::Below(limit);
        }
        if let Some(limit) = mark('>').filter(|limit: &f64| limit.is_finite()) {
            return Self::Above(limit);
        }
        if BLANKS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return Self::Missing;
        }
        Self::Text(text.into())
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<f64> {
        match *self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Words that stand for nothing at all.
const BLANKS: [&str; 7] = ["na", "n/a", "nan", "null", "none", "-", "#n/a"];

/// A column of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// The name at its head, as the file writes it.
    pub column: Arc<str>,
    /// One per row.
    pub cells: Vec<Cell>,
}

/// A column of words, such as names of holes or codes of rock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The name at its head, as the file writes it.
    pub column: Arc<str>,
    /// One per row, without blanks around; empty where nothing stands.
    pub cells: Vec<Arc<str>>,
}

/// Where holes start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CollarTable {
    /// The file it comes from.
    pub file: Arc<str>,
    /// The line of each row in the file.
    pub rows: Vec<u32>,
    /// The name of the hole.
    pub hole: Words,
    /// East.
    pub x: Numbers,
    /// North.
    pub y: Numbers,
    /// Up.
    pub z: Numbers,
    /// How long the hole is, where the table says.
    pub length: Option<Numbers>,
    /// The planned direction at the collar, where the table says.
    pub azimuth: Option<Numbers>,
    /// The planned dip at the collar, where the table says.
    pub dip: Option<Numbers>,
}

/// Which way holes were measured to run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurveyTable {
    /// The file it comes from.
    pub file: Arc<str>,
    /// The line of each row in the file.
    pub rows: Vec<u32>,
    /// The name of the hole.
    pub hole: Words,
    /// Length along the hole from the collar.
    pub depth: Numbers,
    /// Clockwise from north, in degrees.
    pub azimuth: Numbers,
    /// In degrees; which sign is downwards is a choice.
    pub dip: Numbers,
}

/// What was measured or seen over intervals of holes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IntervalTable {
    /// The file it comes from.
    pub file: Arc<str>,
    /// The line of each row in the file.
    pub rows: Vec<u32>,
    /// The name of the hole.
    pub hole: Words,
    /// Length along the hole to the start of the interval.
    pub from: Numbers,
    /// Length along the hole to its end.
    pub to: Numbers,
    /// What was measured.
    pub assays: Vec<Assay>,
    /// What was logged: lithology, domain.
    pub codes: Vec<Words>,
}

/// A measured column and what it measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assay {
    /// Its cells.
    pub numbers: Numbers,
    /// What the head of the column says of its unit.
    pub unit: Unit,
}

/// The unit of a measured column, as far as the head of the column tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// The head does not say.
    #[default]
    Unstated,
    /// Per cent.
    Percent,
    /// Grams per tonne, the same as parts per million.
    GramsPerTonne,
    /// Parts per billion.
    PartsPerBillion,
    /// Tonnes per cubic metre.
    Density,
}

/// The tables of a drill campaign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrillTables {
    /// Where holes start.
    pub collars: CollarTable,
    /// Which way they run; without a table of surveys the collars may tell.
    pub surveys: Option<SurveyTable>,
    /// What was measured and logged, one table each.
    pub intervals: Vec<IntervalTable>,
    /// Standards, blanks and duplicates.
    pub controls: Vec<ControlTable>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_what_they_say() {
        let cases = [
            ("1.5", Cell::Number(1.5)),
            (" -60 ", Cell::Number(-60.0)),
            ("1e-3", Cell::Number(0.001)),
            ("", Cell::Missing),
            ("  ", Cell::Missing),
            ("NaN", Cell::Missing),
            ("n/a", Cell::Missing),
            ("<0.005", Cell::Below(0.005)),
            ("< 5", Cell::Below(5.0)),
            (">100", Cell::Above(100.0)),
            ("inf", Cell::Text("inf".into())),
            ("<abc", Cell::Text("<abc".into())),
            ("1,5", Cell::Text("1,5".into())),
            ("BDL", Cell::Text("BDL".into())),
        ];
        for (text, expected) in cases {
            assert_eq!(Cell::read(text), expected, "{text:?}");
        }
    }
}

//! Why a table cannot be read, and what a question lacks to be answered.

use jiff::civil::Date;
use miette::Diagnostic;
use thiserror::Error;

/// Something in a table that its author should mend.
///
/// `line` and `column` count from 1, the column in characters.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A file has a name that no table has, and would be passed over in silence.
    #[error("{file}: no table has that name{}", meant(.nearest))]
    #[diagnostic(code("reference::unknown-file"), help("tables: {known}"))]
    UnknownFile {
        /// The file.
        file: String,
        /// The table most like it.
        nearest: Option<String>,
        /// The names that are known.
        known: String,
    },
    /// A table was given twice; which of the two should count?
    #[error("{file}: given twice")]
    #[diagnostic(code("reference::twice"), help("keep one of the two"))]
    Twice {
        /// The file.
        file: String,
    },
    /// A column has a name that the table does not know; its contents would be lost.
    #[error("{file}, line {line}, column {column}: no column `{found}`{}", meant(.nearest))]
    #[diagnostic(code("reference::unknown-column"), help("columns of this table: {known}"))]
    UnknownColumn {
        /// The file.
        file: String,
        /// The line of the header.
        line: usize,
        /// Where the name stands.
        column: usize,
        /// The name.
        found: String,
        /// The known column most like it.
        nearest: Option<String>,
        /// The names that are known.
        known: String,
    },
    /// A column that every row needs is not there, or stands there twice.
    #[error("{file}, line {line}: expected one column `{missing}`, found {found}")]
    #[diagnostic(
        code("reference::missing-column"),
        help("start from the table that comes with the program: `oreproof reference`")
    )]
    MissingColumn {
        /// The file.
        file: String,
        /// The line of the header.
        line: usize,
        /// Its name.
        missing: &'static str,
        /// How many there are.
        found: usize,
    },
    /// A row has more or fewer fields than the header names.
    #[error("{file}, line {line}, column {column}: expected {expected} fields, found {found}")]
    #[diagnostic(
        code("reference::fields"),
        help("a field that holds a comma stands between double quotes")
    )]
    Fields {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// Where the first field too many begins, or the row ends.
        column: usize,
        /// How many the header names.
        expected: usize,
        /// How many the row has.
        found: usize,
    },
    /// A field does not hold what its name says.
    #[error(
        "{file}, line {line}, column {column}: expected {expected} in `{field}`, found {found:?}"
    )]
    #[diagnostic(
        code("reference::value"),
        help("dates are written 2025-09-25, units USD/t, numbers with a point")
    )]
    Value {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// Where the field begins.
        column: usize,
        /// The name of the field.
        field: &'static str,
        /// What it should hold.
        expected: &'static str,
        /// What it holds.
        found: String,
    },
    /// The first of two dates, or the lower of two numbers, is the greater one.
    #[error("{file}, line {line}, column {column}: `{first}` lies behind `{second}`")]
    #[diagnostic(
        code("reference::order"),
        help("the earlier date and the lower number come first")
    )]
    Order {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// Where the first begins.
        column: usize,
        /// The field that should hold the smaller value.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// Two rows have one id, so that a report could not say which of them it used.
    #[error("{file}, line {line}: `{id}` stands in line {before} already")]
    #[diagnostic(code("reference::duplicate"), help("remove one of the two rows"))]
    Duplicate {
        /// The file.
        file: String,
        /// The line of the second row.
        line: usize,
        /// The id of both.
        id: String,
        /// The line of the first.
        before: usize,
    },
    /// One name would stand for two commodities or two countries.
    #[error("{file}, line {line}: `{name}` means {other} already")]
    #[diagnostic(code("reference::ambiguous-name"), help("a name stands for one thing only"))]
    Ambiguous {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The name.
        name: String,
        /// What it means already.
        other: String,
    },
}

fn meant(nearest: &Option<String>) -> String {
    nearest.as_ref().map_or(String::new(), |name| format!(", did you mean `{name}`?"))
}

/// Why the tables do not answer a question, and what would let them.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum NotKnown {
    /// No table knows a commodity by that name.
    #[error("no commodity is called `{name}`{}", meant(.nearest))]
    #[diagnostic(code("reference::no-commodity"), help("`oreproof reference commodities`"))]
    Commodity {
        /// The name asked for.
        name: String,
        /// The name most like it.
        nearest: Option<String>,
    },
    /// No table knows a country by that name.
    #[error("no country is called `{name}`{}", meant(.nearest))]
    #[diagnostic(code("reference::no-country"), help("`oreproof reference countries`"))]
    Country {
        /// The name asked for.
        name: String,
        /// The name most like it.
        nearest: Option<String>,
    },
    /// A commodity is sold in several forms at several prices; the question must name one.
    #[error("{commodity} is priced in several forms: {}", forms.join(", "))]
    #[diagnostic(code("reference::several-forms"), help("ask for the price of one form"))]
    SeveralForms {
        /// The commodity.
        commodity: String,
        /// The forms with a price on that day.
        forms: Vec<String>,
    },
    /// The tables have no row for it.
    #[error("not known: {needs}")]
    #[diagnostic(
        code("reference::not-known"),
        help("give a table that has it, or state the figure with its source in the case")
    )]
    Row {
        /// What is missing, as a noun phrase: `a price of copper on 2031-01-01`.
        needs: String,
        /// The last day that the table does cover, where it has any.
        covered: Option<(Date, Date)>,
    },
}

impl NotKnown {
    /// What a report says is needed.
    pub fn needs(&self) -> String {
        match self {
            Self::Commodity { name, .. } => format!("a commodity called {name}"),
            Self::Country { name, .. } => format!("a country called {name}"),
            Self::SeveralForms { commodity, .. } => {
                format!("the form in which {commodity} is sold")
            }
            Self::Row { needs, .. } => needs.clone(),
        }
    }

    pub(crate) fn row(needs: String) -> Self {
        Self::Row { needs, covered: None }
    }
}

/// The name most like a word, where one is like it at all; the first of equals.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    /// Below this likeness a suggestion helps nobody.
    const ALIKE: f64 = 0.8;
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(word, candidate);
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

//! Why a file of drill tables, or part of it, cannot be read.

use miette::Diagnostic;
use serde::Serialize;
use thiserror::Error;

/// Something in the files or their mapping that must be settled.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Serialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TableProblem {
    /// The bytes are no text.
    #[error("{file} cannot be read as text: {why}")]
    #[diagnostic(code("table::not-text"), help("save the table as comma-separated text in UTF-8"))]
    NotText {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A Parquet file or a workbook that cannot be read as one.
    #[error("{file} cannot be read as {format}: {why}")]
    #[diagnostic(
        code("table::not-readable"),
        help("save the table again, or as comma-separated text in UTF-8")
    )]
    NotReadable {
        /// The file.
        file: String,
        /// What it says it is: `Parquet` or `XLSX`.
        format: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The file has no heads of columns.
    #[error("{file} is empty")]
    #[diagnostic(code("table::empty"), help("the first line names the columns"))]
    Empty {
        /// The file.
        file: String,
    },
    /// A row has more or fewer fields than there are columns.
    #[error(
        "{file}:{row} has {given} fields where there are {expected} columns; what is missing counts as empty"
    )]
    #[diagnostic(
        code("table::ragged-row"),
        help("look for a comma inside a field without quotes, or a decimal comma")
    )]
    RaggedRow {
        /// The file.
        file: String,
        /// The line of the row.
        row: u32,
        /// How many fields it has.
        given: usize,
        /// How many columns there are.
        expected: usize,
    },
    /// A quoted field runs on over the end of its line.
    #[error("{file}:{row} has a quoted field that runs over {lines} lines")]
    #[diagnostic(
        code("table::runs-on"),
        severity(Warning),
        help("a quote that is never closed swallows the rows after it")
    )]
    RunsOn {
        /// The file.
        file: String,
        /// The line where the row starts.
        row: u32,
        /// How many lines the row takes.
        lines: u32,
    },
    /// Two columns have one head.
    #[error("{file} has two columns headed {column:?}; the first is used")]
    #[diagnostic(code("table::same-heads"), help("rename one of them"))]
    SameHeads {
        /// The file.
        file: String,
        /// The head.
        column: String,
    },
    /// No file holds collars.
    #[error("no file has the columns of collars: hole, east, north and elevation")]
    #[diagnostic(code("table::no-collars"), help("name the columns in a mapping"))]
    NoCollars,
    /// Several files could hold the same table.
    #[error("{} could each be the {table}", .files.join(", "))]
    #[diagnostic(code("table::which-file"), help("say in a mapping which it is"))]
    WhichFile {
        /// Which table.
        table: &'static str,
        /// The files.
        files: Vec<String>,
    },
    /// Several columns could have the same role.
    #[error("{file}: {} could each be the {role}", .columns.join(", "))]
    #[diagnostic(code("table::which-column"), help("say in a mapping which it is"))]
    WhichColumn {
        /// The file.
        file: String,
        /// What the column is for.
        role: &'static str,
        /// The heads.
        columns: Vec<String>,
    },
    /// A file looks like no drill table.
    #[error("{file} is left aside: it has no column for {}", .missing.join(", "))]
    #[diagnostic(
        code("table::left-aside"),
        severity(Advice),
        help("if it is a drill table, name its columns in a mapping")
    )]
    LeftAside {
        /// The file.
        file: String,
        /// What it lacks.
        missing: Vec<&'static str>,
    },
    /// The surveys do not tell which sign of dip is downwards.
    #[error("{n_positive} surveys dip above zero and {n_negative} below: which sign is downwards?")]
    #[diagnostic(code("table::dip-sign"), help("say whether a hole straight down dips 90 or -90"))]
    DipSignUnclear {
        /// How many dips are above zero.
        n_positive: usize,
        /// How many are below.
        n_negative: usize,
    },
    /// The mapping names a file that is not there.
    #[error("the mapping names {file}, which is not there")]
    #[diagnostic(code("table::no-such-file"), help("the files are {}", .known.join(", ")))]
    NoSuchFile {
        /// The file.
        file: String,
        /// Which there are.
        known: Vec<String>,
    },
    /// The mapping names a column that is not there.
    #[error("the mapping names the column {column:?}, which {file} does not have")]
    #[diagnostic(code("table::no-such-column"), help("its columns are {}", .known.join(", ")))]
    NoSuchColumn {
        /// The file.
        file: String,
        /// The head.
        column: String,
        /// Which there are.
        known: Vec<String>,
    },
}

impl TableProblem {
    /// The file it is about, and the line where it is about one.
    pub fn place(&self) -> (Option<&str>, Option<u32>) {
        match self {
            Self::RaggedRow { file, row, .. } | Self::RunsOn { file, row, .. } => {
                (Some(file), Some(*row))
            }
            Self::NotText { file, .. }
            | Self::NotReadable { file, .. }
            | Self::Empty { file }
            | Self::SameHeads { file, .. }
            | Self::WhichColumn { file, .. }
            | Self::LeftAside { file, .. }
            | Self::NoSuchFile { file, .. }
            | Self::NoSuchColumn { file, .. } => (Some(file), None),
            Self::NoCollars | Self::WhichFile { .. } | Self::DipSignUnclear { .. } => (None, None),
        }
    }
}

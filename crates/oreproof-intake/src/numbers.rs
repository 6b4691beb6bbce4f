//! A table of numbers, from a comma-separated, Parquet, XLSX or GSLIB file: samples, composites,
//! targets.

use miette::Diagnostic;
use oreproof_ground::hole::Cell;
use thiserror::Error;

use crate::drill::{Sheet, TableProblem};
use crate::geoeas::{self, GeoEas, GeoEasError};

/// Columns of numbers under their heads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberTable {
    /// The heads of the columns.
    pub names: Vec<String>,
    /// Column by column, what each row holds; `None` where nothing stands.
    pub columns: Vec<Vec<Option<f64>>>,
    /// The line of each row in the file.
    pub rows: Vec<u32>,
}

/// Why a table of numbers cannot be read.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum NumbersError {
    /// It is no table.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Table(#[from] TableProblem),
    /// It is a GSLIB file with a fault.
    #[error(transparent)]
    #[diagnostic(transparent)]
    GeoEas(#[from] GeoEasError),
    /// A column that is asked for is not there.
    #[error("there is no column {name:?}")]
    #[diagnostic(code("numbers::no-column"), help("the columns are {}", .known.join(", ")))]
    NoColumn {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A cell of a column that is asked for is no number.
    #[error("{file}:{row} has {found:?} for {name}")]
    #[diagnostic(code("numbers::not-a-number"), help("give a number, or leave the cell empty"))]
    NotANumber {
        /// The file.
        file: String,
        /// The line.
        row: u32,
        /// The column.
        name: String,
        /// What stands there.
        found: String,
    },
}

/// Reads the columns of these names; what is in `missing` stands for nothing.
///
/// A file whose name does not end in .csv and whose second line starts with a whole number is a
/// GSLIB file, in which also what is at or beyond 1e21 either way stands for nothing, as GSLIB programs trim it.
///
/// # Errors
///
/// When it is neither kind of file, a column is not there, or a cell of one is no number.
pub fn read_numbers(
    file: &str,
    bytes: &[u8],
    names: &[&str],
    missing: &[f64],
) -> Result<NumberTable, NumbersError> {
    let text = String::from_utf8_lossy(bytes);
    if is_gslib(file, &text) {
        let all = geoeas::read(&text, |value| 1e21 <= value.abs() || missing.contains(&value))?;
        let GeoEas { names: known, columns, rows, .. } = all;
        let places = places(names, &known)?;
        let columns = places.into_iter().map(|at| columns[at].clone()).collect();
        return Ok(NumberTable { names: owned(names), columns, rows });
    }
    // A row of another width is filled with empty fields.
    let sheet = Sheet::read(file, bytes, &mut Vec::new())?;
    let heads: Vec<String> = sheet.heads.iter().map(|head| head.to_string()).collect();
    let mut columns = Vec::with_capacity(names.len());
    for (at, name) in places(names, &heads)?.into_iter().zip(names) {
        let mut column = Vec::with_capacity(sheet.len());
        for (field, &row) in sheet.column(at).zip(&sheet.rows) {
            column.push(match sheet.cell(field) {
                Cell::Number(value) => Some(value).filter(|value| !missing.contains(value)),
                Cell::Missing => None,
                _ => {
                    let (file, name) = (file.to_owned(), (*name).to_owned());
                    let found = field.to_owned();
                    return Err(NumbersError::NotANumber { file, row, name, found });
                }
            });
        }
        columns.push(column);
    }
    Ok(NumberTable { names: owned(names), columns, rows: sheet.rows })
}

/// Reads one column as it is written, such as the names of holes, for the same rows.
///
/// # Errors
///
/// As [`read_numbers`].
pub fn read_words(file: &str, bytes: &[u8], name: &str) -> Result<Vec<String>, NumbersError> {
    let text = String::from_utf8_lossy(bytes);
    if is_gslib(file, &text) {
        let table = read_numbers(file, bytes, &[name], &[])?;
        let word = |value: &Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        return Ok(table.columns[0].iter().map(word).collect());
    }
    let sheet = Sheet::read(file, bytes, &mut Vec::new())?;
    let heads: Vec<String> = sheet.heads.iter().map(|head| head.to_string()).collect();
    let at = places(&[name], &heads)?[0];
    Ok(sheet.column(at).map(str::to_owned).collect())
}

fn is_gslib(file: &str, text: &str) -> bool {
    let count = text.lines().nth(1).and_then(|line| line.split_whitespace().next());
    let is_csv = file.to_ascii_lowercase().ends_with(".csv");
    !is_csv && count.is_some_and(|count| count.parse::<u32>().is_ok())
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The only head that begins with a name, as `V variable, in ppm` begins with `V`.
fn begins(name: &str, known: &[String]) -> Option<usize> {
    let is_so = |head: &String| {
        let rest = head.trim().strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric() && c != '_'))
    };
    let mut found = (0..known.len()).filter(|&at| !name.is_empty() && is_so(&known[at]));
    found.next().filter(|_| found.next().is_none())
}

/// Where columns stand, by their heads as written; else by their heads in any case; else by the
/// first word of one head.
fn places(names: &[&str], known: &[String]) -> Result<Vec<usize>, NumbersError> {
    let place = |name: &&str| {
        let same = known.iter().position(|head| head.trim() == *name);
        let alike = || known.iter().position(|head| head.trim().eq_ignore_ascii_case(name));
        same.or_else(alike).or_else(|| begins(name, known)).ok_or_else(|| NumbersError::NoColumn {
            name: (*name).to_owned(),
            known: known.to_vec(),
        })
    };
    names.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_file_are_read() {
        let csv = read_numbers("a.csv", b"X,v\n1,2\n3,\n4,-9\n", &["x", "v"], &[-9.0]).unwrap();
        assert_eq!(csv.columns[1], [Some(2.0), None, None]);
        let gslib = b"title\n2\nX\nv\n1 2\n3 1.0e21\n";
        let gslib = read_numbers("a.dat", gslib, &["v"], &[]).unwrap();
        assert_eq!((gslib.columns, gslib.rows), (vec![vec![Some(2.0), None]], vec![5, 6]));
    }

    #[test]
    fn what_is_not_there_is_told() {
        let none = read_numbers("a.csv", b"x,v\n1,2\n", &["w"], &[]);
        assert!(matches!(none, Err(NumbersError::NoColumn { .. })));
        let words = read_numbers("a.csv", b"x,v\n1,two\n", &["v"], &[]);
        assert!(matches!(words, Err(NumbersError::NotANumber { row: 2, .. })));
    }
}

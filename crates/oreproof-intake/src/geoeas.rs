//! GSLIB files, the simplified GeoEAS format: a title, the number of variables, their names, and
//! rows of numbers.
//!
//! Columns of the rows are parted by any blanks or commas. What old programs leave behind is tolerated:
//! control characters at the end, words behind the count, Fortran exponents such as `1.0D+00`.
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, section II.1.

use std::fmt::Write as _;

use miette::Diagnostic;
use thiserror::Error;

/// A GSLIB file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeoEas {
    /// The first line.
    pub title: String,
    /// The name of each column, as its line writes it.
    pub names: Vec<String>,
    /// Column by column, what each row holds; `None` where it is a mark of nothing.
    pub columns: Vec<Vec<Option<f64>>>,
    /// The line of each row in the file.
    pub rows: Vec<u32>,
}

/// Why a GSLIB file cannot be read.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum GeoEasError {
    /// The second line does not begin with a count above zero.
    #[error("line 2 is {found:?}, where the number of variables stands")]
    #[diagnostic(
        code("geoeas::no-count"),
        help("line 1 is a title, line 2 the number of variables")
    )]
    NoCount {
        /// What stands there.
        found: String,
    },
    /// The file ends before all variables are named.
    #[error("{given} of {expected} variables are named")]
    #[diagnostic(code("geoeas::no-names"), help("each variable has a line with its name"))]
    NoNames {
        /// How many are.
        given: usize,
        /// How many the second line counts.
        expected: usize,
    },
    /// A row has fewer numbers than there are variables.
    #[error("line {row} has {given} numbers for {expected} variables")]
    #[diagnostic(code("geoeas::short-row"), help("write a mark such as -999 for what is missing"))]
    ShortRow {
        /// The line.
        row: u32,
        /// How many it has.
        given: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A cell is no number.
    #[error("line {row} has {found:?} for {name}")]
    #[diagnostic(code("geoeas::not-a-number"), help("GSLIB files hold numbers only"))]
    NotANumber {
        /// The line.
        row: u32,
        /// The variable.
        name: String,
        /// What stands there.
        found: String,
    },
    /// The columns to write differ in length.
    #[error("the column {name:?} has {given} rows where the first has {expected}")]
    #[diagnostic(code("geoeas::uneven"), help("give one value for each row"))]
    Uneven {
        /// The column.
        name: String,
        /// How many it has.
        given: usize,
        /// How many the first has.
        expected: usize,
    },
}

/// Reads a GSLIB file; numbers for which `is_missing` holds stand for nothing.
///
/// # Errors
///
/// When the head is not one of a GSLIB file, or a row is too short or holds no number.
pub fn read(text: &str, is_missing: impl Fn(f64) -> bool) -> Result<GeoEas, GeoEasError> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().zip(1_u32..);
    let title = lines.next().map_or("", |(line, _)| line.trim()).to_owned();
    let count = lines.next().map_or("", |(line, _)| line);
    let no_count = || GeoEasError::NoCount { found: count.trim().to_owned() };
    let expected: usize =
        count.split_whitespace().next().and_then(|n| n.parse().ok()).ok_or_else(no_count)?;
    // A count beyond the lines there are is no count.
    if expected == 0 {
        return Err(no_count());
    }
    let names: Vec<String> =
        lines.by_ref().take(expected).map(|(line, _)| line.trim().to_owned()).collect();
    if names.len() < expected {
        return Err(GeoEasError::NoNames { given: names.len(), expected });
    }
    let mut columns = vec![Vec::new(); expected];
    let mut rows = Vec::new();
    for (line, row) in lines {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if line.is_empty() {
            continue;
        }
        let mut given = 0;
        // Fortran reads commas as blanks, and some files hold them.
        let fields = line.split(|c: char| c.is_whitespace() || c == ',');
        let fields = fields.filter(|field| !field.is_empty());
        for (column, field) in columns.iter_mut().zip(fields) {
            let Some(value) = number(field) else {
                let (name, found) = (names[given].clone(), field.to_owned());
                return Err(GeoEasError::NotANumber { row, name, found });
            };
            column.push((!is_missing(value)).then_some(value));
            given += 1;
        }
        if given < expected {
            return Err(GeoEasError::ShortRow { row, given, expected });
        }
        rows.push(row);
    }
    Ok(GeoEas { title, names, columns, rows })
}

/// A number as Fortran programs write it.
fn number(field: &str) -> Option<f64> {
    let value: Option<f64> = field.parse().ok().or_else(|| {
        let is_exponent = field.bytes().any(|b| matches!(b, b'd' | b'D'));
        if is_exponent { field.replace(['d', 'D'], "e").parse().ok() } else { None }
    });
    value.filter(|value| value.is_finite())
}

/// Writes a GSLIB file, with every digit; `missing` stands where nothing is known.
///
/// # Errors
///
/// When the columns differ in length.
pub fn write(file: &GeoEas, missing: f64) -> Result<String, GeoEasError> {
    let expected = file.columns.first().map_or(0, Vec::len);
    for (name, column) in file.names.iter().zip(&file.columns) {
        if column.len() != expected {
            let (name, given) = (name.clone(), column.len());
            return Err(GeoEasError::Uneven { name, given, expected });
        }
    }
    // A line break in a name would move every line below it.
    let line = |text: &str| text.replace(['\n', '\r'], " ");
    let mut out = format!("{}\n{}\n", line(&file.title), file.names.len());
    for name in &file.names {
        let _ = writeln!(out, "{}", line(name));
    }
    for row in 0..expected {
        for (nth, column) in file.columns.iter().enumerate() {
            let gap = if nth == 0 { "" } else { " " };
            let _ = write!(out, "{gap}{}", column[row].unwrap_or(missing));
        }
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "Title here\n3  grid 10 10 1\nX  metres\nY\nPrimary\n 1.0  2.0\t3.5D+01\n\n4 5 -999.0\n\u{1a}\n";

    #[test]
    fn what_old_programs_write_is_read() {
        let file = read(FILE, |value| value <= -998.0).unwrap();
        assert_eq!(file.names, ["X  metres", "Y", "Primary"]);
        assert_eq!(file.columns[2], [Some(35.0), None]);
        assert_eq!(file.rows, [6, 8]);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let file = read(FILE, |value| value <= -998.0).unwrap();
        let text = write(&file, -999.0).unwrap();
        let again = read(&text, |value| value <= -998.0).unwrap();
        assert_eq!(
            (&again.title, &again.names, &again.columns),
            (&file.title, &file.names, &file.columns)
        );
    }

    #[test]
    fn what_is_no_gslib_file_is_told() {
        let never = |_| false;
        assert!(matches!(read("", never), Err(GeoEasError::NoCount { .. })));
        assert!(matches!(read("a\nb\n", never), Err(GeoEasError::NoCount { .. })));
        assert!(matches!(read("a\n99999999999\nx\n", never), Err(GeoEasError::NoNames { .. })));
        assert!(matches!(
            read("a\n2\nx\ny\n1\n", never),
            Err(GeoEasError::ShortRow { row: 5, .. })
        ));
        assert!(matches!(read("a\n1\nx\nu\n", never), Err(GeoEasError::NotANumber { row: 4, .. })));
        assert!(matches!(read("a\n1\nx\nnan\n", never), Err(GeoEasError::NotANumber { .. })));
    }
}

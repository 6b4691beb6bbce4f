//! Rows of a CSV file: each becomes a table whose keys are the headers, read by the
//! same declarations as a TOML table.
//!
//! A header may carry a unit in brackets, `value [million USD]`, which is added to
//! every cell below it. An empty cell is a key that is not written.

use std::borrow::Cow;
use std::ops::Range;

use csv_core::ReadFieldResult;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::field::Field;
use crate::problem::Problem;
use crate::reader::Reader;

/// A cell and its bytes in the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub text: String,
    pub bytes: Range<usize>,
}

/// The cells of every row, with the header first.
pub(crate) fn cells(text: &str) -> Vec<Vec<Cell>> {
    let mut core = csv_core::ReaderBuilder::new().build();
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), Vec::new());
    let (mut at, mut start) = (0, 0);
    let mut buffer = [0; 1024];
    loop {
        let (result, read, written) = core.read_field(&text.as_bytes()[at..], &mut buffer);
        field.extend_from_slice(&buffer[..written]);
        at += read;
        match result {
            // No input left means the end, and the reader is told so by an empty slice.
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                row.push(cell(text, start..at, &field));
                field.clear();
                start = at;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::End => return rows,
        }
    }
}

/// A cell without the separators, blanks and line ends around it.
fn cell(text: &str, around: Range<usize>, field: &[u8]) -> Cell {
    let raw = &text[around.clone()];
    let lead = raw.len() - raw.trim_start_matches(['\r', '\n', ' ']).len();
    let body = raw[lead..].trim_end_matches(['\r', '\n']);
    let body = body.strip_suffix(',').unwrap_or(body).trim_end();
    let bytes = around.start + lead..around.start + lead + body.len();
    Cell { text: String::from_utf8_lossy(field).trim().to_owned(), bytes }
}

/// A header without its unit, and the unit.
pub(crate) fn header(text: &str) -> (&str, Option<&str>) {
    match text.strip_suffix(']').and_then(|text| text.split_once('[')) {
        Some((name, unit)) => (name.trim(), Some(unit.trim())),
        None => (text, None),
    }
}

/// A key that a column holds, the unit at its head, and where the head stands.
type Column<'t> = (&'static str, Option<&'t str>, Range<usize>);

/// Reads every row as a table of one type.
pub(crate) fn read<T: Field>(
    reader: &mut Reader<'_>,
    text: &str,
    name: &'static str,
    keys: &'static [&'static str],
) -> Vec<T> {
    let rows = cells(text);
    let Some((head, rows)) = rows.split_first() else {
        let at = reader.place(0..0);
        reader.problem(Problem::NoHeader { known: keys, at });
        return Vec::new();
    };
    let mut known: Vec<Option<Column<'_>>> = Vec::new();
    for cell in head {
        let (key, unit) = header(&cell.text);
        let key = keys.iter().copied().find(|name| *name == key);
        if let Some(key) = key
            && known.iter().flatten().any(|(name, ..)| *name == key)
        {
            let at = reader.place(cell.bytes.clone());
            reader.problem(Problem::ColumnTwice { column: key.to_owned(), at });
        }
        if key.is_none() {
            reader.unknown_column(header(&cell.text).0, cell.bytes.clone(), keys);
        }
        known.push(key.map(|key| (key, unit, cell.bytes.clone())));
    }
    let mut read = Vec::new();
    for row in rows {
        let whole = row.first().map_or(0, |c| c.bytes.start)..row.last().map_or(0, |c| c.bytes.end);
        if row.len() != head.len() {
            let at = reader.place(whole);
            reader.problem(Problem::RaggedRow { expected: head.len(), found: row.len(), at });
            continue;
        }
        let mut table = DeTable::new();
        for (cell, column) in row.iter().zip(&known) {
            let Some((key, unit, at)) = column else { continue };
            if cell.text.is_empty() {
                continue;
            }
            let written = match unit {
                Some(unit) => format!("{} {unit}", cell.text),
                None => cell.text.clone(),
            };
            let key = Spanned::new(at.clone(), Cow::Borrowed(*key));
            let value = DeValue::String(Cow::Owned(written));
            table.insert(key, Spanned::new(cell.bytes.clone(), value));
        }
        read.extend(T::read(reader, name, &Spanned::new(whole, DeValue::Table(table))));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_places() {
        let text = "a,b [t]\r\n1,\"x, \"\"y\"\"\"\n\n, 3 \n";
        let rows = cells(text);
        let shown: Vec<Vec<(&str, &str)>> = rows
            .iter()
            .map(|row| row.iter().map(|c| (c.text.as_str(), &text[c.bytes.clone()])).collect())
            .collect();
        let expected: Vec<Vec<(&str, &str)>> = vec![
            vec![("a", "a"), ("b [t]", "b [t]")],
            vec![("1", "1"), ("x, \"y\"", "\"x, \"\"y\"\"\"")],
            vec![("", ""), ("3", "3")],
        ];
        assert_eq!(shown, expected);
    }
}

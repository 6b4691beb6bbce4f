//! Tables that are no text: Parquet files and the first sheet of XLSX workbooks.
//!
//! Numbers become the shortest text that reads back as the same number, so that a table is the
//! same whichever file it came in.

use std::io::Cursor;

use bytes::Bytes;
use calamine::{Data, Reader as _, Xlsx};
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;

use super::problem::TableProblem;

/// Heads and rows of fields, each row with the number it has in its file.
pub(super) struct Grid {
    pub heads: Vec<String>,
    pub rows: Vec<(u32, Vec<String>)>,
}

/// A table of more fields than this is refused rather than held in memory as text.
const MOST_FIELDS: usize = 200_000_000;

/// Reads a Parquet file; its first row counts as row 2, as if its heads stood in line 1.
pub(super) fn parquet(file: &str, bytes: &[u8]) -> Result<Grid, TableProblem> {
    let wrong = |why: String| {
        let (file, format) = (file.to_owned(), "Parquet");
        TableProblem::NotReadable { file, format, why }
    };
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes));
    let reader = reader.map_err(|error| wrong(error.to_string()))?;
    let schema = reader.metadata().file_metadata().schema();
    let heads: Vec<String> =
        schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    if let Some(nested) = schema.get_fields().iter().find(|field| !field.is_primitive()) {
        return Err(wrong(format!("column {:?} holds more than one value a row", nested.name())));
    }
    let n_rows = usize::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0);
    if n_rows.saturating_mul(heads.len()) > MOST_FIELDS {
        return Err(wrong(format!("{n_rows} rows of {} columns are too many", heads.len())));
    }
    let in_nanos: Vec<bool> = schema.get_fields().iter().map(|field| is_in_nanos(field)).collect();
    let mut rows = Vec::new();
    let found = reader.get_row_iter(None).map_err(|error| wrong(error.to_string()))?;
    for (row, nth) in found.zip(2_u32..) {
        let row = row.map_err(|error| wrong(error.to_string()))?;
        let fields = row.get_column_iter().zip(&in_nanos);
        rows.push((nth, fields.map(|((_, field), nanos)| of_field(field, *nanos)).collect()));
    }
    Ok(Grid { heads, rows })
}

/// Whether a column holds moments in nanoseconds, which the reader of rows takes for numbers.
fn is_in_nanos(column: &Type) -> bool {
    let logical = column.get_basic_info().logical_type_ref();
    matches!(logical, Some(LogicalType::Timestamp(kind)) if matches!(kind.unit, TimeUnit::NANOS))
}

fn of_field(field: &Field, in_nanos: bool) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Double(value) => value.to_string(),
        Field::Float(value) => value.to_string(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Long(value) if in_nanos => moment(&Field::TimestampMicros(value.div_euclid(1000))),
        Field::TimestampMillis(_) | Field::TimestampMicros(_) => moment(field),
        other => other.to_string(),
    }
}

/// A moment as text; a midnight is a day, since tables of days are often written as moments.
fn moment(field: &Field) -> String {
    let text = field.to_string();
    let (day, time) = text.split_once(' ').unwrap_or((&text, ""));
    let is_midnight = time.bytes().all(|b| !(b'1'..=b'9').contains(&b));
    if is_midnight { day.to_owned() } else { text }
}

/// Reads the first sheet of a workbook; its first row that is not empty holds the heads.
pub(super) fn xlsx(file: &str, bytes: &[u8]) -> Result<Grid, TableProblem> {
    let wrong = |why: String| {
        let (file, format) = (file.to_owned(), "XLSX");
        TableProblem::NotReadable { file, format, why }
    };
    let book: Result<Xlsx<_>, _> = Xlsx::new(Cursor::new(bytes));
    let mut book = book.map_err(|error| wrong(error.to_string()))?;
    let Some(range) = book.worksheet_range_at(0) else {
        return Err(TableProblem::Empty { file: file.to_owned() });
    };
    let range = range.map_err(|error| wrong(error.to_string()))?;
    if range.get_size().0.saturating_mul(range.get_size().1) > MOST_FIELDS {
        return Err(wrong("it has too many cells".to_owned()));
    }
    let first = range.start().map_or(0, |(row, _)| row) + 1;
    let mut rows = range
        .rows()
        .zip(first..)
        .map(|(cells, nth)| (nth, cells.iter().map(of_cell).collect::<Vec<String>>()));
    let heads = rows.next().map(|(_, heads)| heads).unwrap_or_default();
    Ok(Grid { heads, rows: rows.collect() })
}

fn of_cell(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(value) => value.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;

    #[test]
    fn a_workbook_is_a_table() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, head) in ["HOLE", "FROM", "CU"].iter().enumerate() {
            sheet.write(0, column as u16, *head).unwrap();
        }
        sheet.write(1, 0, "A1").unwrap();
        sheet.write(1, 1, 0.1).unwrap();
        sheet.write(2, 0, "A2").unwrap();
        sheet.write(2, 2, 3.0).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let mut problems = Vec::new();
        let sheet = Sheet::read("a.xlsx", &bytes, &mut problems).unwrap();
        assert_eq!((sheet.rows.as_slice(), problems.len()), (&[2, 3][..], 0));
        let fields = |column| sheet.column(column).collect::<Vec<_>>();
        assert_eq!(
            (fields(0), fields(1), fields(2)),
            (vec!["A1", "A2"], vec!["0.1", ""], vec!["", "3"])
        );
    }

    #[test]
    fn what_only_begins_like_one_is_refused() {
        for (bytes, format) in [(&b"PAR1 and no more"[..], "Parquet"), (b"PK\x03\x04 x", "XLSX")] {
            let refused = Sheet::read("a", bytes, &mut Vec::new()).unwrap_err();
            assert!(refused.to_string().contains(format), "{refused}");
        }
    }
}

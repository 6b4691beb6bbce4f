//! A table as it stands: heads, fields and the line of each row.

use std::sync::Arc;

use oreproof_ground::hole::Cell;

use super::problem::TableProblem;
use super::workbook::{self, Grid};
use crate::decode::decode;
use crate::limits::Limits;

/// A table of text.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The name of the file.
    pub file: Arc<str>,
    /// The heads of the columns, without blanks around.
    pub heads: Vec<Arc<str>>,
    /// The line of each row, counted from 1; the heads stand in line 1 of most files.
    pub rows: Vec<u32>,
    /// What parts fields.
    pub delimiter: u8,
    /// Whether decimals are written with a comma.
    pub has_decimal_comma: bool,
    /// Every field, one after the other, and where each ends.
    text: String,
    ends: Vec<usize>,
}

impl Sheet {
    /// Reads a file, in UTF-8, UTF-16 or windows-1252, with commas, semicolons or tabs; a Parquet
    /// file, whose rows are counted as if its heads stood in line 1; or the first sheet of an XLSX
    /// workbook.
    ///
    /// Rows with too few fields are filled with empty ones, and told.
    ///
    /// # Errors
    ///
    /// When the bytes are no text and none of these files, or there is no table in them.
    pub fn read(
        file: &str,
        bytes: &[u8],
        problems: &mut Vec<TableProblem>,
    ) -> Result<Self, TableProblem> {
        if bytes.starts_with(b"PAR1") {
            return Self::of_grid(file, &workbook::parquet(file, bytes)?, problems);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::of_grid(file, &workbook::xlsx(file, bytes)?, problems);
        }
        let not_text = |why: String| TableProblem::NotText { file: file.to_owned(), why };
        let text = match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
            Ok(text) => std::borrow::Cow::Borrowed(text),
            Err(_) => {
                let decoded = decode(bytes.to_vec(), None, &Limits::default());
                decoded.map_err(|error| not_text(error.to_string()))?.text.into()
            }
        };
        if text.contains('\0') {
            return Err(not_text("it holds bytes of zero".to_owned()));
        }
        let delimiter = delimiter(&text);
        let mut sheet = Self {
            file: file.into(),
            heads: Vec::new(),
            rows: Vec::new(),
            delimiter,
            has_decimal_comma: false,
            text: String::with_capacity(text.len()),
            ends: Vec::new(),
        };
        sheet.fill(&text, problems)?;
        sheet.has_decimal_comma = delimiter != b',' && sheet.writes_decimal_commas();
        Ok(sheet)
    }

    /// A sheet from heads and fields that were parted already.
    fn of_grid(
        file: &str,
        grid: &Grid,
        problems: &mut Vec<TableProblem>,
    ) -> Result<Self, TableProblem> {
        let mut sheet = Self {
            file: file.into(),
            heads: grid.heads.iter().map(|head| head.trim().into()).collect(),
            rows: Vec::new(),
            delimiter: b',',
            has_decimal_comma: false,
            text: String::new(),
            ends: Vec::new(),
        };
        sheet.check_heads(problems)?;
        for (row, fields) in &grid.rows {
            sheet.push(&csv::StringRecord::from(fields.as_slice()), *row, problems);
        }
        Ok(sheet)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One field, without blanks around.
    pub fn field(&self, row: usize, column: usize) -> &str {
        let nth = row * self.heads.len() + column;
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[nth]]
    }

    /// What a field of this sheet holds, with its decimals as the sheet writes them.
    pub fn cell(&self, field: &str) -> Cell {
        if self.has_decimal_comma && field.contains(',') {
            return Cell::read(&field.replacen(',', ".", 1));
        }
        Cell::read(field)
    }

    /// The table as comma-separated text, each row in the line of its number; a line break in a
    /// field becomes a blank.
    pub fn csv(&self) -> String {
        let line = |fields: &mut dyn Iterator<Item = &str>| {
            let quoted = |field: &str| {
                let field = field.replace(['\n', '\r'], " ");
                match field.contains([',', '"']) {
                    true => format!("\"{}\"", field.replace('"', "\"\"")),
                    false => field,
                }
            };
            fields.map(quoted).collect::<Vec<_>>().join(",")
        };
        let mut text = line(&mut self.heads.iter().map(|head| &**head));
        let mut at = 1;
        for (idx, row) in self.rows.iter().enumerate() {
            for _ in at..(*row).max(at + 1) {
                text.push('\n');
            }
            at = (*row).max(at + 1);
            text.push_str(&line(&mut (0..self.heads.len()).map(|column| self.field(idx, column))));
        }
        text.push('\n');
        text
    }

    /// The fields of a column.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        (0..self.len()).map(move |row| self.field(row, column))
    }

    /// Where the column of this head stands.
    pub fn position(&self, head: &str) -> Option<usize> {
        self.heads.iter().position(|known| **known == *head)
    }

    fn fill(&mut self, text: &str, problems: &mut Vec<TableProblem>) -> Result<(), TableProblem> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let file = self.file.to_string();
        let mut record = csv::StringRecord::new();
        let not_text = |error: csv::Error| TableProblem::NotText {
            file: file.clone(),
            why: error.to_string(),
        };
        if !reader.read_record(&mut record).map_err(not_text)? {
            return Err(TableProblem::Empty { file });
        }
        self.heads = record.iter().map(|head| head.trim().into()).collect();
        self.check_heads(problems)?;
        let mut line = Lines::new(text);
        while reader.read_record(&mut record).map_err(not_text)? {
            let start = line.of(record.position().map_or(0, csv::Position::byte) as usize);
            self.push(&record, start, problems);
            if record.iter().any(|field| field.contains('\n')) {
                let lines =
                    record.iter().flat_map(str::bytes).filter(|b| *b == b'\n').count() as u32;
                problems.push(TableProblem::RunsOn {
                    file: file.clone(),
                    row: start,
                    lines: lines + 1,
                });
            }
        }
        Ok(())
    }

    /// Drops empty heads at the end, and tells those that stand twice.
    fn check_heads(&mut self, problems: &mut Vec<TableProblem>) -> Result<(), TableProblem> {
        let file = self.file.to_string();
        // Programs that export spreadsheets leave empty columns behind the last.
        while self.heads.last().is_some_and(|head| head.is_empty()) {
            self.heads.pop();
        }
        if self.heads.is_empty() {
            return Err(TableProblem::Empty { file });
        }
        for (idx, head) in self.heads.iter().enumerate() {
            if !head.is_empty() && self.heads[..idx].contains(head) {
                let (file, column) = (file.clone(), head.to_string());
                problems.push(TableProblem::SameHeads { file, column });
            }
        }
        Ok(())
    }

    fn push(&mut self, record: &csv::StringRecord, row: u32, problems: &mut Vec<TableProblem>) {
        if record.iter().all(|field| field.trim().is_empty()) {
            return;
        }
        let expected = self.heads.len();
        let spare = record.iter().skip(expected).any(|field| !field.trim().is_empty());
        if record.len() < expected || spare {
            let (file, given) = (self.file.to_string(), record.len());
            problems.push(TableProblem::RaggedRow { file, row, given, expected });
        }
        self.rows.push(row);
        for column in 0..expected {
            self.text.push_str(record.get(column).unwrap_or_default().trim());
            self.ends.push(self.text.len());
        }
    }

    fn writes_decimal_commas(&self) -> bool {
        let is_one = |field: &str| {
            let number = field.strip_prefix('-').unwrap_or(field);
            number.split_once(',').is_some_and(|(whole, part)| {
                let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
                !part.is_empty() && is_digits(whole) && is_digits(part)
            })
        };
        let has_point = |field: &str| field.contains('.') && field.parse::<f64>().is_ok();
        let fields = || (0..self.heads.len()).flat_map(|column| self.column(column));
        fields().any(is_one) && !fields().any(has_point)
    }
}

/// Where a field stands in its line, without the quotes around it; the whole line where it is not.
pub fn field_in_line(line: &str, delimiter: u8, column: usize) -> std::ops::Range<usize> {
    let (mut nth, mut start, mut in_quotes) = (0, 0, false);
    let ends = line.bytes().enumerate().chain([(line.len(), delimiter)]);
    for (at, byte) in ends {
        in_quotes ^= byte == b'"';
        if byte == delimiter && (!in_quotes || at == line.len()) {
            if nth == column {
                let field = &line[start..at];
                let inner = field.trim().trim_matches('"').trim();
                let lead = inner.as_ptr() as usize - line.as_ptr() as usize;
                return if inner.is_empty() { start..at } else { lead..lead + inner.len() };
            }
            (nth, start) = (nth + 1, at + 1);
        }
    }
    0..line.len()
}

/// Counts lines up to bytes that only move on.
struct Lines<'t> {
    text: &'t [u8],
    byte: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self { text: text.as_bytes(), byte: 0, line: 1 }
    }

    /// The line of the first byte from here on that ends no line.
    fn of(&mut self, byte: usize) -> u32 {
        let is_end = |at: &usize| matches!(self.text.get(*at), Some(b'\n' | b'\r'));
        let start = (byte..).find(|at| !is_end(at)).unwrap_or(byte);
        for at in self.byte..start {
            let is_lone_return = self.text[at] == b'\r' && self.text.get(at + 1) != Some(&b'\n');
            self.line += u32::from(self.text[at] == b'\n' || is_lone_return);
        }
        self.byte = start.max(self.byte);
        self.line
    }
}

/// The character that parts the most heads.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut best = (b',', 0);
    for delimiter in [b',', b';', b'\t'] {
        let mut in_quotes = false;
        let is_one = |byte: &u8| {
            in_quotes ^= *byte == b'"';
            *byte == delimiter && !in_quotes
        };
        let n = first.as_bytes().iter().copied().filter(is_one).count();
        if best.1 < n {
            best = (delimiter, n);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (Sheet, Vec<TableProblem>) {
        let mut problems = Vec::new();
        (Sheet::read("a.csv", text, &mut problems).unwrap(), problems)
    }

    #[test]
    fn marks_quotes_and_blank_lines_do_not_matter() {
        let (sheet, problems) =
            read("\u{feff}\"HoleID\", From ,To\r\n\r\nA,\"1\", 2\r\n,,\r\nB,3,4".as_bytes());
        assert_eq!(
            sheet.heads.iter().map(|head| &**head).collect::<Vec<_>>(),
            ["HoleID", "From", "To"]
        );
        assert_eq!(sheet.rows, [3, 5]);
        assert_eq!(sheet.column(1).collect::<Vec<_>>(), ["1", "3"]);
        assert_eq!(problems, []);
    }

    #[test]
    fn semicolons_and_decimal_commas_are_seen() {
        let (sheet, _) = read(b"hole;from;to\nA;0,5;1\n");
        assert!(sheet.has_decimal_comma && sheet.delimiter == b';');
        let (sheet, _) = read(b"hole;from;to\nA;0.5;1\n");
        assert!(!sheet.has_decimal_comma);
        let (sheet, _) = read(b"hole\tfrom\tto\nA\t1\t2\n");
        assert_eq!(sheet.delimiter, b'\t');
    }

    #[test]
    fn fields_are_found_in_their_lines() {
        let line = "\"A, B\", 12 ,,x";
        let found: Vec<&str> = (0..5).map(|nth| &line[field_in_line(line, b',', nth)]).collect();
        assert_eq!(found, ["A, B", "12", "", "x", line]);
    }

    #[test]
    fn rows_of_another_width_are_told() {
        let (sheet, problems) = read(b"hole,from,to\nA,1\nB,1,2,3\nC,1,2,\n");
        let rows: Vec<u32> = problems
            .iter()
            .map(|problem| match problem {
                TableProblem::RaggedRow { row, .. } => *row,
                other => panic!("{other}"),
            })
            .collect();
        assert_eq!(rows, [2, 3]);
        assert_eq!(sheet.field(0, 2), "");
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told() {
        let (_, problems) = read(b"hole,note,to\nA,\"open,1\nB,x,2\nC,y,3\n");
        assert!(
            problems.iter().any(|p| matches!(p, TableProblem::RunsOn { row: 2, .. })),
            "{problems:?}"
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let mut problems = Vec::new();
        for bytes in [&b""[..], b"\n\n", b",,,", b"a,b\n\0\0,1", b"\x81\x8d\x8f\x90\x9d"] {
            assert!(Sheet::read("a.csv", bytes, &mut problems).is_err(), "{bytes:?}");
        }
    }
}

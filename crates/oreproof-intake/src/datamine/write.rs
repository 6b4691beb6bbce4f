//! Writing Datamine tables, with the least byte of a number first.

use std::io::{self, Write};

use super::{DatamineError, FIELD, HEAD, Layout, MISSING, MOST_FIELDS, Precision, WORDS};

/// A column of a table.
pub struct Column<'c> {
    /// Up to eight letters, digits and underscores.
    pub name: &'c str,
    /// What its rows hold.
    pub values: Values<'c>,
}

/// The values of a column.
pub enum Values<'c> {
    /// The same in all rows, kept once.
    Constant(f64),
    /// A number a row, or none.
    Numbers(&'c dyn Fn(usize) -> Option<f64>),
    /// A word a row; words longer than the longest that this holds are cut.
    Words(usize, &'c dyn Fn(usize) -> &'c str),
}

/// Writes a table. What has no place in the code page of Datamine's text becomes `?`.
///
/// # Errors
///
/// When a name is none or stands twice, there are more fields than fit, or it cannot be written.
pub fn write(
    columns: &[Column<'_>],
    n_rows: usize,
    precision: Precision,
    out: impl Write,
) -> Result<(), DatamineError> {
    check_names(columns)?;
    let words = |column: &Column<'_>| match column.values {
        Values::Words(longest, _) => longest.div_ceil(4).max(1),
        Values::Constant(_) | Values::Numbers(_) => 1,
    };
    let given = columns.iter().map(words).sum();
    let constant = |column: &&Column<'_>| matches!(column.values, Values::Constant(_));
    let length = given - columns.iter().filter(constant).count();
    if MOST_FIELDS < given {
        return Err(DatamineError::TooManyFields { given, most: MOST_FIELDS });
    }
    if length == 0 {
        let why = "every column is the same in all rows".to_owned();
        return Err(DatamineError::Records { why });
    }
    let layout = Layout { precision, is_big_endian: false };
    let per_page = WORDS / length;
    let n_pages = n_rows.div_ceil(per_page);
    let last = if n_rows == 0 { 0 } else { n_rows - (n_pages - 1) * per_page };
    let mut page = Page { layout, bytes: vec![0; layout.page()] };
    let mut out = io::BufWriter::new(out);
    let refused = |error: io::Error| DatamineError::Io { why: error.to_string() };

    page.text(0, "OREPROOF", 2);
    page.text(2, "", 2);
    page.text(4, "written by oreproof", 20);
    for (word, number) in [(24, 0), (25, given), (26, 1 + n_pages), (27, last)] {
        page.number(word, number as f64);
    }
    let (mut at, mut place) = (HEAD, 1);
    for column in columns {
        for nth in 0..words(column) {
            page.text(at, column.name, 2);
            let is_text = matches!(column.values, Values::Words(..));
            page.text(at + 2, if is_text { "A" } else { "N" }, 1);
            page.number(at + 4, (nth + 1) as f64);
            match column.values {
                Values::Constant(value) => page.number(at + 6, value),
                Values::Numbers(_) => page.number(at + 6, MISSING),
                Values::Words(..) => page.text(at + 6, "", 1),
            }
            if !matches!(column.values, Values::Constant(_)) {
                page.number(at + 3, place as f64);
                place += 1;
            }
            at += FIELD;
        }
    }
    out.write_all(&page.bytes).map_err(refused)?;
    for first in (0..n_rows).step_by(per_page) {
        page.bytes.fill(0);
        for row in first..n_rows.min(first + per_page) {
            let mut at = (row - first) * length;
            for column in columns {
                match &column.values {
                    Values::Constant(_) => continue,
                    Values::Numbers(of) => page.number(at, of(row).unwrap_or(MISSING)),
                    Values::Words(_, of) => page.text(at, of(row), words(column)),
                }
                at += words(column);
            }
        }
        out.write_all(&page.bytes).map_err(refused)?;
    }
    out.flush().map_err(refused)
}

fn check_names(columns: &[Column<'_>]) -> Result<(), DatamineError> {
    for (nth, column) in columns.iter().enumerate() {
        let name = column.name;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let fits = (1..=8).contains(&name.len()) && name.chars().all(is_plain);
        let stands_twice = columns[..nth].iter().any(|other| other.name.eq_ignore_ascii_case(name));
        if !fits || stands_twice {
            return Err(DatamineError::BadName { name: name.to_owned() });
        }
    }
    Ok(())
}

/// A page that is being filled.
struct Page {
    layout: Layout,
    bytes: Vec<u8>,
}

impl Page {
    fn number(&mut self, word: usize, value: f64) {
        let at = word * self.layout.word();
        match self.layout.precision {
            Precision::Single => {
                self.bytes[at..at + 4].copy_from_slice(&(value as f32).to_le_bytes());
            }
            Precision::Extended => self.bytes[at..at + 8].copy_from_slice(&value.to_le_bytes()),
        }
    }

    /// Text in so many words, filled with blanks.
    fn text(&mut self, word: usize, text: &str, n_words: usize) {
        let mut letters = text.chars().map(|c| if c.is_ascii() { c as u8 } else { b'?' });
        for nth in 0..n_words {
            let at = (word + nth) * self.layout.word();
            // In extended precision the rest of the word is blank too.
            self.bytes[at..at + self.layout.word()].fill(b' ');
            for byte in &mut self.bytes[at..at + 4] {
                *byte = letters.next().unwrap_or(b' ');
            }
        }
    }
}

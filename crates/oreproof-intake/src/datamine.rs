//! Datamine tables (`.dm`): the pages of the older format, in single and in extended precision.
//!
//! A file is a row of pages of 512 words, the last few of which are not used. A word is four bytes
//! in single precision and eight in extended precision, where text takes only the first four. The
//! first page describes the fields, the others hold records, none of which is parted by the end of
//! a page. A field of longer text stands there as several of one name. Nothing in a file says its
//! precision or the order of its bytes: whichever way the first page makes sense is taken.
//!
//! Source: *The Datamine .DM file format*, vmine.net, a public description by the format's first
//! author that rests on files and not on Datamine's own papers. The newer `.dmx` is another format.

mod write;

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use write::{Column, Values, write};

/// Words of a page that hold something.
const WORDS: usize = 508;

/// Words of the first page before its fields, and of each field.
const HEAD: usize = 28;
const FIELD: usize = 7;

/// Fields that the first page has room for.
pub const MOST_FIELDS: usize = (WORDS - HEAD) / FIELD;

/// What stands for no value, for a value above all others, and for a trace.
const MISSING: f64 = -1e30;
const TOP: f64 = 1e30;
const TRACE: f64 = 1e-30;

/// How numbers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// In four bytes.
    Single,
    /// In eight.
    Extended,
}

/// Why a Datamine table cannot be read or written.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DatamineError {
    /// The first page makes sense neither way.
    #[error("no Datamine table: its first page describes no fields")]
    #[diagnostic(
        code("datamine::no-table"),
        help("export it again as .dm; the newer .dmx is another format: export that as CSV")
    )]
    NotATable,
    /// There are fewer pages than the first one says.
    #[error("{said} pages are announced, and there are bytes for {found}")]
    #[diagnostic(code("datamine::cut-short"), help("copy or export the file again"))]
    CutShort {
        /// How many the first page says.
        said: u64,
        /// How many there are bytes for.
        found: u64,
    },
    /// A record is of no length, or does not fit a page, or the number of the last is none.
    #[error("its records cannot be told apart: {why}")]
    #[diagnostic(code("datamine::records"), help("export the file again"))]
    Records {
        /// What is wrong.
        why: String,
    },
    /// There are more fields than the first page has room for.
    #[error("{given} words of fields, and a Datamine table describes up to {most}")]
    #[diagnostic(code("datamine::too-many"), help("leave out columns, or shorten their words"))]
    TooManyFields {
        /// How many there are.
        given: usize,
        /// How many can be.
        most: usize,
    },
    /// A name is none that Datamine knows.
    #[error("{name:?} is no name of a field")]
    #[diagnostic(
        code("datamine::name"),
        help("one to eight letters, digits and underscores, and not twice")
    )]
    BadName {
        /// The name.
        name: String,
    },
    /// It cannot be written to.
    #[error("the Datamine table cannot be written: {why}")]
    #[diagnostic(code("datamine::unwritable"), help("check that the disk has room"))]
    Io {
        /// What the system said.
        why: String,
    },
}

/// How words lie in the bytes.
#[derive(Clone, Copy)]
struct Layout {
    precision: Precision,
    is_big_endian: bool,
}

impl Layout {
    fn word(self) -> usize {
        match self.precision {
            Precision::Single => 4,
            Precision::Extended => 8,
        }
    }

    fn page(self) -> usize {
        512 * self.word()
    }

    /// The four bytes of text at a word; there must be that many.
    fn text(self, bytes: &[u8], word: usize) -> [u8; 4] {
        std::array::from_fn(|at| bytes[word * self.word() + at])
    }

    fn number(self, bytes: &[u8], word: usize) -> f64 {
        match self.precision {
            Precision::Single => {
                let four = self.text(bytes, word);
                let number = if self.is_big_endian {
                    f32::from_be_bytes(four)
                } else {
                    f32::from_le_bytes(four)
                };
                f64::from(number)
            }
            Precision::Extended => {
                let eight = std::array::from_fn(|at| bytes[word * 8 + at]);
                if self.is_big_endian {
                    f64::from_be_bytes(eight)
                } else {
                    f64::from_le_bytes(eight)
                }
            }
        }
    }

    /// A whole number from nought to some millions, as counts are.
    fn count(self, bytes: &[u8], word: usize) -> Option<u64> {
        let number = self.number(bytes, word);
        ((0.0..1e9).contains(&number) && number.fract() == 0.0).then_some(number as u64)
    }
}

/// Where the words of a field stand in a record, and what stands for them where they are the same
/// in all records.
struct Field {
    name: String,
    is_text: bool,
    /// The place in a record, from 1; 0 where all records have the default.
    places: Vec<(usize, [u8; 4], f64)>,
}

/// Reads a table as comma-separated text with its heads in the first line.
///
/// What is missing is an empty field. The marks for a value above all others and for a trace become
/// the words `TOP` and `TRACE`, which no reader of numbers takes for one.
///
/// # Errors
///
/// When the bytes are no such table, or fewer than the first page says.
pub fn read(bytes: &[u8]) -> Result<String, DatamineError> {
    let (layout, fields) = layouts()
        .find_map(|layout| Some((layout, fields(bytes, layout)?)))
        .ok_or(DatamineError::NotATable)?;
    let records = |why: &str| DatamineError::Records { why: why.to_owned() };
    let length = fields.iter().flat_map(|field| &field.places).map(|place| place.0).max();
    let length = length.filter(|length| (1..=WORDS).contains(length));
    let length =
        length.ok_or_else(|| records("none of its fields is in them, or not on a page"))?;
    let per_page = WORDS / length;
    let said = layout.count(bytes, 26).unwrap_or(0);
    let last = layout.count(bytes, 27).filter(|last| *last <= per_page as u64);
    let last = last.ok_or_else(|| records("the last page holds more than it can"))? as usize;
    let found = (bytes.len() / layout.page()) as u64;
    if found < said {
        return Err(DatamineError::CutShort { said, found });
    }
    let mut text = fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(",");
    text.push('\n');
    for page in 1..said as usize {
        let bytes = &bytes[page * layout.page()..][..layout.page()];
        let n = if page + 1 == said as usize { last } else { per_page };
        for record in 0..n {
            for (nth, field) in fields.iter().enumerate() {
                if nth > 0 {
                    text.push(',');
                }
                put(layout, bytes, record * length, field, &mut text);
            }
            text.push('\n');
        }
    }
    Ok(text)
}

fn layouts() -> impl Iterator<Item = Layout> {
    let all = [Precision::Single, Precision::Extended].into_iter();
    all.flat_map(|precision| [false, true].map(|is_big_endian| Layout { precision, is_big_endian }))
}

/// The fields of the first page; none where it makes no sense in this layout.
fn fields(bytes: &[u8], layout: Layout) -> Option<Vec<Field>> {
    let page = bytes.get(..layout.page())?;
    let n = layout.count(page, 25).filter(|n| (1..=MOST_FIELDS as u64).contains(n))? as usize;
    layout.count(page, 26).filter(|pages| 1 <= *pages)?;
    let mut fields: Vec<Field> = Vec::new();
    // The words of a text, by their number in it.
    let mut order: Vec<Vec<u64>> = Vec::new();
    for nth in 0..n {
        let at = HEAD + FIELD * nth;
        let name = [layout.text(page, at), layout.text(page, at + 1)].concat();
        let name = std::str::from_utf8(&name).ok()?.trim_end_matches(['\0', ' ']).to_owned();
        let is_plain = |c: char| c.is_ascii_graphic() && c != ',' && c != '"';
        if name.is_empty() || !name.chars().all(is_plain) {
            return None;
        }
        let is_text = match layout.text(page, at + 2)[0] {
            b'A' | b'a' => true,
            b'N' | b'n' => false,
            _ => return None,
        };
        let place = layout.count(page, at + 3)? as usize;
        let number = layout.count(page, at + 4)?;
        let default = (layout.text(page, at + 6), layout.number(page, at + 6));
        let place = (place, default.0, default.1);
        match fields.iter().position(|field| is_text && field.is_text && field.name == name) {
            Some(known) => {
                let before = order[known].partition_point(|other| *other < number);
                order[known].insert(before, number);
                fields[known].places.insert(before, place);
            }
            None => {
                fields.push(Field { name, is_text, places: vec![place] });
                order.push(vec![number]);
            }
        }
    }
    Some(fields)
}

/// Adds what a field of a record holds.
fn put(layout: Layout, page: &[u8], start: usize, field: &Field, text: &mut String) {
    if field.is_text {
        let word = |&(place, default, _): &(usize, [u8; 4], f64)| match place {
            0 => default,
            place => layout.text(page, start + place - 1),
        };
        let bytes: Vec<u8> = field.places.iter().flat_map(word).collect();
        // Datamine's text is in the code page of the machine that wrote it.
        let (words, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
        let words: String = words.chars().filter(|c| !c.is_control()).collect();
        let words = words.trim();
        if words.contains([',', '"']) {
            text.push('"');
            text.push_str(&words.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(words);
        }
        return;
    }
    let number = match field.places[0] {
        (0, _, default) => default,
        (place, ..) => layout.number(page, start + place - 1),
    };
    let is = |mark: f64| (number - mark).abs() <= 1e-6 * mark.abs();
    match number {
        _ if is(MISSING) || number.is_nan() => {}
        _ if is(TOP) || number.is_infinite() => text.push_str("TOP"),
        _ if is(TRACE) => text.push_str("TRACE"),
        // The shortest text that reads back as the same number of its own width.
        number if layout.precision == Precision::Single => {
            text.push_str(&(number as f32).to_string());
        }
        number => text.push_str(&number.to_string()),
    }
}

#[cfg(test)]
mod tests;

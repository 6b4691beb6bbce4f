//! Where words stand in the document as it is stored, which is what a reader
//! of the findings has at hand.

use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};

use oreproof::{LineColumn, Lines};
use oreproof_intake::{Format, Note, Part, Place, TextLayer};
use serde::Serialize;

/// Where words stand in a stored document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Origin {
    /// At this line of a file that is kept as lines.
    Line {
        /// The first character.
        #[serde(flatten)]
        from: LineColumn,
        /// The one after the last.
        #[serde(skip)]
        to: LineColumn,
        /// The bytes of the file.
        byte_start: usize,
        byte_end: usize,
    },
    /// At these bytes of a file whose lines are not known.
    Bytes { byte_start: usize, byte_end: usize },
    /// On this page, which has no lines of its own in the file.
    Page { page: u32, line: u32 },
    /// In this paragraph.
    Paragraph { part: Part, paragraph: u32 },
    /// In this record of an archive, at these bytes of its content.
    Record {
        record: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        uri: Option<String>,
        byte_start: usize,
        byte_end: usize,
    },
}

impl Origin {
    /// A place as people and editors read it.
    pub(crate) fn shown(&self, file: &str) -> String {
        match self {
            Self::Line { from, .. } => format!("{file}:{}:{}", from.line, from.column),
            Self::Bytes { byte_start, .. } => format!("{file}: byte {byte_start}"),
            Self::Page { page, line } => format!("{file}: page {page}, line {line}"),
            Self::Paragraph { part: Part::Body, paragraph } => {
                format!("{file}: paragraph {paragraph}")
            }
            Self::Paragraph { part, paragraph } => {
                let part = if *part == Part::Footnotes { "footnote" } else { "endnote" };
                format!("{file}: {part} paragraph {paragraph}")
            }
            Self::Record { record, uri: Some(uri), .. } => {
                format!("{file}: record at byte {record}, {uri}")
            }
            Self::Record { record, uri: None, .. } => format!("{file}: record at byte {record}"),
        }
    }

    /// The same without the file's name, short.
    pub(crate) fn brief(&self) -> String {
        match self {
            Self::Line { from, .. } => format!("{}:{}", from.line, from.column),
            other => other.shown("").trim_start_matches([':', ' ']).to_owned(),
        }
    }

    /// What stands in the margin beside the words; `line` is the line of the text.
    pub(crate) fn margin(&self, line: usize) -> String {
        match self {
            Self::Line { from, .. } => from.line.to_string(),
            Self::Page { line, .. } => line.to_string(),
            Self::Paragraph { paragraph, .. } => paragraph.to_string(),
            Self::Bytes { .. } | Self::Record { .. } => line.to_string(),
        }
    }
}

/// A web page as it is stored, to count its lines.
#[derive(Debug)]
pub(crate) struct Stored {
    bytes: Vec<u8>,
    lines: Lines,
    /// Whether a character may take several bytes.
    utf8: bool,
}

impl Stored {
    /// The stored form of a document, where its text alone does not tell the lines.
    pub(crate) fn of(
        layer: &TextLayer,
        path: Option<&Path>,
        heard: Option<&Heard>,
    ) -> Option<Self> {
        if layer.format != Format::Html || !matches!(layer.origin.place(0..0), Place::Bytes { .. })
        {
            return None;
        }
        let encoding = layer.notes.iter().find_map(|note| match note {
            Note::Decoded { encoding, .. } => Some(encoding.to_ascii_lowercase()),
            _ => None,
        });
        if encoding.as_deref().is_some_and(|encoding| encoding.starts_with("utf-16")) {
            return None;
        }
        let bytes = match (path, heard) {
            (Some(path), _) => fs::read(path).ok()?,
            (None, heard) => heard?.take(),
        };
        // A file that has changed since it was read would give lines of another one.
        (oreproof_intake::Sha256::of(&bytes) == layer.sha256).then(|| Self {
            lines: Lines::of_bytes(&bytes),
            utf8: encoding.is_none(),
            bytes,
        })
    }

    fn place(&self, byte: usize) -> LineColumn {
        let line = self.lines.line(byte);
        let before = &self.bytes[self.lines.range(line).start..byte];
        let starts = |byte: &&u8| !self.utf8 || **byte & 0xc0 != 0x80;
        LineColumn { line, column: before.iter().filter(starts).count() + 1 }
    }
}

/// Where words of a text stand in the document it was read from.
pub(crate) fn origin(
    layer: &TextLayer,
    stored: Option<&Stored>,
    bytes: &Range<usize>,
    place: impl Fn(usize) -> LineColumn,
) -> Origin {
    match layer.origin.place(bytes.clone()) {
        Place::Page { page, line } => Origin::Page { page, line },
        Place::Paragraph { part, number } => Origin::Paragraph { part, paragraph: number },
        Place::Record { offset, uri, range, .. } => {
            Origin::Record { record: offset, uri, byte_start: range.start, byte_end: range.end }
        }
        Place::Bytes { range: Range { start: byte_start, end: byte_end } } => match stored {
            Some(stored) if byte_end <= stored.bytes.len() => Origin::Line {
                from: stored.place(byte_start),
                to: stored.place(byte_end),
                byte_start,
                byte_end,
            },
            // Text and Markdown are kept line by line as they are stored.
            None if layer.format != Format::Html => Origin::Line {
                from: place(bytes.start),
                to: place(bytes.end),
                byte_start,
                byte_end,
            },
            _ => Origin::Bytes { byte_start, byte_end },
        },
        _ => Origin::Bytes { byte_start: bytes.start, byte_end: bytes.end },
    }
}

/// What was heard on standard input, which cannot be read again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    /// Longer input is not kept: its findings are placed by bytes.
    const MOST: usize = 64 << 20;

    fn take(&self) -> Vec<u8> {
        self.0.lock().map(|mut bytes| std::mem::take(&mut *bytes)).unwrap_or_default()
    }
}

/// Standard input that remembers what went by.
#[derive(Debug)]
pub(crate) struct Listen {
    heard: Heard,
    keep: bool,
}

impl Listen {
    /// Listens for `heard`.
    pub(crate) fn new(heard: Heard) -> Self {
        Self { heard, keep: true }
    }
}

impl Read for Listen {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = io::stdin().lock().read(into)?;
        if let (true, Ok(mut heard)) = (self.keep, self.heard.0.lock()) {
            heard.extend_from_slice(&into[..n]);
            // Archives are read as a stream, and no page of one is looked up here.
            let archive = heard.starts_with(b"WARC/") || heard.starts_with(&[0x1f, 0x8b]);
            if archive || heard.len() > Heard::MOST {
                (self.keep, *heard) = (false, Vec::new());
            }
        }
        Ok(n)
    }
}

//! DOCX: one line per paragraph, heading, list item or table row; footnotes and
//! endnotes after the running text.
//!
//! `zip` unpacks the package and `quick-xml`, which knows no entities but XML's
//! own and so cannot be made to expand any, parses its parts. Deleted text of
//! tracked changes is left out, inserted text is in.
//!
//! To be called in a process with limits: see [`crate::jail`].

use std::io::{self, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::IntakeError;
use crate::layer::{Format, Metadata, Note, Sha256, TextLayer};
use crate::limits::{Limit, Limits};
use crate::origin::{OriginMap, ParagraphMark, Part};
use crate::plain::cut;

/// Reads a DOCX.
///
/// # Errors
///
/// When it is not a DOCX, is encrypted or damaged, goes over a limit, or has no
/// text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<TextLayer, IntakeError> {
    let mut package = Package::open(bytes, limits)?;
    let Some(body) = package.part("word/document.xml")? else {
        let looks_like = "a ZIP archive without a Word document in it".to_owned();
        return Err(IntakeError::NotADocument { looks_like });
    };
    let mut writer = Writer::default();
    let mut notes = Vec::new();
    let mut parts = vec![(Part::Body, body)];
    for (part, name) in
        [(Part::Footnotes, "word/footnotes.xml"), (Part::Endnotes, "word/endnotes.xml")]
    {
        parts.extend(package.part(name)?.map(|xml| (part, xml)));
    }
    for (part, xml) in &parts {
        match writer.part(*part, xml, limits) {
            Ok(()) => {}
            Err(Stop::Limit(limit)) => {
                notes.push(Note::LimitReached { limit, allowed: limits.value(limit) });
                writer.end_line();
            }
            // What came before the damage is worth having.
            Err(Stop::Damaged(what)) if writer.text.is_empty() => {
                return Err(IntakeError::damaged(Format::Docx, what));
            }
            Err(Stop::Damaged(_)) => {
                notes.push(Note::CutOff);
                writer.end_line();
            }
        }
    }
    let metadata = package.part("docProps/core.xml")?.map(|xml| core_properties(&xml));
    if writer.text.is_empty() {
        return Err(IntakeError::NoText { format: Format::Docx });
    }
    cut(&mut writer.text, &mut notes, limits);
    writer.marks.retain(|mark| mark.start < writer.text.len());
    Ok(TextLayer {
        text: writer.text,
        format: Format::Docx,
        sha256: Sha256::of(bytes),
        metadata: metadata.unwrap_or_default(),
        notes,
        origin: OriginMap::Paragraphs(writer.marks),
    })
}

struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    /// What may still be unpacked, in bytes.
    room: u64,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, IntakeError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        let found = archive.len() as u64;
        let (limit, allowed) = (Limit::Entries, limits.entries);
        if found > allowed {
            return Err(IntakeError::OverLimit { limit, allowed, found: Some(found) });
        }
        Ok(Self { archive, limits, room: limits.unpacked_bytes })
    }

    /// Unpacks a part, if there is one of this name.
    fn part(&mut self, name: &str) -> Result<Option<String>, IntakeError> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(refused(&error)),
        };
        let (limit, allowed) = (Limit::UnpackedBytes, self.limits.unpacked_bytes);
        let mut unpacked = Vec::new();
        // The size an entry claims is not trusted; what comes out is counted.
        let read = entry.take(self.room.saturating_add(1)).read_to_end(&mut unpacked);
        if unpacked.len() as u64 > self.room {
            return Err(IntakeError::OverLimit { limit, allowed, found: None });
        }
        read.map_err(|error| match error.kind() {
            io::ErrorKind::OutOfMemory => {
                let (limit, allowed) = (Limit::MemoryBytes, self.limits.memory_bytes);
                IntakeError::OverLimit { limit, allowed, found: None }
            }
            _ => IntakeError::damaged(Format::Docx, error.to_string()),
        })?;
        self.room -= unpacked.len() as u64;
        // Parts are in UTF-8 or, as the standard also allows, in UTF-16.
        let decoded = crate::decode::decode(unpacked, Some(encoding_rs::UTF_8), self.limits)?;
        Ok(Some(decoded.text))
    }
}

fn refused(error: &ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(what) if what.to_ascii_lowercase().contains("password") => {
            IntakeError::Encrypted { format: Format::Docx }
        }
        ZipError::InvalidPassword => IntakeError::Encrypted { format: Format::Docx },
        error => IntakeError::damaged(Format::Docx, error.to_string()),
    }
}

/// Why the reading of a part stopped.
enum Stop {
    Limit(Limit),
    Damaged(String),
}

/// Writes paragraphs as lines.
#[derive(Default)]
struct Writer {
    text: String,
    marks: Vec<ParagraphMark>,
    part: Option<Part>,
    number: u32,
    /// Rows that are open; inside one, paragraphs do not end the line.
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    n_cells: u32,
    /// Whether a paragraph of the open cell has ended.
    gap: bool,
}

impl Writer {
    fn part(&mut self, part: Part, xml: &str, limits: &Limits) -> Result<(), Stop> {
        (self.part, self.number) = (Some(part), 0);
        self.rows.clear();
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let mut depth = 0u64;
        // Depth inside an element whose content is left out.
        let mut left_out: Option<u64> = None;
        let mut in_text = false;
        loop {
            if self.text.len() as u64 > limits.text_bytes {
                return Err(Stop::Limit(Limit::TextBytes));
            }
            let event = reader.read_event().map_err(|error| Stop::Damaged(error.to_string()))?;
            match event {
                Event::Start(start) => {
                    depth += 1;
                    if depth > limits.depth {
                        return Err(Stop::Limit(Limit::Depth));
                    }
                    let local = start.local_name();
                    let name: &str = local.as_ref();
                    if left_out.is_none() && is_left_out(name, &start) {
                        left_out = Some(depth);
                    }
                    if left_out.is_none() {
                        in_text = name == "t";
                        self.start(name);
                    }
                }
                Event::Empty(start) if left_out.is_none() => {
                    let local = start.local_name();
                    self.empty(local.as_ref());
                }
                Event::End(end) => {
                    if left_out.is_none() {
                        in_text = false;
                        let local = end.local_name();
                        self.end(local.as_ref());
                    }
                    if left_out == Some(depth) {
                        left_out = None;
                    }
                    depth = depth.saturating_sub(1);
                }
                Event::Text(text) if in_text && left_out.is_none() => {
                    self.push(&text.xml10_content());
                }
                Event::CData(text) if in_text && left_out.is_none() => {
                    self.push(&text.xml10_content());
                }
                Event::GeneralRef(reference) if in_text && left_out.is_none() => {
                    let character = match &*reference.xml10_content() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    self.push(character.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
                }
                Event::Eof if depth > 0 => {
                    return Err(Stop::Damaged("expected its elements to end".to_owned()));
                }
                Event::Eof => {
                    self.end_line();
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    fn start(&mut self, name: &str) {
        match name {
            "tr" => {
                if self.rows.is_empty() {
                    self.end_line();
                    self.number += 1;
                }
                self.rows.push(Row::default());
            }
            "tc" => {
                if let [row] = self.rows.as_mut_slice() {
                    if row.n_cells > 0 {
                        self.begin_line();
                        self.text.push_str(" | ");
                    }
                    self.rows[0].n_cells += 1;
                    self.rows[0].gap = false;
                }
            }
            "p" if self.rows.is_empty() => {
                self.end_line();
                self.number += 1;
            }
            _ => self.empty(name),
        }
    }

    fn empty(&mut self, name: &str) {
        match name {
            "tab" | "ptab" => self.push(" "),
            // A manual break, of a line or a page, is one in the text.
            "br" | "cr" if self.rows.is_empty() => self.end_line(),
            "br" | "cr" => self.push(" "),
            "noBreakHyphen" => self.push("\u{2011}"),
            "p" if self.rows.is_empty() => self.number += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => match self.rows.last_mut() {
                Some(row) => row.gap = true,
                None => self.end_line(),
            },
            "tr" => {
                self.rows.pop();
                if self.rows.is_empty() {
                    self.end_line();
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(row) = self.rows.last_mut()
            && std::mem::take(&mut row.gap)
            && !self.text.ends_with([' ', '\n'])
        {
            self.text.push(' ');
        }
        for c in words.chars() {
            // White space at the start of a line means nothing, and a line
            // break inside a run is only how the file is wrapped.
            let c = if c.is_control() { ' ' } else { c };
            if c == ' ' && (self.text.is_empty() || self.text.ends_with(['\n', ' '])) {
                continue;
            }
            self.begin_line();
            self.text.push(c);
        }
    }

    /// Marks where a line comes from, if it begins here.
    fn begin_line(&mut self) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            let part = self.part.unwrap_or(Part::Body);
            let start = self.text.len();
            let mark = ParagraphMark { start, part, number: self.number.max(1) };
            match self.marks.last_mut() {
                Some(last) if last.start == start => *last = mark,
                _ => self.marks.push(mark),
            }
        }
    }

    fn end_line(&mut self) {
        let line = self.text.rfind('\n').map_or(0, |at| at + 1);
        if self.text[line..].bytes().all(|byte| byte == b' ' || byte == b'|') {
            // A row of empty cells.
            self.text.truncate(line);
            return;
        }
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.text.push('\n');
    }
}

/// Elements whose text is not the document's: what was deleted, instructions
/// of fields, the second copy of a drawing, and the lines above footnotes.
fn is_left_out(name: &str, start: &BytesStart<'_>) -> bool {
    match name {
        "del" | "moveFrom" | "delText" | "instrText" | "Fallback" | "rPr" | "pPr" | "sectPr" => {
            true
        }
        "footnote" | "endnote" => {
            let mut attributes = start.attributes().flatten();
            attributes.any(|attribute| attribute.key.local_name().as_ref() == "type")
        }
        _ => false,
    }
}

fn core_properties(xml: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut reader = Reader::from_str(xml);
    let mut element = String::new();
    let mut value = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => {
                element = start.local_name().as_ref().to_owned();
                value.clear();
            }
            Event::Text(text) => value.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match &*reference.xml10_content() {
                "amp" => value.push('&'),
                "lt" => value.push('<'),
                "gt" => value.push('>'),
                _ => value.extend(reference.resolve_char_ref().ok().flatten()),
            },
            Event::End(_) => {
                let value = std::mem::take(&mut value);
                let value = (!value.trim().is_empty()).then(|| value.trim().to_owned());
                match element.as_str() {
                    "title" => metadata.title = value,
                    "creator" => metadata.author = value,
                    "created" => metadata.date = value,
                    _ => {}
                }
                element.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    metadata
}

//! Web archives (WARC, ISO 28500), plain or gzipped, read as a stream.
//!
//! One record is in memory at a time, and no more of it than its limit.
//! Responses, resources and conversions come out as pages; the other records
//! (requests, metadata, revisits) are passed over, and so are pages which are
//! not documents (pictures, scripts) and answers which are not the page
//! (redirects, errors).

mod http;
mod stream;

use std::io::{self, BufRead, Read};

use crate::error::IntakeError;
use crate::html;
use crate::jail::{self, Jail};
use crate::layer::{Format, Metadata, Note, TextLayer};
use crate::limits::{Limit, Limits};
use crate::origin::{OriginMap, Trace};
use crate::plain;
use http::Fields;
use stream::{At, Stream};

/// The headers of a record are no longer than this, in bytes.
const HEADERS: u64 = 64 * 1024;

/// One archived page, not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedPage {
    /// Where its record (or the gzip member it stands in) begins in the archive
    /// as stored, in bytes.
    pub offset: u64,
    /// Where its record begins in the unpacked gzip member.
    pub within: u64,
    /// The address it was fetched from (`WARC-Target-URI`).
    pub uri: Option<String>,
    /// When it was fetched (`WARC-Date`).
    pub fetched: Option<String>,
    /// What it is read as.
    pub format: Format,
    /// The encoding its server named.
    pub charset: Option<String>,
    /// Its content, unpacked.
    pub bytes: Vec<u8>,
    /// What was lost on the way.
    pub notes: Vec<Note>,
}

/// The pages of an archive, in order.
pub struct Records<R: BufRead> {
    stream: Stream<R>,
    limits: Limits,
    done: bool,
    /// To be told after the page before it.
    pending: Option<IntakeError>,
}

/// Goes through the pages of an archive, plain or gzipped.
///
/// After an error about one page ([`IntakeError::Record`]) the next ones
/// follow; any other error is the last item.
pub fn records<R: BufRead>(input: R, limits: &Limits) -> Records<R> {
    Records { stream: Stream::new(input), limits: limits.clone(), done: false, pending: None }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<ArchivedPage, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.pending.take() {
            self.done = true;
            return Some(Err(error));
        }
        while !self.done {
            match self.record() {
                Ok(Step::Page(page)) => return Some(Ok(page)),
                Ok(Step::Passed) => {}
                Ok(Step::End) => self.done = true,
                Err(error) => {
                    self.done = !matches!(error, IntakeError::Record { .. });
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

enum Step {
    Page(ArchivedPage),
    Passed,
    End,
}

impl<R: BufRead> Records<R> {
    fn record(&mut self) -> Result<Step, IntakeError> {
        let fallback = self.stream.at();
        let Some(at) = self.stream.next_record().map_err(|error| broken(error, fallback))? else {
            return Ok(Step::End);
        };
        let damaged =
            |what: &str| IntakeError::DamagedArchive { at: at.offset, what: what.to_owned() };
        let headers = self.headers(at)?;
        let Some(headers) = headers.strip_prefix(b"WARC/") else {
            return Err(damaged("expected `WARC/`"));
        };
        let fields = Fields::parse(headers);
        let length = fields.get("content-length").and_then(|value| value.parse::<u64>().ok());
        let length = length.ok_or_else(|| damaged("expected a `Content-Length`"))?;
        let kind = fields.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        if !["response", "resource", "conversion"].contains(&kind.as_str()) {
            self.skip(length, at)?;
            return Ok(Step::Passed);
        }
        let (block, cut) = self.block(length, at)?;
        let page = page(at, &fields, block, &self.limits);
        match page {
            Ok(Some(mut page)) => {
                if cut {
                    page.notes.push(Note::CutOff);
                } else if length > self.limits.record_bytes {
                    note_once(&mut page.notes, over_record(&self.limits));
                }
                Ok(Step::Page(page))
            }
            Ok(None) if self.pending.is_none() => Ok(Step::Passed),
            Ok(None) => {
                Err(self.pending.take().unwrap_or(IntakeError::CutArchive { at: at.offset }))
            }
            Err(error) => Err(IntakeError::Record {
                at: at.offset,
                uri: fields.get("warc-target-uri").map(uri),
                source: Box::new(error),
            }),
        }
    }

    /// Reads the lines up to the first empty one.
    fn headers(&mut self, at: At) -> Result<Vec<u8>, IntakeError> {
        let mut headers = Vec::new();
        loop {
            let before = headers.len();
            let room = HEADERS.saturating_sub(before as u64);
            let n = self.stream.by_ref().take(room).read_until(b'\n', &mut headers);
            n.map_err(|error| broken(error, at))?;
            let line = &headers[before..];
            if !line.ends_with(b"\n") {
                return Err(if room <= line.len() as u64 {
                    let what = "expected the headers of a record to end".to_owned();
                    IntakeError::DamagedArchive { at: at.offset, what }
                } else {
                    IntakeError::CutArchive { at: at.offset }
                });
            }
            if line.trim_ascii().is_empty() {
                return Ok(headers);
            }
        }
    }

    /// Reads the content of a record up to its limit and passes over the rest.
    /// Says whether the archive ended in it.
    fn block(&mut self, length: u64, at: At) -> Result<(Vec<u8>, bool), IntakeError> {
        let wanted = length.min(self.limits.record_bytes);
        let mut block = Vec::new();
        let read = self.stream.by_ref().take(wanted).read_to_end(&mut block);
        let problem = match read {
            Ok(_) if (block.len() as u64) < wanted => {
                Some(IntakeError::CutArchive { at: at.offset })
            }
            Ok(_) => self.skip(length - wanted, at).err(),
            Err(error) => Some(broken(error, at)),
        };
        let cut = problem.is_some();
        self.pending = problem;
        Ok((block, cut))
    }

    fn skip(&mut self, length: u64, at: At) -> Result<(), IntakeError> {
        let skipped = io::copy(&mut self.stream.by_ref().take(length), &mut io::sink());
        match skipped {
            Ok(skipped) if skipped < length => Err(IntakeError::CutArchive { at: at.offset }),
            Ok(_) => Ok(()),
            Err(error) => Err(broken(error, at)),
        }
    }
}

fn broken(error: io::Error, at: At) -> IntakeError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => IntakeError::CutArchive { at: at.offset },
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            IntakeError::DamagedArchive { at: at.offset, what: error.to_string() }
        }
        _ => error.into(),
    }
}

fn over_record(limits: &Limits) -> Note {
    Note::LimitReached { limit: Limit::RecordBytes, allowed: limits.record_bytes }
}

fn note_once(notes: &mut Vec<Note>, note: Note) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}

/// Early archives wrote the address in angle brackets.
fn uri(value: &str) -> String {
    value.trim_start_matches('<').trim_end_matches('>').to_owned()
}

/// The page in the content of a record; nothing if it holds none.
fn page(
    at: At,
    fields: &Fields,
    block: Vec<u8>,
    limits: &Limits,
) -> Result<Option<ArchivedPage>, IntakeError> {
    let kind = fields.get("content-type").unwrap_or_default().to_ascii_lowercase();
    let mut notes = Vec::new();
    let (content_type, bytes) = if kind.starts_with("application/http") {
        let Some(response) = http::response(&block) else { return Ok(None) };
        if format_of(response.content_type()).is_none() {
            return Ok(None);
        }
        let (bytes, whole) = response.content(limits.record_bytes)?;
        if !whole {
            notes.push(over_record(limits));
        }
        (response.content_type().to_owned(), bytes)
    } else {
        (kind, block)
    };
    let Some(format) = format_of(&content_type) else { return Ok(None) };
    Ok(Some(ArchivedPage {
        offset: at.offset,
        within: at.within,
        uri: fields.get("warc-target-uri").map(uri),
        fetched: fields.get("warc-date").map(str::to_owned),
        format,
        charset: http::parameter(&content_type, "charset").map(str::to_owned),
        bytes,
        notes,
    }))
}

/// What a media type is read as; nothing for what is not a document.
fn format_of(content_type: &str) -> Option<Format> {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let kind = content_type.split(';').next()?.trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/plain" => Some(Format::Text),
        "text/markdown" => Some(Format::Markdown),
        "application/pdf" => Some(Format::Pdf),
        WORD => Some(Format::Docx),
        _ => None,
    }
}

impl ArchivedPage {
    /// Reads the page; nothing if it has no text.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Record`], around what the reader of its format said.
    pub fn read(self, jail: &Jail) -> Result<Option<TextLayer>, IntakeError> {
        let Self { offset, within, uri, fetched, format, charset, bytes, notes } = self;
        let charset = charset.as_deref();
        let layer = match format {
            Format::Html => html::read(&bytes, charset, &jail.limits),
            Format::Pdf | Format::Docx => jail::run(&bytes, format, jail),
            _ => plain::read_named(bytes, format, charset, &jail.limits),
        };
        let layer = match layer {
            Ok(layer) => layer,
            Err(IntakeError::Empty | IntakeError::NoText { .. }) => return Ok(None),
            Err(source) => {
                return Err(IntakeError::Record { at: offset, uri, source: Box::new(source) });
            }
        };
        let content = match layer.origin {
            OriginMap::Bytes(trace) => trace,
            // Pages and paragraphs say more than the record could.
            origin => {
                let metadata = Metadata { uri, fetched, ..layer.metadata };
                let notes = [notes, layer.notes].concat();
                return Ok(Some(TextLayer { origin, metadata, notes, ..layer }));
            }
        };
        let origin = record_origin(offset, within, uri.clone(), content);
        let metadata = Metadata { uri: uri.or(layer.metadata.uri), fetched, ..layer.metadata };
        Ok(Some(TextLayer {
            origin,
            metadata,
            notes: [notes, layer.notes].concat(),
            text: layer.text,
            format: layer.format,
            sha256: layer.sha256,
        }))
    }
}

fn record_origin(offset: u64, within: u64, uri: Option<String>, content: Trace) -> OriginMap {
    OriginMap::Record { offset, within, uri, content }
}

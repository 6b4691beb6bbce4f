//! From a file, a stream or some bytes to their text.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use crate::detect::{HEAD, detect};
use crate::discover::Source;
use crate::error::IntakeError;
use crate::html;
use crate::jail::{self, Jail};
use crate::layer::{Format, TextLayer};
use crate::limits::{Limit, Limits};
use crate::plain;
use crate::warc;

/// The texts of one source: one, or one per page of a web archive.
///
/// An error does not end an archive, unless nothing after it can be read.
pub struct Layers<'a> {
    state: State,
    jail: &'a Jail,
}

type Stream = BufReader<Box<dyn Read + Send>>;

enum State {
    One(Option<Box<Result<TextLayer, IntakeError>>>),
    Archive(Box<warc::Records<Stream>>),
}

impl<'a> Layers<'a> {
    fn one(layer: Result<TextLayer, IntakeError>, jail: &'a Jail) -> Self {
        Self { state: State::One(Some(Box::new(layer))), jail }
    }
}

impl Iterator for Layers<'_> {
    type Item = Result<TextLayer, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.state {
            State::One(layer) => layer.take().map(|layer| *layer),
            State::Archive(records) => loop {
                let page = match records.next()? {
                    Ok(page) => page,
                    Err(error) => return Some(Err(error)),
                };
                if let Some(layer) = page.read(self.jail).transpose() {
                    return Some(layer);
                }
            },
        }
    }
}

/// Reads a file or the standard input.
///
/// At most one document, or one record of an archive, is in memory.
pub fn read<'a>(source: &Source, jail: &'a Jail) -> Layers<'a> {
    let layers = match source {
        Source::StandardInput => open(Box::new(io::stdin()), None, None, jail),
        Source::File(path) => open_file(path, jail),
    };
    layers.unwrap_or_else(|error| Layers::one(Err(error), jail))
}

/// Reads a stream, whose name helps to tell what it is.
pub fn read_stream<'a>(
    stream: Box<dyn Read + Send>,
    name: Option<&Path>,
    jail: &'a Jail,
) -> Layers<'a> {
    open(stream, name, None, jail).unwrap_or_else(|error| Layers::one(Err(error), jail))
}

/// Reads one document from its bytes; its name helps to tell what it is.
///
/// # Errors
///
/// When the bytes are not a document that can be read. A web archive holds
/// many; [`read_stream`] reads those.
pub fn read_bytes(
    bytes: Vec<u8>,
    name: Option<&Path>,
    jail: &Jail,
) -> Result<TextLayer, IntakeError> {
    let limits = &jail.limits;
    check_size(bytes.len() as u64, limits)?;
    match detect(&bytes[..bytes.len().min(HEAD)], name)? {
        format @ (Format::Text | Format::Markdown) => plain::read(bytes, format, limits),
        Format::Html => html::read(&bytes, None, limits),
        Format::Warc => {
            let looks_like = "a web archive, which holds many".to_owned();
            Err(IntakeError::NotADocument { looks_like })
        }
        Format::Datamine => {
            let looks_like = "a Datamine table, which holds no sentences".to_owned();
            Err(IntakeError::NotADocument { looks_like })
        }
        format @ (Format::Pdf | Format::Docx) => jail::run(&bytes, format, jail),
    }
}

fn check_size(found: u64, limits: &Limits) -> Result<(), IntakeError> {
    let (limit, allowed) = (Limit::InputBytes, limits.input_bytes);
    if found > allowed {
        return Err(IntakeError::OverLimit { limit, allowed, found: Some(found) });
    }
    Ok(())
}

fn open_file<'a>(path: &Path, jail: &'a Jail) -> Result<Layers<'a>, IntakeError> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    let size = metadata.is_file().then_some(metadata.len());
    open(Box::new(file), Some(path), size, jail)
}

/// Looks at the first bytes, then reads the rest as what they are.
fn open<'a>(
    mut stream: Box<dyn Read + Send>,
    name: Option<&Path>,
    size: Option<u64>,
    jail: &'a Jail,
) -> Result<Layers<'a>, IntakeError> {
    let mut bytes = Vec::new();
    let expected = size.unwrap_or(0).min(jail.limits.input_bytes);
    // One more byte than expected, so that the end is seen without growing.
    bytes.reserve_exact(usize::try_from(expected).unwrap_or(0).max(HEAD) + 1);
    stream.by_ref().take(HEAD as u64).read_to_end(&mut bytes)?;
    if detect(&bytes, name)? == Format::Warc {
        let stream: Box<dyn Read + Send> = Box::new(Cursor::new(bytes).chain(stream));
        let records = warc::records(BufReader::with_capacity(64 * 1024, stream), &jail.limits);
        return Ok(Layers { state: State::Archive(Box::new(records)), jail });
    }
    check_size(size.unwrap_or(0), &jail.limits)?;
    let rest = jail.limits.input_bytes.saturating_add(1).saturating_sub(bytes.len() as u64);
    stream.take(rest).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > jail.limits.input_bytes {
        let (limit, allowed) = (Limit::InputBytes, jail.limits.input_bytes);
        return Err(IntakeError::OverLimit { limit, allowed, found: None });
    }
    Ok(Layers::one(read_bytes(bytes, name, jail), jail))
}

//! The way back from a text to the document it was read from.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Leads from a byte offset in a text back to its place in the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OriginMap {
    /// The document has bytes which stand for the text's: plain text,
    /// Markdown, HTML.
    Bytes(Trace),
    /// The document has pages.
    Pages(Vec<LineMark>),
    /// The document has numbered paragraphs.
    Paragraphs(Vec<ParagraphMark>),
    /// The document is a record of a web archive.
    Record {
        /// Where the record begins in the archive as stored, in bytes. In a
        /// gzipped archive that is where its gzip member begins.
        offset: u64,
        /// Where the record begins in the unpacked gzip member; zero unless
        /// several records share one member.
        within: u64,
        /// The address the record was fetched from.
        uri: Option<String>,
        /// From the text to the unpacked content of the record.
        content: Trace,
    },
}

/// A line of a PDF page begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineMark {
    /// Byte offset in the text.
    pub start: usize,
    /// The page, counted from 1.
    pub page: u32,
    /// The line on the page, counted from 1.
    pub line: u32,
}

/// A paragraph of a DOCX begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphMark {
    /// Byte offset in the text.
    pub start: usize,
    /// The part the paragraph stands in.
    pub part: Part,
    /// The paragraph in its part, counted from 1; a table row counts as one.
    pub number: u32,
}

/// A part of a DOCX which holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The running text.
    Body,
    /// The footnotes.
    Footnotes,
    /// The endnotes.
    Endnotes,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Place {
    /// These bytes of the document as stored.
    Bytes {
        /// Byte offsets.
        range: Range<usize>,
    },
    /// This line of this page.
    Page {
        /// The page, counted from 1.
        page: u32,
        /// The line on the page, counted from 1.
        line: u32,
    },
    /// This paragraph.
    Paragraph {
        /// The part it stands in.
        part: Part,
        /// The paragraph in its part, counted from 1.
        number: u32,
    },
    /// These bytes of the unpacked content of a record.
    Record {
        /// Where the record (or its gzip member) begins in the archive.
        offset: u64,
        /// Where the record begins in its unpacked gzip member.
        within: u64,
        /// The address it was fetched from.
        uri: Option<String>,
        /// Byte offsets in the unpacked content.
        range: Range<usize>,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes { range } => write!(f, "bytes {}–{}", range.start, range.end),
            Self::Page { page, line } => write!(f, "page {page}, line {line}"),
            Self::Paragraph { part: Part::Body, number } => write!(f, "paragraph {number}"),
            Self::Paragraph { part: Part::Footnotes, number } => {
                write!(f, "footnote text {number}")
            }
            Self::Paragraph { part: Part::Endnotes, number } => write!(f, "endnote text {number}"),
            Self::Record { offset, uri, .. } => match uri {
                Some(uri) => write!(f, "record at byte {offset}, {uri}"),
                None => write!(f, "record at byte {offset}"),
            },
        }
    }
}

impl OriginMap {
    /// The text is the document, byte for byte.
    pub fn identity() -> Self {
        Self::Bytes(Trace::identity())
    }

    /// Where some of the text stands in the document.
    ///
    /// Offsets are bytes of the text. Where the range covers several places,
    /// bytes run from the first to the last, and pages and paragraphs name the
    /// one in which it begins.
    pub fn place(&self, range: Range<usize>) -> Place {
        match self {
            Self::Bytes(trace) => Place::Bytes { range: trace.source(range) },
            Self::Pages(marks) => {
                let at = marks.partition_point(|mark| mark.start <= range.start);
                match marks.get(at.saturating_sub(1)) {
                    Some(mark) => Place::Page { page: mark.page, line: mark.line },
                    None => Place::Page { page: 1, line: 1 },
                }
            }
            Self::Paragraphs(marks) => {
                let at = marks.partition_point(|mark| mark.start <= range.start);
                match marks.get(at.saturating_sub(1)) {
                    Some(mark) => Place::Paragraph { part: mark.part, number: mark.number },
                    None => Place::Paragraph { part: Part::Body, number: 1 },
                }
            }
            Self::Record { offset, within, uri, content } => Place::Record {
                offset: *offset,
                within: *within,
                uri: uri.clone(),
                range: content.source(range),
            },
        }
    }
}

/// A map from the bytes of a text to the bytes it was made from.
///
/// It is a list of runs. In a run, each step of `text_step` bytes of the text
/// comes from the next `source_step` bytes of the source: 1 and 1 where bytes
/// were copied, 1 and 5 for the `&` of `&amp;`, 2 and 1 for an `é` decoded from
/// windows-1252, 1 and 0 for a line break the source does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    text: usize,
    source: usize,
    text_step: u32,
    source_step: u32,
}

impl Run {
    /// The source bytes of the step in which a text offset falls.
    fn step(&self, at: usize) -> Range<usize> {
        let steps = (at - self.text) / self.text_step as usize;
        let start = self.source + steps * self.source_step as usize;
        start..start + self.source_step as usize
    }
}

impl Trace {
    /// The text is its source.
    pub fn identity() -> Self {
        Self::shifted(0)
    }

    /// The text is its source without the first `by` bytes.
    pub(crate) fn shifted(by: usize) -> Self {
        Self { runs: vec![Run { text: 0, source: by, text_step: 1, source_step: 1 }] }
    }

    /// The source bytes some of the text came from.
    ///
    /// An empty range gives the empty range at its place.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let Some(start) = self.step(range.start) else { return 0..0 };
        if range.end <= range.start {
            return start.start..start.start;
        }
        let end = self.step(range.end - 1).map_or(start.end, |last| last.end);
        start.start..end.max(start.start)
    }

    fn step(&self, at: usize) -> Option<Range<usize>> {
        let run = self.runs.partition_point(|run| run.text <= at);
        Some(self.runs.get(run.checked_sub(1)?)?.step(at))
    }

    /// The text from `text` on is copied from the source from `source` on.
    pub(crate) fn copied(&mut self, text: usize, source: usize) {
        self.stepped(text, source, 1, 1);
    }

    /// The text from `text` on comes from the source from `source` on, in
    /// steps of these sizes. A step of the text is never empty.
    pub(crate) fn stepped(
        &mut self,
        text: usize,
        source: usize,
        text_step: usize,
        source_step: usize,
    ) {
        let text_step = u32::try_from(text_step.max(1)).unwrap_or(u32::MAX);
        let source_step = u32::try_from(source_step).unwrap_or(u32::MAX);
        if let Some(last) = self.runs.last_mut() {
            let continues = (last.text_step, last.source_step) == (text_step, source_step)
                && (text - last.text).is_multiple_of(text_step as usize)
                && last.step(text).start == source;
            if continues {
                return;
            }
            if last.text == text {
                *last = Run { text, source, text_step, source_step };
                return;
            }
        }
        self.runs.push(Run { text, source, text_step, source_step });
    }

    /// How many runs there are.
    pub(crate) fn len(&self) -> usize {
        self.runs.len()
    }

    /// Forgets the text from `text` on.
    pub(crate) fn truncate(&mut self, text: usize) {
        self.runs.truncate(self.runs.partition_point(|run| run.text < text));
    }

    /// The text from `text` on repeats a range of another text; its origins
    /// come from that text's trace.
    pub(crate) fn repeated(&mut self, text: usize, other: &Self, range: Range<usize>) {
        let mut idx = other.runs.partition_point(|run| run.text <= range.start).saturating_sub(1);
        let mut at = range.start;
        while at < range.end {
            let Some(run) = other.runs.get(idx) else { return };
            let source = run.step(at).start;
            self.stepped(
                text + (at - range.start),
                source,
                run.text_step as usize,
                run.source_step as usize,
            );
            idx += 1;
            at = match other.runs.get(idx) {
                Some(next) => next.text.max(at + 1),
                None => range.end,
            };
        }
    }

    /// The trace through two texts: from this one's text to the other's source.
    pub(crate) fn through(self, source: &Self) -> Self {
        if matches!(source.runs.as_slice(), [only] if (only.text_step, only.source_step) == (1, 1))
        {
            let shift = source.runs[0].source;
            let runs = self.runs.into_iter().map(|run| Run { source: run.source + shift, ..run });
            return Self { runs: runs.collect() };
        }
        let mut through = Self::default();
        for (idx, run) in self.runs.iter().enumerate() {
            if (run.text_step, run.source_step) == (1, 1) {
                // The last run has no end; `repeated` stops at the last one of the source's.
                let length = self.runs.get(idx + 1).map_or(usize::MAX, |next| next.text - run.text);
                through.repeated(run.text, source, run.source..run.source.saturating_add(length));
            } else {
                let from = source.source(run.source..run.source + run.source_step as usize);
                through.stepped(run.text, from.start, run.text_step as usize, from.len());
            }
        }
        through
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_bytes_keep_their_distance() {
        let mut trace = Trace::default();
        trace.copied(0, 10);
        trace.copied(4, 14);
        trace.copied(6, 40);
        assert_eq!(trace.runs.len(), 2, "the second call continues the first run");
        assert_eq!(trace.source(1..3), 11..13);
        assert_eq!(trace.source(5..7), 15..41);
        assert_eq!(trace.source(7..7), 41..41);
    }

    #[test]
    fn an_entity_is_one_step() {
        // `a&amp;b` gives `a&b`.
        let mut trace = Trace::default();
        trace.copied(0, 0);
        trace.stepped(1, 1, 1, 5);
        trace.copied(2, 6);
        assert_eq!(trace.source(1..2), 1..6);
        assert_eq!(trace.source(2..3), 6..7);
    }

    #[test]
    fn a_trace_leads_through_a_decoded_text() {
        // UTF-16 with a mark: each ASCII byte of the text is two of the file.
        let mut decoded = Trace::default();
        decoded.stepped(0, 2, 1, 2);
        let mut html = Trace::default();
        html.copied(0, 3);
        html.stepped(2, 5, 1, 5);
        html.copied(3, 10);
        let through = html.through(&decoded);
        assert_eq!(through.source(0..1), 8..10);
        assert_eq!(through.source(2..3), 12..22);
        assert_eq!(through.source(4..5), 24..26);
    }
}

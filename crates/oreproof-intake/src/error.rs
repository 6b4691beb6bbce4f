//! Why a document cannot be read.

use std::io;
use std::path::PathBuf;

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::datamine::DatamineError;
use crate::layer::Format;
use crate::limits::Limit;

/// Why a document cannot be read.
///
/// The error does not name the document: whoever asked for it knows which one
/// it was. It crosses the boundary between the reading process and its parent,
/// so it serialises.
#[derive(Debug, Diagnostic, Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum IntakeError {
    /// The operating system refused to hand over the bytes: the file is
    /// missing, is a folder, or may not be read.
    #[error("cannot be read: {source}")]
    #[diagnostic(code("intake::unreadable"), help("check the path and the permissions"))]
    #[serde(skip)]
    Unreadable {
        /// What the operating system said.
        source: io::Error,
    },

    /// The document holds no bytes, or nothing but white space.
    #[error("the document is empty")]
    #[diagnostic(
        code("intake::empty"),
        help("save or download it again; nothing was written into it")
    )]
    Empty,

    /// The bytes are those of a picture, a program, an archive or another
    /// format which carries no text that can be checked.
    #[error("not a document: looks like {looks_like}")]
    #[diagnostic(
        code("intake::not-a-document"),
        help("give text, Markdown, HTML, PDF, DOCX or a web archive (WARC)")
    )]
    NotADocument {
        /// What the bytes look like, with its article: "a PNG image".
        looks_like: String,
    },

    /// The bytes are neither UTF-8 nor plausible in another encoding.
    #[error("not text in a known encoding: byte {at} fits neither UTF-8 nor windows-1252")]
    #[diagnostic(
        code("intake::unknown-encoding"),
        help("save the document as UTF-8; if it is not text, convert it to PDF or DOCX")
    )]
    UnknownEncoding {
        /// Offset of the first byte which is not UTF-8.
        at: u64,
    },

    /// A limit was reached before anything useful was read.
    #[error(
        "the {limit} is over the limit of {}{}",
        .limit.amount(*.allowed),
        .found.map(|n| format!(" (it is {})", .limit.amount(n))).unwrap_or_default()
    )]
    #[diagnostic(
        code("intake::over-limit"),
        help("split the document, or raise the limit if you trust where it comes from")
    )]
    OverLimit {
        /// Which limit.
        limit: Limit,
        /// Its value, in the limit's unit.
        allowed: u64,
        /// What the document asked for, where that is known.
        found: Option<u64>,
    },

    /// The document opens only with a password.
    #[error("the {format} is encrypted and opens only with a password")]
    #[diagnostic(
        code("intake::encrypted"),
        help("open it with its password and save a copy without one")
    )]
    Encrypted {
        /// The format of the document.
        format: Format,
    },

    /// The document breaks the rules of its format so far that no text can be
    /// read from it; often it was cut off while it was downloaded.
    #[error("the {format} is damaged or cut off: {what}")]
    #[diagnostic(
        code("intake::damaged"),
        help("download it again, or open it in its program and save it anew")
    )]
    Damaged {
        /// The format the document claims.
        format: Format,
        /// What was expected and not found.
        what: String,
    },

    /// Every page is a picture: the words are there for the eye only.
    #[error("the PDF is a scan: {pages} pages of pictures and no text")]
    #[diagnostic(
        code("intake::scan"),
        help(
            "run text recognition over it (for example `ocrmypdf in.pdf out.pdf`), then check the result"
        )
    )]
    Scan {
        /// How many pages.
        pages: u64,
    },

    /// The document was understood and has no words.
    #[error("the {format} has no text")]
    #[diagnostic(
        code("intake::no-text"),
        help(
            "if you see text when you open it, it is drawn by a script or is a picture: save it as PDF or text"
        )
    )]
    NoText {
        /// The format of the document.
        format: Format,
    },

    /// A web archive ends in the middle of a record. What came before it was
    /// read.
    #[error("the archive ends in the middle of a record at byte {at}")]
    #[diagnostic(
        code("intake::cut-archive"),
        help("the records before it were read; download the archive again for the rest")
    )]
    CutArchive {
        /// Offset of the unfinished record in the archive as stored.
        at: u64,
    },

    /// A record of a web archive does not follow the format, and the next one
    /// cannot be found.
    #[error("the archive has no readable record at byte {at}: {what}")]
    #[diagnostic(
        code("intake::damaged-archive"),
        help(
            "the records before it were read; check the archive with a tool that validates WARC files"
        )
    )]
    DamagedArchive {
        /// Offset in the archive as stored.
        at: u64,
        /// What was expected and not found.
        what: String,
    },

    /// One record of a web archive cannot be read; those after it can.
    #[error("the record at byte {at}{} cannot be read", .uri.as_ref().map(|uri| format!(" ({uri})")).unwrap_or_default())]
    #[diagnostic(code("intake::record"), help("the other records are read all the same"))]
    Record {
        /// Offset in the archive as stored.
        at: u64,
        /// The address it was fetched from.
        uri: Option<String>,
        /// Why.
        source: Box<IntakeError>,
    },

    /// A page of a web archive is packed in a way that is not understood.
    #[error("the content is packed as `{coding}`")]
    #[diagnostic(
        code("intake::unknown-coding"),
        help(
            "unpack the page with the tool that wrote the archive; gzip and deflate are understood"
        )
    )]
    UnknownCoding {
        /// The content coding the server named.
        coding: String,
    },

    /// A Datamine table is none.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Datamine {
        /// What is wrong with it.
        source: DatamineError,
    },

    /// The process which reads this format could not be started.
    #[error("the reader `{}` could not be started: {problem}", .program.display())]
    #[diagnostic(
        code("intake::no-reader"),
        help(
            "PDF, DOCX and Datamine tables are read in a process of their own; check that the program exists and may be run"
        )
    )]
    NoReader {
        /// The program.
        program: PathBuf,
        /// What went wrong.
        problem: String,
    },

    /// The process which reads this format died, or answered with something
    /// else than a document.
    #[error("the {format} made its reader fail: {how}")]
    #[diagnostic(
        code("intake::reader-failed"),
        help(
            "nothing else was harmed; open the document in its program and save it anew, and please report it"
        )
    )]
    ReaderFailed {
        /// The format of the document.
        format: Format,
        /// How it ended.
        how: String,
    },
}

impl IntakeError {
    pub(crate) fn damaged(format: Format, what: impl Into<String>) -> Self {
        Self::Damaged { format, what: what.into() }
    }
}

impl From<io::Error> for IntakeError {
    fn from(source: io::Error) -> Self {
        Self::Unreadable { source }
    }
}

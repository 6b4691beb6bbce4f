//! The text of a document, and what is known about where it came from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use crate::limits::Limit;
use crate::origin::OriginMap;

/// The text of one document, ready for sentences to be found in it.
///
/// A paragraph is a run of text without a line break: HTML, PDF and DOCX give
/// one line per paragraph, heading, list item or table row, with the cells of
/// a row separated by ` | `. Plain text and Markdown are kept as they are
/// stored, wrapped lines included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextLayer {
    /// The text.
    pub text: String,
    /// What the text was read from.
    pub format: Format,
    /// The digest of the bytes as they were handed over; for a record of a web
    /// archive, of its unpacked content.
    pub sha256: Sha256,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// What a reader of the findings should know about how the text was got.
    pub notes: Vec<Note>,
    /// The way back from an offset in the text to its place in the document.
    pub origin: OriginMap,
}

impl TextLayer {
    /// Whether part of the document is missing from the text.
    pub fn is_partial(&self) -> bool {
        self.notes.iter().any(Note::is_partial)
    }
}

/// What a document was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, kept as its source.
    Markdown,
    /// A web page.
    Html,
    /// Portable Document Format.
    Pdf,
    /// Office Open XML, as word processors write it.
    Docx,
    /// A web archive, plain or gzipped; its records come out as pages.
    Warc,
    /// A Datamine table, which is read as comma-separated text.
    Datamine,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Warc => "web archive",
            Self::Datamine => "Datamine table",
        })
    }
}

/// What a document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// When it was published or, failing that, written, in the document's own
    /// spelling: usually ISO 8601, but nothing guarantees it.
    pub date: Option<String>,
    /// Who wrote or published it.
    pub author: Option<String>,
    /// Where it was fetched from.
    pub uri: Option<String>,
    /// When it was fetched, as the archive states it.
    pub fetched: Option<String>,
}

/// Something a reader of the findings should know about how a text was got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Note {
    /// A byte-order mark stood before the text and was left out of it; origins
    /// count it.
    ByteOrderMark,
    /// The text is not stored as UTF-8.
    Decoded {
        /// The encoding it was stored in.
        encoding: String,
        /// Whether the document named it, or it was guessed.
        guessed: bool,
    },
    /// Bytes which mean nothing in the encoding became U+FFFD.
    Replaced {
        /// How many characters were replaced.
        count: u64,
    },
    /// A page holds pictures and no text.
    ScannedPage {
        /// The page, counted from 1.
        page: u32,
    },
    /// A page, or part of it, could not be read.
    UnreadablePage {
        /// The page, counted from 1.
        page: u32,
    },
    /// A page's font has no map to characters, so words of it are missing.
    UnmappedFont {
        /// The page, counted from 1.
        page: u32,
    },
    /// Reading stopped at a limit; the text is what came before it.
    LimitReached {
        /// Which limit.
        limit: Limit,
        /// Its value, in the limit's unit.
        allowed: u64,
    },
    /// The document is cut off or damaged; the text is what could be read.
    CutOff,
    /// No main content stood out, so the whole page was kept.
    WholePage,
}

impl Note {
    /// Whether the note says that words are missing from the text.
    pub fn is_partial(&self) -> bool {
        matches!(
            self,
            Self::Replaced { .. }
                | Self::ScannedPage { .. }
                | Self::UnreadablePage { .. }
                | Self::UnmappedFont { .. }
                | Self::LimitReached { .. }
                | Self::CutOff
        )
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByteOrderMark => f.write_str("a byte-order mark was left out"),
            Self::Decoded { encoding, guessed: false } => write!(f, "decoded from {encoding}"),
            Self::Decoded { encoding, guessed: true } => {
                write!(f, "decoded as {encoding}, which is a guess")
            }
            Self::Replaced { count } => write!(f, "{count} characters could not be decoded"),
            Self::ScannedPage { page } => write!(f, "page {page} is a scan without text"),
            Self::UnreadablePage { page } => write!(f, "page {page} could not be read in full"),
            Self::UnmappedFont { page } => {
                write!(f, "page {page} has words in a font without a map to characters")
            }
            Self::LimitReached { limit, allowed } => {
                write!(f, "reading stopped: the {limit} reached {}", limit.amount(*allowed))
            }
            Self::CutOff => f.write_str("the document is cut off; only its first part was read"),
            Self::WholePage => f.write_str("no main content stood out; the whole page was read"),
        }
    }
}

/// A SHA-256 digest, by which a document is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<Sha256> for String {
    fn from(digest: Sha256) -> Self {
        digest.to_string()
    }
}

/// A text which is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 64 hexadecimal digits")]
pub struct NotADigest;

impl FromStr for Sha256 {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(NotADigest);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotADigest)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotADigest)?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = NotADigest;

    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_survives_being_written_down() {
        // The digest of no bytes, FIPS 180-4 examples.
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Sha256::of(b"").to_string(), empty);
        assert_eq!(empty.parse(), Ok(Sha256::of(b"")));
        assert_eq!("e3".parse::<Sha256>(), Err(NotADigest));
    }
}

//! How much a document may cost, and the names of the limits.

use std::fmt;

use serde::{Deserialize, Serialize};

const MIB: u64 = 1024 * 1024;

/// How much one document may cost to read.
///
/// Every field has a [`Limit`] of the same name, which an error or a note
/// cites together with the value when the limit is reached. The values change
/// which documents can be read, never what is read from one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of a document as stored, in bytes. A web archive is streamed, so
    /// there it is `record_bytes` that counts.
    pub input_bytes: u64,
    /// Size of the text read from one document, in bytes.
    pub text_bytes: u64,
    /// Pages of a PDF.
    pub pages: u64,
    /// Unpacked size of all parts of a DOCX, or of one stream of a PDF, in
    /// bytes.
    pub unpacked_bytes: u64,
    /// Entries in a DOCX package.
    pub entries: u64,
    /// Unpacked size of one record of a web archive, in bytes.
    pub record_bytes: u64,
    /// Nesting of XML elements.
    pub depth: u64,
    /// Pieces of a document which take memory of their own: elements and texts
    /// of a web page, and changes in how characters are spelt or encoded. Each
    /// takes about a hundred bytes.
    pub pieces: u64,
    /// Address space of the reading process, in bytes (Unix).
    pub memory_bytes: u64,
    /// Processor time of the reading process, in seconds (Unix).
    pub cpu_seconds: u64,
    /// Elapsed time of the reading process, in seconds.
    pub wall_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 256 * MIB,
            text_bytes: 256 * MIB,
            pages: 5_000,
            unpacked_bytes: 64 * MIB,
            entries: 5_000,
            record_bytes: 32 * MIB,
            depth: 128,
            pieces: 2_000_000,
            memory_bytes: 512 * MIB,
            cpu_seconds: 20,
            wall_seconds: 30,
        }
    }
}

impl Limits {
    /// The value of one limit, in the unit its field states.
    pub fn value(&self, limit: Limit) -> u64 {
        match limit {
            Limit::InputBytes => self.input_bytes,
            Limit::TextBytes => self.text_bytes,
            Limit::Pages => self.pages,
            Limit::UnpackedBytes => self.unpacked_bytes,
            Limit::Entries => self.entries,
            Limit::RecordBytes => self.record_bytes,
            Limit::Depth => self.depth,
            Limit::Pieces => self.pieces,
            Limit::MemoryBytes => self.memory_bytes,
            Limit::CpuSeconds => self.cpu_seconds,
            Limit::WallSeconds => self.wall_seconds,
        }
    }
}

/// The name of one field of [`Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::input_bytes`].
    InputBytes,
    /// [`Limits::text_bytes`].
    TextBytes,
    /// [`Limits::pages`].
    Pages,
    /// [`Limits::unpacked_bytes`].
    UnpackedBytes,
    /// [`Limits::entries`].
    Entries,
    /// [`Limits::record_bytes`].
    RecordBytes,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::pieces`].
    Pieces,
    /// [`Limits::memory_bytes`].
    MemoryBytes,
    /// [`Limits::cpu_seconds`].
    CpuSeconds,
    /// [`Limits::wall_seconds`].
    WallSeconds,
}

impl Limit {
    /// A value of this limit with its unit, as an error prints it.
    pub fn amount(self, value: u64) -> String {
        match self {
            Self::Pages => format!("{value} pages"),
            Self::Entries => format!("{value} entries"),
            Self::Depth => format!("{value} levels"),
            Self::Pieces => format!("{value} pieces"),
            Self::CpuSeconds | Self::WallSeconds => format!("{value} s"),
            _ if value >= MIB && value.is_multiple_of(MIB) => format!("{} MiB", value / MIB),
            _ if value >= 10 * MIB => format!("{:.1} MiB", value as f64 / MIB as f64),
            _ => format!("{value} bytes"),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InputBytes => "size of the document",
            Self::TextBytes => "size of its text",
            Self::Pages => "number of pages",
            Self::UnpackedBytes => "unpacked size",
            Self::Entries => "number of entries",
            Self::RecordBytes => "size of a record",
            Self::Depth => "nesting of elements",
            Self::Pieces => "number of pieces of markup",
            Self::MemoryBytes => "memory of the reader",
            Self::CpuSeconds => "processor time of the reader",
            Self::WallSeconds => "time of the reader",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_carries_its_unit() {
        assert_eq!(Limit::InputBytes.amount(256 * MIB), "256 MiB");
        assert_eq!(Limit::InputBytes.amount(100), "100 bytes");
        assert_eq!(Limit::Pages.amount(5_000), "5000 pages");
        assert_eq!(Limit::WallSeconds.amount(30), "30 s");
    }
}

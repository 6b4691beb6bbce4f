//! The way in: bytes to text, within limits.

mod layer;
mod origin;
mod limits;
mod error;
mod discover;
mod detect;
mod read;
mod decode;
pub mod plain;
pub mod html;
pub mod pdf;
pub mod docx;
pub mod warc;
pub mod jail;

pub use discover::{Source, Sources, sources};
pub use error::IntakeError;
pub use jail::Jail;
pub use layer::{Format, Metadata, NotADigest, Note, Sha256, TextLayer};
pub use limits::{Limit, Limits};
pub use origin::{LineMark, OriginMap, ParagraphMark, Part, Place, Trace};
pub use read::{Layers, read, read_bytes, read_stream};

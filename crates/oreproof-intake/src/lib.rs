//! The way in: bytes to text, within limits.
//!
//! A document becomes a [`TextLayer`]: its text, one paragraph to a line, what
//! it says about itself, what was lost on the way, and an [`OriginMap`] which
//! leads from each byte of the text back to the bytes, page, paragraph or
//! record it came from.
//!
//! ```no_run
//! use oreproof_intake::{Jail, Limits, jail, read, sources};
//!
//! # use std::process::ExitCode;
//! # fn main() -> ExitCode {
//! // First in `main`: PDF and DOCX are read by this program, run again.
//! if let Some(code) = jail::serve_if_child(std::env::args_os()) {
//!     return code;
//! }
//! let jail = Jail::this_program(Limits::default());
//! for source in sources(&["reports".into()]).list {
//!     for layer in read(&source, &jail) {
//!         match layer {
//!             Ok(layer) => println!("{} bytes of text", layer.text.len()),
//!             Err(error) => println!("{error}"),
//!         }
//!     }
//! }
//! # ExitCode::SUCCESS
//! # }
//! ```
//!
//! Text, Markdown, HTML and archives are read in this process by code which
//! cannot be made to take more than a fixed multiple of its input; PDF, DOCX and Datamine
//! tables in a child process with limits (see [`jail`]). No document makes a reader
//! panic, and each one that cannot be read gives one [`IntakeError`].

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail where it likes"))]

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
pub mod mesh;
pub mod jail;
pub mod drill;
pub mod geoeas;
pub mod datamine;
pub mod numbers;
pub mod blocks;

pub use discover::{Source, Sources, sources};
pub use error::IntakeError;
pub use jail::Jail;
pub use layer::{Format, Metadata, NotADigest, Note, Sha256, TextLayer};
pub use limits::{Limit, Limits};
pub use origin::{LineMark, OriginMap, ParagraphMark, Part, Place, Trace};
pub use read::{Layers, read, read_bytes, read_stream};

//! Findings in five formats, each written document by document, so that memory
//! does not grow with their number.

mod html;
mod json;
mod markdown;
mod sarif;
mod text;

use clap::ValueEnum;

use crate::check::{Document, Failure, Tally};
use crate::ui::Look;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people at a terminal.
    Text,
    /// One object, for programs.
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// For an issue or a note.
    Markdown,
    /// One page for the browser.
    Html,
}

impl Format {
    /// The name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }
}

/// One format.
///
/// Documents are rendered on many threads and printed in order between the
/// head and the foot, parted from one another.
pub(crate) trait Render: Sync {
    /// Whether the head can be written only when every document is known.
    fn waits(&self) -> bool {
        false
    }

    /// What stands before the documents; the tally is empty unless the head waits.
    fn head(&self, _tally: &Tally) -> String {
        String::new()
    }

    /// One document; nothing where there is nothing to print of it.
    fn document(&self, document: &Document<'_>) -> String;

    /// One that could not be read.
    fn failure(&self, _failure: &Failure) -> String {
        String::new()
    }

    /// What stands between two documents.
    fn parting(&self) -> &'static str {
        ""
    }

    /// What stands behind the documents.
    fn foot(&self, _tally: &Tally) -> String {
        String::new()
    }
}

/// The renderer of a format; `look` dresses the text.
pub(crate) fn renderer(format: Format, look: Look) -> Box<dyn Render> {
    match format {
        Format::Text => Box::new(text::Text { look }),
        Format::Json => Box::new(json::Json),
        Format::Sarif => Box::new(sarif::Sarif),
        Format::Markdown => Box::new(markdown::Markdown),
        Format::Html => Box::new(html::Html),
    }
}

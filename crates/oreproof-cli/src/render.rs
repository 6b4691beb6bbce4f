//! Findings in five formats, each written document by document so that memory stays bounded.

mod text;
mod json;
mod sarif;
mod markdown;
mod html;

use clap::ValueEnum;
use oreproof::rules::Severity;

use crate::check::Total;
use crate::report::Report;
use crate::ui::{Look, Style};

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For the terminal.
    Text,
    /// For programs.
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// For an issue or a note.
    Markdown,
    /// One page for the browser.
    Html,
}

/// Prints in one format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Renderer {
    format: Format,
    look: Look,
}

impl Renderer {
    /// For a format; `look` dresses the text format.
    pub(crate) fn new(format: Format, look: Look) -> Self {
        Self { format, look }
    }

    /// What stands before the first document.
    pub(crate) fn begin(&self) -> String {
        match self.format {
            Format::Text => String::new(),
            Format::Json => json::begin(),
            Format::Sarif => sarif::begin(),
            Format::Markdown => markdown::begin(),
            Format::Html => html::begin(),
        }
    }

    /// One document, to be joined to those before it.
    pub(crate) fn document(&self, report: &Report) -> String {
        match self.format {
            Format::Text => text::document(report, self.look),
            Format::Json => json::document(report),
            Format::Sarif => sarif::document(report),
            Format::Markdown => markdown::document(report),
            Format::Html => html::document(report),
        }
    }

    /// A printed document with what joins it to those before it; `first` until one has been printed.
    pub(crate) fn join(&self, document: String, first: bool) -> String {
        let listed = matches!(self.format, Format::Json | Format::Sarif);
        if listed && !first && !document.is_empty() { format!(",\n{document}") } else { document }
    }

    /// What stands behind the last document.
    pub(crate) fn end(&self, total: &Total) -> String {
        match self.format {
            Format::Text => String::new(),
            Format::Json => json::end(total),
            Format::Sarif => sarif::end(),
            Format::Markdown => markdown::end(total),
            Format::Html => html::end(total),
        }
    }

    /// What the reader should be told of a document beside its findings.
    pub(crate) fn warnings(&self, report: &Report) -> String {
        text::warnings(report, self.look)
    }
}

/// The style of a severity.
pub(crate) fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warn => Style::Warn,
        Severity::Info => Style::Info,
    }
}

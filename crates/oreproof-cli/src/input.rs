//! What to read: files, folders and standard input, and what is known of each.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use oreproof::promise::{About, FORMS, Form};
use oreproof_intake::{Limits, Source, TextLayer};

use crate::config::Settings;
use crate::ui::suggestion;

/// What to read and how much it may cost.
#[derive(clap::Args, Debug)]
pub(crate) struct InputArgs {
    /// Files, folders, or `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub paths: Vec<PathBuf>,

    /// The date of the documents; rules that need one stay silent without it.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub date: Option<Date>,

    /// The form of the documents [default: news_article].
    #[arg(long, value_name = "FORM", value_parser = parse_form)]
    pub form: Option<Form>,

    /// The largest document to read, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 256, help_heading = "Limits")]
    pub max_size: u64,

    /// The most memory that reading one PDF or DOCX may take, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 512, help_heading = "Limits")]
    pub max_memory: u64,

    /// The longest that reading one PDF or DOCX may take, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, help_heading = "Limits")]
    pub max_seconds: u64,
}

impl InputArgs {
    /// The limits of one document.
    pub(crate) fn limits(&self) -> Limits {
        const MIB: u64 = 1 << 20;
        Limits {
            input_bytes: self.max_size.saturating_mul(MIB),
            text_bytes: self.max_size.saturating_mul(MIB),
            memory_bytes: self.max_memory.saturating_mul(MIB),
            wall_seconds: self.max_seconds,
            ..Limits::default()
        }
    }

    /// The form and date of a document: from the command line, else from the configuration,
    /// else the date that the document itself carries.
    pub(crate) fn about(&self, settings: &Settings, layer: &TextLayer) -> About {
        let form = self.form.or(settings.form).unwrap_or_default();
        let own = || layer.metadata.date.as_deref().and_then(leading_date);
        About { form, date: self.date.or(settings.date).or_else(own) }
    }
}

/// The day at the start of an ISO 8601 date or time.
fn leading_date(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write it as YYYY-MM-DD, for example 2025-09-25".to_owned())
}

fn parse_form(text: &str) -> Result<Form, String> {
    let names = || FORMS.iter().map(|(_, name)| *name);
    Form::from_name(&text.replace('-', "_")).ok_or_else(|| match suggestion(text, names()) {
        Some(name) => format!("did you mean {name}?"),
        None => format!("the forms are {}", names().collect::<Vec<_>>().join(", ")),
    })
}

/// What a source is called.
pub(crate) fn name(source: &Source) -> String {
    match source {
        Source::StandardInput => "<stdin>".to_owned(),
        Source::File(path) => path.display().to_string(),
    }
}

/// The path of a source, if it is a file.
pub(crate) fn path(source: &Source) -> Option<&Path> {
    match source {
        Source::StandardInput => None,
        Source::File(path) => Some(path),
    }
}

/// Whether a source is a web archive, whose records are documents of their own.
pub(crate) fn is_archive(source: &Source) -> bool {
    path(source).is_some_and(|path| {
        let name = path.to_string_lossy().to_lowercase();
        name.ends_with(".warc") || name.ends_with(".warc.gz")
    })
}

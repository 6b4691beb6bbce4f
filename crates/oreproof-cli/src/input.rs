//! What to read, within which limits, and what is known of it.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::promise::{FORMS, Form};
use oreproof::suggest;
use oreproof_intake::{Jail, Layers, Limits, Source, TextLayer, read, read_stream};
use serde::Serialize;

use crate::origin::{Heard, Listen};
use crate::ui::{self, Ui};

/// How much one document may cost.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// Largest document, and largest text of one, such as 64MiB.
    #[arg(long, value_name = "SIZE", default_value = "256MiB", value_parser = size)]
    limit_size: u64,

    /// Largest record of a web archive, unpacked.
    #[arg(long, value_name = "SIZE", default_value = "32MiB", value_parser = size)]
    limit_record: u64,

    /// Largest unpacked size inside a PDF or DOCX.
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = size)]
    limit_unpacked: u64,

    /// Most pages of a PDF.
    #[arg(long, value_name = "N", default_value_t = Limits::default().pages)]
    limit_pages: u64,

    /// Most memory for reading one PDF or DOCX.
    #[arg(long, value_name = "SIZE", default_value = "512MiB", value_parser = size)]
    limit_memory: u64,

    /// Most seconds for reading one PDF or DOCX.
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().wall_seconds)]
    limit_seconds: u64,
}

impl LimitArgs {
    /// The reader that keeps to them.
    pub(crate) fn jail(&self) -> Jail {
        let limits = Limits::default();
        Jail::this_program(Limits {
            input_bytes: self.limit_size,
            text_bytes: self.limit_size,
            record_bytes: self.limit_record,
            unpacked_bytes: self.limit_unpacked,
            pages: self.limit_pages,
            memory_bytes: self.limit_memory,
            wall_seconds: self.limit_seconds,
            cpu_seconds: limits.cpu_seconds.max(self.limit_seconds),
            ..limits
        })
    }
}

/// What is known of documents that do not say so themselves.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct AboutArgs {
    /// Date of the documents; without one, that which a document gives itself.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// Form of the documents, which decides what norms apply [default: news_article].
    #[arg(long, value_name = "FORM", value_parser = form_parser(), hide_possible_values = true, long_help = form_help())]
    pub form: Option<Form>,
}

fn form_parser() -> impl clap::builder::TypedValueParser<Value = Form> {
    let names = FORMS.iter().map(|(_, name)| *name);
    PossibleValuesParser::new(names).map(|name| Form::from_name(&name).unwrap_or_default())
}

fn form_help() -> String {
    let names: Vec<&str> = FORMS.iter().map(|(_, name)| *name).collect();
    format!(
        "Form of the documents, which decides what norms apply [default: news_article]\n\n[possible values: {}]",
        names.join(", ")
    )
}

/// A day as people are asked to write it.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write the day as YYYY-MM-DD, such as 2025-09-25".to_owned())
}

/// A size with its unit: `64MiB`, `1GB`, `500k`.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => 0,
    };
    let size = number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
    size.filter(|size| *size > 0)
        .ok_or_else(|| "write a number and a unit, such as 64MiB or 1GB".to_owned())
}

/// A code or prefix of one, in capitals; `ALL` is the empty prefix.
pub(crate) fn code(text: &str) -> Result<String, String> {
    let upper = text.trim().to_ascii_uppercase();
    match upper.as_str() {
        "ALL" => Ok(String::new()),
        _ if suggest::is_code(&upper) => Ok(upper),
        _ => Err(unknown_code(text)),
    }
}

/// What to say of a code that no rule has.
pub(crate) fn unknown_code(text: &str) -> String {
    let meant = match suggest::code(text.trim()) {
        Some(code) => format!("did you mean `{code}`?"),
        None => "`oreproof rules` lists them all".to_owned(),
    };
    format!("no rule has a code that begins so; {meant}")
}

/// Where the date of a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DateFrom {
    /// The command line or the configuration.
    Given,
    /// The document.
    Document,
}

/// The date that a document gives itself, where it is one without a doubt.
pub(crate) fn own_date(layer: &TextLayer) -> Option<Date> {
    layer.metadata.date.as_deref()?.get(..10)?.parse().ok()
}

/// What a source is called.
pub(crate) fn name(source: &Source) -> String {
    match source {
        Source::StandardInput => "<stdin>".to_owned(),
        Source::File(path) => path.display().to_string(),
    }
}

/// Opens a source; standard input is remembered, since it cannot be read again.
pub(crate) fn open<'j>(source: &Source, jail: &'j Jail) -> (Layers<'j>, Option<Heard>) {
    match source {
        Source::StandardInput => {
            let heard = Heard::default();
            (read_stream(Box::new(Listen::new(heard.clone())), None, jail), Some(heard))
        }
        Source::File(_) => (read(source, jail), None),
    }
}

/// What was asked for; standard input where nothing was.
pub(crate) fn asked(paths: &[PathBuf], ui: &Ui) -> Vec<PathBuf> {
    let paths = if paths.is_empty() { vec![PathBuf::from("-")] } else { paths.to_vec() };
    let typed = paths.iter().any(|path| path.as_os_str() == "-") && std::io::stdin().is_terminal();
    if typed && !ui.quiet {
        let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
        ui::say(&format!("Paste or type the text, then press {end} on a line of its own.\n"));
    }
    paths
}

/// Folders or lists that hold nothing to check.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("no documents in {}", .paths.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", "))]
#[diagnostic(
    code("cli::no-documents"),
    help(
        "folders are searched for .txt, .md, .html, .pdf, .docx and .warc(.gz), except what is hidden or ignored; name a file to check it whatever it is called"
    )
)]
pub(crate) struct NoDocuments {
    pub paths: Vec<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("64MiB"), Ok(64 << 20));
        assert_eq!(size("1GB"), Ok(1_000_000_000));
        assert_eq!(size("100"), Ok(100));
        for wrong in ["", "MiB", "1TB", "-1", "0", "99999999999GiB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn codes_may_be_prefixes() {
        assert_eq!(code("val001"), Ok("VAL001".to_owned()));
        assert_eq!(code(" VAL "), Ok("VAL".to_owned()));
        assert_eq!(code("ALL"), Ok(String::new()));
        assert!(code("VAL01").unwrap_err().contains("`VAL001`"));
    }
}

//! For programs: one object, with a document on some lines of its own. Fields
//! may be added under one schema version; none changes its meaning.

use oreproof::LineColumn;
use oreproof::report::{Finding, Question};
use oreproof::rules::Severity;
use serde::Serialize;

use super::Render;
use crate::check::{Document, Failure, Tally, summary};
use crate::input::DateFrom;
use crate::origin::Origin;

/// The name and version of the shape.
const SCHEMA: &str = "oreproof-check/1";

/// The format.
pub(super) struct Json;

#[derive(Serialize)]
struct Shape<'a> {
    file: &'a str,
    format: oreproof_intake::Format,
    sha256: oreproof_intake::Sha256,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'a str>,
    form: oreproof::promise::Form,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_from: Option<DateFrom>,
    warnings: Vec<String>,
    findings: Vec<Found<'a>>,
    unanswered: Vec<Open<'a>>,
}

/// A finding with its place in the document as stored.
#[derive(Serialize)]
struct Found<'a> {
    rule: &'static str,
    severity: Severity,
    start: usize,
    end: usize,
    quote: &'a str,
    message: &'a str,
    help: &'static str,
    norm: &'static str,
    name: &'static str,
    byte_start: usize,
    byte_end: usize,
    line: usize,
    column: usize,
    source: Origin,
}

impl<'a> Found<'a> {
    fn of(finding: Finding<'a>, document: &Document<'_>) -> Self {
        let source = document.origin(&(finding.byte_start..finding.byte_end));
        let Finding { rule, severity, start, end, quote, message, .. } = finding;
        let Finding { help, norm, name, byte_start, byte_end, at, .. } = finding;
        let LineColumn { line, column } = at;
        Self {
            rule,
            severity,
            start,
            end,
            quote,
            message,
            help,
            norm,
            name,
            byte_start,
            byte_end,
            line,
            column,
            source,
        }
    }
}

/// A question that is left open, with its place in the document as stored.
#[derive(Serialize)]
struct Open<'a> {
    rule: &'static str,
    start: usize,
    end: usize,
    quote: &'a str,
    needs: &'a str,
    byte_start: usize,
    byte_end: usize,
    line: usize,
    column: usize,
    source: Origin,
}

impl<'a> Open<'a> {
    fn of(question: Question<'a>, document: &Document<'_>) -> Self {
        let source = document.origin(&(question.byte_start..question.byte_end));
        let Question { rule, start, end, quote, needs, byte_start, byte_end, at } = question;
        let LineColumn { line, column } = at;
        Self { rule, start, end, quote, needs, byte_start, byte_end, line, column, source }
    }
}

impl Render for Json {
    fn head(&self, _: &Tally) -> String {
        let version = env!("CARGO_PKG_VERSION");
        format!("{{\n\"schema\": \"{SCHEMA}\",\n\"version\": \"{version}\",\n\"documents\": [\n")
    }

    fn document(&self, document: &Document<'_>) -> String {
        let layer = document.layer;
        to_json(&Shape {
            file: document.file,
            format: layer.format,
            sha256: layer.sha256,
            title: layer.metadata.title.as_deref(),
            uri: layer.metadata.uri.as_deref(),
            form: document.about.form,
            date: document.about.date.map(|date| date.to_string()),
            date_from: document.date_from,
            warnings: document.warnings_plain(),
            findings: document.findings().map(|finding| Found::of(finding, document)).collect(),
            unanswered: document
                .questions()
                .map(|question| Open::of(question, document))
                .collect(),
        })
    }

    fn failure(&self, failure: &Failure) -> String {
        to_json(failure)
    }

    fn parting(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, tally: &Tally) -> String {
        format!("\n],\n\"summary\": {}\n}}\n", summary::object(tally))
    }
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("names, numbers and text always serialise")
}

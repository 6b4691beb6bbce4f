//! For programs: one object, with a document on some lines of its own. Fields
//! may be added under one schema version; none changes its meaning.

mod rows;

use serde::Serialize;

use super::Render;
use crate::check::{Document, Failure, Tally, summary};
use crate::input::DateFrom;

/// The name and version of the shape.
const SCHEMA: &str = "oreproof-check/1";

/// The format.
pub(super) struct Json;

/// A document up to its findings.
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
}

impl Render for Json {
    fn head(&self, _: &Tally) -> String {
        let version = env!("CARGO_PKG_VERSION");
        format!("{{\n\"schema\": \"{SCHEMA}\",\n\"version\": \"{version}\",\n\"documents\": [\n")
    }

    fn document(&self, document: &Document<'_>) -> String {
        let layer = document.layer;
        let mut out = to_json(&Shape {
            file: document.file,
            format: layer.format,
            sha256: layer.sha256,
            title: layer.metadata.title.as_deref(),
            uri: layer.metadata.uri.as_deref(),
            form: document.about.form,
            date: document.about.date.map(|date| date.to_string()),
            date_from: document.date_from,
            warnings: document.warnings_plain(),
        });
        out.truncate(out.len() - "\n}".len());
        out.push(',');
        rows::list(&mut out, "\n  \"findings\": ", document.findings(), |out, finding| {
            let source = document.origin(&(finding.byte_start..finding.byte_end));
            rows::finding(out, &finding, &source);
        });
        out.push(',');
        rows::list(&mut out, "\n  \"unanswered\": ", document.questions(), |out, question| {
            let source = document.origin(&(question.byte_start..question.byte_end));
            rows::question(out, &question, &source);
        });
        out.push_str("\n}");
        out
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

fn to_json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string_pretty(value).expect("names, numbers and text always serialise")
}
